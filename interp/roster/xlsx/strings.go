package xlsx

import (
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// rich collects the text of a string item: <si> or <is> with one <t>, or with
// runs <r><t>. The reading above the characters, <rPh>, is no part of it.
type rich struct {
	text strings.Builder
	base int // open elements when the item was opened, itself included
}

// open starts an item that the scanner has just entered.
func (r *rich) open(s *scanner) {
	r.text.Reset()
	r.base = len(s.path)
}

// add takes text in if it stands where text of the item stands.
func (r *rich) add(s *scanner, text []byte) {
	switch inner := s.path[r.base:]; {
	case len(inner) == 1 && inner[0] == "t", len(inner) == 2 && inner[0] == "r" && inner[1] == "t":
		r.text.Write(text)
	}
}

// readStrings reads the table of texts that cells refer to by number.
func (b *book) readStrings(name string) *fault {
	file := b.parts.find(name)
	if file == nil {
		return damaged("its table of texts is missing", "缺少文本表")
	}
	r, f := b.parts.unpack(file)
	if f != nil {
		return f
	}
	defer r.Close()
	s := newScanner(r, "sst", b.limits.Depth)
	var item rich
	inside := false
	for {
		token, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return explain(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if s.within("sst", "si") {
				inside = true
				item.open(s)
			}
		case xml.CharData:
			if inside {
				item.add(s, t)
			}
		case xml.EndElement:
			if !s.within("sst") || t.Name.Local != "si" {
				continue
			}
			inside = false
			if len(b.strings) == b.limits.Cells {
				return explain(errMany)
			}
			b.strings = append(b.strings, unescape(item.text.String()))
		}
	}
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape resolves _x000D_, with which the format writes characters that XML
// cannot hold (ECMA-376 part 1, 22.9.2.19); _x005F_ is the underscore itself.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(code string) string {
		n, err := strconv.ParseUint(code[2:6], 16, 16)
		if err != nil || n == 0 || utf16.IsSurrogate(rune(n)) {
			return code
		}
		return string(rune(n))
	})
}
