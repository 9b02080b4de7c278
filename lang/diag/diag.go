// Package diag carries what is wrong with a policy or a roster: a stable code,
// a place, the words in both languages. Every stage adds to a List; only a
// command prints it. The codes and their texts are the table in catalogue.go.
//
//	var found diag.List
//	found.Add(diag.UnknownName, span, "tenur", "tenure")
//	diag.Write(os.Stderr, found, locale.English)
package diag

import (
	"cmp"
	"fmt"
	"sort"
	"strings"

	"rota/lang/locale"
	"rota/lang/source"
)

// Severity of a diagnostic; the zero value is invalid on purpose.
type Severity uint8

const (
	_ Severity = iota
	Error
	Warning
	Note
)

// Text is the severity's name.
func (s Severity) Text() locale.Text {
	switch s {
	case Error:
		return locale.Text{EN: "error", ZH: "错误"}
	case Warning:
		return locale.Text{EN: "warning", ZH: "警告"}
	}
	return locale.Text{EN: "note", ZH: "说明"}
}

// Code is a stable identifier such as R0201; its texts are in the catalogue.
type Code string

// Diagnostic is one finding. Args fill the places {0}, {1} … of the code's
// texts; an argument may be a string, a number, a fmt.Stringer or a
// locale.Text. Fix, when not empty, is the text that would be right at At.
type Diagnostic struct {
	Code  Code
	At    source.Place
	Args  []any
	Fix   string
	Notes []Related // other places that matter
	Count int       // cells alike, At being the first; 0 means 1
	Level Severity  // what it matters here; 0: what the catalogue says
}

// Related is a further place with its own words.
type Related struct {
	At   source.Place
	Text locale.Text
}

// Severity is what the finding matters: the catalogue's for this code where nothing
// else was said.
func (d Diagnostic) Severity() Severity { return cmp.Or(d.Level, catalogue[d.Code].severity) }

// Message is the finding in words, without code and place.
func (d Diagnostic) Message(l locale.Language) string {
	text := catalogue[d.Code].text.In(l)
	pairs := make([]string, 0, 2*len(d.Args))
	for i, arg := range d.Args {
		pairs = append(pairs, fmt.Sprintf("{%d}", i), argument(arg, l))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

func argument(arg any, l locale.Language) string {
	switch a := arg.(type) {
	case locale.Text:
		return a.In(l)
	case []locale.Text:
		words := make([]string, len(a))
		for i, t := range a {
			words[i] = t.In(l)
		}
		return strings.Join(words, separator(l))
	case []string:
		return strings.Join(a, separator(l))
	}
	return fmt.Sprint(arg)
}

func separator(l locale.Language) string {
	if l == locale.Chinese {
		return "、"
	}
	return ", "
}

// List collects the findings of a run, in the order found.
type List []Diagnostic

// Add appends a finding and returns it for a fix or notes to be set.
func (l *List) Add(code Code, at source.Place, args ...any) *Diagnostic {
	*l = append(*l, Diagnostic{Code: code, At: at, Args: args})
	return &(*l)[len(*l)-1]
}

// HasErrors says whether any finding is an Error.
func (l List) HasErrors() bool {
	for _, d := range l {
		if d.Severity() == Error {
			return true
		}
	}
	return false
}

// Sort orders by place, then code, and drops exact repetitions.
func (l List) Sort() List {
	sorted := append(List(nil), l...)
	sort.SliceStable(sorted, func(i, j int) bool {
		a, b := sorted[i], sorted[j]
		if source.Less(a.At, b.At) || source.Less(b.At, a.At) {
			return source.Less(a.At, b.At)
		}
		return a.Code < b.Code
	})
	out := sorted[:0]
	for i, d := range sorted {
		if i > 0 && d.Code == out[len(out)-1].Code && d.At == out[len(out)-1].At && d.Message(locale.English) == out[len(out)-1].Message(locale.English) {
			continue
		}
		out = append(out, d)
	}
	return out
}
