package interp_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var (
	mutated = flag.String("mutants", "", "package of which one place at a time is changed: interp/value, interp/eval, lang/check")
	places  = flag.Int("mutants.count", 100, "how many places are changed, by chance")
	seed    = flag.Uint64("mutants.seed", 1, "which")
	all     = flag.Bool("mutants.thorough", false, "try those that are not noticed by the quick tests with those that take minutes")
	alone   = flag.String("mutants.at", "", "only what is changed in these places: FILE:LINE, with commas between them")
)

// long are the tests of eval over many random policies.
const long = "Oracle|Histories|TestPlan|Crowd|SchoolPlan|Budget|SQL|LargeRoster|OrderOfRules|Deletion|Next|Changes|Fillings|Lints|FormatRandom"

// dependents are the tests of what is built on the three packages, the quickest first.
var dependents = [][]string{
	{"./interp", "-skip", "JS|Laws|Promises|Mutants|Equivalent|Fuzz|Concurrent|Shuffled"},
	{"./examples", "-run", "Expected"},
	{"./interp/eval", "-run", "TestOracle|GroupsOracle|Histories|TestPlan|TestCrowd", "-policies", "15"},
	{"./interp/session", "./interp/suite", "./interp/report"},
}

// thorough are tests that take minutes.
var thorough = [][]string{
	{"./interp/eval", "-run", long},
	{"./interp/plan", "./lang/analyze", "./lang/format", "./interp/stream"},
	{"./cmd/rota", "-run", "Scripts|Told"},
	{"./lang/check", "-run", hostile},
}

// suites are the tests that are to notice a change of a package: its own, then those of its
// dependents.
var suites = map[string][][]string{
	"interp/value": slices.Concat([][]string{{"./interp/value"}}, short, dependents),
	"interp/eval":  slices.Concat(short, dependents),
	"lang/check":   slices.Concat([][]string{{"./lang/check", "-skip", hostile}}, short, dependents),
}

var short = [][]string{{"./interp/eval", "-skip", long}}

const hostile = "Hostile|Nesting|Fuzz"

// known are changes of which it is known what becomes of them.
var known = map[[4]string]struct {
	end fate
	run []string
}{
	{"interp/value", "compare.go", "equal = order(a.Short, b.Long) <= 0 && order(b.Short, a.Long) <= 0", "&& is ||"}:                               {caught, []string{"./interp/value", "-run", "TestCompareOverFillings"}},
	{"interp/value", "compare.go", "equal = order(a.Short, b.Long) <= 0 && order(b.Short, a.Long) <= 0", "0 is 1"}:                                 {caught, []string{"./interp/value", "-run", "TestCompareOverFillings"}},
	{"lang/check", "cap.go", "if most.Sign() > 0 && (x.Base != nil || x.Up || most.Cmp(big.NewRat(1, 1)) >= 0) {", "> is <"}:                       {caught, []string{"./lang/check", "-run", "TestMistakes"}},
	{"lang/check", "order.go", "if Attacks(MustNot, e.Strength) && !ordinary[r.Index] && (len(*on) == 0 || (*on)[len(*on)-1] != r) {", "&& is ||"}: {missed, []string{"./lang/check", "-run", "TestMistakes"}}, // testdata/equivalent.csv says why
}

// A change of the evaluator is noticed by some test. Each that none notices is printed when it
// is found, to be judged: where it changes nothing that can be seen, testdata/equivalent.csv
// says why; for any other a test is missing.
//
// Where no package is named a few known changes are tried, with the tests that concern them.
//
//	go test ./interp -v -timeout 0 -run TestMutants -mutants interp/value -mutants.count 200
func TestMutants(t *testing.T) {
	if *mutated == "" {
		for key, as := range known {
			list := mutantsOf(t, key[0])
			at := slices.IndexFunc(list, func(m mutant) bool { return m.key() == key })
			require.GreaterOrEqual(t, at, 0, "there is no such change: %q", key)
			require.Equal(t, as.end, list[at].fate(t, [][]string{as.run}), "%q", key)
		}
		return
	}
	runs := suites[*mutated]
	require.NotNil(t, runs, "-mutants takes interp/value, interp/eval or lang/check")
	if *all {
		runs = slices.Concat(runs, thorough)
	}
	for _, run := range runs {
		out, err := tests(run, "-timeout", "0")
		require.NoError(t, err, "of what is not changed: %s", out)
	}
	list, reasons := mutantsOf(t, *mutated), equivalent(t)
	of := len(list)
	rand.New(rand.NewPCG(*seed, 0)).Shuffle(of, func(i, j int) { list[i], list[j] = list[j], list[i] })
	if *alone != "" {
		asked := strings.Split(*alone, ",")
		list = slices.DeleteFunc(list, func(m mutant) bool { return !slices.Contains(asked, m.place()) })
		*places = len(list)
	}
	fates, begun := map[fate]int{}, time.Now()
	for _, m := range list {
		if tried := fates[caught] + fates[missed]; tried == *places {
			break
		} else if tried > 0 && tried%10 == 0 {
			t.Logf("%d of %d changes noticed so far, in %s", fates[caught], tried, time.Since(begun).Round(time.Second))
		}
		end := same
		if reasons[m.key()] == "" {
			end = m.fate(t, runs)
		}
		fates[end]++
		if end == missed {
			t.Logf("%s: %s: %s", m.place(), m.what, m.line)
		}
	}
	t.Logf("%s: %d of %d changes noticed, %d change nothing, of %d that there are, in %s", *mutated, fates[caught], fates[caught]+fates[missed], fates[same], of, time.Since(begun).Round(time.Second))
}

// What is said to be equivalent is there, and has a reason.
func TestEquivalent(t *testing.T) {
	there := map[[4]string]bool{}
	for pkg := range suites {
		for _, m := range mutantsOf(t, pkg) {
			there[m.key()] = true
		}
	}
	for key, reason := range equivalent(t) {
		require.True(t, there[key], "there is no such change: %q", key)
		require.NotEmpty(t, reason, "%q", key)
	}
}

// equivalent has the reasons why changes cannot be seen: PACKAGE,FILE,LINE,CHANGE,REASON.
func equivalent(t *testing.T) map[[4]string]string {
	file, err := os.Open("testdata/equivalent.csv")
	require.NoError(t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	reasons := map[[4]string]string{}
	for _, row := range rows[1:] {
		reasons[[4]string(row)] = row[4]
	}
	return reasons
}

// mutant is a change of one place of a file.
type mutant struct {
	pkg      string
	at       token.Position
	line     string // its text
	what     string
	from, to int    // bytes of the file,
	with     string // and what stands instead of them
}

func (m mutant) place() string { return fmt.Sprintf("%s:%d", filepath.Base(m.at.Filename), m.at.Line) }

// key names a change as long as its line stays what it is, wherever the line is.
func (m mutant) key() [4]string {
	return [4]string{m.pkg, filepath.Base(m.at.Filename), m.line, m.what}
}

type fate int

const (
	missed  fate = iota + 1
	caught       // by a test, or by having no end
	unbuilt      // what no compiler takes is no change
	same         // nothing that can be seen
)

// fate runs one set of tests after the other on the changed file, until one fails.
func (m mutant) fate(t *testing.T, runs [][]string) fate {
	text, err := os.ReadFile(m.at.Filename)
	require.NoError(t, err)
	dir := t.TempDir()
	changed := filepath.Join(dir, "changed.go")
	require.NoError(t, os.WriteFile(changed, slices.Concat(text[:m.from], []byte(m.with), text[m.to:]), 0o600))
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{m.at.Filename: changed}})
	require.NoError(t, err)
	list := filepath.Join(dir, "overlay.json")
	require.NoError(t, os.WriteFile(list, overlay, 0o600))
	for _, run := range runs {
		out, err := tests(run, "-timeout", "300s", "-overlay", list)
		switch {
		case err == nil:
		case bytes.Contains(out, []byte("[build failed]")):
			return unbuilt
		default:
			return caught
		}
	}
	return missed
}

// tests runs what go test is told, until one fails.
func tests(run []string, flags ...string) ([]byte, error) {
	cmd := exec.Command("go", slices.Concat([]string{"test", "-vet=off", "-failfast"}, flags, run)...)
	cmd.Dir = ".."
	return cmd.CombinedOutput()
}

// other has for an operator those that it is changed into.
var other = map[token.Token][]token.Token{
	token.LSS: {token.LEQ, token.GTR}, token.LEQ: {token.LSS, token.GTR}, token.GTR: {token.GEQ, token.LSS}, token.GEQ: {token.GTR, token.LSS},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL}, token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.QUO}, token.QUO: {token.MUL}, token.AND: {token.OR}, token.OR: {token.AND},
}

func mutantsOf(t *testing.T, pkg string) (all []mutant) {
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	in, err := build.ImportDir(filepath.Join(root, pkg), 0)
	require.NoError(t, err)
	for _, name := range in.GoFiles {
		path := filepath.Join(in.Dir, name)
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		all = append(all, mutantsIn(t, pkg, path, text)...)
	}
	return all
}

// mutantsIn lists the changes of a file, in its order. One that a line has several times is
// told apart by its number.
func mutantsIn(t *testing.T, pkg, path string, text []byte) (list []mutant) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, text, parser.SkipObjectResolution)
	require.NoError(t, err)
	lines := strings.Split(string(text), "\n")
	times := map[string]int{}
	change := func(at token.Pos, length int, with, what string) {
		place := files.Position(at)
		m := mutant{pkg: pkg, at: place, line: strings.TrimSpace(lines[place.Line-1]), what: what, from: place.Offset, to: place.Offset + length, with: with}
		times[m.place()+what]++
		if n := times[m.place()+what]; n > 1 {
			m.what += fmt.Sprintf(" (%d)", n)
		}
		list = append(list, m)
	}
	becomes := func(at token.Pos, was, with string) { change(at, len(was), with, was+" is "+with) }
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GenDecl:
			return n.Tok == token.VAR
		case *ast.BinaryExpr:
			for _, op := range other[n.Op] {
				becomes(n.OpPos, n.Op.String(), op.String())
			}
		case *ast.UnaryExpr:
			if n.Op == token.NOT {
				change(n.OpPos, 1, "", "! left out")
			}
		case *ast.BasicLit:
			if i, err := strconv.Atoi(n.Value); n.Kind == token.INT && err == nil {
				becomes(n.ValuePos, n.Value, strconv.Itoa(i+1))
			}
		case *ast.Ident:
			if n.Name == "true" || n.Name == "false" {
				becomes(n.NamePos, n.Name, strconv.FormatBool(n.Name == "false"))
			}
		case *ast.BlockStmt:
			for _, s := range n.List {
				if leavesOut(s) {
					change(s.Pos(), int(s.End()-s.Pos()), "", "left out")
				}
			}
		}
		return true
	})
	return list
}

func TestMutantsOfAFile(t *testing.T) {
	text := "package p\n\nfunc f(a, b int) bool {\n\tif !g(a) && a <= b+1 {\n\t\th(a)\n\t}\n\treturn 1 < 1\n}\n"
	var changes []string
	for _, m := range mutantsIn(t, "p", "p.go", []byte(text)) {
		changes = append(changes, fmt.Sprintf("%s: %s: %s", m.place(), m.what, text[:m.from][strings.LastIndex(text[:m.from], "\n")+1:]+m.with+"…"))
	}
	require.Equal(t, []string{
		"p.go:4: && is ||: \tif !g(a) ||…", "p.go:4: ! left out: \tif …", "p.go:4: <= is <: \tif !g(a) && a <…", "p.go:4: <= is >: \tif !g(a) && a >…",
		"p.go:4: + is -: \tif !g(a) && a <= b-…", "p.go:4: 1 is 2: \tif !g(a) && a <= b+2…", "p.go:5: left out: \t\t…",
		"p.go:7: < is <=: \treturn 1 <=…", "p.go:7: < is >: \treturn 1 >…", "p.go:7: 1 is 2: \treturn 2…", "p.go:7: 1 is 2 (2): \treturn 1 < 2…",
	}, changes)
}

// leavesOut says of a statement that a program builds without it: a call, or a value that
// something is given anew.
func leavesOut(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		name, plain := call.Fun.(*ast.Ident)
		return ok && !(plain && name.Name == "panic")
	case *ast.AssignStmt:
		return s.Tok != token.DEFINE && !strings.HasPrefix(s.Tok.String(), ":")
	case *ast.IncDecStmt:
		return true
	case *ast.BranchStmt:
		return s.Tok == token.CONTINUE || s.Tok == token.BREAK
	}
	return false
}
