package main

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"rota/interp"
	"rota/interp/suite"
	"rota/lang/syntax"
)

func (a *app) clausesCommand() *cobra.Command {
	var form, out, list, asOf string
	cmd := &cobra.Command{
		Use:     "clauses " + a.text("POLICY…", "政策…"),
		Short:   a.text("account for every clause of the document", "逐条核对文件条款"),
		Example: "  rota clauses policy.rota\n  rota clauses policy.rota --list clauses.csv --out account.csv",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return mistake(a.text("name a policy", "请指明政策"))
			}
			if list != "" && len(args) > 1 {
				return mistake(a.text("--list is of one policy", "--list 只用于一份政策"))
			}
			paths, err := a.policiesIn(args)
			if err != nil {
				return err
			}
			if out != "" && len(paths) > 1 {
				return mistake(a.text("--out takes one policy", "--out 只用于一份政策"))
			}
			for _, path := range paths {
				if err := a.clauses(path, list, asOf, form, out); err != nil {
					return err
				}
			}
			return nil
		},
	}
	a.outFlags(cmd, &form, &out)
	cmd.Flags().StringVar(&list, "list", "", a.text("the `FILE` that names the document's clauses, else clauses.csv beside the policy", "列出文件各条款的 `FILE`，默认为政策旁的 clauses.csv"))
	cmd.Flags().StringVar(&asOf, "as-of", "", a.text("the `DATE` of tests that state none", "未写明日期的测试的截止日 `DATE`"))
	return cmd
}

// clauses writes the account of one policy.
func (a *app) clauses(path, list, asOf, form, out string) error {
	date, ok := syntax.ParseDate(asOf)
	if asOf != "" && !ok {
		return mistake(a.text("there is no date "+asOf, "没有日期"+asOf))
	}
	policy, err := a.policy(path)
	if err != nil || policy == nil {
		return err
	}
	tables, err := a.tablesOf(policy, path)
	if err != nil {
		return err
	}
	listed, err := a.listed(path, list)
	if err != nil {
		return err
	}
	cases, err := a.ran(policy, path, date, tables)
	if err != nil {
		return err
	}
	account := suite.Accounts(policy.Program, cases, listed)
	if account.Differs() && a.code == exitDone {
		a.code = exitFindings
	}
	return a.list(account.Listing(filepath.Base(path), a.language), form, out, []string{path})
}

// listed reads the list of a document's clauses; nil where there is none.
func (a *app) listed(policy, path string) ([]suite.ListedClause, error) {
	if path == "" {
		if path = filepath.Join(filepath.Dir(policy), "clauses.csv"); !isFile(path) {
			return nil, nil
		}
	}
	sheets, found, err := a.sheets(path, interp.SheetOptions{})
	if err == nil && len(found) > 0 {
		err = a.print(found)
	}
	if err != nil {
		return nil, err
	}
	list, problem := suite.ReadClauses(sheets)
	if problem.EN != "" {
		return nil, mistake(path + a.text(": ", "：") + problem.In(a.language))
	}
	return list, nil
}
