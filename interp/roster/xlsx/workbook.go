package xlsx

import (
	"encoding/xml"
	"io"
	"path"
	"strings"

	"rota/interp/roster"
)

// listed is a sheet as the workbook lists it.
type listed struct {
	name   string
	hidden bool
	id     string // of the relationship
	part   string
}

// relation is what a part refers to: the last word of its type, and a part.
type relation struct{ kind, part string }

// each runs visit over the start tags of a part; a part that is missing or
// damaged is a fault.
func (b *book) each(name, root string, visit func(*scanner, xml.StartElement)) *fault {
	file := b.parts.find(name)
	if file == nil {
		return damaged("a part of it is missing", "缺少一部分内容")
	}
	r, f := b.parts.unpack(file)
	if f != nil {
		return f
	}
	defer r.Close()
	s := newScanner(r, root, b.limits.Depth)
	for {
		token, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return explain(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			visit(s, e)
		}
	}
}

// relations reads the list of what a part refers to; by id.
func (b *book) relations(of string) (map[string]relation, *fault) {
	found := map[string]relation{}
	dir, base := path.Split(of)
	f := b.each(dir+"_rels/"+base+".rels", "Relationships", func(s *scanner, e xml.StartElement) {
		target := attribute(e, "Target")
		if !s.within("Relationships", "Relationship") || attribute(e, "TargetMode") == "External" {
			return
		}
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", dir, target)
		}
		found[attribute(e, "Id")] = relation{path.Base(attribute(e, "Type")), strings.TrimPrefix(path.Clean(target), "/")}
	})
	return found, f
}

// workbook reads the list of sheets with their parts, and the tables of texts
// and styles that all sheets share.
func (b *book) workbook() ([]listed, *fault) {
	root, f := b.relations("")
	if f != nil {
		return nil, f
	}
	main := "xl/workbook.xml"
	for _, r := range root {
		if r.kind == "officeDocument" {
			main = r.part
		}
	}
	var list []listed
	f = b.each(main, "workbook", func(s *scanner, e xml.StartElement) {
		switch {
		case s.within("workbook", "workbookPr"):
			b.date1904 = truth(attribute(e, "date1904"))
		case s.within("workbook", "sheets", "sheet"):
			state := attribute(e, "state")
			list = append(list, listed{attribute(e, "name"), state == "hidden" || state == "veryHidden", related(e), ""})
		}
	})
	if f != nil {
		return nil, f
	}
	parts, f := b.relations(main)
	if f != nil {
		return nil, f
	}
	if len(list) == 0 {
		return nil, damaged("it lists no sheet", "其中没有列出任何工作表")
	}
	for _, r := range parts {
		switch r.kind {
		case "sharedStrings":
			if f := b.readStrings(r.part); f != nil {
				b.fail(f)
				b.strings, b.noText = nil, true
			}
		case "styles":
			if f := b.readStyles(r.part); f != nil {
				b.fail(f)
			}
		}
	}
	return b.worksheets(list, parts), nil
}

// worksheets keeps the sheets that hold cells. One whose part is nowhere is
// kept too, for its error.
func (b *book) worksheets(list []listed, parts map[string]relation) []listed {
	out := list[:0]
	read := map[string]bool{}
	for _, sheet := range list {
		r, known := parts[sheet.id]
		if known && r.kind != "worksheet" {
			continue
		}
		if known && read[r.part] {
			b.fail(suspect("two of its sheets are the same part", "有两个工作表指向同一内容"))
			continue
		}
		read[r.part] = known
		sheet.part = r.part
		out = append(out, sheet)
	}
	return out
}

// sheet reads one worksheet and adds it, damaged or not.
func (b *book) sheet(entry listed) {
	w := worksheet{book: b, sheet: roster.Sheet{File: b.name, Name: entry.name, Date1904: b.date1904, Hidden: entry.hidden}}
	w.read(entry.part)
	b.sheets = append(b.sheets, w.sheet)
}
