package interp_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/lang/locale"
)

// A file that is no table is called what it is.
func TestSheetsOfOtherKinds(t *testing.T) {
	for content, want := range map[string]string{
		"%PDF-1.7\n...": "R0525: this is a PDF document, not a table",
		"\ufeff<html xmlns:x=\"x\"><table><tr><td>工号</td></tr></table></html>": "R0525: this is a web page (HTML)",
		"\n<!DOCTYPE HTML PUBLIC>":    "R0525: this is a web page (HTML)",
		"<table border=1>":            "R0525: this is a web page (HTML)",
		"{\\rtf1 x}":                  "R0525: this is a text document (RTF)",
		"PK\x03\x04word/document.xml": "R0525: this is a Word document (.docx)",
		"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">": "R0525: this is a workbook in XML",
		"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet":                       "R0525: this is an OpenDocument file",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":                                                         "R0511: this is an old .xls or .et workbook",
		"PK\x03\x04xl/workbook.xml..word/document.xml":                                             "R0512: the workbook is damaged",
		"工号,<table>\nA1,x\n":                                                                       "",
		"<工号>,姓名\nA1,x\n":                                                                          "",
	} {
		require.Equal(t, want == "", interp.Separated("roster.xls", []byte(content)), content)
		sheets, found := interp.Sheets("roster.xls", []byte(content), interp.SheetOptions{})
		if want == "" {
			require.Empty(t, found)
			continue
		}
		require.Empty(t, sheets)
		require.Len(t, found, 1)
		require.Contains(t, string(found[0].Code)+": "+found[0].Message(locale.English), want)
	}
}

// What a file is instead is said in Chinese too, and its name alone makes it a workbook.
func TestSheetsOfOtherKindsInChinese(t *testing.T) {
	for content, want := range map[string]string{
		"%PDF-1.7":                    "PDF文档",
		"{\\rtf1 x}":                  "文字文档（RTF）",
		"PK\x03\x04word/document.xml": "Word文档（.docx）",
		"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text": "OpenDocument文件（.ods、.odt）",
		"<table>": "网页（HTML），有的系统以 .xls 为名导出",
		"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">": "XML格式的工作簿（Excel 2003）",
	} {
		_, found := interp.Sheets("花名册.xls", []byte(content), interp.SheetOptions{})
		require.Len(t, found, 1)
		require.Contains(t, found[0].Message(locale.Chinese), want)
	}
	for name, separated := range map[string]bool{"a.csv": true, "a.XLSX": false, "a.xls": true, "a": true} {
		require.Equal(t, separated, interp.Separated(name, []byte("工号\n1\n")), name)
	}
	for content, separated := range map[string]bool{"[{}]": false, " \r\n\t{}": false, "\ufeff[]": false, "a[": true, "PK\x05\x06": false, "PK": true, "": true} {
		require.Equal(t, separated, interp.Separated("a.csv", []byte(content)), content)
	}
}
