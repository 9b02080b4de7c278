package diag

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/locale"
	"rota/lang/source"
)

// TestMasked: of every message about a roster only the places listed and whole numbers
// are told.
func TestMasked(t *testing.T) {
	for code, places := range told {
		_, message, _, _, ok := Explain(code)
		require.True(t, ok, code)
		for _, i := range places {
			require.Contains(t, message.EN, fmt.Sprintf("{%d}", i), "%s tells what it does not say", code)
		}
	}
	for _, table := range []map[Code]entry{dataCodes, bindCodes} {
		for code := range table {
			d := Diagnostic{Code: code, At: source.Cell{}}
			for i := range 9 {
				d.Args = append(d.Args, fmt.Sprintf("secret%d", i))
			}
			for i := range 9 {
				if said := d.Masked(locale.English); !slices.Contains(told[code], i) {
					require.NotContains(t, said, fmt.Sprintf("secret%d", i), code)
				}
			}
		}
	}
	d := Diagnostic{Code: NotOfType, Args: []any{"内科组", locale.Text{EN: "ward", ZH: "科别"}, "a choice", locale.Text{EN: "; did you mean “内科”?", ZH: "；是否指“内科”？"}}}
	require.Equal(t, "“…” is no value of “ward”, which is a choice", d.Masked(locale.English))
	require.Equal(t, "“…”不是“科别”的值，此列应为a choice", d.Masked(locale.Chinese))
	outside := Diagnostic{Code: OutOfRange, Args: []any{"47", locale.Text{EN: "children", ZH: "子女数"}, "0", "10"}}
	require.Equal(t, "“…” in “children” is outside 0 to 10", outside.Masked(locale.English))
	differ := Diagnostic{Code: ColumnsDiffer, Args: []any{locale.Text{EN: "ward", ZH: "科别"}, "内科", "外科", "B3"}}
	require.Equal(t, "two columns give “ward”: “…” here, “…” in B3", differ.Masked(locale.English))
	require.Equal(t, "两列都是“科别”：此处为“…”，B3为“…”", differ.Masked(locale.Chinese))
	for count, want := range map[int]locale.Text{
		0: {}, 1: {}, 2: {EN: " (2 cells alike)", ZH: "（同类单元格2个）"}, 12: {EN: " (12 cells alike)", ZH: "（同类单元格12个）"},
	} {
		d.Count = count
		require.Equal(t, want, locale.Text{EN: d.Alike(locale.English), ZH: d.Alike(locale.Chinese)})
	}
	d.Args = []any{42, locale.Text{}, "a choice", locale.Text{}}
	require.Equal(t, "“42” is no value of “”, which is a choice", d.Masked(locale.English), "a count is told")
}
