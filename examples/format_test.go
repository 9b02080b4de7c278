package examples_test

import (
	"testing"

	"rota/interp"
	"rota/lang/format"
)

// TestTurned: a policy decides as it did when it is turned into another language.
func TestTurned(t *testing.T) {
	own := []string{"policy", "reason", "fingerprint", "cites", "maybe_cites"} // the policy's own words
	each(t, func(t *testing.T, x example) {
		t.Parallel()
		d := x.data(t, x.rosters[0])
		for _, name := range x.policies {
			text := x.read(t, name)
			_, run, _ := x.decide(load(t, name, text), d)
			want := decisions(t, run, own...)
			for _, words := range []format.Words{format.InEnglish, format.InChinese} {
				turned, found, err := interp.Format(name, text, words, nil)
				if err != nil || len(found) > 0 {
					t.Fatal(name, err, found)
				}
				_, run, _ := x.decide(load(t, name, turned), d)
				compare(t, name+" turned", want, decisions(t, run, own...))
			}
		}
	})
}
