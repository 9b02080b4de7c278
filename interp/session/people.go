package session

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/syntax"
)

// people finds the records decided on by what they are called. It is made when
// first asked for, which an editor may do while something else is worked out.
type people struct {
	records []*roster.Record
	once    sync.Once
	byName  map[string][]*roster.Record // by id and by name, folded
	longest int                         // characters of a name
}

func (p *people) index() *people {
	p.once.Do(func() {
		p.byName = make(map[string][]*roster.Record, 2*len(p.records))
		for _, r := range p.records {
			p.call(r.ID, r)
			if r.Name != r.ID {
				p.call(r.Name, r)
			}
		}
	})
	return p
}

func (p *people) call(name string, r *roster.Record) {
	if name = syntax.Fold(name); name != "" {
		p.byName[name] = append(slices.Clip(p.byName[name]), r)
		p.longest = max(p.longest, utf8.RuneCountInString(name))
	}
}

// with is the same people with some of them revised, in the order they were in; those who
// share a name share the list of it.
func (p *people) with(records []*roster.Record) *people {
	p.index()
	next := &people{records: records, byName: maps.Clone(p.byName), longest: p.longest}
	next.once.Do(func() {})
	for i, by := range records {
		old := p.records[i]
		if by == old {
			continue
		}
		next.replace(old.ID, old, by)
		if by.Name == old.Name {
			next.replace(old.Name, old, by)
			continue
		}
		if next.replace(old.Name, old, nil); by.Name != by.ID {
			next.call(by.Name, by)
		}
	}
	return next
}

// replace puts one record in the place of another in the list of a name, or takes that out.
func (p *people) replace(name string, old, by *roster.Record) {
	name = syntax.Fold(name)
	list := slices.Clone(p.byName[name])
	i := slices.Index(list, old)
	switch {
	case i < 0:
		return
	case by == nil:
		list = slices.Delete(list, i, i+1)
	default:
		list[i] = by
	}
	p.byName[name] = list
}

// Find returns the records decided on with this id, or, where no id is so, this
// name.
func (s *Session) Find(who string) []*roster.Record {
	if s.now.bound == nil {
		return nil
	}
	folded := syntax.Fold(who)
	list := s.now.people.index().byName[folded]
	byID := slices.DeleteFunc(slices.Clone(list), func(r *roster.Record) bool { return syntax.Fold(r.ID) != folded })
	if len(byID) > 0 {
		return byID
	}
	return list
}

// Begins finds the longest name of a record that a text begins with, and what
// follows it. A name of Latin letters or digits ends where its word does.
func (s *Session) Begins(text string) (found []*roster.Record, rest string) {
	if s.now.bound == nil {
		return nil, text
	}
	longest := s.now.people.index().longest
	n := 0
	for at := range text + " " {
		if n++; n > 2*longest+2 {
			break
		}
		if at == 0 || at < len(text) && inWord(text[at-1]) && inWord(text[at]) {
			continue
		}
		if list := s.Find(text[:at]); len(list) > 0 && strings.TrimSpace(text[:at]) == text[:at] {
			found, rest = list, text[at:]
		}
	}
	if found == nil {
		return nil, text
	}
	return found, rest
}

func inWord(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || b == '_'
}

// BeginsField finds the longest name of a field that a text begins with, and what
// follows it.
func (s *Session) BeginsField(text string) (f *check.Field, rest string) {
	rest = text
	for at := range text + " " {
		if at == 0 || at < len(text) && inWord(text[at-1]) && inWord(text[at]) {
			continue
		}
		if g := s.now.policy.Program.Named(text[:at]); g != nil {
			f, rest = g, text[at:]
		}
	}
	return f, rest
}

// Names lists what records are called that begin so, at most so many.
func (s *Session) Names(prefix string, most int) []string {
	if s.now.bound == nil {
		return nil
	}
	folded := syntax.Fold(prefix)
	var out []string
	for _, r := range s.now.bound.Roster.People {
		for _, name := range []string{r.Name, r.ID} {
			if name != "" && strings.HasPrefix(syntax.Fold(name), folded) && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
		if len(out) >= most {
			return out[:most]
		}
	}
	return out
}
