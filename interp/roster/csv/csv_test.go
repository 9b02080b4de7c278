package csv

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"rota/interp/roster"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

const staff = "姓名,部门,任职时间\n张　三,财务处,2015.3.1\n𬱖一,一科,2019年12月\n"

func text(t *testing.T, data string, opts Options) (roster.Sheet, diag.List) {
	t.Helper()
	sheets, found := Read("f.csv", strings.NewReader(data), opts)
	for _, d := range found {
		require.NotContains(t, d.Message(locale.English), "{", d.Code)
		require.NotContains(t, d.Message(locale.Chinese), "{", d.Code)
	}
	if len(sheets) == 0 {
		return roster.Sheet{}, found
	}
	return sheets[0], found
}

func words(s roster.Sheet) [][]string {
	var out [][]string
	for _, row := range s.Rows {
		line := []string{fmt.Sprint(row.Number)}
		for _, c := range row.Cells {
			word := c.Text
			if c.Kind == roster.Fault {
				word = "!" + word
			}
			line = append(line, word)
		}
		out = append(out, line)
	}
	return out
}

func codes(found diag.List) []string {
	var out []string
	for _, d := range found {
		out = append(out, string(d.Code)+" "+d.At.(source.Cell).Address())
	}
	return out
}

func TestEncodingsAndSeparatorsGiveTheSameSheet(t *testing.T) {
	want, found := text(t, staff, Options{})
	require.Empty(t, found)
	require.Equal(t, [][]string{{"1", "姓名", "部门", "任职时间"}, {"2", "张　三", "财务处", "2015.3.1"}, {"3", "𬱖一", "一科", "2019年12月"}}, words(want))
	encodings := map[string]encoding.Encoding{
		"utf-8": encoding.Nop, "utf-8 bom": unicode.UTF8BOM, "gb18030": simplifiedchinese.GB18030,
		"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16be": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"utf-16le bom": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16be bom": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	}
	for name, enc := range encodings {
		for _, comma := range []string{",", "\t", ";"} {
			for _, end := range []string{"\n", "\r\n", "\r"} {
				t.Run(fmt.Sprintf("%s %q %q", name, comma, end), func(t *testing.T) {
					data, err := enc.NewEncoder().String(strings.NewReplacer(",", comma, "\n", end).Replace(staff))
					require.NoError(t, err)
					got, found := text(t, data, Options{})
					require.Empty(t, found)
					require.Equal(t, want, got)
					if !strings.HasSuffix(name, "bom") {
						got, _ = text(t, data, Options{Encoding: strings.ToUpper(name)})
						require.Equal(t, want, got)
					}
				})
			}
		}
	}
	big5, err := traditionalchinese.Big5.NewEncoder().String("姓名,部門\n張三,財務處\n")
	require.NoError(t, err)
	got, found := text(t, big5, Options{Encoding: "big5"})
	require.Empty(t, found)
	require.Equal(t, "財務處", got.Rows[1].Cells[1].Text)
}

func TestHabits(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(staff[:strings.Index(staff, "𬱖")])
	require.NoError(t, err)
	for _, test := range []struct {
		name, in string
		opts     Options
		want     [][]string
		codes    []string
	}{
		{"ragged rows and blank lines are rows", "a,b\n\n1\n,,\n2,3,4,,\n", Options{}, [][]string{{"1", "a", "b"}, {"3", "1"}, {"5", "2", "3", "4"}}, nil},
		{"several blank lines on end are several rows", "a,b\n\n\n\n1,2\r\n\r\n\r\n3,4\n", Options{}, [][]string{{"1", "a", "b"}, {"5", "1", "2"}, {"8", "3", "4"}}, nil},
		{"line breaks in quotation marks are one row", "a,b\n\"x\ny\",1\nz,2\n", Options{}, [][]string{{"1", "a", "b"}, {"2", "x\ny", "1"}, {"3", "z", "2"}}, nil},
		{"open quotation mark", "a,b\n1,2\n3,\"x\n4,5\n", Options{}, [][]string{{"1", "a", "b"}, {"2", "1", "2"}}, []string{"R0507 B3"}},
		{"stray quotation mark", "a,b,c\n1,2\"5,3\n4,5,6\n", Options{}, [][]string{{"1", "a", "b", "c"}, {"2", "1", "!", "!"}, {"3", "4", "5", "6"}}, []string{"R0508 B2"}},
		{"text after a closing one", "a,b,c\n1,\"2\"5,3\n4,5,6\n", Options{}, [][]string{{"1", "a", "b", "c"}, {"2", "1", "!", "!"}, {"3", "4", "5", "6"}}, []string{"R0508 B2"}},
		{"stray one in the first column", "a,b\n1\"2,3\n", Options{}, [][]string{{"1", "a", "b"}, {"2", "!", "!"}}, []string{"R0508 A2"}},
		{"stray one in the last", "a,b,c\n1,2,3\"4\n", Options{}, [][]string{{"1", "a", "b", "c"}, {"2", "1", "2", "!"}}, []string{"R0508 C2"}},
		{"stray one beyond the widest row", "a\n1,2,3\"4\n", Options{}, [][]string{{"1", "a"}, {"2", "1", "2", "!"}}, []string{"R0508 C2"}},
		{"text after a second closing one", "a,b\n\"x\",\"y\"z,1\n", Options{}, [][]string{{"1", "a", "b"}, {"2", "x", "!"}}, []string{"R0508 B2"}},
		{"text after a closing one behind a doubled one", "a,b\n\"x\"\"y\",\"z\"1\n", Options{}, [][]string{{"1", "a", "b"}, {"2", "x\"y", "!"}}, []string{"R0508 B2"}},
		{"open one behind a doubled one", "a,b\n1,2\n3,\"x\"\"4\n", Options{}, [][]string{{"1", "a", "b"}, {"2", "1", "2"}}, []string{"R0507 B3"}},
		{"open one in the first column", "a,b\n\"x,4\n", Options{}, [][]string{{"1", "a", "b"}}, []string{"R0507 A2"}},
		{"what has no width is blank", "a,b\n\u200B,\uFEFF\n \u3000\t,c\n", Options{}, [][]string{{"1", "a", "b"}, {"3", "", "c"}}, nil},
		{"guarded signs", "'+x,'@x,'\tx,'＝x,'＋x,'－x,'＠x,' =x,'x=,''=x\n", Options{Comma: ','}, [][]string{{"1", "+x", "@x", "\tx", "＝x", "＋x", "－x", "＠x", " =x", "'x=", "''=x"}}, nil},
		{"sep line in quotation marks", "\"sep=;\"\na;b,c\n", Options{}, [][]string{{"1", "a", "b,c"}}, nil},
		{"sep line in capitals", "SEP=\t\na\tb,c\n", Options{}, [][]string{{"1", "a", "b,c"}}, nil},
		{"sep line of two signs", "sep=;;\na,b\n", Options{}, [][]string{{"1", "sep="}, {"2", "a,b"}}, nil},
		{"the sign of most lines", "a\tb\n1,5\t2\n3\t4\n", Options{}, [][]string{{"1", "a", "b"}, {"2", "1,5", "2"}, {"3", "3", "4"}}, nil},
		{"the sign that varies least", "a;b,c\n1;2,3,4\n", Options{}, [][]string{{"1", "a", "b,c"}, {"2", "1", "2,3,4"}}, nil},
		{"the comma varies least", "a,b;c\n1,2;3;4\n", Options{}, [][]string{{"1", "a", "b;c"}, {"2", "1", "2;3;4"}}, nil},
		{"the sign that is more frequent", "a;b,c;d\n1;2,3;4\n", Options{}, [][]string{{"1", "a", "b,c", "d"}, {"2", "1", "2,3", "4"}}, nil},
		{"two signs alike", "a;b,c\n1;2,3\n", Options{}, [][]string{{"1", "a;b", "c"}, {"2", "1;2", "3"}}, nil},
		{"no sign", "a\nb\n", Options{}, [][]string{{"1", "a"}, {"2", "b"}}, nil},
		{"signs in quotation marks", "\"a;b;c\",d\n\"1;2;3\",4\n", Options{}, [][]string{{"1", "a;b;c", "d"}, {"2", "1;2;3", "4"}}, nil},
		{"characters of several bytes at the edge", "长长长,b\n", Options{Limits: roster.Limits{CellRunes: 3}}, [][]string{{"1", "长长长", "b"}}, nil},
		{"NUL byte", "a,b\n1,x\x00y\n", Options{}, [][]string{{"1", "a", "b"}, {"2", "1", "!x\x00y"}}, []string{"R0506 B2"}},
		{"guarded formulas", "a,b,c,d\n'=1+1,'-x,'  ＝x,'tis\n", Options{}, [][]string{{"1", "a", "b", "c", "d"}, {"2", "=1+1", "-x", "  ＝x", "'tis"}}, nil},
		{"sep line", "sep=;\na;b,c\n", Options{}, [][]string{{"1", "a", "b,c"}}, nil},
		{"semicolons inside cells", "姓名,兼职\n张三,a;b\n李四,c;d\n", Options{}, [][]string{{"1", "姓名", "兼职"}, {"2", "张三", "a;b"}, {"3", "李四", "c;d"}}, nil},
		{"GBK cut in a character", gbk[:len(gbk)-9] + "\xB2", Options{}, nil, []string{"R0505 C2"}},
		{"one bad byte in UTF-8", strings.Replace(staff, "财", "\xE8\xB4", 1), Options{}, nil, []string{"R0505 B2"}},
		{"unknown encoding", staff, Options{Encoding: "latin1"}, nil, []string{"R0504 "}},
		{"bad separator", staff, Options{Comma: '"'}, nil, []string{"R0509 "}},
		{"empty", "", Options{}, nil, []string{"R0502 "}},
		{"blank", " \n,\n", Options{}, nil, []string{"R0502 "}},
		{"columns", "a,b,c,,,\n", Options{Limits: roster.Limits{Columns: 2}}, [][]string{{"1", "a", "b"}}, []string{"R0503 1"}},
		{"columns at the edge", "a,b,,,\n", Options{Limits: roster.Limits{Columns: 2}}, [][]string{{"1", "a", "b"}}, nil},
		{"rows", "a\nb\nc\n", Options{Limits: roster.Limits{Rows: 2}}, [][]string{{"1", "a"}, {"2", "b"}}, []string{"R0503 3"}},
		{"rows at the edge", "a\nb\n", Options{Limits: roster.Limits{Rows: 2}}, [][]string{{"1", "a"}, {"2", "b"}}, nil},
		{"cells", "a,b\nc,d\n", Options{Limits: roster.Limits{Cells: 3}}, [][]string{{"1", "a", "b"}}, []string{"R0503 2"}},
		{"file", "a,b\n", Options{Limits: roster.Limits{FileBytes: 3}}, nil, []string{"R0503 "}},
		{"characters", strings.Repeat("长", 200) + ",b\n", Options{Limits: roster.Limits{CellRunes: 199}}, [][]string{{"1", "!" + strings.Repeat("长", 40), "b"}}, []string{"R0503 A1"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, found := text(t, test.in, test.opts)
			require.Equal(t, test.codes, codes(found))
			if test.want != nil {
				require.Equal(t, test.want, words(got))
				require.Equal(t, "f.csv", got.File)
			}
		})
	}
}

// The separator is chosen by fifty lines.
func TestSeparatorOfManyLines(t *testing.T) {
	got, _ := text(t, strings.Repeat("a,b\n", 50)+strings.Repeat("c;d;e\n", 60), Options{})
	require.Equal(t, []string{"1", "a", "b"}, words(got)[0])
	got, _ = text(t, strings.Repeat("a;b\n", 20)+strings.Repeat("c,d,e\n", 30)+strings.Repeat("a;b\n", 30), Options{})
	require.Equal(t, []string{"1", "a;b"}, words(got)[0])
}

// A long cell in which characters are lost is shown in part.
func TestLostCharactersOfALongCell(t *testing.T) {
	for n, cut := range map[int]bool{117: false, 118: true} {
		_, found := text(t, "a,b\n"+strings.Repeat("x", n)+"\uFFFD,1\n", Options{})
		require.Len(t, found, 1)
		require.Equal(t, cut, strings.Contains(found[0].Message(locale.English), "x…"), n)
	}
}

func TestManyBadCellsAreOneFinding(t *testing.T) {
	_, found := text(t, "姓名,部门\n"+strings.Repeat("张\uFFFD,财务\n", 312), Options{})
	require.Len(t, found, 1)
	require.Equal(t, 312, found[0].Count)
}

func TestBrokenSource(t *testing.T) {
	_, found := Read("f.csv", io.MultiReader(strings.NewReader("a,b\n"), broken{}), Options{})
	require.Equal(t, []string{"R0501 "}, codes(found))
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("network") }

// Any bytes: no panic, cells within the limits, faults only with an error.
func FuzzCSV(f *testing.F) {
	for _, seed := range []string{staff, "a;b\n'=1;\"x\ny\"\n", "sep=\t\na\tb\r\rc\"d\t\n", "\xFF\xFEa\x00,\x00b\x00\n\x00", "\xD5\xC5,\xC8\xFD\n\x81", "a,\"b\n\x00,"} {
		f.Add([]byte(seed), "")
	}
	f.Add([]byte(staff), "utf-16be")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		sheets, found := Read("f.csv", bytes.NewReader(data), Options{Encoding: name, Limits: roster.Limits{Columns: 16}})
		last := 0
		for _, s := range sheets {
			for _, row := range s.Rows {
				require.Greater(t, row.Number, last)
				require.LessOrEqual(t, len(row.Cells), 16)
				last = row.Number
				for _, c := range row.Cells {
					require.True(t, c.Kind != roster.Fault || found.HasErrors())
				}
			}
		}
		for _, d := range found {
			require.NotEmpty(t, d.Message(locale.Chinese))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data := "姓名" + strings.Repeat(",列", 15) + "\n" + strings.Repeat("张三"+strings.Repeat(",财务处123", 15)+"\n", 200_000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		Read("f.csv", strings.NewReader(data), Options{})
	}
}

// At each limit a file reads; one less, and it is too much.
func TestLimits(t *testing.T) {
	const file = "a,b\nxx,y\nzz,w\n"
	for name, limit := range map[string]func(d int) roster.Limits{
		"rows": func(d int) roster.Limits { return roster.Limits{Rows: 3 + d} }, "columns": func(d int) roster.Limits { return roster.Limits{Columns: 2 + d} },
		"cells": func(d int) roster.Limits { return roster.Limits{Cells: 6 + d} }, "characters": func(d int) roster.Limits { return roster.Limits{CellRunes: 2 + d} },
		"file": func(d int) roster.Limits { return roster.Limits{FileBytes: int64(len(file) + d)} },
	} {
		for d := -1; d <= 1; d++ {
			_, found := Read("f.csv", strings.NewReader(file), Options{Limits: limit(d)})
			require.Equal(t, d < 0, len(found) > 0, "%s %d: %v", name, d, codes(found))
		}
	}
}

// The encoding is told by the bytes: a mark, NUL bytes on one side of ASCII characters, or
// that most of what is not ASCII is valid UTF-8.
func TestGuess(t *testing.T) {
	wide := func(order unicode.Endianness, text string) string {
		data, err := unicode.UTF16(order, unicode.IgnoreBOM).NewEncoder().String(text)
		require.NoError(t, err)
		return data
	}
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("财务处人事科")
	require.NoError(t, err)
	for _, test := range []struct{ name, data, want string }{
		{"ASCII", "id,name\n", "utf-8"},
		{"mark of UTF-8 before GBK", "\ufeff" + gbk, "utf-8"},
		{"mark of UTF-16, little-endian", "\xff\xfea", "utf-16le"},
		{"mark of UTF-16, big-endian", "\xfe\xffa", "utf-16be"},
		{"GBK", gbk, "gb18030"},
		{"three valid sequences to a bad byte", "财务处\xff", "utf-8"},
		{"two valid sequences to a bad byte", "财务\xff", "gb18030"},
		{"one line, little-endian", wide(unicode.LittleEndian, "部门,单位"), "utf-16le"},
		{"one line, big-endian", wide(unicode.BigEndian, "部门,单位"), "utf-16be"},
		{"a space alone, little-endian", wide(unicode.LittleEndian, "部 门"), "utf-16le"},
		{"a space alone, big-endian", wide(unicode.BigEndian, "部 门"), "utf-16be"},
		{"a tab alone", wide(unicode.LittleEndian, "部\t门"), "utf-16le"},
		{"line ends alone, little-endian", wide(unicode.LittleEndian, "部\n门\n"), "utf-16le"},
		{"line ends alone, big-endian", wide(unicode.BigEndian, "部\n门\n"), "utf-16be"},
		{"old line ends alone, little-endian", wide(unicode.LittleEndian, "部\r门\r"), "utf-16le"},
		{"old line ends alone, big-endian", wide(unicode.BigEndian, "部\r门\r"), "utf-16be"},
		{"a stray NUL byte behind a letter", "a\x00b,c\n", "utf-8"},
		{"a stray NUL byte before a letter", "\x00ab,c\n", "utf-8"},
		{"a stray NUL byte behind a letter, old line end", "a\x00b,c\r", "utf-8"},
		{"a stray NUL byte before a letter, old line end", "\x00ab,c\r", "utf-8"},
		{"NUL bytes on either side", "a\x00\x00b", "utf-8"},
		{"a NUL byte behind a line end, little-endian", "ab\n\x00" + strings.Repeat("x", 60), "utf-8"},
		{"a NUL byte before a line end, big-endian", "ab\x00\n" + strings.Repeat("x", 60), "utf-8"},
		{"a NUL byte in eight of ASCII", "\n\x00abcdef", "utf-8"},
		{"a NUL byte in eight of ASCII, before", "\x00\nabcdef", "utf-8"},
		{"a NUL byte in 128 of GBK", "\n\x00" + strings.Repeat(gbk, 10) + gbk[:6], "gb18030"},
		{"a NUL byte before a line end in 128 of GBK", "\x00\n" + strings.Repeat(gbk, 10) + gbk[:6], "gb18030"},
	} {
		require.Equal(t, test.want, guess([]byte(test.data)), test.name)
	}
}
