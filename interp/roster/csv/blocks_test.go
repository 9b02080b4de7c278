package csv_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"rota/interp/roster"
	"rota/interp/roster/csv"
)

// Whatever the bytes and the size of the blocks, a file that is plain has the rows that
// Read finds, with nothing to be told.
func FuzzBlocks(f *testing.F) {
	for _, text := range []string{
		"", "\n", "id,name\n1,a\n", "id;name\r\n1;\"a;b\"\r\n\r\n2;c", "id\tname\n1\t\"two\nlines\"\n", "\"a\"\"b\",c\n\"\",\"\"\"\"\n",
		"a,\"b\nc,d\n", "a,b\"c\"\n", "\"a\"b,c\n", "\ufeffid,name\n1,张三\n", "sep=;\nid;name\n", "sep=;\rid;name\n", "id,name\rx,y\r", "a,b\n , \n,,\nc", "'=1,' +2,'x\n", "\xff,a\n", "a\x00,b\n", "\ufffd,a\n", "a,\u200b,b\n",
	} {
		f.Add([]byte(text), uint8(7))
		f.Add([]byte(text), uint8(200))
	}
	f.Fuzz(func(t *testing.T, text []byte, size uint8) {
		blocks := csv.NewBlocks(bytes.NewReader(text), int(size))
		var rows []roster.Row
		plain, before := true, 0
		for block := blocks.Next(nil); len(block) > 0 && plain; block = blocks.Next(nil) {
			scanner := csv.NewScanner(block, blocks.Comma)
			for scanner.Next() {
				row := roster.Row{Number: before + scanner.Line(), Width: len(scanner.Fields)}
				for i, field := range scanner.Fields {
					cell, ok := csv.Cell(field)
					if plain = plain && ok; cell.Kind != roster.Blank {
						row.Cells = append(row.Cells, make([]roster.Raw, i+1-len(row.Cells))...)
						row.Cells[i] = cell
					}
				}
				if len(row.Cells) > 0 {
					rows = append(rows, row)
				}
			}
			before += scanner.Line()
			plain = plain && scanner.Plain()
		}
		if !plain || !blocks.Plain() || len(text) == 0 {
			return
		}
		sheets, found := csv.Read("", bytes.NewReader(text), csv.Options{Comma: rune(blocks.Comma)})
		if len(rows) == 0 {
			return
		}
		require.Empty(t, found)
		require.Len(t, sheets, 1)
		require.Equal(t, sheets[0].Rows, rows)
	})
}

// A file is cut behind its records, and what needs no judgement is plain.
func TestBlocks(t *testing.T) {
	failing := io.MultiReader(strings.NewReader("id,name\n1,a\n"), iotest.ErrReader(errors.New("gone")))
	for _, test := range []struct {
		name  string
		from  io.Reader
		size  int
		want  []string
		plain bool
	}{
		{"one block", strings.NewReader("id,name\n1,a\n"), 0, []string{"id,name\n1,a\n"}, true},
		{"the last line is not ended", strings.NewReader("id,name\n1,a"), 0, []string{"id,name\n1,a"}, true},
		{"two blocks", strings.NewReader("id,name\n1,a\n2,b\n"), 10, []string{"id,name\n", "1,a\n2,b\n"}, true},
		{"a block that ends with a record", strings.NewReader("id,name\n1,a\n2,b\n"), 8, []string{"id,name\n", "1,a\n2,b\n"}, true},
		{"three blocks", strings.NewReader("a,b\n1,2\n3,4\n5,6\n7,8\n"), 9, []string{"a,b\n1,2\n", "3,4\n5,6\n", "7,8\n"}, true},
		{"a line break in quotation marks", strings.NewReader("a,b\n1,\"x\ny\"\n2,z\n"), 10, []string{"a,b\n", "1,\"x\ny\"\n2,z\n"}, true},
		{"two line breaks in quotation marks", strings.NewReader("a,b\n1,\"x\ny\nz\"\n"), 12, []string{"a,b\n", "1,\"x\ny\nz\"\n"}, true},
		{"line ends of two signs", strings.NewReader("a;b\r\n1;2\r\n"), 0, []string{"a;b\n1;2\n"}, true},
		{"a byte-order mark", strings.NewReader("\ufeffa,b\n1,2\n"), 0, []string{"a,b\n1,2\n"}, true},
		{"what begun is as long as a block", strings.NewReader("a,b\n12345678\n"), 8, []string{"a,b\n", "12345678\n"}, true},
		{"a record longer than a block", strings.NewReader("a,b\n123456789012345678901234\n1,2\n"), 8, []string{"a,b\n"}, false},
		{"no record ends in the first block", strings.NewReader("1234567890123\n"), 8, nil, false},
		{"a line that names the separator", strings.NewReader("sep=;\na;b\n"), 0, nil, false},
		{"a bad byte", strings.NewReader("a,b\n\xff,1\n"), 0, nil, false},
		{"a lost character", strings.NewReader("a,b\n\ufffd,1\n"), 0, nil, false},
		{"a NUL byte", strings.NewReader("a,b\n\x00,1\n"), 0, nil, false},
		{"a NUL byte at the beginning", strings.NewReader("\x00,b\n1,1\n"), 0, nil, false},
		{"a bad byte in a later block", strings.NewReader("a,b\n1,2\n3,\xff\n"), 8, []string{"a,b\n1,2\n"}, false},
		{"a file that cannot be read to the end", failing, 0, nil, false},
	} {
		blocks := csv.NewBlocks(test.from, test.size)
		var got []string
		into := make([]byte, 0, 2) // too small for any block
		for block := blocks.Next(into); len(block) > 0; block = blocks.Next(into) {
			got = append(got, string(block))
		}
		require.Equal(t, test.want, got, test.name)
		require.Equal(t, test.plain, blocks.Plain(), test.name)
		require.Equal(t, test.plain, blocks.Ended() && blocks.Plain(), test.name)
	}
}

// A block is written into the memory given, where it has room for what is left of the block
// before and as much again.
func TestBlocksKeepMemory(t *testing.T) {
	blocks := csv.NewBlocks(strings.NewReader("a,b\n1,2\n"), 8)
	into := make([]byte, 16)
	require.Same(t, &into[0], &blocks.Next(into)[0])
	blocks = csv.NewBlocks(strings.NewReader("a,b\n1,2\n"), 8)
	small := make([]byte, 15)
	require.NotSame(t, &small[0], &blocks.Next(small)[0])
}

func TestScanner(t *testing.T) {
	type record struct {
		line    int
		written string
		fields  []string
	}
	for _, test := range []struct {
		name, block string
		want        []record
		lines       int
		plain       bool
	}{
		{"empty", "", nil, 0, true},
		{"records", "a,b\n1,\n", []record{{1, "a,b\n", []string{"a", "b"}}, {2, "1,\n", []string{"1", ""}}}, 2, true},
		{"no line end", "a,b", []record{{1, "a,b", []string{"a", "b"}}}, 1, true},
		{"empty lines are rows", "\n\na\n\nb\n\n", []record{{3, "a\n", []string{"a"}}, {5, "b\n", []string{"b"}}}, 6, true},
		{"quotation marks", "\"a,\nb\",\"\"\n", []record{{1, "\"a,\nb\",\"\"\n", []string{"a,\nb", ""}}}, 1, true},
		{"quotation marks at the end", "a,\"b\"", []record{{1, "a,\"b\"", []string{"a", "b"}}}, 1, true},
		{"doubled marks", "\"a\"\"b\",\"\"\"\"\n", []record{{1, "\"a\"\"b\",\"\"\"\"\n", []string{`a"b`, `"`}}}, 1, true},
		{"a mark that is not closed", "a\n\"b\n", []record{{1, "a\n", []string{"a"}}}, 2, false},
		{"a mark that is not closed at the end", "a,\"", nil, 1, false},
		{"a mark inside a field", "a\"b\",c\n", nil, 1, false},
		{"text behind a closing mark", "\"a\"b,c\n", nil, 1, false},
	} {
		scanner := csv.NewScanner([]byte(test.block), ',')
		var got []record
		for scanner.Next() {
			r := record{line: scanner.Line(), written: string(scanner.Written())}
			for _, field := range scanner.Fields {
				r.fields = append(r.fields, string(field))
			}
			got = append(got, r)
		}
		require.Equal(t, test.want, got, test.name)
		require.Equal(t, test.lines, scanner.Line(), test.name)
		require.Equal(t, test.plain, scanner.Plain(), test.name)
	}
}

// A field of more bytes than a cell may have characters is left to be judged.
func TestCellOfTheGreatestLength(t *testing.T) {
	longest := strings.Repeat("x", 32767)
	cell, ok := csv.Cell([]byte(longest))
	require.True(t, ok)
	require.Equal(t, roster.Raw{Text: longest, Kind: roster.Text}, cell)
	_, ok = csv.Cell([]byte(longest + "x"))
	require.False(t, ok)
}
