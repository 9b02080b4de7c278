package main

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// canaryStaff is a roster in which every cell holds what occurs nowhere else: cells that
// are right, and cells wrong in every way that a reader or a field knows of.
const canaryStaff = `staff id,name,unit,section,post,post since,under investigation,extension approved,kind,mark,note text,kanari-column
K1-kanari,kanari-n1,kanari-u1,kanari-s1,kanari-p1,2011-03-17,no,no,good,47.11,kanari-t1,kanari-x1
K2-kanari,kanari-n2,kanari-u2,kanari-s2,kanari-p2,1066-10-14,kanari-yes,kanari-no,kanari-kind,47.kanari,kanari-t2,kanari-x2
K2-kanari,kanari-n3,kanari-u3,kanari-s3,kanari-p3,kanari-day,yes,no,goood-kanari,1e400,kanari-t3,kanari-x3
,kanari-n4,kanari-u4,kanari-s4,kanari-p4,03/04/19,,,,,kanari-t4,kanari-x4
K5-kanari,kanari-n5,kanari-u5,kanari-s5,kanari-p5,2015-02-30,no,no,bad,4.17,kanari-t5,kanari-x5
K6-kanari,kanari-n6,kanari-u6,kanari-s6,kanari-p6,2018.09;2019.kanari,no,no,bad,-47.13,"=kanari-t6",kanari-x6
K7-kanari,kanari-n7,kanari-u7,kanari-s7,kanari-p7,,no,yes,good,47.17,kanari-t7,kanari-x7
`

const (
	canaryCases = `case,name,post since,mark,kanari-column,expect,clauses
first,kanari-c1,2011-03-19,kanari-mark,kanari-x8,must rotate,4.1
second,kanari-c2,2011-03-21,47.19,kanari-x9,should rotate,9.9
third,kanari-c3,kanari-day2,47.23,kanari-x0,must not rotate,5.2
`
	canaryPolicy = county + "tests from \"cases.csv\"\n"
)

// canary is anything that only the roster, the plan or the cases hold.
var canary = regexp.MustCompile(`(?i)kanari|2011-03-|1066|03/04/19|2015-02-30|2018\.09|47\.1|47\.2|4\.17|1e400`)

// unfinished is what the name of a file has besides that of the file that it is to be.
var unfinished = regexp.MustCompile(`\.\d+-\d+\.rota-tmp$`)

func inCanary(t *testing.T) {
	inCounty(t)
	put(t, "policy.rota", canaryPolicy)
	put(t, "new.rota", strings.Replace(canaryPolicy, ">= 4y", ">= 2y", 1))
	put(t, "cases.csv", canaryCases)
	put(t, "roster.csv", canaryStaff)
	put(t, "plan.csv", "staff id,planned section,planned unit\nK1-kanari,kanari-s8,kanari-u8\nK9-kanari,kanari-s9,\n")
	put(t, "short.csv", "staff id,post sinse\nK1-kanari,2011-03-17\n")
	put(t, "open.csv", canaryStaff+"\"kanari-open,kanari\nK8-kanari,")
	put(t, "cut.csv", canaryStaff+"\xd5\xc5,\xc8\xfd kanari\x81\n\x00kanari")
	put(t, "broken.xlsx", "PK\x03\x04kanari")
	put(t, "wrong.json", `[{"staff id": "K1-kanari", "post since": "kanari-day", "post since": "2011-03-17"}, {"kanari": [[["kanari"]]]`)
	put(t, "empty.csv", strings.SplitAfter(canaryStaff, "\n")[0])
}

var canaryRosters = []string{"roster.csv", "short.csv", "open.csv", "cut.csv", "broken.xlsx", "wrong.json", "empty.csv", "none.csv"}

// hushed are the command lines whose output travels: nothing that a cell holds is in what
// they print, nor in what they say. ROSTER stands for each of the rosters.
var hushed = []string{
	"check policy.rota ROSTER --format junit", "check policy.rota ROSTER --format sarif", "check policy.rota ROSTER --format github",
	"check policy.rota ROSTER --format github --with career=ROSTER", "check policy.rota ROSTER --format sarif --sheet x --encoding utf-8",
	"check policy.rota ROSTER ROSTER --format junit --lang zh", "check policy.rota ROSTER --format github --allow-empty --lang zh",
	"test policy.rota --format junit", "test policy.rota --format sarif", "test policy.rota --format github", "test policy.rota --format github --lang zh",
	"test policy.rota --format junit --run second", "test policy.rota --format sarif --as-of 2030-01-01",
	"fmt messy.rota --check", "version", "explain R0571", "check policy.rota",
}

// noting keeps the names of the files that are made.
type noting struct {
	disk
	made *[]string
}

func (n noting) create(path string, mode fs.FileMode) (file, error) {
	*n.made = append(*n.made, path)
	return n.disk.create(path, mode)
}

func TestCanaryHushed(t *testing.T) {
	inCanary(t)
	for _, args := range hushed {
		rosters := canaryRosters
		if !strings.Contains(args, "ROSTER") {
			rosters = rosters[:1]
		}
		for _, roster := range rosters {
			args := strings.ReplaceAll(args, "ROSTER", roster)
			code, out, errs := with(system{}, args)
			require.NotEqual(t, exitBug, code, args)
			require.NotEmpty(t, out+errs, args)
			require.NotRegexp(t, canary, out, args)
			require.NotRegexp(t, canary, errs, args)
		}
	}
}

// A record holds no cell of a roster: rows and what is decided on them.
func TestCanaryRecord(t *testing.T) {
	inCanary(t)
	code, _, _ := with(system{}, "run policy.rota roster.csv --record t.jsonl --out t.csv")
	require.Equal(t, exitData, code)
	require.NotRegexp(t, canary, strings.ReplaceAll(content(t, "t.jsonl"), "sha256", ""))
	code, out, _ := with(system{}, "replay t.jsonl")
	require.Zero(t, code, out)
	put(t, "roster.csv", strings.ReplaceAll(canaryStaff, "2011-03-17", "2024-03-17"))
	code, out, errs := with(system{}, "replay t.jsonl")
	require.Equal(t, exitFindings, code, errs)
	require.Contains(t, out, "roster.csv!2")
	require.NotRegexp(t, canary, out+errs)
}

// What shows a roster shows it where it is asked for: in the result. What is said besides
// is of cells that cannot be read, for the person at the terminal who is to mend them;
// names of files say nothing, nor does a file that could not be written.
func TestCanaryShown(t *testing.T) {
	inCanary(t)
	finding := regexp.MustCompile(`(?m)^(error|warning|note|错误|警告|提示) R\d{4}.*\n(.*-->.*\n)?`)
	var made []string
	for _, args := range []string{
		"run policy.rota ROSTER", "run policy.rota ROSTER --out t.csv", "run policy.rota ROSTER --out t.xlsx", "run policy.rota ROSTER --brief --out t.csv",
		"run policy.rota ROSTER --register Form --out t.json", "run policy.rota ROSTER --show kind,mark --lang zh", "run policy.rota ROSTER --show kanari",
		"run policy.rota ROSTER --out none/t.csv", "run policy.rota ROSTER --out t.csv --format xlsx", "run policy.rota ROSTER --with career=ROSTER",
		"why policy.rota ROSTER --id K1-kanari", "why policy.rota ROSTER --clause 4.1", "audit policy.rota ROSTER --plan plan.csv --out t.csv",
		"diff policy.rota new.rota --roster ROSTER --out t.xlsx", "forecast policy.rota ROSTER --until 2025-01-03 --out t.svg", "forecast policy.rota ROSTER --until 2025-01-03 --by unit --out t.xlsx",
		"init ROSTER --out t.rota", "check policy.rota ROSTER", "clauses policy.rota --out t.csv", "test policy.rota",
	} {
		for _, roster := range canaryRosters[:often(4, len(canaryRosters))] {
			line := strings.ReplaceAll(args, "ROSTER", roster)
			for n := range often(2, 8) {
				left := n // the call to the disk that fails; 0 for none
				code, out, errs := with(noting{failing{disk: system{}, n: &left}, &made}, line)
				require.NotEqual(t, exitBug, code, line)
				if strings.HasPrefix(line, "check") || strings.HasPrefix(line, "test") || strings.HasPrefix(line, "why") || !strings.Contains(line, "--out") {
					out = "" // it is what was asked for
				}
				require.NotRegexp(t, canary, out, line)
				errs = finding.ReplaceAllString(errs, "")
				require.NotRegexp(t, canary, strings.ReplaceAll(strings.ReplaceAll(errs, "“kanari”", ""), "“K1-kanari”", ""), line) // the words of the command line
				for _, name := range made {
					require.NotRegexp(t, canary, unfinished.ReplaceAllString(filepath.Base(name), ""))
				}
			}
		}
	}
	require.NotEmpty(t, made)
}

// addresses are of memory, any digits.
var addresses = regexp.MustCompile(`0x[0-9a-f]+`)

// A mistake of the tool itself tells where it is in the program, also to who asks for
// more, and nothing that a cell holds.
func TestCanaryPanic(t *testing.T) {
	inCanary(t)
	for _, bug := range []any{"at K1-kanari", errTest, runtimeBug("K1-kanari")} {
		for _, debug := range []string{"", "1"} {
			var out, errs bytes.Buffer
			a := &app{in: strings.NewReader(""), out: &out, errs: &errs, disk: panicking{system{}, bug}, env: func(name string) string {
				return map[string]string{"ROTA_DEBUG": debug}[name]
			}}
			require.Equal(t, exitBug, a.execute([]string{"run", "policy.rota", "roster.csv", "--out", "t.csv"}))
			said := errs.String()[strings.Index(errs.String(), "a mistake of the tool itself"):]
			require.NotRegexp(t, canary, addresses.ReplaceAllString(said, ""))
			require.Equal(t, debug != "", strings.Contains(said, "canary_test.go:"), said)
			require.Empty(t, slices.DeleteFunc(names(t, "."), func(n string) bool { return !strings.HasSuffix(n, "rota-tmp") }))
			require.Equal(t, absent, content(t, "t.csv"))
		}
	}
}

type panicking struct {
	disk
	bug any
}

func (p panicking) sync(string) error { panic(p.bug) }

func (p panicking) rename(string, string) error { panic(p.bug) }

// runtimeBug is what the runtime panics with where it holds what a cell holds.
func runtimeBug(cell any) (bug any) {
	defer func() { bug = recover() }()
	return cell.(int)
}
