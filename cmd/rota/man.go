package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rota/lang/locale"
)

func (a *app) manCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:     "man --out " + a.text("FOLDER", "文件夹"),
		Short:   a.text("write the manual pages: rota(1) and one for each command", "写出手册页：rota(1) 和每个命令各一页"),
		Example: "  rota man --out ~/.local/share/man/man1\n  rota man --out ~/.local/share/man/zh_CN/man1 --lang zh",
		Args:    a.takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" {
				return mistake(a.text("say where: --out FOLDER", "请指明写到哪里：--out 文件夹"))
			}
			return a.manuals(cmd.Root(), out)
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", a.text("the `FOLDER` of the pages, which is there already", "手册页所在的文件夹 `FOLDER`，须已存在"))
	return cmd
}

// manuals writes the pages of all commands into a folder, all of them or none.
func (a *app) manuals(root *cobra.Command, folder string) error {
	var pages []sheet
	for _, c := range append(root.Commands(), root) {
		if c.Hidden {
			continue
		}
		path := filepath.Join(folder, strings.ReplaceAll(c.CommandPath(), " ", "-")+".1")
		pages = append(pages, sheet{path, func(w io.Writer) error { _, err := io.WriteString(w, a.manual(c)); return err }})
	}
	return a.writeAll(nil, pages...)
}

// manual is the manual page of a command, for man(1). The library of the commands
// writes such pages too, but with English headings whatever the language.
func (a *app) manual(c *cobra.Command) string {
	var page strings.Builder
	section := func(en, zh string) { fmt.Fprintf(&page, ".SH %s\n", a.text(en, zh)) }
	name := strings.ReplaceAll(c.CommandPath(), " ", "-")
	fmt.Fprintf(&page, ".TH %s 1 \"\" %s %s\n", quoted(strings.ToUpper(name)), quoted("rota "+version()), quoted(a.text("Rota manual", "Rota 手册")))
	section("NAME", "名称")
	fmt.Fprintf(&page, "%s \\- %s\n", roff(name), roff(c.Short))
	if c.Long != "" {
		section("DESCRIPTION", "说明")
		fmt.Fprintf(&page, "%s\n", roff(c.Long))
	}
	section("SYNOPSIS", "用法")
	use := c.UseLine()
	if c.HasSubCommands() {
		use += a.text(" COMMAND", " 命令")
	}
	fmt.Fprintf(&page, "%s\n", roff(use+a.text(" [OPTIONS]", " [选项]")))
	if c.HasSubCommands() {
		section("COMMANDS", "命令")
		for _, sub := range c.Commands() {
			if !sub.Hidden {
				fmt.Fprintf(&page, ".TP\n.B %s\n%s\n", roff(sub.Name()), roff(sub.Short))
			}
		}
	}
	section("OPTIONS", "选项")
	option := func(f *pflag.Flag) {
		value, about := pflag.UnquoteUsage(f)
		head := "\\fB" + roff("--"+f.Name) + "\\fP"
		if f.Shorthand != "" {
			head = "\\fB" + roff("-"+f.Shorthand) + "\\fP, " + head
		}
		if value != "" {
			head += " \\fI" + roff(value) + "\\fP"
		}
		fmt.Fprintf(&page, ".TP\n%s\n%s\n", head, roff(about))
	}
	c.NonInheritedFlags().VisitAll(option)
	c.InheritedFlags().VisitAll(option)
	if c.HasExample() {
		section("EXAMPLES", "示例")
		fmt.Fprintf(&page, ".nf\n%s\n.fi\n", roff(c.Example))
	}
	section("EXIT STATUS", "退出码")
	for _, e := range exits {
		fmt.Fprintf(&page, ".TP\n.B %d\n%s\n", e.code, roff(e.means.In(a.language)))
	}
	section("SEE ALSO", "另见")
	fmt.Fprintf(&page, "%s\n", roff(a.seeAlso(c)))
	return page.String()
}

// exits are what the exit codes mean, of every command.
var exits = []struct {
	code  int
	means locale.Text
}{
	{exitDone, locale.Text{EN: "Done.", ZH: "完成。"}},
	{exitFindings, locale.Text{EN: "A test failed, --fail-on met somebody, the audit or the list of clauses found something, fmt --check would change a policy, or replay decided otherwise.", ZH: "测试未通过，有人符合 --fail-on，审核或条款清单有发现，fmt --check 会改变政策，或 replay 的结论有所不同。"}},
	{exitUsage, locale.Text{EN: "Wrong use, or something could not be read or written.", ZH: "用法错误，或无法读写。"}},
	{exitPolicy, locale.Text{EN: "The policy has errors.", ZH: "政策有错误。"}},
	{exitData, locale.Text{EN: "Decided, but some records could not be, or have cells that cannot be read; check found such a roster.", ZH: "已判定，但有记录无法判定或单元格无法读取；check 查出花名册有此类问题。"}},
	{exitInterrupted, locale.Text{EN: "Interrupted; a result that was being written is not there.", ZH: "被中断；正在写的结果不会出现。"}},
}

func (a *app) seeAlso(c *cobra.Command) string {
	if c.HasParent() {
		return "rota(1)"
	}
	var pages []string
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			pages = append(pages, "rota-"+sub.Name()+"(1)")
		}
	}
	return strings.Join(pages, ", ")
}

// roff is a text as troff prints it: no line begins with a request, and a hyphen
// stays the one that is typed.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}

// quoted is an argument of a request.
func quoted(text string) string { return `"` + strings.ReplaceAll(roff(text), `"`, `\(dq`) + `"` }
