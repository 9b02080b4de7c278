package roster

import (
	"encoding/csv"
	"os"
	"testing"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

func TestCorpus(t *testing.T) {
	b, err := os.ReadFile("/tmp/w/c.rota")
	if err != nil {
		t.Skip()
	}
	var found diag.List
	tree := syntax.Parse(source.New("c.rota", string(b)), nil, &found)
	p := check.Check([]*syntax.File{tree}, &found)
	diag.Write(os.Stdout, found, locale.English, diag.Options{})
	found = nil
	load := func(n string) []Sheet {
		f, _ := os.Open("/work/shared/corpus/rosters/" + n)
		rows, _ := csv.NewReader(f).ReadAll()
		s := Sheet{File: n}
		for i, r := range rows {
			row := Row{Number: i + 1}
			for _, c := range r {
				k := Text
				if c == "" {
					k = Blank
				}
				row.Cells = append(row.Cells, Raw{c, k})
			}
			s.Rows = append(s.Rows, row)
		}
		return []Sheet{s}
	}
	r, found := Bind(p, load("county-bureau.csv"), map[string][]Sheet{"career": load("career-history.csv")}, Options{})
	diag.Write(os.Stdout, found, locale.Chinese, diag.Options{Max: 99})
	n := 0
	for _, q := range r.People {
		n += len(q.Rows[0])
	}
	t.Log(len(r.People), n)
	_, found = Bind(p, load("school-district.csv"), map[string][]Sheet{"career": load("career-history.csv")}, Options{})
	diag.Write(os.Stdout, found, locale.English, diag.Options{Max: 99})
}
