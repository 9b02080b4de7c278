package xlsx

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rota/interp/roster"
	"rota/lang/diag"
	"rota/lang/locale"
)

// cell is the value of the cell just closed, by its attribute t (ECMA-376 part
// 1, 18.18.11). A formula gives the result that was saved with it.
func (w *worksheet) cell() roster.Raw {
	raw := w.value.text.String()
	text := strings.TrimSpace(raw)
	// Some writers leave an empty <v> in a formula that nobody has calculated;
	// only for a text, "" is a result.
	if w.formula && (!w.hasValue || text == "" && w.kind != "str") {
		w.found.Add(diag.FormulaWithoutValue, w.at(w.column))
		return roster.Raw{Kind: roster.Fault}
	}
	switch w.kind {
	case "s":
		return w.shared(text)
	case "str":
		return w.words(unescape(raw))
	case "inlineStr":
		return w.words(unescape(w.inline.text.String()))
	}
	if text == "" {
		return roster.Raw{}
	}
	switch w.kind {
	case "", "n":
		return w.amount(text)
	case "b":
		switch text {
		case "1", "true":
			return roster.Raw{Text: "TRUE", Kind: roster.Boolean}
		case "0", "false":
			return roster.Raw{Text: "FALSE", Kind: roster.Boolean}
		}
		return w.bad(aBoolean, text)
	case "e":
		w.found.Add(diag.ErrorValue, w.at(w.column), brief(text))
		return roster.Raw{Text: strings.Clone(brief(text)), Kind: roster.Fault}
	case "d":
		if iso, ok := isoDate(text); ok {
			return roster.Raw{Text: iso, Kind: roster.Date}
		}
		return w.bad(aDate, text)
	}
	return w.bad(aKind, w.kind)
}

func (w *worksheet) bad(said locale.Text, text string) roster.Raw {
	w.found.Add(diag.BadCellValue, w.at(w.column), said, brief(text))
	return roster.Raw{Text: brief(text), Kind: roster.Fault}
}

// shared looks a text up by its number. One out of range is a fault: other
// readers give the first text of the table, which is somebody else's name.
func (w *worksheet) shared(text string) roster.Raw {
	switch index, err := strconv.Atoi(text); {
	case text == "":
		return roster.Raw{}
	case w.noText:
		return roster.Raw{Kind: roster.Fault}
	case err != nil || index < 0 || index >= len(w.strings):
		w.found.Add(diag.BadStringIndex, w.at(w.column), brief(text), len(w.strings))
		return roster.Raw{Kind: roster.Fault}
	default:
		return w.words(w.strings[index])
	}
}

func (w *worksheet) words(text string) roster.Raw {
	switch {
	case strings.TrimFunc(text, unicode.IsSpace) == "":
		return roster.Raw{}
	case len(text) > w.limits.CellRunes && utf8.RuneCountInString(text) > w.limits.CellRunes:
		w.found.Add(diag.TooMuch, w.at(w.column), w.limits.CellRunes, roster.LimitCellRunes)
		return roster.Raw{Text: brief(text), Kind: roster.Fault}
	}
	return roster.Raw{Text: text, Kind: roster.Text}
}

// amount is a number, or a date where the style shows one.
func (w *worksheet) amount(text string) roster.Raw {
	if !numeric(text) {
		return w.bad(aNumber, text)
	}
	shown, zeros := plain, 0
	if style, err := strconv.Atoi(w.style); err == nil && style >= 0 && style < len(w.dates) {
		shown, zeros = w.dates[style], w.zeros[style]
	}
	iso, absurd, ok := dateOf(text, shown, w.date1904)
	switch {
	case absurd:
		return w.bad(aDate, iso)
	case ok:
		return roster.Raw{Text: iso, Kind: roster.Date}
	}
	number := digits(text)
	if missing := min(zeros, w.limits.CellRunes) - len(number); missing > 0 && strings.Trim(number, "0123456789") == "" {
		number = strings.Repeat("0", missing) + number
	}
	return roster.Raw{Text: number, Kind: roster.Number}
}
