package interp

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What a worker panics with is met by whoever asked for the work.
func TestInOrderPanicsWithItsWorkers(t *testing.T) {
	for _, workers := range []int{1, 3} {
		require.PanicsWithValue(t, "a bug", func() {
			for range inOrder(10, workers, func() func(int) []int {
				return func(i int) []int {
					if i == 4 {
						panic("a bug")
					}
					return []int{i}
				}
			}) {
			}
		})
	}
}
