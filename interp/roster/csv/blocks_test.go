package csv_test

import (
	"bytes"
	"testing"

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
