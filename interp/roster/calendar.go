package roster

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"sync"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
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

// calendarReader reads the rows of a calendar's file. What a row says that cannot be
// used is a day off, or a working day, that is missing: those days are unknown, or
// the whole year where the days are not known.
type calendarReader struct {
	*binder
	sheet                            Sheet
	headings                         []string
	day, until, status, year, region int // columns, -1 for none

	all      listing
	regions  map[int32]listing
	doubtful map[int]bool // years that a row may belong to that was not read
	lost     bool         // such a row may belong to any year
}

// listing is what the rows of a region say, and the row that says it of each day.
type listing struct {
	civil.Listing
	rows map[civil.Date]int
}

func newListing(rest []civil.Rest) listing {
	return listing{civil.Listing{Rest: rest, Days: map[civil.Date]bool{}, Unclear: map[civil.Date]bool{}, Years: map[int]bool{}}, map[civil.Date]int{}}
}

// workdays reads the calendar that the policy declares; that of the tool where it
// declares none. Of a file that was not given no year is known.
func (b *binder) workdays(sheets []Sheet) *Workdays {
	k := b.program.Calendar
	if k == nil {
		return mainland()
	}
	if !k.Listed && k.By == nil {
		return &Workdays{Name: k.File, All: civil.Listing{Rest: k.Rest}.Calendar()}
	}
	r := calendarReader{binder: b, all: newListing(k.Rest), regions: map[int32]listing{}, doubtful: map[int]bool{}}
	for _, sheet := range sheets {
		r.read(sheet)
	}
	r.uncover(r.all)
	w := &Workdays{Name: k.File, All: r.all.Calendar()}
	if k.By == nil {
		return w
	}
	w.By = map[int32]*civil.Workdays{}
	for code, l := range r.regions {
		r.uncover(l)
		maps.Copy(l.Years, r.all.Years)
		for d := range r.all.rows { // rows without a region are every region's
			if l.rows[d] != 0 {
				continue
			}
			if works, known := r.all.Days[d]; known {
				l.Days[d] = works
			} else {
				l.Unclear[d] = true
			}
		}
		w.By[code] = l.Calendar()
	}
	return w
}

// uncover takes out the years of which a day may be missing.
func (r *calendarReader) uncover(l listing) {
	maps.DeleteFunc(l.Years, func(year int, _ bool) bool { return r.lost || r.doubtful[year] })
}

// read takes in the rows of a sheet.
func (r *calendarReader) read(sheet Sheet) {
	by := r.program.Calendar.By
	isRegion := func(h string) bool { return regionHeadings[h] || by != nil && r.isNamed(by, h) }
	headings, body, _, ok := FindHeader(sheet, func(h string) bool {
		h = syntax.Fold(h)
		return dayHeadings[h] || untilHeadings[h] || statusHeadings[h] || yearHeadings[h] || isRegion(h)
	})
	find := func(is func(string) bool) int {
		return slices.IndexFunc(headings, func(h string) bool { return is(syntax.Fold(h)) })
	}
	named := func(all map[string]bool) int { return find(func(h string) bool { return all[h] }) }
	r.sheet, r.headings = sheet, headings
	r.day, r.until, r.status, r.year, r.region = named(dayHeadings), named(untilHeadings), named(statusHeadings), named(yearHeadings), find(isRegion)
	switch {
	case !ok || r.day < 0:
		r.found.list.Add(diag.NoDayColumn, sheet.at(0, 0))
		return
	case by != nil && r.region < 0:
		r.found.list.Add(diag.NoRegionColumn, sheet.at(0, 0), by.At().Text())
	case by == nil && r.region >= 0 && slices.ContainsFunc(body, func(row Row) bool { return r.cell(row, r.region).Kind != Blank }):
		r.found.list.Add(diag.NotByRegion, sheet.at(0, 0), headings[r.region])
	}
	for _, row := range body {
		r.take(row)
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

func (r *calendarReader) cell(row Row, column int) Raw {
	if column < 0 || column >= len(row.Cells) || clean(row.Cells[column].Text) == "" {
		return Raw{}
	}
	return row.Cells[column]
}

// report adds a finding about a cell, whose text comes first.
func (r *calendarReader) report(code diag.Code, row Row, column int, args ...any) {
	r.found.list.Add(code, r.sheet.at(row.Number, column+1), append([]any{r.cell(row, column).Text}, args...)...)
}

// take reads a row into the listing of its region.
func (r *calendarReader) take(row Row) {
	if r.cell(row, r.day).Kind == Blank {
		return
	}
	first, last, year, ok := r.span(row)
	if !ok {
		return
	}
	l, clear := r.listingOf(row)
	l.Years[year] = true
	work, said := r.works(row)
	other := 0 // the last row that it was said of to contradict this one
	for d := first; d <= last; d++ {
		before, known := l.Days[d]
		if clear && said && known && before != work && l.rows[d] != other {
			other = l.rows[d]
			r.report(diag.OffAndWork, row, cmp.Or(max(r.status, 0), r.day), d.String(), other)
		}
		if l.rows[d] = row.Number; !clear || !said || known && before != work {
			delete(l.Days, d)
			l.Unclear[d] = true
		} else if !l.Unclear[d] {
			l.Days[d] = work
		}
	}
}

// span is the days of a row and the year whose arrangement it belongs to.
func (r *calendarReader) span(row Row) (first, last civil.Date, year int, ok bool) {
	from, ok := r.date(row, r.day)
	to := from
	if r.cell(row, r.until).Kind != Blank {
		var also bool
		to, also = r.date(row, r.until)
		ok = ok && also
	}
	switch {
	case !ok:
	case to.First < from.First:
		r.report(diag.EndBeforeStart, row, r.until, from.First.String())
		ok = false
	case to.First-from.First > 366:
		r.report(diag.LongRest, row, r.until)
		ok = false
	}
	if r.cell(row, r.year).Kind != Blank {
		n, problem := number(types.Type{Kind: types.Year}, r.cell(row, r.year))
		if problem != nil {
			r.report(problem.Code, row, r.year, append([]any{r.headings[r.year]}, problem.More...)...)
		} else if whole, _, exact := n.Low.Int64(0); exact {
			year = int(whole)
		}
		ok = ok && problem == nil
	}
	if !ok && year == 0 {
		r.lost = r.lost || from.First == 0
		for _, d := range []Dated{from, to} {
			written, _, _ := d.First.Civil()
			r.doubtful[written] = true
		}
	}
	if year == 0 {
		year, _, _ = from.First.Civil()
	}
	r.doubtful[year] = r.doubtful[year] || !ok
	return from.First, to.First, year, ok
}

var writtenYear = regexp.MustCompile(`(?:19|20|21)\d\d`)

// date reads a day; of one that cannot be read at least the year, if there is one.
func (r *calendarReader) date(row Row, column int) (Dated, bool) {
	raw := r.cell(row, column)
	d, problem := ReadDate(raw, r.sheet.Date1904)
	if problem == nil && d.Precision == Day && !d.Open {
		return d, true
	}
	r.report(diag.NotCalendarDay, row, column)
	if problem != nil || d.Open {
		d = Dated{}
		if year := writtenYear.FindString(raw.Text); year != "" {
			d.First, _ = civil.ParseISO(year + "-01-01")
		}
	}
	return d, false
}

// works says whether the days of a row are working days; said is false where the
// row does not say it.
func (r *calendarReader) works(row Row) (work, said bool) {
	word := syntax.Fold(clean(r.cell(row, r.status).Text))
	if word != "" && !workWords[word] && !offWords[word] {
		r.report(diag.NotOffOrWork, row, r.status)
		return false, false
	}
	return workWords[word], true
}

// listingOf is the listing that a row belongs to; clear is false where its region
// is not known, so that it may be that of any.
func (r *calendarReader) listingOf(row Row) (l listing, clear bool) {
	name := clean(r.cell(row, r.region).Text)
	if name == "" {
		return r.all, true
	}
	if r.program.Calendar.By == nil {
		return r.all, false
	}
	code, problem := r.code(name)
	if problem != nil {
		r.report(problem.Code, row, r.region, append([]any{r.program.Calendar.By.At().Text()}, problem.More...)...)
		return r.all, false
	}
	if _, known := r.regions[code]; !known {
		r.regions[code] = newListing(r.all.Rest)
	}
	return r.regions[code], true
}

// code is that of a region's name.
func (r *calendarReader) code(name string) (code int32, problem *Problem) {
	by := r.program.Calendar.By
	if choice := by.Type().Choice; choice != nil {
		i, ok := choice.Find(syntax.Fold(name))
		if !ok {
			problem = noOption(by.Type(), name, syntax.Fold(name))
		}
		return int32(i), problem
	}
	code = r.roster.Texts.Code(name)
	if ref, ok := by.(*check.FieldRef); ok { // a blank cell may stand for it
		column := r.words.column(ref.Field)
		if !column.seen[code] {
			column.seen[code] = true
			column.codes = append(column.codes, code)
		}
	}
	return code, nil
}
