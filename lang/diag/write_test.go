package diag

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"github.com/stretchr/testify/require"

	"rota/lang/locale"
	"rota/lang/source"
)

const (
	misspelt Code = "T0001"
	doubtful Code = "T0002"
	twice    Code = "T0003"
	remark   Code = "T0004"
)

// The catalogue gets codes of the tests' own, so that a text reworded there
// changes no golden here.
func TestMain(m *testing.M) {
	maps.Copy(catalogue, map[Code]entry{
		misspelt: {
			severity: Error, text: locale.Text{EN: `unknown name "{0}"`, ZH: "没有叫“{0}”的名称"},
			rule:  locale.Text{EN: "names are written as declared", ZH: "名称须与声明一致"},
			wrong: "tenur", right: "tenure",
		},
		doubtful: {severity: Warning, text: locale.Text{EN: "{0} is not a date", ZH: "{0}不是日期"}},
		twice:    {severity: Error, text: locale.Text{EN: "{0} is set twice", ZH: "{0}设定了两次"}},
		remark:   {severity: Note, text: locale.Text{EN: "a remark", ZH: "一点说明"}},
	})
	os.Exit(m.Run())
}

// in is the first place of a word in a text.
func in(f *source.File, word string) source.Span {
	at := strings.Index(f.Text, word)
	return source.Span{File: f, Start: at, End: at + len(word)}
}

func written(t *testing.T, found List, l locale.Language, opts Options) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, Write(&out, found, l, opts))
	require.True(t, utf8.Valid(out.Bytes()))
	return out.String()
}

func TestWriteEnglish(t *testing.T) {
	f := source.New("first.rota", "roster staff\n\npost tenur >= 5y => must rotate\npost tenure = 3y\n")
	var found List
	found.Add(remark, nil)
	d := found.Add(misspelt, in(f, "tenur"), "tenur")
	d.Fix = "tenure"
	d.Notes = []Related{
		{At: in(f, "tenure"), Text: locale.Text{EN: "declared here", ZH: "声明在此"}},
		{Text: locale.Text{EN: "nowhere", ZH: "无处"}},
	}
	require.Equal(t, `note T0004: a remark

error T0001: unknown name "tenur"
  --> first.rota:3:6
   |
 3 | post tenur >= 5y => must rotate
   |      ^^^^^
   = help: tenure
note: declared here
  --> first.rota:4:6
   |
 4 | post tenure = 3y
   |      ^^^^^^
note: nowhere

1 error, 1 note
`, written(t, found, locale.English, Options{}))
}

func TestCaretAfterChinese(t *testing.T) {
	f := source.New("轮岗.rota", strings.Repeat("\n", 11)+"岗位“出纳” 任期限 >= 5年 => 必须轮岗\n")
	var found List
	found.Add(misspelt, in(f, "任期限"), "任期限").Fix = "任期"
	require.Equal(t, `错误 T0001：没有叫“任期限”的名称
   --> 轮岗.rota:12:8
    |
 12 | 岗位“出纳” 任期限 >= 5年 => 必须轮岗
    |            ^^^^^^
    = 建议：任期

1个错误
`, written(t, found, locale.Chinese, Options{}))
}

func TestCaret(t *testing.T) {
	for _, c := range []struct{ name, text, word, shown, carets string }{
		{"tab at the start", "\tpost tenur", "tenur", "    post tenur", "         ^^^^^"},
		{"tab to the next stop", "ab\tcd\te", "e", "ab  cd  e", "        ^"},
		{"tab after wide", "岗\tx", "x", "岗  x", "    ^"},
		{"tab in the span", "a\tb", "\t", "a   b", " ^^^"},
		{"full-width letters", "ＡＢ x", "x", "ＡＢ x", "     ^"},
		{"full-width span", "x ＡＢ", "ＡＢ", "x ＡＢ", "  ^^^^"},
		{"outside the first plane", "𬱖 x", "x", "𬱖 x", "   ^"},
		{"combining", "e\u0301 x", "x", "e\u0301 x", "  ^"},
		{"ambiguous is narrow", "“—” ①x", "x", "“—” ①x", "     ^"},
		{"emoji of several", "👨‍👩‍👧 x", "x", "👨‍👩‍👧 x", "   ^"},
		{"CRLF", "one\r\ntwo\r\nthree\r\n", "two", "two", "^^^"},
		{"CR alone", "one\rtwo\rthree", "two", "two", "^^^"},
		{"many lines", "one two\r\nthree", "two\r\nthree", "one two", "    ^^^"},
		{"end of line", "one\r\ntwo", "\r\n", "one", "   ^"},
		{"escape before", "a\x1b[31m\x07\u0085b x", "x", "a[31mb x", "       ^"},
		{"escape within", "a b\x1b\x00c d", "b\x1b\x00c", "a bc d", "  ^^"},
		{"turned writing", "a\u202e\u2066b\u2069 x\u200f", "x", "ab x", "   ^"},
		{"only hidden", "a\u202eb", "\u202e", "ab", " ^"},
		{"byte order mark", "\ufeffpost x", "x", "post x", "     ^"},
		{"bytes that are no text", "a\xff\x9b x", "x", "a\ufffd\ufffd x", "    ^"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, left, width := excerpt(in(source.New("f", c.text), c.word))
			require.Equal(t, c.shown, text)
			require.Equal(t, c.carets, strings.Repeat(" ", left)+strings.Repeat("^", width))
		})
	}
}

func TestSpansThatDoNotFit(t *testing.T) {
	f := source.New("f", "岗位\r\n任期\n")
	for start := -2; start < len(f.Text)+3; start++ {
		for end := -2; end < len(f.Text)+3; end++ {
			var found List
			found.Add(remark, source.Span{File: f, Start: start, End: end})
			require.Contains(t, written(t, found, locale.English, Options{}), "^")
		}
	}
	var found List
	found.Add(remark, source.Span{})
	found.Add("R9999", source.Span{File: source.New("", "")})
	require.Contains(t, written(t, found, locale.English, Options{}), "2 notes")
}

func TestLongLineIsCut(t *testing.T) {
	for _, side := range []string{"", strings.Repeat("岗x", 500)} {
		for _, word := range []string{"tenur", strings.Repeat("期", 300)} {
			f := source.New("f", strings.Repeat("岗位 ", 200)+word+side)
			text, left, width := excerpt(in(f, word))
			require.LessOrEqual(t, utf8.RuneCountInString(text), widest)
			require.True(t, strings.HasPrefix(text, "…"))
			require.LessOrEqual(t, left, lead)
			require.LessOrEqual(t, left+width, widest)
			require.Equal(t, side != "" || len(word) > 5, strings.HasSuffix(text, "…"))
			under := text // from the column of the first caret on
			for column := 0; column < left; {
				r, size := utf8.DecodeRuneInString(under)
				under, column = under[size:], column+displaywidth.Rune(r)
			}
			require.True(t, strings.HasPrefix(under, word[:3]), "%d: %s", left, under)
		}
	}
}

// A line as wide as may be is shown whole; of a wider one each end that is left out is told
// by “…”, which takes a column of its own.
func TestWhereALongLineIsCut(t *testing.T) {
	for _, c := range []struct {
		long, at   int // the line, and the place of the caret in it
		left       int
		from, to   int // what of the line is shown
		head, tail string
	}{
		{long: 160, at: 100, left: 100, to: 160},
		{long: 161, at: 60, left: 60, to: 159, tail: "…"},
		{long: 161, at: 61, left: 60, from: 2, to: 161, head: "…"},
		{long: 162, at: 61, left: 60, from: 2, to: 160, head: "…", tail: "…"},
		{long: 300, at: 0, left: 0, to: 159, tail: "…"},
		{long: 300, at: 299, left: 60, from: 240, to: 300, head: "…"},
	} {
		var line strings.Builder
		for i := range c.long {
			line.WriteByte("0123456789"[i%10])
		}
		text, left, width := excerpt(source.Span{File: source.New("f", line.String()), Start: c.at, End: c.at + 1})
		require.Equal(t, c.head+line.String()[c.from:c.to]+c.tail, text, "%d of %d", c.at, c.long)
		require.Equal(t, []int{c.left, 1}, []int{left, width}, "%d of %d", c.at, c.long)
	}
	f := source.New("f", strings.Repeat("x", 157)+"岗位")
	text, _, _ := excerpt(source.Span{File: f, Start: 0, End: 1})
	require.Equal(t, strings.Repeat("x", 157)+"岗…", text, "a wide character is shown where both its columns fit")
}

func TestHidden(t *testing.T) {
	for _, r := range "\x00\x1b\u007f\u0085\u2028\u2029\ufeff\u200e\u202e\u2066" {
		require.True(t, hidden(r), "%U", r)
	}
	for _, r := range " a岗“…\u00a0\u3000\u200b" {
		require.False(t, hidden(r), "%U", r)
	}
}

func TestCells(t *testing.T) {
	at := source.Cell{File: "花名册.xlsx", Sheet: "在职\x1b[2J", Row: 17, Column: 3}
	var found List
	found.Add(doubtful, at, "1980\x1b[31m\n.5\u202e").Count = 312
	require.Equal(t, `warning T0002: 1980[31m .5 is not a date
  --> 花名册.xlsx!在职[2J!C17 and 311 more cells like it

1 warning
`, written(t, found, locale.English, Options{}))
	require.Equal(t, `警告 T0002：1980[31m .5不是日期
  --> 花名册.xlsx!在职[2J!C17，另有311个同类单元格

1个警告
`, written(t, found, locale.Chinese, Options{}))
	found[0].Count = 2
	require.Contains(t, written(t, found, locale.English, Options{}), " and 1 more cell like it\n")
	found[0].Count = 1
	require.Contains(t, written(t, found, locale.English, Options{}), "C17\n")
}

func TestWorstFirstAndNoMoreThanMax(t *testing.T) {
	a, b := source.New("a.rota", "one\ntwo\nthree"), source.New("b.rota", "one\ntwo")
	var found List
	found.Add(twice, in(b, "two"), "two")
	found.Add(doubtful, in(a, "one"), "one")
	found.Add(twice, in(a, "three"), "three")
	found.Add(twice, in(a, "two"), "two")
	found.Add(twice, in(a, "two"), "two") // a repetition
	var heads []string
	for _, line := range strings.Split(written(t, found, locale.English, Options{Max: 2}), "\n") {
		if line != "" && line[0] != ' ' {
			heads = append(heads, line)
		}
	}
	require.Equal(t, []string{
		"error T0003: two is set twice", "error T0003: three is set twice", "a.rota: 1 more not shown",
		"error T0003: two is set twice", "3 errors, 1 warning",
	}, heads)
	zh := written(t, found, locale.Chinese, Options{Max: 1})
	require.Contains(t, zh, "a.rota：另有2条未显示\n")
	require.True(t, strings.HasSuffix(zh, "\n3个错误，1个警告\n"))

	for i := range 30 {
		found.Add(remark, source.Span{File: b, Start: i % 8, End: i})
	}
	require.Contains(t, written(t, found, locale.English, Options{}), "b.rota: 11 more not shown\n")
	require.Contains(t, written(t, found, locale.English, Options{All: "--all"}), "b.rota: 11 more not shown; --all shows all\n")
	require.Empty(t, written(t, nil, locale.English, Options{}))
}

// Findings of one place stand by code, of one code in the order found; what repeats another
// is left out only where place and words are the same.
func TestSort(t *testing.T) {
	at := source.Cell{File: "r.csv", Row: 2, Column: 1}
	below := source.Cell{File: "r.csv", Row: 3, Column: 1}
	var found List
	found.Add(doubtful, below, "x")
	found.Add(twice, at, "z")
	found.Add(twice, at, "y")
	found.Add(doubtful, at, "y")
	found.Add(doubtful, at, "y")
	found.Add(misspelt, at, "y")
	var got []string
	for _, d := range found.Sort() {
		got = append(got, d.At.String()+" "+string(d.Code)+" "+d.Message(locale.English))
	}
	require.Equal(t, []string{
		`r.csv!A2 T0001 unknown name "y"`, "r.csv!A2 T0002 y is not a date", "r.csv!A2 T0003 z is set twice", "r.csv!A2 T0003 y is set twice",
		"r.csv!A3 T0002 x is not a date",
	}, got)
	require.Equal(t, doubtful, found[0].Code, "the list itself stays as found")
}

// What is told first is worst, then what stands for most cells.
func TestWhatMostCellsAreLikeIsToldFirst(t *testing.T) {
	var found List
	for row, count := range []int{0, 2, 5, 1, 3} {
		found.Add(doubtful, source.Cell{File: "r.csv", Row: row + 2, Column: 1}, row+2).Count = count
	}
	text := written(t, found, locale.English, Options{Max: 3})
	var rows []string
	for line := range strings.Lines(text) {
		if after, is := strings.CutPrefix(line, "warning T0002: "); is {
			rows = append(rows, after[:1])
		}
	}
	require.Equal(t, []string{"4", "6", "3"}, rows)
	require.Contains(t, text, "r.csv: 2 more not shown\n")
	require.NotContains(t, written(t, found, locale.English, Options{Max: 5}), "not shown")

	file := source.New("p.rota", "x")
	nowhere := List{{Code: remark}, {Code: doubtful, Args: []any{"x"}}, {Code: misspelt, At: in(file, "x"), Args: []any{"x"}, Count: 3}}
	text = written(t, nowhere, locale.English, Options{Max: 1})
	require.Contains(t, text, "\n1 more not shown\n\nerror T0001", "what has no file names none")
	require.NotContains(t, text, "cells")
}

func TestAMessageListsItsArguments(t *testing.T) {
	for _, c := range []struct {
		arg    any
		en, zh string
	}{
		{3, "3", "3"},
		{locale.Text{EN: "ward", ZH: "科别"}, "ward", "科别"},
		{[]string{"a", "b", "c"}, "a, b, c", "a、b、c"},
		{[]locale.Text{{EN: "ward", ZH: "科别"}, {EN: "age", ZH: "年龄"}}, "ward, age", "科别、年龄"},
	} {
		d := Diagnostic{Code: doubtful, Args: []any{c.arg}}
		require.Equal(t, c.en+" is not a date", d.Message(locale.English))
		require.Equal(t, c.zh+"不是日期", d.Message(locale.Chinese))
	}
}

// What the author of a lint's level or of a run says of a finding goes before the catalogue.
func TestSeverity(t *testing.T) {
	require.Equal(t, Warning, Diagnostic{Code: doubtful}.Severity())
	require.Equal(t, Error, Diagnostic{Code: doubtful, Level: Error}.Severity())
	require.False(t, List{{Code: doubtful}, {Code: remark}}.HasErrors())
	require.True(t, List{{Code: doubtful}, {Code: misspelt}}.HasErrors())
	require.True(t, List{{Code: remark, Level: Error}}.HasErrors())
	require.False(t, List{{Code: misspelt, Level: Note}}.HasErrors())
	require.False(t, List(nil).HasErrors())
}

func TestWriteInColour(t *testing.T) {
	f := source.New("p.rota", "post tenur")
	found := List{
		{Code: misspelt, At: in(f, "tenur"), Args: []any{"tenur"}, Fix: "tenure", Notes: []Related{{At: in(f, "post"), Text: locale.Text{EN: "here", ZH: "此处"}}}},
		{Code: doubtful, Args: []any{"x"}},
		{Code: remark},
	}
	text := written(t, found, locale.English, Options{Paint: true})
	for _, part := range []string{
		"\x1b[1;31merror T0001\x1b[0m: ", "\x1b[1;31m^^^^^\x1b[0m", "\x1b[32mhelp: \x1b[0mtenure", "\x1b[36m^^^^\x1b[0m",
		"\x1b[33mwarning T0002\x1b[0m: ", "\x1b[36mnote T0004\x1b[0m: ",
	} {
		require.Contains(t, text, part)
	}
	require.Equal(t, written(t, found, locale.English, Options{}), regexp.MustCompile("\x1b\\[[0-9;]+m").ReplaceAllString(text, ""))
	require.Empty(t, Paint(true).Bad(""), "nothing is not coloured")
}

func TestWriteJSON(t *testing.T) {
	f := source.New("a.rota", "岗位 tenur >= 5y\r\nx")
	var found List
	found.Add(doubtful, source.Cell{File: "z.csv", Row: 3, Column: 2}, "<\x1b>")
	found.Add(misspelt, source.Span{File: f, Start: 7, End: 12}, "tenur").Fix = "a\u202e\u0085\tb"
	found.Add(remark, nil)
	var out bytes.Buffer
	require.NoError(t, WriteJSON(&out, found, locale.Chinese))
	require.Equal(t, `{"code":"T0004","severity":"note","message":"一点说明","place":"","file":"","line":0,"column":0,"end_line":0,"end_column":0,"fix":"","count":1}
{"code":"T0001","severity":"error","message":"没有叫“tenur”的名称","place":"a.rota:1:4","file":"a.rota","line":1,"column":4,"end_line":1,"end_column":9,"fix":"a\u202e\u0085\tb","count":1}
{"code":"T0002","severity":"warning","message":"<>不是日期","place":"z.csv!B3","file":"z.csv","line":3,"column":2,"end_line":3,"end_column":2,"fix":"","count":1}
`, out.String())
	var back record
	require.NoError(t, json.Unmarshal([]byte(strings.Split(out.String(), "\n")[1]), &back))
	require.Equal(t, "a\u202e\u0085\tb", back.Fix)
}

type full struct{ room int }

var errFull = errors.New("disk full")

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		return f.room, errFull
	}
	f.room -= len(p)
	return len(p), nil
}

func TestWriteErrorsAreReturned(t *testing.T) {
	var found List
	for range 1000 {
		found.Add(remark, source.Cell{File: "f", Row: len(found)}, "x")
	}
	for _, room := range []int{0, 10, 5000} {
		require.ErrorIs(t, Write(&full{room}, found, locale.English, Options{Max: 1000}), errFull)
		require.ErrorIs(t, WriteJSON(&full{room}, found, locale.English), errFull)
	}
}

// Where a log is kept of what is printed, a finding tells of a cell its address and not
// what it holds; a finding of the policy is as always.
func TestWriteMasked(t *testing.T) {
	file := source.New("p.rota", "post tenur")
	found := List{
		{Code: NotOfType, At: source.Cell{File: "r.csv", Column: 3, Row: 2}, Args: []any{"secret", "ward", "a choice", locale.Text{EN: "; did you mean “secret two”?"}}, Fix: "secret three",
			Notes: []Related{{Text: locale.Text{EN: "secret four"}, At: source.Cell{File: "r.csv"}}}},
		{Code: UnknownName, At: source.Span{File: file, Start: 5, End: 10}, Args: []any{"tenur"}},
	}
	var out strings.Builder
	require.NoError(t, Write(&out, found, locale.English, Options{Masked: true}))
	require.NotContains(t, out.String(), "secret")
	require.Contains(t, out.String(), "C2")
	require.Contains(t, out.String(), found[1].Message(locale.English))
}
