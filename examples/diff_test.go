package examples_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/report"
)

// A policy held against itself changes nothing, also where several checks bear one number.
func TestNothingChanges(t *testing.T) {
	each(t, func(t *testing.T, x example) {
		d := x.data(t, x.rosters[0])
		for _, name := range x.policies {
			_, run, _ := x.decide(load(t, name, x.read(t, name)), d)
			var out bytes.Buffer
			require.NoError(t, report.Difference{Old: run, New: run}.Listing().JSONLines(&out))
			require.Empty(t, out.String(), name)
		}
	})
}
