package json

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"

	"rota/interp/roster"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
)

// sound makes a fault of a text that lost characters or is too long.
func (d *document) sound(value roster.Raw, sheet string, row, column int) roster.Raw {
	switch {
	case len(value.Text) > d.limits.CellRunes && utf8.RuneCountInString(value.Text) > d.limits.CellRunes:
		d.found.Add(diag.TooMuch, d.at(sheet, row, column), d.limits.CellRunes, roster.LimitCellRunes)
		return roster.Raw{Text: clip(value.Text), Kind: roster.Fault}
	case strings.ContainsRune(value.Text, utf8.RuneError):
		d.found.Add(diag.LostCharacters, d.at(sheet, row, column), "utf-8", clip(value.Text))
		value.Kind = roster.Fault
	}
	return value
}

// clip shortens a text for a message.
func clip(text string) string {
	const most = 40
	if runes := []rune(text[:min(len(text), 4*most)]); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

func text(s string) roster.Raw {
	if strings.TrimFunc(s, unicode.IsSpace) == "" {
		return roster.Raw{}
	}
	if _, day := civil.ParseISO(s); day {
		return roster.Raw{Text: s, Kind: roster.Date}
	}
	return roster.Raw{Text: s, Kind: roster.Text}
}

func scalar(token json.Token) roster.Raw {
	switch v := token.(type) {
	case string:
		return text(v)
	case json.Number:
		return roster.Raw{Text: v.String(), Kind: roster.Number}
	case bool:
		if v {
			return roster.Raw{Text: "TRUE", Kind: roster.Boolean}
		}
		return roster.Raw{Text: "FALSE", Kind: roster.Boolean}
	}
	return roster.Raw{}
}

func kindOf(token json.Token) locale.Text {
	switch token.(type) {
	case json.Delim:
		return locale.Text{EN: "a list", ZH: "列表"}
	case string:
		return locale.Text{EN: "a text", ZH: "文本"}
	case json.Number:
		return locale.Text{EN: "a number", ZH: "数字"}
	case bool:
		return locale.Text{EN: "true or false", ZH: "逻辑值"}
	}
	return locale.Text{EN: "null", ZH: "空值"}
}

// mostTables bounds the search for a table by name.
const mostTables = 256

var nested = roster.Raw{Kind: roster.Fault}

// value reads what follows a name. A list of records goes to its own table and
// leaves no cell, apart being true; a record or a mixed list cannot be a cell and is a fault.
func (d *document) value(t *table, key string, row, depth int) (cell roster.Raw, apart bool, err error) {
	token, err := d.next()
	if err != nil {
		return nested, false, err
	}
	switch token {
	case json.Delim('['):
		return d.array(t, key, row, depth+1)
	case json.Delim('{'):
		d.found.Add(diag.NestedValue, d.at(t.name, row, 0), clip(key))
		return nested, false, d.skip(token, depth+1)
	}
	return scalar(token), false, nil
}

func (d *document) array(t *table, key string, row, depth int) (cell roster.Raw, apart bool, err error) {
	var words []string
	mixed := false
	for d.tokens.More() {
		token, err := d.next()
		if err != nil {
			return nested, false, err
		}
		delim, composite := token.(json.Delim)
		switch {
		case delim == '{' && t.name == "" && words == nil && !mixed && key != "" && len(d.tables) < mostTables:
			inner := d.table(key)
			if err := d.record(inner, row, depth+1); err != nil {
				return nested, false, err
			}
			return roster.Raw{}, true, d.records(inner, row, depth)
		case composite:
			mixed = true
			if err := d.skip(token, depth+1); err != nil {
				return nested, false, err
			}
		default:
			words = append(words, scalar(token).Text)
		}
	}
	if _, err := d.next(); err != nil {
		return nested, false, err
	}
	if mixed {
		d.found.Add(diag.NestedValue, d.at(t.name, row, 0), clip(key))
		return nested, false, nil
	}
	return text(strings.Join(words, ";")), false, nil
}

// skip passes over the rest of a value whose first token is taken.
func (d *document) skip(token json.Token, depth int) error {
	open := 0
	for {
		if delim, ok := token.(json.Delim); ok {
			if delim == '{' || delim == '[' {
				open++
			} else {
				open--
			}
		}
		if depth+open > d.limits.Depth+1 {
			d.found.Add(diag.TooMuch, d.at("", 0, 0), d.limits.Depth, roster.LimitDepth)
			return errStop
		}
		if open == 0 {
			return nil
		}
		var err error
		if token, err = d.next(); err != nil {
			return err
		}
	}
}
