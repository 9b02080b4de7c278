package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"rota/interp"
	"rota/lang/diag"
	"rota/stdlib"
)

func (a *app) checkCommand() *cobra.Command {
	var form string
	cmd := &cobra.Command{
		Use:   "check " + a.text("POLICY…", "政策…"),
		Short: a.text("find the mistakes of policies", "查找政策中的错误"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return mistake(a.text("name a policy to check", "请指明要检查的政策"))
			}
			for _, path := range args {
				if err := a.check(path, form); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().StringVarP(&form, "format", "f", "", a.text("`FORM`: text or json", "格式 `FORM`：text 或 json"))
	return cmd
}

func (a *app) check(path, form string) error {
	text, err := a.read(path)
	if err != nil {
		return err
	}
	policy, found := interp.Load(filepath.Base(path), text)
	if policy == nil {
		a.code = exitPolicy
	}
	switch {
	case form == "json":
		err = diag.WriteJSON(a.out, found, a.language)
	case form != "" && form != "text":
		return mistake(a.text("--format takes text or json", "--format 只能是 text 或 json"))
	case len(found) > 0:
		err = diag.Write(a.out, found, a.language, diag.Options{})
	default:
		_, err = fmt.Fprintf(a.out, a.text("%s: %d rules, no mistakes\n", "%s：%d条规则，没有错误\n"), path, len(policy.Program.Rules))
	}
	if err != nil {
		return a.unwritten("", err)
	}
	return nil
}

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain " + a.text("CODE", "代码"),
		Short: a.text("explain the code of a message", "解释信息代码"),
		Args:  a.takes(a.text("CODE", "代码")),
		RunE: func(_ *cobra.Command, args []string) error {
			code := strings.ToUpper(args[0])
			rule, message, wrong, right, ok := diag.Explain(diag.Code(code))
			if !ok {
				return mistake(a.text("there is no code "+args[0], "没有代码"+args[0]))
			}
			text := code + a.text(": ", "：") + places.ReplaceAllString(message.In(a.language), "…") + "\n"
			if r := rule.In(a.language); r != "" {
				text += r + "\n"
			}
			if wrong != "" {
				text += a.text("  wrong: ", "  错误：") + wrong + "\n" + a.text("  right: ", "  正确：") + right + "\n"
			}
			if _, err := fmt.Fprint(a.out, text); err != nil {
				return a.unwritten("", err)
			}
			return nil
		},
	}
}

// places are where a message takes its particulars.
var places = regexp.MustCompile(`\{\d\}`)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: a.text("show the version of the tool and its prelude", "显示程序与预置词汇的版本"),
		Args:  a.takes(),
		RunE: func(*cobra.Command, []string) error {
			version := "(devel)"
			if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
				version = info.Main.Version
			}
			if _, err := fmt.Fprintf(a.out, a.text("rota %s, prelude %s\n", "rota %s，预置词汇 %s\n"), version, stdlib.Version); err != nil {
				return a.unwritten("", err)
			}
			return nil
		},
	}
}
