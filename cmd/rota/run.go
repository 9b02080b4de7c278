package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/report"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
	"rota/lang/syntax"
)

func (a *app) runCommand() *cobra.Command {
	var t tables
	var w when
	var format, out, failOn, register, kept string
	var show []string
	var strict, brief bool
	cmd := &cobra.Command{
		Use:     "run " + a.text("POLICY ROSTER", "政策 花名册"),
		Short:   a.text("decide on everybody in a roster", "逐人判定花名册"),
		Args:    a.takes(a.text("POLICY", "政策"), a.text("ROSTER", "花名册")),
		Example: "  rota run first.rota roster.xlsx --as-of 2024-12-31\n  rota run policy.rota roster.csv --with career=career.csv --out result.xlsx",
		RunE: func(_ *cobra.Command, args []string) error {
			a.keeps = kept != ""
			policy, date, period, err := a.start(args[0], w)
			if err != nil || policy == nil {
				return err
			}
			if failOn, err = a.failOn(policy.Program, failOn); err != nil {
				return err
			}
			write, err := a.writer(format, out)
			if err != nil {
				return err
			}
			if brief {
				if err := a.briefly(format, out, register, kept, show); err != nil {
					return err
				}
			}
			t.beside(policy, args[0])
			if brief {
				if done, err := a.streamed(policy, args[1], date, t, out, failOn, strict, append(inputs(args, t.with), args[0])); done || err != nil {
					return err
				}
			}
			bound, err := a.bind(policy, args[1], t)
			if err != nil || bound == nil {
				return err
			}
			if brief {
				return a.brief(bound, date, out, failOn, strict, append(inputs(args, t.with), args[0]))
			}
			if err := a.print(append(bound.Roster.DaysBetween(), bound.Late(date)...)); err != nil {
				return err
			}
			run, err := a.decide(bound, date, filepath.Base(args[1]), show)
			if err != nil {
				return err
			}
			run.Period = period
			if register != "" {
				if write, err = a.register(run, register, format, out); err != nil {
					return err
				}
			}
			sheets := []sheet{{out, func(w io.Writer) error { return write(w, run) }}}
			if kept != "" {
				record, err := a.keeping(run, args, t, w, kept)
				if err != nil {
					return err
				}
				sheets = append(sheets, record)
			}
			if err := a.writeAll(inputs(args, t.with), sheets...); err != nil {
				return err
			}
			a.judge(run, failOn, strict)
			return nil
		},
	}
	a.tableFlags(cmd, &t)
	a.whenFlags(cmd, &w)
	f := cmd.Flags()
	a.outFlags(cmd, &format, &out)
	f.StringVar(&register, "register", "", a.text("only the register of the policy with this `TITLE`", "只写出标题为 `TITLE` 的登记表"))
	f.StringSliceVar(&show, "show", nil, a.text("further `FIELDS` to show", "另外显示的字段 `FIELDS`"))
	f.StringVar(&failOn, "fail-on", "", a.text("exit with 1 when somebody has this `OUTCOME`: must, conflict …, check", "有人得出结论 `OUTCOME` 时以1退出：必须、冲突、检查等，或 must、conflict、check 等"))
	f.StringVar(&kept, "record", "", a.text("also write to this `FILE` what was decided and from what, for rota replay", "另将判定及其依据记入 `FILE`，供 rota replay 核对"))
	f.BoolVar(&brief, "brief", false, a.text("outcomes and clauses alone, without reasons: many times as fast, as CSV", "只写结论和条款，不写理由：快许多倍，写成 CSV"))
	f.BoolVar(&strict, "strict-data", false, a.text("exit with 4 when somebody is undetermined", "有人待定时以4退出"))
	return cmd
}

func (a *app) tableFlags(cmd *cobra.Command, t *tables) {
	f := cmd.Flags()
	f.StringArrayVar(&t.with, "with", nil, a.text("a further table: `NAME=FILE`", "附表 `NAME=FILE`：名称=文件"))
	f.StringVar(&t.sheet, "sheet", "", a.text("the `SHEET` of the workbook that holds the roster", "花名册所在的工作表 `SHEET`"))
	f.StringVar(&t.encoding, "encoding", "", a.text("`NAME` of the encoding of CSV files: utf-8, gb18030, utf-16le, utf-16be, big5", "CSV 的编码 `NAME`：utf-8、gb18030、utf-16le、utf-16be、big5"))
	f.BoolVar(&t.columns, "columns", false, a.text("list every column and the field it is read as", "列出每一列及其对应的字段"))
	f.BoolVar(&t.allowEmpty, "allow-empty", false, a.text("a roster may hold nobody", "花名册可以没有人"))
}

func inputs(args, with []string) []string {
	list := append([]string(nil), args...)
	for _, w := range with {
		if _, file, ok := strings.Cut(w, "="); ok {
			list = append(list, file)
		}
	}
	return list
}

// decide decides on everybody.
func (a *app) decide(bound *interp.Bound, date civil.Date, rosterName string, show []string) (report.Run, error) {
	run := report.Run{
		Program: bound.Program, PolicyName: bound.Name, Fingerprint: bound.Fingerprint, RosterName: rosterName,
		Evaluator: bound.Evaluator, AsOf: bound.Day(date), Language: a.language, Wide: a.env("ROTA_AMBIGUOUS") == "wide",
		Reason: func(d eval.Decision, l locale.Language) string { return explain.Reason(bound.Evaluator, d, l) },
	}
	if date == 0 && bound.DatedByRecord() {
		run.AsOfText = a.ofEach()
	}
	for d := range a.watched(bound.Run(date), len(bound.Roster.People)) {
		run.Decisions = append(run.Decisions, d)
	}
	run.Couples, run.Quotas = bound.Couples(date), bound.Quotas(date)
	for _, c := range bound.Closed(date) {
		group := c.Group
		if group != "" {
			group = a.text(", ", "，") + group
		}
		n := strconv.Itoa(c.Candidates)
		fmt.Fprintln(a.errs, explain.Plain(a.text("choice "+c.Choice.ID+group+": no place for "+n+" who could be chosen; the limit comes to none", "选取"+c.Choice.ID+group+"：候选"+n+"人而名额为零，无人可以入选")))
	}
	for _, name := range show {
		f := fieldNamed(bound.Program, name)
		if f == nil {
			return run, a.noField(bound.Program, name)
		}
		if !slices.ContainsFunc(bound.Roster.Columns, func(c roster.Column) bool { return c.Field == f }) {
			var headings []string
			for _, c := range bound.Roster.Columns {
				headings = append(headings, c.Heading)
			}
			hint := a.meant(name, headings)
			return run, mistake(a.text("--show "+name+": the roster has no such column; --columns lists those that it has", "--show "+name+"：花名册没有这一列；用 --columns 可列出各列") + hint)
		}
		run.Show = append(run.Show, f)
	}
	return run, nil
}

// register writes one register of the policy in place of all decisions; its title may
// be cut short.
func (a *app) register(run report.Run, title, name, out string) (format, error) {
	form, err := a.form(name, out)
	if err != nil {
		return nil, err
	}
	r := run.RegisterNamed(func(t string) bool { return syntax.Fold(t) == syntax.Fold(title) })
	if r == nil {
		r = run.RegisterNamed(func(t string) bool { return strings.HasPrefix(syntax.Fold(t), syntax.Fold(title)) })
	}
	if r == nil {
		var titles []string
		for _, r := range run.Program.Registers {
			titles = append(titles, r.Title)
		}
		if titles == nil {
			return nil, mistake(a.text("the policy has no register", "政策没有登记表"))
		}
		return nil, mistake(a.text("no one register is called “"+title+"”; there are: ", "没有唯一叫“"+title+"”的登记表；现有：") + strings.Join(titles, a.text("; ", "；")))
	}
	l := run.Register(r)
	return func(w io.Writer, _ report.Run) error {
		return map[string]func(io.Writer) error{
			"csv": l.CSV, "json": l.JSONLines, "xlsx": l.Workbook, "table": func(w io.Writer) error { return l.Table(w, a.columns(out)) },
		}[form](w)
	}, nil
}

func fieldNamed(p *check.Program, name string) *check.Field {
	for _, f := range p.Subject.Fields {
		for _, h := range f.Headings {
			if syntax.Fold(h) == syntax.Fold(name) {
				return f
			}
		}
	}
	return nil
}

func (a *app) noField(p *check.Program, name string) error {
	var names []string
	for _, f := range p.Subject.Fields {
		names = append(names, f.Headings...)
	}
	hint := a.meant(name, names)
	return mistake(a.text("no field is called “"+name+"”", "没有叫“"+name+"”的字段") + hint)
}
