package main

import (
	"fmt"
	"iter"
	"strconv"
	"time"

	"rota/interp/eval"
	"rota/interp/roster"
)

// Long work is told of on a terminal, once it has taken a while, and not too often.
const (
	unnoticed = time.Second
	between   = 200 * time.Millisecond
)

// watched tells on the terminal how many of so many records are decided and how long
// the rest will take, while decisions go by. Elsewhere, and of short work, it says
// nothing; the line is gone when the work is done.
func (a *app) watched(decisions iter.Seq[eval.Decision], records int) iter.Seq[eval.Decision] {
	if !isTerminal(a.errs) {
		return decisions
	}
	return func(yield func(eval.Decision) bool) {
		tell, end := a.ticker()
		defer end()
		var last *roster.Record
		done := 0
		for d := range decisions {
			if d.Record != last {
				last = d.Record
				if done++; done%64 == 0 {
					tell(done, records)
				}
			}
			if !yield(d) {
				return
			}
		}
	}
}

// ticker tells on the terminal how many of so many records are done, now and then; end
// takes the line away.
func (a *app) ticker() (tell func(done, records int), end func()) {
	begun, shown := time.Now(), time.Time{}
	tell = func(done, records int) {
		if now := time.Now(); isTerminal(a.errs) && now.Sub(begun) > unnoticed && now.Sub(shown) > between {
			shown = now
			fmt.Fprint(a.errs, "\r\x1b[K"+a.progress(done, records, now.Sub(begun)))
		}
	}
	end = func() {
		if !shown.IsZero() {
			fmt.Fprint(a.errs, "\r\x1b[K")
		}
		shown = time.Time{}
	}
	return tell, end
}

// progress is what has been done of so many records in a time, and what is left.
func (a *app) progress(done, records int, took time.Duration) string {
	left := time.Duration(float64(took) / float64(done) * float64(max(0, records-done))).Round(time.Second)
	of := strconv.Itoa(done) + " / " + strconv.Itoa(records)
	seconds := strconv.Itoa(int(left.Seconds()))
	return a.text(of+" records, "+seconds+" s left", of+"条记录，约需"+seconds+"秒")
}
