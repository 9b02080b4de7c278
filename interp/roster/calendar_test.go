package roster

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/stdlib"
)

// calendarPrograms are the policies of calendarOf, by what they declare.
var calendarPrograms = map[string]*check.Program{}

// calendarOf reads a calendar of the policy's declaration and a table.
func calendarOf(t *testing.T, declaration string, rows ...string) (*Workdays, []string) {
	t.Helper()
	program := calendarPrograms[declaration]
	if program == nil {
		var found diag.List
		prelude := syntax.Parse(source.New("prelude", stdlib.Prelude()), nil, &found)
		tree := syntax.Parse(source.New("policy", "choice area: north also called \"北\", south\nfield region: area, also called \"片区\"\n"+declaration+"\nmale => may rotate\n"), prelude.Vocabulary, &found)
		program = check.Check([]*syntax.File{prelude, tree}, &found)
		require.Empty(t, found)
		calendarPrograms[declaration] = program
	}
	sheet := Sheet{File: "h.csv"}
	for i, row := range rows {
		r := Row{Number: i + 1}
		for _, text := range strings.Split(row, ",") {
			kind := Text
			if text == "" {
				kind = Blank
			}
			r.Cells = append(r.Cells, Raw{text, kind})
		}
		sheet.Rows = append(sheet.Rows, r)
	}
	files := map[string][]Sheet{}
	if rows != nil {
		files["h.csv"] = []Sheet{sheet}
	}
	people := Sheet{File: "staff", Rows: []Row{{Number: 1, Cells: []Raw{{"staff id", Text}, {"gender", Text}, {"region", Text}}}, {Number: 2, Cells: []Raw{{"1", Text}}}}}
	r, more := Bind(program, []Sheet{people}, files, Options{})
	var codes []string
	for _, d := range more {
		require.NotContains(t, d.Message(locale.English)+d.Message(locale.Chinese), "{")
		codes = append(codes, string(d.Code)+" "+d.At.String())
	}
	return r.Workdays, codes
}

func works(t *testing.T, w *civil.Workdays, day string) string {
	t.Helper()
	d, ok := civil.ParseISO(day)
	require.True(t, ok)
	works, known := w.Works(d)
	switch {
	case !known:
		return "unknown"
	case works:
		return "work"
	}
	return "off"
}

const listed = `calendar working from "h.csv": rest on Sunday, dates listed`

func TestCalendarFile(t *testing.T) {
	w, found := calendarOf(t, listed, "某市放假安排", "年度,日期,至,班休,名称", "2030,2030-05-01,2030年5月3日,休,劳动节", "2030,2030.05.05,,补班,", "2030,2029-12-30,,班,元旦", ",2030-10-01,,,国庆节")
	require.Empty(t, found)
	for day, want := range map[string]string{
		"2030-04-30": "work", "2030-05-01": "off", "2030-05-03": "off", "2030-05-04": "work", "2030-05-05": "work", "2030-05-12": "off",
		"2030-10-01": "off", "2029-12-30": "work", "2029-12-29": "unknown", "2031-01-02": "unknown",
	} {
		require.Equal(t, want, works(t, w.All, day), day)
	}
	require.Nil(t, w.By)
	require.Equal(t, "h.csv", w.Name)
}

func TestCalendarByRegion(t *testing.T) {
	const by = `calendar working by region from "h.csv": rest on Sunday, dates listed`
	w, found := calendarOf(t, by, "date,片区,day", "2030-05-01,,off", "2030-05-02,北,off", "2030-05-03,south,holiday", "2030-05-06,south,work", "2030-05-07,west,off")
	require.Equal(t, []string{"R0570 h.csv!B6"}, found)
	north, south := w.By[0], w.By[1]
	for day, want := range map[string][3]string{
		"2030-05-01": {"off", "off", "off"}, "2030-05-02": {"work", "off", "work"}, "2030-05-03": {"work", "work", "off"}, "2030-05-07": {"unknown", "unknown", "unknown"},
	} {
		require.Equal(t, want, [3]string{works(t, w.All, day), works(t, north, day), works(t, south, day)}, day)
	}
	_, found = calendarOf(t, by, "date,day", "2030-05-01,off")
	require.Equal(t, []string{"R0611 h.csv"}, found)

	// A text or a term may tell the regions apart as well; each text in the file is one.
	for declaration, column := range map[string]string{
		"field town: text, also called \"市\"\ncalendar working by town from \"h.csv\": rest on Sunday, dates listed":                                                  "市",
		"field town: text, also called \"市\"\ndefine home town also called \"户籍\" = town\ncalendar working by home town from \"h.csv\": rest on Sunday, dates listed": "户籍",
	} {
		w, found = calendarOf(t, declaration, "date,"+column+",day", "2030-05-01,,off", "2030-05-02,甲市,off", "2030-05-03,乙市,off", "2030-05-06,甲市,off")
		require.Equal(t, []string{"R0555 staff"}, found, declaration)
		var days []string
		for _, k := range w.By {
			days = append(days, works(t, k, "2030-05-01")+" "+works(t, k, "2030-05-02")+" "+works(t, k, "2030-05-03")+" "+works(t, k, "2030-05-06"))
		}
		require.ElementsMatch(t, []string{"off off work off", "off work off work"}, days, declaration)
	}
}

func TestCalendarMistakes(t *testing.T) {
	for _, row := range []struct {
		rows []string
		want []string
	}{
		{[]string{"name,day", "x,off"}, []string{"R0610 h.csv"}},
		{[]string{"to,day", "2030-05-01,off"}, []string{"R0610 h.csv"}},
		{[]string{"date,to", "2030-05-01,至今"}, []string{"R0612 h.csv!B2"}},
		{[]string{"date,day", "2030-02-30,off", "soon,off", "2030-05,off", "2030-05-01,off"}, []string{"R0612 h.csv!A2", "R0612 h.csv!A3", "R0612 h.csv!A4"}},
		{[]string{"date,day", "2030-05-01,perhaps"}, []string{"R0613 h.csv!B2"}},
		{[]string{"from,to", "2030-05-03,2030-05-01", "2030-05-03,2032-05-01"}, []string{"R0616 h.csv!B2", "R0617 h.csv!B3"}},
		{[]string{"date,day", "2030-05-01,off", "2030-05-01,work"}, []string{"R0615 h.csv!B3"}},
		{[]string{"date,to", "2030-05-01,2030-05-03", "2030-05-02,"}, nil},
		{[]string{"date,region", "2030-05-01,north"}, []string{"R0614 h.csv"}},
		{[]string{"date,region", "2030-05-01,"}, nil},
		{[]string{"date,year", "2030-05-01,next"}, []string{"R0570 h.csv!B2"}},
		{[]string{"date,day", ",off", "2030-05-01,off"}, nil},
		{[]string{"date,to,day", "2030-05-01,2030-05-04,off", "2030-05-02,2030-05-03,work"}, []string{"R0615 h.csv!C3"}},
		{[]string{"date,to,day", "2030-05-01,,off", "2030-05-02,,off", "2030-05-01,2030-05-02,work"}, []string{"R0615 h.csv!C4", "R0615 h.csv!C4"}},
		{[]string{"date,day,region", "2030-05-01,off,", "2030-05-02,off,north"}, []string{"R0614 h.csv"}},
	} {
		_, found := calendarOf(t, listed, row.rows...)
		require.Equal(t, row.want, found, row.rows)
	}
}

// What a row says that cannot be used is missing: of its days, of its year, or of
// every year, nothing is taken for worked or off but what other rows say.
func TestCalendarUnknownDays(t *testing.T) {
	const by = `calendar working by region from "h.csv": rest on Sunday, dates listed`
	for _, row := range []struct {
		declaration string
		rows        []string
		days        map[string]string
	}{
		{listed, []string{"date,day", "2030-05-01,perhaps"}, map[string]string{"2030-05-01": "unknown", "2030-05-02": "work"}},
		{listed, []string{"date,day", "2030-02-30,off", "2030-05-01,off", "2031-05-01,off"}, map[string]string{"2030-05-01": "off", "2030-05-02": "unknown", "2031-05-02": "work"}},
		{listed, []string{"date,day", "soon,off", "2030-05-01,off"}, map[string]string{"2030-05-01": "off", "2030-05-02": "unknown"}},
		{listed, []string{"date,day", "至今,off", "2030-05-01,off"}, map[string]string{"2030-05-01": "off", "2030-05-02": "unknown"}},
		{listed, []string{"date,to", "2030-05-01,至今", "2031-05-01,"}, map[string]string{"2030-05-02": "unknown", "2031-05-02": "work"}},
		{listed, []string{"date,day", ",off", "2030-05-01,off"}, map[string]string{"2030-05-01": "off", "2030-05-02": "work"}},
		{listed, []string{"date,day", "2030-05-02,work", "2030-05-02,off", "2030-05-02,work"}, map[string]string{"2030-05-02": "unknown"}},
		{listed, []string{"date,day,year", "soon,off,2030", "2030-05-01,off,2030", "2031-05-01,off,2031"}, map[string]string{"2030-05-02": "unknown", "2031-05-02": "work"}},
		{listed, []string{"date,to", "2030-05-03,2029-05-01", "2031-05-01,"}, map[string]string{"2030-05-03": "unknown", "2031-05-02": "work"}},
		{listed, []string{"date,to", "2029-12-30,2030-02-30", "2031-05-01,"}, map[string]string{"2029-05-02": "unknown", "2030-05-02": "unknown", "2031-05-02": "work"}},
		{listed, []string{"date,to,day", "2030-05-01,2030-05-03,off", "2030-05-03,,work"}, map[string]string{"2030-05-02": "off", "2030-05-03": "unknown"}},
		{listed, []string{"date,region", "2030-05-01,north", "2030-05-02,"}, map[string]string{"2030-05-01": "unknown", "2030-05-02": "off"}},
		{by, []string{"date,region,day", "2030-05-01,,off", "2030-05-01,north,work"}, map[string]string{"2030-05-01": "work"}},
		{by, []string{"date,region,day", "2030-05-01,north,off", "2030-05-01,north,work"}, map[string]string{"2030-05-01": "unknown"}},
	} {
		w, _ := calendarOf(t, row.declaration, row.rows...)
		k := w.All
		if w.By[0] != nil {
			k = w.By[0]
		}
		for day, want := range row.days {
			require.Equal(t, want, works(t, k, day), "%s of %q", day, row.rows)
		}
	}
}

func TestCalendarWithoutFile(t *testing.T) {
	w, found := calendarOf(t, listed)
	require.Empty(t, found)
	require.Equal(t, "unknown", works(t, w.All, "2030-05-01"))
	w, _ = calendarOf(t, "calendar working: rest on Saturday, last Friday")
	require.Equal(t, "off", works(t, w.All, "2030-05-31"))
	require.Equal(t, "work", works(t, w.All, "2030-05-24"))
	w, _ = calendarOf(t, "")
	require.Equal(t, "off", works(t, w.All, "2024-02-12"))
}

// Each word that heads a column of a calendar's file, and each that says what a day is.
func TestCalendarWords(t *testing.T) {
	for _, row := range []struct {
		words []string
		rows  []string // %s is the word
		days  map[string]string
	}{
		{[]string{"date", "from", "day off", "日期", "起", "起始日"}, []string{"%s,day", "2030-05-01,off"}, map[string]string{"2030-05-01": "off"}},
		{[]string{"to", "until", "至", "止", "终止日"}, []string{"date,%s", "2030-05-01,2030-05-02"}, map[string]string{"2030-05-02": "off", "2030-05-03": "work"}},
		{[]string{"day", "status", "type", "类型", "班休", "安排"}, []string{"date,%s", "2030-05-05,work"}, map[string]string{"2030-05-05": "work"}},
		{[]string{"year", "年", "年度", "年份"}, []string{"date,%s", "2029-12-31,2030"}, map[string]string{"2029-12-31": "off", "2030-05-02": "work", "2029-05-02": "unknown"}},
		{[]string{"off", "rest", "holiday", "休", "休息", "放假", "节假日", "休息日", "法定节假日", ""}, []string{"date,day", "2030-05-01,%s"}, map[string]string{"2030-05-01": "off"}},
		{[]string{"work", "workday", "working", "make-up", "班", "上班", "工作", "工作日", "调休", "补班", "调休上班"}, []string{"date,day", "2030-05-05,%s"}, map[string]string{"2030-05-05": "work"}},
	} {
		for _, word := range row.words {
			w, found := calendarOf(t, listed, strings.Split(strings.Replace(strings.Join(row.rows, "\n"), "%s", word, 1), "\n")...)
			require.Empty(t, found, word)
			for day, want := range row.days {
				require.Equal(t, want, works(t, w.All, day), "%s: %s", word, day)
			}
		}
	}
	for _, word := range []string{"region", "地区", "区域", "片区"} {
		w, found := calendarOf(t, `calendar working by region from "h.csv": rest on Sunday, dates listed`, "date,"+word, "2030-05-01,north")
		require.Empty(t, found, word)
		require.Equal(t, [2]string{"off", "unknown"}, [2]string{works(t, w.By[0], "2030-05-01"), works(t, w.All, "2030-05-01")}, word)
	}
}

// The rests of a row last a year and a day at most.
func TestCalendarLongestRest(t *testing.T) {
	for until, want := range map[string][]string{"2031-05-02": nil, "2031-05-03": {"R0617 h.csv!B2"}} {
		_, found := calendarOf(t, listed, "date,to", "2030-05-01,"+until)
		require.Equal(t, want, found, until)
	}
}
