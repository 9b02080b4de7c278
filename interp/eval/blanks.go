package eval

import (
	"slices"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// blanks are the cells of a record that are not known, or are treated as if
// they were not, in the order met; and those whose value is taken for granted.
type blanks struct {
	free   []free
	read   []int        // places in free of the cells read since the scene last forgot
	loosed *roster.Cell // a soft cell that may be one of to instead
	to     value.Set
	soft   []softCell
	// hidden says that there may be blanks not met yet: of tables, until it is known which
	// key is looked up; ties; those of others while one's own leave it open how one stands
	// to them.
	hidden bool
	// glancing says that there are too many records to make the blank cells of
	// each a blank of its own: what they may be is enough, as long as it is not
	// known which record is meant.
	glancing bool
	spent    int // records looked at so
	maybes   map[maybeKey]*maybe
	// answers are blanks of the calendar: what it does not cover, by what was asked.
	answers map[dayQuestion]*roster.Cell
	years   map[years]*check.Field
	root    *roster.Record // whose decision it is
	// standIns are blanks that stand for those of others, by what was asked.
	standIns map[standInKey]*standIn
}

// free is a cell that is not known: what it may be at all, and in the case
// being looked at. Of a cell with a value for each year
// each year is one, of a cell with several dates each date.
type free struct {
	cell  *roster.Cell
	field *check.Field
	row   *roster.Record
	year  int
	part  int // of several dates, from 1
	whole value.Set
	set   value.Set
	from  []Blank // of others, for which it stands
	wide  bool    // it stands for no more than a part of them
	tie   bool    // its codes are no texts but the places of spells
}

// softCell is a cell whose value is taken for granted: assumed, judged, or a
// date known to the month.
type softCell struct {
	cell  *roster.Cell
	field *check.Field
	row   *roster.Record
}

// cell reads a field of a record.
func (s *scene) cell(f *check.Field, record *roster.Record) value.Set {
	set := s.written(f, record)
	r := f.Record
	if !s.cut || f != r.End || r.Start == nil || r.Table != nil {
		return set
	}
	// As of another date a row that ends later runs on.
	last, end, on := s.today(), set, open
	switch {
	case f.Type.Kind == types.Year: // it is over on its last day; an end that is none runs on
		_, end = s.daysIn(set, f.Type)
		on = value.None(types.Year)
	case !r.EndIn:
		last = value.Shift(last, oneDay, false)
	}
	ends := value.Compare(">", end, last)
	switch {
	case !ends.True:
		return set
	case !ends.False:
		return on
	}
	return value.Union(set, on)
}

// written is what the cell says, or may say.
func (s *scene) written(f *check.Field, record *roster.Record) value.Set {
	f = record.Column(f)
	c := record.Cells[f.Index]
	switch {
	case s.loosed == c:
		return s.unknown(free{cell: c, field: f, row: record, whole: s.to})
	case c.State == roster.Assumed, c.State == roster.Unanswered, c.State == roster.Known && (c.Month || f.Judged):
		s.touch(softCell{c, f, record})
		return c.Value
	case c.State == roster.Known:
		return c.Value
	}
	return s.unknown(free{cell: c, field: f, row: record, whole: c.Value})
}

func (s *scene) touch(cell softCell) {
	if s.glancing {
		return
	}
	for _, known := range s.soft {
		if known.cell == cell.cell {
			return
		}
	}
	s.soft = append(s.soft, cell)
}

// unknown is what a cell that is not known may be in this case. Each of several
// dates in it is a blank of its own.
func (s *scene) unknown(cell free) value.Set {
	if s.glancing {
		return cell.whole
	}
	if cell.whole.Parts == nil || cell.whole.None {
		before := len(s.read)
		set := s.blank(cell)
		if set.Parts == nil || set.None {
			return set
		}
		cell.whole = set
		s.read = s.read[:before] // it is its dates that are open
	}
	out := cell.whole
	out.Parts = slices.Clone(out.Parts)
	for i, p := range out.Parts {
		if !p.Value.One() {
			part := cell
			part.part, part.whole = i+1, p.Value
			out.Parts[i].Value = s.blank(part)
		}
	}
	return out
}

// blank finds a blank, or adds it to those met.
func (s *scene) blank(cell free) value.Set {
	for i := range s.free {
		if s.free[i].cell == cell.cell && s.free[i].year == cell.year && s.free[i].part == cell.part {
			if !s.free[i].set.One() {
				s.read = append(s.read, i)
			}
			return s.free[i].set
		}
	}
	if t := cell.field.Type; t.Several && t.Choice != nil && !cell.whole.None {
		// Split what the policy asks about first.
		if may := common(s.named[t.Choice], cell.whole.Codes); len(may) == len(cell.whole.Codes) {
			cell.whole.Codes = may
		}
	}
	if cell.field.Type.Kind == types.Text && !cell.tie && len(s.asked) > 0 {
		cell.whole.Codes = slices.Clone(cell.whole.Codes)
		for _, code := range s.asked {
			cell.whole.Codes = withCode(cell.whole.Codes, code)
		}
	}
	cell.set = cell.whole
	s.read = append(s.read, len(s.free))
	s.free = append(s.free, cell)
	return cell.set
}

func common(order, list []int32) []int32 {
	var out []int32
	for _, c := range order {
		for _, x := range list {
			if x == c {
				out = append(out, c)
			}
		}
	}
	return out
}

// yearly is what a cell with a value for each year says of one. A year that it
// does not list has none; of a blank cell each year is a blank of its own.
func (s *scene) yearly(f *check.Field, record *roster.Record, year int) value.Set {
	c := record.Cell(f)
	if s.loosed != c && (c.State == roster.Known || c.State == roster.Assumed) {
		return ofYear(s.written(f, record), year)
	}
	whole := c.Value
	if s.loosed == c || whole.Lost {
		one := *f
		one.Type.PerYear = false
		whole = roster.Domain(&one, nil)
		whole.None = true
		if one.Type.Kind == types.Text {
			whole.Lost = true
		}
	} else {
		whole = ofYear(whole, year)
	}
	return s.unknown(free{cell: c, field: f, row: record, year: year, whole: whole})
}

func ofYear(cell value.Set, year int) value.Set {
	for _, p := range cell.Parts {
		if p.Year == year {
			return p.Value
		}
	}
	return value.None(cell.Kind)
}

// now is what a cell may be in this case, or at all, without reading it for an
// answer.
func (s *scene) now(record *roster.Record, f *check.Field, whole bool) value.Set {
	c := record.Cell(f)
	for i := range s.free {
		switch {
		case s.free[i].cell != c:
		case whole:
			return s.free[i].whole
		default:
			return s.free[i].set
		}
	}
	return c.Value
}
