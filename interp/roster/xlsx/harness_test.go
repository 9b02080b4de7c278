package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/roster"
	"rota/lang/diag"
	"rota/lang/locale"
)

const (
	header  = `<?xml version="1.0" encoding="UTF-8"?>`
	rootRel = header + `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookXML = header + `<workbook xmlns:r="r"><sheets><sheet name="在职" sheetId="1" r:id="r1"/></sheets></workbook>`
	bookRel = header + `<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="r3" Type="http://x/styles" Target="styles.xml"/></Relationships>`
	strs    = header + `<sst><si><t>姓名</t></si><si><r><t>张</t></r><r><t>三</t></r><rPh sb="0" eb="1"><t>ZHANG</t></rPh></si></sst>`
	styles  = header + `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/><numFmt numFmtId="171" formatCode="0000"/><numFmt numFmtId="172" formatCode="0.00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="57"/><xf numFmtId="170"/><xf numFmtId="20"/><xf numFmtId="22"/><xf numFmtId="171"/><xf numFmtId="172"/></cellXfs></styleSheet>`
)

// parcel builds a workbook of one sheet; replaced holds name, content pairs.
func parcel(t testing.TB, replaced ...string) []byte {
	t.Helper()
	names := []string{"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"}
	contents := map[string]string{names[0]: rootRel, names[1]: bookXML, names[2]: bookRel, names[3]: strs, names[4]: styles, names[5]: data("")}
	for i := 0; i < len(replaced); i += 2 {
		if _, ok := contents[replaced[i]]; !ok {
			names = append(names, replaced[i])
		}
		contents[replaced[i]] = replaced[i+1]
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range names {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		require.NoError(t, err)
		_, err = w.Write([]byte(contents[name]))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}

// data is a sheet part with these rows.
func data(rows string) string {
	return header + `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`
}

func one(t testing.TB, rows string) ([]string, []string) {
	return read(t, parcel(t, "xl/worksheets/sheet1.xml", data(rows)), Options{})
}

func read(t testing.TB, b []byte, opts Options) ([]string, []string) {
	t.Helper()
	sheets, found := Read("f.xlsx", bytes.NewReader(b), int64(len(b)), opts)
	return show(sheets), codes(t, found)
}

var letters = map[roster.Kind]string{roster.Blank: "_", roster.Text: "", roster.Number: "n:", roster.Boolean: "b:", roster.Date: "d:", roster.Fault: "!"}

func show(sheets []roster.Sheet) []string {
	var out []string
	for _, s := range sheets {
		for _, row := range s.Rows {
			line := fmt.Sprint(row.Number)
			for _, c := range row.Cells {
				line += " " + letters[c.Kind] + c.Text
			}
			if row.Hidden {
				line += " hidden"
			}
			out = append(out, line)
		}
	}
	return out
}

func codes(t testing.TB, found diag.List) []string {
	var out []string
	for _, d := range found {
		require.NotRegexp(t, `EOF|token|invalid|XML|zip|\{\d`, d.Message(locale.English))
		require.NotRegexp(t, `\{\d`, d.Message(locale.Chinese))
		out = append(out, string(d.Code)+strings.TrimPrefix(d.At.String(), "f.xlsx"))
	}
	return out
}
