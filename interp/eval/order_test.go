package eval

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// Clause numbers stand in the order in which a person counts, and those in Chinese
// before other characters, so that no three of them go round in a circle.
func TestClausesInOrder(t *testing.T) {
	want := []string{"4", "4(1)", "4(2)", "4(10)", "4.2", "4.10", "4a", "10", "DX/2", "DX/10", "一", "第二条", "第二条第(二)项", "第二条第(三)项", "第二条第(十)项", "第三条", "第九条", "第十条", "第二十条", "第人条"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, natural)
	require.Equal(t, want, got)
	for _, a := range want {
		for _, b := range want {
			for _, c := range want {
				if natural(a, b) < 0 && natural(b, c) < 0 {
					require.Negative(t, natural(a, c), "%s %s %s", a, b, c)
				}
			}
		}
	}
}
