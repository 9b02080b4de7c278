package ci_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"rota/interp/report/ci"
	"rota/lang/diag"
	"rota/lang/locale"
)

// sarifSchema is the schema of SARIF 2.1.0 by OASIS, compiled by a library that had no
// part in writing: as text it lies in that which did, from whose source it is read.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	folder, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif").Output()
	require.NoError(t, err)
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(folder)), "schema.go"), nil, 0)
	require.NoError(t, err)
	text, err := strconv.Unquote(file.Decls[0].(*ast.GenDecl).Specs[0].(*ast.ValueSpec).Values[0].(*ast.BasicLit).Value)
	require.NoError(t, err)
	read, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource("sarif.json", read))
	schema, err := c.Compile("sarif.json")
	require.NoError(t, err)
	return schema
}

// findings of every kind of place, and with what is hard to write.
var awkward = []ci.Finding{
	{Path: `a b\c#d?.rota`, Line: 3, Column: 4, EndColumn: 9, Code: "R0201", Level: diag.Error, Message: "“x” <b> & ]]> \x07 \u202e"},
	{Path: "名册.xlsx", Line: 5, Code: "R0570", Level: diag.Warning, Message: "E5: …"},
	{Path: `C:\轮岗\p.rota`, Code: "R0201", Level: diag.Error, Message: "x"},
	{Path: "a:b/p.rota", Code: "R0201", Level: diag.Error, Message: "x"},
	{Path: "100% [draft].rota", Code: ci.TestFailed, Level: diag.Note, Message: "a\nb"},
}

func TestSARIFBytes(t *testing.T) {
	schema := sarifSchema(t)
	for _, l := range []locale.Language{locale.English, locale.Chinese} {
		for _, found := range [][]ci.Finding{nil, awkward, mistakes(t, "wrong.rota", wrong, l)} {
			var out bytes.Buffer
			require.NoError(t, ci.SARIF(&out, found, "1.0", l))
			read, err := jsonschema.UnmarshalJSON(&out)
			require.NoError(t, err)
			require.NoError(t, schema.Validate(read))
		}
	}
	read, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "rota", "informationUri": "no uri"}}}]}`))
	require.NoError(t, err)
	require.Error(t, schema.Validate(read), "the schema lets through what is no URI")
}

// shape is what an element of a JUnit report may hold.
type shape struct {
	needs, may []string // attributes
	children   []string
	text       bool
}

// shapes are those of junit-10.xsd of Jenkins' xunit plugin, the strictest of the
// schemas in use for a format that none owns; GitLab and GitHub's readers take less.
// Of what it lets stand here is only what a report of tests can have. Also allowed,
// as its own older schemas and Ant's do: skipped and disabled of testsuites.
var shapes = map[string]shape{
	"testsuites": {may: []string{"name", "time", "tests", "failures", "errors", "skipped", "disabled"}, children: []string{"testsuite"}},
	"testsuite": {needs: []string{"name", "tests", "failures", "errors"}, may: []string{"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
		children: []string{"testsuite", "properties", "testcase", "system-out", "system-err"}},
	"testcase":   {needs: []string{"name"}, may: []string{"time", "classname", "group"}, children: []string{"skipped", "error", "failure", "system-out", "system-err"}},
	"failure":    {may: []string{"type", "message"}, text: true},
	"error":      {may: []string{"type", "message"}, text: true},
	"skipped":    {may: []string{"type", "message"}, text: true},
	"properties": {children: []string{"property"}},
	"property":   {needs: []string{"name", "value"}},
	"system-out": {text: true},
	"system-err": {text: true},
}

var seconds = regexp.MustCompile(`^\d*(\.\d*)?$`)

// misshapen says what is wrong with a JUnit report; "" for nothing.
func misshapen(report []byte) string {
	in := xml.NewDecoder(bytes.NewReader(report))
	var above []string
	counts := []int{0, 0, 0} // suites that are open: cases, failures, errors
	var said []string
	for {
		token, err := in.Token()
		switch {
		case err == io.EOF:
			return ""
		case err != nil:
			return err.Error()
		}
		switch x := token.(type) {
		case xml.StartElement:
			name := x.Name.Local
			s, ok := shapes[name]
			switch {
			case !ok:
				return "no element is called " + name
			case len(above) == 0 && name != "testsuites", len(above) > 0 && !slices.Contains(shapes[above[len(above)-1]].children, name):
				return fmt.Sprintf("%s stands in %v", name, above)
			}
			of := map[string]string{}
			for _, a := range x.Attr {
				of[a.Name.Local] = a.Value
				if !slices.Contains(s.needs, a.Name.Local) && !slices.Contains(s.may, a.Name.Local) {
					return name + " has " + a.Name.Local
				}
			}
			for _, a := range s.needs {
				if _, ok := of[a]; !ok {
					return name + " lacks " + a
				}
			}
			if name != "testcase" && !seconds.MatchString(of["time"]) {
				return name + " takes " + of["time"]
			}
			above = append(above, name)
			switch name {
			case "testsuite":
				counts, said = []int{0, 0, 0}, []string{of["tests"], of["failures"], of["errors"]}
			case "testcase":
				counts[0]++
			case "failure":
				counts[1]++
			case "error":
				counts[2]++
			}
		case xml.EndElement:
			if x.Name.Local == "testsuite" {
				for i, n := range counts {
					if said[i] != strconv.Itoa(n) {
						return fmt.Sprintf("a suite says %v and has %v", said, counts)
					}
				}
			}
			above = above[:len(above)-1]
		case xml.CharData:
			if len(above) > 0 && !shapes[above[len(above)-1]].text && len(bytes.TrimSpace(x)) > 0 {
				return fmt.Sprintf("%q stands in %v", x, above)
			}
		}
	}
}

func TestJUnitShape(t *testing.T) {
	for _, cases := range [][]ci.Case{
		nil, ran(t), {{Path: "a & b.rota", Name: "“<b>”\x07", Findings: awkward}, {Path: "a & b.rota", Name: "right"}, {Path: "c.rota", Name: ""}},
	} {
		var out bytes.Buffer
		require.NoError(t, ci.JUnit(&out, cases))
		require.Empty(t, misshapen(out.Bytes()), out.String())
	}
	for _, wrong := range []string{
		`<testsuite name="x" tests="0" failures="0" errors="0"></testsuite>`,
		`<testsuites><testsuite name="x" tests="0" failures="0"></testsuite></testsuites>`,
		`<testsuites><testsuite name="x" tests="1" failures="0" errors="0"></testsuite></testsuites>`,
		`<testsuites><testsuite name="x" tests="1" failures="0" errors="0"><testcase name="x" line="3"></testcase></testsuite></testsuites>`,
		`<testsuites><testsuite name="x" tests="1" failures="0" errors="0"><testcase name="x">text</testcase></testsuite></testsuites>`,
		`<testsuites time="soon"></testsuites>`, `<testsuites>`,
	} {
		require.NotEmpty(t, misshapen([]byte(wrong)), wrong)
	}
}
