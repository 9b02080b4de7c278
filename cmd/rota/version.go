package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"rota/lang"
	"rota/stdlib"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: a.text("show the versions of the tool, the language, the prelude and Go", "显示程序、语言、预置词汇和 Go 的版本"),
		Args:  a.takes(),
		RunE: func(*cobra.Command, []string) error {
			if _, err := fmt.Fprint(a.out, a.versions()); err != nil {
				return a.unwritten("", err)
			}
			return nil
		},
	}
}

// versionFlag lets rota --version say what rota version says.
func (a *app) versionFlag(root *cobra.Command) {
	root.Version = a.versions()
	root.Flags().Bool("version", false, a.text("show the versions", "显示版本"))
	root.SetVersionTemplate("{{.Version}}")
}

// versions are those of all that a decision rests on, on one line.
func (a *app) versions() string {
	return fmt.Sprintf(a.text("rota %s, language %s, prelude %s, %s\n", "rota %s，语言 %s，预置词汇 %s，%s\n"), version(), lang.Version, stdlib.Version, runtime.Version())
}

// version is that of the tool: the module's, or (devel) where it was built from files.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
