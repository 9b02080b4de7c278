package examples_test

import (
	"regexp"
	"testing"

	"rota/interp"
	"rota/interp/report"
	"rota/lang/format"
)

var words = regexp.MustCompile(`"text":"(?:[^"\\]|\\.)*"`)

// TestTurned: a policy decides as it did when it is turned into another language.
func TestTurned(t *testing.T) {
	decided := func(t *testing.T, run report.Run) []byte { // but for the policy's own words
		return words.ReplaceAll(decisions(t, run, "policy", "reason", "fingerprint"), nil)
	}
	each(t, func(t *testing.T, x example) {
		t.Parallel()
		d := x.data(t, x.rosters[0])
		for _, name := range x.policies {
			text := x.read(t, name)
			_, run, _ := x.decide(load(t, name, text), d)
			want := decided(t, run)
			for _, language := range []format.Words{format.InEnglish, format.InChinese} {
				turned, found, err := interp.Format(name, text, language, sibling)
				if err != nil || len(found) > 0 {
					t.Fatal(name, err, found)
				}
				_, run, _ := x.decide(load(t, name, turned), d)
				compare(t, name+" turned", want, decided(t, run))
			}
		}
	})
}
