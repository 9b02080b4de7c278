package main

import (
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"rota/interp"
	"rota/interp/suite"
	"rota/lang/civil"
)

func (a *app) clausesCommand() *cobra.Command {
	var form, out, list, asOf string
	cmd := &cobra.Command{
		Use:     "clauses " + a.text("POLICY…", "政策…"),
		Short:   a.text("account for every clause of the document", "逐条核对文件条款"),
		Example: "  rota clauses policy.rota\n  rota clauses policy.rota --list clauses.csv --out account.csv\n  rota clauses policies/",
		RunE: func(_ *cobra.Command, args []string) error {
			a.policiesAlone = true
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
			date, err := a.day(asOf)
			if err != nil {
				return err
			}
			var all []suite.OfPolicy
			for _, path := range paths {
				account, err := a.account(path, list, date)
				if err != nil {
					return err
				}
				if account != nil {
					all = append(all, *account)
				}
			}
			inputs := slices.Clone(paths)
			for _, x := range all {
				inputs = append(inputs, x.List)
			}
			switch {
			case len(paths) > 1:
				return a.list(suite.Overview(all, a.language), form, out, inputs)
			case len(all) > 0:
				return a.list(all[0].Listing(filepath.Base(paths[0]), a.language), form, out, inputs)
			}
			return nil
		},
	}
	a.outFlags(cmd, &form, &out)
	cmd.Flags().StringVar(&list, "list", "", a.text("the `FILE` that names the document's clauses, else clauses.csv beside the policy", "列出文件各条款的 `FILE`，默认为政策旁的 clauses.csv"))
	cmd.Flags().StringVar(&asOf, "as-of", "", a.text("the `DATE` of tests that state none", "未写明日期的测试的截止日 `DATE`"))
	return cmd
}

// account is that of one policy; nil after errors.
func (a *app) account(path, list string, date civil.Date) (*suite.OfPolicy, error) {
	policy, err := a.policy(path)
	if err != nil || policy == nil {
		return nil, err
	}
	tables, err := a.tablesOf(policy, path)
	if err != nil {
		return nil, err
	}
	if beside := filepath.Join(filepath.Dir(path), "clauses.csv"); list == "" && isFile(beside) {
		list = beside
	}
	listed, err := a.listed(list)
	if err != nil {
		return nil, err
	}
	cases, err := a.ran(policy, path, date, tables)
	if err != nil {
		return nil, err
	}
	account := suite.OfPolicy{Name: path, List: list, Account: suite.Accounts(policy.Program, cases, listed)}
	if account.Differs() && a.code == exitDone {
		a.code = exitFindings
	}
	return &account, nil
}

// listed reads the list of a document's clauses; nil where there is none.
func (a *app) listed(path string) ([]suite.ListedClause, error) {
	if path == "" {
		return nil, nil
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
