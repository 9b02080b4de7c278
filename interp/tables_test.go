package interp_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/explain"
	"rota/interp/roster"
	"rota/lang/locale"
)

// What a table does not say of a key is called in each language by the names of that
// language, whichever the table is declared in.
func TestTableBlankIsCalledInEachLanguage(t *testing.T) {
	for _, row := range []struct{ policy, en, zh string }{
		{"表 上限 按 职级\n  正股级：6年\n规则1 任职满上限对应职级的，必须轮岗", "上限[clerk]", "上限[科员]"},
		{"表 上限 按 职级，涉密\n  正股级，是的：6年\n规则1 任职满上限对应（职级，涉密）的，必须轮岗", "上限[clerk, yes]", "上限[科员、是]"},
		{"表 上限 按 职级\n  正股级：6年\n规则1 任职满上限对应拟任职级的，必须轮岗", "上限[none]", "上限[无]"},
		{"table limit also called \"上限\" by rank\n  section chief: 6y\nrule 1 post tenure >= limit for rank => must rotate", "limit[clerk]", "上限[科员]"},
	} {
		bound, _ := load(t, row.policy).BindValues([]map[string]any{{"staff id": "1", "rank": "clerk", "secret post": "yes", "proposed rank": nil, "post since": "2015-01-01"}}, nil, roster.Options{})
		d := bound.On(bound.Roster.People[0], day(t, "2024-12-31"))[0]
		require.Len(t, d.Missing, 1)
		require.Equal(t, row.en, explain.Blanks(d.Missing, locale.English))
		require.Equal(t, row.zh, explain.Blanks(d.Missing, locale.Chinese))
	}
}
