package diag

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/locale"
)

// tables are those as written, without the codes that the other tests add.
var tables = map[string]map[Code]entry{"text.go": textCodes, "check.go": checkCodes, "data.go": dataCodes, "bind.go": bindCodes, "variant.go": variantCodes, "group.go": groupCodes, "lint.go": lintCodes, "lint.go, levels": levelCodes}

func TestEveryEntryIsWhole(t *testing.T) {
	for name, table := range tables {
		for code, e := range table {
			require.Empty(t, faults(code, e), "%s: %s", name, code)
		}
	}
}

func TestEveryCodeIsDefinedOnce(t *testing.T) {
	where := map[Code]string{}
	for name, table := range tables {
		for code := range table {
			require.Empty(t, where[code], "%s is defined in %s too", code, name)
			where[code] = name
		}
	}
}

// Whoever reads a page in Chinese finds examples on it where there are some in English.
func TestEveryExampleIsInChinese(t *testing.T) {
	for name, table := range tables {
		for code, e := range table {
			if _, is := lints[code]; !is {
				require.Equal(t, e.wrong != "", inChinese[code] != [2]string{}, "%s: %s", name, code)
			}
			wrong, right := Examples(code, locale.Chinese)
			for _, example := range []string{wrong, right} {
				require.Equal(t, e.wrong != "", chinese.MatchString(example), "%s: %s\n%s", name, code, example)
			}
		}
	}
}

// The lints that are told only to who asks are these; the others are told as the catalogue has them.
func TestDefault(t *testing.T) {
	var quiet []Code
	for _, code := range Lints() {
		if Default(code) == 0 {
			quiet = append(quiet, code)
			continue
		}
		require.Equal(t, Diagnostic{Code: code}.Severity(), Default(code), code)
	}
	require.Equal(t, []Code{HidesName, NotExercised, ValueLeftOut, UnusedField}, quiet)
	require.Zero(t, Default(UnknownName), "what is no lint has no level")
	require.Len(t, Lints(), len(lintCodes))
	require.True(t, slices.IsSorted(Lints()))
}

// A reader of English finds examples in English.
func TestExamplesAreInTheLanguageAskedFor(t *testing.T) {
	for _, code := range []Code{NeverHolds, UnknownName} {
		e := catalogue[code]
		wrong, right := Examples(code, locale.English)
		require.Equal(t, []string{e.wrong, e.right}, []string{wrong, right}, code)
		wrong, right = Examples(code, locale.Chinese)
		require.NotContains(t, []string{e.wrong, e.right, ""}, wrong, code)
		require.NotContains(t, []string{e.wrong, e.right, ""}, right, code)
	}
}

var (
	codes   = regexp.MustCompile(`^R\d{4}$`)
	places  = regexp.MustCompile(`\{\d+\}`)
	jargon  = regexp.MustCompile(`(?i)\b(tokens?|pars(e|es|ed|er|ing)|lex(er|ing)?|eof|nil|unexpected|identifiers?|syntax)\b`)
	chinese = regexp.MustCompile(`\p{Han}`)
)

// faults says what an entry lacks for a person to understand it.
func faults(code Code, e entry) (found []string) {
	fault := func(bad bool, format string, args ...any) {
		if bad {
			found = append(found, fmt.Sprintf(format, args...))
		}
	}
	fault(!codes.MatchString(string(code)), "code %q is not R and four digits", code)
	fault(e.severity < Error || e.severity > Note, "no severity")
	fault(e.text.EN == "" || e.text.ZH == "", "a text is missing")
	fault((e.rule.EN == "") != (e.rule.ZH == ""), "a rule is missing in one language")
	fault((e.wrong == "") != (e.right == ""), "one of the examples is missing")
	fault(e.text.ZH != "" && !chinese.MatchString(e.text.ZH), "the Chinese text is not Chinese")
	fault(e.rule.ZH != "" && !chinese.MatchString(e.rule.ZH), "the Chinese rule is not Chinese")
	fault(strings.Join(placeholders(e.text.EN), "") != strings.Join(placeholders(e.text.ZH), ""), "different arguments: %q, %q", e.text.EN, e.text.ZH)
	for _, t := range []string{e.text.EN, e.text.ZH, e.rule.EN, e.rule.ZH} {
		fault(jargon.MatchString(t), "jargon in %q", t)
		fault(clean(t) != t || strings.ContainsAny(t, "\t"), "hidden characters in %q", t)
	}
	return found
}

func placeholders(text string) []string {
	found := places.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestFaultsAreSeen(t *testing.T) {
	good := entry{severity: Error, text: locale.Text{EN: "unknown name {0}, {1}", ZH: "没有{1}，{0}"}, rule: locale.Text{EN: "a rule", ZH: "规则"}, wrong: "x", right: "y"}
	require.Empty(t, faults("R0001", good))
	for name, change := range map[string]func(*entry){
		"severity":   func(e *entry) { e.severity = 0 },
		"no chinese": func(e *entry) { e.text.ZH = "" },
		"english":    func(e *entry) { e.text.ZH = "name {0} {1}" },
		"arguments":  func(e *entry) { e.text.ZH = "没有{0}" },
		"jargon":     func(e *entry) { e.text.EN = "Unexpected {0} {1}" },
		"jargon zh":  func(e *entry) { e.rule.ZH = "一个token是" },
		"rule":       func(e *entry) { e.rule.EN = "" },
		"example":    func(e *entry) { e.right = "" },
		"escape":     func(e *entry) { e.rule.EN = "a \x1b[31mrule" },
	} {
		bad := good
		change(&bad)
		require.NotEmpty(t, faults("R0001", bad), name)
	}
	require.NotEmpty(t, faults("X1", good))
}

func TestExplain(t *testing.T) {
	rule, message, wrong, right, ok := Explain(misspelt)
	require.True(t, ok)
	require.Equal(t, "names are written as declared", rule.EN)
	require.Equal(t, "没有叫“{0}”的名称", message.ZH)
	require.Equal(t, "tenur", wrong)
	require.Equal(t, "tenure", right)
	_, _, _, _, ok = Explain("R9999")
	require.False(t, ok)
	require.True(t, slices.IsSorted(Codes()))
	require.Contains(t, Codes(), misspelt)
	require.Len(t, Codes(), len(catalogue))
}
