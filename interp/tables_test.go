package interp_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/interp/roster/csv"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
)

// A limit of four levels that changed twice: read as of the start of a posting it
// binds those who began under it, read at the run's date it binds everybody.
const fourLevels = `policy "limits of four levels"
choice station level: province, city, county, town
field station class: station level
table limit by station class, until next row
  4.1 province: 8y
  4.2 city: 7y
  4.3 county: 6y
  4.4 town: 5y
  from 2015-07-01
  5.1 province: 7y
  5.3 county: 5y
  from 2022-01-01
  6.1 province: 6y
  6.2 city: 5y
  6.4 town: 3y
rule 1 post tenure >= limit for station class as of post since => must rotate
rule 2 post tenure >= limit for station class => must exchange
`

func TestTableThatChangedTwice(t *testing.T) {
	for _, row := range []struct {
		level, since, asOf   string
		atStart, today, rows string
	}{
		// The posting began the day before the first change, and on its day.
		{"province", "2015-06-30", "2023-06-29", "none", "must", "6.1"},
		{"province", "2015-06-30", "2023-06-30", "must", "must", "4.1 6.1"},
		{"province", "2015-07-01", "2022-06-30", "none", "must", "6.1"},
		{"province", "2015-07-01", "2022-07-01", "must", "must", "5.1 6.1"},
		{"county", "2015-06-30", "2021-06-29", "none", "must", "5.3"},
		{"county", "2015-06-30", "2021-06-30", "must", "must", "4.3 5.3"},
		{"county", "2015-07-01", "2020-06-30", "none", "none", ""},
		{"county", "2015-07-01", "2020-07-01", "must", "must", "5.3"},
		// A level that the first change leaves alone.
		{"city", "2015-07-01", "2022-06-30", "none", "must", "6.2"},
		{"city", "2015-07-01", "2022-07-01", "must", "must", "4.2 6.2"},
		// The second change.
		{"province", "2021-12-31", "2028-12-30", "none", "must", "6.1"},
		{"province", "2021-12-31", "2028-12-31", "must", "must", "5.1 6.1"},
		{"province", "2022-01-01", "2027-12-31", "none", "none", ""},
		{"province", "2022-01-01", "2028-01-01", "must", "must", "6.1"},
		{"town", "2021-12-31", "2026-12-30", "none", "must", "6.4"},
		{"town", "2021-12-31", "2026-12-31", "must", "must", "4.4 6.4"},
		{"town", "2022-01-01", "2024-12-31", "none", "none", ""},
		{"town", "2022-01-01", "2025-01-01", "must", "must", "6.4"},
		// A level that the second change leaves alone.
		{"county", "2022-01-01", "2026-12-31", "none", "none", ""},
		{"county", "2022-01-01", "2027-01-01", "must", "must", "5.3"},
		// The run's date on both sides of a change.
		{"town", "2018-06-01", "2021-12-31", "none", "none", ""},
		{"town", "2018-06-01", "2022-01-01", "none", "must", "6.4"},
		{"county", "2010-01-01", "2015-06-30", "none", "none", ""},
		{"county", "2010-07-01", "2015-07-01", "none", "must", "5.3"},
	} {
		bound, _ := load(t, fourLevels).BindValues([]map[string]any{{"staff id": "1", "station class": row.level, "post since": row.since}}, nil, roster.Options{})
		decisions := bound.On(bound.Roster.People[0], day(t, row.asOf))
		require.Equal(t, row.atStart, decisions[0].Outcome.String(), "%v", row)
		require.Equal(t, row.today, decisions[1].Outcome.String(), "%v", row)
		require.Equal(t, row.rows, strings.Join(rowIDs(decisions), " "), "%v", row)
	}
}

// rowIDs lists the rows that decisions cite, each once.
func rowIDs(decisions []eval.Decision) []string {
	var ids []string
	for _, d := range decisions {
		for _, r := range d.Rows {
			if !strings.Contains(strings.Join(ids, " "), r.ID) {
				ids = append(ids, r.ID)
			}
		}
	}
	return ids
}

func sheetsOf(t testing.TB, name, text string) []roster.Sheet {
	sheets, found := csv.Read(name, strings.NewReader(text), csv.Options{})
	require.Empty(t, found)
	return sheets
}

// The same table in a file, its rows in no order.
const fromFile = `choice station level: province also called "省级", city also called "市级"
field station class: station level, also called "站类"
table limit also called "任期上限" by station class from "limits.csv", until next row
  years: period in years, headed "上限"
rule 1 post tenure >= limit for station class as of post since => must rotate
`

// tabled decides the first action on the first record of a CSV file, with the
// rows of a table from another; "" for none.
func tabled(t testing.TB, policy, file, staff, asOf string) (eval.Decision, diag.List) {
	var further map[string][]roster.Sheet
	if file != "" {
		further = map[string][]roster.Sheet{"limit": sheetsOf(t, "limits.csv", file)}
	}
	bound, found := load(t, policy).Bind(sheetsOf(t, "staff.csv", staff), further, roster.Options{})
	return bound.On(bound.Roster.People[0], day(t, asOf))[0], found
}

func TestTableFromFile(t *testing.T) {
	const rows = "条款,站类,上限,自\n9.2,省级,5,2020-01-01\n9.1,省级,6年,\n9.3,市级,,\n"
	for _, row := range []struct {
		name, rows, staff, asOf string
		outcome                 eval.Outcome
		missing, cited          string
	}{
		{"a row holds until the next of its keys, whatever the order", rows, "工号,站类,任现职时间\n1,省级,2019-12-31\n", "2025-12-30", eval.Nothing, "", ""},
		{"and is cited by its clause", rows, "工号,站类,任现职时间\n1,省级,2019-12-31\n", "2025-12-31", eval.Must, "", "9.1"},
		{"on the day of the next one that is read", rows, "工号,站类,任现职时间\n1,province,2020-01-01\n", "2025-01-01", eval.Must, "", "9.2"},
		{"a blank value is a blank of the table", rows, "工号,站类,任现职时间\n1,市级,2019-12-31\n", "2025-12-31", eval.Undetermined, "limit[city]", ""},
		{"a blank key ranges over those listed", rows, "工号,站类,任现职时间\n1,,2019-12-31\n", "2024-12-31", eval.Undetermined, "limit[city] station class", ""},
		{"a value that cannot be read spoils what reads it", strings.Replace(rows, "6年", "待定", 1), "工号,站类,任现职时间\n1,省级,2019-12-31\n", "2025-12-31", eval.DataError, "limit[province]", ""},
		{"and nothing else", strings.Replace(rows, "6年", "待定", 1), "工号,站类,任现职时间\n1,省级,2020-01-01\n", "2025-01-01", eval.Must, "", "9.2"},
		{"rows that overlap and differ are not believed", rows + "9.4,省级,4,2020-01-01\n", "工号,站类,任现职时间\n1,省级,2020-01-01\n", "2025-12-31", eval.DataError, "limit[province]", ""},
	} {
		d, _ := tabled(t, fromFile, row.rows, row.staff, row.asOf)
		require.Equal(t, row.outcome, d.Outcome, row.name)
		require.Equal(t, row.missing, missing(d), row.name)
		require.Equal(t, row.cited, strings.Join(rowIDs([]eval.Decision{d}), " "), row.name)
	}
	_, found := tabled(t, fromFile, rows+"9.4,省级,4,2020-01-01\n9.5,县级,4,\n", "工号,站类,任现职时间\n1,省级,2020-01-01\n", "2025-12-31")
	require.Len(t, found, 2)
	require.Equal(t, "limits.csv!B6", found[0].At.String())
	require.Equal(t, diag.TableRowsOverlap, found[1].Code)
	require.Equal(t, "limits.csv!5", found[1].At.String())
	require.Contains(t, found[1].Message(locale.English), "2")
	d, found := tabled(t, fromFile, "", "工号,站类,任现职时间\n1,省级,2020-01-01\n", "2025-12-31")
	require.Equal(t, diag.MissingList, found[0].Code)
	require.Equal(t, eval.DataError, d.Outcome, "without the file nothing is known of any key")
}

func TestTableMeaning(t *testing.T) {
	const (
		head    = "choice level: low, mid, top\nfield tier: level\nfield tiers: several level\nfield far: level, blank means none\n"
		limit   = head + "table limit by tier%s\n  low: 3y\n  mid: 5y\n  2.1 top: unknown\nrule 1 post tenure >= limit for tier => must rotate\n"
		two     = head + "table limit by tier\n  low: 3y\n  mid: 5y\nrule 1 post tenure >= limit for tier => must rotate\n"
		members = head + "table places by unit, tier\n  county hospital, low\n  head office, mid from 2020-01-01\n"
	)
	with := func(tail string) string { return strings.Replace(limit, "%s", tail, 1) }
	for _, row := range []struct {
		name, policy string
		record       map[string]any
		outcome      eval.Outcome
		missing      string
	}{
		{"a value", two, map[string]any{"tier": "mid", "post since": "2019-12-31"}, eval.Must, ""},
		{"a value not reached", two, map[string]any{"tier": "mid", "post since": "2020-01-01"}, eval.Nothing, ""},
		{"what is not listed is a blank of that key", two, map[string]any{"tier": "top", "post since": "2019-12-31"}, eval.Undetermined, "limit[top]"},
		{"a blank key may be one that is not listed", two, map[string]any{"tier": nil, "post since": "2019-12-31"}, eval.Undetermined, "limit[top] tier"},
		{"where each value may decide both are named", two, map[string]any{"tier": nil, "post since": "2020-12-31"}, eval.Undetermined, "limit[top] tier"},
		{"what nobody has said yet is a blank", with(""), map[string]any{"tier": "top", "post since": "2019-12-31"}, eval.Undetermined, "limit[top]"},
		{"none: compared with none nothing holds", strings.Replace(two, "tier\n", "tier, not listed means none\n", 1), map[string]any{"tier": "top", "post since": "1990-12-31"}, eval.Nothing, ""},
		{"a value for all others", strings.Replace(two, "tier\n", "tier, not listed means 6y\n", 1), map[string]any{"tier": "top", "post since": "2018-12-31"}, eval.Must, ""},
		{"and a day short of it", strings.Replace(two, "tier\n", "tier, not listed means 6y\n", 1), map[string]any{"tier": "top", "post since": "2019-01-01"}, eval.Nothing, ""},
		{"a blank key with a value for all others is among the known", strings.Replace(two, "tier\n", "tier, not listed means 6y\n", 1), map[string]any{"tier": nil, "post since": "2018-12-31"}, eval.Must, ""},
		{"an error", strings.Replace(two, "tier\n", "tier, not listed means an error\n", 1), map[string]any{"tier": "top", "post since": "2018-12-31"}, eval.DataError, "limit[top]"},
		{"only for what reads it", strings.Replace(two, "tier\n", "tier, not listed means an error\n", 1), map[string]any{"tier": "low", "post since": "2018-12-31"}, eval.Must, ""},
		{"a key that is none is not listed", strings.Replace(two, "for tier", "for far", 1), map[string]any{"far": nil, "post since": "2018-12-31"}, eval.Undetermined, "limit[none]"},
		{"one blank is one wherever it is read", head + "table quota by tier: points\n  low: 3\nrule 1 quota for tier > 2 or quota for tier <= 2 => must rotate", map[string]any{"tier": "top"}, eval.Must, ""},
		{"membership", members + "rule 1 (unit, tier) in places => must rotate", map[string]any{"unit": "County Hospital", "tier": "low"}, eval.Must, ""},
		{"of all keys", members + "rule 1 (unit, tier) in places => must rotate", map[string]any{"unit": "County Hospital", "tier": "mid"}, eval.Nothing, ""},
		{"on the date", members + "rule 1 (unit, tier) in places as of 2019-12-31 => must rotate", map[string]any{"unit": "head office", "tier": "mid"}, eval.Nothing, ""},
		{"of which a row may begin", members + "rule 1 (unit, tier) in places as of 2020-01-01 => must rotate", map[string]any{"unit": "head office", "tier": "mid"}, eval.Must, ""},
		{"not in", members + "rule 1 (unit, tier) not in places => must rotate", map[string]any{"unit": "elsewhere", "tier": "mid"}, eval.Must, ""},
		{"a blank text may be one that is listed", members + "rule 1 (unit, tier) in places => must rotate", map[string]any{"unit": nil, "tier": "mid"}, eval.Undetermined, "unit"},
		{"but not with a key that no row has", members + "rule 1 (unit, tier) in places => must rotate", map[string]any{"unit": nil, "tier": "top"}, eval.Nothing, ""},
		{"none is not in", members + "rule 1 (unit, far) in places => must rotate", map[string]any{"unit": "head office", "far": nil}, eval.Nothing, ""},
		{"nor is it not in", members + "rule 1 (unit, far) not in places => must rotate", map[string]any{"unit": "head office", "far": nil}, eval.Nothing, ""},
		{"one of several values is enough", head + "table some tiers by tier\n  low\n  mid\nrule 1 tiers in some tiers => must rotate", map[string]any{"tiers": "top、mid"}, eval.Must, ""},
		{"and all must be others", head + "table some tiers by tier\n  low\n  mid\nrule 1 tiers not in some tiers => must rotate", map[string]any{"tiers": "top、mid"}, eval.Nothing, ""},
		{"a column of several", head + "table limit by tier: term, notice\n  low: 3y, 2mo\nrule 1 post tenure >= (limit for tier)'s term => must rotate", map[string]any{"tier": "low", "post since": "2020-01-01"}, eval.Must, ""},
		{"a key that is a term", head + "define old = age >= 50\ntable limit by old\n  yes: 2y\n  no: 6y\nrule 1 post tenure >= limit for old => must rotate", map[string]any{"birth date": "1970-01-01", "post since": "2020-01-01"}, eval.Must, ""},
		{"a value that is a choice", head + "table way by tier\n  low: mid\n  mid: top\nrule 1 way for tier is top => must rotate", map[string]any{"tier": "mid"}, eval.Must, ""},
		{"a value that is a text", "table way by unit: road, sign\n  North: high road, \"x, y\"\nrule 1 (way for unit)'s sign is \"x, y\", (way for unit)'s road is \"High road\" => must rotate", map[string]any{"unit": "north"}, eval.Must, ""},
		{"a limit for the effect", head + "table limit by tier\n  low: 3y\nrule 1 refused on is not none => must not rotate for limit for tier from refused on", map[string]any{"tier": "low", "refused on": "2021-12-31"}, eval.MustNot, ""},
	} {
		row.record["staff id"] = "1"
		other := map[string]any{"staff id": "2"}
		for name := range row.record {
			if name != "staff id" {
				other[name] = nil
			}
		}
		bound, _ := load(t, row.policy).BindValues([]map[string]any{row.record, other}, nil, roster.Options{})
		d := bound.On(bound.Roster.People[0], day(t, "2024-12-31"))[0]
		require.Equal(t, row.outcome, d.Outcome, row.name)
		require.Equal(t, row.missing, missing(d), row.name)
		require.True(t, d.Exhaustive, row.name)
	}
}

// What stands in several tables at once: rows of a career cut to the time their
// posts are listed, keys of rows, references as keys, one blank for everybody.
func TestTableWithOthers(t *testing.T) {
	const (
		posts = "table key posts by post category, until next row\n  finance from 2010-01-01\n  personnel from 2010-01-01 until 2015-01-01\n"
		moves = "table limit by post category\n  finance: 3y\n  personnel: 5y\n"
		units = "record school, key school name\n  school name: text\n  kind: text\nfield school: school\ntable limit by school\n  North: 3y\n  3.2 South: 5y\n"
	)
	career := "staff id,category,start,end\n1,personnel,2008-01-01,2014-06-01\n1,personnel,2014-06-01,2016-01-01\n1,finance,2016-01-01,2017-01-01\n"
	schools := "school name,kind\nNorth,a\nSouth,b\nEast,c\n"
	for _, row := range []struct {
		name, policy, staff, asOf string
		outcome                   eval.Outcome
		missing                   string
	}{
		{"each row while its post is listed", posts + "rule 4a days of (career while key posts for post category) >= 2192 => must rotate", "staff id\n1\n", "2024-12-31", eval.Must, ""},
		{"and no day more", posts + "rule 4a days of (career while key posts for post category) > 2192 => must rotate", "staff id\n1\n", "2024-12-31", eval.Nothing, ""},
		{"a key that is read of each row", moves + "rule 1 some posting in career where post category in limit and length >= 6y => must rotate", "staff id\n1\n", "2024-12-31", eval.Must, ""},
		{"a reference", units + "rule 1 post tenure >= limit for school => must rotate", "staff id,school,post since\n1,South,2019-12-31\n", "2024-12-31", eval.Must, ""},
		{"a blank reference may be one that is not listed", units + "rule 1 post tenure >= limit for school => must rotate", "staff id,school,post since\n1,,2019-12-31\n", "2024-12-31", eval.Undetermined, "limit[East] school"},
		{"one that is listed nowhere", units + "rule 1 post tenure >= limit for school => must rotate", "staff id,school,post since\n1,East,2019-12-31\n", "2024-12-31", eval.Undetermined, "limit[East]"},
		{"one blank whether the own limit is read or that of another", "field mentor: staff, blank means none\ntable limit by rank: term\n  clerk: 3y\nrule 1 (limit for rank) >= 5y, (limit for mentor's rank) < 5y => must rotate", "staff id,rank,mentor\n1,section chief,2\n2,section chief,\n", "2024-12-31", eval.Nothing, ""},
	} {
		further := map[string][]roster.Sheet{"career": sheetsOf(t, "career.csv", career)}
		policy := load(t, row.policy)
		if strings.Contains(row.policy, "record school") {
			further["school"] = sheetsOf(t, "schools.csv", schools)
		}
		bound, _ := policy.Bind(sheetsOf(t, "staff.csv", row.staff), further, roster.Options{})
		d := bound.On(bound.Roster.People[0], day(t, row.asOf))[0]
		require.Equal(t, row.outcome, d.Outcome, row.name)
		require.Equal(t, row.missing, missing(d), row.name)
		require.True(t, d.Exhaustive, row.name)
	}
}

// A decision cites the rows that its own clauses and outputs read, not those of
// the rules that they ask after.
func TestTableRowsCited(t *testing.T) {
	const limits = "output grade: appraisal grade\ntable limit by rank\n  7.1 clerk: 3y\n  7.2 section chief: 5y\ndefine stay = limit for rank\ntable worst by rank: appraisal grade\n  9.1 clerk: competent\n"
	for _, row := range []struct{ policy, cited string }{
		{"rule 1 post tenure >= limit for rank => must rotate", "7.1"},
		{"rule 1 post tenure >= limit for rank => must exchange\nrule 2 meets 1 => must rotate", ""},
		{"rule 1 post tenure >= limit for rank => must exchange\nrule 2 must exchange => must rotate", ""},
		{"rule 1 unit is \"a\" => must rotate within limit for rank from post since", "7.1"},
		{"rule 1 unit is \"a\" => must rotate\nrule 2 post tenure >= limit for rank => exempt from rotate", "7.1"},
		{"rule 1 unit is \"a\" => must rotate\nrule 2 unit is \"a\" => grade at most worst for rank", "9.1"},
		{"rule 1 unit is \"b\" or post tenure >= limit for rank => must rotate", "7.1"},
		{"rule 1 meets 2 and post tenure >= stay => must rotate\nrule 2 post tenure >= stay => must exchange", "7.1"},
		{"check 1: post tenure < limit for rank", "7.1"},
		{"check 1 of staff where post tenure >= limit for rank: unit is \"a\"", "7.1"},
		{"check 1 of posting: length < limit for own rank", "7.1"},
		{"rule 1 if unit is \"a\" then post tenure >= 1y else post tenure >= limit for rank => must rotate", ""},
	} {
		bound, _ := load(t, limits+row.policy).BindValues([]map[string]any{{"staff id": "1", "rank": "clerk", "unit": "a", "post since": "2015-01-01"}},
			map[string][]map[string]any{"career": {{"holder": "1", "started on": "2015-01-01", "ended on": "2020-01-01"}}}, roster.Options{})
		decisions := bound.On(bound.Roster.People[0], day(t, "2024-12-31"))
		i := slices.IndexFunc(decisions, func(d eval.Decision) bool { return d.Action.Name == "rotate" || d.Action.Kind == check.KindCheck })
		require.Equal(t, row.cited, strings.Join(rowIDs(decisions[i:i+1]), " "), row.policy)
	}
}

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
