package xlsx

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// format is how far a number format shows a number as a date.
type format uint8

const (
	plain  format = iota // a number, a text, an amount
	clock                // hours and minutes only
	monthy               // year and month without the day
	dayly                // a day
)

// builtIn are the number formats that have no code in the file. 14 to 22 and 45
// to 47 are in ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 depend on the
// language of the office and are here as for zh-CN, from the same section.
var builtIn = map[int]format{
	14: dayly, 15: dayly, 16: dayly, 17: monthy, 18: clock, 19: clock, 20: clock, 21: clock, 22: dayly,
	27: monthy, 28: dayly, 29: dayly, 30: dayly, 31: dayly, 32: clock, 33: clock, 34: clock, 35: clock, 36: monthy,
	45: clock, 46: clock, 47: clock,
	50: monthy, 51: dayly, 52: monthy, 53: dayly, 54: dayly, 55: clock, 56: clock, 57: monthy, 58: dayly,
}

// readStyles fills dates and zeros: the format of each cell style, and how many digits it
// shows at least. A style beyond the table is plain.
func (b *book) readStyles(name string) *fault {
	custom, zeros := map[int]format{}, map[int]int{}
	return b.each(name, "styleSheet", func(s *scanner, e xml.StartElement) {
		id, err := strconv.Atoi(attribute(e, "numFmtId"))
		switch {
		case s.within("styleSheet", "numFmts", "numFmt"):
			if err == nil {
				custom[id] = formatOf(attribute(e, "formatCode"))
				zeros[id] = zerosOf(attribute(e, "formatCode"))
			}
		case s.within("styleSheet", "cellXfs", "xf"):
			kind, own := custom[id]
			if !own {
				kind = builtIn[id]
			}
			b.dates, b.zeros = append(b.dates, kind), append(b.zeros, zeros[id])
		}
	})
}

// zerosOf is the length of a code of zeros only, which shows 7 as 0007; 0 of any other. Such
// a number is a name for something.
func zerosOf(code string) int {
	code, _, _ = strings.Cut(code, ";")
	if strings.Trim(code, "0") != "" {
		return 0
	}
	return len(code)
}

// formatOf judges a custom code such as yyyy"年"m"月";@ by its first section,
// the one for positive numbers. What is quoted or in brackets shows as it is
// and says nothing, except [h], [m], [s], a length of time; 年, 月 and 日 stand
// unquoted as often as not.
func formatOf(code string) format {
	var bare strings.Builder
	quoted := false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				i = len(code)
				break
			}
			if inside := strings.ToLower(code[i+1 : i+end]); inside != "" && strings.Trim(inside, "hms") == "" {
				bare.WriteByte('h')
			}
			i += end
		case c == ';':
			i = len(code)
		default:
			bare.WriteByte(c)
		}
	}
	shown := strings.ToLower(bare.String())
	shown = strings.ReplaceAll(strings.ReplaceAll(shown, "am/pm", "h"), "a/p", "h")
	if strings.HasPrefix(shown, "general") || strings.Contains(shown, "g/通用格式") {
		return plain
	}
	has := func(signs string) bool { return strings.ContainsAny(shown, signs) }
	switch {
	case strings.Contains(strings.ReplaceAll(strings.ReplaceAll(shown, "dddd", ""), "ddd", ""), "d"), has("日"):
		return dayly
	case has("y年月"), has("m") && !has("hs"):
		return monthy
	case has("d"): // only the name of the weekday
		return dayly
	case has("hs") && !has("0#?"):
		return clock
	}
	return plain
}
