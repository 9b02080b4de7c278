package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"rota/interp"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/interp/roster/csv"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

// maxFile bounds what is read of any file; the readers have limits of their own.
const maxFile = 256 << 20

// read reads a file whole.
func (a *app) read(path string) ([]byte, error) {
	a.note(path)
	if text, ok := a.instead[filepath.Clean(path)]; ok {
		return text, nil
	}
	if strings.HasPrefix(filepath.Base(path), "~$") {
		return nil, mistake(a.text(path+" is only the lock that a spreadsheet keeps while the roster is open; name the roster itself",
			path+"只是表格打开时的锁文件；请指定花名册本身"))
	}
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return nil, mistake(a.text(path+" is a folder, not a file", path+"是文件夹，不是文件"))
	}
	if err == nil && info.Size() > maxFile {
		return nil, mistake(a.text(path+" is larger than 256 MB", path+"超过256 MB"))
	}
	var content []byte
	if err == nil {
		content, err = readAll(path)
	}
	switch {
	case err == nil:
		if a.keeps {
			a.keep(path, content)
		}
		return content, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, mistake(a.text("there is no file "+path, "没有文件"+path) + a.nearestFile(path))
	case errors.Is(err, fs.ErrPermission):
		return nil, mistake(a.text(path+" may not be read", "没有读取"+path+"的权限"))
	}
	return nil, mistake(a.text(path+" cannot be read", "无法读取"+path))
}

// readText is read, or standard input for -.
func (a *app) readText(path string) ([]byte, error) {
	if path != "-" {
		return a.read(path)
	}
	text, err := io.ReadAll(io.LimitReader(os.Stdin, maxFile))
	if err != nil {
		return nil, mistake(a.text("standard input cannot be read", "无法读取标准输入"))
	}
	return text, nil
}

func readAll(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxFile))
}

func (a *app) nearestFile(path string) string {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return ""
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	n := diag.Nearest(filepath.Base(path), names)
	if n == "" {
		return ""
	}
	near := filepath.Join(filepath.Dir(path), n)
	return a.text("; did you mean "+near+"?", "；是否指"+near+"？")
}

// policy loads a policy and prints what is wrong with it; nil after errors.
func (a *app) policy(path string) (*interp.Policy, error) {
	text, err := a.read(path)
	if err != nil {
		return nil, err
	}
	if err := a.noTable(path, text); err != nil {
		return nil, err
	}
	policy, found := interp.LoadVariant(filepath.Base(path), text, a.opener(path))
	found = under(filepath.Dir(path), found)
	if policy == nil {
		a.code = exitPolicy
		return nil, a.print(found)
	}
	return policy, a.print(found)
}

// noTable refuses a roster where a policy belongs.
func (a *app) noTable(path string, text []byte) error {
	what := locale.Text{}
	switch ext := strings.ToLower(filepath.Ext(path)); {
	case bytes.HasPrefix(text, []byte("PK\x03\x04")) || bytes.HasPrefix(text, []byte("\xd0\xcf\x11\xe0")):
		what = locale.Text{EN: "a workbook", ZH: "工作簿"}
	case slices.Contains([]string{".csv", ".tsv", ".json", ".jsonl", ".xlsx", ".xls", ".et"}, ext):
		what = locale.Text{EN: "a table", ZH: "表格"}
	default:
		return nil
	}
	then := a.text("; the policy comes first, then the roster", "；命令中先写政策，后写花名册")
	if a.policiesAlone {
		then = a.text("; the command takes policies, and no roster", "；该命令只用于政策，不用花名册")
	}
	return mistake(a.text(path+" is "+what.EN+", not a policy", path+"是"+what.ZH+"，不是政策") + then)
}

// opener reads what a policy extends.
func (a *app) opener(policy string) interp.Opener {
	return func(path string) ([]byte, error) {
		text, err := a.read(filepath.Join(filepath.Dir(policy), filepath.FromSlash(path)))
		if err != nil {
			return nil, errors.New(a.plain(err))
		}
		return text, nil
	}
}

// start loads a policy and finds the as-of date, with the year that the run is for
// in words; the policy is nil after errors.
func (a *app) start(path string, w when) (policy *interp.Policy, date civil.Date, period string, err error) {
	policy, err = a.policy(path)
	if err != nil || policy == nil {
		return nil, 0, "", err
	}
	date, period, err = a.date(w, policy.Program)
	return policy, date, period, err
}

// print writes diagnostics to the error stream.
func (a *app) print(found diag.List) error {
	if len(found) == 0 {
		return nil
	}
	opts := a.findings(a.errs)
	opts.Masked = a.masked
	if err := diag.Write(a.errs, found, a.language, opts); err != nil {
		return mistake(a.text("the messages cannot be written", "无法写出信息"))
	}
	return nil
}

// findings is how those about policies and rosters are written to w: the first of each
// file, or all.
func (a *app) findings(w io.Writer) diag.Options {
	opts := diag.Options{Paint: a.colours(w), All: "--all"}
	if a.all {
		opts.Max = math.MaxInt
	}
	return opts
}

// tables are the flags that say how a roster is read.
type tables struct {
	with       []string
	sheet      string
	encoding   string
	allowEmpty bool
	columns    bool   // list every column with the field it was matched with
	plan       string // a file that says the plan; "" where the roster does
	quiet      bool   // count what is wrong with the roster rather than print it
}

// beside adds the files that a policy names for its records and its calendar,
// which lie beside it; a file given on the command line comes first. A table that
// is not there is asked for like any other.
func (t *tables) beside(policy *interp.Policy, path string) {
	given := func(called func(string) bool) bool {
		return slices.ContainsFunc(t.with, func(w string) bool {
			name, _, _ := strings.Cut(w, "=")
			return called(name)
		})
	}
	// What a policy extended names lies beside that.
	folder := func(span source.Span) string {
		if span.File == nil {
			return filepath.Dir(path)
		}
		return filepath.Join(filepath.Dir(path), filepath.Dir(filepath.FromSlash(span.File.Name)))
	}
	if file := policy.Program.CalendarFile(); filepath.IsLocal(file) && !given(func(name string) bool { return name == file }) {
		t.with = append(t.with, file+"="+filepath.Join(folder(policy.Program.Calendar.Span), file))
	}
	for _, r := range policy.Program.Records {
		if file := r.From.File; file != "" && r.Used && !given(r.Called) && filepath.IsLocal(file) {
			if file = filepath.Join(folder(r.Span), file); isFile(file) {
				t.with = append(t.with, r.Name+"="+file)
			}
		}
	}
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// known refuses an encoding that there is none of, whatever the files are.
func (a *app) known(encoding string) error {
	if encoding != "" && !slices.Contains(csv.Encodings, strings.ToLower(encoding)) {
		return mistake(a.text("--encoding takes ", "--encoding 可为 ") + strings.Join(csv.Encodings, a.text(", ", "、")))
	}
	return nil
}

// bind reads the roster and its further tables and binds them to a policy, and
// prints what is wrong with them; it is nil where nobody can be decided on.
func (a *app) bind(policy *interp.Policy, path string, t tables) (*interp.Bound, error) {
	bound, found, err := a.held(policy, path, t)
	if err != nil {
		return nil, err
	}
	a.judgeData(bound, found)
	found = a.untold(found)
	if bound == nil || len(bound.Roster.MissingLists) > 0 {
		return nil, a.print(found)
	}
	if t.columns {
		a.matched(bound.Roster)
	}
	if len(bound.Roster.People) == 0 && found.HasErrors() {
		return nil, a.print(found)
	}
	if t.quiet && len(found) > 0 {
		fmt.Fprintln(a.errs, strings.ReplaceAll(a.text(map[bool]string{true: "the roster has a finding", false: "the roster has N findings"}[len(found) == 1]+"; rota check --all lists them", "花名册另有N处问题；用 rota check --all 查看"), "N", strconv.Itoa(len(found))))
		return bound, nil
	}
	return bound, a.print(found)
}

// untold are the findings that no earlier binding of the same files has told.
func (a *app) untold(found diag.List) (fresh diag.List) {
	for _, d := range found {
		key := fmt.Sprint(d.Code, d.At, d.Args)
		if !a.told[key] {
			fresh = append(fresh, d)
		}
		if a.told == nil {
			a.told = map[string]bool{}
		}
		a.told[key] = true
	}
	return fresh
}

// judgeData sets the exit code from what is wrong with a roster.
func (a *app) judgeData(bound *interp.Bound, found diag.List) {
	switch {
	case bound == nil, len(bound.Roster.MissingLists) > 0, len(bound.Roster.People) == 0 && found.HasErrors():
		a.code = exitUsage
	case found.HasErrors():
		a.code = exitData
	}
}

// held reads the roster and its further tables and binds them to a policy, with what
// is wrong with them; it is nil where nothing could be read.
func (a *app) held(policy *interp.Policy, path string, t tables) (*interp.Bound, diag.List, error) {
	if err := a.known(t.encoding); err != nil {
		return nil, nil, err
	}
	opts := interp.SheetOptions{Encoding: t.encoding}
	staff, found, err := a.sheets(path, opts)
	if err != nil {
		return nil, nil, err
	}
	if t.sheet != "" {
		if staff, err = a.onlySheet(staff, t.sheet); err != nil {
			return nil, nil, err
		}
	}
	if err := a.twice(policy, t.with); err != nil {
		return nil, nil, err
	}
	further := map[string][]roster.Sheet{}
	for _, w := range t.with {
		name, file, ok := strings.Cut(w, "=")
		if !ok {
			return nil, nil, mistake(a.text("--with takes a name and a file: --with career=career.csv", "--with 需要名称和文件：--with 履历=履历.csv"))
		}
		sheets, more, err := a.sheets(file, opts)
		if err != nil {
			return nil, nil, err
		}
		found = append(found, more...)
		further[name] = append(further[name], sheets...)
	}
	if found.HasErrors() && !slices.ContainsFunc(staff, func(s roster.Sheet) bool { return len(s.Rows) > 0 }) {
		return nil, found, nil // that nobody is in it goes without saying
	}
	bound, more := policy.Bind(staff, further, roster.Options{AllowEmpty: t.allowEmpty, PlanApart: t.plan != ""})
	found = append(found, more...)
	if t.plan == "" {
		return bound, found, nil
	}
	sheets, unreadable, err := a.sheets(t.plan, opts)
	if err != nil {
		return nil, nil, err
	}
	planned, more := bound.Roster.Planned(sheets)
	nameless := 0
	for _, d := range more {
		if d.Code == diag.SheetWithoutKey || d.Code == diag.SheetNotRead {
			nameless++
		}
	}
	if nameless == len(sheets) && !unreadable.HasErrors() { // else nobody would be planned to move
		key := explain.FieldName(bound.Program.Subject.Key, a.language)
		return nil, nil, mistake(a.text("no column of "+t.plan+" says who is meant; the plan needs the column “"+key+"”, filled in as in the roster", t.plan+"没有写明所指何人的列；方案须有“"+key+"”一列，填法与花名册相同"))
	}
	return bound.With(planned), append(append(found, unreadable...), more...), nil
}

// twice refuses a file that is given more than once for one further table, by whatever
// names: all of its rows would count as often.
func (a *app) twice(policy *interp.Policy, with []string) error {
	type given struct {
		table string
		info  fs.FileInfo
	}
	var before []given
	for _, w := range with {
		name, path, _ := strings.Cut(w, "=")
		table := name
		if i := slices.IndexFunc(policy.Program.Records, func(r *check.Record) bool { return r.Called(name) }); i >= 0 {
			table = policy.Program.Records[i].Name
		}
		info, err := os.Stat(path)
		if err != nil {
			continue // which is told where it is read
		}
		for _, b := range before {
			if b.table == table && os.SameFile(b.info, info) {
				return mistake(a.text(path+" is given twice for “"+name+"”; give each file once", path+"作为“"+name+"”给出了两次；每个文件只给一次"))
			}
		}
		before = append(before, given{table, info})
	}
	return nil
}

func (a *app) sheets(path string, opts interp.SheetOptions) ([]roster.Sheet, diag.List, error) {
	content, err := a.read(path)
	if err != nil {
		return nil, nil, err
	}
	if filepath.Ext(path) == ".rota" {
		return nil, nil, mistake(a.text(path+" is a policy, not a roster", path+"是政策，不是花名册"))
	}
	sheets, found := interp.Sheets(filepath.Base(path), content, opts)
	return sheets, found, nil
}

func (a *app) onlySheet(sheets []roster.Sheet, name string) ([]roster.Sheet, error) {
	var names []string
	for _, s := range sheets {
		if syntax.Fold(s.Name) == syntax.Fold(name) {
			return []roster.Sheet{s}, nil
		}
		if s.Name != "" {
			names = append(names, s.Name)
		}
	}
	if names == nil {
		return nil, mistake(a.text("there is no sheet “"+name+"”: the roster is no workbook", "没有工作表“"+name+"”：花名册不是工作簿"))
	}
	return nil, mistake(a.text("there is no sheet “"+name+"”; there are: ", "没有工作表“"+name+"”；现有：") + strings.Join(names, a.text(", ", "、")))
}

// matched lists the columns of every sheet and the fields they were read as.
func (a *app) matched(r *roster.Roster) {
	for _, c := range r.Columns {
		field := a.text("no field is so called", "没有对应的字段")
		if c.Field != nil {
			field = explain.FieldName(c.Field, a.language)
		}
		fmt.Fprintln(a.errs, explain.Plain(c.At.String()+"  "+c.Heading+"  →  "+field))
	}
}
