package stdlib_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/format"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/stdlib"
)

var update = flag.Bool("update", false, "write the tables of the pages anew")

// table is a place in a page that is filled from the declarations.
var table = regexp.MustCompile(`(?s)(<!-- (\w+) (\w+) -->\n).*?(<!-- end -->)`)

// The tables of the pages are those of the declarations, each with an example that
// is a rule which reads. Sentences between the tables are written by hand.
func TestPages(t *testing.T) {
	for path, l := range map[string]locale.Language{"README.md": locale.English, "README.zh.md": locale.Chinese} {
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		var filled []string
		pages := map[string]*page{"workdays": {t: t, l: l}}
		for _, text := range texts() {
			pages[text[0]] = written(t, text, l)
		}
		got := table.ReplaceAllStringFunc(string(raw), func(place string) string {
			m := table.FindStringSubmatch(place)
			filled = append(filled, m[2]+" "+m[3])
			require.Contains(t, pages, m[2], path)
			return m[1] + "\n" + pages[m[2]].table(m[3]) + "\n" + m[4]
		})
		for name, p := range pages {
			for _, kind := range p.kinds() {
				require.Contains(t, filled, name+" "+kind, path)
			}
		}
		if *update {
			require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
			continue
		}
		require.Equal(t, got, string(raw), "go test ./stdlib -run TestPages -update")
	}
}

// texts are what a policy may use: the name and the text of each.
func texts() [][2]string {
	out := [][2]string{{"prelude", stdlib.Prelude()}}
	for _, x := range stdlib.Libraries() {
		out = append(out, [2]string{x.Names[0], x.Text})
	}
	return out
}

// page writes the tables of one text in one language.
type page struct {
	t       testing.TB
	l       locale.Language
	names   *syntax.File // as it stands, in English
	words   *syntax.File // turned into the language
	program *check.Program
	header  string
	samples map[string]string // conditions in English, as the page shows them
}

// written reads a text, by its name; samples are turned with it, all at once.
func written(t testing.TB, text [2]string, l locale.Language) *page {
	p := &page{t: t, l: l, samples: map[string]string{}}
	p.names, p.words = p.read(text[1]).Tree, p.turned(text[1]).Tree
	if text[0] != "prelude" {
		p.header = "policy \"P\"\n  use \"" + text[0] + "\"\n"
	}
	p.program = p.read(p.header + "male => may rotate").Program
	p.turnSamples()
	return p
}

func (p *page) read(text string) *interp.Policy {
	policy, found := interp.Load("page.rota", []byte(text))
	for _, d := range found {
		require.Equal(p.t, diag.NoRules, d.Code, "%s: %s", d.Message(locale.English), text)
	}
	return policy
}

func (p *page) turned(text string) *interp.Policy {
	if p.l == locale.English {
		return p.read(text)
	}
	out, found, err := interp.Format("page.rota", []byte(text), format.InChinese, nil)
	require.NoError(p.t, err)
	require.Empty(p.t, found)
	return p.read(string(out))
}

// turnSamples notes every sample in the language of the page.
func (p *page) turnSamples() {
	var samples []string
	for i := range p.names.Declarations {
		for _, r := range p.rows(i) {
			if r.sample != "" {
				samples = append(samples, r.sample)
			}
		}
	}
	text := p.header
	for i, s := range samples {
		switch {
		case strings.HasPrefix(s, "check"):
			text += s + "\n"
		case strings.HasPrefix(s, "=>"):
			text += fmt.Sprintf("rule %d male %s\n", i, s)
		default:
			text += fmt.Sprintf("rule %d %s => may rotate\n", i, s)
		}
	}
	tree := p.turned(text).Tree
	for i, d := range tree.Declarations[len(tree.Declarations)-len(samples):] {
		shown := tree.Span(d).Text()
		if rule, ok := d.(*syntax.Rule); ok {
			shown = tree.Span(rule.When).Text()
			if strings.HasPrefix(samples[i], "=>") {
				shown = tree.Span(rule.Then[0]).Text()
			}
		}
		p.samples[samples[i]] = shown
	}
}

// kinds are the tables that a text fills.
func (p *page) kinds() (out []string) {
	if p.names == nil {
		return []string{"years"}
	}
	for i := range p.names.Declarations {
		for _, r := range p.rows(i) {
			if !slices.Contains(out, r.kind) {
				out = append(out, r.kind)
			}
		}
	}
	return out
}
