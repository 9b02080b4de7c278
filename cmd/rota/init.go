package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"rota/interp"
	"rota/interp/draft"
)

func (a *app) initCommand() *cobra.Command {
	var out, sheet, encoding string
	cmd := &cobra.Command{
		Use:     "init " + a.text("ROSTER", "花名册"),
		Short:   a.text("draft a first policy from a roster", "根据花名册起草政策"),
		Args:    a.takes(a.text("ROSTER", "花名册")),
		Example: "  rota init roster.xlsx",
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.known(encoding); err != nil {
				return err
			}
			sheets, found, err := a.sheets(args[0], interp.SheetOptions{Encoding: encoding})
			if err == nil {
				err = a.print(found)
			}
			if err == nil && sheet != "" {
				sheets, err = a.onlySheet(sheets, sheet)
			}
			if err != nil {
				return err
			}
			title := strings.TrimSuffix(filepath.Base(args[0]), filepath.Ext(args[0]))
			text, ok := draft.Policy(title, sheets, a.language)
			if !ok {
				return mistake(a.text("no column of "+args[0]+" is one that a staff roster has, such as staff id, name, post since; is it the roster?",
					args[0]+"中没有花名册常见的栏目，如工号、姓名、任现职时间；请确认是否为花名册"))
			}
			if out == "" {
				out = title + ".rota"
			}
			if _, err := os.Lstat(out); err == nil {
				return mistake(a.text(out+" is there already, and nothing is written over; give another name: --out first.rota", out+"已经存在，不会覆盖；请另取名称：--out 初稿.rota"))
			}
			if err := a.writeText(out, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }, args...); err != nil {
				return err
			}
			if out != "-" {
				_, err = fmt.Fprintf(a.out, a.text("%s is written. Look at what is marked “guess”, then:\n  rota test %s\n  rota run %s %s\n", "已写入%s。请核对注明“推测”之处，然后：\n  rota test %s\n  rota run %s %s\n"), out, out, out, args[0])
			}
			if err != nil {
				return mistake(a.text("the messages cannot be written", "无法写出信息"))
			}
			return nil
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", a.text("write the policy to this `FILE`; otherwise it is named as the roster is", "政策写入 `FILE`；不写则与花名册同名"))
	cmd.Flags().StringVar(&sheet, "sheet", "", a.text("the `SHEET` of the workbook that holds the roster", "花名册所在的工作表 `SHEET`"))
	cmd.Flags().StringVar(&encoding, "encoding", "", a.text("`NAME` of the encoding of a CSV file", "CSV 的编码 `NAME`"))
	return cmd
}
