package roster

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/value"
	"rota/lang/civil"
)

// tableRows shows the rows of the one table of a policy, and last what is not listed: the
// clause, the place, and of each field what is written and what it says.
func tableRows(r *Roster) (out []string) {
	for _, k := range r.Program.Records {
		if k.Table == nil {
			continue
		}
		for _, rec := range r.Kinds[k.Kind.Index] {
			line := strings.TrimSpace(rec.ID + " " + rec.Where())
			for _, f := range k.Fields {
				if c := rec.Cell(f); f != k.Table.Clause && (c.State != Known || c.Value.First != civil.Min && c.Value.First != civil.Max) {
					line += fmt.Sprintf(" %s=%s", f.Name, stateNames[c.State]+show(f, r.Texts, c.Value))
				}
			}
			out = append(out, line)
		}
		line := r.Unlisted[k.Kind.Index].Where()
		for _, f := range k.Table.Values {
			c := r.Unlisted[k.Kind.Index].Cell(f)
			line += fmt.Sprintf(" %s=%s", f.Name, stateNames[c.State]+show(f, r.Texts, c.Value))
		}
		out = append(out, line)
	}
	return out
}

// The rows of a table are records, whether the policy writes them or a file: each ends where
// the next begins, and rows that contradict each other say nothing.
func TestTableRows(t *testing.T) {
	line := strings.Count(policy, "\n") + 1
	at := func(n int) string { return fmt.Sprintf("test.rota:%d", line+n) }
	const strict = "rule 1 nature for unit is \"strict\" => must rotate\n"
	for _, test := range []struct {
		name, table, file string
		rows, found       []string
		may               string // what a blank unit may be
	}{
		{"of the policy", "table limit by level, not listed means an error\n  3.1 college: 4y until 2019-12-31\n  college: 5y from 2020-01-01\n  bachelor: unknown\nrule 1 limit for level >= 3y => must rotate\n", "",
			[]string{"3.1 " + at(1) + " level=college limit=4y until=2019-12-31", at(2) + " level=college limit=5y from=2020-01-01", at(3) + " level=bachelor limit=empty any", at(0) + " limit=unreadable any"}, nil, ""},
		{"of texts", "table nature by unit\n  局机关: strict\n  监察队: unknown\n" + strict, "",
			[]string{at(1) + " unit=局机关 nature=strict", at(2) + " unit=监察队 nature=empty any", at(0) + " nature=empty any"}, nil, "strict|局机关|监察队|所部|甲"},
		{"of a file", "table limit by level from \"l.csv\", until next row\n  term: period in years, headed \"上限\"\nrule 1 limit for level >= 3y => must rotate\n",
			"学历|上限|自|至|条款\n大专|4|2010-01-01||3.1\n大专|5|2015-01-01|2016-12-31|3.2\n本科|不详|||\n硕士|3||2012-12-31|\n硕士|4|2012-06-01||\n博士|4|||\n|2|||\n本科|3|soon||",
			[]string{
				"3.1 l.csv!2 level=college term=4y from=2010-01-01 until=2015-01-01", "3.2 l.csv!3 level=college term=5y from=2015-01-01 until=2016-12-31", "l.csv!4 level=bachelor term=empty any",
				"l.csv!5 level=master term=3y until=2012-06-01", "l.csv!6 level=master term=4y from=2012-06-01", "l.csv!7 level=unreadable any term=4y", "l.csv!8 level=empty any term=2y",
				"l.csv!9 level=bachelor term=3y from=unreadable any", "l.csv term=empty any",
			},
			[]string{"R0570 l.csv!A7: “博士” is no value of “level”, which is a choice of “degree”; did you mean “硕士”?", "R0570 l.csv!C9: “soon” is no value of “from”, which is a date such as 2015-03-01 or 2015.03"}, ""},
		{"rows that overlap", "table nature by unit from \"l.csv\", not listed means an error\n  nature: text\n" + strict, "单位|nature|from|until\n甲|strict||\n甲|strict|2015-01-01|\n乙|x||\n乙|y||\n丙|x||\n丙|||",
			[]string{"l.csv!2 unit=甲 nature=strict", "l.csv!3 unit=甲 nature=strict from=2015-01-01", "l.csv!4 unit=乙 nature=unreadable any", "l.csv!5 unit=乙 nature=unreadable any", "l.csv!6 unit=丙 nature=unreadable any", "l.csv!7 unit=丙 nature=unreadable any", "l.csv nature=unreadable any"},
			[]string{
				"R0604 l.csv!3: table “nature” has another row of the same keys at the same time: 2; where they differ neither is used",
				"R0604 l.csv!5: table “nature” has another row of the same keys at the same time: 4; where they differ neither is used",
				"R0604 l.csv!7: table “nature” has another row of the same keys at the same time: 6; where they differ neither is used",
			}, "strict|甲|乙|丙|所部"},
		{"no file", "table nature by unit from \"l.csv\"\n  nature: text\n" + strict, "", []string{"l.csv nature=empty any"},
			[]string{"R0564 a.csv: the policy reads nature; give it with --with nature=FILE, or as “l.csv” beside the policy"}, "strict|所部|甲"},
		{"no column", "table nature by unit from \"l.csv\"\n  nature: text\n" + strict, "单位|x\n甲|strict", []string{"l.csv!2 unit=甲 nature=unreadable any", "l.csv nature=empty any"},
			[]string{"R0555 l.csv: the policy reads “nature”, but no column holds it; it may be headed nature", "R0554 l.csv: columns that the policy has no field for: B x"}, "strict|甲|所部"},
		{"that nothing reads", "table nature by unit from \"l.csv\"\n  nature: text\nrule 1 unit is \"strict\" => must rotate\n", "", nil, nil, "strict|所部|甲"},
	} {
		p := checked(t, policy+test.table)
		further := map[string][]Sheet{}
		if test.file != "" {
			further[p.Records[len(p.Records)-1].Name] = []Sheet{grid("l.csv", "", test.file)}
		}
		r, found := Bind(p, []Sheet{grid("a.csv", "", "工号|姓名|单位|学历\nA1|甲|所部|本科\nA2|乙||大专\nA3|丙|甲|")}, further, Options{})
		if test.rows != nil {
			require.Equal(t, test.rows, tableRows(r), test.name)
		}
		require.Equal(t, test.found, lines(found), test.name)
		var may []string
		for _, code := range r.People[1].Cell(field(p, "unit")).Value.Codes {
			if text := r.Texts.Text(code); text != r.Texts.Text(r.Texts.Other(0)) {
				may = append(may, text)
			}
		}
		if test.may != "" {
			require.Equal(t, test.may, strings.Join(may, "|"), test.name)
		}
	}
}

// Of a number without a declared range it says nothing where its values end.
func TestUnbounded(t *testing.T) {
	p := checked(t, policy+"rule 1 pay > 1 => must rotate\n")
	for name, want := range map[string]bool{"pay": true, "team": false, "share": false, "years old": false, "since": false} {
		require.Equal(t, want, Unbounded(Domain(field(p, name), nil)), name)
	}
	require.False(t, Unbounded(value.Num(field(p, "pay").Type.Kind, lowest)), "it is known")
}

// A copy has cells of its own.
func TestCopy(t *testing.T) {
	p := program(t, someRules)
	r, _ := Bind(p, []Sheet{grid("a.csv", "", "工号|单位|任职时间\nA1|所部|2015.3")}, nil, Options{})
	one := r.People[0]
	other := one.Copy()
	require.Equal(t, one, other)
	other.Cell(field(p, "unit")).State = Unreadable
	require.Equal(t, Known, one.Cell(field(p, "unit")).State)
}

// A limit that is zero or less is the default.
func TestDefaultLimits(t *testing.T) {
	require.Equal(t, Limits{256 << 20, 2_000_000, 512, 64 << 20, 32_767, 1_000, 512 << 20, 1 << 30, 200, 64}, Limits{Rows: -1}.OrDefault())
	own := Limits{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	require.Equal(t, own, own.OrDefault())
}
