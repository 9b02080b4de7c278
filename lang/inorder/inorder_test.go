package inorder_test

import (
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"rota/lang/inorder"
)

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n && yield(i); i++ {
		}
	}
}

// Whatever takes longest, results come in order, and each worker has its own work.
func TestEach(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 7, 100} {
		for _, n := range []int{0, 1, 5, 300} {
			var made atomic.Int32
			got := slices.Collect(inorder.Each(count(n), workers, func() func(int) int {
				made.Add(1)
				return func(i int) int {
					for range i * 7919 % 50 {
						runtime.Gosched()
					}
					return 2 * i
				}
			}))
			require.Len(t, got, n)
			for i, x := range got {
				require.Equal(t, 2*i, x)
			}
			require.LessOrEqual(t, int(made.Load()), max(1, workers))
		}
	}
}

// With one worker nothing is begun before what came of the item before it is taken.
func TestEachOneByOne(t *testing.T) {
	begun, taken := 0, 0
	for range inorder.Each(count(20), 1, func() func(int) int {
		return func(i int) int {
			begun++
			return i
		}
	}) {
		taken++
		require.Equal(t, taken, begun)
	}
	require.Equal(t, 20, taken)
}

// Several workers are at work at once: here each item waits until the other is begun.
func TestEachTogether(t *testing.T) {
	var begun [2]chan struct{}
	for i := range begun {
		begun[i] = make(chan struct{})
	}
	for met := range inorder.Each(count(2), 2, func() func(int) bool {
		return func(i int) bool {
			close(begun[i])
			select {
			case <-begun[1-i]:
				return true
			case <-time.After(time.Minute):
				return false
			}
		}
	}) {
		require.True(t, met)
	}
}

// When nobody takes results any more, nothing is left running.
func TestEachStops(t *testing.T) {
	for _, workers := range []int{1, 3} {
		var running, begun atomic.Int32
		for x := range inorder.Each(count(1_000_000), workers, func() func(int) int {
			return func(i int) int {
				running.Add(1)
				defer running.Add(-1)
				begun.Add(1)
				return i
			}
		}) {
			if x == 10 {
				break
			}
		}
		require.Zero(t, running.Load())
		require.Less(t, begun.Load(), int32(100))
	}
}

// A panic in the work, or while it is made, comes to who takes the results, behind all
// that came before it.
func TestEachPanics(t *testing.T) {
	for _, workers := range []int{1, 4} {
		taken := 0
		require.PanicsWithValue(t, "bug", func() {
			for range inorder.Each(count(100), workers, func() func(int) int {
				return func(i int) int {
					if i == 42 {
						panic("bug")
					}
					return i
				}
			}) {
				taken++
			}
		})
		require.Equal(t, 42, taken)
		require.PanicsWithValue(t, "made", func() {
			for range inorder.Each(count(3), workers, func() func(int) int { panic("made") }) {
			}
		})
		require.PanicsWithValue(t, "source", func() {
			for range inorder.Each(func(func(int) bool) { panic("source") }, workers, func() func(int) int { return func(i int) int { return i } }) {
			}
		})
	}
}
