package explain_test

import (
	"testing"

	"github.com/govalues/decimal"
	"github.com/stretchr/testify/require"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/lang/civil"
	"rota/lang/locale"
	"rota/lang/types"
)

// Values, as results carry them, in the words of either language.
func TestValues(t *testing.T) {
	for _, row := range []struct {
		kind   types.Kind
		v      string
		en, zh string
	}{
		{types.Bool, "yes", "yes", "是"},
		{types.Bool, "no", "no", "否"},
		{types.Bool, "yes|no", "yes or no", "是或否"},
		{types.Number, "5", "5", "5"},
		{types.Number, "5..7|none", "5 to 7 or none", "5至7或无"},
		{types.Number, "..7", "at most 7", "不超过7"},
		{types.Number, "5..", "at least 5", "不低于5"},
		{types.Number, "conflict", "conflict", "冲突"},
		{types.Number, "data-error", "data error", "数据错误"},
		{types.Number, "", "", ""},
		{types.Date, "2025-01-01", "2025-01-01", "2025-01-01"},
		{types.Date, "2025-01-01..", "no earlier than 2025-01-01", "不早于2025-01-01"},
		{types.Date, "..2025-01-01", "no later than 2025-01-01", "不晚于2025-01-01"},
		{types.Date, "2025-01-01..2025-02-01|none", "2025-01-01 to 2025-02-01 or none", "2025-01-01至2025-02-01或无"},
		{types.Date, "open", "open", "至今"},
		{types.Period, "4y10mo29d", "4y10mo29d", "4年10个月29天"},
		{types.Period, "1 workday", "1 workday", "1个工作日"},
		{types.Period, "1 workday..10 workdays", "1 workday to 10 workdays", "1个工作日至10个工作日"},
		{types.Period, "-1y2mo", "-1y2mo", "负1年2个月"},
		{types.Text, "a|b..c", "a|b..c", "a|b..c"},
		{types.Text, "none", "none", "无"},
	} {
		require.Equal(t, row.en, explain.Values(row.v, types.Type{Kind: row.kind}, locale.English), row.v)
		require.Equal(t, row.zh, explain.Values(row.v, types.Type{Kind: row.kind}, locale.Chinese), row.v)
	}
}

// A date, a range of dates, and one that may be none.
func TestDates(t *testing.T) {
	first, _ := civil.ParseISO("2025-01-31")
	last, _ := civil.ParseISO("2025-02-28")
	for _, row := range []struct {
		dates  eval.Dates
		en, zh string
	}{
		{eval.Dates{First: first, Last: first}, "2025-01-31", "2025-01-31"},
		{eval.Dates{First: first, Last: last}, "2025-01-31 at the earliest, 2025-02-28 at the latest", "最早2025-01-31、最晚2025-02-28"},
		{eval.Dates{First: first, Last: civil.Max}, "2025-01-31 or later, or none", "2025-01-31或更晚，也可能没有"},
	} {
		require.Equal(t, row.en, explain.Dates(row.dates, locale.English))
		require.Equal(t, row.zh, explain.Dates(row.dates, locale.Chinese))
	}
}

// A range of dates that may have no end has one word for it.
func TestOpenRange(t *testing.T) {
	require.Equal(t, "2025-01-31 and on", explain.Values("2025-01-31..open", types.Type{Kind: types.Date}, locale.English))
	require.Equal(t, "2025-01-31至今", explain.Values("2025-01-31..open", types.Type{Kind: types.Date}, locale.Chinese))
}

// Numbers bear no zeros that say nothing.
func TestRange(t *testing.T) {
	of := func(low, high string) eval.Range {
		return eval.Range{Low: decimal.MustParse(low), High: decimal.MustParse(high)}
	}
	require.Equal(t, "3", explain.Range(of("3.00", "3.0")))
	require.Equal(t, "10", explain.Range(of("10", "10")))
	require.Equal(t, "1.25–1.5", explain.Range(of("1.250", "1.50")))
	require.Equal(t, "-2–0", explain.Range(of("-2", "0")))
}

// What would steer a terminal or reorder writing is taken out, line ends are not.
func TestPlain(t *testing.T) {
	require.Equal(t, "a\nb甲 é", explain.Plain("a\nb\x1b甲\r\t\x00 \x7f\u0085\u202e\u2066\u200e\u200f\u061c\u2028\u2029é"))
	require.Equal(t, "\u00a0", explain.Plain("\x1f\x7f\u0080\u009f\u00a0\u202a\u202b\u202c\u202d\u2067\u2068"), "the ends of ranges")
	require.Equal(t, "\u202f\u2065\u206a\u2010", explain.Plain("\u202f\u2065\u206a\u2010\u2069"), "what stands beside them")
	require.Equal(t, "a\u00a0b\u200bc", explain.Plain("a\u00a0b\u200bc"))
}
