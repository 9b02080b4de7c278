package main

import (
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"rota/interp"
	"rota/interp/report/ci"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

func (a *app) checkCommand() *cobra.Command {
	var form string
	var t tables
	var lint lintFlags
	cmd := &cobra.Command{
		Use:     "check " + a.text("POLICY… [ROSTER…]", "政策… [花名册…]"),
		Short:   a.text("find the mistakes of policies, what they hardly mean, and what a roster lacks for them", "查找政策中的错误和可疑之处，并对照政策查找花名册中的问题"),
		Example: "  rota check policies/ --level all=error --level R0907=off\n  rota check policy.rota --fix --diff\n  rota check policy.rota roster.xlsx --with career=career.csv",
		RunE: func(_ *cobra.Command, args []string) error {
			form, err := a.ciForm(form)
			if err != nil {
				return err
			}
			policies, rosters := apart(args)
			if len(policies) == 0 {
				return a.noPolicy(rosters)
			}
			if len(rosters) == 0 && len(t.with) > 0 {
				return mistake(a.text("--with belongs to a roster: rota check policy.rota roster.xlsx --with career=career.csv", "--with 须与花名册同用：rota check 政策.rota 花名册.xlsx --with 履历=履历.csv"))
			}
			paths, err := a.policiesIn(policies)
			if err != nil {
				return err
			}
			return a.check(paths, rosters, t, form, lint)
		},
	}
	a.ciFlag(cmd, &form)
	a.tableFlags(cmd, &t)
	a.lintFlags(cmd, &lint)
	return cmd
}

// apart parts policies and folders of them from rosters, by how the names end.
func apart(args []string) (policies, rosters []string) {
	for _, arg := range args {
		if filepath.Ext(arg) == ".rota" || filepath.Ext(arg) == "" || isFolder(arg) {
			policies = append(policies, arg)
		} else {
			rosters = append(rosters, arg)
		}
	}
	return policies, rosters
}

func (a *app) noPolicy(rosters []string) error {
	if len(rosters) == 0 {
		return mistake(a.text("name a policy to check", "请指明要检查的政策"))
	}
	return mistake(a.text("name the policy that "+rosters[0]+" is to be held against: rota check policy.rota "+rosters[0],
		"请指明"+rosters[0]+"所对照的政策：rota check 政策.rota "+rosters[0]))
}

// check writes what is wrong with policies, and with the rosters held against each,
// as it is found where the form allows. A policy may leave values to be filled unless
// a roster is held against it.
func (a *app) check(paths, rosters []string, t tables, form string, lint lintFlags) error {
	load := interp.Draft
	if len(rosters) > 0 {
		load = interp.LoadVariant
	}
	var cases []ci.Case
	if lint.fix || lint.diff {
		if err := a.mend(paths, lint); err != nil || lint.diff {
			return err
		}
	}
	for _, path := range paths {
		levels, err := a.levels(path, lint.levels)
		if err != nil || levels == nil {
			return err
		}
		text, err := a.read(path)
		if err != nil {
			return err
		}
		policy, found := load(filepath.Base(path), text, a.opener(path))
		if policy == nil {
			a.code = exitPolicy
		} else {
			told, err := a.lints(policy, path, levels)
			if err != nil {
				return err
			}
			found = append(append(found, policy.Notes()...), told...)
		}
		found = under(filepath.Dir(path), found)
		switch {
		case form == "json":
			err = diag.WriteJSON(a.out, found, a.language)
		case form != "text":
			cases = append(cases, ci.Case{Path: path, Name: a.text("no mistakes", "没有错误"), Findings: ci.Mistakes(path, found, a.language)})
		case len(found) > 0:
			err = diag.Write(a.out, found, a.language, a.findings(a.out))
		default:
			_, err = fmt.Fprintf(a.out, a.text("%s: %s, no mistakes\n", "%s：%s，没有错误\n"), path, rules(policy, a.language))
		}
		if err != nil {
			return a.unwritten("", err)
		}
		for _, file := range rosters {
			if policy == nil {
				continue
			}
			held, err := a.checkRoster(policy, path, file, t, form)
			if err != nil {
				return err
			}
			cases = append(cases, held)
		}
	}
	return a.forCI(cases, form)
}

// under names the files of findings as they are reached from here, where a policy
// names them from the folder in which it lies.
func under(folder string, found diag.List) diag.List {
	out := slices.Clone(found)
	for i := range out {
		out[i].At = reached(folder, out[i].At)
		out[i].Notes = slices.Clone(out[i].Notes)
		for n := range out[i].Notes {
			out[i].Notes[n].At = reached(folder, out[i].Notes[n].At)
		}
	}
	return out
}

// reached is a place in a file of the folder, which is named as it is reached from here.
func reached(folder string, at source.Place) source.Place {
	switch at := at.(type) {
	case source.Span:
		if at.File == nil {
			return at
		}
		if path := filepath.Join(folder, filepath.FromSlash(at.File.Name)); isFile(path) {
			file := *at.File
			file.Name = path
			at.File = &file
		}
		return at
	case source.Cell:
		if path := filepath.Join(folder, at.File); at.File != "" && isFile(path) {
			at.File = path
		}
		return at
	}
	return at
}

// rules says how many rules a policy has.
func rules(p *interp.Policy, l locale.Language) string {
	switch n := len(p.Program.Rules); {
	case l == locale.Chinese:
		return fmt.Sprintf("%d条规则", n)
	case n == 1:
		return "1 rule"
	default:
		return fmt.Sprintf("%d rules", n)
	}
}
