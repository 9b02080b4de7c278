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
	rule   *check.Rule
	line   *check.ScoreLine
	quota  *check.QuotaLine
	choice *check.Choice
	cond   check.Expr
	wants  []Want
}

func (c Coverage) gaps() (out []gap) {
	for _, p := range c.Missing() {
		if n := len(out); n > 0 && out[n-1].rule == p.Rule && out[n-1].cond == p.Cond && out[n-1].line == p.Line && out[n-1].quota == p.Quota && out[n-1].choice == p.Choice {
			out[n-1].wants = append(out[n-1].wants, p.Want)
			continue
		}
		out = append(out, gap{p.Rule, p.Line, p.Quota, p.Choice, p.Cond, []Want{p.Want}})
	}
	return out
}

func (g gap) at() source.Span {
	switch {
	case g.line != nil:
		return g.line.Span
	case g.quota != nil:
		return g.quota.Span
	case g.choice != nil:
		return g.choice.Span
	case g.cond != nil:
		return g.cond.At()
	}
	return g.rule.Span
}

// what names the rule, the condition or the line, the quota or the choice.
func (g gap) what(l locale.Language) string {
	switch {
	case g.line != nil:
		return strings.Join(strings.Fields(g.line.Span.Text()), " ")
	case g.quota != nil:
		return (&check.Quota{ID: g.quota.ID}).Text().In(l)
	case g.choice != nil:
		return locale.Text{EN: "choice ", ZH: "选取"}.In(l) + g.choice.ID
	}
	text := explain.RuleID(g.rule, l)
	if g.cond != nil {
		text += "  " + strings.Join(strings.Fields(eval.Written(g.cond)), " ")
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
		fmt.Fprintf(&out, "%s  [%s]: %s\n", g.what(l), g.at().String(), g.text(l))
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
		if g.cond == nil { // the rule as a whole: its head
			at.End = min(at.End, at.Start+len(strings.SplitN(file.Text[at.Start:at.End], "\n", 2)[0]))
			if next := slices.IndexFunc(marks, func(h gap) bool { return h.cond != nil && h.at().Start >= at.Start && h.at().Start < at.End }); next >= 0 {
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
