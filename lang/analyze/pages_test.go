package analyze_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/analyze"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

// prelude is the vocabulary that every policy builds on, read as a file: lang does not
// import stdlib.
func prelude(t testing.TB) *syntax.File {
	text, err := os.ReadFile("../../stdlib/prelude.rota")
	require.NoError(t, err)
	var found diag.List
	tree := syntax.Parse(source.New("prelude", string(text)), nil, &found)
	require.Empty(t, found)
	return tree
}

// lint is what is found of a policy that reads without mistakes.
func lint(t testing.TB, base *syntax.File, text string) diag.List {
	t.Helper()
	var found diag.List
	tree := syntax.Parse(source.New("policy.rota", text), base.Vocabulary, &found)
	trees := []*syntax.File{base, tree}
	program := check.Check(trees, &found)
	for _, d := range found {
		require.NotEqual(t, diag.Error, d.Severity(), "%s %s\n%s", d.At, d.Message(locale.English), text)
	}
	return analyze.Policy(program, trees)
}

// The examples of every page hold: the wrong one is found with this code and no other,
// and nothing is found of the right one.
func TestPages(t *testing.T) {
	base := prelude(t)
	for _, code := range diag.Lints() {
		for _, l := range []locale.Language{locale.English, locale.Chinese} {
			wrong, right := diag.Examples(code, l)
			require.NotEmpty(t, wrong, code)
			if code == diag.NotExercised {
				continue // whether a test exercises a rule is known where tests run
			}
			require.Equal(t, []diag.Code{code}, codes(lint(t, base, wrong)), "%s\n%s", code, wrong)
			require.Empty(t, codes(lint(t, base, right)), "%s\n%s", code, right)
		}
	}
}

// Policies parted by a line “-- ---”: of those in wrong.rota what is said of a line stands
// under it, as in the mistakes of package check; of those in right.rota nothing is found.
// With -update the first are written anew.
func TestGolden(t *testing.T) {
	base := prelude(t)
	const parting = "-- ---\n"
	raw, err := os.ReadFile("testdata/wrong.rota")
	require.NoError(t, err)
	var written []string
	for _, part := range strings.Split(string(raw), parting) {
		text := told.ReplaceAllString(part, "")
		found := loud(lint(t, base, text))
		require.NotEmpty(t, found, text)
		written = append(written, annotated(text, found))
	}
	got := strings.Join(written, parting)
	if *update {
		require.NoError(t, os.WriteFile("testdata/wrong.rota", []byte(got), 0o644))
	} else {
		require.Equal(t, string(raw), got)
	}
	raw, err = os.ReadFile("testdata/right.rota")
	require.NoError(t, err)
	for _, text := range strings.Split(string(raw), parting) {
		require.Empty(t, annotated("", loud(lint(t, base, text))), text)
		require.Empty(t, loud(lint(t, base, text)), text)
	}
}

var (
	update = flag.Bool("update", false, "write what is found into the expectations")
	told   = regexp.MustCompile(`(?m)^-- (?:WARNING|NOTE) R.*\n`)
)

// loud are the findings that are told by default.
func loud(found diag.List) diag.List { return analyze.Defaults().Of(found) }

// annotated puts what was found under the lines it was found in, with the text that the
// carets stand under, the fix and the further places.
func annotated(text string, found diag.List) string {
	var out strings.Builder
	for i, line := range strings.SplitAfter(text, "\n") {
		out.WriteString(line)
		for _, d := range found {
			span := d.At.(source.Span)
			if n, column := span.File.Position(span.Start); n == i+1 {
				more := ""
				if d.Fix != "" {
					more += fmt.Sprintf(" fix %q", d.Fix)
				}
				for _, note := range d.Notes {
					at := note.At.(source.Span)
					more += fmt.Sprintf(" also %s “%s” %q %q", at, strings.ReplaceAll(at.Text(), "\n", "⏎"), note.Text.EN, note.Text.ZH)
				}
				fmt.Fprintf(&out, "-- %s %s %d “%s” %q %q%s\n", strings.ToUpper(d.Severity().Text().EN), d.Code, column, strings.ReplaceAll(span.Text(), "\n", "⏎"), d.Message(locale.English), d.Message(locale.Chinese), more)
			}
		}
	}
	return out.String()
}

// codes are those of findings, each once.
func codes(found diag.List) (list []diag.Code) {
	for _, d := range found {
		if len(list) == 0 || list[len(list)-1] != d.Code {
			list = append(list, d.Code)
		}
	}
	return list
}

// The tables of the manuals list every lint with the level that it has.
func TestManuals(t *testing.T) {
	for path, off := range map[string]locale.Text{"../README.md": {EN: "off"}, "../README.zh.md": {ZH: "关闭"}} {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		l := locale.English
		if off.EN == "" {
			l = locale.Chinese
		}
		for _, code := range diag.Lints() {
			level := off.In(l)
			if severity := diag.Default(code); severity != 0 {
				level = severity.Text().In(l)
			}
			require.Regexp(t, `(?m)^\| `+string(code)+` \| [^|]+ \| `+level+` \|`, string(text), path)
		}
	}
}
