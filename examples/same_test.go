package examples_test

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/eval"
	"rota/interp/report"
	"rota/interp/roster"
	"rota/lang/locale"
)

// everywhere asks TestSameEverywhere for every locale with every time zone and number of
// cores, and TestOrderOfRows for many orders:
//
//	go test ./examples -run 'TestSame|TestOrderOfRows' -everywhere -timeout 0
var everywhere = flag.Bool("everywhere", false, "try 27 environments and 50 orders of the rows, not 3 and 2")

// inEnvironment is set for the process that TestSameEverywhere starts.
const inEnvironment = "ROTA_TEST_ENVIRONMENT"

// TestSameEverywhere: whatever the locale, the time zone and the number of cores, an
// example gives the same bytes of JSON, CSV, table and workbook, in both languages.
func TestSameEverywhere(t *testing.T) {
	if os.Getenv(inEnvironment) != "" {
		each(t, func(t *testing.T, x example) { fmt.Printf("hash %s %x\n", x.folder, hash(t, x)) })
		return
	}
	locales := []string{"C", "zh_CN.UTF-8", "tr_TR.UTF-8"}
	zones := []string{"UTC", "Asia/Shanghai", "America/St_Johns"}
	cores := []string{"1", "2", "8"}
	var want []string
	for i := range 27 {
		l, z, n := i%3, i/3%3, i/9
		if !*everywhere && (l != z || z != n) {
			continue
		}
		var environment []string
		for _, one := range os.Environ() {
			if name, _, _ := strings.Cut(one, "="); !strings.HasPrefix(name, "LC_") && name != "LANG" {
				environment = append(environment, one)
			}
		}
		environment = append(environment, inEnvironment+"=1", "LC_ALL="+locales[l], "LANG="+locales[l], "TZ="+zones[z], "GOMAXPROCS="+cores[n])
		self, err := os.Executable()
		require.NoError(t, err)
		child := exec.Command(self, "-test.run=^TestSameEverywhere$")
		child.Env = environment
		out, err := child.CombinedOutput()
		require.NoError(t, err, "%s", out)
		var got []string
		for line := range strings.Lines(string(out)) {
			if strings.HasPrefix(line, "hash ") {
				got = append(got, line)
			}
		}
		require.Len(t, got, len(examples))
		if want == nil {
			want = got
		}
		require.Equal(t, want, got, "%s %s %s", locales[l], zones[z], cores[n])
	}
}

// hash is of all that an example's policies give on its first roster.
func hash(t *testing.T, x example) []byte {
	h := sha256.New()
	d := x.data(t, x.rosters[0])
	for _, name := range x.policies {
		_, run, _ := x.decide(load(t, name, x.read(t, name)), d)
		for _, run.Language = range []locale.Language{locale.English, locale.Chinese} {
			require.NoError(t, report.JSONLines(h, run))
			require.NoError(t, report.CSV(h, run))
			require.NoError(t, report.Table(h, run, 100))
			require.NoError(t, report.Workbook(h, run))
		}
	}
	return h.Sum(nil)
}

// ofFirst is the cell of a record that several rows hold, the first of which is named.
var ofFirst = regexp.MustCompile(`"from":"[^"]*","of"`)

// TestOrderOfRows: in whatever order the rows of a roster stand, each record has the same
// decisions, to the byte but for which row is the first to tell of a school.
func TestOrderOfRows(t *testing.T) {
	orders := 2
	if *everywhere {
		orders = 50
	}
	each(t, func(t *testing.T, x example) {
		policy := load(t, x.policies[0], x.read(t, x.policies[0]))
		d := x.data(t, x.rosters[0])
		bound, run, _ := x.decide(policy, d)
		want := ofFirst.ReplaceAll(jsonLines(t, inOrder(run)), []byte(`"of"`))
		staff := d.staff
		random := rand.New(rand.NewPCG(3, uint64(len(want))))
		for range orders {
			d.staff = mixed(staff, bound.Roster.People, random)
			_, again, _ := x.decide(policy, d)
			require.False(t, slices.EqualFunc(run.Decisions, again.Decisions, func(a, b eval.Decision) bool { return a.Record.At == b.Record.At }), "no row was moved")
			if got := ofFirst.ReplaceAll(jsonLines(t, inOrder(again)), []byte(`"of"`)); !bytes.Equal(got, want) {
				compare(t, "the rows in another order", want, got)
				return
			}
		}
	})
}

// inOrder puts the decisions in the order of the rows that they are of, as many as there are.
func inOrder(run report.Run) report.Run {
	run.Decisions = slices.Clone(run.Decisions)
	slices.SortStableFunc(run.Decisions, func(a, b eval.Decision) int {
		return strings.Compare(fmt.Sprintf("%s %s %9d", a.Record.At.File, a.Record.At.Sheet, a.Record.At.Row), fmt.Sprintf("%s %s %9d", b.Record.At.File, b.Record.At.Sheet, b.Record.At.Row))
	})
	run.Quotas, run.Couples = nil, nil // in the order of the rows that they are first met in
	return run
}

// mixed puts the rows of the people into another order; each keeps its number, so that
// what is said of a cell stays true.
func mixed(sheets []roster.Sheet, people []*roster.Record, random *rand.Rand) []roster.Sheet {
	sheets = slices.Clone(sheets)
	for i := range sheets {
		rows := slices.Clone(sheets[i].Rows)
		var of []int
		for k, row := range rows {
			if slices.ContainsFunc(people, func(r *roster.Record) bool {
				return r.At.File == sheets[i].File && r.At.Sheet == sheets[i].Name && r.At.Row == row.Number
			}) {
				of = append(of, k)
			}
		}
		for a, b := range random.Perm(len(of)) {
			rows[of[a]] = sheets[i].Rows[of[b]]
		}
		sheets[i].Rows = rows
	}
	return sheets
}
