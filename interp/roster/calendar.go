package roster

import (
	"cmp"
	"slices"
	"sync"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
	"rota/stdlib"
)

// Workdays are the calendars of working days: one for all, or one for each value
// of the field that tells regions apart.
type Workdays struct {
	Name string // the file, or what the calendar of the tool is called
	All  *civil.Workdays
	By   map[int32]*civil.Workdays
}

// mainland is the calendar of a policy that declares none.
var mainland = sync.OnceValue(func() *Workdays {
	listing, _ := civil.ParseListing(stdlib.Workdays())
	return &Workdays{Name: "mainland", All: listing.Calendar()}
})

// headings of a calendar's file. The year says to which year's arrangement a row
// belongs, so that a day of December may stand in the next one's.
var (
	dayHeadings    = words("date", "from", "day off", "日期", "起", "起始日")
	untilHeadings  = words("to", "until", "至", "止", "终止日")
	statusHeadings = words("day", "status", "type", "类型", "班休", "安排")
	yearHeadings   = words("year", "年", "年度", "年份")
	regionHeadings = words("region", "地区", "区域")
	offWords       = words("off", "rest", "holiday", "休", "休息", "放假", "节假日", "休息日", "法定节假日")
	workWords      = words("work", "workday", "working", "make-up", "班", "上班", "工作", "工作日", "调休", "补班", "调休上班")
)

// calendarTable is where the columns of a calendar's file are; -1 for none.
type calendarTable struct {
	sheet                            Sheet
	day, until, status, year, region int
}

// workdays reads the calendar that the policy declares; that of the tool where it
// declares none. Of a file that was not given no year is known.
func (b *binder) workdays(sheets []Sheet) *Workdays {
	k := b.program.Calendar
	if k == nil {
		return mainland()
	}
	w := &Workdays{Name: k.File}
	base := civil.Listing{Rest: k.Rest}
	if k.Listed || k.By != nil {
		base.Days, base.Years = map[civil.Date]bool{}, map[int]bool{}
	}
	listings := map[int32]civil.Listing{}
	for _, sheet := range sheets {
		b.listed(sheet, base, listings)
	}
	w.All = base.Calendar()
	if k.By != nil {
		w.By = map[int32]*civil.Workdays{}
		for code, l := range listings {
			for d, works := range base.Days { // rows without a region are every region's
				if _, own := l.Days[d]; !own {
					l.Days[d] = works
				}
			}
			for year := range base.Years {
				l.Years[year] = true
			}
			w.By[code] = l.Calendar()
		}
	}
	return w
}

// listed reads the rows of a sheet into the listings of their regions.
func (b *binder) listed(sheet Sheet, base civil.Listing, regions map[int32]civil.Listing) {
	by := b.program.Calendar.By
	isRegion := func(h string) bool { return by != nil && (regionHeadings[h] || b.isNamed(by, h)) }
	headings, body, _, ok := FindHeader(sheet, func(h string) bool {
		h = syntax.Fold(h)
		return dayHeadings[h] || untilHeadings[h] || statusHeadings[h] || yearHeadings[h] || isRegion(h)
	})
	find := func(is func(string) bool) int {
		return slices.IndexFunc(headings, func(h string) bool { return is(syntax.Fold(h)) })
	}
	t := calendarTable{
		sheet: sheet, day: find(func(h string) bool { return dayHeadings[h] }), until: find(func(h string) bool { return untilHeadings[h] }),
		status: find(func(h string) bool { return statusHeadings[h] }), year: find(func(h string) bool { return yearHeadings[h] }), region: find(isRegion),
	}
	switch {
	case !ok || t.day < 0:
		b.found.list.Add(diag.NoDayColumn, sheet.at(0, 0))
		return
	case by != nil && t.region < 0:
		b.found.list.Add(diag.NoRegionColumn, sheet.at(0, 0), by.At().Text())
	}
	for _, row := range body {
		b.day(t, row, base, regions)
	}
}

// isNamed says whether a heading is one of the names of the field or term.
func (b *binder) isNamed(x check.Expr, heading string) bool {
	var names []string
	switch x := x.(type) {
	case *check.FieldRef:
		names = x.Field.Headings
	case *check.TermRef:
		names = x.Term.Names
	}
	return slices.ContainsFunc(names, func(n string) bool { return syntax.Fold(n) == heading })
}

func (b *binder) day(t calendarTable, row Row, base civil.Listing, regions map[int32]civil.Listing) {
	cell := func(column int) Raw {
		if column < 0 || column >= len(row.Cells) || clean(row.Cells[column].Text) == "" {
			return Raw{}
		}
		return row.Cells[column]
	}
	read := func(column int) (civil.Date, bool) {
		d, problem := ReadDate(cell(column), t.sheet.Date1904)
		if problem == nil && d.Precision != Day {
			problem = notDate(cell(column).Text)
		}
		if problem != nil {
			b.found.list.Add(diag.NotCalendarDay, t.sheet.at(row.Number, column+1), cell(column).Text)
		}
		return d.First, problem == nil
	}
	if cell(t.day).Kind == Blank {
		return
	}
	first, ok := read(t.day)
	last := first
	if ok && cell(t.until).Kind != Blank {
		last, ok = read(t.until)
	}
	if !ok {
		return
	}
	work := false
	switch word := syntax.Fold(clean(cell(t.status).Text)); {
	case workWords[word]:
		work = true
	case word != "" && !offWords[word]:
		b.found.list.Add(diag.NotOffOrWork, t.sheet.at(row.Number, t.status+1), cell(t.status).Text)
		return
	}
	if last < first || last-first > 366 {
		b.found.list.Add(diag.NotCalendarDay, t.sheet.at(row.Number, t.until+1), cell(t.until).Text)
		return
	}
	l := base
	if name := clean(cell(t.region).Text); name != "" && b.program.Calendar.By != nil {
		code, ok := b.region(name)
		if !ok {
			b.found.list.Add(diag.NotOfType, t.sheet.at(row.Number, t.region+1), cell(t.region).Text, b.program.Calendar.By.Type().Text(), locale.Text{})
			return
		}
		if _, known := regions[code]; !known {
			regions[code] = civil.Listing{Rest: base.Rest, Days: map[civil.Date]bool{}, Years: map[int]bool{}}
		}
		l = regions[code]
	}
	year, _, _ := first.Civil()
	if n, problem := number(types.Type{Kind: types.Year}, cell(t.year)); cell(t.year).Kind != Blank && problem == nil {
		whole, _, _ := n.Low.Int64(0)
		year = int(cmp.Or(whole, int64(year)))
	}
	l.Years[year] = true
	for d := first; d <= last; d++ {
		l.Days[d] = work
	}
}

// region is the code of a region's name.
func (b *binder) region(name string) (code int32, ok bool) {
	if choice := b.program.Calendar.By.Type().Choice; choice != nil {
		i, ok := choice.Find(syntax.Fold(name))
		return int32(i), ok
	}
	code = b.roster.Texts.Code(name)
	if ref, ok := b.program.Calendar.By.(*check.FieldRef); ok { // a blank cell may stand for it
		column := b.words.column(ref.Field)
		if !column.seen[code] {
			column.seen[code] = true
			column.codes = append(column.codes, code)
		}
	}
	return code, true
}
