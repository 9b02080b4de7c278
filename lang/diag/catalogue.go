package diag

import (
	"maps"
	"slices"

	"rota/lang/locale"
)

// entry is what is known of a code. The text has places {0}, {1} … for the
// arguments, the same ones in both languages. The rule is one sentence saying
// what is asked of the author, with the smallest wrong and right examples; all
// three are empty for codes about data, where there is nothing to write better.
type entry struct {
	severity     Severity
	text         locale.Text
	rule         locale.Text
	wrong, right string
}

// The tables are kept beside the constants of their stage: text.go for how a
// policy is written, check.go for what it means, variant.go for variants, data.go and
// bind.go for rosters, lint.go for what is hardly meant.
var catalogue = join(textCodes, checkCodes, dataCodes, bindCodes, variantCodes, groupCodes, lintCodes, levelCodes)

// join does not look for a code defined twice: a test does, so that nothing can
// fail while a program starts.
func join(tables ...map[Code]entry) map[Code]entry {
	all := map[Code]entry{}
	for _, table := range tables {
		maps.Copy(all, table)
	}
	return all
}

// Codes lists every code there is, in order.
func Codes() []Code { return slices.Sorted(maps.Keys(catalogue)) }

// Explain is what the catalogue says of a code: its rule, its message with the
// places {0}, {1} … unfilled, and examples. All but the message may be empty;
// ok is false for a code that does not exist.
func Explain(code Code) (rule, message locale.Text, wrong, right string, ok bool) {
	e, ok := catalogue[code]
	return e.rule, e.text, e.wrong, e.right, ok
}

// Examples are the wrong and the right example of a code as an author of a language
// writes them; empty where there are none.
func Examples(code Code, l locale.Language) (wrong, right string) {
	if lint, is := lints[code]; is && l == locale.Chinese {
		return lint.chinese[0], lint.chinese[1]
	}
	if pair, is := inChinese[code]; is && l == locale.Chinese {
		return pair[0], pair[1]
	}
	return catalogue[code].wrong, catalogue[code].right
}
