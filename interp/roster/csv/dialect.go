package csv

import "bytes"

// declared reads the line sep=; with which Excel lets a file name its own
// separator; the line is no row. Comma is 0 where there is none.
func declared(text []byte) (comma rune, rest []byte) {
	line, after, _ := bytes.Cut(text, []byte("\n"))
	sign, found := bytes.CutPrefix(bytes.ToLower(bytes.Trim(line, `"`)), []byte("sep="))
	if runes := bytes.Runes(sign); found && len(runes) == 1 && separates(runes[0]) {
		return runes[0], after
	}
	return 0, text
}

// sniff chooses comma, tab or semicolon by the first lines outside quotation
// marks: the one that stands in most lines, of two alike the one whose number
// a line varies least, then the more frequent; a comma where none occurs. A
// semicolon between two posts in one cell loses, for the header has none.
func sniff(text []byte) rune {
	const lines, window = 50, 64 << 10
	candidates := []byte{',', '\t', ';'}
	counts := make([]map[int]int, len(candidates)) // candidate -> number in a line -> lines
	for i := range counts {
		counts[i] = map[int]int{}
	}
	text = text[:min(len(text), window)]
	line := make([]int, len(candidates))
	quoted, seen := false, 0
	flush := func() {
		for i, n := range line {
			if n > 0 {
				counts[i][n]++
			}
			line[i] = 0
		}
		seen++
	}
	for _, b := range text {
		switch {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '\n':
			flush()
		default:
			if i := bytes.IndexByte(candidates, b); i >= 0 {
				line[i]++
			}
		}
		if seen == lines {
			break
		}
	}
	flush()
	best, bestScore := ',', [3]int{}
	for i, c := range candidates {
		var score [3]int
		for n, times := range counts[i] {
			score[0] += times
			if times > score[1] || times == score[1] && n > score[2] {
				score[1], score[2] = times, n
			}
		}
		if greater(score, bestScore) {
			best, bestScore = rune(c), score
		}
	}
	return best
}

func greater(a, b [3]int) bool {
	for i := range a {
		if a[i] != b[i] {
			return a[i] > b[i]
		}
	}
	return false
}
