package roster

import (
	"cmp"
	"slices"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// mostWords of one field are named; a column read as the wrong field would
// otherwise give a finding for every row.
const mostWords = 100

// grouped gathers findings about cells: the same thing written in the same
// field is one finding at its first cell, with a count.
type grouped struct {
	list  diag.List
	seen  map[sameWord]int
	words map[sameWord]int
}

type sameWord struct {
	code  diag.Code
	field *check.Field
	word  string
}

func newGrouped() *grouped {
	return &grouped{seen: map[sameWord]int{}, words: map[sameWord]int{}}
}

// add records a finding about a word in a field, or counts it to the first.
func (g *grouped) add(code diag.Code, f *check.Field, word string, at source.Place, args ...any) {
	key := sameWord{code, f, syntax.Fold(word)}
	if i, ok := g.seen[key]; ok {
		g.list[i].Count = max(g.list[i].Count, 1) + 1
		return
	}
	all := sameWord{code: code, field: f}
	if g.words[all]++; g.words[all] > mostWords {
		more := sameWord{code: diag.MoreUnreadable, field: f}
		if i, ok := g.seen[more]; ok {
			g.list[i].Count = max(g.list[i].Count, 1) + 1
			return
		}
		g.seen[more] = len(g.list)
		g.list.Add(diag.MoreUnreadable, at, f.Text())
		return
	}
	g.seen[key] = len(g.list)
	g.list.Add(code, at, args...)
}

// problem records what is wrong with a cell.
func (g *grouped) problem(p *Problem, f *check.Field, at source.Cell) {
	g.add(p.Code, f, p.Word, at, append([]any{clip(p.Word), f.Text()}, p.More...)...)
}

// sorted is the findings, the worst and then the most frequent first.
func (g *grouped) sorted() diag.List {
	slices.SortStableFunc(g.list, func(a, b diag.Diagnostic) int {
		if c := cmp.Compare(a.Severity(), b.Severity()); c != 0 {
			return c
		}
		return cmp.Compare(max(b.Count, 1), max(a.Count, 1))
	})
	return g.list
}

// clip shortens what is written for a message.
func clip(text string) string {
	const most = 60
	if len(text) <= most {
		return text
	}
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
