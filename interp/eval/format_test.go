package eval_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"rota/lang/diag"
	"rota/lang/format"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/stdlib"
)

// leastFormatted policies are laid out however few are compared with the oracle.
const leastFormatted = 300

// TestFormatRandom lays out random policies, with comments strewn over them: each
// means the same and keeps its comments, which the formatter itself compares; a
// second run changes nothing; and turned into Chinese, into English and into
// Chinese again it is the same bytes. The test of the same name in lang/format does so
// with policies that stand in the repository, and compares trees and comments itself.
//
//	go test ./lang/format ./interp/eval -run TestFormatRandom -policies 100000 -timeout 0
func TestFormatRandom(t *testing.T) {
	wanted := int64(max(*policies, leastFormatted))
	var next, refused, turned atomic.Int64
	var running sync.WaitGroup
	for range runtime.NumCPU() {
		running.Go(func() {
			for n := next.Add(1) - 1; n < wanted && !t.Failed(); n = next.Add(1) - 1 {
				text, base := sample(*from + uint64(n))
				switch problem, err := formattedBadly(text, base); {
				case errors.Is(err, format.ErrMistakes):
					refused.Add(1)
				case problem != "":
					t.Errorf("seed %d: %s\n%s", *from+uint64(n), problem, text)
				default:
					turned.Add(1)
				}
			}
		})
	}
	running.Wait()
	t.Logf("%d policies, %d do not read", turned.Load(), refused.Load())
	if refused.Load() > wanted/10 {
		t.Error("too few policies read")
	}
}

// bases are the declarations that all policies of a generator begin with: they are
// laid out once, and read once.
var bases = sync.OnceValue(func() (out [3][2]*format.Formatter) {
	for i, text := range []string{vocabulary, vocabulary + crowdVocabulary, historyVocabulary} {
		var found diag.List
		prelude := syntax.Parse(source.New("prelude", stdlib.Prelude()), nil, &found)
		tree := syntax.Parse(source.New("vocabulary", text), prelude.Vocabulary, &found)
		out[i] = [2]*format.Formatter{format.New(prelude.Vocabulary, prelude), format.New(tree.Vocabulary, prelude, tree)}
		if found.HasErrors() {
			panic(found[0].Message(locale.English))
		}
	}
	return out
})

// sample is a policy of one of the generators without what it begins with, with
// comments and lines broken.
func sample(seed uint64) (text string, base *format.Formatter) {
	g, family := newGenerator(seed), 0
	switch seed % 5 {
	case 0:
		text, family = newHistorian(seed).policy(), 2
	case 1:
		g.crowd, family = true, 1
		fallthrough
	default:
		text = g.policy()
	}
	if seed > 20 { // the first keep it
		base = bases()[family][1]
		text = strings.NewReplacer(vocabulary, "", crowdVocabulary, "", historyVocabulary, "").Replace(text)
	} else {
		base = bases()[family][0]
	}
	var out strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if left, right, ok := strings.Cut(line, " => "); ok && g.chance(20) && !strings.HasPrefix(line, " ") {
			line = left + "\n    => " + right
		}
		if line != "" && g.chance(10) {
			line += fmt.Sprintf("%s-- note %d", strings.Repeat(" ", g.IntN(3)+1), i)
		}
		if g.chance(5) {
			line = strings.Repeat(" ", g.IntN(4)) + fmt.Sprintf("--第%d行\n", i) + line
		}
		out.WriteString(line + "\n" + strings.Repeat("\n", g.IntN(20)/17))
	}
	return out.String(), base
}

// formattedBadly says what is wrong with a policy once it is laid out.
func formattedBadly(text string, base *format.Formatter) (problem string, err error) {
	run := func(text string, words format.Words) string {
		var found diag.List
		out, kept, wrong := base.Source(source.New("random", text), words, &found)
		if wrong != nil && err == nil {
			err, problem = wrong, wrong.Error()+"\n"+text
		}
		for _, span := range kept {
			problem += "not turned: " + span.Text() + "\n"
		}
		return out
	}
	laid := run(text, format.AsWritten)
	if err != nil {
		return problem, err
	}
	chinese := run(text, format.InChinese)
	english := run(chinese, format.InEnglish)
	for _, c := range []struct {
		law       string
		want, got string
	}{
		{"a second run", laid, run(laid, format.AsWritten)},
		{"a second run in Chinese", chinese, run(chinese, format.AsWritten)},
		{"to Chinese and back", run(text, format.InEnglish), english},
		{"to English and back", chinese, run(english, format.InChinese)},
	} {
		if problem == "" && c.want != c.got {
			problem = c.law + ":\n" + difference(c.want, c.got)
		}
	}
	return problem, err
}

func difference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "want " + a[i] + "\ngot  " + b[i]
		}
	}
	return "one is longer"
}
