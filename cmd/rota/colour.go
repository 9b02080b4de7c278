package main

import (
	"io"
	"os"
	"runtime"

	"golang.org/x/term"

	"rota/lang/diag"
)

// colourWhen are what --color takes.
var colourWhen = []string{"auto", "always", "never"}

// colours says how what is written to w is coloured: as --color says; else never where NO_COLOR is
// set (no-color.org), always where CLICOLOR_FORCE is and is not 0
// (bixense.com/clicolors), and otherwise on a terminal that is not dumb.
func (a *app) colours(w io.Writer) diag.Paint {
	force := a.env("CLICOLOR_FORCE")
	switch {
	case a.colour == "always":
		return true
	case a.colour == "never", a.env("NO_COLOR") != "":
		return false
	case force != "" && force != "0":
		return true
	}
	old := runtime.GOOS == "windows" && a.env("WT_SESSION") == "" && a.env("TERM") == "" // a console that prints the colours' codes
	return diag.Paint(isTerminal(w) && a.env("TERM") != "dumb" && !old)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
