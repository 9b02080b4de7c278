package syntax

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/source"
)

// TestLimits: below each limit and at it a text reads, and one more is too much.
func TestLimits(t *testing.T) {
	fill := func(n int) string { // so many bytes in lines that a policy may have
		return strings.Repeat("-- 1234567890123456\n", n/20) + strings.Repeat("\n", n%20)
	}
	for name, x := range map[string]struct {
		limit int
		code  diag.Code
		text  func(n int) string
	}{
		"bytes":       {maxBytes, diag.TooLong, fill},
		"declaration": {maxBytes / 2, diag.TooLong, func(n int) string { return "note 3 \"x\"" + strings.Repeat(" ", n-11) + "\n" }},
		"characters":  {maxName, diag.LongName, func(n int) string { return "field " + strings.Repeat("n", n) + ": yes/no\n" }},
		"Han":         {maxName, diag.LongName, func(n int) string { return "字段 " + strings.Repeat("岗", n) + "：是否\n" }},
	} {
		for n := x.limit - 1; n <= x.limit+1; n++ {
			var found diag.List
			Parse(source.New("p", x.text(n)), nil, &found)
			over := slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Code == x.code })
			require.Equal(t, n > x.limit, over, "%s: %d", name, n)
			if n <= x.limit {
				require.Empty(t, found, "%s: %d", name, n)
			}
		}
	}
}

// Of a list with many wrong items so many are told of.
func TestManyWrongItems(t *testing.T) {
	for n := maxItems - 1; n <= maxItems+1; n++ {
		_, found := mistakesOf("any => must rotate\n  1 male\n" + strings.Repeat("  2 male and\n", n))
		require.Len(t, found, min(n, maxItems))
	}
}
