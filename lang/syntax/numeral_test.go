package syntax

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// numeral writes a number from 1 to 9999 in the characters of Chinese counting.
func numeral(n int) string {
	digits, units := []rune("零一二三四五六七八九"), []string{"千", "百", "十", ""}
	var out strings.Builder
	skipped := false
	for i, unit := range []int{1000, 100, 10, 1} {
		d := n / unit % 10
		if d == 0 {
			skipped = out.Len() > 0
			continue
		}
		if skipped {
			out.WriteRune('零')
		}
		skipped = false
		if d != 1 || unit != 10 || out.Len() > 0 { // 十二, and 一百一十二
			out.WriteRune(digits[d])
		}
		out.WriteString(units[i])
	}
	return out.String()
}

// Every number that Chinese counting writes in characters is read as that number, by
// itself and before a unit.
func TestEveryChineseNumber(t *testing.T) {
	for n := 1; n < 10_000; n++ {
		got, ok := chineseNumber([]rune(numeral(n)))
		require.True(t, ok, numeral(n))
		require.Equal(t, n, got, numeral(n))
	}
	for _, n := range []int{3, 12, 105, 1000, 3200, 9999} {
		tree, found := mistakesOf("规则1 任职时间满" + numeral(n) + "天的，必须轮岗\n")
		require.Empty(t, found, numeral(n))
		require.Len(t, tree.Declarations, 1, numeral(n))
	}
}

// “and” and “or” may not stand together without brackets, in whichever order and
// however many; words of one kind may.
func TestAndBesideOr(t *testing.T) {
	terms := []string{"female", "male", "key post", "under investigation", "health unfit"}
	for words := 2; words < len(terms); words++ {
		for ways := range 1 << words {
			condition, ands, ors := terms[0], 0, 0
			for i := range words {
				word := " and "
				if ways>>i&1 == 1 {
					word = " or "
					ors++
				} else {
					ands++
				}
				condition += word + terms[i+1]
			}
			_, found := mistakesOf("rule 1 " + condition + " => must rotate\n")
			mixed := ands > 0 && ors > 0
			require.Equal(t, mixed, len(found) == 1 && found[0].Code == diag.AndOr, condition)
			require.Equal(t, mixed, len(found) > 0, condition)
		}
	}
}

// Many declarations are read as each is by itself, mistakes among them.
func TestManyAreReadAsOne(t *testing.T) {
	var text strings.Builder
	for i := range 4 * together {
		switch i % 5 {
		case 0:
			text.WriteString("rule 4 post tenure >= 4y -- why\n  unless extension approved\n")
		case 1:
			text.WriteString("rule 4 post tenur >= 4y => must rotate\n")
		case 2:
			text.WriteString("任职时间满四年的，必须轮岗\n")
		default:
			text.WriteString("rule 5 female, post tenure >= 4y => must rotate -- a remark\n")
		}
	}
	tree, found := mistakesOf(text.String())
	var each diag.List
	declarations, remarks := 0, 0
	for _, d := range newText(source.New("test", text.String())).all() {
		one, mistakes := mistakesOf(d)
		declarations, remarks = declarations+len(one.Declarations), remarks+len(one.Remarks)
		each = append(each, mistakes...)
	}
	require.Len(t, tree.Declarations, declarations)
	require.Len(t, tree.Remarks, remarks)
	require.Len(t, found, len(each))
	for i := range found {
		require.Equal(t, each[i].Message(locale.English), found[i].Message(locale.English))
	}
}

// all are the texts of the declarations.
func (t *text) all() (out []string) {
	decls, _ := t.declarations()
	for _, d := range decls {
		out = append(out, t.span(d.start, d.end).Text())
	}
	return out
}

// A date of a policy has its whole year, in signs or in Chinese, and is of a day that exists.
func TestParseDate(t *testing.T) {
	for written, want := range map[string]string{
		"2024-12-31": "2024-12-31", "2024/12/31": "2024-12-31", "2024年12月31日": "2024-12-31", "2024-2-9": "2024-02-09", "2024年2月9日": "2024-02-09",
		"２０２４－１２－３１": "2024-12-31", "2024-02-29": "2024-02-29",
		"2023-02-29": "", "2024-13-01": "", "2024年0月1日": "", "2024-12": "", "24-12-31": "", "2024-12-31a": "", "x2024-12-31": "", "2024年12月31日起": "", "": "",
	} {
		got, ok := ParseDate(written)
		require.Equal(t, want != "", ok, written)
		if ok {
			require.Equal(t, want, got.String(), written)
		}
	}
}

// The number in Chinese that a text begins with ends where other characters do.
func TestNumeralAtTheStart(t *testing.T) {
	for text, want := range map[string][2]int{
		"十二条": {12, len("十二")}, "二〇二四": {2024, len("二〇二四")}, "条二": {}, "": {}, "一二百": {}, "9": {},
	} {
		n, length := ChineseNumeral(text)
		require.Equal(t, want, [2]int{n, length}, text)
	}
}
