package plan

// lanes holds a small number for each row, several to a word, so that one
// subtraction compares several rows. The highest bit of each lane is always set:
// it is borrowed from where the number is less than what is taken away, and what
// is left of it is the answer. Of 64 rows a lane of n bits holds n, one to a word:
// shifting the answers of n words together puts each row's into its place.
type lanes struct {
	width int // bits of a lane: 8, 16 or 32
	words []uint64
}

// tops are the highest bits of the lanes of each width, ones the lowest.
var (
	tops = [33]uint64{8: 0x8080808080808080, 16: 0x8000800080008000, 32: 0x8000000080000000}
	ones = [33]uint64{8: 0x0101010101010101, 16: 0x0001000100010001, 32: 0x0000000100000001}
)

// newLanes has room for numbers from 0 to most of so many rows, 64 at a time.
func newLanes(rows int, most int64) lanes {
	width := 32
	switch {
	case most < 1<<7:
		width = 8
	case most < 1<<15:
		width = 16
	}
	l := lanes{width, make([]uint64, rows/64*width)}
	for i := range l.words {
		l.words[i] = tops[width]
	}
	return l
}

func (l lanes) place(row int) (word, shift int) {
	return row>>6*l.width + row&(l.width-1), row & 63 &^ (l.width - 1) // the width is a power of two
}

// set writes the number of a row that has none yet.
func (l lanes) set(row int, n uint32) {
	word, shift := l.place(row)
	l.words[word] |= uint64(n) << shift
}

// at is the number of a row.
func (l lanes) at(row int) uint32 {
	word, shift := l.place(row)
	return uint32(l.words[word]>>shift) & (1<<(l.width-1) - 1)
}

// atLeast are the rows from a multiple of 64 on whose number is n or more.
func (l lanes) atLeast(to *mask, from int, n uint32) {
	n = min(n, 1<<(l.width-1))
	top, take := tops[l.width], ones[l.width]*uint64(n)
	switch l.width {
	case 8:
		for w := range to {
			v := (*[8]uint64)(l.words[(from/64+w)*8:])
			var a, b uint64
			for i := 0; i < 4; i++ {
				a = a>>1 | (v[i]-take)&top
				b = b>>1 | (v[i+4]-take)&top
			}
			to[w] = a>>4 | b
		}
	case 16:
		for w := range to {
			v := (*[16]uint64)(l.words[(from/64+w)*16:])
			var a, b uint64
			for i := 0; i < 8; i++ {
				a = a>>1 | (v[i]-take)&top
				b = b>>1 | (v[i+8]-take)&top
			}
			to[w] = a>>8 | b
		}
	default:
		for w := range to {
			v := (*[32]uint64)(l.words[(from/64+w)*32:])
			var a, b uint64
			for i := 0; i < 16; i++ {
				a = a>>1 | (v[i]-take)&top
				b = b>>1 | (v[i+16]-take)&top
			}
			to[w] = a>>16 | b
		}
	}
}

// equal are the rows from a multiple of 64 on whose number is that of others, in lanes as
// wide.
func (l lanes) equal(to *mask, from int, others lanes) {
	top := tops[l.width]
	for w := range to {
		at := (from/64 + w) * l.width
		b := others.words[at:][:l.width]
		var is uint64
		for i, a := range l.words[at:][:l.width] {
			is = is>>1 | (top-(a^b[i]))&top // nothing is borrowed where they are alike
		}
		to[w] = is
	}
}
