package suite

import (
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/lang/check"
	"rota/lang/locale"
	"rota/lang/source"
)

// gap is all that no test shows of a rule or a condition, of a line of a score, of a
// quota or a choice.
type gap struct {
	of    Point // its Want and Hit are left out
	wants []Want
}

func (c Coverage) gaps() (out []gap) {
	for _, p := range c.Missing() {
		of := p
		of.Want, of.Hit = 0, false
		if n := len(out); n > 0 && out[n-1].of == of {
			out[n-1].wants = append(out[n-1].wants, p.Want)
			continue
		}
		out = append(out, gap{of, []Want{p.Want}})
	}
	return out
}

func (g gap) at() source.Span {
	switch {
	case g.of.Line != nil:
		return g.of.Line.Span
	case g.of.Quota != nil:
		return g.of.Quota.Span
	case g.of.Choice != nil:
		return g.of.Choice.Span
	case g.of.Cond != nil:
		return g.of.Cond.At()
	}
	return g.of.Rule.Span
}

// what names the rule, the condition or the line, the quota or the choice.
func (g gap) what(l locale.Language) string {
	switch {
	case g.of.Line != nil:
		return strings.Join(strings.Fields(g.of.Line.Span.Text()), " ")
	case g.of.Quota != nil:
		return (&check.Quota{ID: g.of.Quota.ID}).Text().In(l)
	case g.of.Choice != nil:
		return locale.Text{EN: "choice ", ZH: "选取"}.In(l) + g.of.Choice.ID
	}
	text := explain.RuleID(g.of.Rule, l)
	if g.of.Cond != nil {
		text += "  " + strings.Join(strings.Fields(eval.Written(g.of.Cond)), " ")
	}
	return text
}

func (g gap) text(l locale.Language) string {
	words := make([]string, len(g.wants))
	for i, w := range g.wants {
		words[i] = w.Text().In(l)
	}
	return strings.Join(words, locale.Text{EN: ", ", ZH: "，"}.In(l))
}

// Write lists what no test shows, and the share of what some test does. The error
// is that of w, here and below.
func (c Coverage) Write(w io.Writer, l locale.Language) error {
	var out strings.Builder
	for _, g := range c.gaps() {
		fmt.Fprintf(&out, locale.Text{EN: "%s  [%s]: %s\n", ZH: "%s  〔%s〕：%s\n"}.In(l), g.what(l), g.at().String(), g.text(l))
	}
	hit, of := c.Share()
	fmt.Fprintf(&out, locale.Text{EN: "coverage %d%%: %d of %d\n", ZH: "覆盖率%d%%：%d/%d\n"}.In(l), c.Percent(), hit, of)
	_, err := io.WriteString(w, explain.Plain(out.String()))
	return err
}

// HTML writes a page that shows the policy and marks what no test touches.
func (c Coverage) HTML(w io.Writer, l locale.Language) error {
	type piece struct{ Text, Missing string }
	hit, of := c.Share()
	page := struct {
		Lang, Title, Summary string
		Pieces               []piece
	}{
		Lang: map[locale.Language]string{locale.Chinese: "zh"}[l], Title: c.Program.Title,
		Summary: fmt.Sprintf(locale.Text{EN: "coverage %d%%: %d of %d", ZH: "覆盖率%d%%：%d/%d"}.In(l), c.Percent(), hit, of),
	}
	file := c.Program.File
	marks := c.gaps()
	marks = slices.DeleteFunc(marks, func(g gap) bool { return g.at().File != file })
	slices.SortStableFunc(marks, func(a, b gap) int { return a.at().Start - b.at().Start })
	done := 0
	for _, g := range marks {
		at := g.at()
		if g.of.Cond == nil { // the rule as a whole: its head
			at.End = min(at.End, at.Start+len(strings.SplitN(file.Text[at.Start:at.End], "\n", 2)[0]))
			if next := slices.IndexFunc(marks, func(h gap) bool { return h.of.Cond != nil && h.at().Start >= at.Start && h.at().Start < at.End }); next >= 0 {
				at.End = marks[next].at().Start
			}
		}
		if at.Start < done {
			if n := len(page.Pieces); n > 0 && page.Pieces[n-1].Missing != "" {
				page.Pieces[n-1].Missing += "\n" + g.text(l)
			}
			continue
		}
		page.Pieces = append(page.Pieces, piece{file.Text[done:at.Start], ""}, piece{file.Text[at.Start:at.End], g.text(l)})
		done = at.End
	}
	page.Pieces = append(page.Pieces, piece{file.Text[done:], ""})
	return pageTemplate.Execute(w, page)
}

var pageTemplate = template.Must(template.New("cover").Parse(`<!doctype html>
<html lang="{{if .Lang}}{{.Lang}}{{else}}en{{end}}">
<meta charset="utf-8">
<title>{{.Title}}</title>
<style>
body { font-family: sans-serif; margin: 2em }
pre { font-size: 15px; line-height: 1.5 }
mark { background: #ffd9d4; border-bottom: 2px solid #c0392b; cursor: help }
</style>
<h1>{{.Title}}</h1>
<p>{{.Summary}}</p>
<pre>{{range .Pieces}}{{if .Missing}}<mark title="{{.Missing}}">{{.Text}}</mark>{{else}}{{.Text}}{{end}}{{end}}</pre>
</html>
`))
