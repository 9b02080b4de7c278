package session

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/syntax"
)

// people finds the records decided on by what they are called.
type people struct {
	byName  map[string][]*roster.Record // by id and by name, folded
	longest int                         // characters of a name
	place   map[*roster.Record]int
}

func (st *state) index() *people {
	if st.people != nil {
		return st.people
	}
	p := &people{byName: map[string][]*roster.Record{}, place: map[*roster.Record]int{}}
	for i, r := range st.bound.Roster.People {
		p.place[r] = i
		p.call(r.ID, r)
		if r.Name != r.ID {
			p.call(r.Name, r)
		}
	}
	st.people = p
	return p
}

func (p *people) call(name string, r *roster.Record) {
	if name = syntax.Fold(name); name != "" {
		p.byName[name] = append(p.byName[name], r)
		p.longest = max(p.longest, utf8.RuneCountInString(name))
	}
}

// with is the same people with one of them revised; those who share a name share
// the list of it.
func (p *people) with(old, by *roster.Record) *people {
	if p == nil {
		return nil
	}
	next := *p
	next.byName, next.place = maps.Clone(p.byName), maps.Clone(p.place)
	next.place[by] = p.place[old]
	delete(next.place, old)
	for _, name := range []string{syntax.Fold(old.ID), syntax.Fold(old.Name)} {
		list := slices.Clone(next.byName[name])
		if i := slices.Index(list, old); i >= 0 {
			list[i] = by
			next.byName[name] = list
		}
	}
	return &next
}

// Find returns the records decided on with this id, or, where no id is so, this
// name.
func (s *Session) Find(who string) []*roster.Record {
	if s.now.bound == nil {
		return nil
	}
	folded := syntax.Fold(who)
	list := s.now.index().byName[folded]
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
	longest := s.now.index().longest
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
			break
		}
	}
	return out
}
