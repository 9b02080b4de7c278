package ci_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/report/ci"
	"rota/interp/roster"
	"rota/interp/suite"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

func mistakes(t *testing.T, path, text string, l locale.Language) []ci.Finding {
	t.Helper()
	policy, found := interp.Load(path, []byte(text))
	require.Nil(t, policy)
	return ci.Mistakes(path, found, l)
}

const wrong = "rule 1 任期 post tenur >= 5y => must rotate\nrule 2 age >= 5y => must rotate\n"

// TestSARIF holds what is written to the schema of SARIF 2.1.0, which the library carries.
func TestSARIF(t *testing.T) {
	for _, l := range []locale.Language{locale.English, locale.Chinese} {
		for _, found := range [][]ci.Finding{nil, mistakes(t, "a b/wrong.rota", wrong, l), {{Path: "x.rota", Code: ci.TestFailed, Level: diag.Error, Message: "fails"}}} {
			var out bytes.Buffer
			require.NoError(t, ci.SARIF(&out, found, "1.0", l))
			report, err := sarif.FromBytes(out.Bytes())
			require.NoError(t, err)
			require.NoError(t, report.Validate())
			require.Len(t, report.Runs[0].Results, len(found))
		}
	}
	var out bytes.Buffer
	require.NoError(t, ci.SARIF(&out, mistakes(t, "a b/wrong.rota", wrong, locale.English), "1.0", locale.English))
	for _, part := range []string{`"uri": "a%20b/wrong.rota"`, `"startLine": 2`, `"ruleId": "R0302"`, `"columnKind": "unicodeCodePoints"`} {
		require.Contains(t, out.String(), part)
	}
}

// TestSARIFRefuses: the schema that the test holds to is one that refuses.
func TestSARIFRefuses(t *testing.T) {
	report := sarif.NewReport()
	run := sarif.NewRunWithInformationURI("rota", "")
	run.CreateResultForRule("R0101").WithLevel("dreadful")
	report.AddRun(run)
	require.Error(t, report.Validate())
}

const held = `policy "t"
field mark: number
field moved: date
field kind: one of (good, bad)
rule 1 post tenure >= 5y, kind is good, mark > 3, moved <= 2020-01-01, female => must rotate
`

// TestHeld: nothing that a cell holds is in what is said of a roster, whatever is wrong
// with the cells: every word of the table is looked for.
func TestHeld(t *testing.T) {
	policy, found := interp.Load("t.rota", []byte(held))
	require.NotNil(t, policy, "%v", found)
	const table = "工号,姓名,任现职时间,kind,mark,moved,性别,sex note\n" +
		"K1-canary,卞和,2018-02-30,gud,canary7,03/04/19,canary-f,canary-x\n" +
		"K1-canary,樊姬,canary-day,badd,3.canary,2015.03;2016.04,女性别,canary-y\n" +
		",孙叔敖,1066-10-14,good,1e400,2019-08-09T01:02:03Z,,canary-z\n" +
		"K4-canary,伍举,,,,,,\n"
	sheets, wrong := interp.Sheets("roster.csv", []byte(table), interp.SheetOptions{})
	bound, found := policy.Bind(sheets, nil, roster.Options{})
	found = append(append(wrong, found...), bound.Blanks()...)
	require.Greater(t, len(found), 9)
	for _, l := range []locale.Language{locale.English, locale.Chinese} {
		var out bytes.Buffer
		told := ci.Held([]string{"staff/roster.csv"}, found, l)
		require.NoError(t, ci.SARIF(&out, told, "1.0", l))
		require.NoError(t, ci.Annotations(&out, told, l))
		require.NoError(t, ci.JUnit(&out, []ci.Case{{Path: "staff/roster.csv", Name: "held", Findings: told}}))
		for _, row := range strings.Split(table, "\n")[1:] {
			for _, cell := range strings.Split(row, ",") {
				if cell != "" && cell != "good" { // which the policy itself says
					require.NotContains(t, out.String(), cell)
				}
			}
		}
		require.Contains(t, out.String(), "staff/roster.csv")
		require.Contains(t, out.String(), "C2")
	}
	require.Contains(t, ci.Held([]string{"roster.csv"}, bound.Blanks(), locale.English)[0].Message, "of 4 blank; 1 rule reads it")
}

const tests = `policy "t"
  as of 2024-12-31
  about rotate
rule 1 post tenure >= 5y => must
test "five"
  given name "卞和", post since 2019-12-31
  expect must by 1
test "wrong: 50%, <b>"
  given name "卞和", post since 2020-01-01
  expect must by 1
`

func ran(t *testing.T) []ci.Case {
	t.Helper()
	policy, found := interp.Load("t.rota", []byte(tests))
	require.NotNil(t, policy, "%v", found)
	return ci.Tests("policies/t.rota", suite.Run(policy.Program, 0, nil), locale.English)
}

func TestJUnit(t *testing.T) {
	var out bytes.Buffer
	cases := append(ran(t), ci.Case{Path: "wrong.rota", Name: "no mistakes", Findings: mistakes(t, "wrong.rota", wrong, locale.English)})
	require.NoError(t, ci.JUnit(&out, cases))
	var read struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Suites   []struct {
			Name     string `xml:"name,attr"`
			Tests    int    `xml:"tests,attr"`
			Failures int    `xml:"failures,attr"`
			Cases    []struct {
				Name      string `xml:"name,attr"`
				Classname string `xml:"classname,attr"`
				Failure   *struct {
					Message string `xml:"message,attr"`
					Text    string `xml:",chardata"`
				} `xml:"failure"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	require.NoError(t, xml.Unmarshal(out.Bytes(), &read))
	require.Equal(t, 3, read.Tests)
	require.Equal(t, 2, read.Failures)
	require.Len(t, read.Suites, 2)
	first := read.Suites[0]
	require.Equal(t, []any{"policies/t.rota", 2, 1, "five", "wrong: 50%, <b>"}, []any{first.Name, first.Tests, first.Failures, first.Cases[0].Name, first.Cases[1].Name})
	require.Nil(t, first.Cases[0].Failure)
	require.Equal(t, "policies/t.rota:10:10: failed-test wrong: 50%, <b>: expected must by 1, found nothing applies", first.Cases[1].Failure.Message)
	require.Equal(t, len(mistakes(t, "wrong.rota", wrong, locale.English)), strings.Count(read.Suites[1].Cases[0].Failure.Text, "wrong.rota:"))
	require.NotContains(t, out.String(), "卞和")
	require.NotContains(t, out.String(), "2020-01-01")
}

// Warnings and notes fail nothing, and are no part of what is told of a failure.
func TestJUnitFailsOfErrorsAlone(t *testing.T) {
	finding := func(level diag.Severity, code string) ci.Finding {
		return ci.Finding{Path: "a.rota", Line: 1, Code: code, Level: level, Message: "said"}
	}
	mild := []ci.Finding{finding(diag.Warning, "W"), finding(diag.Note, "N")}
	var out bytes.Buffer
	require.NoError(t, ci.JUnit(&out, []ci.Case{
		{Path: "a.rota", Name: "mild", Findings: mild},
		{Path: "a.rota", Name: "wrong", Findings: append(mild, finding(diag.Error, "E"), finding(diag.Error, "F"))},
	}))
	require.Contains(t, out.String(), `tests="2" failures="1"`)
	require.Contains(t, out.String(), `<failure message="a.rota:1: E said" type="E"><![CDATA[a.rota:1: E said`+"\n"+`a.rota:1: F said]]></failure>`)
	require.NotContains(t, out.String(), "W said")
	require.NotContains(t, out.String(), "N said")
}

func TestAnnotations(t *testing.T) {
	var found []ci.Finding
	for _, c := range ran(t) {
		found = append(found, c.Findings...)
	}
	found = append([]ci.Finding{{Path: "a,b:c.rota", Code: "R0101", Level: diag.Warning, Message: "50%\nnext \u202e"}}, found...)
	var out bytes.Buffer
	require.NoError(t, ci.Annotations(&out, found, locale.English))
	require.Equal(t, "::error file=policies/t.rota,line=10,col=10,endColumn=19,title=failed-test::wrong: 50%25, <b>: expected must by 1, found nothing applies\n"+
		"::warning file=a%2Cb%3Ac.rota,title=R0101::50%25 next\n", out.String())

	out.Reset()
	require.NoError(t, ci.Annotations(&out, make([]ci.Finding, 13), locale.Chinese))
	require.Contains(t, out.String(), "另有3条未标注\n")
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, ci.JSON(&out, ran(t)))
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, lines, 2)
	var c struct {
		Test   string
		Passed bool
	}
	require.NoError(t, json.Unmarshal([]byte(lines[0]), &c))
	require.True(t, c.Passed)
	require.NoError(t, json.Unmarshal([]byte(lines[1]), &c))
	require.False(t, c.Passed)
	require.Equal(t, "wrong: 50%, <b>", c.Test)
}

// A test passed where nothing was found of it, and not where one thing was or several.
func TestJSONTellsWhatPassed(t *testing.T) {
	for n, passed := range []bool{true, false, false, false} {
		var out bytes.Buffer
		require.NoError(t, ci.JSON(&out, []ci.Case{{Path: "p.rota", Name: "a", Findings: make([]ci.Finding, n)}}))
		var c struct {
			Passed   bool
			Findings []any
		}
		require.NoError(t, json.Unmarshal(out.Bytes(), &c))
		require.Equal(t, passed, c.Passed, n)
		require.Len(t, c.Findings, n)
	}
}

// Places, levels, the language and the help of a rule stand in SARIF as they are.
func TestSARIFText(t *testing.T) {
	found := []ci.Finding{
		{Path: `C:\policies\a.rota`, Line: 3, Column: 5, EndColumn: 9, Code: "R0302", Level: diag.Error, Message: "one\nline"},
		{Path: "a:b/c d.rota", Line: 4, Column: 7, EndColumn: 7, Code: "R0901", Level: diag.Warning, Message: "two"},
		{Path: "x.rota", Code: "R0707", Level: diag.Note, Message: "three"},
	}
	for _, row := range []struct {
		l                      locale.Language
		language, wrong, right string
	}{{locale.English, "en-US", "\n\nWrong:\n\n```\n", "\n```\n\nRight:\n\n```\n"}, {locale.Chinese, "zh-CN", "\n\n错误：\n\n```\n", "\n```\n\n正确：\n\n```\n"}} {
		var out bytes.Buffer
		require.NoError(t, ci.SARIF(&out, found, "1.2.3", row.l))
		var report struct {
			Runs []struct {
				Language string
				Tool     struct {
					Driver struct {
						Version string
						Rules   []struct {
							ID   string
							Help struct{ Markdown string }
						}
					}
				}
				Results []struct {
					RuleID, Level string
					Message       struct{ Text string }
					Locations     []struct {
						PhysicalLocation struct {
							ArtifactLocation struct{ URI string }
							Region           struct{ StartLine, StartColumn, EndColumn int }
						}
					}
				}
			}
		}
		require.NoError(t, json.Unmarshal(out.Bytes(), &report))
		run := report.Runs[0]
		require.Equal(t, row.language, run.Language)
		require.Equal(t, "1.2.3", run.Tool.Driver.Version)
		require.Equal(t, "R0302", run.Tool.Driver.Rules[0].ID)
		require.Contains(t, run.Tool.Driver.Rules[0].Help.Markdown, row.wrong)
		require.Contains(t, run.Tool.Driver.Rules[0].Help.Markdown, row.right)
		var got []string
		for _, r := range run.Results {
			at := r.Locations[0].PhysicalLocation
			got = append(got, fmt.Sprint(r.RuleID, " ", r.Level, " ", r.Message.Text, " ", at.ArtifactLocation.URI, " ", at.Region.StartLine, ":", at.Region.StartColumn, "-", at.Region.EndColumn))
		}
		require.Equal(t, []string{
			"R0302 error one line file:///C:/policies/a.rota 3:5-9",
			"R0901 warning two ./a:b/c%20d.rota 4:7-0",
			"R0707 note three x.rota 1:0-0",
		}, got)
	}
}

// Of eleven of one level ten are annotated, and it is said that there is one more; of ten
// none is left. Each level counts by itself, and the worst come first.
func TestMostAnnotations(t *testing.T) {
	many := func(n int, level diag.Severity) (found []ci.Finding) {
		for i := range n {
			found = append(found, ci.Finding{Path: "a.rota", Line: i + 1, Code: "R0302", Level: level, Message: "m"})
		}
		return found
	}
	for _, row := range []struct {
		errors, warnings int
		l                locale.Language
		lines            int
		last             string
	}{
		{10, 0, locale.English, 10, "::error file=a.rota,line=10,title=R0302::m"},
		{11, 0, locale.English, 11, "1 more not annotated"},
		{11, 12, locale.Chinese, 21, "另有3条未标注"},
		{10, 10, locale.English, 20, "::warning file=a.rota,line=10,title=R0302::m"},
	} {
		var out bytes.Buffer
		require.NoError(t, ci.Annotations(&out, append(many(row.warnings, diag.Warning), many(row.errors, diag.Error)...), row.l))
		lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
		require.Len(t, lines, row.lines)
		require.Equal(t, row.last, lines[len(lines)-1])
		require.Equal(t, "::error file=a.rota,line=1,title=R0302::m", lines[0])
	}
}

// A mistake stands in the file that it is in: the policy named, or one that it extends; what
// stands in the vocabulary of the tool is told of the policy.
func TestMistakesOfSeveralFiles(t *testing.T) {
	at := func(name string) source.Span {
		return source.Span{File: source.New(name, "rule 1\nrule 2 male\n"), Start: 12, End: 14}
	}
	for _, test := range []struct {
		at   source.Place
		want string
	}{
		{at("local.rota"), "city/local.rota 2 6 8"},
		{at("../county.rota"), "../county.rota 2 6 8"},
		{at("..\\county\\base.rota"), "../county/base.rota 2 6 8"},
		{at("prelude"), "city/local.rota 2 6 8"},
		{source.Span{}, "city/local.rota 0 0 0"},
		{source.Span{File: at("local.rota").File, Start: 5, End: 14}, "city/local.rota 1 6 0"},
	} {
		var found diag.List
		found.Add(diag.EmptyFile, test.at)
		f := ci.Mistakes("city/local.rota", found, locale.English)[0]
		require.Equal(t, test.want, fmt.Sprint(f.Path, " ", f.Line, " ", f.Column, " ", f.EndColumn))
	}
}

// What is wrong with one of several tables is told of its path and row.
func TestHeldOfSeveralFiles(t *testing.T) {
	paths := []string{"staff/roster.xlsx", `more\career.csv`}
	for _, test := range []struct {
		at           source.Cell
		path, en, zh string
		line         int
	}{
		{source.Cell{File: "roster.xlsx", Sheet: "名册", Row: 3, Column: 2}, "staff/roster.xlsx", "名册!B3: ", "名册!B3：", 3},
		{source.Cell{File: "career.csv", Row: 4}, `more\career.csv`, "4: ", "4：", 4},
		{source.Cell{File: "career.csv"}, `more\career.csv`, "", "", 0},
		{source.Cell{File: "other.csv", Row: 1, Column: 1}, "staff/roster.xlsx", "A1: ", "A1：", 1},
	} {
		var found diag.List
		found.Add(diag.EmptyFile, test.at)
		for l, want := range map[locale.Language]string{locale.English: test.en, locale.Chinese: test.zh} {
			f := ci.Held(paths, found, l)[0]
			require.Equal(t, []any{test.path, test.line, want + found[0].Message(l)}, []any{f.Path, f.Line, f.Message})
		}
	}
}

// What cannot be written is an error, in each form.
func TestWritingFails(t *testing.T) {
	found := mistakes(t, "wrong.rota", wrong, locale.English)
	cases := []ci.Case{{Path: "wrong.rota", Name: "x", Findings: found}}
	for name, write := range map[string]func(w io.Writer) error{
		"sarif": func(w io.Writer) error { return ci.SARIF(w, found, "1", locale.English) }, "annotations": func(w io.Writer) error { return ci.Annotations(w, found, locale.English) },
		"junit": func(w io.Writer) error { return ci.JUnit(w, cases) }, "json": func(w io.Writer) error { return ci.JSON(w, cases) },
	} {
		calls := 0
		require.NoError(t, write(writer(func() error { calls++; return nil })))
		require.Positive(t, calls)
		for failing := range calls {
			n := 0
			require.Error(t, write(writer(func() error {
				if n++; n > failing {
					return errors.New("full")
				}
				return nil
			})), "%s, call %d", name, failing)
		}
	}
}

type writer func() error

func (w writer) Write(p []byte) (int, error) { return len(p), w() }

// A line of JSON has the signs that mean something in HTML as they are.
func TestJSONAsWritten(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, ci.JSON(&out, []ci.Case{{Path: "a&b.rota", Name: "<50%>"}}))
	require.Equal(t, "{\"file\":\"a&b.rota\",\"test\":\"<50%>\",\"passed\":true,\"findings\":[]}\n", out.String())
}
