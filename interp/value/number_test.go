package value_test

import (
	"testing"

	"github.com/govalues/decimal"
	"github.com/stretchr/testify/require"

	"rota/interp/value"
)

// A third of six is two, though a third has no end as a decimal; a share that has one
// is taken as it stands.
func TestPartOf(t *testing.T) {
	third, err := decimal.One.Quo(decimal.MustNew(3, 0))
	require.NoError(t, err)
	for of, want := range map[int64]string{3: "1", 6: "2", 999_999: "333333"} {
		require.Equal(t, want, value.PartOf(third, decimal.MustNew(of, 0)).String())
	}
	require.Equal(t, "0.9", value.PartOf(decimal.MustNew(3, 1), decimal.MustNew(3, 0)).String())
	require.Equal(t, "0.9999", value.PartOf(decimal.MustNew(9999, 4), decimal.One).String())
}
