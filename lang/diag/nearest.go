package diag

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agext/levenshtein"

	"rota/lang/locale"
)

// Nearest is the candidate most like the word, or "" when none is like enough
// to be worth asking about. Letters are compared without case; two neighbours
// exchanged count as one slip, the commonest in Latin words, which the edit
// distance alone counts as two. Of candidates equally near that of the same
// length, then the first in byte order is returned, whatever order they come in.
func Nearest(word string, candidates []string) string {
	nearest, _ := Near(word, candidates)
	return nearest
}

// Near is Nearest with the number of slips between the two.
func Near(word string, candidates []string) (nearest string, least int) {
	folded := []rune(strings.ToLower(word))
	least = allowed(len(folded)) + 1
	nearestApart := 0
	for _, candidate := range candidates {
		if n := utf8.RuneCountInString(candidate) - len(folded); n > least || -n > least {
			continue // nearly all, and letters in small are as many
		}
		letters := []rune(strings.ToLower(candidate))
		n := slips(folded, letters, least)
		// All letters different is no likeness, however short the words; what denies a word
		// is its contrary.
		if candidate == "" || n > 0 && (n >= max(len(folded), len(letters)) || denials(folded) != denials(letters)) {
			continue
		}
		apart := max(len(folded)-len(letters), len(letters)-len(folded))
		if n < least || n == least && nearest != "" && (apart < nearestApart || apart == nearestApart && candidate < nearest) {
			nearest, least, nearestApart = candidate, n, apart
		}
	}
	return nearest, least
}

// instead has the words of the language for others that say the same.
var instead = map[string]string{
	"shall": "must", "prohibited": "must not", "forbidden": "must not", "exempted": "exempt", "postpone": "defer", "postponed": "defer",
	"max": "at most", "maximum": "at most", "min": "at least", "minimum": "at least", "between": "at least …… and less than", "but": "and",
	"boolean": "yes/no", "bool": "yes/no", "integer": "whole number", "int": "whole number", "string": "text",
	"禁止": "不得", "需": "须", "需要": "必须", "豁免": "免于", "免除": "免于", "延期": "暂缓", "推迟": "暂缓",
	"最多": "不超过", "最少": "不少于", "但": "除非", "除外": "但……除外",
	"may not": "must not", "cannot": "must not", "can": "may", "不能": "不得", "严禁": "不得", "不予": "不得", "不必": "免于", "不用": "免于", "予以": "应当", "同时": "且", "无需": "免于", "无须": "免于", "need not": "exempt from", "do not": "must not", "shall not": "must not", "暂不": "暂缓",
	"largest first": "highest first", "oldest first": "highest first", "smallest first": "lowest first", "youngest first": "lowest first",
	"any": "some", "either": "or", "other than": "is not", "after": "later than", "before": "earlier than", "newest first": "latest first",
	"其他": "否则", "其余": "否则", "总人数": "人员", "全体": "人员", "全员": "人员", "everybody": "staff", "everyone": "staff",
	"除": "除非", "外": "但……除外", "而": "且", "又": "且", "之后": "晚于", "后": "晚于", "优先": "选取……按……",
	"布尔": "是否", "整型": "整数", "字符串": "文字", "字符": "文字",
}

// Synonym is the word of the language for one that says the same; "" where it has none.
func Synonym(word string) string { return instead[strings.ToLower(word)] }

// pointed is a day written with points, which a clause number may have as well.
var pointed = regexp.MustCompile(`^((?:19|20)\d\d)\.(\d\d?)\.(\d\d?)$`)

// DidYouMean asks after the candidate that says the same or else is nearest, to follow
// a message; empty when none is like enough.
func DidYouMean(word string, candidates []string) locale.Text {
	if day := pointed.FindStringSubmatch(word); day != nil {
		return Meant(strings.Join(day[1:], "-"))
	}
	nearest := Synonym(word)
	if phrase := strings.Contains(nearest, "……"); !phrase && !slices.Contains(candidates, nearest) {
		nearest = Nearest(word, candidates)
	}
	if strings.EqualFold(nearest, word) { // what is there but cannot stand here
		return locale.Text{}
	}
	return Meant(nearest)
}

// Joint names what stands between two parts that it joins, for Enumerated: a sign, a word,
// or nothing.
func Joint(between string) locale.Text {
	switch between = strings.TrimSpace(between); between {
	case "":
		return locale.Text{EN: "the omission", ZH: "省略处"}
	case ",", "，":
		return locale.Text{EN: "the comma", ZH: "逗号"}
	case "、":
		return locale.Text{EN: "“、”", ZH: "顿号"}
	}
	return locale.Text{EN: "“" + between + "”", ZH: "“" + between + "”"}
}

// Meant asks whether something was meant, to follow a message; empty for "".
func Meant(nearest string) locale.Text {
	if nearest == "" {
		return locale.Text{}
	}
	return locale.Text{EN: "; did you mean “" + nearest + "”?", ZH: "；是否指“" + nearest + "”？"}
}

// denials is how often a word says not: 未满, 不同.
func denials(word []rune) (n int) {
	for _, r := range word {
		if strings.ContainsRune("不未无没非", r) {
			n++
		}
	}
	return n
}

// allowed is the number of slips forgiven in a word of n characters: a third of
// it, as rustc does, but at least one and at most three. Han words of up to
// three characters so get one; each character there is a whole syllable.
func allowed(n int) int { return min(max(n/3, 1), 3) }

// longest is in characters; no name is longer, and the distance takes time in
// the product of the lengths.
const longest = 200

// slips is the edit distance; above limit only some number above limit. The
// library's own limit is not used: in v1.2.3 it answers 1 for "职任职b任a" and
// "babba" within 2, which are 4 apart.
func slips(a, b []rune, limit int) int {
	if exchanged(a, b) {
		return 1
	}
	if apart := max(len(a)-len(b), len(b)-len(a)); apart > limit {
		return apart
	}
	if len(a) > longest && !slices.Equal(a, b) {
		return limit + 1
	}
	n, _, _ := levenshtein.Calculate(a, b, 0, 1, 1, 1)
	return n
}

// exchanged says whether the words differ by two neighbours in each other's place.
func exchanged(a, b []rune) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && slices.Equal(a[i+2:], b[i+2:])
		}
	}
	return false
}
