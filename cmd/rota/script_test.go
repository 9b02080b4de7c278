package main

import (
	"flag"
	"io"
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update-scripts", false, "rewrite what the scripts expect")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"rota": func() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, os.Getenv)) },
		"hold": hold,
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
