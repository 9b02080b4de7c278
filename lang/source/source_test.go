package source

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestLinesAndPositions(t *testing.T) {
	f := New("f", "岗位\r\nab\rc\n\nd")
	for n, want := range map[int]string{-1: "", 0: "", 1: "岗位", 2: "ab", 3: "c", 4: "", 5: "d", 6: ""} {
		require.Equal(t, want, f.Line(n), "line %d", n)
	}
	for _, c := range []struct{ offset, line, column int }{
		{-5, 1, 1}, {0, 1, 1}, {3, 1, 2}, {6, 1, 3}, {7, 1, 4}, {8, 2, 1}, {10, 2, 3}, {11, 3, 1},
		{12, 3, 2}, {13, 4, 1}, {14, 5, 1}, {15, 5, 2}, {99, 5, 2},
	} {
		line, column := f.Position(c.offset)
		require.Equal(t, [2]int{c.line, c.column}, [2]int{line, column}, "offset %d", c.offset)
	}
	line, column := New("empty", "").Position(0)
	require.Equal(t, [2]int{1, 1}, [2]int{line, column})
	line, column = New("ends", "a\n").Position(2)
	require.Equal(t, [2]int{2, 1}, [2]int{line, column})
	require.Equal(t, "a", New("cr", "a\r").Line(1))
	require.Equal(t, "b", New("crs", "a\r\r\nb").Line(3))
}

func TestSpan(t *testing.T) {
	f := New("f", "岗位 ab")
	a, b := Span{f, 0, 6}, Span{f, 7, 9}
	require.Equal(t, "岗位", a.Text())
	require.Equal(t, "ab", b.Text())
	require.Equal(t, "f:1:4", b.String())
	require.Equal(t, Span{f, 0, 9}, a.To(b))
	require.Equal(t, Span{f, 0, 9}, b.To(a))
	require.Equal(t, a, a.To(Span{}))
	require.Equal(t, a, Span{}.To(a))
	require.Equal(t, b, b.To(Span{}))
	require.Equal(t, b, Span{}.To(b))
	require.Empty(t, Span{}.String())
	for _, bad := range []Span{{}, {f, -1, 2}, {f, 0, 10}, {f, 5, 3}} {
		require.Empty(t, bad.Text())
	}
}

func TestCell(t *testing.T) {
	for want, c := range map[string]Cell{
		"f.xlsx!在职!C17": {"f.xlsx", "在职", 17, 3},
		"f.csv!AA1":     {"f.csv", "", 1, 27},
		"f.csv!A1":      {"f.csv", "", 1, 1},
		"f.csv!B":       {"f.csv", "", 0, 2},
		"f.csv!A":       {"f.csv", "", 0, 1},
		"f.csv!9":       {"f.csv", "", 9, 0},
		"f.csv!1":       {"f.csv", "", 1, 0},
		"f.xlsx!在职!A":   {"f.xlsx", "在职", 0, 1},
		"f.xlsx!在职":     {"f.xlsx", "在职", 0, 0},
		"f.csv":         {"f.csv", "", 0, 0},
	} {
		require.Equal(t, want, c.String())
	}
	for n, want := range map[int]string{-1: "", 0: "", 1: "A", 26: "Z", 27: "AA", 52: "AZ", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		require.Equal(t, want, ColumnLetters(n))
	}
}

func TestLess(t *testing.T) {
	f, g := New("f", "abc"), New("g", "abc")
	ordered := []Place{
		nil, Span{}, Span{f, 0, 1}, Span{f, 0, 2}, Span{f, 1, 2}, Span{g, 0, 1},
		Cell{"h", "", 1, 3}, Cell{"h", "", 2, 1}, Cell{"h", "a", 1, 1}, Cell{"h", "a", 1, 2}, Cell{"h", "b", 1, 1},
	}
	for i, a := range ordered {
		for j, b := range ordered {
			require.Equal(t, i < j, Less(a, b), "%v %v", a, b)
		}
	}
}
