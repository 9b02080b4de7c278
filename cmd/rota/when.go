package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/syntax"
)

// when says which date a run is as of: a date, or the year that the run is for.
type when struct{ asOf, year string }

func (a *app) whenFlags(cmd *cobra.Command, w *when) {
	cmd.Flags().StringVar(&w.asOf, "as-of", "", a.text("decide as of this `DATE`; comes before the policy's own; a year where the policy says which day of it",
		"截止日 `DATE`；优先于政策所写；政策已写明是当年哪一日的，只写年份"))
	cmd.Flags().StringVar(&w.year, "for", "", a.text("decide for this `YEAR`: as of its last day, or the day that the policy says", "本期年度 `YEAR`：截至其最后一日，或政策所写之日"))
}

// date is the as-of date that the flags say, and the year that the run is for in
// words; 0 when they say nothing and the policy does.
func (a *app) date(w when, p *check.Program) (date civil.Date, period string, err error) {
	switch {
	case w.asOf != "" && w.year != "":
		return 0, "", mistake(a.text("give --as-of or --for, not both", "--as-of 与 --for 只能写一个"))
	case w.year != "":
		year, ok := yearOf(w.year)
		if !ok {
			return 0, "", mistake(a.text("--for takes a year such as 2030, not “"+w.year+"”", "--for 需要年份，如2030，而不是“"+w.year+"”"))
		}
		return a.inYear(year, p)
	case w.asOf == "" && p.AsOfIn != nil:
		return 0, "", mistake(a.text("say for which year: --for 2030; the policy says which day of it", "请指明年度：--for 2030；政策只写明是当年哪一日"))
	case w.asOf == "" && p.AsOf == nil:
		return 0, "", mistake(a.text("say as of which date: --as-of 2024-12-31, or “as of” in the policy's header",
			"请指明截止日：--as-of 2024-12-31，或在政策表头写“截至”"))
	case w.asOf == "":
		return 0, "", nil
	}
	if year, ok := yearOf(w.asOf); ok {
		if p.AsOfIn == nil {
			n := strconv.Itoa(year)
			return 0, "", mistake(a.text("the policy does not say which day of "+n+"; write --as-of "+n+"-12-31, or --for "+n,
				"政策没有写明是"+n+"年哪一日；请写 --as-of "+n+"-12-31，或 --for "+n))
		}
		return a.inYear(year, p)
	}
	date, err = a.day(w.asOf)
	return date, "", err
}

// day is the day that --as-of says; 0 where it is not given.
func (a *app) day(asOf string) (civil.Date, error) {
	if asOf == "" {
		return 0, nil
	}
	return a.dayOf("--as-of", asOf)
}

// dayOf is the day that an option says.
func (a *app) dayOf(option, written string) (civil.Date, error) {
	date, ok := syntax.ParseDate(written)
	if !ok {
		return 0, mistake(a.text("“"+written+"” is not a day; write "+option+" 2024-12-31", "“"+written+"”不是日期；请写 "+option+" 2024-12-31"))
	}
	if year, _, _ := date.Civil(); year < firstYear || year > lastYear {
		return 0, mistake(a.text("the year of “"+written+"” is not between 1900 and 2200", "“"+written+"”的年份不在1900年至2200年之间"))
	}
	return date, nil
}

// ofEach is in place of the date where each record has its own.
func (a *app) ofEach() string { return a.text("a field of each record", "各条记录所写的日期") }

const firstYear, lastYear = 1900, 2200

func yearOf(s string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSuffix(s, "年"))
	return n, err == nil && n >= firstYear && n <= lastYear
}

// inYear is the day of a year that the policy says, else its last.
func (a *app) inYear(year int, p *check.Program) (civil.Date, string, error) {
	in := check.RunDay{}
	if p.AsOfIn != nil {
		in = *p.AsOfIn
	}
	first, last := p.YearDays(in.Years, year)
	n := strconv.Itoa(year)
	period := map[civil.YearKind]string{
		civil.CalendarYear: a.text("year "+n, n+"年"), civil.SchoolYear: a.text("school year "+n, n+"学年"), civil.FinancialYear: a.text("financial year "+n, n+"财政年度"),
	}[in.Years]
	return in.In(year, p.Convention), period + a.text(", "+first.String()+" to "+last.String(), "，"+first.String()+"至"+last.String()), nil
}
