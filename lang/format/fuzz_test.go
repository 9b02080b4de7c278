package format_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"rota/lang/diag"
	"rota/lang/format"
	"rota/lang/source"
)

// Whatever the bytes, formatting ends: with an error and no text for what does not
// read, else with a text that a second run does not change and that is turned there
// and back without loss.
func FuzzFormat(f *testing.F) {
	for _, text := range policies(f) {
		if len(text) < 2500 {
			f.Add(text)
		}
	}
	for _, path := range []string{"../spec.md", "../README.zh.md"} {
		raw, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, block := range strings.Split(string(raw), "```rota\n")[1:] {
			block, _, _ = strings.Cut(block, "```")
			f.Add(block)
		}
	}
	for _, seed := range []string{"", "\xff", "--", "\r", "male --a\n => may rotate --b\n--c", "规则1 男的， --a\n 必须轮岗", "set a = - -1", "'a b' => may rotate", "rule 1 (first of career)'s post is 's' => may rotate"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 20_000 {
			return
		}
		var found diag.List
		written := func(text string, words format.Words) (string, []source.Span, error) {
			var found diag.List
			return formatter(text).Source(source.New("p", text), words, &found)
		}
		first, _, err := formatter(text).Source(source.New("p", text), format.AsWritten, &found)
		if errors.Is(err, format.ErrMistakes) {
			if first != "" || !found.HasErrors() {
				t.Fatal("a mistake is not reported")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if second, _, err := written(first, format.AsWritten); err != nil || second != first {
			t.Fatalf("a second run: %v\n%s\n%s", err, first, second)
		}
		for _, way := range [][2]format.Words{{format.InEnglish, format.InChinese}, {format.InChinese, format.InEnglish}} {
			here, kept, err := written(text, way[0])
			there, more, wrong := written(here, way[1])
			back, rest, last := written(there, way[0])
			if err := errors.Join(err, wrong, last); err != nil {
				t.Fatalf("%v\n%s\n%s", err, here, there)
			}
			if len(kept)+len(more)+len(rest) == 0 && back != here {
				t.Fatalf("turned twice:\n%s\n%s\n%s", here, there, back)
			}
		}
	})
}
