package analyze_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"rota/lang/analyze"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// names are what the conditions below speak of beside the prelude.
const names = `record job as jobs, many per staff by holder
  holder: text
  marks: whole number
  left on: date
field first mark: number
field second mark: number
field speech score: whole number 0 to 100
field tries: whole number 10 to 100, "many" means 150, "few" means 5
field lateness: whole number 10 to 100, blank means 120
field distance: whole number 10 to 100, blank means 5
set stay = 5y
set turn
  from 2014-09-01: 4y
  from 2020-09-01: 5y
field tongues: several text
field calm score: number 0 to 100
table limit by gender, staff class
  male, cadre: 3y
  female, cadre: 4y
table bonus by gender
  male: 3
`

// others are rules that the conditions ask for.
const others = `result fitness one of (unfit; doubtful; fit by default), strongest first
rule 7 applied => unfit
rule 8 male, age >= 40 => must exchange
rule 9 male, age < 30 => may exchange; must promote
pair 10 a, b where a's spouse is b and a's unit is b's unit => one must exchange
`

// A condition that no record can meet is found by the same thing being said of both of
// its parts, and not found where the two only look alike.
func TestConditions(t *testing.T) {
	base := prelude(t)
	for _, c := range []struct {
		condition string
		never     bool
	}{
		// The same term, and one that differs in a word.
		{`later of (post since, joined on) < 2020-01-01, later of (post since, joined on) > 2021-01-01`, true},
		{`later of (post since, joined on) > 2021-01-01, earlier of (post since, joined on) < 2020-01-01`, false},
		{`speech score + 1 > 6, speech score + 1 < 6`, true},
		{`speech score + 1 > 6, speech score - 1 < 6`, false},
		{`post since + 5y > as-of date, post since + 5y <= as-of date`, true},
		{`post since + 5y > as-of date, post since - 5y <= as-of date`, false},
		{`whole years from joined on to post since >= 3, whole years from joined on to post since < 3`, true},
		{`whole years from joined on to post since < 3, whole months from joined on to post since >= 3`, false},
		{`whole years from joined on to post since > 2, whole years from joined on to post since < 3`, true},
		{`year of post since >= 2020, year of post since < 2020`, true},
		{`weekday of post since is Saturday, weekday of post since is Sunday`, true},
		{`post since < first day of the period, post since >= first day of the period`, true},
		{`post since > first day of the period, post since < last day of the period`, false},
		{`post since > first day of month of as-of date, post since < first working day of month of as-of date`, false},
		{`(first mark / 2 rounded up) >= 3, (first mark / 2 rounded up) < 3`, true},
		{`(first mark / 2 rounded up) >= 3, (first mark / 2 rounded down) < 3`, false},
		{`(highest of marks in jobs) > 5, (highest of marks in jobs) < 5`, true},
		{`(highest of marks in jobs) > 5, (lowest of marks in jobs) < 5`, false},
		{`(average of marks in jobs) > 5, (average of marks in jobs) < 6`, false},
		{`(highest of marks in jobs) < 0`, false},
		{`number of different holder in jobs < 0`, true},
		{`start of longest of career < 2020-01-01, start of longest of career > 2021-01-01`, true},
		{`start of longest of career < 2020-01-01, end of longest of career > 2021-01-01`, false},
		{`start of shortest of career < 2020-01-01, start of longest of career > 2021-01-01`, false},
		{`length of last of career >= 5y, length of last of career < 5y`, true},
		{`length of last of career >= 5y, length of last of career in full < 5y`, false},
		{`length of the run open at as-of date of career >= 5y, length of the run open at as-of date of career < 5y`, true},
		{`served in the run alive at as-of date of career >= 5y, served in the run alive at as-of date of career < 5y`, true},
		{`days of career > 100, days of career < 100`, true},
		{`count of (career during 2024) >= 2, count of (career during 2024) < 2`, true},
		{`count of (career during 2024) >= 2, count of (career outside 2024) < 2`, false},
		{`count of (career outside career in post) >= 2, count of (career outside career in post) < 2`, true},
		{`bonus for gender > 3, bonus for gender < 3`, true},
		{`limit for (gender, staff class) > 5y, bonus for gender < 3`, false},
		{`refused on within 36mo before as-of date, not (refused on within 36mo before as-of date)`, true},
		{`refused on within 36mo before as-of date, not (refused on within 36mo from as-of date)`, false},
		{`post since is a working day, post since is not a working day`, false},
		{`age as of 2020-12-31 >= 50, age as of 2020-12-31 < 50`, true},
		{`age as of 2020-12-31 >= 50, age as of 2021-12-31 < 50`, false},
		{`(if male then speech score else 3) > 5, (if male then speech score else 3) < 5`, true},
		// Rows.
		{`some posting in career where unit is "X", no posting in career where unit is "Y"`, false},
		{`every posting in career where post is "a", no posting in career where post is "a"`, false},
		{`not (some posting in career where post is "a" and post is "b")`, false},
		{`not (every posting in career where post is "a" and post is "b")`, false},
		{`no posting in career where post is "a" and post is "b"`, false},
		// Ranges.
		{`speech score > 100`, true},
		{`speech score < 0`, true},
		{`speech score < 1, speech score > 99`, true},
		{`speech score > 99, speech score < 100`, true},
		{`calm score > 99, calm score < 100`, false},
		{`calm score > 100`, true},
		{`calm score < 0`, true},
		{`tries > 100`, false},
		{`tries < 10`, false},
		{`lateness > 100`, false},
		{`distance < 10`, false},
		{`age > 30, age < 31`, true},
		{`(first mark) > 30, (first mark) < 31`, false},
		{`first mark + 1 > 6, first mark + 1 < 7`, false},
		{`degree < junior school`, true},
		{`degree > doctor`, true},
		// Several values in a cell.
		{`post category is finance, post category is not finance`, true},
		{`post category in (finance, audit), post category not in (finance, audit)`, true},
		{`post category in (finance, audit), post category is not finance, post category is not audit`, true},
		{`post category in (finance, audit), post category is not finance`, false},
		{`post category is finance, post category not in (audit, personnel)`, false},
		{`post category is not finance, post category is not audit`, false},
		{`post category is not finance, post category is none`, true},
		{`not (post category is finance), post category is none`, false},
		{`not (post category is not finance), post category is not finance`, true},
		{`not (post category is not finance), post category is none`, false},
		{`tongues in ("a", "b"), tongues not in ("a", "b")`, true},
		{`tongues is "a", tongues is "b"`, false},
		{`children born in (2020-01-01, 2021-01-01), children born in (2022-01-01, 2023-01-01)`, false},
		{`post category is audit, post category is not finance, ((post category is not audit, male) or (post category is not personnel, applied))`, false},
		// None.
		{`probation until is none, probation until > 2020-01-01`, true},
		{`probation until is none, not (probation until > 2020-01-01)`, false},
		{`probation until is not none, not (probation until > 2020-01-01), not (probation until <= 2020-01-01)`, true},
		{`probation until is none, probation until is not none`, true},
		{`not (probation until is none), probation until is none`, true},
		{`post category is none, post category is not none`, true},
		{`gender is known, gender is unknown`, true},
		{`gender is known, spouse is unknown`, false},
		// Text.
		{`unit is "A", unit is "a"`, false},
		{`unit is "A", unit is "B"`, true},
		{`unit in (section, "a"), unit is "b"`, false},
		{`unit in (section, post), not (unit in (section, post))`, true},
		{`unit in (section, post), unit not in (unit, post)`, false},
		// Values of one choice and of another.
		{`planned rank is clerk, rank is section chief`, false},
		// Appraisals, one a year.
		{`appraisals for 2024 is outstanding, appraisals for 2024 is competent`, true},
		{`appraisals for 2024 is outstanding, appraisals for 2023 is competent`, false},
		// Lengths of time of several units.
		{`post tenure > 5y, post tenure < 1826d`, true},
		{`post tenure > 1826d, post tenure < 5y`, true},
		{`post tenure > 1825d, post tenure < 5y`, false},
		{`post tenure > 5y, post tenure < 1827d`, false}, // in a century without a leap day
		{`post tenure = 5y, post tenure > 60mo`, true},
		{`post tenure = 5y, post tenure < 60mo`, true},
		{`post tenure = 5y, post tenure = 60mo`, false},
		{`not (post tenure = 5y), post tenure >= 60mo, post tenure <= 60mo`, false},
		{`not (post tenure > 5y), post tenure > 60mo`, true},
		{`not (post tenure >= 5y), post tenure >= 60mo`, true},
		{`not (post tenure <= 5y), post tenure <= 60mo`, true},
		{`not (post tenure < 5y), post tenure < 60mo`, true},
		{`post tenure >= 10 workdays, post tenure < 3d`, false},
		{`post tenure >= 3d, post tenure < 10 workdays`, false},
		{`post tenure >= 5y, post tenure <= 1825d`, false},
		{`post tenure >= 1mo, post tenure <= 28d`, false},
		{`post tenure >= 1mo, post tenure < 28d`, true},
		{`post tenure >= turn, not (post tenure >= turn)`, true},
		{`post tenure >= turn, post tenure < 4y`, false},
		{`post tenure >= stay, post tenure < 60mo`, true},
		{`post tenure >= 10 workdays, post tenure < 10 workdays`, true},
		// Alternatives.
		{`(male or applied), not male, not applied`, true},
		{`((male, applied) or (female, pregnant)), not applied, not pregnant`, true},
		{`((male, applied) or (female, pregnant)), not applied`, false},
		{`(age < 20 or age > 50), (age > 30 or age < 10), age > 20, age < 50`, true},
		{`not ((male, applied) or female), male, applied`, true},
		// The plan, and other records.
		{`spouse's age >= 50, age < 50`, false},
		{`some staff where age > own age`, false},
		{`no staff where age >= own age`, false},
		{`spouse's spouse's age >= 50, spouse's age < 50`, false},
		// How an outcome is asked for.
		{`must exchange, may exchange`, true},
		{`must exchange, not (must exchange)`, true},
		{`must exchange, must promote`, false},
		{`meets 8, female`, true},
		{`meets 8 or 9, age < 30`, false},
		{`meets 8 or 9, age < 30, female`, true},
		{`not (meets 8), male, age >= 40`, false},
		{`meets 8, not (meets 8)`, true},
		{`fitness is fit, fitness is unfit`, true},
		{`fitness is fit, fitness is not unfit`, false},
		{`meets 10`, false},
		{`meets 10, male, age > 20`, false},
	} {
		t.Run(c.condition, func(t *testing.T) {
			never := slices.Contains(codes(lint(t, base, names+"rule 1 "+c.condition+" => must rotate\n"+others)), diag.NeverHolds)
			require.Equal(t, c.never, never)
		})
	}
}

// A choice of which all values but one are asked for one by one, and the same asked for
// in a way that takes in the last; names declared anew, and fields that nothing reads.
func TestToldWhenAskedFor(t *testing.T) {
	base := prelude(t)
	const sides = "choice side: north side, south side, east side, west side\nfield seat: side\n"
	for _, c := range []struct {
		code diag.Code
		text string
		told string // of what, by line
	}{
		{diag.ValueLeftOut, sides + "rule 1 seat is north side => may rotate\nrule 2 seat is south side => may rotate\nrule 3 seat is east side => must rotate\n", "1 side"},
		{diag.ValueLeftOut, sides + "rule 1 seat is west side => may rotate\nrule 2 seat is south side => may rotate\nrule 3 seat is east side => must rotate\n", "1 side"},
		{diag.ValueLeftOut, sides + "rule 1 seat in (north side, south side) => may rotate\nrule 2 seat is south side => may exchange\nrule 3 seat is east side => must rotate\n", "1 side"},
		{diag.ValueLeftOut, sides + "rule 1 seat in (north side, south side, east side) => may rotate\n", ""},
		{diag.ValueLeftOut, sides + "rule 1 seat in (north side, south side) => may rotate\nrule 2 seat is east side => may exchange\n", ""},
		{diag.ValueLeftOut, sides + "rule 1 seat is north side => may rotate\nrule 2 seat is south side => may rotate\nrule 3 seat is south side => must exchange\n", ""},
		{diag.ValueLeftOut, sides + "rule 1 seat is north side => may rotate\nrule 2 seat is south side => may rotate\nrule 3 seat is east side => must rotate\nrule 4 seat is west side => must exchange\n", ""},
		{diag.ValueLeftOut, sides + "rule 1 seat is north side => may rotate\nrule 2 seat is south side => may rotate\nrule 3 seat is east side => must rotate\nrule 4 seat is not south side => must exchange\n", ""},
		{diag.ValueLeftOut, sides + "rule 1 seat is north side => may rotate\nrule 2 seat is south side => may rotate\nrule 3 seat is east side => must rotate\nrule 4 seat not in (south side, east side) => must exchange\n", ""},
		{diag.ValueLeftOut, sides + "rule 1 seat is north side => may rotate\nrule 2 seat is south side => may rotate\nrule 3 seat is east side => must rotate\nrule 4 not (seat is south side) => must exchange\n", ""},
		{diag.ValueLeftOut, sides + "rule 1 seat is north side => may rotate\nrule 2 seat is south side => may rotate\nrule 3 seat is east side => must rotate\nrule 4 age > (if seat is east side then 40 else 50) => must exchange\n", ""},
		{diag.ValueLeftOut, sides + "rule 1 seat is north side => may rotate\nrule 2 seat is south side => may rotate\nrule 3 seat is east side => must rotate\ndefine stay = first that applies\n  seat is north side: 40\n  otherwise 50\nrule 4 age > stay => must exchange\n", ""},
		{diag.ValueLeftOut, sides + "table stay by seat\n  east side: 3y\nrule 1 seat is north side => may rotate\nrule 2 seat is south side => may rotate\nrule 3 seat is south side => must exchange\nrule 4 post tenure > stay for seat => must rotate\n", "1 side"},
		{diag.ValueLeftOut, sides + "table stay by seat\n  east side: 3y\n  west side: 4y\nrule 1 seat is north side => may rotate\nrule 2 seat is south side => may rotate\nrule 3 seat is south side => must exchange\nrule 4 post tenure > stay for seat => must rotate\n", ""},
		{diag.ValueLeftOut, "choice side: north side, south side, east side\nfield seat: side\nrule 1 seat is north side => may rotate\nrule 2 seat is south side => may rotate\nrule 3 seat is south side => must exchange\n", ""},
		{diag.ValueLeftOut, "choice side: north side, south side, east side, west side\noutput seat: side\nrule 1 male => seat = north side\nrule 2 female => seat = south side\nrule 3 applied => seat = east side\n", ""},
		{diag.HidesName, "field unit: text\nrule 1 unit is \"a\" => may rotate\n", "1 unit"},
		{diag.HidesName, "field 单位: text\nrule 1 单位 is \"a\" => may rotate\n", "1 单位"},
		{diag.HidesName, "define 年龄 = age since joined on\nrule 1 年龄 > 5 => may rotate\n", "1 年龄"},
		{diag.HidesName, "set age = 5\nrule 1 age > 4 => may rotate\n", "1 age"},
		{diag.HidesName, "judged new work, pregnant\nrule 1 pregnant, new work => may rotate\n", "1 pregnant"},
		{diag.HidesName, "record job as jobs, many per staff by holder\n  holder: text\n  health status: text\n  unit: text\nrule 1 count of (jobs where unit is \"a\") > 1 => may rotate\n", ""},
		{diag.UnusedField, "field height: number\nfield weight: number\nrule 1 weight > 80 => may rotate\n", "1 height"},
		{diag.UnusedField, "field unit: text, headed \"bureau\"\nrule 1 male => may rotate\n", ""},
		{diag.UnusedField, "record job as jobs, many per staff by holder, spell from begun until left\n  holder: text\n  begun: date\n  left: date\n  marks: number\nrule 1 count of jobs > 1 => may rotate\n", "5 marks"},
		{diag.UnusedField, "record desk, key desk number\n  desk number: text\nfield own desk: desk\nfield next desk: desk, blank means none, gives planned own desk\nrule 1 own desk is known => may rotate\n", ""},
		{diag.UnusedField, "field new desk: text, blank means none\nfield old desk: text, blank means none\naction reseat; done when new desk is not none\nrule 1 male => must reseat\n", "2 old desk"},
	} {
		told := ""
		for _, d := range lint(t, base, c.text) {
			if d.Code == c.code {
				span := d.At.(source.Span)
				line, _ := span.File.Position(span.Start)
				told += fmt.Sprint(line, " ", strings.TrimSpace(span.Text()))
			}
		}
		assert.Equal(t, c.told, told, "%s\n%s", c.code, c.text)
	}
}

// Of a policy that extends another only what stands in its own file is told, and nothing
// that hangs on what is missing is told of one that leaves values to be filled.
func TestExtended(t *testing.T) {
	base := prelude(t)
	const hardlyMeant = `set long stay = 365d
set idle = 3
judged worthy
record house, key house id
  house id: text
define limit = first that applies
  male and female: 4y
  male: 5y
  male, age >= 50: 3y
  otherwise 8y
rule 1 male and female => must rotate
rule 2 age >= 55, age >= 50, male => must rotate
rule 3 post tenure >= long stay, post tenure >= limit => must rotate
rule 4 post tenure >= long stay, post tenure >= limit, male => must rotate
  unless male and female
rule 5 days from post since to as-of date >= 365 => must exchange
rule 6 age <= 50 => exempt from rotate
rule 7 female => exempt from promote
`
	for _, c := range []struct {
		below, own string
		told       []diag.Code
	}{
		{hardlyMeant, "rule 30 applied => may commend\n", nil},
		{hardlyMeant, "set idle = 4\nset busy = 5\nrule 30 applied => may commend\n", []diag.Code{diag.UnusedTerm}},
		{hardlyMeant, "rule 30 age >= 56, male => must rotate\n", []diag.Code{diag.Swallowed}},
		{"rule 1 male => may rotate\n", hardlyMeant[:strings.Index(hardlyMeant, "rule 1")], []diag.Code{diag.UnusedTerm, diag.DaysForYears, diag.UnusedTerm, diag.UnusedName, diag.UnusedTerm, diag.CaseNotReached}},
		{"", "set stay = to fill \"how long one stays\"\nset idle = 4\njudged worthy\npolicy \"P\"\n  about rotate\nrule 1 female => exempt from rotate\n", nil},
		{"", "set idle = 4\njudged worthy\npolicy \"P\"\n  about rotate\nrule 1 female => exempt from rotate\n", []diag.Code{diag.UnusedTerm, diag.UnusedName, diag.NoAsOf, diag.ExceptsNobody}},
	} {
		var found diag.List
		trees, vocabulary := []*syntax.File{base}, base.Vocabulary
		if c.below != "" {
			below := syntax.Parse(source.New("below.rota", c.below), vocabulary, &found)
			vocabulary = syntax.NewVocabulary()
			vocabulary.Extend(base.Vocabulary, "")
			vocabulary.Extend(below.Vocabulary, "")
			trees = append(trees, below)
			c.own = "policy \"P\"\n  extends \"below.rota\"\n  as of 2024-12-31\n" + c.own
		}
		tree := syntax.Parse(source.New("policy.rota", c.own), vocabulary, &found)
		tree.Bases = trees[1:]
		trees = append(trees, tree)
		program := check.Check(trees, &found)
		require.False(t, found.HasErrors(), "%v\n%s", found, c.own)
		assert.Equal(t, c.told, codes(loud(analyze.Policy(program, trees))), c.own)
	}
}
