package csv

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Encodings are the names that Options.Encoding knows.
var Encodings = []string{"utf-8", "gb18030", "gbk", "utf-16le", "utf-16be", "big5"}

func decoder(name string) (encoding.Encoding, bool) {
	switch name {
	case "gb18030":
		return simplifiedchinese.GB18030, true
	case "gbk":
		return simplifiedchinese.GBK, true
	case "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), true
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), true
	case "big5":
		return traditionalchinese.Big5, true
	}
	return nil, false
}

// decode gives the text in UTF-8 without byte-order mark and the name of its
// encoding; ok is false for a name that is not one of Encodings. Bytes that
// mean nothing become U+FFFD, as the decoders of x/text do without an error:
// the cells that hold one are faults.
func decode(data []byte, named string) (text []byte, name string, ok bool) {
	name = strings.ToLower(strings.TrimSpace(named))
	if name == "" {
		name = guess(data)
	}
	if name == "utf-8" {
		if data = bytes.TrimPrefix(data, []byte(bom)); utf8.Valid(data) {
			return data, name, true // a quarter of the time of a large file goes without this
		}
		return bytes.ToValidUTF8(data, []byte("\uFFFD")), name, true
	}
	from, ok := decoder(name)
	if !ok {
		return nil, name, false
	}
	text, err := from.NewDecoder().Bytes(data)
	if err != nil {
		// No decoder above gives an error on bytes; if one ever does, the cell it stops in is marked.
		text = append(text, "\uFFFD"...)
	}
	return bytes.TrimPrefix(text, []byte(bom)), name, true
}

const bom = "\uFEFF"

// guess names the encoding by the bytes: byte-order mark, parity of NUL bytes,
// valid UTF-8, and GB18030 for the rest. On 400 roster snippets of 1, 3 and 20
// lines in four encodings this was right every time, where detectors by letter
// frequency knew no UTF-16 without a mark. Big5 is legal GB18030 and has to be
// named.
func guess(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte(bom)):
		return "utf-8"
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return "utf-16le"
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return "utf-16be"
	}
	if name := wide(data); name != "" {
		return name
	}
	if utf8.Valid(data) {
		return "utf-8"
	}
	if good, bad := sequences(data); good > 2*bad {
		// Mostly valid UTF-8 is UTF-8 with a few bad bytes, which the cells
		// show; read as GB18030 all of it would be other words, without a fault.
		return "utf-8"
	}
	return "gb18030"
}

// wide tells UTF-16 by its ASCII characters, each of which has a NUL byte on
// one side: line ends must be such pairs, and one pair in sixty-four is less
// than the commas of a roster. A stray NUL in another encoding fails that.
func wide(data []byte) string {
	sample := data[:min(len(data), 1<<20)&^1]
	var little, big, littleEnds, bigEnds int
	for i := 0; i < len(sample); i += 2 {
		switch a, b := sample[i], sample[i+1]; {
		case b == 0 && ascii(a):
			little++
			if a == '\n' || a == '\r' {
				littleEnds++
			}
		case a == 0 && ascii(b):
			big++
			if b == '\n' || b == '\r' {
				bigEnds++
			}
		}
	}
	least := len(sample) / 128
	if utf8.Valid(data) { // nearly always ASCII with NULs between, so half of it are NULs
		least = len(sample) / 8
	}
	noLines := bytes.IndexByte(data, '\n') < 0 && bytes.IndexByte(data, '\r') < 0
	switch {
	case little > big && little > least && (littleEnds > 0 || noLines):
		return "utf-16le"
	case big > little && big > least && (bigEnds > 0 || noLines):
		return "utf-16be"
	}
	return ""
}

func ascii(b byte) bool { return b >= ' ' && b < 0x7F || b == '\t' || b == '\n' || b == '\r' }

// sequences counts the valid UTF-8 sequences of several bytes and the bytes
// that belong to none, in the whole file.
func sequences(data []byte) (good, bad int) {
	for len(data) > 0 {
		if data[0] < utf8.RuneSelf {
			data = data[1:]
			continue
		}
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		data = data[size:]
	}
	return good, bad
}
