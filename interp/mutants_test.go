package interp_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/build"
	"go/format"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
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
	alone   = flag.String("mutants.at", "", "only what is changed in this FILE:LINE")
)

// suites are the tests that are to notice a change of a package, the quickest first.
var suites = map[string][][]string{
	"interp/value": {{"./interp/value"}, {"./interp/eval", "-run", "Oracle|Histories|TestPlan|Time|Table|Steady", "-policies", "60", "-histories", "10"}, {"./interp", "-run", "Tables|Meaning|Spec|Conformance"}, {"./examples", "-run", "Expected"}},
	"interp/eval":  {{"./interp", "-run", "Tables|Meaning|Spec|Conformance"}, {"./interp/eval", "-run", "Follow|Pair|Quota|Result|Table|Time|Steady|Group|History|Plan|Claim|Lint"}, {"./examples", "-run", "Expected|Suites"}, {"./interp/eval", "-run", "Oracle|Histories|CrowdPlan", "-policies", "150", "-histories", "40"}, {"./interp/session", "./interp/suite"}},
	"lang/check":   {{"./lang/check"}, {"./interp", "-run", "Tables|Meaning|Spec|Conformance"}, {"./examples", "-run", "Expected|Suites"}, {"./lang/format", "./lang/analyze"}},
}

// mutant is a change of one place of a file.
type mutant struct {
	at   token.Position
	what string
	text []byte // of the file, changed
}

// A change of the evaluator is noticed by some test. Those that none notices are listed, to
// be judged: some change nothing that can be seen.
//
//	go test ./interp -v -timeout 0 -run Mutants -mutants interp/value -mutants.count 200
func TestMutants(t *testing.T) {
	if *mutated == "" {
		name := filepath.Join(t.TempDir(), "sum.go")
		require.NoError(t, os.WriteFile(name, []byte("package p\n\nfunc f(a, b int) bool {\n\tif !g(a) && a <= b+1 {\n\t\th(a)\n\t}\n\treturn true\n}\n"), 0o600))
		list := mutantsOf(t, name)
		require.Equal(t, []string{"4: && is ||", "4: ! left out", "4: <= is <", "4: <= is >", "4: + is -", "4: 1 is 2", "5: left out", "7: true is false"}, changes(list))
		return
	}
	runs := suites[*mutated]
	require.NotNil(t, runs, "-mutants takes interp/value, interp/eval or lang/check")
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	pkg, err := build.ImportDir(filepath.Join(root, *mutated), 0)
	require.NoError(t, err)
	var all []mutant
	for _, name := range pkg.GoFiles {
		all = append(all, mutantsOf(t, filepath.Join(pkg.Dir, name))...)
	}
	rand.New(rand.NewPCG(*seed, 0)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	noticed, survived, begun := 0, 0, time.Now()
	for _, m := range all {
		place := fmt.Sprintf("%s:%d", filepath.Base(m.at.Filename), m.at.Line)
		if *alone != "" && *alone != place || *alone == "" && noticed+survived == *places {
			continue
		}
		switch m.noticed(t, root, runs) {
		case unbuilt:
		case caught:
			noticed++
		default:
			survived++
			t.Logf("%s: %s", place, m.what)
		}
	}
	t.Logf("%s: %d of %d changes noticed, of %d that there are, in %s", *mutated, noticed, noticed+survived, len(all), time.Since(begun).Round(time.Second))
}

func changes(list []mutant) (out []string) {
	for _, m := range list {
		out = append(out, fmt.Sprintf("%d: %s", m.at.Line, m.what))
	}
	return out
}

type fate int

const (
	missed fate = iota
	caught
	unbuilt
)

// noticed runs one set of tests after the other on the changed file.
func (m mutant) noticed(t *testing.T, root string, runs [][]string) fate {
	dir := t.TempDir()
	changed := filepath.Join(dir, "changed.go")
	require.NoError(t, os.WriteFile(changed, m.text, 0o600))
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{m.at.Filename: changed}})
	require.NoError(t, err)
	list := filepath.Join(dir, "overlay.json")
	require.NoError(t, os.WriteFile(list, overlay, 0o600))
	for _, run := range runs {
		cmd := exec.Command("go", append([]string{"test", "-overlay", list, "-vet=off", "-failfast", "-timeout", "300s"}, run...)...)
		cmd.Dir = root
		out, err := cmd.CombinedOutput()
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

// other has for an operator those that it is changed into.
var other = map[token.Token][]token.Token{
	token.LSS: {token.LEQ, token.GTR}, token.LEQ: {token.LSS, token.GTR}, token.GTR: {token.GEQ, token.LSS}, token.GEQ: {token.GTR, token.LSS},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL}, token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.QUO}, token.QUO: {token.MUL}, token.AND: {token.OR}, token.OR: {token.AND},
}

// mutantsOf lists the changes of a file, in its order.
func mutantsOf(t *testing.T, name string) (list []mutant) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	note := func(at token.Pos, what string) {
		var text bytes.Buffer
		require.NoError(t, format.Node(&text, files, file))
		list = append(list, mutant{files.Position(at), what, text.Bytes()})
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GenDecl:
			return n.Tok == token.VAR
		case *ast.BinaryExpr:
			was := n.Op
			for _, n.Op = range other[was] {
				note(n.OpPos, was.String()+" is "+n.Op.String())
			}
			n.Op = was
		case *ast.UnaryExpr:
			if n.Op == token.NOT {
				was := *n
				n.Op, n.X = token.NOT, &ast.UnaryExpr{Op: token.NOT, X: n.X}
				note(was.OpPos, "! left out")
				*n = was
			}
		case *ast.BasicLit:
			if was := n.Value; n.Kind == token.INT {
				if i, err := strconv.Atoi(was); err == nil {
					n.Value = strconv.Itoa(i + 1)
					note(n.ValuePos, was+" is "+n.Value)
					n.Value = was
				}
			}
		case *ast.Ident:
			if was := n.Name; was == "true" || was == "false" {
				n.Name = map[string]string{"true": "false", "false": "true"}[was]
				note(n.NamePos, was+" is "+n.Name)
				n.Name = was
			}
		case *ast.BlockStmt:
			for i, was := range n.List {
				if leavesOut(was) {
					n.List[i] = &ast.EmptyStmt{}
					note(was.Pos(), "left out")
					n.List[i] = was
				}
			}
		}
		return true
	})
	return list
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
