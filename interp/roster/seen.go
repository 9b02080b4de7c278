package roster

import (
	"strings"

	"rota/lang/locale"
)

// seen is what stands where the headings of a roster without a record are looked for: the
// fullest row. Where it is one cell the file has another separator.
func seen(sheets []Sheet) locale.Text {
	const most = 6
	var fullest []string
	for _, s := range sheets {
		for _, row := range s.Rows[:min(headerRows, len(s.Rows))] {
			var texts []string
			for _, cell := range row.Cells {
				if cell.Kind != Blank {
					texts = append(texts, clip(clean(cell.Text)))
				}
			}
			if len(texts) > len(fullest) {
				fullest = texts
			}
		}
	}
	if len(fullest) == 0 {
		return locale.Text{}
	}
	if i := strings.IndexAny(fullest[0], "，；、|｜;,\t"); i > 0 && len(fullest) == 1 {
		sign := string([]rune(fullest[0][i:])[0])
		return locale.Text{EN: "; every row is one cell: are its parts separated by “" + sign + "”? save the file as CSV with commas (,), or as .xlsx",
			ZH: "；现在每行只有一格：各列是否以“" + sign + "”分隔？请另存为以英文逗号（,）分隔的 CSV，或 .xlsx"}
	}
	fullest = fullest[:min(most, len(fullest))]
	return locale.Text{EN: "; what was found: “" + strings.Join(fullest, "”, “") + "”", ZH: "；现有内容：“" + strings.Join(fullest, "”“") + "”"}
}
