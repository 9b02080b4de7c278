package diag

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
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
	require.Contains(t, out.String(), "tenur")
}
