package stream_test

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/report"
	"rota/interp/roster"
	"rota/interp/stream"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
)

var files = flag.Int("files", 400, "random files that are decided as a stream and whole")
var from = flag.Uint64("from", 1, "the first of them")

// policies read the same columns, each in a way of its own.
var policies = []string{
	`policy "Stay"
field post since: date
field post type: text
field grade: whole number 1 to 9
field excused: yes/no
action rotate
rule 1 time since post since >= 5y => must rotate
rule 2 grade >= 7, not excused => should rotate
rule 3 post type is "cashier" and time since post since >= 3y => must rotate
rule 4 excused => exempt from rotate
`,
	`policy "None"
  as of 2024-06-30
choice kind: clerk, cashier, auditor
field post since: date, blank means none
field post type: kind, blank means none
field grade: whole number 1 to 9, blank means none
field excused: yes/no, blank means no
action rotate
action train
rule 1 post type is cashier, time since post since >= 4y => must rotate
rule 2 grade < 3 => should train
rule 3 post since is known and excused => may exempt from rotate
require grade <= 8 otherwise "grade 9 is not given"
`,
	`policy "Several"
choice kind: clerk, cashier, auditor, porter
field post since: date
field post type: several kind
field grade: whole number 1 to 9, blank means none
action rotate
rule 1 post type is cashier, time since post since >= 4y => must rotate
rule 2 post type in (auditor, porter) => should rotate
rule 3 post type is not clerk, grade < 3 => exempt from rotate
`,
	`政策 "轮岗"
字段 post since：日期
字段 excused：是否
动作 换岗
规则 一 post since 早于 2018-07-01 => 应当换岗
`,
}

// cells that offices write, mostly plain ones.
var written = map[string][]string{
	"post since": {"2019-03-01", "2015-11-30", "2020-02-29", "2024-06-30", "2019.3.1", "2019年3月", "2019", "", "—", "不详", "无", "soon", "2019-02-30", "至今", "2015.1", " 2018-01-01 ", "1899-01-01", "2201-01-01"},
	"post type":  {"clerk", "cashier", "auditor", "Cashier", "ＣＬＥＲＫ", "", "none", "cleck", "porter", "'=1", "不详", "clerk、cashier", "cashier/auditor", "porter, clerk", "clerk、cleck"},
	"grade":      {"1", "3", "7", "8", "9", "10", "七", "", "7.0", "x", "'-1"},
	"excused":    {"yes", "no", "是", "否", "", "√", "maybe", "N/A"},
	"name":       {"张三", "张 三", "Anna Lee", "Smith, Jr.", "O'Neil", "", "无", "=cmd", "李　四", "nobody", "None", "a\u200bb", "未知", `He "X"`, "two\nlines", "total war"},
}

type writer struct {
	*rand.Rand
	odd int // in so many cells one is what offices seldom write
}

func (w writer) cell(field string) string {
	list := written[field]
	if field != "name" && w.IntN(w.odd) > 0 {
		list = list[:4]
		if field == "excused" {
			list = list[:2]
		}
	} else if field == "name" && w.IntN(w.odd) > 0 {
		list = list[:3]
	}
	return list[w.IntN(len(list))]
}

// roster is a file; most are plain but for a few rows, some are not plain at all.
func (w writer) roster() []byte {
	columns := []string{"id", "name", "post since", "post type", "grade", "excused", "note"}
	if w.IntN(3) == 0 {
		w.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	}
	comma := []string{",", ",", ",", "\t", ";"}[w.IntN(5)]
	end := []string{"\n", "\n", "\r\n", "\r"}[w.IntN(4)]
	if w.IntN(4) > 0 && end == "\r" {
		end = "\n"
	}
	var out strings.Builder
	if w.IntN(3) == 0 {
		out.WriteString("\ufeff")
	}
	if w.IntN(10) == 0 {
		out.WriteString("Staff of the county" + end)
	}
	header := strings.Join(columns, comma)
	out.WriteString(header + end)
	ascending := w.IntN(2) == 0
	for i := range 20 + w.IntN(1500) {
		var fields []string
		for _, c := range columns {
			text := "some note"
			switch {
			case c == "id":
				n := i
				if !ascending {
					n = i * 7919 % 10_007
				}
				if text = fmt.Sprintf("S%05d", n); w.IntN(w.odd*40) == 0 {
					text = []string{"", "无", "Ｓ00001", "S00001", " S99 ", "abc", "张1", "S 1"}[w.IntN(8)]
				}
			case c != "note":
				text = w.cell(c)
			}
			if strings.ContainsAny(text, "\",\n\t;") || w.IntN(20) == 0 {
				text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
			}
			fields = append(fields, text)
		}
		line := strings.Join(fields, comma)
		switch w.IntN(w.odd * 200) {
		case 0:
			line = header
		case 1:
			line = "合 计" + strings.Repeat(comma, len(columns)-1)
		case 2:
			line = ""
		case 3:
			line = strings.Repeat(comma, len(columns)-1)
		case 4:
			line += comma + "more"
		case 5:
			line = strings.Join(fields[:w.IntN(len(fields))], comma)
		case 6:
			line += []string{`x"y`, "\x00", "\xff", "\ufffd"}[w.IntN(4)]
		case 7:
			line = []string{"注：S1", "二、某部", "某部2", "Note: 2", "S3", "填表人：张三", "T3", "局"}[w.IntN(8)] + strings.Repeat(comma, len(columns)-1)
		}
		out.WriteString(line + end)
	}
	text := out.String()
	if w.IntN(5) == 0 {
		text = strings.TrimSuffix(text, end)
	}
	return []byte(text)
}

// whole is what a run over the whole file writes.
func whole(t testing.TB, p *interp.Policy, file []byte, run report.Run) ([]byte, diag.List) {
	sheets, found := interp.Sheets("staff.csv", bytes.Clone(file), interp.SheetOptions{})
	bound, more := p.Bind(sheets, nil, roster.Options{})
	var out bytes.Buffer
	require.NoError(t, report.Brief(&out, run, bound.Brief(run.AsOf)))
	return out.Bytes(), append(found, more...)
}

func told(found diag.List) string {
	var out strings.Builder
	_ = diag.Write(&out, found, locale.English, diag.Options{})
	return out.String()
}

// A stream gives what a run over the whole file gives, and tells of what that tells of.
func TestStream(t *testing.T) {
	var ends [4]int
	for seed := *from; seed < *from+uint64(*files); seed++ {
		w := writer{rand.New(rand.NewPCG(seed, 5)), []int{4, 40, 400, 4000}[seed%4]}
		p, found := interp.Load("stay.rota", []byte(policies[w.IntN(len(policies))]))
		require.False(t, found.HasErrors(), told(found))
		file := w.roster()
		run := report.Run{Program: p.Program, Language: []locale.Language{locale.English, locale.Chinese}[w.IntN(2)]}
		run.AsOf, _ = civil.NewDate(2024, 6, 30)
		opts := stream.Options{Block: 4096 + w.IntN(9000), AnyOrder: w.IntN(2) == 0}
		end, out, s := decided(file, run, opts)
		if end == stream.AnyOrder {
			ends[end]++
			opts.AnyOrder = true
			end, out, s = decided(file, run, opts)
		}
		if ends[end]++; end != stream.Done {
			continue
		}
		want, found := whole(t, p, file, run)
		same(t, seed, file, want, out)
		require.Equal(t, told(found), told(s.Found()), "seed %d", seed)
		met := map[eval.Outcome]bool{}
		for d := range s.Met() {
			met[d.Outcome] = true
		}
		require.NotEmpty(t, met)
	}
	t.Logf("%d files: %d decided as a stream, of %d in any order; %d left", *files, ends[stream.Done], ends[stream.AnyOrder], ends[stream.Whole])
	require.Greater(t, ends[stream.Done], *files/4)
	require.Greater(t, ends[stream.AnyOrder], *files/20)
	require.Greater(t, ends[stream.Whole], *files/20)
}

// same shows the first line that is not, and the row of the file that it is of.
func same(t *testing.T, seed uint64, file, want, out []byte) {
	if bytes.Equal(want, out) {
		return
	}
	lines := bytes.Split(out, []byte("\r\n"))
	for i, line := range bytes.Split(want, []byte("\r\n")) {
		if i >= len(lines) || !bytes.Equal(line, lines[i]) {
			id, _, _ := bytes.Cut(line, []byte(","))
			at := max(0, bytes.Index(file, id))
			require.Equal(t, string(line), string(lines[min(i, len(lines)-1)]), "seed %d, line %d: %q", seed, i, file[at:min(len(file), at+100)])
		}
	}
}

// The fields that every policy may use are read from a stream too, cells of several values
// among them; and so is a file in which much cannot be read.
func TestStreamOfThePrelude(t *testing.T) {
	p, found := interp.Load("first.rota", []byte("敏感岗位任职满五年的，必须轮岗。\n"))
	require.False(t, found.HasErrors(), told(found))
	run := report.Run{Program: p.Program, Language: locale.Chinese}
	run.AsOf, _ = civil.NewDate(2024, 12, 31)
	var file bytes.Buffer
	file.WriteString("工号,姓名,岗位类别,任现职时间\n")
	for i := range 500 {
		fmt.Fprintf(&file, "%04d,张 三,%s,%d-03-01\n", i, []string{"财务", "财务、审计", "综合", "", "不存在的类别"}[i%5], 2010+i%13)
	}
	end, out, s := decided(file.Bytes(), run, stream.Options{})
	require.Equal(t, stream.Done, end)
	want, found := whole(t, p, file.Bytes(), run)
	same(t, 0, file.Bytes(), want, out)
	require.Equal(t, told(found), told(s.Found()))
}

func decided(file []byte, run report.Run, opts stream.Options) (stream.End, []byte, *stream.Stream) {
	s, ok := stream.Open(bytes.NewReader(file), "staff.csv", run, run.AsOf, opts)
	if !ok {
		return stream.Whole, nil, nil
	}
	var out bytes.Buffer
	end := s.Write(&out)
	return end, out.Bytes(), s
}

// Wherever in a file two neighbours have one id, at the ends of two blocks too, the stream
// does not take it for one whose ids ascend, nor at last for one that it may decide.
func TestNeighboursWithOneID(t *testing.T) {
	p, found := interp.Load("stay.rota", []byte(policies[0]))
	require.False(t, found.HasErrors(), told(found))
	run := report.Run{Program: p.Program}
	run.AsOf, _ = civil.NewDate(2024, 6, 30)
	const rows = 250
	file := func(twice int) []byte {
		var out strings.Builder
		out.WriteString("id,name,post since,post type,grade,excused\n")
		for i := range rows {
			if i >= twice {
				i--
			}
			fmt.Fprintf(&out, "S%05d,张三,2019-03-01,clerk,1,no\n", i)
		}
		return []byte(out.String())
	}
	end, _, _ := decided(file(rows), run, stream.Options{Block: 2048})
	require.Equal(t, stream.Done, end, "none is there twice")
	for twice := 1; twice < rows; twice++ {
		end, _, _ := decided(file(twice), run, stream.Options{Block: 2048})
		require.Equal(t, stream.AnyOrder, end, "row %d", twice)
		end, _, _ = decided(file(twice), run, stream.Options{Block: 2048, AnyOrder: true})
		require.Equal(t, stream.Whole, end, "row %d", twice)
	}
}

// What a file holds says whether it is decided as a stream, only where ids may stand in any
// order, or whole; what is decided is what a run over the whole file gives.
func TestEnds(t *testing.T) {
	meant, _ := interp.Load("none.rota", []byte(policies[1]))
	unknown, _ := interp.Load("stay.rota", []byte(policies[0]))
	const header = "id,name,post since,post type,grade,excused,note\n"
	row := func(id, since, rest string) string {
		return id + ",张三," + since + ",clerk,1,no," + rest + "\n"
	}
	two := row("S1", "2019-03-01", "x") + row("S2", "2015-11-30", "x")
	for _, test := range []struct {
		name, file string
		want, any  stream.End // with ids in any order
	}{
		{"plain", header + two, stream.Done, stream.Done},
		{"longer ids later", header + row("S9", "2019-03-01", "x") + row("S10", "2019-03-01", "x"), stream.Done, stream.Done},
		{"ids that descend", header + row("S2", "2019-03-01", "x") + row("S1", "2019-03-01", "x"), stream.AnyOrder, stream.Done},
		{"one id twice", header + row("S1", "2019-03-01", "x") + row("S1", "2019-03-01", "x"), stream.AnyOrder, stream.Whole},
		{"one id twice, in capitals", header + row("S1", "2019-03-01", "x") + row("s1", "2019-03-01", "x"), stream.AnyOrder, stream.Whole},
		{"no id", header + two + row("", "2019-03-01", "x"), stream.AnyOrder, stream.Done},
		{"an id to be judged", header + two + row("Ｓ3", "2019-03-01", "x"), stream.AnyOrder, stream.Done},
		{"an id to be judged that is there", header + two + row("Ｓ2", "2019-03-01", "x"), stream.AnyOrder, stream.Whole},
		{"nobody", header, stream.Whole, stream.Whole},
		{"a total", header + two + "合计,2,,,,,\n", stream.Done, stream.Done},
		{"the header once more", header + row("S1", "2019-03-01", "x") + header + row("S2", "2019-03-01", "x"), stream.Done, stream.Done},
		{"a row of one thing", header + two + "S3,,,,,,\n", stream.Whole, stream.Whole},
		{"a row that ends early", header + two + "S3,张三,2019-03-01,clerk,1,no\n", stream.Whole, stream.Whole},
		{"blanks beyond the header", header + row("S1", "2019-03-01", "x,,") + row("S2", "2019-03-01", "x"), stream.Done, stream.Done},
		{"something beyond the header", header + two + row("S3", "2019-03-01", "x,,y"), stream.Whole, stream.Whole},
		{"a blank column without a heading", "id,name,post since,post type,grade,excused,\n" + row("S1", "2019-03-01", "") + row("S2", "2019-03-01", ""), stream.Done, stream.Done},
		{"a column without a heading", "id,name,post since,post type,grade,excused,\n" + row("S1", "2019-03-01", "") + row("S2", "2019-03-01", "x"), stream.Whole, stream.Whole},
		{"a month that may have lost a zero", header + row("S1", "2015.1", "x"), stream.Whole, stream.Whole},
		{"a blank text that is read", header + "S1,张三,2019-03-01,,1,no,x\n" + two[len(row("S1", "2019-03-01", "x")):], stream.Whole, stream.Whole},
		{"a cell that is too long", header + row("S1", "2019-03-01", "x") + "S2,张三,2019-03-01," + strings.Repeat("x", 32768) + ",1,no,x\n", stream.Whole, stream.Whole},
		{"a bad byte", header + two + row("S3", "2019-03-01", "\xff"), stream.Whole, stream.Whole},
		{"a stray quotation mark", header + two + row("S3", "2019-03-01", "x\"y"), stream.Whole, stream.Whole},
		{"the ends of the dates", header + row("S1", "1899-12-31", "x") + row("S2", "1900-01-01", "x") + row("S3", "2200-12-31", "x") + row("S4", "2201-01-01", "x"), stream.Done, stream.Done},
		{"days that are none", header + row("S1", "2019-02-29", "x") + row("S2", "2020-02-29", "x") + row("S3", "2019-13-01", "x") + row("S4", "2019-00-10", "x") + row("S5", "2019-01-00", "x"), stream.Done, stream.Done},
		{"other signs in a date", header + row("S1", "2019/03/01", "x") + row("S2", "2019-03/01", "x") + row("S3", "2019-o3-01", "x") + row("S4", "2019-3-001", "x") + row("S5", "20:9-03-01", "x"), stream.Done, stream.Done},
	} {
		p := meant
		if test.name == "a blank text that is read" {
			p = unknown
		}
		run := report.Run{Program: p.Program}
		run.AsOf, _ = civil.NewDate(2024, 6, 30)
		sheets, _ := interp.Sheets("staff.csv", []byte(test.file), interp.SheetOptions{})
		bound, _ := p.Bind(sheets, nil, roster.Options{})
		for order, want := range map[bool]stream.End{false: test.want, true: test.any} {
			watched, end := 0, stream.Whole
			var out bytes.Buffer
			s, ok := stream.Open(strings.NewReader(test.file), "staff.csv", run, run.AsOf, stream.Options{AnyOrder: order})
			if ok {
				s.Watch = func(n int) { watched = n }
				end = s.Write(&out)
			}
			require.Equal(t, want, end, "%s, any order %t", test.name, order)
			if end != stream.Done {
				continue
			}
			all, found := whole(t, p, []byte(test.file), run)
			require.Equal(t, string(all), out.String(), test.name)
			require.Equal(t, told(found), told(s.Found()), test.name)
			require.Equal(t, len(bound.Roster.People), watched, test.name)
		}
	}
}

// What asks for more than a record at a time is not decided as a stream.
func TestNoStream(t *testing.T) {
	const fields = "field post since: date\nfield grade: whole number 1 to 9\naction rotate\nrule 1 grade >= 7 => must rotate\n"
	file := []byte("id,name,post since,grade\nS1,张三,2019-03-01,8\n")
	for _, test := range []struct {
		name, policy string
		asOf         civil.Date
		ok           bool
	}{
		{"a record at a time", fields, 1, true},
		{"without a date", fields, 0, false},
		{"a date of the policy's own", "policy \"x\"\n  as of 2024-12-31\n" + fields, 0, true},
		{"a quota", fields + "quota 3: must rotate at most 5\n", 1, false},
		{"an output", fields + "output next = post since + 5y\n", 1, false},
	} {
		p, found := interp.Load("p.rota", []byte(test.policy))
		require.NotNil(t, p, "%s: %s", test.name, told(found))
		_, ok := stream.Open(bytes.NewReader(file), "staff.csv", report.Run{Program: p.Program}, test.asOf, stream.Options{})
		require.Equal(t, test.ok, ok, test.name)
	}
}
