package roster

import (
	"strconv"
	"strings"
)

const hanDigits = "〇一二三四五六七八九"

// hanNumbers writes Chinese numerals as digits: 二〇一五年十二月 is 2015年12月.
// Runs that are no number stay as they are.
func hanNumbers(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { _, ok := hanDigit(r); return ok || r == '十' }) < 0 {
		return text
	}
	var out strings.Builder
	var run []rune
	flush := func() {
		out.WriteString(hanNumber(run))
		run = run[:0]
	}
	for _, r := range text {
		if _, ok := hanDigit(r); ok || r == '十' {
			run = append(run, r)
			continue
		}
		flush()
		out.WriteRune(r)
	}
	flush()
	return out.String()
}

func hanDigit(r rune) (int, bool) {
	switch r {
	case '零', '○':
		return 0, true
	case '元': // 元月
		return 1, true
	case '两':
		return 2, true
	}
	i := strings.IndexRune(hanDigits, r)
	return i / len("一"), i >= 0
}

// hanNumber reads digits one by one (二〇一五), or up to 99 with 十 (二十三).
func hanNumber(run []rune) string {
	digits := ""
	ten := -1
	for i, r := range run {
		if r == '十' {
			if ten >= 0 {
				return string(run)
			}
			ten = i
			continue
		}
		d, _ := hanDigit(r)
		digits += strconv.Itoa(d)
	}
	if ten < 0 {
		return digits
	}
	if ten > 1 || len(run) > ten+2 {
		return string(run)
	}
	n := 10
	if ten == 1 {
		n = 10 * int(digits[0]-'0')
	}
	if len(run) > ten+1 {
		n += int(digits[len(digits)-1] - '0')
	}
	return strconv.Itoa(n)
}
