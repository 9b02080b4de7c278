package main

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// long asks for all that the tests of the promises can try, not for a part of it:
//
//	go test ./cmd/rota -long -timeout 0
var long = flag.Bool("long", false, "kill 200 runs of each form, fail every call to the disk")

// often is how often something is tried: in an ordinary run, and in a long one.
func often(ordinary, all int) int {
	if *long {
		return all
	}
	return ordinary
}

const county = `policy "County"
  as of 2024-12-31
  about rotate
judged extension approved
field kind: one of (good, bad)
field mark: number
field note text: text
rule 4.1 post tenure >= 4y => must
rule 4.2 kind is good, mark > 3 => should
rule 5.2 under investigation => must not
rule 5.3 extension approved => defer until 2026-01-01
register "Form 1" of everybody
  columns serial number, staff id, name, unit, note text, post since, post tenure headed "years"
test "four years"
  given name "T", post since 2020-12-31, not under investigation, not extension approved
  expect must by 4.1
`

const countyStaff = `staff id,name,unit,section,post,post since,under investigation,extension approved,kind,mark,note text
A1,ann,u1,s,head,2010-12-31,no,no,good,5,x
A2,bob,u2,s,head,2022-12-31,yes,no,bad,1,y
A3,cid,u1,s,head,2010-12-31,no,yes,good,4,z
A4,dan,u2,s,head,,no,,bad,4,w
`

// inCounty puts the policy and the roster above, with what other commands need, in the
// working folder.
func inCounty(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, "policy.rota", county)
	put(t, "new.rota", strings.Replace(county, ">= 4y", ">= 2y", 1))
	put(t, "messy.rota", strings.Replace(county, "post tenure >= 4y => must\n", "post   tenure>=4y=>must\nset idle = 3y\n", 1))
	put(t, "roster.csv", countyStaff)
	put(t, "plan.csv", "staff id,planned section\nA2,t\n")
}

func put(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
}

// writers are all commands that write a file, with the file and the exit code.
var writers = []struct {
	args, target string
	code         int
}{
	{"run policy.rota roster.csv --out t.csv", "t.csv", 0},
	{"run policy.rota roster.csv --out t.json", "t.json", 0},
	{"run policy.rota roster.csv --out t.xlsx", "t.xlsx", 0},
	{"run policy.rota roster.csv --out t.txt", "t.txt", 0},
	{"run policy.rota roster.csv --brief --out t.csv", "t.csv", 0},
	{"run policy.rota roster.csv --register Form --out t.csv", "t.csv", 0},
	{"run policy.rota roster.csv --register Form --out t.xlsx", "t.xlsx", 0},
	{"run policy.rota roster.csv --record t.jsonl --out r.csv", "t.jsonl", 0},
	{"audit policy.rota roster.csv --plan plan.csv --out t.csv", "t.csv", 1},
	{"audit policy.rota roster.csv --plan plan.csv --out t.xlsx", "t.xlsx", 1},
	{"diff policy.rota new.rota --roster roster.csv --out t.json", "t.json", 0},
	{"diff policy.rota new.rota --roster roster.csv --out t.xlsx", "t.xlsx", 0},
	{"forecast policy.rota roster.csv --until 2025-01-03 --out t.csv", "t.csv", 0},
	{"forecast policy.rota roster.csv --until 2025-01-03 --out t.xlsx", "t.xlsx", 0},
	{"forecast policy.rota roster.csv --until 2025-01-03 --out t.svg", "t.svg", 0},
	{"clauses policy.rota --out t.csv", "t.csv", 0},
	{"clauses policy.rota --out t.xlsx", "t.xlsx", 0},
	{"test policy.rota --cover --html t.html", "t.html", 0},
	{"init roster.csv --out t.rota", "t.rota", 0},
	{"fmt messy.rota", "messy.rota", 0},
	{"check messy.rota --fix", "messy.rota", 0},
	{"man --out .", "rota-run.1", 0},
}

// with runs a command line on a disk and returns its exit code, what it printed and what it said.
func with(d disk, args string) (code int, out, errs string) { return typing("", d, args) }

// typing is with, and something to be read that is typed.
func typing(typed string, d disk, args string) (code int, out, errs string) {
	var o, e bytes.Buffer
	a := &app{in: strings.NewReader(typed), out: &o, errs: &e, env: func(string) string { return "" }, disk: d}
	code = a.execute(strings.Fields(args))
	return code, o.String(), e.String()
}

// Whatever call to the disk fails, of whatever command, its file is the old one or the
// new one whole, nothing else is left, and the exit code and the message say so.
func TestEveryCommandWholeOrAbsent(t *testing.T) {
	inCounty(t)
	for _, x := range writers {
		t.Run(x.args, func(t *testing.T) {
			untouched := content(t, x.target)
			before := names(t, ".")
			restore := func(old string) {
				for _, name := range names(t, ".") {
					if !slices.Contains(before, name) {
						require.NoError(t, os.Remove(name))
					}
				}
				if old != absent {
					put(t, x.target, old)
				}
			}
			code, _, errs := with(system{}, x.args)
			require.Equal(t, x.code, code, errs)
			whole := content(t, x.target)
			require.NotEqual(t, absent, whole)
			olds := []string{untouched, "old"}
			if untouched != absent || strings.HasPrefix(x.args, "init") {
				olds = olds[:1] // what it reads; and a policy is never drafted over another
			}
			for _, old := range olds {
				step := 1
				if strings.HasPrefix(x.args, "man") { // sixteen files and a hundred calls
					step = often(13, 1)
				}
				for n := 1; ; n += step {
					restore(old)
					there := names(t, ".")
					left := n
					code, _, errs := with(failing{disk: system{}, n: &left}, x.args)
					switch {
					case code == x.code:
						require.Equal(t, whole, content(t, x.target), "call %d", n)
					case strings.Contains(errs, "is written, but"):
						require.Equal(t, exitUsage, code)
						require.Equal(t, whole, content(t, x.target), "call %d", n)
					default:
						require.Equal(t, exitUsage, code, errs)
						require.Contains(t, errs, "nothing was written", "call %d", n)
						require.Equal(t, old, content(t, x.target), "call %d", n)
						require.Equal(t, there, names(t, "."), "call %d", n)
					}
					require.Empty(t, begun(t), "call %d", n)
					if left > 0 {
						require.Greater(t, n, 6)
						break
					}
				}
			}
			restore(untouched)
		})
	}
}

// Where nothing can be written every command says so, ends with 2 and leaves all as it was.
func TestEveryCommandRefused(t *testing.T) {
	inCounty(t)
	require.NoError(t, os.Mkdir("taken", 0o755))
	for _, x := range writers {
		told, ok := strings.CutSuffix(x.args, x.target)
		if !ok || !strings.HasSuffix(told, "--out ") && !strings.HasSuffix(told, "--html ") {
			continue // it writes what it reads
		}
		folder := filepath.Join("taken", x.target)
		require.NoError(t, os.MkdirAll(folder, 0o755))
		for _, place := range []string{folder, filepath.Join("none", x.target), filepath.Join("policy.rota", x.target), filepath.Join(readOnly(t), x.target)} {
			before := names(t, ".")
			code, _, errs := with(system{}, told+place)
			require.Equal(t, exitUsage, code, "%s%s: %s", told, place, errs)
			require.Regexp(t, "nothing was written|nothing is written over", errs)
			require.Equal(t, before, names(t, "."), told+place)
			require.Empty(t, names(t, folder))
		}
	}
}

// gatherers are commands that read several files, with what of these they read beside those
// that they name.
var gatherers = []struct{ args, beside string }{
	{"run policy.rota roster.csv --with career=career.csv --format csv --out", ""},
	{"run policy.rota roster.csv --with career=career.csv --brief --format csv --out", ""},
	{"run policy.rota roster.csv --with career=career.csv --out r.csv --record", ""},
	{"run policy.rota roster.csv --with career=career.csv --register Form --format csv --out", ""},
	{"run town.rota roster.csv --with career=career.csv --format csv --out", "policy.rota"},
	{"run town.rota roster.csv --brief --format csv --out", "policy.rota"},
	{"audit town.rota roster.csv --with career=career.csv --plan plan.csv --format csv --out", "policy.rota"},
	{"diff policy.rota town.rota --roster roster.csv --with career=career.csv --format csv --out", ""},
	{"diff new.rota town.rota --roster roster.csv --format csv --out", "policy.rota"},
	{"forecast town.rota roster.csv --with career=career.csv --until 2025-03-01 --format csv --out", "policy.rota"},
	{"clauses town.rota --list clauses.csv --format csv --out", "policy.rota"},
	{"test policy.rota --cover --html", ""},
	{"test tried.rota --cover --html", "policy.rota"},
	{"test rows.rota --cover --html", "cases.csv limits.csv"},
}

// No command writes its result over a file that it reads: named as an argument or an option,
// or extended by a policy that is.
func TestNothingReadIsWrittenOver(t *testing.T) {
	inCounty(t)
	const town = "policy \"Town\" extends \"policy.rota\"\nrule 4.3 mark > 4 => must\n"
	put(t, "town.rota", town)
	put(t, "tried.rota", town+"test \"t\"\n  given mark 5\n  expect must by 4.3\n")
	put(t, "career.csv", "staff id,unit,from,to\nA1,u,2012-01-01,2012-03-01\n")
	put(t, "clauses.csv", "clause\n4.1\n4.2\n")
	put(t, "rows.rota", "policy \"Rows\"\n  as of 2024-12-31\n  about rotate\nfield kind: text\nfield mark: number\n"+
		"table limit by kind from \"limits.csv\"\n  most: number\nrule 1 mark > limit for kind => must\ntests from \"cases.csv\"\n")
	put(t, "limits.csv", "kind,most\ngood,3\n")
	put(t, "cases.csv", "case,kind,mark,expect\nfour,good,4,must\n")
	name := regexp.MustCompile(`[a-z]+\.(rota|csv)`)
	for _, x := range gatherers {
		_, _, errs := with(system{}, x.args+" t.out")
		require.NotEqual(t, absent, content(t, "t.out"), "%s: %s", x.args, errs)
		for _, read := range name.FindAllString(x.args+" "+x.beside, -1) {
			if read == "r.csv" {
				continue // a result too
			}
			before := content(t, read)
			code, _, errs := with(system{}, x.args+" "+read)
			require.Equal(t, exitUsage, code, "%s %s: %s", x.args, read, errs)
			require.Contains(t, errs, "it is read by this run", "%s %s", x.args, read)
			require.Equal(t, before, content(t, read), "%s %s", x.args, read)
		}
		require.NoError(t, os.Remove("t.out"))
	}
}

// printers are commands that print.
var printers = []string{
	"--help", "run --help", "--version", "version", "explain R0302", "completion bash",
	"run policy.rota roster.csv", "run policy.rota roster.csv --format csv", "run policy.rota roster.csv --format json",
	"run policy.rota roster.csv --brief --format csv", "run policy.rota roster.csv --register Form",
	"why policy.rota roster.csv --id A3", "check policy.rota", "check messy.rota", "check messy.rota --fix --diff",
	"check policy.rota roster.csv", "check messy.rota --format json", "check messy.rota --format sarif",
	"test policy.rota", "test policy.rota --cover", "test policy.rota --suggest", "test policy.rota --format junit",
	"diff policy.rota new.rota --roster roster.csv", "forecast policy.rota roster.csv --until 2025-01-03",
	"audit policy.rota roster.csv --plan plan.csv", "bench policy.rota roster.csv", "clauses policy.rota", "fmt messy.rota --diff", "fmt messy.rota --check",
	"init roster.csv --out -",
}

// full takes some writes, then none.
type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left--; f.left < 0 {
		return 0, errTest
	}
	return len(p), nil
}

// A command that cannot print what it was asked for never ends as if it had.
func TestPrintingFails(t *testing.T) {
	inCounty(t)
	for _, args := range printers {
		for n := 0; ; n++ {
			out, errs := &full{n}, &bytes.Buffer{}
			a := &app{in: strings.NewReader(""), out: out, errs: errs, env: func(string) string { return "" }, disk: system{}}
			code := a.execute(strings.Fields(args))
			if out.left >= 0 {
				require.NotZero(t, n, "%s prints nothing", args)
				break
			}
			require.Equal(t, exitUsage, code, "%s, write %d: %s", args, n, errs)
			require.Contains(t, errs.String(), "could not be written", args)
		}
	}
}

// begun are the files that are being written, or were when the run was killed.
func begun(t *testing.T) []string {
	return slices.DeleteFunc(names(t, "."), func(name string) bool { return !strings.HasPrefix(name, ".") })
}

// A run that is killed leaves the old file or the new one whole; what else it leaves
// says by its name what it is.
func TestKilled(t *testing.T) {
	rota, err := exec.LookPath("rota")
	require.NoError(t, err)
	inCounty(t)
	var staff strings.Builder
	staff.WriteString(countyStaff)
	for i := range 1500 {
		staff.WriteString("B" + strconv.Itoa(i) + strings.TrimPrefix(strings.Split(countyStaff, "\n")[1+i%3], "A1") + "\n")
	}
	put(t, "roster.csv", staff.String())
	left := regexp.MustCompile(`^\.t\.\w+\.\d+-\d+\.rota-tmp(-old)?$`)
	for _, target := range []string{"t.csv", "t.json", "t.xlsx", "t.txt"} {
		command := func() *exec.Cmd { return exec.Command(rota, "run", "policy.rota", "roster.csv", "--out", target) }
		began := time.Now()
		require.NoError(t, command().Run())
		whole, took := content(t, target), time.Since(began)
		killed, olds := 0, 0
		for k := range often(5, 200) {
			put(t, target, "old")
			run := command()
			require.NoError(t, run.Start())
			if k%2 == 0 {
				time.Sleep(time.Duration(rand.Int64N(int64(took))))
			} else { // while it writes
				for end := time.Now().Add(2 * took); len(begun(t)) == 0 && time.Now().Before(end); {
					time.Sleep(200 * time.Microsecond)
				}
				time.Sleep(time.Duration(rand.Int64N(int64(5 * time.Millisecond))))
			}
			run.Process.Kill()
			if run.Wait() != nil {
				killed++
			}
			switch got := content(t, target); got {
			case "old":
				olds++
			case whole:
			default:
				t.Fatalf("%s is neither the old one nor the new: %d bytes", target, len(got))
			}
			for _, name := range begun(t) {
				require.Regexp(t, left, name)
				require.NoError(t, os.Remove(name))
			}
		}
		t.Logf("%s: %d of %d runs were killed, %d left the old file", target, killed, often(5, 200), olds)
	}
}

// Two runs at once that write one file leave that of one of them, whole.
func TestTwoAtOnce(t *testing.T) {
	rota, err := exec.LookPath("rota")
	require.NoError(t, err)
	inCounty(t)
	code, _, errs := with(system{}, "run policy.rota roster.csv --out first.xlsx")
	require.Zero(t, code, errs)
	for range often(3, 50) {
		var runs []*exec.Cmd
		for range 3 {
			run := exec.Command(rota, "run", "policy.rota", "roster.csv", "--out", "t.xlsx", "--lang", "en")
			require.NoError(t, run.Start())
			runs = append(runs, run)
		}
		for _, run := range runs {
			require.NoError(t, run.Wait())
		}
		require.Equal(t, content(t, "first.xlsx"), content(t, "t.xlsx"))
		require.Empty(t, begun(t))
	}
}
