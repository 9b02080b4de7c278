package main

import (
	"io"

	"github.com/spf13/cobra"

	"rota/interp/report/ci"
)

// ciForms are the forms that findings are written in, for people and for build
// servers.
var ciForms = map[string]string{"": "text", "text": "text", "json": "json", "junit": "junit", "sarif": "sarif", "github": "github"}

// travels says of a form that it is made for build servers, whose logs many read.
func travels(form string) bool { return form == "junit" || form == "sarif" || form == "github" }

func (a *app) ciFlag(cmd *cobra.Command, form *string) {
	cmd.Flags().StringVarP(form, "format", "f", "", a.text("`FORM` of the findings: text, json, junit, sarif or github", "格式 `FORM`：text、json、junit、sarif 或 github"))
}

// ciForm is a form by its name. In those that travel nothing is said of what cells hold.
func (a *app) ciForm(name string) (string, error) {
	form, ok := ciForms[name]
	if !ok {
		return "", mistake(a.text("--format takes text, json, junit, sarif or github", "--format 可为 text、json、junit、sarif 或 github"))
	}
	a.masked = travels(form)
	return form, nil
}

// forCI writes findings in a form of a build server; nothing in any other.
func (a *app) forCI(cases []ci.Case, form string) error {
	var found []ci.Finding
	for _, c := range cases {
		found = append(found, c.Findings...)
	}
	write := map[string]func(io.Writer) error{
		"junit":  func(w io.Writer) error { return ci.JUnit(w, cases) },
		"sarif":  func(w io.Writer) error { return ci.SARIF(w, found, version(), a.language) },
		"github": func(w io.Writer) error { return ci.Annotations(w, found, a.language) },
	}[form]
	if write == nil {
		return nil
	}
	return a.writeText("", write)
}
