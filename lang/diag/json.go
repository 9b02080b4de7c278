package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"rota/lang/locale"
	"rota/lang/source"
)

// record is one line of WriteJSON. Keys are always all there, so that a reader
// needs no defaults.
type record struct {
	Code      Code   `json:"code"`
	Severity  string `json:"severity"`
	Message   string `json:"message"`
	Place     string `json:"place"`
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
	Fix       string `json:"fix"`
	Count     int    `json:"count"`
}

// WriteJSON prints one object a line for each finding, by place; none is left
// out. Lines and columns count from 1, columns in characters, the end being the
// first character after; for a cell they are its row and column, the end the
// same; 0 is unknown or, of a cell, the whole. Severity is error, warning or
// note whatever the language. Hidden characters are left out of the message and
// written \uXXXX elsewhere, so that names and fixes stay exact. The error is
// that of w.
func WriteJSON(w io.Writer, found List, l locale.Language) error {
	for _, d := range found.Sort() {
		r := record{
			Code: d.Code, Severity: d.Severity().Text().EN, Message: oneLine(d.Message(l)),
			File: file(d.At), Fix: d.Fix, Count: max(d.Count, 1),
		}
		if d.At != nil {
			r.Place = d.At.String()
		}
		switch at := d.At.(type) {
		case source.Span:
			if at.File != nil {
				r.Line, r.Column = at.File.Position(at.Start)
				r.EndLine, r.EndColumn = at.File.Position(max(at.Start, at.End))
			}
		case source.Cell:
			r.Line, r.Column, r.EndLine, r.EndColumn = at.Row, at.Column, at.Row, at.Column
		}
		line, err := marshal(r)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, line+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// marshal leaves <, > and & as they are, which policies are full of, and
// escapes what encoding/json lets through. Outside its strings JSON of one line
// has no hidden characters, so the escapes fall within them.
func marshal(r record) (string, error) {
	var text, escaped strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(r); err != nil {
		return "", err
	}
	for _, c := range strings.TrimSuffix(text.String(), "\n") {
		if hidden(c) {
			fmt.Fprintf(&escaped, `\u%04x`, c)
			continue
		}
		escaped.WriteRune(c)
	}
	return escaped.String(), nil
}
