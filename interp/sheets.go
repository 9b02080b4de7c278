package interp

import (
	"bytes"
	"strings"

	"rota/interp/roster"
	"rota/interp/roster/csv"
	"rota/interp/roster/json"
	"rota/interp/roster/xlsx"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
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
	case other:
		var found diag.List
		found.Add(diag.NoTable, source.Cell{File: name}, kindOf(content))
		return nil, found
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
	other // no table
)

// kinds are files that are taken for rosters and are none, by what they hold near their
// beginning, or a part of them that says so.
var kinds = []struct {
	head, part string
	text       locale.Text
}{
	{"%pdf-", "", locale.Text{EN: "a PDF document", ZH: "PDF文档"}},
	{"{\\rtf", "", locale.Text{EN: "a text document (RTF)", ZH: "文字文档（RTF）"}},
	{"pk\x03\x04", "word/document.xml", locale.Text{EN: "a Word document (.docx)", ZH: "Word文档（.docx）"}},
	{"pk\x03\x04", "application/vnd.oasis.opendocument", locale.Text{EN: "an OpenDocument file (.ods, .odt)", ZH: "OpenDocument文件（.ods、.odt）"}},
	{"<", "<html", aWebPage}, {"<", "<table", aWebPage}, {"<", "<!doctype html", aWebPage},
	{"<", "urn:schemas-microsoft-com:office:spreadsheet", locale.Text{EN: "a workbook in XML, as Excel 2003 wrote it", ZH: "XML格式的工作簿（Excel 2003）"}},
}

var aWebPage = locale.Text{EN: "a web page (HTML), as some systems export it under the name .xls", ZH: "网页（HTML），有的系统以 .xls 为名导出"}

// kindOf names a file that is no table; empty for one that may be. A document within a
// workbook does not make it one.
func kindOf(content []byte) locale.Text {
	head := strings.ToLower(strings.TrimLeft(string(content[:min(len(content), 4096)]), "\ufeff \t\r\n"))
	within := []byte(head)
	if strings.HasPrefix(head, "pk") {
		within = content
	}
	for _, k := range kinds {
		if strings.HasPrefix(head, k.head) && bytes.Contains(within, []byte(k.part)) && !bytes.Contains(within, []byte("xl/workbook.")) {
			return k.text
		}
	}
	return locale.Text{}
}

func formOf(name string, content []byte) form {
	head := strings.TrimLeft(string(content[:min(len(content), 512)]), "\ufeff \t\r\n")
	switch {
	case kindOf(content) != locale.Text{}:
		return other
	case bytes.HasPrefix(content, []byte("PK\x03\x04")), bytes.HasPrefix(content, []byte("PK\x05\x06")), bytes.HasPrefix(content, []byte("\xd0\xcf\x11\xe0")),
		strings.HasSuffix(strings.ToLower(name), ".xlsx"):
		return workbook
	case strings.HasPrefix(head, "[") || strings.HasPrefix(head, "{"):
		return objects
	}
	return separated
}
