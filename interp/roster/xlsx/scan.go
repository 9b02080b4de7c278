package xlsx

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"

	"golang.org/x/text/encoding/unicode"
)

var (
	errDepth   = errors.New("nested too deep")
	errDocType = errors.New("document type")
	errLong    = errors.New("one item too long")
	errMany    = errors.New("too many items")
	errShape   = errors.New("unbalanced or not the part expected")
)

// tokenBytes bounds one tag, comment or stretch of text: encoding/xml keeps it
// in memory whole. A cell of 32,767 characters written as references takes a
// quarter of it.
const tokenBytes = 1 << 20

const maxAttributes = 64

// scanner walks over the elements of one part. It uses RawToken, which neither
// translates name spaces nor keeps a stack, and checks nesting itself: what is
// cut off or unbalanced is an error, never a shorter sheet.
type scanner struct {
	tokens *xml.Decoder
	input  *counted
	path   []string // local names of the open elements
	depth  int      // allowed
	root   string   // the one root element there must be
	opened bool
}

// counted fails when one token takes more than tokenBytes.
type counted struct {
	*bufio.Reader
	used int
}

func (c *counted) ReadByte() (byte, error) {
	if c.used++; c.used > tokenBytes {
		return 0, errLong
	}
	return c.Reader.ReadByte()
}

// newScanner reads a part whose root element is called root. UTF-16 parts,
// which the format allows, are told by their byte-order mark.
func newScanner(r io.Reader, root string, depth int) *scanner {
	buffer := bufio.NewReaderSize(r, 64<<10)
	head, _ := buffer.Peek(2)
	wide := bytes.Equal(head, []byte("\xFF\xFE")) || bytes.Equal(head, []byte("\xFE\xFF"))
	if wide {
		buffer = bufio.NewReader(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(buffer))
	}
	input := &counted{Reader: buffer}
	s := &scanner{tokens: xml.NewDecoder(input), input: input, depth: depth, root: root}
	s.tokens.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if !wide {
			return nil, errShape
		}
		return in, nil
	}
	return s
}

// next gives the next start tag, end tag or text; io.EOF only after the root
// element is closed and the part was read to its end, so that the check sum of
// the archive has been compared.
func (s *scanner) next() (xml.Token, error) {
	for {
		s.input.used = 0
		token, err := s.tokens.RawToken()
		if err != nil {
			if err == io.EOF && (len(s.path) > 0 || !s.opened) {
				return nil, io.ErrUnexpectedEOF
			}
			return nil, s.reason(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(s.path) == 0 && (s.opened || t.Name.Local != s.root) {
				return nil, errShape
			}
			if len(s.path) == s.depth {
				return nil, errDepth
			}
			if len(t.Attr) > maxAttributes {
				return nil, errLong
			}
			s.opened = true
			s.path = append(s.path, t.Name.Local)
			return token, nil
		case xml.EndElement:
			if len(s.path) == 0 || s.path[len(s.path)-1] != t.Name.Local {
				return nil, errShape
			}
			s.path = s.path[:len(s.path)-1]
			return token, nil
		case xml.CharData:
			if len(s.path) > 0 {
				return token, nil
			}
		case xml.Directive:
			return nil, errDocType
		}
	}
}

// reason tells a part that ends within a tag from one that is ill-formed.
func (s *scanner) reason(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		switch _, end := s.input.Reader.Peek(1); {
		case end == io.EOF:
			return io.ErrUnexpectedEOF
		case end != nil:
			return end
		}
	}
	return err
}

// within says whether the open elements, outermost first, are these.
func (s *scanner) within(names ...string) bool { return slices.Equal(s.path, names) }

// attribute is the value of a name without its prefix; "" where it is missing.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space != "xmlns" {
			return a.Value
		}
	}
	return ""
}

// related is the attribute r:id, which has a prefix where others called id have none.
func related(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

func truth(value string) bool { return value == "1" || value == "true" || value == "on" }
