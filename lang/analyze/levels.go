package analyze

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// Levels say how much each lint matters: an error, a warning, a note, or 0 where it is
// not told. They are said outside of the policy, so that an office need not change the
// text of its document.
type Levels map[diag.Code]diag.Severity

// Defaults are the levels where nobody says any.
func Defaults() Levels {
	levels := Levels{}
	for _, code := range diag.Lints() {
		levels[code] = diag.Default(code)
	}
	return levels
}

// all stands for every lint.
const all = "all"

var severities = map[string]diag.Severity{"off": 0, "note": diag.Note, "warning": diag.Warning, "error": diag.Error}

// With are the levels with some said anew: lines such as R0902=off or all=note, in order,
// or several with commas between. “--” begins a comment. Mistakes are told with their
// place and the nearest right thing; what they say does not count. Of one source each
// code is said once, and “all” holds for those that it does not name.
func (l Levels) With(from *source.File) (Levels, diag.List) {
	var found diag.List
	said := maps.Clone(l)
	if !utf8.ValidString(from.Text) {
		found.Add(diag.LevelsUnreadable, source.Span{File: from})
		return said, found
	}
	own := map[string]diag.Severity{}
	for _, at := range entries(from) {
		code, level, ok := entry(at, &found)
		if _, twice := own[code]; ok && twice {
			found.Add(diag.LevelToldTwice, at, code)
		} else if ok {
			own[code] = level
		}
	}
	for code := range said {
		if level, ok := own[all]; ok {
			said[code] = level
		}
		if level, ok := own[string(code)]; ok {
			said[code] = level
		}
	}
	return said, found
}

// entries are the stretches of a text that each say a level.
func entries(from *source.File) (list []source.Span) {
	start := 0
	for start < len(from.Text) {
		line := from.Text[start:]
		next := len(from.Text)
		if i := strings.IndexAny(line, "\r\n"); i >= 0 {
			line, next = line[:i], start+i+1
		}
		if i := strings.Index(line, "--"); i >= 0 {
			line = line[:i]
		}
		for at := start; ; {
			part, rest, more := strings.Cut(line, ",")
			if text := strings.TrimSpace(part); text != "" {
				begin := at + strings.Index(part, text)
				list = append(list, source.Span{File: from, Start: begin, End: begin + len(text)})
			}
			if !more {
				break
			}
			at, line = at+len(part)+1, rest
		}
		start = next
	}
	return list
}

// entry reads one level; false where it cannot be read, which has been told.
func entry(at source.Span, found *diag.List) (code string, level diag.Severity, ok bool) {
	name, word, assigned := strings.Cut(at.Text(), "=")
	code, word = strings.ToUpper(strings.TrimSpace(name)), strings.ToLower(strings.TrimSpace(word))
	if strings.EqualFold(code, all) {
		code = all
	}
	level, known := severities[word]
	if !assigned || !known {
		found.Add(diag.NoLevel, at, diag.DidYouMean(word, slices.Sorted(maps.Keys(severities))))
		return "", 0, false
	}
	if code != all && !slices.Contains(diag.Lints(), diag.Code(code)) {
		at.End = at.Start + len(strings.TrimSpace(name))
		found.Add(diag.NoSuchLint, at, strings.TrimSpace(name), nearestLint(code))
		return "", 0, false
	}
	return code, level, true
}

func nearestLint(code string) locale.Text {
	names := []string{all}
	for _, c := range diag.Lints() {
		names = append(names, string(c))
	}
	return diag.DidYouMean(code, names)
}

// Of are the findings that are told, each at its level.
func (l Levels) Of(found diag.List) (told diag.List) {
	for _, d := range found {
		level, lint := l[d.Code]
		if !lint {
			told = append(told, d)
		} else if level != 0 {
			d.Level = level
			told = append(told, d)
		}
	}
	return told
}
