package stream

import (
	"iter"

	"rota/lang/inorder"
)

// block is some of the file, whole records.
type block struct {
	text  []byte
	first bool // the header is in it
}

// pieces are the blocks of the file as several workers decide them, in order.
func (s *Stream) pieces(workers int) iter.Seq[*piece] {
	free := make(spares, 8*workers)
	return inorder.Each(s.texts(free), workers, func() func(block) *piece {
		w, ok := s.worker()
		return func(b block) *piece {
			if !ok {
				return &piece{whole: true}
			}
			defer free.give(b.text)
			return w.decide(b)
		}
	})
}

// texts are the blocks of the file.
func (s *Stream) texts(free spares) iter.Seq[block] {
	return func(yield func(block) bool) {
		for text, first := s.first, true; len(text) > 0 && yield(block{text, first}); first = false {
			text = s.blocks.Next(free.take())
		}
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
