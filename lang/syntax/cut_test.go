package syntax

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/source"
)

// pieces is how a text is cut with these names declared, and the ambiguity.
func pieces(t testing.TB, text string, names ...string) (string, *ambiguity) {
	vocab := NewVocabulary()
	for _, name := range names {
		vocab.Add(name)
	}
	read := newText(source.New("test", text))
	atoms := read.atoms(stretch{0, len(read.folded)})
	for _, a := range atoms {
		require.LessOrEqual(t, a.kind, numberAtom, text)
	}
	cut, doubt := cutter{text: read, vocab: vocab, guesses: newBudget()}.run(atoms, inBody, inBody)
	var parts []string
	for _, p := range cut {
		part := string(read.written[atoms[p.from].start:atoms[p.to-1].end])
		switch {
		case p.token.Type == Keyword:
			part = "[" + part + "]"
		case p.token.Type == Name && p.token.Value == "":
			part += "?"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " "), doubt
}

// Words that are a keyword with something after it, or a name: a keyword stands
// in brackets, a question mark follows what nothing declares.
func TestChineseCuts(t *testing.T) {
	for _, c := range []struct {
		text, cut string
		names     []string
	}{
		{"满6学年", "[满] 6学年", nil},
		{"满六个学年", "[满] 六个学年", nil},
		{"2024学年", "2024学年", nil},
		{"3个工作日内", "3个工作日 [内]", nil},
		{"前36个月内", "[前] 36个月 [内]", nil},
		{"截止日所在学年首日", "[截止日] [所在学年] [首日]", nil},
		{"工作日数自甲至乙", "[工作日数自] 甲 [至] 乙", []string{"甲", "乙"}},
		{"所在单位", "所在单位", []string{"所在单位"}},
		{"末日期限", "末日期限", []string{"末日期限"}},
		{"within 30 days from 2", "[within] 30 days [from] 2", nil},
		{"days from 甲 to 乙", "[days from] 甲 [to] 乙", []string{"甲", "乙"}},
		{"5 days from 甲", "5 [days from] 甲", []string{"甲"}}, // a clause number
		{"5 working days", "5 working days", nil},
		{"不满3年", "[不满] 3年", nil},
		{"不满意", "不满意", []string{"不满意"}},
		{"考核不满意", "考核 不满意", []string{"考核", "不满意"}},
		{"考核不满3年", "考核 [不满] 3年", []string{"考核", "不满意"}},
		{"不满意3年", "[不满] 意? 3年", nil},
		{"不得轮岗", "[不得] 轮岗", []string{"轮岗"}},
		{"不得分", "[不] 得分", []string{"得分"}},
		{"不得得分", "[不得] 得分", []string{"得分"}},
		{"满课时", "满课时", []string{"满课时", "课时"}},
		{"满课时", "[满] 课时", []string{"课时"}},
		{"课时满课时", "课时 满课时", []string{"满课时", "课时"}},
		{"在编", "在编", []string{"在编"}},
		{"在编满5年", "在编 [满] 5年", []string{"在编"}},
		{"任期满", "任期满", []string{"任期满", "任期"}},
		{"任期满5年", "任期 [满] 5年", []string{"任期"}},
		{"任期满5年", "任期满 5年", []string{"任期满", "任期"}},
		{"近三年考核", "近三年考核", []string{"近三年考核"}},
		{"近三年考核", "近? 三年 考核", []string{"考核"}},
		{"初中", "初中", []string{"初中", "中"}},
		{"离职或退休日期", "离职或退休日期", []string{"离职或退休日期", "离职", "退休日期"}},
		{"离职或退休日期", "离职 [或] 退休日期", []string{"离职", "退休日期"}},
		{"自愿", "自愿", []string{"自愿"}},
		{"自愿", "[自] 愿?", nil},
		{"应届", "应届", []string{"应届"}},
		{"应届", "[应] 届?", nil},
		{"非应届", "[非] 应届", []string{"应届"}},
		{"未婚", "未婚", []string{"未婚"}},
		{"可以不交流", "[可以不] 交流", []string{"交流"}},
		{"任现职时问满5年", "任现职时问? [满] 5年", []string{"任现职时间", "任职"}},
		{"任职时问满5年", "任职时问? [满] 5年", []string{"任职时间", "任职"}},
		{"同一岗为任职满5年", "同一岗为? 任职 [满] 5年", []string{"同一岗位", "任职"}},
		{"女性", "女 性?", []string{"女"}},
	} {
		cut, doubt := pieces(t, c.text, c.names...)
		require.Equal(t, c.cut, cut, "%s with %v", c.text, c.names)
		require.Nil(t, doubt, c.text)
	}
}

func TestEnglishCuts(t *testing.T) {
	for _, c := range []struct {
		text, cut string
		names     []string
	}{
		{"date of birth is known", "date of birth [is known]", []string{"date of birth"}},
		{"date of birth is known", "date? [of] birth? [is known]", nil},
		{"years to retirement", "years to retirement", []string{"years to retirement"}},
		{"refused on is not none", "refused on [is not none]", []string{"refused on"}},
		{"post tenure at least 5 years", "post tenure [at least] 5 years", []string{"post", "post tenure"}},
		{"sensitive post tenure", "sensitive post tenure", []string{"sensitive", "sensitive post", "post tenure"}},
		{"sensitive post tenure", "sensitive post tenure?", []string{"sensitive post"}},
		{"not married", "not married", []string{"not married"}},
		{"not married", "[not] married", []string{"married"}},
		{"post category", "post category", []string{"post", "category"}},
		{"posts", "posts?", []string{"post tenure"}},
		{"must rotate", "[must] rotate", []string{"rotate"}},
		{"must not rotate", "[must not] rotate", []string{"rotate"}},
		{"years to retirment", "years to retirment?", []string{"years to retirement"}},
		{"E5 probation", "E5? probation", []string{"probation", "on probation"}},
		{"posting p in career", "posting p? [in] career", []string{"posting", "career"}},
	} {
		cut, doubt := pieces(t, c.text, c.names...)
		require.Equal(t, c.cut, cut, "%s with %v", c.text, c.names)
		require.Nil(t, doubt, c.text)
	}
}

// Two names never share a word, and a tie is shown with both cuts.
func TestTies(t *testing.T) {
	for _, c := range []struct {
		text   string
		cuts   [2]string
		names  []string
		mended []string
	}{
		{"甲乙丙", [2]string{"甲 | 乙丙", "甲乙 | 丙"}, []string{"甲", "乙丙", "甲乙", "丙"}, []string{"甲 乙丙", "甲乙 丙"}},
		{"key post tenure", [2]string{"key | post tenure", "key post | tenure"}, []string{"key", "key post", "post tenure", "tenure"}, nil},
		{"must not rotate", [2]string{"must | not rotate", "must not | rotate"}, []string{"rotate", "not rotate"}, nil},
	} {
		_, doubt := pieces(t, c.text, c.names...)
		require.NotNil(t, doubt, c.text)
		require.ElementsMatch(t, c.cuts[:], doubt.cuts[:])
		for _, text := range c.mended {
			cut, doubt := pieces(t, text, c.names...)
			require.Equal(t, text, cut)
			require.Nil(t, doubt)
		}
	}
	// Quotes decide too.
	policy := "choice letter: 甲, 乙丙, 甲乙, 丙\nfield letters: several letter\n'甲乙'丙 => must rotate\n甲乙丙 => must rotate\n"
	var found diag.List
	Parse(source.New("test", policy), nil, &found)
	require.Len(t, found, 1)
	require.Equal(t, diag.TwoCuts, found[0].Code)
	require.Equal(t, "test:4:1", found[0].At.String())
}

// Two neighbours of the prelude are cut into exactly those two, or are one
// longer name: no two of its names cross each other.
func TestPreludeNamesDoNotCross(t *testing.T) {
	raw, err := os.ReadFile("../../stdlib/prelude.rota")
	require.NoError(t, err)
	var found diag.List
	tree := Parse(source.New("prelude", string(raw)), nil, &found)
	require.Empty(t, found)
	actions := map[string]bool{} // they stand behind must and the like, parted by a comma or by or
	for _, d := range tree.Declarations {
		if action, ok := d.(*Action); ok {
			for _, n := range action.Names {
				actions[n.Name.Key] = true
				for _, further := range Texts(n.Further) {
					actions[Fold(further.Value())] = true
				}
			}
		}
	}
	names := tree.Vocabulary.Names()
	for _, a := range names {
		for _, b := range names {
			if actions[a] && actions[b] {
				continue
			}
			han := isHan([]rune(a)[len([]rune(a))-1]) && isHan([]rune(b)[0])
			text := a + b
			if !han {
				text = a + " " + b
			}
			read := newText(source.New("test", text))
			atoms := read.atoms(stretch{0, len(read.folded)})
			if slices.ContainsFunc(atoms, func(a atom) bool { return a.kind > numberAtom }) {
				continue
			}
			cut, doubt := cutter{text: read, vocab: tree.Vocabulary}.run(atoms, inBody, inBody)
			if doubt != nil {
				t.Errorf("%s | %s: %v", a, b, doubt.cuts)
				continue
			}
			if len(cut) == 1 && cut[0].token.Value == Fold(text) {
				continue
			}
			if len(cut) != 2 || cut[0].token.Value != a || cut[1].token.Value != b {
				t.Errorf("%s | %s: %v", a, b, cut)
			}
		}
	}
}
