package stream

import (
	"iter"
	"sync"
)

// ahead is how many blocks a worker may be ahead of what is written.
const ahead = 2

// block is some of the file, whole records.
type block struct {
	text  []byte
	first bool // the header is in it
}

// pieces are the blocks of the file as several workers decide them, in order.
func (s *Stream) pieces(workers int) iter.Seq[*piece] {
	return func(yield func(*piece) bool) {
		var busy sync.WaitGroup
		stop := make(chan struct{})
		defer func() {
			close(stop)
			busy.Wait() // nobody reads the file any more
		}()
		free := make(spares, workers*(ahead+2))
		in, out := make([]chan block, workers), make([]chan *piece, workers)
		for k := range workers {
			in[k], out[k] = make(chan block, ahead), make(chan *piece, ahead)
			busy.Go(func() { s.work(in[k], out[k], free, stop) })
		}
		busy.Go(func() { s.read(in, free, stop) })
		for i := 0; ; i++ {
			p, more := <-out[i%workers]
			switch {
			case !more:
				return
			case p.bug != nil:
				panic(p.bug)
			case !yield(p):
				return
			}
		}
	}
}

// read gives the blocks of the file to the workers by turns.
func (s *Stream) read(in []chan block, free spares, stop chan struct{}) {
	defer func() {
		for _, c := range in {
			close(c)
		}
	}()
	text := s.first
	for i := 0; len(text) > 0; i++ {
		select {
		case in[i%len(in)] <- block{text, i == 0}:
		case <-stop:
			return
		}
		text = s.blocks.Next(free.take())
	}
}

// work decides the blocks that it is given.
func (s *Stream) work(in chan block, out chan *piece, free spares, stop chan struct{}) {
	defer close(out)
	send := func(p *piece) bool {
		select {
		case out <- p:
			return true
		case <-stop:
			return false
		}
	}
	defer func() {
		if bug := recover(); bug != nil { // for the caller to meet
			send(&piece{bug: bug})
		}
	}()
	w, ok := s.worker()
	for b := range in {
		p := &piece{whole: true}
		if ok {
			p = w.decide(b)
		}
		if !send(p) {
			return
		}
		free.give(b.text)
	}
}

// spares are memory that is used again.
type spares chan []byte

// take is some that is spare, or none.
func (s spares) take() []byte {
	select {
	case some := <-s:
		return some[:0]
	default:
		return nil
	}
}

// give takes some back, unless there is enough.
func (s spares) give(some []byte) {
	select {
	case s <- some:
	default:
	}
}
