package suite

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"rota/lang/syntax"
)

// Titled keeps the cases whose title has a part in it, without regard to case, full
// width and traditional characters, or matches it as a regular expression; all where
// the part is "".
func Titled(cases []Case, part string) []Case {
	pattern, err := regexp.Compile(part)
	return slices.DeleteFunc(slices.Clone(cases), func(c Case) bool {
		return !strings.Contains(syntax.Fold(c.Test.Title), syntax.Fold(part)) && (err != nil || !pattern.MatchString(c.Test.Title))
	})
}

// mostNear titles are named in a message.
const mostNear = 3

// NearTitles are the titles most like a part that none has in it, the nearest first:
// at least half of its neighbouring letters stand in them.
func NearTitles(cases []Case, part string) []string {
	type near struct {
		title string
		share float64
	}
	var list []near
	for _, c := range cases {
		n := near{c.Test.Title, shared(syntax.Fold(part), syntax.Fold(c.Test.Title))}
		if n.share >= 0.5 && !slices.ContainsFunc(list, func(other near) bool { return other.title == n.title }) {
			list = append(list, n)
		}
	}
	slices.SortStableFunc(list, func(a, b near) int { return cmp.Compare(b.share, a.share) })
	var titles []string
	for _, n := range list[:min(len(list), mostNear)] {
		titles = append(titles, n.title)
	}
	return titles
}

// shared is the share of the pairs of neighbouring letters of a part that stand in a
// title; 0 of one letter.
func shared(part, title string) float64 {
	letters := []rune(part)
	if len(letters) < 2 {
		return 0
	}
	in := 0
	for i := range letters[1:] {
		if strings.Contains(title, string(letters[i:i+2])) {
			in++
		}
	}
	return float64(in) / float64(len(letters)-1)
}
