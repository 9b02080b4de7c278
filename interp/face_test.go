package interp_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/roster"
	"rota/lang/diag"
	"rota/lang/format"
	"rota/lang/locale"
	"rota/stdlib"
)

const offices = `record staff, key staff id
record office, key office name, headed "offices"
  office name: text
  places: whole number, blank means none
  boss: text, blank means none
field staff id: text
field name: text
field at: office
action rotate
rule 1 at's places > 3 => must rotate
check 9 of office: places > 3
`

// findings are findings in short: code, place, how many, message.
func findings(found diag.List) (out []string) {
	for _, d := range found {
		out = append(out, fmt.Sprintf("%s %s x%d: %s", d.Code, d.At, max(d.Count, 1), d.Message(locale.English)))
	}
	return out
}

// Somebody is found by the id in any case, by the name where no id is so, and other records
// only where nobody decided on is meant.
func TestFind(t *testing.T) {
	p := load(t, offices)
	staff := []map[string]any{{"staff id": "A1", "name": "李 四", "at": "North"}, {"staff id": "A2", "name": "a1", "at": "South"}, {"staff id": "a1", "name": "张三", "at": "Elsewhere"}, {"staff id": "A4", "name": "张三", "at": "North"}}
	bound, _ := p.BindValues(staff, map[string][]map[string]any{"office": {{"office name": "North", "places": 5}, {"office name": "张三", "places": 2}}}, roster.Options{})
	for who, want := range map[string]string{
		"a1": "A1 a1", "A2": "A2", "张三": "a1 A4", "north": "North", "Elsewhere": "", "nobody": "",
	} {
		var ids []string
		for _, r := range bound.Find(who) {
			ids = append(ids, r.ID)
		}
		require.Equal(t, want, strings.Join(ids, " "), who)
	}
	asOf := day(t, "2024-12-31")
	require.Len(t, bound.About(bound.Find("A2")[0], asOf), 1)
	about := bound.About(bound.Find("north")[0], asOf)
	require.Len(t, about, 1)
	require.Equal(t, "North", about[0].Record.ID)
}

// A date from which time or an age is counted up to the as-of date does not lie after it.
func TestLate(t *testing.T) {
	p := load(t, `field joined: date
field ended: date, blank means open
field other: date
rule 1 post tenure >= 5y, days from joined to as-of date >= 5, ended >= 2020-01-01 => must rotate
rule 2 age >= 50, days from other to ended >= 2 => may rotate
`)
	bound, _ := p.BindValues([]map[string]any{
		{"staff id": "A1", "post since": "2024-12-31", "birth date": "1970-01-01", "joined": "2024-12-31", "ended": "2051-01-01", "other": "2051-01-01"},
		{"staff id": "A2", "post since": "2025-01-01", "birth date": "2080年", "joined": "2025年1月", "ended": "至今", "other": "2051-01-01"},
		{"staff id": "A3", "post since": "2025-01-02", "birth date": "2080-02-30", "joined": nil, "other": "2051-01-01"},
	}, nil, roster.Options{})
	const after = " lies after the as-of date, 2024-12-31: no time and no age is counted from it yet; is the year right?"
	require.Equal(t, []string{
		"R0593 staff!C3 x1: “2025年1月” in “joined”" + after, "R0593 staff!A3 x1: “2080年” in “birth date”" + after, "R0593 staff!E3 x2: “2025-01-01” in “post since”" + after,
	}, findings(bound.Late(day(t, "2024-12-31"))))
	require.Empty(t, bound.Late(day(t, "2090-01-01")))
	require.Empty(t, bound.Late(0), "the policy has no date")
}

// How much of each column is blank: the emptiest first, and of equals what more rules read.
func TestBlanks(t *testing.T) {
	bound, _ := load(t, `field red: yes/no
field blue: yes/no, assumed no when blank
field green: yes/no
field grey: text, blank means none
field white: yes/no
field black: yes/no
judged proven
rule 1 red, blue, green => must rotate
rule 2 green, grey is "x", proven => may rotate
require 1.1 black or not white
`).BindValues([]map[string]any{
		{"staff id": "A1", "red": true, "blue": true, "green": nil, "white": nil, "black": true},
		{"staff id": "A2", "red": nil, "blue": nil, "green": "不详", "white": nil, "black": true},
		{"staff id": "A3", "red": nil, "blue": nil, "green": "maybe", "white": nil, "black": nil},
		{"staff id": "A4", "red": true, "blue": true, "green": true, "white": true, "black": true},
	}, nil, roster.Options{})
	require.Equal(t, []string{
		"R0619 staff!F x1: white: 3 of 4 blank; 1 rule reads it", "R0619 staff!C x1: green: 2 of 4 blank; 2 rules read it", "R0619 staff!D x1: red: 2 of 4 blank; 1 rule reads it",
		"R0619 staff!B x1: blue: 2 of 4 blank; 1 rule reads it", "R0619 staff!A x1: black: 1 of 4 blank; 1 rule reads it",
	}, findings(bound.Blanks()))
}

// What a file is is told by its first bytes, and by its name where it is that of a workbook.
func TestFormsOfFiles(t *testing.T) {
	for _, test := range []struct{ name, content, want string }{
		{"r.csv", "id,name\n", "csv"}, {"r.csv", "[{\"id\":1}]", "json"}, {"r.csv", "\ufeff \t\r\n{\"id\":1}", "json"}, {"r.txt", "(x)", "csv"}, {"r.json", "id\n", "csv"},
		{"r.xls", "PK\x03\x04", "workbook"}, {"r.xls", "PK\x05\x06", "workbook"}, {"r.xls", "\xd0\xcf\x11\xe0", "workbook"}, {"r.XLSX", "id\n", "workbook"}, {"r.xlsx", "[]", "workbook"}, {"PK", "PK,name\n", "csv"}, {"r", "", "csv"},
	} {
		require.Equal(t, test.want == "csv", interp.Separated(test.name, []byte(test.content)), test)
		_, found := interp.Sheets(test.name, []byte(test.content), interp.SheetOptions{})
		workbook := len(found) > 0 && (found[0].Code == diag.OldWorkbook || found[0].Code == diag.DamagedWorkbook || found[0].Code == diag.NotWorkbook)
		require.Equal(t, test.want == "workbook", workbook, fmt.Sprint(test, findings(found)))
	}
}

// What a policy extends is found from its folder, read once, and refused where it leads
// elsewhere, in a circle or to nothing.
func TestExtendsPaths(t *testing.T) {
	files := map[string]string{
		"county/base.rota": "policy \"base\"\n  extends \"../top.rota\"\nrule 1 male => must rotate\n",
		"top.rota":         "policy \"top\"\naction rotate\nrule 2 female => may rotate\n",
		"city/other.rota":  "policy \"other\"\n  extends \"../top.rota\"\nrule 3 male => may rotate\n",
		"loop.rota":        "policy \"loop\"\n  extends \"city/loop.rota\"\nrule 4 male => may rotate\n",
		"city/loop.rota":   "policy \"loop\"\n  extends \"../loop.rota\"\nrule 5 male => may rotate\n",
	}
	for _, test := range []struct {
		extends, read string
		code          diag.Code // of the one mistake; "" for none
	}{
		{`"../county/base.rota"`, "county/base.rota top.rota", ""},
		{`"./other.rota"`, "city/other.rota top.rota", ""},
		{`"../county/base.rota" as county` + "\n  extends " + `"other.rota" as city`, "county/base.rota top.rota city/other.rota", ""},
		{`"../loop.rota"`, "loop.rota city/loop.rota", diag.BaseCircle},
		{`"local.rota"`, "", diag.BaseCircle},
		{`"/etc/base.rota"`, "", diag.NoPath},
		{`"..\base.rota"`, "", diag.NoPath},
		{`"c:base.rota"`, "", diag.NoPath},
		{`"nowhere.rota"`, "city/nowhere.rota", diag.NoBase},
	} {
		var read []string
		open := func(path string) ([]byte, error) {
			read = append(read, path)
			if text, ok := files[path]; ok {
				return []byte(text), nil
			}
			return nil, errors.New("not there")
		}
		text := []byte("policy \"local\"\n  extends " + test.extends + "\nrule 9 male => may rotate\n")
		p, found := interp.LoadVariant("city/local.rota", text, open)
		require.Equal(t, test.read, strings.Join(read, " "), test.extends)
		require.Equal(t, test.code == "", p != nil, "%s: %v", test.extends, findings(found))
		if test.code != "" {
			require.Equal(t, []diag.Code{test.code}, []diag.Code{found[0].Code}, test.extends)
			require.Len(t, found, 1, test.extends)
			_, found, err := interp.Format("city/local.rota", text, format.AsWritten, open)
			require.ErrorIs(t, err, format.ErrMistakes)
			require.Equal(t, test.code, found[0].Code, test.extends)
		}
	}
}

// The fingerprint is of all texts, and line ends are no part of it.
func TestFingerprint(t *testing.T) {
	print := func(local, base string) string {
		p, found := interp.LoadVariant("local.rota", []byte(local), func(string) ([]byte, error) { return []byte(base), nil })
		require.NotNil(t, p, "%v", findings(found))
		return p.Fingerprint
	}
	const local, base = "policy \"l\"\n  extends \"b.rota\"\nrule 1 male => must rotate\n", "policy \"b\"\naction rotate\nrule 2 female => may rotate\n"
	one := print(local, base)
	require.Len(t, one, 64)
	require.Equal(t, one, print(strings.ReplaceAll(local, "\n", "\r\n"), strings.ReplaceAll(base, "\n", "\r\n")))
	require.NotEqual(t, one, print(local+"\n", base))
	require.NotEqual(t, one, print(local, base+"\n"))
}

// A policy that pins another version of the prelude is refused.
func TestPreludePinned(t *testing.T) {
	for version, ok := range map[string]bool{stdlib.Version: true, stdlib.Version + "0": false} {
		p, found := interp.Load("p.rota", []byte("policy \"p\"\n  prelude \""+version+"\"\nrule 1 male => must rotate\n"))
		require.Equal(t, ok, p != nil)
		require.Equal(t, !ok, len(found) == 1 && found[0].Code == diag.OtherPrelude, "%v", findings(found))
	}
}
