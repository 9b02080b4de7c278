// Package locale says which language a message is printed in. A Text is one
// message in both; every word that a person can read is a Text, so that none
// can exist in one language only.
//
//	locale.Text{EN: "must rotate", ZH: "必须轮岗"}.In(locale.Chinese)
package locale

import (
	"strings"
	"unicode"
)

// Language of messages, column headings and keywords written by the tool.
type Language uint8

const (
	English Language = iota
	Chinese
)

// Text is the same words in both languages.
type Text struct{ EN, ZH string }

// In returns the words in the language asked for.
func (t Text) In(l Language) string {
	if l == Chinese {
		return t.ZH
	}
	return t.EN
}

// Parse reads a language tag such as "zh", "zh_CN.UTF-8", "en" or "C"; an
// unknown or empty tag gives English and false.
func Parse(tag string) (Language, bool) {
	tag = strings.ToLower(tag)
	switch {
	case strings.HasPrefix(tag, "zh"), tag == "中文":
		return Chinese, true
	case strings.HasPrefix(tag, "en"), tag == "c", tag == "posix", strings.HasPrefix(tag, "c."):
		return English, true
	}
	return English, false
}

// Pick chooses, of the spellings of a name, the first in the script of a
// language; the name itself where it fits or none does.
func Pick(l Language, name string, spellings []string) string {
	for _, s := range append([]string{name}, spellings...) {
		if s != "" && IsChinese(s) == (l == Chinese) {
			return s
		}
	}
	return name
}

// IsChinese says that a text has Chinese characters in it.
func IsChinese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
