package syntax

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// literalsAt reads a number, in digits or Chinese, with its unit if it has one.
func (c cutter) literalsAt(atoms []atom, i int) []piece {
	var out []piece
	if atoms[i].kind == numberAtom {
		value := atoms[i].token.Value
		out = append(out, piece{from: i, to: i + 1, token: Token{Type: Number, Value: value}})
		return c.measured(out, atoms, i, i+1, value)
	}
	if atoms[i].kind == wordAtom {
		return c.literalsOfWords(out, atoms, i)
	}
	if c.begins(atoms, i, "半年") {
		out = append(out, piece{from: i, to: i + 2, token: Token{Type: Quantity, Value: "6mo"}})
	}
	if c.begins(atoms, i, "一半") {
		out = append(out, piece{from: i, to: i + 2, token: Token{Type: Percent, Value: "50"}})
	}
	if c.begins(atoms, i, "百分之") && i+3 < len(atoms) {
		for _, p := range c.literalsAt(atoms[:min(len(atoms), i+12)], i+3) {
			if p.token.Type == Number {
				out = append(out, piece{from: i, to: p.to, token: Token{Type: Percent, Value: p.token.Value}})
			}
		}
	}
	var digits []rune
	for j := i; j < len(atoms) && atoms[j].kind == hanAtom && (j == i || !atoms[j].spaced); j++ {
		r := c.text.folded[atoms[j].start]
		if _, ok := numerals[r]; !ok {
			break
		}
		if digits = append(digits, r); len(digits) > longestNumeral {
			break
		}
		n, ok := chineseNumber(digits)
		if !ok {
			continue
		}
		value := strconv.Itoa(n)
		out = append(out, piece{from: i, to: j + 1, token: Token{Type: Number, Value: value}})
		out = c.measured(out, atoms, i, j+1, value)
	}
	return out
}

// measured adds to a list what a number from i to end is with what follows it: a unit, or
// parts of a whole.
func (c cutter) measured(out []piece, atoms []atom, i, end int, value string) []piece {
	if token, n := c.withUnit(atoms, end, value); n > 0 && (token.Type != MonthDay || atoms[i].kind != wordAtom) { // one may
		out = append(out, piece{from: i, to: end + n, token: token})
	}
	if token, n := c.part(atoms, end, value); n > 0 {
		out = append(out, piece{from: i, to: end + n, token: token})
	}
	return out
}

func (c cutter) begins(atoms []atom, i int, word string) bool {
	for _, r := range word {
		if i >= len(atoms) || c.text.folded[atoms[i].start] != r {
			return false
		}
		i++
	}
	return true
}

// withUnit reads the unit after a number: the longest that matches.
func (c cutter) withUnit(atoms []atom, i int, value string) (token Token, used int) {
	whole := !strings.Contains(value, ".")
	at := atStart
	for j := i; j < len(atoms) && (j == i || at != nowhere); j++ {
		if j > i && atoms[j].spaced {
			at = unitWords.next(at, ' ')
		}
		at = unitWords.after(at, c.chars(atoms[j]))
		month := ""
		if j == i {
			month = monthWords.of(c.chars(atoms[j]))
		}
		switch u := unitWords.meaning(at); {
		case month != "" && whole:
			token, used = Token{Type: MonthDay, Value: month + "-" + twoDigits(value)}, 1
			if token, n := c.withYear(atoms, j+1, token); n > 0 {
				return token, used + n
			}
		case u == yearsOld:
			token, used = Token{Type: Age, Value: value}, j+1-i
		case u == plain:
			token, used = Token{Type: Number, Value: value}, j+1-i
		case (u == schoolYears || u == financialYears) && isYear(value) && atoms[j].kind == hanAtom: // 2024学年
			token, used = Token{Type: Year, Value: value + marks[u]}, j+1-i
		case u == years && !whole:
			if length := inMonths(value); length != "" { // 1.5年
				token, used = Token{Type: Quantity, Value: length}, j+1-i
			}
		case u != 0 && whole:
			token, used = Token{Type: Quantity, Value: value + marks[u]}, j+1-i
			if more, n := c.andMonths(atoms, j+1); u == years && n > 0 {
				token.Value, used = token.Value+more, used+n
			}
		}
	}
	return token, used
}

// literalsOfWords adds to a list what begins with a word and goes on with another atom: a
// day of a month; half a year, half of what follows; a number in words, which without a
// unit or a part may be any word.
func (c cutter) literalsOfWords(out []piece, atoms []atom, i int) []piece {
	if i+1 == len(atoms) || !c.opensLiteral(atoms[i]) {
		return out
	}
	word, next := c.word(atoms[i]), atoms[i+1]
	if month := monthNames[word]; month != "" && next.kind == numberAtom && len(next.token.Value) <= 2 {
		day := Token{Type: MonthDay, Value: month + "-" + twoDigits(next.token.Value)}
		out = append(out, piece{from: i, to: i + 2, token: day})
		if token, n := c.withYear(atoms, i+2, day); n > 0 {
			out = append(out, piece{from: i, to: i + 2 + n, token: token})
		}
	}
	if word == "half" && i+2 < len(atoms) && c.word(next) == "a" && c.word(atoms[i+2]) == "year" {
		out = append(out, piece{from: i, to: i + 3, token: Token{Type: Quantity, Value: "6mo"}})
	}
	if word == "half" && c.word(next) == "of" {
		out = append(out, piece{from: i, to: i + 1, token: Token{Type: Percent, Value: "50"}})
	}
	if value := numberInWords(word); value != "" {
		return c.measured(out, atoms, i, i+1, value)
	}
	if token, n := c.part(atoms, i+1, "1"); n > 0 && word == "a" { // a third
		out = append(out, piece{from: i, to: i + 1 + n, token: token})
	}
	return out
}

// opensLiteral says whether a literal may begin with a word, as most words do not.
func (c cutter) opensLiteral(word atom) bool {
	chars := c.chars(word)
	if hyphen := slices.Index(chars, '-'); hyphen >= 0 { // twenty-five
		chars = chars[:hyphen]
	}
	return openingWords.of(chars)
}

// openingWords are those that a literal may begin with.
var openingWords = func() (words spellings[bool]) {
	for _, list := range []map[string]string{monthNames, numberWords, {"half": "", "a": ""}} {
		for word := range list {
			words.add(word).means = true
		}
	}
	return words
}()

var (
	monthWords = treeOf(monthNames)
	unitWords  = treeOf(units)
)

// chars are the characters of an atom, folded.
func (c cutter) chars(a atom) []rune { return c.text.folded[a.start:a.end] }

// word is an atom of letters; "" for another.
func (c cutter) word(a atom) string {
	if a.kind != wordAtom {
		return ""
	}
	return string(c.chars(a))
}

// withYear makes a date of a day of the year and the year behind it.
func (c cutter) withYear(atoms []atom, i int, day Token) (date Token, used int) {
	if i == len(atoms) || atoms[i].kind != numberAtom || !isYear(atoms[i].token.Value) {
		return day, 0
	}
	return Token{Type: Date, Value: atoms[i].token.Value + "-" + day.Value}, 1
}

// inMonths is a decimal number of years as a length of time; "" where it is not whole months.
func inMonths(years string) string {
	if len(years) > longestNumeral {
		return ""
	}
	n, ok := new(big.Rat).SetString(years)
	if !ok {
		return ""
	}
	if n.Mul(n, big.NewRat(12, 1)); !n.IsInt() {
		return ""
	}
	return n.Num().String() + "mo"
}

// andMonths reads what years may have behind them: 半, 6个月, 零六个月, and six months.
func (c cutter) andMonths(atoms []atom, i int) (value string, used int) {
	if i == len(atoms) {
		return "", 0
	}
	from := i
	switch and := c.word(atoms[i]) == "and"; {
	case and || !atoms[i].spaced && c.text.folded[atoms[i].start] == '零':
		i++
	case atoms[i].spaced || atoms[i].kind == wordAtom:
		return "", 0
	case c.text.folded[atoms[i].start] == '半':
		return "6mo", 1
	}
	if i == len(atoms) {
		return "", 0
	}
	for _, p := range c.literalsAt(atoms, i) {
		if p.token.Type == Quantity && strings.HasSuffix(p.token.Value, "mo") && !strings.Contains(p.token.Value, "y") {
			value, used = p.token.Value, p.to-from
		}
	}
	return value, used
}

// isYear says of a number that it is one of the years that dates have.
func isYear(n string) bool { return len(n) == 4 && (n[:2] == "19" || n[:2] == "20") }

var numberWords = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
	"twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}

// numberInWords is a number below a hundred, as digits: twelve, twenty-five; "" for
// another word.
func numberInWords(word string) string {
	tens, ones, two := strings.Cut(word, "-")
	if !two {
		return numberWords[word]
	}
	if t, o := numberWords[tens], numberWords[ones]; len(t) == 2 && t[1] == '0' && t != "10" && len(o) == 1 {
		return t[:1] + o
	}
	return ""
}

var monthNames = map[string]string{
	"january": "01", "february": "02", "march": "03", "april": "04", "may": "05", "june": "06",
	"july": "07", "august": "08", "september": "09", "october": "10", "november": "11", "december": "12",
	"jan": "01", "feb": "02", "mar": "03", "apr": "04", "jun": "06", "jul": "07", "aug": "08", "sep": "09", "sept": "09", "oct": "10", "nov": "11", "dec": "12",
}

// parts are the words of a part, by how many of them make a whole.
var parts = treeOf(map[string]int{
	"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"halves": 2, "thirds": 3, "quarters": 4, "fourths": 4, "fifths": 5, "sixths": 6, "sevenths": 7, "eighths": 8, "ninths": 9, "tenths": 10,
})

const (
	mostParts   = 1000 // 千分之五
	mostEndless = 9    // of the parts that have no end as decimals: thirds, sixths, sevenths, ninths
)

// share is n of so many parts as the value of a Percent: three quarters are 75, and a
// third, which has no end as a decimal, is 1/3; "" for what has no such value.
func share(n, of int) string {
	if n < 1 || n >= of || of > mostParts {
		return ""
	}
	if n*100_000%of == 0 {
		return strconv.FormatFloat(float64(n)*100/float64(of), 'f', -1, 64)
	}
	for d := n; d > 1; d-- {
		if n%d == 0 && of%d == 0 {
			n, of = n/d, of/d
		}
	}
	if of > mostEndless {
		return ""
	}
	return strconv.Itoa(n) + "/" + strconv.Itoa(of)
}

// part reads what makes a share of a number before it: 三 | 分之一, two | thirds.
func (c cutter) part(atoms []atom, i int, number string) (token Token, used int) {
	if i == len(atoms) {
		return token, 0
	}
	n := whole(Number, number)
	if value := share(n, parts.of(c.chars(atoms[i]))); value != "" {
		return Token{Type: Percent, Value: value}, 1
	}
	if n == 100 || i+2 >= len(atoms) || !c.begins(atoms, i, "分之") { // 百分之 may have decimals, and be above a whole
		return token, 0
	}
	for _, p := range c.literalsAt(atoms, i+2) {
		if value := share(whole(p.token.Type, p.token.Value), n); value != "" {
			token, used = Token{Type: Percent, Value: value}, p.to-i
		}
	}
	return token, used
}

// whole is the whole number that a token says; 0 for none.
func whole(as TokenType, value string) int {
	n, err := strconv.Atoi(value)
	if err != nil || as != Number {
		return 0
	}
	return n
}
