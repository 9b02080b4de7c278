package eval_test

import "testing"

// Whatever the order of the text, a decision lists clauses as a person counts them, blanks as
// the fields stand, outcomes always alike.
func TestDecisionsInOrder(t *testing.T) {
	yes := cells{"pregnant": "yes", "nursing": "yes", "secret post": "yes", "refused on": "2022-05-01"}
	const fields = "field f1: yes/no\nfield f2: yes/no\nfield f3: yes/no\n"
	run(t, []example{
		{"clauses that decide", "rule 10 pregnant => must rotate\nrule 9 nursing => must rotate\nrule 2 secret post => must rotate\n", "", yes, "must by 2,9,10"},
		{"others that stand", "rule 10 pregnant => may rotate\nrule 9 nursing => should rotate\nrule 2 secret post => plan to rotate\nrule 1 nursing => must rotate\n", "", yes, "must by 1 also 2,9,10"},
		{"clauses beaten, and by which", "rule 10 pregnant => must rotate\nrule 9 nursing => should rotate\nrule 12 nursing => exempt from rotate\nrule 11 secret post => exempt from rotate\n", "", yes, "exempt by 11,12 beaten 9 by 11,12 beaten 10 by 11,12"},
		{"clauses that may decide, blanks and outcomes", fields + "rule 10 f3 => may rotate\nrule 9 f1 => must rotate\nrule 2 f2 => must not rotate\n", "", nil, "undetermined [must may must-not none] on f1 and f2 and f3 maybe 2,9,10"},
		{"clauses of another time", "rule 10 pregnant => must rotate for 1y from refused on\nrule 9 pregnant => must rotate for 2y from refused on\nrule 8 nursing => must rotate for 1y from 2030-01-01\n", "", yes, "none not yet 8 2030-01-01 lapsed 9 2024-05-02 lapsed 10 2023-05-02"},
		{"what is taken for granted", "field f1: yes/no, assumed no when blank\nfield f2: yes/no, assumed no when blank\nrule 1 f2 => must rotate\nrule 2 f1 => should rotate\n", "", cells{"f1": nil, "f2": nil}, "none assuming f1 no else [should] assuming f2 no else [must]"},
		{"what is judged", "judged j1\njudged j2\nrule 1 j2 => must rotate\nrule 2 j1 => should rotate\n", "", cells{"pregnant": "no"}, "none judged j1 false else [should] judged j2 false else [must]"},
		{"clauses of an output", "output stay: whole number\nrule 10 pregnant => stay is 3\nrule 9 nursing => stay is 3\nrule 1 nursing => must rotate\n", "", yes, "must by 1 stay=3 by 9,10"},
		{"clauses cited", "define a [7.10] = pregnant\ndefine b [7.9] = nursing\nrule 1 a, b => must rotate\n", "", yes, "must by 1 citing 7.9,7.10"},
		{"grades of a result", "result fitness one of (unfit; doubtful; fit by default), strongest first\n" + fields + "rule 1 f2 => doubtful\nrule 2 f1 => unfit\n", "", nil, "undetermined [unfit doubtful fit] on f1 and f2 maybe 1,2"},
	})
}

// What hangs on a condition, a list or a spell as well as a value, is that of the case that holds.
func TestByCondition(t *testing.T) {
	const fields = "field days away: period\nfield ratings: one of (good, poor) per year\n"
	run(t, []example{
		{"lengths, the longer from where they are counted", fields + "rule 1 post since + longer of (1mo, 30d) <= 2024-03-01 => must rotate\n", "", cells{"post since": "2024-02-01"}, "none"},
		{"a length that is not known", fields + "rule 1 post since + longer of (days away, 1y) <= as-of date => must rotate\n", "", cells{"post since": "2024-06-01", "days away": nil}, "none"},
		{"and may be short enough", fields + "rule 1 post since + shorter of (days away, 1y) <= as-of date => must rotate\n", "", cells{"post since": "2024-06-01", "days away": nil}, "undetermined [must none] on days away maybe 1"},
		{"working days by a condition that is open", "output due: date = post since + (if female then 5 workdays else 10 workdays)\nrule 1 pregnant => must rotate\n", "", cells{"post since": "2024-06-03", "pregnant": "no"}, "none due=2024-06-11..2024-06-18?"},
		{"working days by a condition", "output due: date = post since + (if female then 5 workdays else 10 workdays)\nrule 1 pregnant => must rotate\n", "", cells{"post since": "2024-06-03", "gender": "female", "pregnant": "no"}, "none due=2024-06-11"},
		{"the rating of a year", fields + "rule 1 ratings for 2023 is good => must rotate\n", "", cells{"ratings": "2022poor;2023good"}, "must by 1"},
		{"the rating of a year that is blank", fields + "rule 1 ratings for 2023 is good => must rotate\n", "", cells{"ratings": nil}, "undetermined [must none] on ratings maybe 1"},
		{"the rating of no year", fields + "rule 1 ratings for 2021 is good => must rotate\n", "", cells{"ratings": "2022poor;2023good"}, "none"},
		{"not in what is none", "field left on: date, blank means none\nrule 1 left on not in (2020-01-01, 2021-01-01) => must rotate\n", "", cells{"left on": nil}, "none"},
		{"not in what it is not", "field left on: date, blank means none\nrule 1 left on not in (2020-01-01, 2021-01-01) => must rotate\n", "", cells{"left on": "2022-01-01"}, "must by 1"},
	})
}
