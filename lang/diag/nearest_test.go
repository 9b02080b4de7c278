package diag

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/locale"
)

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		word       string
		candidates []string
		want       string
	}{
		{"tenur", []string{"post", "tenure", "age"}, "tenure"},
		{"tenrue", []string{"post", "tenure"}, "tenure"},
		{"psot", []string{"post", "past"}, "post"},
		{"Tenure", []string{"tenure"}, "tenure"},
		{"TENUR", []string{"tenure"}, "tenure"},
		{"must", []string{"post"}, ""},
		{"departmnet", []string{"department", "departure"}, "department"},
		{"continous time", []string{"continuous time", "total time"}, "continuous time"},
		{"岗为", []string{"岗位", "部门"}, "岗位"},
		{"位岗", []string{"岗位", "部门"}, "岗位"},
		{"岗", []string{"岗位"}, "岗位"},
		{"任职年", []string{"任职时间"}, ""},
		{"任期限", []string{"任职年限"}, ""},
		{"人职年限", []string{"任职年限"}, "任职年限"},
		{"部门", []string{"岗位"}, ""},
		{"部门", []string{"部位", "部份"}, "部份"},
		{"a", []string{"b"}, ""},
		{"ab", []string{"cd", ""}, ""},
		{"", []string{"a", "ab"}, ""},
		{"", nil, ""},
		{"cat", []string{"hat", "bat", "rat"}, "bat"},
		{"cat", []string{"rat", "hat", "bat"}, "bat"},
		{"abc", []string{"ab", "abd"}, "abd"},
		{"abd", []string{"abe", "ab"}, "abe"},
		{"tenure of a post", []string{"tenxrx of a post", "tenurx of a post"}, "tenurx of a post"},
		{"不同", []string{"相同"}, ""},
		{"未满五年", []string{"已满五年"}, ""},
		{"无配偶", []string{"有配偶"}, ""},
		{"没有编制", []string{"还有编制"}, ""},
		{"非本地", []string{"是本地"}, ""},
		{"不满五年", []string{"未满五年"}, "未满五年"},
	} {
		require.Equal(t, c.want, Nearest(c.word, c.candidates), "%s of %v", c.word, c.candidates)
	}
}

// The library cuts its work short at a limit; this plain table does not.
func TestSlipsAgainstPlainDistance(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []rune("abc任职")
	word := func() []rune {
		w := make([]rune, random.IntN(9))
		for i := range w {
			w[i] = letters[random.IntN(len(letters))]
		}
		return w
	}
	for range 20000 {
		a, b, limit := word(), word(), 1+random.IntN(4)
		got, want := slips(a, b, limit), distance(a, b)
		if exchanged(a, b) {
			require.Equal(t, 2, want)
			want = 1
		}
		if want <= limit && got != want || want > limit && got <= limit {
			t.Fatalf("%q %q within %d: got %d, want %d", string(a), string(b), limit, got, want)
		}
	}
}

func distance(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next := []int{i + 1}
		for j := range b {
			change := row[j]
			if a[i] != b[j] {
				change++
			}
			next = append(next, slices.Min([]int{change, row[j+1] + 1, next[j] + 1}))
		}
		row = next
	}
	return row[len(b)]
}

// A word that says the same is asked after before one that looks alike, where the
// place takes it; never the word itself.
func TestDidYouMean(t *testing.T) {
	words := []string{"may", "at most", "must", "yes/no", "不得", "为期", "暂缓"}
	for word, want := range map[string]string{"max": "at most", "Shall": "must", "boolean": "yes/no", "mst": "must", "禁止": "不得", "延期": "暂缓", "最多": "", "must": ""} {
		got := DidYouMean(word, words)
		if want != "" {
			want = "; did you mean “" + want + "”?"
		}
		require.Equal(t, want, got.EN, word)
	}
	for right, others := range map[string]string{
		"must": "shall", "must not": "prohibited forbidden", "exempt": "exempted", "defer": "postpone postponed",
		"at most": "max maximum", "at least": "min minimum", "yes/no": "boolean bool", "whole number": "integer int", "text": "string",
		"不得": "禁止 不予 不能 严禁", "须": "需", "必须": "需要", "免于": "豁免 免除 不必 不用 无需 无须", "暂缓": "延期 推迟", "不超过": "最多", "不少于": "最少",
		"是否": "布尔", "整数": "整型", "文字": "字符串 字符",
	} {
		for _, word := range strings.Fields(others) {
			require.Equal(t, locale.Text{EN: "; did you mean “" + right + "”?", ZH: "；是否指“" + right + "”？"}, DidYouMean(word, []string{right, "无关"}), word)
		}
	}
	require.Equal(t, Meant("但……除外"), DidYouMean("除外", []string{"除非"}))
	for word, right := range instead {
		require.NotContains(t, instead, right, word)
	}
}

// A day written with points is asked after as the language writes days, whatever it is near;
// a clause number is not a day.
func TestDidYouMeanADay(t *testing.T) {
	for word, want := range map[string]string{
		"2024.1.31": "2024-1-31", "1999.12.05": "1999-12-05", "2124.1.31": "", "4.1.31": "", "2024.1": "", "2024.1.31a": "",
	} {
		require.Equal(t, Meant(want), DidYouMean(word, []string{"2024-1-32"}), word)
	}
}

func TestJoint(t *testing.T) {
	for between, want := range map[string]locale.Text{
		"":      {EN: "the omission", ZH: "省略处"},
		"  ":    {EN: "the omission", ZH: "省略处"},
		",":     {EN: "the comma", ZH: "逗号"},
		" ， ":   {EN: "the comma", ZH: "逗号"},
		"、":     {EN: "“、”", ZH: "顿号"},
		" and ": {EN: "“and”", ZH: "“and”"},
	} {
		require.Equal(t, want, Joint(between), "%q", between)
	}
}
