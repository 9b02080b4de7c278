package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rota/interp"
	"rota/interp/suite"
	"rota/lang/analyze"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// levelsFile says beside a policy, or in a folder above it, how much each lint matters.
const levelsFile = ".rota-levels"

// lintFlags say how much lints matter, and whether they are mended.
type lintFlags struct {
	levels    []string
	fix, diff bool
}

func (a *app) lintFlags(cmd *cobra.Command, lint *lintFlags) {
	f := cmd.Flags()
	f.StringArrayVar(&lint.levels, "level", nil, a.text("how grave a doubtful point of a policy is: `CODE=LEVEL`, off, note, warning or error; all=LEVEL for every one", "检查项的级别 `CODE=LEVEL`：off、note、warning 或 error；all=LEVEL 指全部"))
	f.BoolVar(&lint.fix, "fix", false, a.text("mend what can be mended without changing any decision, in place", "就地改正不影响任何判定的问题"))
	f.BoolVarP(&lint.diff, "diff", "d", false, a.text("with --fix: write nothing; show what would change", "与 --fix 同用：不写文件，只显示会有的改变"))
}

// levels are those for a policy: as the command line says, else ROTA_LEVEL, else the
// nearest file of levels, else the defaults; nil after mistakes, which have been told.
func (a *app) levels(path string, flags []string) (analyze.Levels, error) {
	said := []*source.File{source.New("ROTA_LEVEL", a.env("ROTA_LEVEL")), source.New("--level", strings.Join(flags, ","))}
	if file := nearestAbove(path, levelsFile); file != "" {
		text, err := a.read(file)
		if err != nil {
			return nil, err
		}
		said = append([]*source.File{source.New(file, strings.TrimPrefix(string(text), "\ufeff"))}, said...)
	}
	levels := analyze.Defaults()
	var found diag.List
	for _, from := range said {
		next, wrong := levels.With(from)
		levels, found = next, append(found, wrong...)
	}
	if len(found) > 0 {
		a.code = exitUsage
		return nil, a.print(found)
	}
	return levels, nil
}

// nearestAbove finds a file by its name in the folder of a path or one above it; "" for
// none.
func nearestAbove(path, name string) string {
	folder, err := filepath.Abs(filepath.Dir(path))
	for err == nil {
		if info, err := os.Stat(filepath.Join(folder, name)); err == nil && info.Mode().IsRegular() {
			return filepath.Join(folder, name)
		}
		above := filepath.Dir(folder)
		if above == folder {
			break
		}
		folder = above
	}
	return ""
}

// lints are what a policy hardly means, at their levels. Its tests run where somebody
// asks which rules they leave out.
func (a *app) lints(policy *interp.Policy, path string, levels analyze.Levels) (diag.List, error) {
	found := a.alone(path, policy.Lints())
	if levels[diag.NotExercised] != 0 && len(policy.Program.Tests)+len(policy.Program.TestsFrom) > 0 && len(policy.Program.ToFill) == 0 {
		tables, err := a.tablesOf(policy, path)
		if err != nil {
			return nil, err
		}
		cases, err := a.ran(policy, path, 0, tables)
		if err != nil {
			return nil, err
		}
		found = append(found, suite.Untried(policy.Program, cases)...)
	}
	told := levels.Of(found)
	if told.HasErrors() && a.code == exitDone {
		a.code = exitFindings
	}
	return told, nil
}

// example is one of a page; one of several lines stands below its head.
func (a *app) example(head, text string) string {
	if !strings.Contains(text, "\n") {
		return head + text + "\n"
	}
	return strings.TrimRight(head, " ") + "\n    " + strings.ReplaceAll(text, "\n", "\n    ") + "\n"
}

// levelOf says of a lint how much it matters by default; nothing of other codes.
func (a *app) levelOf(code diag.Code) string {
	if !slices.Contains(diag.Lints(), code) {
		return ""
	}
	level := locale.Text{EN: "off", ZH: "关闭"}
	if severity := diag.Default(code); severity != 0 {
		level = severity.Text()
	}
	return a.text("level unless told otherwise: "+level.EN+" (rota check --level "+string(code)+"=off|note|warning|error)\n",
		"默认级别："+level.ZH+"（rota check --level "+string(code)+"=off|note|warning|error）\n")
}
