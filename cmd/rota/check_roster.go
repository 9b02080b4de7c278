package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"rota/interp"
	"rota/interp/explain"
	"rota/interp/report/ci"
	"rota/lang/diag"
	"rota/lang/source"
)

// checkRoster holds a roster and its further tables against a policy, and decides
// nothing. It ends as a run would on such data.
func (a *app) checkRoster(policy *interp.Policy, path, file string, t tables, form string) (ci.Case, error) {
	t.with = slices.Clone(t.with)
	t.beside(policy, path)
	bound, found, err := a.held(policy, file, t)
	if err != nil {
		return ci.Case{}, err
	}
	var blanks diag.List
	if bound != nil {
		found = append(append(found, bound.Roster.DaysBetween()...), bound.Late(0)...)
		if t.columns {
			a.matched(bound.Roster)
		}
		blanks = bound.Blanks()
	}
	a.judgeData(bound, found)
	told := ci.Case{Path: file, Name: a.text("held against ", "对照") + filepath.Base(path)}
	switch form {
	case "json":
		err = diag.WriteJSON(a.out, append(found, blanks...), a.language)
	case "text":
		err = a.writeText("", func(w io.Writer) error { return a.tellRoster(w, bound, path, file, found, blanks) })
	default:
		told.Findings = ci.Held(inputs([]string{file}, t.with), append(found, blanks...), a.language)
	}
	return told, err
}

// tellRoster says what is wrong with a roster, and what is blank in it.
func (a *app) tellRoster(w io.Writer, bound *interp.Bound, path, file string, found, blanks diag.List) error {
	if bound == nil {
		return diag.Write(w, found, a.language, a.findings(a.out))
	}
	nothing := ""
	if len(found) == 0 {
		nothing = a.text(", nothing wrong", "，没有发现问题")
	}
	fmt.Fprintf(w, a.text("%s: %s held against %s%s\n", "%s：%s，对照%s%s\n"), file, a.records(len(bound.Roster.People)), path, nothing)
	if len(found) > 0 {
		fmt.Fprintln(w)
		if err := diag.Write(w, found, a.language, a.findings(a.out)); err != nil {
			return err
		}
	}
	return a.tellBlanks(w, blanks)
}

// mostBlanks are the columns listed at most.
const mostBlanks = 20

// tellBlanks lists the columns with blanks, a line each.
func (a *app) tellBlanks(w io.Writer, blanks diag.List) error {
	if len(blanks) == 0 {
		return nil
	}
	fmt.Fprintln(w, "\n"+a.text("blank cells of columns that the policy reads:", "政策用到的列中的空白："))
	for _, d := range blanks[:min(mostBlanks, len(blanks))] {
		at := d.At.(source.Cell)
		fmt.Fprintln(w, explain.Plain("  "+d.Message(a.language)+a.text("  [", "  〔")+at.String()+a.text("]", "〕")))
	}
	if n := len(blanks) - mostBlanks; n > 0 {
		fmt.Fprintf(w, a.text("  %d more columns not shown\n", "  另有%d列未显示\n"), n)
	}
	return nil
}

// records counts those that are decided on.
func (a *app) records(n int) string {
	if n == 1 {
		return a.text("1 record", "1条记录")
	}
	return strings.ReplaceAll(a.text("N records", "N条记录"), "N", fmt.Sprint(n))
}
