package interp_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

type goPackage struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

// order is the listing of the house: imports point up it only, so that lang
// knows nothing of people and nothing knows the command.
var order = []string{
	"rota/lang", "rota/lang/locale", "rota/lang/source", "rota/lang/civil", "rota/lang/diag", "rota/lang/inorder", "rota/lang/syntax", "rota/lang/format", "rota/lang/types", "rota/lang/check", "rota/lang/analyze",
	"rota/stdlib",
	"rota/interp/value", "rota/interp/roster", "rota/interp/roster/csv", "rota/interp/roster/json", "rota/interp/roster/xlsx",
	"rota/interp/eval", "rota/interp/plan", "rota/interp/explain", "rota/interp/report", "rota/interp/stream", "rota/interp/suite", "rota/interp/report/ci", "rota/interp/report/record", "rota/interp", "rota/interp/draft", "rota/interp/session",
	"rota/examples", "rota/cmd/rota",
}

// only says which package alone may import a library.
var only = map[string][]string{
	"github.com/alecthomas/participle/v2":       {"rota/lang/syntax"},
	"github.com/alecthomas/participle/v2/lexer": {"rota/lang/syntax"},
	"github.com/spf13/cobra":                    {"rota/cmd/rota"},
	"github.com/ergochat/readline":              {"rota/cmd/rota"},
	"github.com/xuri/excelize/v2":               {"rota/interp/report"},

	"github.com/jstemmer/go-junit-report/v2/junit":            {"rota/interp/report/ci"},
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif": {"rota/interp/report/ci"},
}

// closed are what no package of lang, interp or stdlib may touch: files,
// clocks, the network, chance.
var closed = []string{"os", "os/exec", "io/ioutil", "net", "net/http", "time", "math/rand", "math/rand/v2", "syscall", "unsafe", "plugin"}

func TestLaws(t *testing.T) {
	place := map[string]int{}
	for i, name := range order {
		place[name] = i + 1
	}
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "rota/...").Output()
	require.NoError(t, err)
	packages := json.NewDecoder(strings.NewReader(string(out)))
	seen := 0
	for packages.More() {
		var p goPackage
		require.NoError(t, packages.Decode(&p))
		seen++
		require.NotZero(t, place[p.ImportPath], "%s is not in the listing of the house", p.ImportPath)
		for _, imported := range p.Imports {
			if strings.HasPrefix(imported, "rota/") {
				require.Less(t, place[imported], place[p.ImportPath], "%s imports %s", p.ImportPath, imported)
			}
			if owners, owned := only[imported]; owned {
				require.Contains(t, owners, p.ImportPath, "%s imports %s", p.ImportPath, imported)
			}
			if !strings.HasPrefix(p.ImportPath, "rota/cmd") {
				require.NotContains(t, closed, imported, "%s imports %s", p.ImportPath, imported)
			}
		}
	}
	require.Equal(t, len(order), seen)
}

// It builds for a browser.
func TestBuildsForJS(t *testing.T) {
	build := exec.Command("go", "build", "rota/lang/...", "rota/interp/...", "rota/stdlib/...")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))
}
