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
