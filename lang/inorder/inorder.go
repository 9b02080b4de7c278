// Package inorder does work on several goroutines and gives what comes of it in the order
// of the work. In go items and what is done with each; out come the results, one after the
// other, while later items are being worked on.
//
//	for text := range inorder.Each(slices.Values(files), 2, func() func(string) string { return read }) {
//		fmt.Println(text)
//	}
package inorder

import (
	"iter"
	"sync"
)

// ahead is how many items to a worker are begun before their results are taken.
const ahead = 2

// result is what came of an item, or what its worker panicked with.
type result[T any] struct {
	out T
	bug any
}

// job is an item, and where its result goes.
type job[S, T any] struct {
	item S
	done chan result[T]
}

// Each yields what work makes of each item, in order. Each of the workers, one or more, has
// a work of its own, which worker makes; with one all is done where the results are taken.
// A panic comes to who takes them. When they are no longer taken, nothing is begun any
// more, and Each returns when nothing runs.
func Each[S, T any](items iter.Seq[S], workers int, worker func() func(S) T) iter.Seq[T] {
	if workers <= 1 {
		return func(yield func(T) bool) {
			work := worker()
			for item := range items {
				if !yield(work(item)) {
					return
				}
			}
		}
	}
	return func(yield func(T) bool) {
		var busy sync.WaitGroup
		stop, jobs, order := make(chan struct{}), make(chan job[S, T]), make(chan chan result[T], workers*ahead)
		defer busy.Wait()
		defer close(stop)
		busy.Go(func() { feed(items, jobs, order, stop) })
		for range workers {
			busy.Go(func() {
				var work func(S) T
				for j := range jobs {
					j.done <- try(func() T {
						if work == nil {
							work = worker()
						}
						return work(j.item)
					})
				}
			})
		}
		for done := range order {
			r := <-done
			if r.bug != nil {
				panic(r.bug)
			}
			if !yield(r.out) {
				return
			}
		}
	}
}

// feed gives out the items, until nobody takes what comes of them.
func feed[S, T any](items iter.Seq[S], jobs chan job[S, T], order chan chan result[T], stop chan struct{}) {
	defer close(jobs)
	defer close(order)
	defer func() {
		if bug := recover(); bug != nil {
			done := make(chan result[T], 1)
			done <- result[T]{bug: bug}
			select {
			case order <- done:
			case <-stop:
			}
		}
	}()
	for item := range items {
		j := job[S, T]{item, make(chan result[T], 1)}
		select {
		case order <- j.done:
		case <-stop:
			return
		}
		select {
		case jobs <- j:
		case <-stop:
			return
		}
	}
}

func try[T any](work func() T) (r result[T]) {
	defer func() { r.bug = recover() }()
	r.out = work()
	return r
}
