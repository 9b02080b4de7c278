package syntax

import "strconv"

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
