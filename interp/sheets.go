package interp

import (
	"bytes"
	"strings"

	"rota/interp/roster"
	"rota/interp/roster/csv"
	"rota/interp/roster/json"
	"rota/interp/roster/xlsx"
	"rota/lang/diag"
)

// SheetOptions say what a file cannot say of itself.
type SheetOptions struct {
	Encoding string // of a CSV file; "" to find out
	Comma    rune   // 0 to find out
	Limits   roster.Limits
}

// Sheets reads the tables of a file: a workbook, JSON, or CSV, whatever its
// name says. What could be read is returned with what could not.
func Sheets(name string, content []byte, opts SheetOptions) ([]roster.Sheet, diag.List) {
	switch formOf(name, content) {
	case workbook:
		return xlsx.Read(name, bytes.NewReader(content), int64(len(content)), xlsx.Options{Limits: opts.Limits})
	case objects:
		return json.Read(name, bytes.NewReader(content), json.Options{Limits: opts.Limits})
	}
	return csv.Read(name, bytes.NewReader(content), csv.Options{Encoding: opts.Encoding, Comma: opts.Comma, Limits: opts.Limits})
}

// Separated says by the first bytes of a file, 512 or all, whether Sheets reads it as CSV.
func Separated(name string, head []byte) bool { return formOf(name, head) == separated }

type form int

const (
	separated form = iota
	workbook
	objects
)

func formOf(name string, content []byte) form {
	head := strings.TrimLeft(string(content[:min(len(content), 512)]), "\ufeff \t\r\n")
	switch {
	case bytes.HasPrefix(content, []byte("PK\x03\x04")), bytes.HasPrefix(content, []byte("PK\x05\x06")), bytes.HasPrefix(content, []byte("\xd0\xcf\x11\xe0")),
		strings.HasSuffix(strings.ToLower(name), ".xlsx"):
		return workbook
	case strings.HasPrefix(head, "[") || strings.HasPrefix(head, "{"):
		return objects
	}
	return separated
}
