package main

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"rota/interp"
	"rota/interp/report"
	"rota/lang/diag"
	layout "rota/lang/format"
)

// layouts are the flags of fmt.
type layouts struct {
	check, diff bool
	keywords    string
}

func (a *app) fmtCommand() *cobra.Command {
	var l layouts
	cmd := &cobra.Command{
		Use:   "fmt " + a.text("POLICY…", "政策…"),
		Short: a.text("lay out policies anew, in place; - for standard input", "重新排版政策，写回原文件；- 为标准输入"),
		RunE: func(_ *cobra.Command, args []string) error {
			a.policiesAlone = true
			if len(args) == 0 {
				return mistake(a.text("name a policy to lay out, or - for standard input", "请指明要排版的政策，或用 - 表示标准输入"))
			}
			paths := []string{"-"}
			if !slices.Equal(args, paths) {
				var err error
				if paths, err = a.policiesIn(args); err != nil {
					return err
				}
			}
			for _, path := range paths {
				if err := a.fmt(path, l); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&l.check, "check", false, a.text("write nothing; name the policies that would change and end with 1", "不写文件；列出会改变的政策，并以1退出"))
	cmd.Flags().BoolVarP(&l.diff, "diff", "d", false, a.text("write nothing; show what would change", "不写文件；显示会有的改变"))
	cmd.Flags().StringVar(&l.keywords, "keywords", "", a.text("write keywords, numbers and dates in `LANGUAGE`: en or zh", "用 `LANGUAGE` 书写关键词、数字和日期：en 或 zh"))
	return cmd
}

func (a *app) fmt(path string, l layouts) error {
	words, ok := map[string]layout.Words{"": layout.AsWritten, "en": layout.InEnglish, "zh": layout.InChinese}[l.keywords]
	if !ok {
		return mistake(a.text("--keywords takes en or zh", "--keywords 只能是 en 或 zh"))
	}
	text, err := a.readText(path)
	if err == nil {
		err = a.noTable(path, text)
	}
	if err != nil {
		return err
	}
	written, found, err := interp.Format(filepath.Base(path), text, words, a.opener(path))
	found = under(filepath.Dir(path), found)
	switch {
	case errors.Is(err, layout.ErrMistakes): // the file stays as it is
		a.code = max(a.code, exitPolicy)
		return a.print(found)
	case err != nil:
		panic(err)
	}
	if err := a.print(found); err != nil {
		return err
	}
	changed, out := !bytes.Equal(text, written), written
	if changed && l.check {
		a.code, out = max(a.code, exitFindings), []byte(path+"\n")
	}
	if changed && l.diff {
		out = coloured(diff.Diff(path, text, path+a.text(" laid out", "（排版后）"), written), a.colours(a.out))
	}
	if l.check || l.diff {
		path = "-"
	}
	if !changed && (l.check || l.diff || path != "-") {
		return nil
	}
	return a.write(path, func(w io.Writer, _ report.Run) error { _, err := w.Write(out); return err }, report.Run{}, nil)
}

// coloured tells apart what a diff takes away and puts in.
func coloured(text []byte, paint diag.Paint) []byte {
	if !paint {
		return text
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	for i, line := range lines {
		switch {
		case strings.HasPrefix(line, "@@"):
			lines[i] = paint.Mark(line)
		case strings.HasPrefix(line, "-"):
			lines[i] = paint.Bad(line)
		case strings.HasPrefix(line, "+"):
			lines[i] = paint.Good(line)
		}
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}
