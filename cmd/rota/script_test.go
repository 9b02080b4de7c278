package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

var update = flag.Bool("update-scripts", false, "rewrite what the scripts expect")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"rota":   func() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, os.Getenv)) },
		"hold":   hold,
		"sheets": sheets,
	})
}

// hold begins to write the file it is told of and waits to be ended.
func hold() {
	out := newOutput(os.Stdout)
	w, err := out.Create(os.Args[1])
	if err != nil {
		os.Exit(exitUsage)
	}
	io.WriteString(w, "half")
	io.WriteString(os.Stdout, "open")
	time.Sleep(time.Minute)
}

// sheets writes the cells of a workbook as text, a line a row.
func sheets() {
	f, err := excelize.OpenFile(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitUsage)
	}
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(exitUsage)
		}
		fmt.Println("[" + name + "]")
		for _, row := range rows {
			fmt.Println(strings.TrimRight(strings.Join(row, " | "), " |"))
		}
	}
	os.Exit(exitDone)
}

// The scripts are command lines as a person types them, with what they print.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "C")
			return nil
		},
	})
}
