package json

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"rota/interp/roster"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

var letters = map[roster.Kind]string{roster.Blank: "_", roster.Text: "", roster.Number: "n:", roster.Boolean: "b:", roster.Date: "d:", roster.Fault: "!"}

func show(sheets []roster.Sheet) []string {
	var out []string
	for _, s := range sheets {
		for _, row := range s.Rows {
			line := fmt.Sprint(s.Name, row.Number)
			for _, c := range row.Cells {
				line += " " + letters[c.Kind] + c.Text
			}
			out = append(out, line)
		}
	}
	return out
}

func codes(found diag.List) []string {
	var out []string
	for _, d := range found {
		out = append(out, string(d.Code)+" "+strings.TrimPrefix(d.At.String(), "f.json"))
	}
	return out
}

func TestRead(t *testing.T) {
	for _, test := range []struct {
		name, in    string
		want, codes []string
	}{
		{"list", `[{"姓名":"张三","age":41},{"age":1.10e17,"ok":true,"姓名":null,"d":"2015-03-01"}]`, []string{"1 姓名 age ok d", "2 张三 n:41", "3 _ n:1.10e17 b:TRUE d:2015-03-01"}, nil},
		{"byte-order mark, lines", "\uFEFF{\"a\":1}\n{\"a\":2}\r\n", []string{"1 a", "2 n:1", "3 n:2"}, nil},
		{"one object", `{"a":" ","b":false}`, []string{"1 a b", "2 _ b:FALSE"}, nil},
		{"sheets", `{"在职":[{"a":1}],"离退休":[{"a":2},{"b":3}],"外派":[]}`, []string{"在职1 a", "在职2 n:1", "离退休1 a b", "离退休2 n:2", "离退休3 _ n:3"}, nil},
		{"plain lists", `[{"证书":["甲","乙",3]}]`, []string{"1 证书", "2 甲;乙;3"}, nil},
		{"records in records", `[{"a":1},{"a":2,"任职":[{"职务":"科长"},{"职务":["x",{}]}]}]`, []string{"1 a", "2 n:1", "3 n:2", "任职1 # 职务", "任职2 n:3 科长", "任职3 n:3 !"}, []string{"R0524 !任职!3"}},
		{"a record as value", `[{"a":{"b":{}},"c":1}]`, []string{"1 a c", "2 ! n:1"}, []string{"R0524 !2"}},
		{"equal names", `[{"a":1,"a":2,"b":3}]`, []string{"1 a b", "2 !1 n:3"}, []string{"R0523 !A2"}},
		{"names equal but for case", `[{"a":1,"A":2}]`, []string{"1 a", "2 !1"}, []string{"R0523 !A2"}},
		{"the same in a list inside", `{"x":1,"y":[{"a":1,"A":2}]}`, []string{"1 x", "2 n:1", "y1 # a", "y2 n:2 !1"}, []string{"R0523 !y!B2"}},
		{"in two records", `[{"a":1},{"A":2}]`, []string{"1 a A", "2 n:1", "3 _ n:2"}, []string{"R0523 !B1"}},
		{"in the second record, both known before", `[{"a":1},{"A":2},{"b":3,"A":4,"a":5}]`, []string{"1 a A b", "2 n:1", "3 _ n:2", "4 ! !4 n:3"}, []string{"R0523 !B4"}},
		{"first name null", `[{"a":null,"A":2}]`, []string{"1 a", "2 !"}, []string{"R0523 !A2"}},
		{"no record", `[1,{"a":2},[[]]]`, []string{"1 a", "3 n:2"}, []string{"R0522 !2"}},
		{"no list", `"x"`, nil, []string{"R0522 "}},
		{"empty", " \n", nil, []string{"R0502 "}},
		{"cut off", "[{\"a\":1},\n{\"a\":2},{\"a\"", []string{"1 a", "2 n:1", "3 n:2"}, []string{"R0521 "}},
		{"comma too many", `[{"a":1},]`, []string{"1 a", "2 n:1"}, []string{"R0521 "}},
		{"something after", `[{"a":1}] {}`, []string{"1 a", "2 n:1"}, []string{"R0521 "}},
		{"lone surrogate", `[{"a":"张\ud800"}]`, []string{"1 a", "2 !张\uFFFD"}, []string{"R0505 !A2"}},
		{"bad bytes", "[{\"a\":\"张\xff\"}]", []string{"1 a", "2 !张\uFFFD"}, []string{"R0505 !A2"}},
		{"the same list in two records", `[{"a":1,"k":[{"x":1}]},{"a":2,"k":[{"x":2},{"y":3}]}]`, []string{"1 a", "2 n:1", "3 n:2", "k1 # x y", "k2 n:2 n:1", "k3 n:3 n:2", "k4 n:3 _ n:3"}, nil},
		{"the same list in two lines", "{\"k\":[{\"x\":1}]}\n{\"k\":[{\"x\":2}]}", []string{"k1 # x", "k2 n:2 n:1", "k3 n:3 n:2"}, nil},
		{"records in records in records", `[{"a":1,"y":[{"z":[{"q":1}],"w":2}]}]`, []string{"1 a", "2 n:1", "y1 # z w", "y2 n:2 ! n:2"}, []string{"R0524 !y!2"}},
		{"a record behind a plain value", `[{"a":["x",{"b":1}]}]`, []string{"1 a", "2 !"}, []string{"R0524 !2"}},
		{"a record behind a list", `[{"a":[[1],{"b":1}]}]`, []string{"1 a", "2 !"}, []string{"R0524 !2"}},
		{"a list of records without a name", `[{"":[{"b":1}],"c":1}]`, []string{"1  c", "2 ! n:1"}, []string{"R0524 !2"}},
		{"equal names in a sheet", `{"在职":[{"a":1},{"b":2,"b":3}],"x":[]}`, []string{"在职1 a b", "在职2 n:1", "在职3 _ !2"}, []string{"R0523 !在职!B3"}},
		{"an empty object", `{}`, nil, nil},
		{"an empty list", `[]`, nil, nil},
		{"an empty record", `[{}]`, nil, nil},
		{"an empty list inside", `[{"a":[]}]`, []string{"1 a"}, nil},
		{"blanks in a list", `[{"a":["  "]}]`, []string{"1 a"}, nil},
		{"a wide space", "[{\"a\":\"\u3000\"}]", []string{"1 a"}, nil},
		{"a day that does not exist", `[{"a":"2023-02-29"}]`, []string{"1 a", "2 2023-02-29"}, nil},
		{"cut off in the one record", `{"a":1`, []string{"1 a"}, []string{"R0521 "}},
		{"cut off in a further line", "{\"a\":1}\n{\"a\"", []string{"1 a", "2 n:1"}, []string{"R0521 "}},
		{"cut off in a list of values", `[{"a":1},{"a":[1,`, []string{"1 a", "2 n:1"}, []string{"R0521 "}},
		{"cut off in a list of lists", `[{"a":1},{"a":[[1`, []string{"1 a", "2 n:1"}, []string{"R0521 "}},
		{"cut off in a record as value", `[{"a":{"b":1,`, nil, []string{"R0524 !2", "R0521 "}},
		{"cut off in what is no record", `[[1,`, nil, []string{"R0522 !2", "R0521 "}},
		{"cut off in the first record inside", `[{"a":1},{"k":[{"b":`, []string{"1 a", "2 n:1"}, []string{"R0521 "}},
		{"cut off in a further record inside", `[{"a":1},{"k":[{"b":2},{"c":`, []string{"1 a", "2 n:1", "k1 # b", "k2 n:3 n:2"}, []string{"R0521 "}},
		{"cut off behind a record inside", `[{"k":[{"b":1}`, []string{"k1 # b", "k2 n:2 n:1"}, []string{"R0521 "}},
		{"a value between lines", "{\"a\":1}\n2", []string{"1 a", "2 n:1"}, []string{"R0521 "}},
		{"a bracket behind lines", "{\"a\":1}\n{\"a\":2}]", []string{"1 a", "2 n:1", "3 n:2"}, []string{"R0521 "}},
		{"something after lists", `{"k":[{"x":1}]} 5`, []string{"k1 # x", "k2 n:2 n:1"}, []string{"R0521 "}},
		{"a name that is a number", `[{1:2}]`, nil, []string{"R0521 "}},
		{"no comma", `[{"a":1 2}]`, []string{"1 a"}, []string{"R0521 "}},
		{"deep", `[{"a":` + strings.Repeat("[", 1e6), nil, []string{"R0503 "}},
	} {
		t.Run(test.name, func(t *testing.T) {
			sheets, found := Read("f.json", strings.NewReader(test.in), Options{})
			if test.name == "deep" {
				sheets = nil
			}
			require.Equal(t, test.want, show(sheets))
			require.Equal(t, test.codes, codes(found))
			for _, d := range found {
				require.NotRegexp(t, `EOF|token|invalid|\{\d`, d.Message(locale.English))
			}
		})
	}
}

// At each limit a file reads; one less, and it is too much.
func TestLimits(t *testing.T) {
	const file = `[{"a":1,"b":"xxx"},{"a":2,"b":"y"}]`
	for name, limit := range map[string]func(d int) roster.Limits{
		"rows": func(d int) roster.Limits { return roster.Limits{Rows: 2 + d} }, "columns": func(d int) roster.Limits { return roster.Limits{Columns: 2 + d} },
		"cells": func(d int) roster.Limits { return roster.Limits{Cells: 4 + d} }, "characters": func(d int) roster.Limits { return roster.Limits{CellRunes: 3 + d} },
		"file": func(d int) roster.Limits { return roster.Limits{FileBytes: int64(len(file) + d)} },
	} {
		for d := -1; d <= 1; d++ {
			_, found := Read("f.json", strings.NewReader(file), Options{Limits: limit(d)})
			require.Equal(t, d < 0, len(found) > 0, "%s %d: %v", name, d, codes(found))
		}
	}
}

// What a limit counts are characters, and a name that finds no column any more is told twice
// without one.
func TestBeyondLimits(t *testing.T) {
	for _, test := range []struct {
		in          string
		limits      roster.Limits
		want, codes []string
	}{
		{`[{"a":"长长长"}]`, roster.Limits{CellRunes: 3}, []string{"1 a", "2 长长长"}, nil},
		{`[{"a":"长长长长"}]`, roster.Limits{CellRunes: 3}, []string{"1 a", "2 !长长长长"}, []string{"R0503 !A2"}},
		{`[{"x":1,"a":1,"A":2}]`, roster.Limits{Columns: 1}, []string{"1 x", "2 n:1"}, []string{"R0503 !2", "R0523 !2"}},
	} {
		sheets, found := Read("f.json", strings.NewReader(test.in), Options{Limits: test.limits})
		require.Equal(t, test.want, show(sheets), test.in)
		require.Equal(t, test.codes, codes(found), test.in)
	}
}

// What stands in the place of records is named, and a long name is cut.
func TestMessages(t *testing.T) {
	for in, want := range map[string][2]string{
		`[[1]]`: {"a list was found", "列表"}, `"x"`: {"a text was found", "文本"}, `3`: {"a number was found", "数字"}, `true`: {"true or false was found", "逻辑值"}, `null`: {"null was found", "空值"},
		`[{"` + strings.Repeat("长", 40) + `":{}}]`: {"“" + strings.Repeat("长", 40) + "”", "“" + strings.Repeat("长", 40) + "”"},
		`[{"` + strings.Repeat("长", 41) + `":{}}]`: {"“" + strings.Repeat("长", 40) + "…”", "“" + strings.Repeat("长", 40) + "…”"},
	} {
		_, found := Read("f.json", strings.NewReader(in), Options{})
		require.Len(t, found, 1, in)
		require.Contains(t, found[0].Message(locale.English), want[0])
		require.Contains(t, found[0].Message(locale.Chinese), want[1])
	}
	for in, want := range map[string]string{`[{"a":1`: "it ends too early", `[{"a":1}}`: "is missing or one too many", `[{"a":1}] 2`: "follows the end of the list", "{\"a\":1} 2": "follows the end of the list"} {
		_, found := Read("f.json", strings.NewReader(in), Options{})
		require.Len(t, found, 1, in)
		require.Contains(t, found[0].Message(locale.English), want, in)
	}
}

func TestBrokenSource(t *testing.T) {
	sheets, found := Read("f.json", io.MultiReader(strings.NewReader(`[{"a":1}]`), iotest.ErrReader(errors.New("network"))), Options{})
	require.Empty(t, sheets)
	require.Equal(t, []string{"R0501 "}, codes(found))
}

// How deep a value that is passed over nests is held to the limit, wherever it stands.
func TestDepth(t *testing.T) {
	for file, depth := range map[string]int{`[{"a":{"b":1}}]`: 3, `[[["x"]],{"a":1}]`: 3, `[{"a":[["x"]]}]`: 4, `[{"a":{"b":{"c":1}}}]`: 4} {
		for d := -1; d <= 0; d++ {
			_, found := Read("f.json", strings.NewReader(file), Options{Limits: roster.Limits{Depth: depth + d}})
			require.Equal(t, d < 0, strings.Contains(fmt.Sprint(codes(found)), string(diag.TooMuch)), "%s %d: %v", file, d, codes(found))
		}
	}
}

// The line is told on which a file is damaged.
func TestDamagedLine(t *testing.T) {
	for in, line := range map[string]string{"[{\"a\":1},]": "line 1", "[{\"a\":1},\n\n{\"a\";2}]": "line 3", "[{\"a\":1}\n{\"a\":2}]": "line 2"} {
		_, found := Read("f.json", strings.NewReader(in), Options{})
		require.Len(t, found, 1)
		require.Contains(t, found[0].Message(locale.English), line, in)
	}
}

// Any bytes: no panic, ascending rows, faults only with an error.
func FuzzJSON(f *testing.F) {
	for _, seed := range []string{`[{"a":1,"b":[1,"x"]}]`, "{\"a\":1}\n{\"A\":null}", `{"x":[{"a":true}],"y":[{"a":"2015-03-01"}]}`, `[{"a":{"b":[[]]},"c":[{"d":1},2]}]`, "\uFEFF[{\"\\ud800\":\"\xff\"},]"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		sheets, found := Read("f.json", strings.NewReader(string(data)), Options{})
		for _, s := range sheets {
			last := 0
			for _, row := range s.Rows {
				require.Greater(t, row.Number, last)
				last = row.Number
				for _, c := range row.Cells {
					require.True(t, c.Kind != roster.Fault || found.HasErrors())
				}
			}
		}
		for _, d := range found {
			require.NotEmpty(t, d.Message(locale.Chinese))
			require.IsType(t, source.Cell{}, d.At)
		}
	})
}
