package plan

import (
	"math"
	"slices"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// batch is how many rows are worked on at once: what a condition says of them
// stands in a few cache lines.
const (
	batch = 1024
	words = batch / 64
)

// flags have a bit for each row.
type flags []uint64

func (b flags) has(row int) bool { return b[row/64]>>(row%64)&1 == 1 }
func (b flags) set(row int)      { b[row/64] |= 1 << (row % 64) }

// column is a field of all records. A row that has no value there, because the
// cell is blank, says none, or holds what no column can, is special: least in
// nums, code 0.
type column struct {
	index  int
	field  *check.Field
	nums   []int32  // dates as days, whole numbers
	small  []uint8  // codes of choices and texts, where they are few
	wide   []uint16 // where they are many
	yes    flags    // of a yes/no
	codes  *codes
	least  int32 // of the values that nums may hold
	most   int32
	blank  flags      // not known
	usual  flags      // of these, the cells that may be anything that blanks of the field mostly may
	domain *value.Set // what that is
	ways   []filling  // in which these can be filled in
	none   flags      // there is no such thing
	known  flags      // the cell says what it is
	cuts   []int32    // between the values that the conditions tell apart
	unions []filling  // of a cell of several values: what a blank one may hold
}

const special = math.MinInt32

// mostNumber is the highest whole number that a column holds.
const mostNumber = 1_000_000_000

// codes numbers what the cells of a column hold, from 1: a value, or several.
type codes struct {
	single []uint16 // by the code of a choice or text
	sets   map[string]uint16
	values [][]int32 // by number
	full   bool
}

// most is how many different values a column can tell apart.
const mostCodes = math.MaxUint16

func (d *codes) add(values []int32) uint16 {
	if len(d.values) == mostCodes {
		d.full = true
		return 0
	}
	d.values = append(d.values, values)
	return uint16(len(d.values) - 1)
}

// of is the number of one value.
func (d *codes) of(code int32) uint16 {
	for int(code) >= len(d.single) {
		d.single = append(d.single, make([]uint16, max(8, len(d.single)))...)
	}
	if d.single[code] == 0 {
		d.single[code] = d.add([]int32{code})
	}
	return d.single[code]
}

// several is the number of a set of values.
func (d *codes) several(values []int32) uint16 {
	sorted := slices.Compact(slices.Sorted(slices.Values(values)))
	key := string(appendCodes(nil, sorted))
	n, known := d.sets[key]
	if !known {
		n = d.add(sorted)
		d.sets[key] = n
	}
	return n
}

func appendCodes(key []byte, values []int32) []byte {
	for _, v := range values {
		key = append(key, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
	}
	return key
}

// holds says whether a column can hold what a field says.
func holds(f *check.Field) bool {
	switch t := f.Type; t.Kind {
	case types.Bool, types.Number, types.Age, types.Year, types.Date:
		return !t.Several && !t.PerYear
	case types.Choice, types.Text:
		return !t.PerYear
	}
	return false
}

func newColumn(f *check.Field, rows int) *column {
	padded := (rows + batch - 1) / batch * batch
	c := &column{field: f, blank: make(flags, padded/64), usual: make(flags, padded/64), none: make(flags, padded/64), known: make(flags, padded/64)}
	switch f.Type.Kind {
	case types.Bool:
		c.yes = make(flags, padded/64)
	case types.Choice, types.Text:
		c.wide = make([]uint16, padded)
		c.codes = &codes{sets: map[string]uint16{}, values: [][]int32{nil}}
	case types.Date:
		c.nums, c.least, c.most = make([]int32, padded), int32(civil.Min), int32(civil.Max)
	default:
		c.nums, c.least, c.most = make([]int32, padded), -mostNumber, mostNumber
	}
	for i := range c.nums {
		c.nums[i] = special
	}
	return c
}

// load fills a column from the cells of the records.
func load(f *check.Field, people []*roster.Record) *column {
	c := newColumn(f, len(people))
	var usual *value.Set
	for i, p := range people {
		cell := p.Cell(f)
		set := cell.Value
		if cell.State == roster.Known {
			c.known.set(i)
		}
		unknown := cell.State == roster.Empty || cell.State == roster.Partial || cell.State == roster.Unreadable
		switch {
		case unknown || !set.One() || !c.put(i, set):
			c.blank.set(i)
			if cell.State != roster.Empty {
				continue
			}
			if usual == nil {
				usual, c.domain = &cell.Value, &cell.Value
				if c.codes != nil && !c.field.Type.Several {
					for _, code := range set.Codes {
						c.codes.of(code)
					}
				}
			}
			if same(usual, &cell.Value) {
				c.usual.set(i)
			}
		case set.None:
			c.none.set(i)
		}
	}
	if c.codes != nil && len(c.codes.values) <= math.MaxUint8 {
		c.narrow()
	}
	return c
}

// same says that two blanks of a column may be the same, as blanks mostly may.
func same(a, b *value.Set) bool {
	if len(a.Codes) != len(b.Codes) || len(a.Codes) > 0 && &a.Codes[0] != &b.Codes[0] {
		return false
	}
	return a.None == b.None && a.True == b.True && a.False == b.False && a.Several == b.Several && len(a.Sure) == len(b.Sure) &&
		a.First == b.First && a.Last == b.Last && a.Low == b.Low && a.High == b.High && a.Scale == b.Scale && a.Lost == b.Lost && len(a.Parts)+len(b.Parts) == 0
}

func (c *column) narrow() {
	c.small = make([]uint8, len(c.wide))
	for i, n := range c.wide {
		c.small[i] = uint8(n)
	}
	c.wide = nil
}

// put writes the one value of a cell; false where the column cannot hold it.
func (c *column) put(row int, set value.Set) bool {
	switch {
	case set.None:
		return true
	case c.yes != nil:
		if set.True {
			c.yes.set(row)
		}
		return true
	case c.codes != nil && set.Several:
		c.wide[row] = c.codes.several(set.Codes)
		return !c.codes.full
	case c.codes != nil:
		c.wide[row] = c.codes.of(set.Codes[0])
		return !c.codes.full
	case c.field.Type.Kind == types.Date:
		c.nums[row] = int32(set.First)
		return true
	}
	n, _, ok := set.Low.Int64(0)
	if !ok || !set.Low.IsInt() || n < -mostNumber || n > mostNumber {
		return false
	}
	c.nums[row] = int32(n)
	return true
}

// copy takes over one row of another column of the same field, all but what is
// not known of it.
func (c *column) copy(to int, from *column, row int) {
	bit := func(dst, src flags) {
		dst[to/64] = dst[to/64]&^(1<<(to%64)) | src[row/64]>>(row%64)&1<<(to%64)
	}
	switch {
	case c.nums != nil:
		c.nums[to] = from.nums[row]
	case c.yes != nil:
		bit(c.yes, from.yes)
	case from.small != nil:
		c.small[to] = from.small[row]
	default:
		c.wide[to] = from.wide[row]
	}
	bit(c.blank, from.blank)
	bit(c.none, from.none)
	bit(c.known, from.known)
}

// scratch is a column for one batch of rows that are made up.
func (c *column) scratch() *column {
	s := newColumn(c.field, batch)
	s.codes = c.codes
	if c.small != nil {
		s.narrow()
	}
	return s
}
