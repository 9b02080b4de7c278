package plan

import (
	"iter"

	"rota/interp/roster"
	"rota/lang/check"
)

// window is how many batches are put in order together. A batch with a blank in it is
// gone through once for each way to fill it in, so that rows with blanks are put behind
// those without: few batches have any.
const window = 16

// WindowRows is how many records a window has, but for the last.
const WindowRows = window * batch

// Windows is how many windows there are.
func (p *Plan) Windows() int { return (p.Batches() + window - 1) / window }

// Window are the batches that the records of one stretch of the roster are in.
func (p *Plan) Window(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := i * window; at < min(p.Batches(), (i+1)*window) && yield(at); at++ {
		}
	}
}

// arranged are the records of each window with those in front that have no blank, then
// those with one, field by field, and at the end those with several.
func arranged(program *check.Program, people []*roster.Record) []*roster.Record {
	var read []*check.Field
	for _, f := range program.Subject.Fields {
		if f.Used && holds(f) {
			read = append(read, f)
		}
	}
	if len(people) <= batch {
		return people
	}
	out := make([]*roster.Record, 0, len(people))
	by := make([][]*roster.Record, len(read)+2)
	for from := 0; from < len(people); from += WindowRows {
		for _, person := range people[from:min(from+WindowRows, len(people))] {
			at := blankOf(person, read)
			by[at] = append(by[at], person)
		}
		for at, list := range by {
			out, by[at] = append(out, list...), list[:0]
		}
	}
	return out
}

// blankOf is 0 for a record without a blank among some fields, the number of the one that
// it has, from 1, or one more than all for several.
func blankOf(person *roster.Record, read []*check.Field) int {
	at := 0
	for i, f := range read {
		switch state := person.Cell(f).State; {
		case state == roster.Known:
		case at > 0:
			return len(read) + 1
		default:
			at = i + 1
		}
	}
	return at
}
