// Package ci writes findings for build servers. In go the mistakes of policies
// and the tests that failed; out comes SARIF for code scanning, JUnit for test
// reports, or annotations of the lines of a change. It says where and what, and
// never what a record of an office holds: these files travel far.
//
//	err := ci.SARIF(os.Stdout, ci.Mistakes("policy.rota", found, locale.English), version)
package ci

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/jstemmer/go-junit-report/v2/junit"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"rota/interp/explain"
	"rota/interp/suite"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// Finding is a mistake of a policy or of a roster, or a test that failed. Lines and columns count
// from 1, columns in characters; 0 is unknown.
type Finding struct {
	Path                    string // as the command line named it
	Line, Column, EndColumn int
	Code                    string // R0101; TestFailed for a test
	Level                   diag.Severity
	Message                 string
}

// TestFailed stands where a mistake has its code.
const TestFailed = "failed-test"

// Case is a test, or one policy or roster that was checked: it failed where there is a
// finding.
type Case struct {
	Path, Name string
	Findings   []Finding
}

// Mistakes are what is wrong with the policy of a file, or with one that it extends.
func Mistakes(path string, found diag.List, l locale.Language) (out []Finding) {
	for _, d := range found.Sort() {
		f := Finding{Path: path, Code: string(d.Code), Level: d.Severity(), Message: d.Message(l)}
		if at, ok := d.At.(source.Span); ok {
			f.place(at)
			if at.File != nil && at.File.Name != base(path) && strings.HasSuffix(at.File.Name, ".rota") {
				f.Path = strings.ReplaceAll(at.File.Name, "\\", "/")
			}
		}
		out = append(out, f)
	}
	return out
}

// Held are what is wrong with the roster of a file, or with further tables read with
// it, whose paths are given too. Nothing that a cell holds is in the messages, which
// name rows and cells.
func Held(paths []string, found diag.List, l locale.Language) (out []Finding) {
	for _, d := range found {
		f := Finding{Path: paths[0], Code: string(d.Code), Level: d.Severity(), Message: d.Masked(l) + d.Alike(l)}
		if at, ok := d.At.(source.Cell); ok {
			f.Line = at.Row
			for _, path := range paths {
				if base(path) == at.File {
					f.Path = path
				}
			}
			at.File = ""
			if where := strings.TrimPrefix(at.String(), "!"); where != "" {
				f.Message = where + locale.Text{EN: ": ", ZH: "："}.In(l) + f.Message
			}
		}
		out = append(out, f)
	}
	return out
}

// base is the name of a file without its folders.
func base(path string) string { return path[strings.LastIndexAny(path, "/\\")+1:] }

// where is the place as compilers write it, without what is not known.
func (f *Finding) where() string {
	at := f.Path
	for _, n := range []int{f.Line, f.Column} {
		if n > 0 {
			at += fmt.Sprintf(":%d", n)
		}
	}
	return at
}

func (f *Finding) place(at source.Span) {
	if at.File == nil {
		return
	}
	f.Line, f.Column = at.File.Position(at.Start)
	if line, column := at.File.Position(max(at.Start, at.End)); line == f.Line {
		f.EndColumn = column
	}
}

// Tests are the tests of the policy of a file.
func Tests(path string, cases []suite.Case, l locale.Language) (out []Case) {
	for _, c := range cases {
		to := Case{Path: path, Name: c.Name(l)}
		for _, failure := range c.Failures {
			f := Finding{Path: path, Code: TestFailed, Level: diag.Error, Message: c.Name(l) + ": " + failure.Brief(l)}
			f.place(c.Test.Span)
			if _, inPolicy := c.At.(source.Span); failure.Expected != nil && inPolicy {
				f.place(failure.Expected.Span)
			}
			to.Findings = append(to.Findings, f)
		}
		out = append(out, to)
	}
	return out
}

// SARIF writes findings as SARIF 2.1.0. Paths are written with slashes, as URIs
// relative to where the command ran. The error is that of w, here and below.
func SARIF(w io.Writer, found []Finding, version string, l locale.Language) error {
	report := sarif.NewReport()
	run := sarif.NewRunWithInformationURI("rota", "https://pkg.go.dev/rota")
	run.Tool.Driver.WithVersion(version)
	run.WithColumnKind("unicodeCodePoints")
	run.WithLanguage(locale.Text{EN: "en-US", ZH: "zh-CN"}.In(l))
	for _, f := range found {
		rule := run.AddRule(f.Code)
		if about, _, _, _, ok := diag.Explain(diag.Code(f.Code)); ok && about.In(l) != "" {
			rule.WithDescription(about.In(l))
			rule.WithMarkdownHelp(help(about.In(l), diag.Code(f.Code), l))
		}
		region := sarif.NewRegion()
		if f.Line > 0 {
			region.WithStartLine(f.Line)
			if f.Column > 0 {
				region.WithStartColumn(f.Column)
			}
			if f.EndColumn > f.Column {
				region.WithEndColumn(f.EndColumn)
			}
		} else {
			region.WithStartLine(1)
		}
		place := sarif.NewPhysicalLocation().WithArtifactLocation(sarif.NewSimpleArtifactLocation(uri(f.Path))).WithRegion(region)
		run.CreateResultForRule(f.Code).WithLevel(levels[f.Level]).
			WithMessage(sarif.NewTextMessage(clean(f.Message))).AddLocation(sarif.NewLocationWithPhysicalLocation(place))
	}
	report.AddRun(run)
	if err := report.PrettyWrite(w); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// help is the page of a code: its rule, and a wrong and a right example where it has
// some.
func help(rule string, code diag.Code, l locale.Language) string {
	wrong, right := diag.Examples(code, l)
	if wrong == "" {
		return rule
	}
	heads := locale.Text{EN: "%s\n\nWrong:\n\n```\n%s\n```\n\nRight:\n\n```\n%s\n```", ZH: "%s\n\n错误：\n\n```\n%s\n```\n\n正确：\n\n```\n%s\n```"}
	return fmt.Sprintf(heads.In(l), rule, wrong, right)
}

var levels = map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Note: "note"}

// uri is a path as a reference that begins where the command ran; the letter of a
// drive, and a colon in a name, would else be taken for a scheme.
func uri(path string) string {
	path = strings.ReplaceAll(path, "\\", "/")
	first, _, _ := strings.Cut(path, "/")
	escaped := (&url.URL{Path: path}).EscapedPath()
	switch {
	case len(first) == 2 && first[1] == ':':
		return "file:///" + escaped
	case strings.Contains(first, ":"):
		return "./" + escaped
	}
	return escaped
}

// JUnit writes a suite for each file. A policy that has no more than warnings
// passes.
func JUnit(w io.Writer, cases []Case) error {
	suites := junit.Testsuites{Name: "rota"}
	for len(cases) > 0 {
		path := cases[0].Path
		next := slices.IndexFunc(cases, func(c Case) bool { return c.Path != path })
		if next < 0 {
			next = len(cases)
		}
		s := junit.Testsuite{Name: path, ID: len(suites.Suites), Time: "0", File: path}
		for _, c := range cases[:next] {
			test := junit.Testcase{Name: clean(c.Name), Classname: path, Time: "0"}
			var errors []string
			for _, f := range c.Findings {
				if f.Level != diag.Error {
					continue
				}
				errors = append(errors, fmt.Sprintf("%s: %s %s", f.where(), f.Code, clean(f.Message)))
				if test.Failure == nil {
					test.Failure = &junit.Result{Message: errors[0], Type: f.Code}
				}
				test.Failure.Data = strings.Join(errors, "\n")
			}
			s.AddTestcase(test)
		}
		suites.AddSuite(s)
		cases = cases[next:]
	}
	_, err := io.WriteString(w, `<?xml version="1.0" encoding="UTF-8"?>`+"\n")
	if err != nil {
		return err
	}
	return suites.WriteXML(w)
}

// JSON writes a line for each test: where it stands, what it is called, whether it
// passed and what was found.
func JSON(w io.Writer, cases []Case) error {
	type finding struct {
		Line    int    `json:"line"`
		Column  int    `json:"column"`
		Message string `json:"message"`
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for _, c := range cases {
		findings := []finding{}
		for _, f := range c.Findings {
			findings = append(findings, finding{f.Line, f.Column, clean(f.Message)})
		}
		if err := encoder.Encode(struct {
			File     string    `json:"file"`
			Test     string    `json:"test"`
			Passed   bool      `json:"passed"`
			Findings []finding `json:"findings"`
		}{c.Path, clean(c.Name), len(c.Findings) == 0, findings}); err != nil {
			return err
		}
	}
	return nil
}

// mostAnnotations of a kind are shown for one step.
const mostAnnotations = 10

// Annotations writes findings as the commands by which a step marks lines of a
// change, the worst first. Of each kind ten are shown at most; a line says how
// many more there are.
func Annotations(w io.Writer, found []Finding, l locale.Language) error {
	var out strings.Builder
	sorted := slices.Clone(found)
	slices.SortStableFunc(sorted, func(a, b Finding) int { return cmp.Compare(a.Level, b.Level) })
	shown := map[diag.Severity]int{}
	left := 0
	for _, f := range sorted {
		if shown[f.Level]++; shown[f.Level] > mostAnnotations {
			left++
			continue
		}
		place := "file=" + property(f.Path)
		if f.Line > 0 {
			place += fmt.Sprintf(",line=%d", f.Line)
			if f.Column > 0 {
				place += fmt.Sprintf(",col=%d", f.Column)
			}
			if f.EndColumn > f.Column {
				place += fmt.Sprintf(",endColumn=%d", f.EndColumn)
			}
		}
		fmt.Fprintf(&out, "::%s %s,title=%s::%s\n", map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Note: "notice"}[f.Level], place, property(f.Code), data(clean(f.Message)))
	}
	if left > 0 {
		fmt.Fprintf(&out, locale.Text{EN: "%d more not annotated\n", ZH: "另有%d条未标注\n"}.In(l), left)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// clean is a message on one line, without characters that steer a terminal.
func clean(s string) string { return strings.Join(strings.Fields(explain.Plain(s)), " ") }

var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func data(s string) string     { return dataEscapes.Replace(s) }
func property(s string) string { return propertyEscapes.Replace(s) }
