package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A run ends with the code of the gravest thing that came of it, whatever came first:
// what could not be read before what was found, and that before nothing.
func TestTheGravestCode(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, "p.rota", "rule 1 post tenure >= 5y => must rotate\n")
	const good, bad, open, short = "A,2010-01-01\n", "B,2010-13-40\n", "C,\n", "D,2024-01-01\n"
	for _, c := range []struct {
		rows, options string
		code          int
	}{
		{short, "", exitDone},
		{short + good, "", exitDone},
		{short, "--fail-on must", exitDone},
		{short + good, "--fail-on must", exitFindings},
		{good + bad, "--fail-on must", exitData},
		{bad + good, "--fail-on must", exitData},
		{bad + short, "", exitData},
		{open + good, "", exitDone},
		{open + good, "--fail-on must", exitFindings},
		{open + good, "--fail-on must --strict-data", exitData},
		{good + open, "--fail-on must --strict-data", exitData},
	} {
		put(t, "r.csv", "id,post since\n"+c.rows)
		for _, way := range []string{"", " --brief -f csv", " --brief --out x.csv", " --out x.csv"} {
			code, _, errs := with(system{}, "run p.rota r.csv --as-of 2024-12-31 "+c.options+way)
			require.Equal(t, c.code, code, "%q %s%s: %s", c.rows, c.options, way, errs)
		}
	}
}

// Every command ends as what it found asks for, in whichever of several files that is, and
// a limit or a last day that is only just met is met.
func TestEnds(t *testing.T) {
	t.Chdir(t.TempDir())
	const header = "policy \"P\"\n  as of 2024-12-31\n"
	put(t, "p.rota", header+"rule 1 post tenure >= 5y => must rotate\nrequire post since > birth date\n")
	put(t, "half.rota", header+"rule 1 post tenure >= 5y => must rotate\ntest \"long\"\n  given post since 2019-12-31\n  expect must\ntest \"short\"\n  given post since 2020-01-01\n  expect nothing\n")
	put(t, "none.rota", header+"rule 1 post tenure >= 5y => must rotate\ntest \"other\"\n  given post since 2015-01-01\n  expect must\n")
	put(t, "wild.rota", header+"rule  1  male  =>  must  rotate\n")
	put(t, "tidy.rota", header+"rule 1 male => must rotate\n")
	put(t, "young.csv", "id,unit,section,post,post since,birth date\nA,u,s,clerk,2024-01-01,2024-06-01\n")
	put(t, "late.csv", "id,unit,section,post,post since,birth date\nA,u,s,clerk,2024-01-01,2024-06-01\nB,u,s,clerk,2015-01-01,1980-01-01\n")
	put(t, "fine.csv", "id,unit,section,post,post since,birth date\nA,u,s,clerk,2024-01-01,1980-01-01\n")
	put(t, "plan.csv", "id,planned section\nB,\n")
	for _, c := range []struct {
		args string
		code int
	}{
		// A record that breaks a requirement is not decided, which comes before what is found.
		{"audit p.rota young.csv", exitData},
		{"audit p.rota late.csv --plan plan.csv", exitData},
		{"run p.rota late.csv --fail-on must", exitData},
		{"why p.rota young.csv --id A", exitData},
		{"why p.rota late.csv --id B", exitDone},
		{"run p.rota fine.csv", exitDone},
		// The share that tests show is a whole number of the hundred; as much as is asked for will do.
		{"test half.rota --cover --min 87", exitDone},
		{"test half.rota --cover --min 88", exitFindings},
		{"test none.rota --cover --min 37", exitDone},
		{"test half.rota none.rota --cover --min 87", exitFindings},
		{"test none.rota half.rota --cover --min 87", exitFindings},
		// A title that no test of any file bears is wrong use, in one file or in several.
		{"test half.rota --run nobody", exitUsage},
		{"test half.rota none.rota --run nobody", exitUsage},
		{"test half.rota none.rota --run other", exitDone},
		{"forecast p.rota fine.csv --until 2024-12-31", exitUsage},
		{"forecast p.rota fine.csv --until 2025-01-01", exitDone},
		{"fmt wild.rota tidy.rota --check", exitFindings},
		{"fmt tidy.rota wild.rota --check", exitFindings},
		{"fmt tidy.rota --check", exitDone},
		{"fmt wild.rota --diff", exitDone},
		{"fmt wild.rota --diff --check", exitFindings},
	} {
		code, out, errs := with(system{}, c.args)
		require.Equal(t, c.code, code, "%s: %s%s", c.args, out, errs)
	}
}
