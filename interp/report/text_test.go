package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/stretchr/testify/require"

	"rota/interp/eval"
	"rota/interp/explain"
	rostercsv "rota/interp/roster/csv"
	"rota/lang/locale"
)

var writers = map[string]func(io.Writer, Run) error{
	"table": func(w io.Writer, run Run) error { return Table(w, run, 100) },
	"csv":   CSV, "json": JSONLines, "workbook": Workbook,
}

func table(t *testing.T, run Run, width int) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, Table(&out, run, width))
	return out.String()
}

func TestTable(t *testing.T) {
	for tag, l := range languages {
		golden(t, "table."+tag+".txt", table(t, trial(t, l), 0))
		golden(t, "table-100."+tag+".txt", table(t, trial(t, l), 100))
		golden(t, "single-80."+tag+".txt", table(t, single(t, l), 80))
		golden(t, "empty."+tag+".txt", table(t, empty(t, l), 80))
	}
}

// Columns begin where the dashes under their headings begin, whatever the
// characters in front of them.
func TestTableIsAligned(t *testing.T) {
	for _, l := range languages {
		for _, run := range []Run{trial(t, l), single(t, l)} {
			for width := 0; width <= 140; width++ {
				text := table(t, run, width)
				lines := strings.Split(strings.Split(text, "\n\n")[0], "\n")
				for _, line := range strings.Split(text, "\n") {
					require.NotContains(t, line, "\x1b")
					if width > 0 {
						require.LessOrEqual(t, displaywidth.String(line), width, line)
					}
				}
				if width > 0 && width < 80 || len(lines) < 3 {
					continue
				}
				rule := lines[1]
				for _, line := range lines {
					column := 0
					for g := displaywidth.StringGraphemes(line); g.Next(); column += g.Width() {
						if column < len(rule) && rule[column] == ' ' {
							require.Equal(t, " ", g.Value(), "column %d of %q", column, line)
						}
					}
				}
			}
		}
	}
}

func TestCut(t *testing.T) {
	m := Run{}.measure()
	for _, row := range []struct {
		text, want string
		width      int
	}{
		{"任现职满五年", "任现职满五年", 12},
		{"任现职满五年", "任现职满五…", 11},
		{"任现职满五年", "任现职满…", 10},
		{"since 2018-03-01, five years", "since…", 15},
		{"since 2018-03-01, five years", "since 2018-03-01…", 17},
		{"自2018年3月1日起", "自…", 12},
		{"abc", "…", 1},
		{"abc", "", 0},
	} {
		got := m.cut(row.text, row.width)
		require.Equal(t, row.want, got, "%s to %d", row.text, row.width)
		require.LessOrEqual(t, m.String(got), row.width)
	}
	require.Equal(t, 2, Run{Wide: true}.measure().String("“"))
}

func TestFormula(t *testing.T) {
	for _, s := range []string{"=1", "+1", "-1", "@a", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠a", "  =1", "\u3000＝1", "\u200b=1", "\u00a0-1"} {
		require.True(t, formula(s), "%q", s)
	}
	for _, s := range []string{"", " ", "a=1", "1-2", "'=1", "—", "（-1）", "\xff="} {
		require.False(t, formula(s), "%q", s)
	}
}

func readCSV(t *testing.T, run Run) [][]string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, CSV(&out, run))
	text, marked := strings.CutPrefix(out.String(), "\ufeff")
	require.True(t, marked)
	require.Equal(t, strings.Count(text, "\n"), strings.Count(text, "\r\n"))
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err)
	return rows
}

func TestCSV(t *testing.T) {
	for tag, l := range languages {
		run := trial(t, l)
		var out bytes.Buffer
		require.NoError(t, CSV(&out, run))
		golden(t, "decisions."+tag+".csv", out.String())
		rows := readCSV(t, run)
		require.Len(t, rows, len(run.Decisions)+1)
		for i, row := range rows[1:] {
			d := run.Decisions[i]
			require.Equal(t, explain.ActionName(d.Action, l), row[2])
			require.Equal(t, explain.Outcome(d.Outcome, d.Action, l), row[3])
			for n, text := range row {
				if formula(text) { // the number -5 of points, twice, and nothing else
					require.Equal(t, "-5", text, "column %d", n)
					require.GreaterOrEqual(t, n, 15)
				}
			}
		}
		require.Equal(t, "'=cmd()", rows[5][1])
		require.Equal(t, "'-4", rows[7][0])
		require.Equal(t, "[31mred[0m李四", rows[7][1])
		require.Equal(t, "0007", rows[1][0])
		run.Raw = true
		require.Equal(t, "=cmd()", readCSV(t, run)[5][1])
		require.Len(t, readCSV(t, empty(t, l)), 1)
	}
}

// Rota's own reader gives back what the records say.
func TestCSVComesBack(t *testing.T) {
	run := trial(t, locale.Chinese)
	var out bytes.Buffer
	require.NoError(t, CSV(&out, run))
	sheets, found := rostercsv.Read("out.csv", &out, rostercsv.Options{})
	require.Empty(t, found)
	require.Len(t, sheets, 1)
	for i, d := range run.Decisions {
		row := sheets[0].Rows[i+1]
		require.Equal(t, d.Record.ID, row.Cells[0].Text)
		require.Equal(t, clean(d.Record.Name), row.Cells[1].Text)
	}
}

// Whatever a cell holds comes back as it is, from Rota's own reader and another: signs that
// part cells and rows, quotes, and what stands at the ends of a text.
func TestEveryTextIsOneCell(t *testing.T) {
	signs := []string{",", ";", "\"", "\t", "\n", "\r\n", " ", "、", "丙", "a"}
	for _, a := range signs {
		for _, b := range signs {
			for _, text := range []string{a + b, "x" + a + b, a + b + "x", "x" + a + "x" + b + "x"} {
				var out strings.Builder
				r := csvRow{out: &out, first: true}
				r.text("before")
				r.text(text)
				r.text("after")
				r.end()
				want := [][]string{{"before", strings.ReplaceAll(clean(text), "\r\n", "\n"), "after"}}
				rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
				require.NoError(t, err, "%q", text)
				if formula(clean(text)) {
					want[0][1] = "'" + want[0][1]
				}
				require.Equal(t, want, rows, "%q", text)
				sheets, found := rostercsv.Read("out.csv", strings.NewReader(out.String()), rostercsv.Options{})
				require.Empty(t, found, "%q", text)
				require.Len(t, sheets[0].Rows, 1, "%q", text)
				require.Len(t, sheets[0].Rows[0].Cells, 3, "%q", text)
			}
		}
	}
}

func TestJSONLines(t *testing.T) {
	var texts []string
	for _, l := range languages {
		var out bytes.Buffer
		require.NoError(t, JSONLines(&out, trial(t, l)))
		texts = append(texts, out.String())
	}
	require.Equal(t, texts[0], texts[1], "the language of the run must not show")
	golden(t, "decisions.jsonl", texts[0])
	run := trial(t, locale.English)
	lines := strings.Split(strings.TrimSuffix(texts[0], "\n"), "\n")
	require.Len(t, lines, len(run.Decisions))
	for i, text := range lines {
		require.NotContains(t, text, "\x1b")
		require.NotContains(t, text, "\u202e")
		var got map[string]any
		require.NoError(t, json.Unmarshal([]byte(text), &got))
		d := run.Decisions[i]
		require.Equal(t, d.Record.ID, got["id"])
		require.Equal(t, d.Record.Name, got["name"])
		require.Equal(t, d.Action.Name, got["action"])
		require.Equal(t, d.Outcome.String(), got["outcome"])
		for _, key := range []string{"clauses", "standing", "beaten", "missing", "possible", "assumed", "judged", "outputs", "facts", "maybe", "waiting", "instead"} {
			require.IsType(t, []any{}, got[key], key)
		}
	}
	require.Contains(t, lines[0], `"deadline":"2023-09-01"`)
	require.Contains(t, lines[1], `"deadline":null`)
	require.Contains(t, lines[2], `"beaten":["4.1","第八条"],"beaten_by":{"4.1":["5.1"],"第八条":["5.1"]}`)
	require.Contains(t, lines[2], `"deferred_until":"2025-01-01..2025-12-31"`)
	require.Contains(t, lines[4], `"missing":["post since"]`)
	require.Contains(t, lines[6], `"out_of_scope_by":"points >= 90"`)
	require.Contains(t, lines[9], `"as_of":null`)
	var out bytes.Buffer
	require.NoError(t, JSONLines(&out, empty(t, locale.English)))
	require.Zero(t, out.Len())
}

// A name with every hidden character reaches no screen, and JSON keeps it.
func TestHiddenCharacters(t *testing.T) {
	run := single(t, locale.Chinese)
	var name strings.Builder
	for r := rune(0); r < 0x3000; r++ {
		if hidden(r) {
			name.WriteRune(r)
		}
	}
	run.Decisions = run.Decisions[:1]
	run.Decisions[0].Record.Name = name.String() + "李"
	for _, text := range []string{table(t, run, 0), table(t, run, 40)} {
		require.False(t, strings.ContainsFunc(strings.ReplaceAll(text, "\n", ""), hidden))
	}
	var out bytes.Buffer
	require.NoError(t, JSONLines(&out, run))
	require.False(t, strings.ContainsFunc(strings.TrimSuffix(out.String(), "\n"), hidden))
	var got struct{ Name string }
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	require.Equal(t, name.String()+"李", got.Name)
	require.Equal(t, eval.Must, run.Decisions[0].Outcome)
}
