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

// column is a field of all records: yes or no, or a number for each row. The number
// is 0 where there is none, because the cell is blank, says none, or holds what no
// column can.
type column struct {
	index   int
	field   *check.Field // nil of what is read of spells
	spell   spellColumn  // see there; of other columns it has no side
	numbers lanes
	base    int32 // of dates and numbers: the value whose number is 1
	codes   *codes
	yes     flags
	least   int32 // of the values that there may be
	most    int32
	blank   flags      // not known
	none    flags      // there is no such thing
	known   flags      // the cell says what it is
	asked   bool       // of a Batch: some condition asks whether it does
	usual   flags      // of the blanks, those that may be what blanks of the field mostly may
	domain  *value.Set // what that is
	atoms   []int32    // those that say something else of each
	ways    []filling  // in which these can be filled in
	alone   bool       // its blanks are filled in row by row
	cuts    []int32    // between the values that the conditions tell apart
	unions  []filling  // of a cell of several values: what a blank one may hold
	like    []int32    // by code: the one that stands in unions for all that no condition tells from it
}

// mostNumber is the highest whole number that a column holds.
const mostNumber = 1_000_000_000

// codes numbers what the cells of a column hold, from 1: a value, or several.
type codes struct {
	single []uint16 // by the code of a choice or text
	only   []uint16 // the same of a cell that may hold several
	sets   map[string]uint16
	values [][]int32 // by number
	full   bool
	other  uint16 // of what no condition names; 0 where there is no such number
}

// mostCodes is how many different values a column can tell apart.
const mostCodes = math.MaxInt16

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
	n := numberOf(&d.single, code)
	if *n == 0 {
		*n = d.add([]int32{code})
	}
	return *n
}

// numberOf is where a list has the number of a code.
func numberOf(list *[]uint16, code int32) *uint16 {
	for int(code) >= len(*list) {
		*list = append(*list, make([]uint16, max(8, len(*list)))...)
	}
	return &(*list)[code]
}

// found is the number of one value that has one, or is like all that have none.
func (d *codes) found(code int32) uint16 {
	if int(code) < len(d.single) && d.single[code] != 0 {
		return d.single[code]
	}
	return d.other
}

// several is the number of a set of values.
func (d *codes) several(values []int32) uint16 {
	if len(values) == 1 { // as most cells have it
		n := numberOf(&d.only, values[0])
		if *n == 0 {
			*n = d.set(values)
		}
		return *n
	}
	return d.set(values)
}

func (d *codes) set(values []int32) uint16 {
	key := setKey(values)
	n, known := d.sets[key]
	if !known {
		n = d.add(slices.Compact(slices.Sorted(slices.Values(values))))
		d.sets[key] = n
	}
	return n
}

// setKey is the same of the same values, whatever their order.
func setKey(values []int32) string {
	return string(appendCodes(nil, slices.Compact(slices.Sorted(slices.Values(values)))))
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
	case types.Ref: // whether it leads to somebody
		return !t.Several && !t.PerYear
	}
	return false
}

// load fills a column from the cells of the records; nil where they are too many
// different texts. Of one that is filled in later the lanes are as wide as may be needed.
func load(f *check.Field, people []*roster.Record, later bool) *column {
	rows := (len(people) + batch - 1) / batch * batch
	flag := func() flags { return make(flags, rows/64) }
	c := &column{field: f, blank: flag(), usual: flag(), none: flag(), known: flag(), least: -mostNumber, most: mostNumber}
	switch f.Type.Kind {
	case types.Bool:
		c.yes = flag()
	case types.Choice, types.Text:
		c.codes = &codes{sets: map[string]uint16{}, values: [][]int32{nil}}
	case types.Date:
		c.least, c.most = int32(civil.Min), int32(civil.Max)
	}
	nums := make([]int32, len(people))
	for i, p := range people {
		cell := p.Cell(f)
		if cell.State == roster.Known {
			c.known.set(i)
		}
		unknown := cell.State == roster.Empty || cell.State == roster.Partial || cell.State == roster.Unreadable
		n, fits := int32(0), false
		if !unknown && cell.Value.One() {
			n, fits = c.number(&cell.Value)
		}
		switch nums[i] = n; {
		case !fits:
			c.blank.set(i)
			if cell.State == roster.Empty && len(cell.Value.Sure) == 0 { // of one that is known in part each may be other
				c.expect(&cell.Value)
				if same(c.domain, &cell.Value) {
					c.usual.set(i)
				}
			}
		case cell.Value.None:
			c.none.set(i)
		case c.yes != nil && n == 1:
			c.yes.set(i)
		}
	}
	switch {
	case c.yes != nil:
	case later:
		c.widen(rows)
	default:
		c.pack(nums, rows)
	}
	if c.codes != nil && c.codes.full {
		return nil
	}
	return c
}

// expect takes the first blank for what blanks of the column may be, and numbers what
// others may be besides.
func (c *column) expect(domain *value.Set) {
	if c.domain != nil && same(c.domain, domain) {
		return
	}
	if c.domain == nil {
		c.domain = domain
	}
	if c.codes != nil && !c.field.Type.Several {
		for _, code := range domain.Codes {
			c.codes.of(code)
		}
	}
}

// same says that two blanks of a column may be the same, as blanks mostly may.
func same(a, b *value.Set) bool {
	if len(a.Codes) != len(b.Codes) || len(a.Codes) > 0 && &a.Codes[0] != &b.Codes[0] && !slices.Equal(a.Codes, b.Codes) {
		return false
	}
	return a.None == b.None && a.True == b.True && a.False == b.False && a.Several == b.Several && len(a.Sure) == len(b.Sure) &&
		a.First == b.First && a.Last == b.Last && a.Low == b.Low && a.High == b.High && a.Scale == b.Scale && a.Lost == b.Lost && len(a.Parts)+len(b.Parts) == 0
}

// number is the one value of a cell as a number, a code, or 1 for yes; false where
// the column cannot hold it.
func (c *column) number(set *value.Set) (int32, bool) {
	switch {
	case set.None:
		return 0, true
	case c.yes != nil:
		return int32(bit(set.True)), true
	case c.codes != nil && set.Several:
		n := c.codes.several(set.Codes)
		return int32(n), n > 0
	case c.codes != nil:
		n := c.codes.of(set.Codes[0])
		return int32(n), n > 0
	case c.field.Type.Kind == types.Date:
		return int32(set.First), true
	case c.field.Type.Kind == types.Ref:
		return 0, true
	}
	n, _, ok := set.Low.Int64(0)
	return int32(n), ok && set.Low.IsInt() && -mostNumber <= n && n <= mostNumber
}

// pack puts numbers into lanes as narrow as they allow.
func (c *column) pack(nums []int32, rows int) {
	if c.codes != nil {
		c.base = 1
		c.numbers = newLanes(rows, int64(len(c.codes.values)))
	} else {
		first, last, some := int32(0), int32(0), false
		for i, n := range nums {
			if c.blank.has(i) || c.none.has(i) {
				continue
			}
			if !some {
				first, last, some = n, n, true
			}
			first, last = min(first, n), max(last, n)
		}
		c.base = first
		c.numbers = newLanes(rows, int64(last)-int64(first)+1)
	}
	for i, n := range nums {
		if !c.blank.has(i) && !c.none.has(i) {
			c.numbers.set(i, uint32(n-c.base+1))
		}
	}
}

// widen makes lanes for whatever the column may come to hold.
func (c *column) widen(rows int) {
	if c.base = 1; c.codes != nil {
		c.numbers = newLanes(rows, mostCodes)
		return
	}
	c.base = c.least
	c.numbers = newLanes(rows, int64(c.most)-int64(c.least)+1)
}

// numberOf is the number from which on values are v or more.
func (c *column) numberOf(v int64) uint32 {
	return uint32(min(max(v-int64(c.base)+1, 1), math.MaxInt32))
}
