package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"rota/stdlib"
)

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
