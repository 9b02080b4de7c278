package interp_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/report"
	"rota/interp/roster"
	"rota/lang/civil"
	"rota/lang/locale"
)

// FuzzDecide: whatever the bytes of a policy and of a roster, deciding ends, the plan on
// columns finds what the plain evaluator does, and every form is written.
func FuzzDecide(f *testing.F) {
	for _, folder := range []string{"first", "nanchang-land", "district-2014", "xinhua-township"} {
		policies, _ := filepath.Glob(filepath.Join("../examples", folder, "*.rota"))
		rosters, _ := filepath.Glob(filepath.Join("../examples", folder, "roster.csv"))
		for _, policy := range policies {
			for _, staff := range rosters {
				f.Add(text(f, policy), head(text(f, staff), 8))
			}
		}
	}
	f.Fuzz(func(t *testing.T, policyText, staff []byte) {
		if len(policyText) > 20_000 || len(staff) > 5_000 {
			return
		}
		policy, _ := interp.Load("p.rota", policyText)
		if policy == nil {
			return
		}
		sheets, _ := interp.Sheets("r.csv", staff, interp.SheetOptions{Limits: roster.Limits{Columns: 40, Rows: 40}})
		bound, _ := policy.Bind(sheets, nil, roster.Options{AllowEmpty: true})
		asOf, _ := civil.NewDate(2024, 12, 31)
		run := report.Run{Program: policy.Program, AsOf: asOf, Evaluator: bound.Evaluator, Quotas: bound.Quotas(asOf)}
		run.Reason = func(d eval.Decision, l locale.Language) string { return explain.Reason(bound.Evaluator, d, l) }
		for d := range bound.Run(asOf) {
			run.Decisions = append(run.Decisions, d)
		}
		n := 0
		for d := range bound.Brief(asOf) {
			require.Less(t, n, len(run.Decisions))
			require.Equal(t, run.Decisions[n].Outcome, d.Outcome, "%s of %s", d.Action.Name, d.Record.ID)
			require.ElementsMatch(t, run.Decisions[n].Clauses, d.Clauses)
			n++
		}
		require.Equal(t, len(run.Decisions), n)
		for _, run.Language = range []locale.Language{locale.English, locale.Chinese} {
			for _, form := range []func(io.Writer, report.Run) error{report.JSONLines, report.CSV, report.Workbook} {
				require.NoError(t, form(io.Discard, run))
			}
			require.NoError(t, report.Table(io.Discard, run, 80))
		}
	})
}

func text(f *testing.F, path string) []byte {
	data, err := os.ReadFile(path)
	require.NoError(f, err)
	return data
}

// head is the first lines of a text.
func head(text []byte, lines int) []byte {
	parts := bytes.SplitAfterN(text, []byte("\n"), lines+1)
	return bytes.Join(parts[:min(lines, len(parts))], nil)
}
