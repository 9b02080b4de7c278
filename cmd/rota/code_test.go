package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
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
	put(t, "long.csv", "id,unit,section,post,post since,birth date\nA,u,s,clerk,2015-01-01,1980-01-01\n")
	put(t, "twice.csv", "id,unit,section,post,post since,birth date\nA,u,s,clerk,2015-01-01,1980-01-01\nB,u,s,clerk,2015-01-01,1980-01-01\nB,u,s,clerk,2015-01-01,1980-01-01\n")
	put(t, "form.rota", header+"rule 1 post tenure >= 5y => must rotate\nregister \"Not\" of must not rotate\n")
	put(t, "moved.csv", "id,planned section\nA,t\n")
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
		// Of two rows of one number neither can be relied on, whatever is asked of the others.
		{"check p.rota twice.csv", exitData},
		{"run p.rota twice.csv --fail-on must", exitData},
		{"run p.rota twice.csv --fail-on must --brief --format csv", exitData},
		{"run form.rota twice.csv --fail-on must --register Not", exitData},
		{"audit p.rota twice.csv", exitData},
		{"diff p.rota p.rota --roster twice.csv", exitData},
		{"forecast p.rota twice.csv --until 2025-12-31 --format json", exitData},
		{"bench p.rota twice.csv", exitData},
		{"why p.rota twice.csv --id B", exitData},
		{"why p.rota twice.csv --id A", exitDone},
		// A register alone does not hide what --fail-on asks for; a duty left undone is a finding.
		{"run form.rota long.csv --fail-on must --register Not", exitFindings},
		{"run form.rota fine.csv --fail-on must --register Not", exitDone},
		{"audit p.rota long.csv", exitFindings},
		{"audit p.rota long.csv --plan moved.csv", exitDone},
		{"audit p.rota fine.csv", exitDone},
		{"diff p.rota form.rota --roster long.csv", exitDone},
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

// Whatever a command is to do with a policy, one with mistakes ends it as such, and what is
// not there, or cannot be what it is named for, as wrong use; neither has a result.
func TestEndsBeforeAnythingIsDecided(t *testing.T) {
	t.Chdir(t.TempDir())
	const header = "policy \"P\"\n  as of 2024-12-31\n"
	put(t, "p.rota", header+"rule 1 post tenure >= 5y => must rotate\n")
	put(t, "bad.rota", header+"rule 1 post tenur >= 5y => must rotate\n")
	put(t, "torn.rota", header+"rule 1 post tenure >= => must rotate\n")
	put(t, "undated.rota", "rule 1 post tenure >= 5y => must rotate\n")
	put(t, "each.rota", "policy \"P\"\n  as of joined on\nrule 1 post tenure >= 5y => must rotate\n")
	put(t, "drawn.rota", header+"rule 1 post tenure >= 5y => must rotate\ntests from \"gone.csv\"\n")
	put(t, "away.rota", header+"rule 1 post tenure >= 5y => must rotate\ntests from \"../cases.csv\"\n")
	put(t, "wild.rota", header+"rule  1  male  =>  must  rotate\n")
	put(t, "r.csv", "staff id,unit,section,post,post since,joined on,planned section\nA,u,s,clerk,2015-01-01,2024-06-30,\n")
	put(t, "empty.csv", "staff id,post since\n")
	for _, c := range []struct {
		args   string
		code   int
		reason string // of what is said
	}{
		{"run bad.rota r.csv", exitPolicy, "R0201"},
		{"run bad.rota gone.csv", exitPolicy, "R0201"},
		{"why bad.rota r.csv --id A", exitPolicy, "R0201"},
		{"audit bad.rota r.csv", exitPolicy, "R0201"},
		{"bench bad.rota r.csv", exitPolicy, "R0201"},
		{"forecast bad.rota r.csv --until 2030-12-31", exitPolicy, "R0201"},
		{"diff bad.rota p.rota --roster r.csv", exitPolicy, "R0201"},
		{"diff p.rota bad.rota --roster r.csv", exitPolicy, "R0201"},
		{"clauses bad.rota", exitPolicy, "R0201"},
		{"test bad.rota", exitPolicy, "R0201"},
		{"fmt torn.rota", exitPolicy, "R0"},
		{"repl bad.rota", exitPolicy, "R0201"},

		{"audit p.rota gone.csv", exitUsage, "there is no file gone.csv"},
		{"audit p.rota r.csv --plan gone.csv", exitUsage, "there is no file gone.csv"},
		{"bench p.rota gone.csv", exitUsage, "there is no file gone.csv"},
		{"forecast p.rota gone.csv --until 2030-12-31", exitUsage, "there is no file gone.csv"},
		{"diff p.rota p.rota --roster gone.csv", exitUsage, "there is no file gone.csv"},
		{"diff p.rota gone.rota --roster r.csv", exitUsage, "there is no file gone.rota"},
		{"clauses p.rota --list gone.csv", exitUsage, "there is no file gone.csv"},
		{"clauses drawn.rota", exitUsage, "there is no file gone.csv"},
		{"test drawn.rota", exitUsage, "there is no file gone.csv"},
		{"test away.rota", exitUsage, "is not a file beside the policy"},
		{"check p.rota gone.rota", exitUsage, "there is no file gone.rota"},
		{"check drawn.rota --level R0913=error", exitUsage, ""},
		{"check p.rota --fix --level R0999=error", exitUsage, ""},
		{"fmt gone.rota", exitUsage, "there is no file gone.rota"},
		{"replay gone.jsonl", exitUsage, "there is no file gone.jsonl"},

		{"run p.rota empty.csv", exitUsage, "R0562"},
		{"audit p.rota empty.csv", exitUsage, "R0562"},
		{"bench p.rota empty.csv", exitUsage, "R0562"},
		{"forecast p.rota empty.csv --until 2030-12-31", exitUsage, "R0562"},
		{"diff p.rota p.rota --roster empty.csv", exitUsage, "R0562"},
		{"why p.rota empty.csv --id A", exitUsage, "R0562"},
		{"run p.rota r.csv --sheet s", exitUsage, "the roster is no workbook"},

		{"clauses p.rota --as-of someday", exitUsage, "--as-of 2024-12-31"},
		{"test p.rota --as-of someday", exitUsage, "--as-of 2024-12-31"},
		{"audit undated.rota r.csv", exitUsage, "say as of which date"},
		{"bench undated.rota r.csv", exitUsage, "say as of which date"},
		{"diff p.rota undated.rota --roster r.csv", exitUsage, "say as of which date"},
		{"forecast undated.rota r.csv --until 2030-12-31", exitUsage, "say as of which date"},
		{"forecast each.rota r.csv --until 2030-12-31", exitUsage, "a forecast needs one"},
		{"forecast p.rota r.csv --until 2030-12-31 --by hobby", exitUsage, "no field is called “hobby”"},
		{"run p.rota r.csv --register Form", exitUsage, "the policy has no register"},
		{"run p.rota r.csv --format xlsx", exitUsage, "a workbook needs a file"},
		{"run p.rota r.csv --format xlsx --out -", exitUsage, "a workbook needs a file"},
		{"run p.rota r.csv --record -", exitUsage, "a record needs a file"},
		{"run p.rota r.csv --brief", exitUsage, "--brief writes CSV"},
		{"run p.rota r.csv --brief --format nonsense", exitUsage, "is not a form of result"},
	} {
		code, out, errs := with(system{}, c.args)
		assert.Equal(t, c.code, code, "%s: %s%s", c.args, out, errs)
		assert.Contains(t, errs, c.reason, c.args)
		assert.Empty(t, out, c.args)
	}

	for _, args := range []string{"check p.rota gone.csv", "repl p.rota gone.csv"} { // which tell of the policy first
		code, out, errs := with(system{}, args)
		assert.Equal(t, exitUsage, code, args)
		assert.Contains(t, out, "p.rota: 1 rule", args)
		assert.Contains(t, errs, "there is no file gone.csv", args)
	}

	// Of several policies one with mistakes is told of, and the others are laid out or
	// accounted for all the same; its mistakes come before what would change.
	for _, args := range []string{"fmt torn.rota wild.rota --check", "fmt wild.rota torn.rota --check"} {
		code, out, _ := with(system{}, args)
		assert.Equal(t, exitPolicy, code, args)
		assert.Equal(t, "wild.rota\n", out, args)
	}
	for _, args := range []string{"clauses bad.rota p.rota", "clauses p.rota bad.rota"} {
		code, out, _ := with(system{}, args)
		assert.Equal(t, exitPolicy, code, args)
		assert.Contains(t, out, "p.rota", args)
	}
	// A policy by whose records the dates are decides as of each, and its rules are not timed.
	for _, c := range []struct {
		args  string
		rules bool
	}{{"bench each.rota r.csv", false}, {"bench each.rota r.csv --as-of 2024-12-31", true}} {
		code, out, errs := with(system{}, c.args)
		assert.Equal(t, exitDone, code, errs)
		assert.Equal(t, c.rules, strings.Contains(out, "rule 1 "), c.args)
	}
	code, out, _ := with(system{}, "bench p.rota empty.csv --allow-empty")
	assert.Equal(t, exitDone, code)
	assert.NotContains(t, out, "rule 1 ")
}

// A file of levels that an editor has begun with a mark of its encoding is read like any.
func TestLevelsAfterAMark(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, "p.rota", "policy \"P\"\n  as of 2024-12-31\nset stay = 5y\nrule 1 post tenure >= 6y => must rotate\n")
	for _, mark := range []string{"", "\ufeff"} {
		put(t, ".rota-levels", mark+"R0908=error\n")
		code, out, errs := with(system{}, "check p.rota")
		require.Equal(t, exitFindings, code, errs)
		require.Contains(t, out, "error R0908")
	}
}
