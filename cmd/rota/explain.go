package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"rota/lang/diag"
	"rota/lang/locale"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain " + a.text("CODE", "代码"),
		Short: a.text("explain the code of a message", "解释信息代码"),
		Args:  a.takes(a.text("CODE", "代码")),
		RunE: func(_ *cobra.Command, args []string) error {
			code := strings.ToUpper(args[0])
			rule, message, _, _, ok := diag.Explain(diag.Code(code))
			if !ok {
				var codes []string
				for _, c := range diag.Codes() {
					codes = append(codes, string(c))
				}
				return mistake(a.text("there is no code "+args[0], "没有代码"+args[0]) + diag.DidYouMean(code, codes).In(a.language))
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
