package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/report"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/syntax"
)

func (a *app) whyCommand() *cobra.Command {
	var t tables
	var w when
	var id, clause string
	cmd := &cobra.Command{
		Use:     "why " + a.text("POLICY ROSTER", "政策 花名册") + " --id ID",
		Short:   a.text("explain the decision on one record", "说明对一条记录的判定"),
		Args:    a.takes(a.text("POLICY", "政策"), a.text("ROSTER", "花名册")),
		Example: "  rota why policy.rota roster.xlsx --id B012 --as-of 2024-12-31",
		RunE: func(_ *cobra.Command, args []string) error {
			policy, date, _, err := a.start(args[0], w)
			if err != nil || policy == nil {
				return err
			}
			if id == "" && clause == "" {
				return mistake(a.text("say who: --id B012; or which quota, choice or pair: --clause 4.1", "请指明是谁：--id B012；或哪条配额、选取、双人：--clause 4.1"))
			}
			if id != "" && clause != "" {
				return mistake(a.text("--id and --clause are asked for one at a time: --id explains what is decided on somebody, with all rules; --clause a quota, a choice or a pair", "--id 和 --clause 不能同用：--id 说明对某人的判定及各条规则，--clause 说明配额、选取或双人"))
			}
			t.quiet = true
			t.beside(policy, args[0])
			bound, err := a.bind(policy, args[1], t)
			if err != nil || bound == nil {
				return err
			}
			if clause != "" {
				return a.whyClause(bound, clause, date)
			}
			a.code = exitDone // what is wrong with others is not this person's
			records, err := a.find(bound, id)
			if err != nil {
				return err
			}
			var decisions []eval.Decision
			for _, r := range records {
				decisions = append(decisions, bound.About(r, date)...)
			}
			if len(decisions) == 0 {
				kind := records[0].Kind.Text()
				return mistake(a.text("“"+id+"” is a record of “"+kind.EN+"”, on which nothing is decided", "“"+id+"”是“"+kind.ZH+"”的记录，对它没有判定"))
			}
			return a.write("", func(w io.Writer, _ report.Run) error {
				for i, d := range decisions {
					if i > 0 {
						io.WriteString(w, "\n")
					}
					if d.Outcome == eval.DataError {
						a.code = exitData
					}
					if err := explain.Why(w, bound.Evaluator, d, a.language); err != nil {
						return err
					}
				}
				return nil
			}, report.Run{}, nil)
		},
	}
	a.tableFlags(cmd, &t)
	a.whenFlags(cmd, &w)
	cmd.Flags().StringVar(&clause, "clause", "", a.text("`CLAUSE` of a quota, a choice or a pair: what it comes to, and for whom", "配额、选取或双人的条款 `CLAUSE`：结果如何，是哪些人"))
	cmd.Flags().StringVar(&id, "id", "", a.text("`WHO`: an id such as the staff id, or a name", "谁 `WHO`：工号等编号，或姓名"))
	return cmd
}

// whyClause explains the quotas, choices and pairs that a clause number stands for.
func (a *app) whyClause(bound *interp.Bound, clause string, date civil.Date) error {
	a.code = exitDone
	asked := func(id string) bool { return check.Bears(id, syntax.ClauseNumber(clause)) }
	dated := func(r *roster.Record) civil.Date { return bound.DateOf(r, date) }
	var ids []string
	found := false
	err := a.write("", func(w io.Writer, _ report.Run) error {
		told := map[*check.QuotaLine]bool{}
		for _, q := range bound.Quotas(date) {
			if asked(q.Line.ID) || asked(q.Quota.ID) {
				found, told[q.Line] = true, true
				if err := explain.WhyQuota(w, q, a.language); err != nil {
					return err
				}
			}
		}
		for _, q := range bound.Program.Quotas {
			for _, line := range q.Lines {
				ids = append(ids, line.ID)
				if (asked(line.ID) || asked(q.ID)) && !told[line] {
					found = true
					fmt.Fprintf(w, a.text("quota %s: there is no group\n", "配额%s：没有任何一组\n"), line.ID)
				}
			}
		}
		couples := bound.Couples(date)
		for _, p := range bound.Program.Pairs {
			for _, r := range p.Clauses() {
				ids = append(ids, r.ID)
			}
			if ids = append(ids, p.ID); p.Bears(asked) {
				found = true
				if err := explain.WhyPair(w, bound.Evaluator, p, eval.CouplesOf(couples, p, asked), a.language); err != nil {
					return err
				}
			}
		}
		for _, x := range bound.Program.Choices {
			ids = append(ids, x.ID)
			if asked(x.ID) {
				found = true
				if err := explain.WhyChoice(w, bound.Evaluator, x, bound.Roster.People, dated, a.language); err != nil {
					return err
				}
			}
		}
		return nil
	}, report.Run{}, nil)
	if err != nil || found {
		return err
	}
	if slices.ContainsFunc(bound.Program.Rules, func(r *check.Rule) bool { return asked(r.ID) }) {
		return mistake(a.text("“"+clause+"” is the number of a rule; say for whom: --id B012", "“"+clause+"”是一条规则的编号；请指明是谁：--id B012"))
	}
	hint := a.meant(clause, ids)
	return mistake(a.text("no quota, choice or pair bears the clause number “"+clause+"”", "没有编号为“"+clause+"”的配额、选取或双人") + hint)
}

func (a *app) find(bound *interp.Bound, id string) ([]*roster.Record, error) {
	people := bound.Find(id)
	if len(people) > 0 {
		return people, nil
	}
	var names []string
	for _, r := range bound.Roster.People {
		names = append(names, r.ID, r.Name)
	}
	hint := a.meant(id, names)
	return nil, mistake(a.text("nobody in the roster is “"+id+"”", "花名册中没有“"+id+"”") + hint)
}
