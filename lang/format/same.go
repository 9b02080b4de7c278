package format

import (
	"slices"
	"strconv"
	"strings"

	"rota/lang/source"
	"rota/lang/syntax"
)

// Same says whether a text that was changed means what it meant: the same declarations
// but for those that are gone, with the same comments. A length of time may be written in
// years in place of as many months.
func (f *Formatter) Same(before, after *syntax.File, gone []source.Span) bool {
	kept := *before
	kept.Declarations = slices.DeleteFunc(slices.Clone(before.Declarations), func(d syntax.Declaration) bool {
		return slices.Contains(gone, before.Span(d))
	})
	p := &policy{tree: before, units: true}
	return p.sameFile(&kept, after) && slices.Equal(p.comments(before.Source, before), p.comments(after.Source, after))
}

// inMonths is a number of years as months; any other length stays as it is.
func inMonths(length string) string {
	if n, err := strconv.Atoi(strings.TrimSuffix(length, "y")); err == nil && strings.HasSuffix(length, "y") && n < 10_000 {
		return strconv.Itoa(12*n) + "mo"
	}
	return length
}
