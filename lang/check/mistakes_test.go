package check_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

var update = flag.Bool("update", false, "write what the tool says into the expectations")

// prelude is the vocabulary that every policy builds on, read as a file: lang
// does not import stdlib.
func prelude(t testing.TB) *syntax.File {
	text, err := os.ReadFile("../../stdlib/prelude.rota")
	require.NoError(t, err)
	var found diag.List
	tree := syntax.Parse(source.New("prelude", string(text)), nil, &found)
	require.Empty(t, found)
	return tree
}

func load(base *syntax.File, name, text string) (*check.Program, *syntax.File, diag.List) {
	var found diag.List
	tree := syntax.Parse(source.New(name, text), base.Vocabulary, &found)
	program := check.Check([]*syntax.File{base, tree}, &found)
	return program, tree, found.Sort()
}

// Mistakes that a personnel officer makes. Each file holds several policies,
// parted by a line “-- ---”. What the tool says of a line stands under it:
//
//	-- ERROR R0201 1-10 "the message in English" "in Chinese"
//
// with the columns, in characters, where the carets stand, then the fix, and the further
// places with what stands there and what is said of it. With -update the
// expectations are written anew; read the difference as that officer would.
func TestMistakes(t *testing.T) {
	base := prelude(t)
	files, err := filepath.Glob("testdata/mistakes/*.rota")
	require.NoError(t, err)
	covered := 0
	for _, path := range files {
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		var written []string
		for _, part := range strings.Split(string(raw), parting) {
			text := expectation.ReplaceAllString(part, "")
			_, _, found := load(base, filepath.Base(path), text)
			assert.NotEmpty(t, found, "no mistake is found in %s:\n%s", path, text)
			covered += len(found)
			for _, d := range found {
				plain(t, d)
			}
			written = append(written, annotated(text, found))
		}
		got := strings.Join(written, parting)
		if *update {
			require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
			continue
		}
		require.Equal(t, string(raw), got, path)
	}
	require.GreaterOrEqual(t, covered, 70)
}

// Examples that an author of Chinese writes are found with their code, and nothing is
// wrong with the right ones. Those of policies that extend others are read with these
// files, and those of what is still to be filled loaded for a run, in package interp.
func TestChineseExamples(t *testing.T) {
	base := prelude(t)
	for _, code := range diag.Codes() {
		wrong, right := diag.Examples(code, locale.Chinese)
		if wrong == "" || slices.Contains(diag.Lints(), code) || code >= diag.NeedsReplace && code <= diag.NoLibrary {
			continue
		}
		_, _, found := load(base, "wrong", wrong)
		assert.Equal(t, []diag.Code{code}, slices.Compact(codes(found)), "%s\n%s", code, wrong)
		_, _, found = load(base, "right", right)
		assert.Empty(t, found, "%s\n%s", code, annotated(right, found))
		assert.NotContains(t, codes(found), code, "%s\n%s", code, right)
	}
}

func codes(found diag.List) (list []diag.Code) {
	for _, d := range found {
		list = append(list, d.Code)
	}
	return list
}

// What cannot be read of the prelude beside a policy is passed over, so it is
// read here by itself.
func TestPreludeHasNoMistakes(t *testing.T) {
	base := prelude(t)
	var found diag.List
	check.Check([]*syntax.File{base}, &found)
	for _, d := range found {
		assert.Equal(t, diag.NoRules, d.Code, "%s %s", d.At, d.Message(locale.English))
	}
}

// A policy may declare a name of the prelude anew in a way that leaves what the
// prelude defines by it without a meaning, as long as it does not ask for it.
func TestDeclaredAnew(t *testing.T) {
	base := prelude(t)
	for _, text := range []string{
		"field post since: text\npost since is \"x\" => may rotate\n",
		"record posting as career, many per staff by who\n  who: text, headed \"工号\"\n  post: text\ncount of career >= 2 => may rotate\n",
		"record nomination, key nomination id\n  nomination id: text\n  company: text\ndecide each nomination\ncompany is \"x\" => may promote\n",
	} {
		_, _, found := load(base, "policy", text)
		assert.Empty(t, found, text)
	}
}

const parting = "-- ---\n"

var (
	expectation = regexp.MustCompile(`(?m)^-- (?:ERROR|WARNING|NOTE) .*\n`)
	jargon      = regexp.MustCompile(`(?i)\b(tokens?|pars(e|es|ed|er|ing)|lex(er|ing)?|eof|nil|unexpected|identifiers?|syntax|expressions?|operands?|strings?|booleans?|runtime|panic)\b|词法|语法树|标识符|布尔`)
)

// plain holds a message to words that an author knows; what is quoted from the
// policy is the author's own.
func plain(t *testing.T, d diag.Diagnostic) {
	for _, l := range []locale.Language{locale.English, locale.Chinese} {
		message := d.Message(l)
		assert.NotRegexp(t, jargon, regexp.MustCompile(`“[^”]*”`).ReplaceAllString(message, ""))
		assert.NotRegexp(t, `\{\d\}|%!`, message)
		assert.LessOrEqual(t, utf8.RuneCountInString(message), 300, message)
	}
}

// annotated puts what was found under the lines it was found in.
func annotated(text string, found diag.List) string {
	lines := strings.SplitAfter(text, "\n")
	var out strings.Builder
	for i, line := range lines {
		out.WriteString(line)
		for _, d := range found {
			span := d.At.(source.Span)
			number, column := span.File.Position(span.Start)
			if number != i+1 {
				continue
			}
			end := fmt.Sprintf("-%d", column+utf8.RuneCountInString(span.Text())-1)
			if strings.Contains(span.Text(), "\n") {
				end = "-end"
			} else if utf8.RuneCountInString(span.Text()) < 2 {
				end = ""
			}
			fix := ""
			if d.Fix != "" {
				fix = fmt.Sprintf(" fix %q", d.Fix)
			}
			notes := ""
			for _, n := range d.Notes {
				at := n.At.(source.Span)
				notes += fmt.Sprintf(" also %s “%s” %q %q", at, strings.ReplaceAll(at.Text(), "\n", "⏎"), n.Text.EN, n.Text.ZH)
			}
			fmt.Fprintf(&out, "-- %s %s %d%s %q %q%s%s\n", strings.ToUpper(d.Severity().Text().EN), d.Code, column, end, d.Message(locale.English), d.Message(locale.Chinese), fix, notes)
		}
	}
	return out.String()
}
