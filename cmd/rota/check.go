package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"rota/interp"
	"rota/interp/report/ci"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/stdlib"
)

func (a *app) checkCommand() *cobra.Command {
	var form string
	var lint lintFlags
	cmd := &cobra.Command{
		Use:     "check " + a.text("POLICY…", "政策…"),
		Short:   a.text("find the mistakes of policies, and what they hardly mean", "查找政策中的错误和可疑之处"),
		Example: "  rota check policies/ --level all=error --level R0907=off\n  rota check policy.rota --fix --diff",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return mistake(a.text("name a policy to check", "请指明要检查的政策"))
			}
			form, ok := ciForms[form]
			if !ok {
				return mistake(a.text("--format takes text, json, junit, sarif or github", "--format 可为 text、json、junit、sarif 或 github"))
			}
			paths, err := a.policiesIn(args)
			if err != nil {
				return err
			}
			return a.check(paths, form, lint)
		},
	}
	a.ciFlag(cmd, &form)
	a.lintFlags(cmd, &lint)
	return cmd
}

// check writes what is wrong with policies, each as it is found where the form
// allows.
func (a *app) check(paths []string, form string, lint lintFlags) error {
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
		policy, found := interp.Draft(filepath.Base(path), text, a.opener(path))
		if policy == nil {
			a.code = exitPolicy
		} else {
			told, err := a.lints(policy, path, levels)
			if err != nil {
				return err
			}
			found = append(append(found, policy.Notes()...), told...)
		}
		switch {
		case form == "json":
			err = diag.WriteJSON(a.out, found, a.language)
		case form != "text":
			cases = append(cases, ci.Case{Path: path, Name: a.text("no mistakes", "没有错误"), Findings: ci.Mistakes(path, found, a.language)})
		case len(found) > 0:
			err = diag.Write(a.out, found, a.language, diag.Options{})
		default:
			_, err = fmt.Fprintf(a.out, a.text("%s: %s, no mistakes\n", "%s：%s，没有错误\n"), path, rules(policy, a.language))
		}
		if err != nil {
			return a.unwritten("", err)
		}
	}
	return a.forCI(cases, form)
}

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain " + a.text("CODE", "代码"),
		Short: a.text("explain the code of a message", "解释信息代码"),
		Args:  a.takes(a.text("CODE", "代码")),
		RunE: func(_ *cobra.Command, args []string) error {
			code := strings.ToUpper(args[0])
			rule, message, _, _, ok := diag.Explain(diag.Code(code))
			if !ok {
				return mistake(a.text("there is no code "+args[0], "没有代码"+args[0]))
			}
			text := code + a.text(": ", "：") + places.ReplaceAllString(message.In(a.language), "…") + "\n"
			if r := rule.In(a.language); r != "" {
				text += r + "\n"
			} else {
				text += aboutData[diag.Diagnostic{Code: diag.Code(code)}.Severity()].In(a.language) + "\n"
			}
			if wrong, right := diag.Examples(diag.Code(code), a.language); wrong != "" {
				text += a.example(a.text("  wrong: ", "  错误："), wrong) + a.example(a.text("  right: ", "  正确："), right)
			}
			text += a.levelOf(diag.Code(code))
			if _, err := fmt.Fprint(a.out, text); err != nil {
				return a.unwritten("", err)
			}
			return nil
		},
	}
}

// aboutData is what a message means that says of a roster, where no rule of the
// language is at issue.
var aboutData = map[diag.Severity]locale.Text{
	diag.Error: {EN: "This is said of a roster or another file, at the sheet and cell that it names. What could not be read is not used: an outcome that rests on it is a data error, and all others are decided. Mend the cell and run again.",
		ZH: "此信息针对花名册或其他文件，并指明工作表和单元格。读不出的内容不予采用：依据它的结论为数据错误，其余照常判定。请改正单元格后重新运行。"},
	diag.Warning: {EN: "This is said of a roster or another file, at the sheet and cell that it names. The decisions stand; look whether what was understood is what is meant.",
		ZH: "此信息针对花名册或其他文件，并指明工作表和单元格。判定照常进行；请核对程序的理解是否与本意一致。"},
	diag.Note: {EN: "This is said of a roster or another file, for information; nothing need be done.",
		ZH: "此信息针对花名册或其他文件，仅供参考，无须处理。"},
}

// places are where a message takes its particulars.
var places = regexp.MustCompile(`\{\d\}`)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: a.text("show the version of the tool and its prelude", "显示程序与预置词汇的版本"),
		Args:  a.takes(),
		RunE: func(*cobra.Command, []string) error {
			if _, err := fmt.Fprintf(a.out, a.text("rota %s, prelude %s\n", "rota %s，预置词汇 %s\n"), version(), stdlib.Version); err != nil {
				return a.unwritten("", err)
			}
			return nil
		},
	}
}

func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
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
