package check_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/locale"
)

// Texts that no author writes: each is read or refused with a place, and it ends.
func TestHostile(t *testing.T) {
	base := prelude(t)
	many := strings.Repeat
	for name, text := range map[string]string{
		"brackets":           many("(", 300_000),
		"brackets in a rule": "rule 1 " + many("(", 300_000) + "male" + many(")", 300_000) + " => must rotate",
		"closing":            many(")", 300_000),
		"square":             "define x " + many("[", 300_000),
		"not":                "rule 1 " + many("not ", 75_000) + "male => must rotate",
		"非":                  "规则1 " + many("非", 100_000) + "男的，必须轮岗",
		"minus":              "rule 1 age > " + many("-", 1_000_000) + "1 => must rotate",
		"minus apart":        "rule 1 age > " + many("- ", 150_000) + "1 => must rotate",
		"plus":               "rule 1 age > 1" + many("+1", 100_000) + " => must rotate",
		"ten megabytes":      many("male => must rotate\n", 500_000),
		"one long line":      many("male ", 200_000) + "=> must rotate",
		"and":                "male" + many(" and male", 100_000) + " => must rotate",
		"or":                 "male" + many(" or male", 100_000) + " => must rotate",
		"commas":             "rank in (clerk" + many(", clerk", 100_000) + ") => must rotate",
		"if":                 "rule 1 age > " + many("if male then ", 60_000) + "1 => must rotate",
		"where":              "rule 1 " + many("some posting in career where ", 30_000) + "male => must rotate",
		"'s":                 "rule 1 male" + many("'s male", 100_000) + " => must rotate",
		"as of":              "rule 1 post tenure" + many(" as of as-of date", 50_000) + " => must rotate",
		"for":                "rule 1 appraisals" + many(" for 2024", 100_000) + " => must rotate",
		"later of":           "rule 1 " + many("later of ", 100_000) + "post since > 2020-01-01 => must rotate",
		"time since":         "rule 1 " + many("time since ", 90_000) + "post since > 5y => must rotate",
		"lists":              "rule 1 count of " + many("(", 199) + "career" + many(")", 199) + " > 1 => must rotate",
		"table rows":         "table t by rank\n" + many("  clerk: 6y\n", 20_000) + "rule 1 post tenure >= t for rank => must rotate",
		"table rows dated":   "table t by rank, until next row\n" + many("  clerk: 6y from 2020-01-01\n", 12_000),
		"table cells":        "table t by rank\n  " + many("clerk, ", 45_000),
		"table brackets":     "table t by rank\n  " + many("(", 500_000),
		"table Han":          "表 t 按 职级\n  " + many("自甲", 60_000) + "：6年",
		"table keys":         "table t by " + many("rank, ", 45_000) + "rank\n  clerk: 6y",
		"table values":       "table t by rank\n  clerk: 6y\nrule 1 post tenure >= " + many("t for (", 20_000) + "rank => must rotate",
		"table colons":       "table t by rank\n" + many("  clerk: : 6y\n", 15_000),
		"NUL":                "male => must\x00rotate",
		"no UTF-8":           "male => must \xff\xfe rotate",
		"lone CR":            "male => must rotate\rfemale => must rotate\r",
		"BOM inside":         "male \ufeff=> must rotate",
		"rules":              many("male => must rotate\n", 52_000),
		"short lines":        many("a\n", 500_000),
		"blank lines":        many("\n", 1_000_000),
		"unknown words":      many("unknwn word => must rotat\n", 40_000),
		"one unknown run":    many("unknwn ", 140_000) + "=> must rotate",
		"unknown Han":        many("甚", 300_000) + "的，必须轮岗",
		"unknown Han lines":  many("任现职时问满5年的，必须轮冈\n", 20_000),
		"Han keywords":       many("不满未满", 80_000),
		"names":              "choice x: " + many("甲", 10_000) + ", " + many("乙", 10_000) + "\n" + many("甲", 100_000) + " => must rotate",
		"many names": func() string {
			var s strings.Builder
			for i := range 10_000 {
				fmt.Fprintf(&s, "judged fact%dx\n", i)
			}
			return s.String() + many("fact9 and fakt9x => must rotat\n", 10_000)
		}(),
		"wrong items":   "any => must rotate\n" + many("  x y z >= => 5\n", 40_000),
		"items":         "any => must rotate\n" + many("  5.1 male\n", 80_000),
		"quotes":        many(`"`, 500_000),
		"apostrophes":   many("'", 500_000),
		"digits":        "age > " + many("9", 1_000_000) + " => must rotate",
		"numerals":      "年龄满" + many("一", 300_000) + "的，必须轮岗",
		"clause number": "rule 1" + many(".1", 400_000) + " male => must rotate",
		"fraction":      "age > 1." + many("1", 900_000) + " => must rotate",
		"definitions": func() string {
			var s strings.Builder
			for i := range 5_000 {
				fmt.Fprintf(&s, "define d%dx = d%dx\n", i, i+1)
			}
			return s.String() + "define d5000x = male\nd0x => must rotate\n"
		}(),
		"precedence": func() string {
			var s strings.Builder
			for i := range 5_000 {
				fmt.Fprintf(&s, "rule %d male => must rotate despite %d\n", i+1, i+2)
			}
			return s.String()
		}(),
		"sets aside": func() string {
			var s strings.Builder
			for i := range 8_000 {
				fmt.Fprintf(&s, "rule %d male => must rotate sets aside %d\n", i+1, i+2)
			}
			return s.String()
		}(),
	} {
		if testing.Verbose() {
			fmt.Println(name)
		}
		start := time.Now()
		_, _, found := load(base, "policy", text)
		took := time.Since(start) // about a second with nothing beside it; what never ends is ended by go test
		for _, d := range found[:min(len(found), 3)] {
			require.NotEmpty(t, d.At.String())
			require.LessOrEqual(t, len(d.At.String()), 40)
			require.NotEmpty(t, d.Message(locale.Chinese))
		}
		t.Logf("%-20s %8s %6d %v", name, took.Round(time.Millisecond), len(found), first(found))
	}
}

func first(found diag.List) string {
	if len(found) == 0 {
		return ""
	}
	m := found[0].At.String() + " " + string(found[0].Code) + " " + found[0].Message(locale.English)
	return m[:min(len(m), 150)]
}

// Every form that holds itself nests as deep as an author could want, and is
// refused with a place before a browser's stack is full.
func TestNesting(t *testing.T) {
	base := prelude(t)
	forms := map[string]func(n int) string{
		"brackets":  func(n int) string { return strings.Repeat("(", n) + "male" + strings.Repeat(")", n) },
		"or":        func(n int) string { return strings.Repeat("(male or ", n) + "female" + strings.Repeat(")", n) },
		"and":       func(n int) string { return strings.Repeat("(male and ", n) + "female" + strings.Repeat(")", n) },
		"not":       func(n int) string { return strings.Repeat("not (", n) + "male" + strings.Repeat(")", n) },
		"not alone": func(n int) string { return strings.Repeat("not ", n) + "male" },
		"if":        func(n int) string { return "age > " + strings.Repeat("if male then 1 else ", n) + "2" },
		"sums":      func(n int) string { return "age > " + strings.Repeat("(1 + ", n) + "2" + strings.Repeat(")", n) },
		"sum":       func(n int) string { return "5 > 1" + strings.Repeat(" + 1", n) },
		"minus":     func(n int) string { return "5 > " + strings.Repeat("- ", n) + "1" },
		"where":     func(n int) string { return strings.Repeat("some posting in career where ", n) + "unit is \"x\"" },
		"as of":     func(n int) string { return "post tenure" + strings.Repeat(" as of as-of date", n) + " >= 5y" },
		"later of": func(n int) string {
			return strings.Repeat("later of (post since, ", n) + "post since" + strings.Repeat(")", n) + " > 2020-01-01"
		},
		"year of": func(n int) string { return strings.Repeat("year of ", n) + "post since > 2020" },
		"count": func(n int) string {
			return strings.Repeat("(count of career where ", n) + "male" + strings.Repeat(") > 1", n)
		},
		"owners":     func(n int) string { return "male" + strings.Repeat("'s male", n) },
		"for a year": func(n int) string { return "appraisals" + strings.Repeat(" for 2024", n) + " is outstanding" },
		"lists": func(n int) string {
			return "count of " + strings.Repeat("(", n) + "career" + strings.Repeat(")", n) + " > 1"
		},
	}
	for name, form := range forms {
		for _, n := range []int{1, 30, 199, 200, 201, 2000, 20_000} {
			_, _, found := load(base, "policy", "rule 1 "+form(n)+" => must rotate\n")
			for _, d := range found {
				require.NotEmpty(t, d.At.String())
				if n <= 30 {
					require.NotEqual(t, diag.TooDeep, d.Code, "%s %d: %s", name, n, d.Message(locale.English))
				}
			}
			if n > 200 && name != "not alone" {
				require.NotEmpty(t, found, "%s %d", name, n)
			}
			require.LessOrEqual(t, len(found), 3, "%s %d", name, n)
		}
	}
}
