package explain_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/lang/civil"
	"rota/lang/locale"
)

// accounts are the reason and both accounts of the first person's first decision.
func accounts(t *testing.T, policy string, records []map[string]any) map[locale.Language]string {
	t.Helper()
	p, found := interp.Load("p.rota", []byte(policy))
	require.NotNil(t, p, "%v", found)
	bound, _ := p.BindValues(records, nil, roster.Options{})
	asOf, _ := civil.ParseISO("2024-12-31")
	d := bound.On(bound.Roster.People[0], asOf)[0]
	texts := map[locale.Language]string{}
	for _, l := range []locale.Language{locale.English, locale.Chinese} {
		var why, not strings.Builder
		require.NoError(t, explain.Why(&why, bound.Evaluator, d, l))
		require.NoError(t, explain.WhyNot(&not, bound.Evaluator, d, l))
		texts[l] = explain.Reason(bound.Evaluator, d, l) + "\n" + why.String() + "-- not\n" + not.String()
	}
	return texts
}

var update = flag.Bool("update", false, "write the goldens anew")

// An account tells what was assumed and judged, what decides and what is beaten, what is not
// known, why others did not apply and what comes next, in either language.
func TestAccounts(t *testing.T) {
	texts := map[locale.Language]*strings.Builder{locale.English: {}, locale.Chinese: {}}
	for _, test := range []struct {
		name, policy string
		records      []map[string]any
	}{
		{"assumed and judged", "field key post: yes/no, assumed no when blank\njudged extension approved also called \"批准延期\"\nrule 4.1 \"five years\" key post or post tenure >= 5y => must rotate\n  unless extension approved\nrule 4.2 \"three years\" post tenure >= 3y => should rotate\n", []map[string]any{{"staff id": "A1", "name": "甲", "post since": "2019年12月", "key post": nil}}},
		{"excepted", "rule 1 \"women\" female => must rotate\n  unless post tenure < 3y\nrule 2 male => should rotate\n", []map[string]any{{"staff id": "A1", "name": "甲", "gender": "女", "post since": "2023-01-01"}}},
		{"fails", "rule 1 post tenure >= 5y, female => must rotate within 6mo from post since + 5y\n", []map[string]any{{"staff id": "A1", "gender": "男", "post since": "2023-01-01"}}},
		{"deadline", "rule 1 post tenure >= 5y => must rotate within 6mo from post since + 5y\nrule 2 female => exempt from rotate\n", []map[string]any{{"staff id": "A1", "name": "甲", "gender": "男", "post since": "2018-01-01"}}},
		{"beaten", "rule 1 post tenure >= 5y => must rotate\nrule 2 female => exempt from rotate\n", []map[string]any{{"staff id": "A1", "name": "甲", "gender": "女", "post since": "2018-01-01"}}},
		{"undetermined", "rule 1 post tenure >= 5y => must rotate\nrule 2 female => exempt from rotate\n", []map[string]any{{"staff id": "A1", "name": "甲", "gender": nil, "post since": "2018-01-01"}}},
		{"unreadable", "rule 1 post tenure >= 5y => must rotate\nrule 2 female => exempt from rotate\n", []map[string]any{{"staff id": "A1", "name": "甲", "gender": "x", "post since": "2018-02-30"}}},
		{"no column", "rule 1 post tenure >= 5y => must rotate\n", []map[string]any{{"staff id": "A1", "name": "甲"}}},
		{"one number twice", "rule 1 post tenure >= 5y => must rotate\n", []map[string]any{{"staff id": "A1", "name": "甲", "post since": "2018-01-01"}, {"staff id": "A1", "name": "乙", "post since": "2018-01-01"}}},
		{"outside", "policy \"p\"\n  applies to female\nrule 1 post tenure >= 5y => must rotate\n", []map[string]any{{"staff id": "A1", "name": "甲", "gender": "男", "post since": "2018-01-01"}}},
		{"not in force", "policy \"p\"\n  in force from 2030-01-01\nrule 1 post tenure >= 5y => must rotate\n", []map[string]any{{"staff id": "A1", "name": "甲", "gender": "男", "post since": "2018-01-01"}}},
		{"not yet and lapsed", "rule 1 male => must rotate\n  in force from 2030-01-01\nrule 2 male => must rotate\n  in force until 2020-01-01\n", []map[string]any{{"staff id": "A1", "name": "甲", "gender": "男"}}},
		{"assumed", "field key post: yes/no, assumed no when blank\nrule 1 post tenure >= 5y or key post => must rotate\nrule 2 post tenure >= 3y => should rotate\n", []map[string]any{{"staff id": "A1", "post since": "2021-05-01", "key post": nil}}},
		{"a month assumed", "rule 1 days from post since to as-of date >= 1835 => must rotate\n", []map[string]any{{"staff id": "A1", "name": "甲", "post since": "2019年12月"}}},
		{"a month that moves a date", "rule 1 post tenure >= 5y => must rotate within 6mo from post since + 5y\n", []map[string]any{{"staff id": "A1", "name": "甲", "post since": "2018年12月"}}},
		{"judged yes", "judged extension approved also called \"批准延期\"\nrule 1 post tenure >= 5y => must rotate\n  unless extension approved\n", []map[string]any{{"staff id": "A1", "name": "甲", "post since": "2018-12-01", "批准延期": "是"}}},
		{"judged no", "judged extension approved also called \"批准延期\"\nrule 1 post tenure >= 5y => must rotate\n  unless extension approved\n", []map[string]any{{"staff id": "A1", "name": "甲", "post since": "2018-12-01", "批准延期": "否"}}},
		{"a requirement broken", "require 9 birth date < post since else \"in post before birth\"\nrule 1 post tenure >= 5y => must rotate\n", []map[string]any{{"staff id": "A1", "name": "甲", "birth date": "2019-01-01", "post since": "2018-12-01"}}},
		{"deferred", "rule 1 female => defer rotate until post since + 10y\nrule 2 post tenure >= 5y => must rotate\n", []map[string]any{{"staff id": "A1", "name": "甲", "gender": "女", "post since": "2018-12-01"}}},
		{"an output", "output review = post since + 5y\nrule 1 post tenure >= 5y => must rotate\n", []map[string]any{{"staff id": "A1", "name": "甲", "post since": "2018-12-01"}}},
		{"notes", "rule 1 \"women\" female => must rotate\nrule 2 post tenure >= 5y => exempt from rotate\nrule 3 male => should rotate\nnote 1 \"read as women of any age\"\nnote 2 \"read to the day\"\nnote 3 \"not told here\"\n", []map[string]any{{"staff id": "A1", "name": "甲", "gender": "女", "post since": "2018-12-01"}}},
		{"another that stands", "rule 1 post tenure >= 5y => must rotate\nrule 2 female => should rotate\nrule 3 male => must not rotate for 3y from post since\n", []map[string]any{{"staff id": "A1", "gender": "女", "post since": "2018-12-01"}}},
		{"a ban and its last day", "rule 3 male => must not rotate for 3y from post since\n", []map[string]any{{"staff id": "A1", "gender": "男", "post since": "2023-02-28"}}},
		{"either would do", "action rotate\naction exchange\nrule 1 post tenure >= 5y => must rotate or exchange\n", []map[string]any{{"staff id": "A1", "post since": "2018-12-01"}}},
		{"a date left open", "rule 1 female => must rotate within 6mo from post since\n", []map[string]any{{"staff id": "A1", "gender": "女", "post since": nil}}},
		{"judged with a reason", "judged extension approved\nrule 1 post tenure >= 5y => must rotate\n  unless extension approved\n", []map[string]any{{"staff id": "A1", "post since": "2018-12-01", "extension approved": "是", "extension approved reason": "分办字7号"}}},
		{"by case", "define stay = first that applies\n  7.1 \"women\" female: 4y\n  post tenure >= 9y: 6y\n  otherwise 5y\nrule 1 post tenure >= stay => must rotate\n", []map[string]any{{"staff id": "A1", "gender": "女", "post since": "2018-12-01"}}},
		{"by no case of its own", "define stay = first that applies\n  7.1 \"women\" female: 4y\n  otherwise 5y\nrule 1 post tenure >= stay => must rotate\n", []map[string]any{{"staff id": "A1", "gender": "男", "post since": "2022-12-01"}}},
		{"outputs that are open", "output review = post since + 5y\noutput fixed = 3\n", []map[string]any{{"staff id": "A1", "post since": nil}}},
		{"points and bounds", "field years away: whole number 0 to 40\nscore merit\n  4.1 \"years in the post\" 2 for each year of post tenure, at most 10\n  4.2 1.5 for each 2 of years away\n  4.3 9 if male\n  4.1, 4.2 together at most 12\n  together at most 11\noutput total = merit\nrule 5 merit >= 3 => may rotate\n", []map[string]any{{"staff id": "A1", "gender": "女", "post since": "2016-12-01", "years away": "8"}}},
		{"the highest that applies", "define bonus = highest that applies female: 2; post tenure >= 5y: 2; pregnant: 3; otherwise 0\nrule 1 bonus < 5 => must rotate\n", []map[string]any{{"staff id": "A1", "gender": "女", "post since": "2018-12-01", "pregnant": "否"}}},
		{"values in words", "field honours: several one of (first, second)\nfield ratings: one of (good, poor) per year\nfield left on: date, blank means none\nfield level: low < high\nfield keen: yes/no\nfield days away: period\nrule 1 post tenure < 5y, left on is none, level >= low, school year of birth date < school year 2024, financial year of birth date < financial year 2024, year of birth date < 2024, honours is first, days away >= 1mo, age < 60 => must rotate\n", []map[string]any{{"staff id": "A1", "post since": "2025-06-01", "birth date": "1980-02-29", "left on": nil, "level": "high", "honours": "first、second", "ratings": "2023good;2024poor", "keen": "是", "days away": "1年2个月"}}},
		{"values that fail in words", "field left on: date, blank means none\nfield level: low < high\nfield away: period\nrule 1 post tenure >= 5y => must rotate\nrule 2 left on is not none => must rotate\nrule 3 level >= high => must rotate\nrule 4 school year of birth date > school year 2024 => must rotate\nrule 5 financial year of birth date > financial year 2024 => must rotate\nrule 6 away > 3y => must rotate\n", []map[string]any{{"staff id": "A1", "post since": "2025-06-01", "birth date": "1980-02-29", "left on": nil, "level": "low", "away": "1年2个月"}}},
	} {
		for l, text := range accounts(t, test.policy, test.records) {
			fmt.Fprintf(texts[l], "== %s\n%s\n", test.name, text)
		}
	}
	for l, name := range map[locale.Language]string{locale.English: "accounts.en.txt", locale.Chinese: "accounts.zh.txt"} {
		path := filepath.Join("testdata", name)
		if *update {
			require.NoError(t, os.MkdirAll("testdata", 0o755))
			require.NoError(t, os.WriteFile(path, []byte(texts[l].String()), 0o644))
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err, "run with -update")
		require.Equal(t, string(want), texts[l].String())
	}
}
