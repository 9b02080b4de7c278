package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/siongui/gojianfan"
)

// Fold is how two spellings are compared: full-width forms become half-width,
// traditional characters simplified, capitals small, each run of white space
// one space, and none beside a Han character. What is printed is always the
// spelling as written.
func Fold(s string) string {
	if folded(s) {
		return s
	}
	var out []rune
	for _, r := range s {
		r = foldRune(r)
		if unicode.IsSpace(r) {
			if len(out) > 0 && out[len(out)-1] != ' ' {
				out = append(out, ' ')
			}
			continue
		}
		if n := len(out); n > 1 && out[n-1] == ' ' && (isHan(r) || isHan(out[n-2])) {
			out = out[:n-1]
		}
		out = append(out, r)
	}
	return strings.TrimSpace(string(out))
}

// folded says that folding leaves a spelling as it is.
func folded(s string) bool {
	before := ' '
	for i, r := range s {
		switch {
		case r != foldRune(r), r == utf8.RuneError, r != ' ' && unicode.IsSpace(r):
			return false
		case r == ' ' && (before == ' ' || isHan(before)), i > 0 && before == ' ' && isHan(r):
			return false
		}
		before = r
	}
	return s == "" || before != ' '
}

// simplified maps each traditional character of the library's table.
var simplified = func() map[rune]rune {
	from, to := []rune(gojianfan.ChT), []rune(gojianfan.ChS)
	table := make(map[rune]rune, len(from))
	for i, r := range from {
		table[r] = to[i]
	}
	return table
}()

// punctuation that an author types in either width or language.
var punctuation = map[rune]rune{
	'　': ' ', '\u00a0': ' ', '“': '"', '”': '"', '《': '"', '》': '"', '「': '"', '」': '"',
	'‘': '\'', '’': '\'', '≥': '≥', '≧': '≥', '≤': '≤', '≦': '≤', '≠': '≠', '—': '-', '–': '-', '−': '-', '。': '。', '【': '[', '】': ']', '〔': '[', '〕': ']',
}

func foldRune(r rune) rune {
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	if p, ok := punctuation[r]; ok {
		return p
	}
	if 0xff01 <= r && r <= 0xff5e {
		return foldRune(r - 0xfee0)
	}
	if s, ok := simplified[r]; ok {
		return s
	}
	return unicode.ToLower(r)
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// numerals of Chinese counting, also as they are written against forgery; of 半 only 半年
// and 一年半 are read.
var numerals = map[rune]int{
	'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'十': 10, '百': 100, '千': 1000,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9, '拾': 10, '佰': 100, '仟': 1000,
}

const longestNumeral = 9 // characters: 九千九百九十九

// ChineseNumeral is the number in Chinese characters that a text begins with, and how
// many bytes of the text it is; 0 bytes where it begins with none.
func ChineseNumeral(s string) (n, length int) {
	end := strings.IndexFunc(s, func(r rune) bool { return numerals[r] == 0 && r != '零' && r != '〇' })
	if end < 0 {
		end = len(s)
	}
	if n, ok := chineseNumber([]rune(s[:end])); ok {
		return n, end
	}
	return 0, 0
}

// chineseNumber reads 三, 十二, 二十, 一百零五, 二〇二四; ok is false for a
// sequence that is no number.
func chineseNumber(rs []rune) (n int, ok bool) {
	if len(rs) == 0 || len(rs) > longestNumeral {
		return 0, false
	}
	positional := len(rs) > 1
	for _, r := range rs {
		v, known := numerals[r]
		if !known {
			return 0, false
		}
		positional = positional && v < 10
	}
	if positional {
		for _, r := range rs {
			n = n*10 + numerals[r]
		}
		return n, true
	}
	digit, seen := 0, false
	last := 10000
	for _, r := range rs {
		v := numerals[r]
		if v < 10 {
			if seen {
				return 0, false
			}
			digit, seen = v, v != 0
			continue
		}
		if v >= last {
			return 0, false
		}
		if !seen {
			digit = 1
		}
		n, digit, seen, last = n+digit*v, 0, false, v
	}
	return n + digit, true
}
