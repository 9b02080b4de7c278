package interp_test

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"rota/interp"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
)

// specimen is a case of the conformance suite, see lang/conformance/README.md.
type specimen struct {
	inputs   map[string]string // by the name of the file
	date     string            // what the run is as of: “as of 2024-12-31”, “for 2030”; "" for what the policy says
	expected map[string]string // by section, in the one form that inForm and lined give
	columns  map[string][]string
}

// keys say which columns tell the rows of a section apart, columns what else may stand
// there: of both the first must.
var (
	keys = map[string][]string{
		"decisions": {"id", "action", "row"}, "outputs": {"id", "output"}, "audit": {"id", "action"}, "choices": {"choice", "id"},
		"quotas": {"quota", "group"}, "pairs": {"pair", "a", "b"}, "tests": {"test"},
	}
	columns = map[string][]string{
		"decisions": {"outcome", "clauses", "missing", "possible", "deadline", "until", "last day", "assumed", "judged"},
		"outputs":   {"value", "clauses", "missing"},
		"quotas":    {"outcome", "actual", "base", "required", "difference", "missing"},
		"pairs":     {"outcome", "clauses", "missing"},
		"choices":   {"outcome", "place", "missing"},
		"audit":     {"outcome", "missing"},
		"tests":     {"outcome"},
	}
	lists = []string{"mistakes", "lints"}
)

// readCase reads a case; problem says what is wrong with it, "" for nothing.
func readCase(text string) (c specimen, problem string) {
	c = specimen{inputs: map[string]string{}, expected: map[string]string{}, columns: map[string][]string{}}
	archive := txtar.Parse([]byte(text))
	if strings.TrimSpace(string(archive.Comment)) == "" {
		return c, "nothing says what the case shows"
	}
	seen := map[string]bool{}
	for _, f := range archive.Files {
		if seen[f.Name] {
			return c, f.Name + " stands there twice"
		}
		seen[f.Name] = true
		if problem := c.section(f.Name, string(f.Data)); problem != "" {
			return c, f.Name + ": " + problem
		}
	}
	switch {
	case !seen["policy.rota"]:
		return c, "there is no policy.rota"
	case len(c.expected) == 0:
		return c, "nothing is expected"
	}
	return c, ""
}

func (c *specimen) section(name, data string) (problem string) {
	switch {
	case path.Ext(name) == ".rota" || path.Ext(name) == ".csv":
		c.inputs[name] = data
	case name == "run":
		c.date = strings.TrimSpace(data)
		if !strings.HasPrefix(c.date, "as of ") && !strings.HasPrefix(c.date, "for ") {
			return "it says “as of” and a date, or “for” and a year"
		}
	case slices.Contains(lists, name):
		c.expected[name] = lined(strings.Split(strings.TrimSpace(data), "\n"))
		if c.expected[name] == "" {
			return "it is empty"
		}
	case keys[name] != nil:
		return c.table(name, data)
	default:
		return "there is no such section"
	}
	return ""
}

// table reads what is expected of decisions and the like, written as CSV.
func (c *specimen) table(name, data string) (problem string) {
	rows, err := csv.NewReader(strings.NewReader(data)).ReadAll()
	if err != nil {
		return err.Error()
	}
	if len(rows) < 2 {
		return "it has no rows"
	}
	head, allowed := rows[0], slices.Concat(keys[name], columns[name])
	for _, column := range head {
		if !slices.Contains(allowed, column) {
			return "there is no column " + column
		}
	}
	for _, must := range []string{keys[name][0], columns[name][0]} {
		if !slices.Contains(head, must) {
			return "there is no column " + must
		}
	}
	told := map[string]string{}
	var cells []map[string]string
	for _, row := range rows[1:] {
		of, key := map[string]string{}, ""
		for i, column := range head {
			of[column] = row[i]
		}
		for _, column := range keys[name] {
			key += of[column] + "\x00"
		}
		whole := strings.Join(row, "\x00")
		if told[key] != "" && told[key] != whole {
			return "two rows say different things of the same"
		}
		told[key] = whole
		cells = append(cells, of)
	}
	c.columns[name], c.expected[name] = head, inForm(head, cells)
	return ""
}

// inForm is rows in one form: sorted, and sorted what stands in one cell with “;” between.
func inForm(head []string, rows []map[string]string) string {
	var lines []string
	for _, row := range rows {
		var cells []string
		for _, column := range head {
			cells = append(cells, column+"="+several(strings.Split(row[column], ";")))
		}
		lines = append(lines, strings.Join(cells, ", "))
	}
	return lined(lines)
}

// several is what stands in one cell, in one form.
func several(parts []string) string {
	var kept []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(kept, part) {
			kept = append(kept, part)
		}
	}
	slices.Sort(kept)
	return strings.Join(kept, "; ")
}

// lined is lines in one form: sorted, with an end each.
func lined(lines []string) string {
	var out strings.Builder
	for _, line := range slices.Sorted(slices.Values(lines)) {
		if line = strings.TrimSpace(line); line != "" {
			out.WriteString(line + "\n")
		}
	}
	return out.String()
}

// outcome runs a case: what is found, by section, as it is expected. Mistakes are always
// looked for, so that a case that expects none has none.
func (c *specimen) outcome() (found map[string]string, problem string) {
	found = map[string]string{}
	read := map[string]bool{"policy.rota": true}
	policy, mistakes := interp.LoadVariant("policy.rota", []byte(c.inputs["policy.rota"]), func(name string) ([]byte, error) {
		read[name] = true
		if text, ok := c.inputs[name]; ok {
			return []byte(text), nil
		}
		return nil, os.ErrNotExist
	})
	if policy != nil && c.expected["lints"] != "" {
		found["lints"] = told(policy.Lints())
	}
	if head := c.columns["tests"]; policy != nil && head != nil {
		found["tests"] = inForm(head, testsOf(policy.Program))
	}
	if policy != nil && c.decides() {
		bound, more, problem := c.bind(policy, read)
		if problem != "" {
			return nil, problem
		}
		mistakes = append(mistakes, more...)
		if problem := c.decide(bound, found); problem != "" {
			return nil, problem
		}
	}
	if found["mistakes"] = told(mistakes); found["mistakes"] != c.expected["mistakes"] {
		return nil, fmt.Sprintf("the mistakes are\n%snot\n%s", found["mistakes"], c.expected["mistakes"])
	}
	for _, name := range slices.Sorted(maps.Keys(c.inputs)) {
		if !read[name] {
			return nil, "nothing reads " + name
		}
	}
	return found, ""
}

// decides says that records are read: a case of mistakes in the policy alone, or of its
// tests, has none.
func (c *specimen) decides() bool {
	return len(c.columns) > 0 && c.columns["tests"] == nil || c.inputs["roster.csv"] != ""
}

func told(list diag.List) string {
	var lines []string
	for _, d := range list {
		lines = append(lines, fmt.Sprintf("%s %s", d.Code, d.At))
	}
	return lined(lines)
}

// bind reads the tables: roster.csv holds those decided on, each other one is of the
// kind that names its file or is called as it is.
func (c *specimen) bind(policy *interp.Policy, read map[string]bool) (bound *interp.Bound, found diag.List, problem string) {
	var staff []roster.Sheet
	further := map[string][]roster.Sheet{}
	for _, name := range slices.Sorted(maps.Keys(c.inputs)) {
		if path.Ext(name) != ".csv" {
			continue
		}
		sheets, more := interp.Sheets(name, []byte(c.inputs[name]), interp.SheetOptions{})
		found = append(found, more...)
		kind := kindOf(policy.Program, name)
		read[name] = kind != ""
		if name == "roster.csv" {
			staff, read[name] = sheets, true
			continue
		}
		further[kind] = sheets
	}
	if staff == nil {
		return nil, nil, "there is no roster.csv"
	}
	bound, more := policy.Bind(staff, further, roster.Options{})
	return bound, append(found, more...), ""
}

// tables are how many tables there are.
func (c *specimen) tables() (n int) {
	for name := range c.inputs {
		if path.Ext(name) == ".csv" {
			n++
		}
	}
	return n
}

// kindOf is by which name a file is given to a policy; "" where nothing reads it.
func kindOf(p *check.Program, file string) string {
	if p.CalendarFile() == file {
		return file
	}
	for _, r := range p.Records {
		if r.From.File == file || r.From.File == "" && r.Called(strings.TrimSuffix(file, ".csv")) {
			return r.Name
		}
	}
	return ""
}

// day is the as-of date of the run; 0 for that of the policy.
func (c *specimen) day(p *check.Program) (day civil.Date, problem string) {
	if date, ok := strings.CutPrefix(c.date, "as of "); ok {
		if day, ok = civil.ParseISO(date); !ok {
			return 0, date + " is no date"
		}
		return day, ""
	}
	if year, ok := strings.CutPrefix(c.date, "for "); ok {
		n, err := strconv.Atoi(year)
		if err != nil {
			return 0, year + " is no year"
		}
		return cmp.Or(p.AsOfIn, &check.RunDay{}).In(n, p.Convention), ""
	}
	if p.AsOf == nil {
		return 0, "neither the run nor the policy says the date"
	}
	return 0, ""
}
