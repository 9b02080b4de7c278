package check_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rota/lang/locale"
	"rota/lang/source"
)

// Whatever the bytes, reading and checking ends, and every finding has a place
// in the text and words in both languages.
func FuzzParse(f *testing.F) {
	base := prelude(f)
	paths, _ := filepath.Glob("testdata/mistakes/*.rota")
	examples, _ := filepath.Glob("../../examples/*/*.rota")
	for _, path := range append(append(paths, examples...), "../../stdlib/prelude.rota") {
		raw, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range strings.Split(expectation.ReplaceAllString(string(raw), ""), parting) {
			f.Add([]byte(part))
		}
	}
	for _, seed := range []string{"", "\x00", "\xff", "\r", "\ufeff", "rule", "policy \"", "any =>\n\n 1", "则的，者，", "（一）", "'", "\"", "9'9's", "第一条", "百分之", "set a\n from", "record a as b, many per staff by c\n c: text"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		start := time.Now()
		program, tree, found := load(base, "policy", string(raw))
		if took := time.Since(start); took > time.Minute {
			t.Fatalf("took %s", took)
		}
		for _, d := range found {
			at, ok := d.At.(source.Span)
			if !ok || at.File != tree.Source && at.File.Name != "prelude" || at.Start < 0 || at.Start > at.End || at.End > len(at.File.Text) {
				t.Fatalf("%s has no place: %v", d.Code, d.At)
			}
			if d.Severity() == 0 || d.Message(locale.English) == "" || d.Message(locale.Chinese) == "" {
				t.Fatalf("%s has no words", d.Code)
			}
		}
		for _, r := range program.Rules {
			if r.Span.File == nil || r.ID == "" {
				t.Fatalf("a rule without a place: %v", r)
			}
		}
	})
}
