package explain_test

import (
	"testing"

	"github.com/govalues/decimal"
	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
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

// Of a pair with anybody it is said how many the other may be.
func TestTwo(t *testing.T) {
	a, b := &roster.Record{ID: "E7", Name: "丁七"}, &roster.Record{ID: "E8", Name: "E8"}
	for _, row := range []struct {
		couple eval.Couple
		en, zh string
	}{
		{eval.Couple{A: a, B: b}, "E7 丁七, E8", "E7 丁七、E8"},
		{eval.Couple{A: a, Others: 21}, "E7 丁七 and any of 21 others", "E7 丁七与其他21人中的任一人"},
	} {
		require.Equal(t, row.en, explain.Two(row.couple, locale.English))
		require.Equal(t, row.zh, explain.Two(row.couple, locale.Chinese))
	}
}

// A quota says what it asks in words, by each of its signs, and how far it is from that.
func TestQuota(t *testing.T) {
	for _, row := range []struct{ asks, en, zh string }{
		{"at most 2", "2, at most 2", "2人，不超过2人"},
		{"at most 1", "2, at most 1: 1 too many", "2人，不超过1人：超出1人"},
		{"at least 2", "2, at least 2", "2人，不少于2人"},
		{"at least 3", "2, at least 3: 1 more needed", "2人，不少于3人：还差1人"},
		{"< 3", "2, less than 3", "2人，少于3人"},
		{"< 2", "2, less than 2: 1 too many", "2人，少于2人：超出1人"},
		{"> 1", "2, more than 1", "2人，多于1人"},
		{"> 2", "2, more than 2: 1 more needed", "2人，多于2人：还差1人"},
		{"exactly 2", "2, exactly 2", "2人，恰为2人"},
		{"exactly 4", "2, exactly 4: 2 more needed", "2人，恰为4人：还差2人"},
		{"exactly 1", "2, exactly 1: 1 too many", "2人，恰为1人：超出1人"},
	} {
		p, found := interp.Load("p.rota", []byte("quota 1: (female) "+row.asks+"\n"))
		require.NotNil(t, p, "%s: %v", row.asks, found)
		bound, _ := p.BindValues([]map[string]any{{"staff id": "A1", "gender": "女"}, {"staff id": "A2", "gender": "男"}, {"staff id": "A3", "gender": "女"}}, nil, roster.Options{})
		asOf, _ := civil.ParseISO("2024-12-31")
		quotas := bound.Quotas(asOf)
		require.Len(t, quotas, 1)
		require.Equal(t, row.en, explain.Quota(quotas[0], locale.English))
		require.Equal(t, row.zh, explain.Quota(quotas[0], locale.Chinese))
	}
}
