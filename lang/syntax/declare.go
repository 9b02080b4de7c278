package syntax

import (
	"slices"
	"strings"
	"unicode/utf8"

	"rota/lang/diag"
	"rota/lang/source"
)

// declare adds to the vocabulary the names that a declaration introduces, so
// that every other declaration, above or below it, can be cut into them.
func (l reader) declare(s stretch) {
	atoms := l.text.atoms(s)
	if word, _ := l.prefix(atoms); word == "REPEAL" {
		return
	}
	head, i, _ := l.head(atoms)
	switch head.Value {
	case "FIELD", "DEFINE", "SET", "OUTPUT", "ORDER", "SCORE":
		l.name(atoms, i, head.Value)
	case "JUDGED", "ACTION":
		for i < len(atoms) && atoms[i].token.Value != ";" { // behind which no names stand
			if i = l.name(atoms, i, ""); i < len(atoms) && atoms[i].token.Value != ";" {
				i++
			}
		}
	case "CHOICE":
		i = l.name(atoms, i, "")
		l.values(atoms, i)
	case "RESULT":
		i = l.name(atoms, i, head.Value)
		for i < len(atoms) && atoms[i].token.Value != ")" {
			i = l.name(atoms, i+1, "GRADE")
		}
	case "RECORD", "RELATION":
		l.record(atoms, i, head.Value)
	case "TABLE":
		l.table(atoms, i)
	}
	switch head.Value {
	case "OUTPUT": // up to what it is computed from
		if n := slices.IndexFunc(atoms, func(a atom) bool { return a.token.Value == "=" }); n >= 0 {
			atoms = atoms[:n]
		}
		fallthrough
	case "FIELD", "RECORD":
		l.inlineValues(atoms)
	case "RELATION": // on whose first line a condition may stand
		if i := slices.IndexFunc(atoms, func(a atom) bool { return a.kind == lineStart }); i >= 0 {
			l.inlineValues(atoms[i:])
		}
	case "TABLE":
		if l.fromFile(atoms) { // else its rows are text
			l.inlineValues(atoms)
		}
	}
	l.further(atoms)
}

// recordNames notes what the records of a declaration are called, which must be
// known before other names are read: of parts them from their fields.
func (l reader) recordNames(s stretch) {
	atoms := l.text.atoms(s)
	head, start, _ := l.head(atoms)
	if head.Value != "RECORD" && head.Value != "RELATION" {
		return
	}
	named := true
	for i := start; i < len(atoms) && atoms[i].kind != lineStart; i++ {
		if atoms[i].kind > numberAtom {
			named = false
			continue
		}
		if word, length := l.keyword(atoms, i); word == "AS" || word == "CONVERSE" {
			start, named = i+length, true
		} else if word != "" {
			named = named && i > start && word == "OF"
		}
		if named && start <= i {
			l.recordNamed(atoms, start, i+1)
		}
	}
	aliases(l.vocab.records, atoms)
}

// record adds the names of a kind of record or of a relation: its own, that of
// its list or converse, and those of its fields.
func (l reader) record(atoms []atom, i int, head string) {
	start := i
	i = l.name(atoms, i, head)
	first, columns := true, false // on the first line; after its colon, where a relation names its columns
	for ; i < len(atoms); i++ {
		switch a := atoms[i]; {
		case a.kind == lineStart:
			l.name(atoms, i+1, "")
			first, columns = false, false
		case first && head == "RELATION" && a.kind == wholeToken:
			switch a.token.Value {
			case "=":
				return
			case ":", ",", "、":
				if columns = columns || a.token.Value == ":"; columns {
					l.name(atoms, i+1, "")
				}
			case ";":
				columns = false
			}
		case first && a.kind <= numberAtom && i > start:
			switch word, length := l.keyword(atoms, i); word {
			case "AS", "CONVERSE":
				i = l.name(atoms, i+length, head) - 1
			}
		}
	}
}

// recordNamed notes that a name is that of records.
func (l reader) recordNamed(atoms []atom, from, to int) {
	if from < to && to <= len(atoms) {
		l.vocab.records[Fold(string(l.text.folded[atoms[from].start:atoms[to-1].end]))] = true
	}
}

// aliases notes the further names of a record or table, which stand on its first
// line.
func aliases(names map[string]bool, atoms []atom) {
	for _, a := range atoms {
		if a.kind == lineStart {
			return
		}
		if a.kind == wholeToken && a.token.Type == String {
			runes := []rune(a.token.Value)
			names[Fold(string(runes[1:len(runes)-1]))] = true
		}
	}
}

// word is the keyword that atom i begins, among those of a declaration.
func (l reader) word(atoms []atom, i int) string {
	word, _ := l.keyword(atoms, i)
	return word
}

// wordIn is word among the keywords of another place.
func (l reader) wordIn(atoms []atom, i int, where place) string {
	word, _ := l.keywordIn(atoms, i, where)
	return word
}

// keyword is word with the number of its atoms.
func (l reader) keyword(atoms []atom, i int) (word string, length int) {
	return l.keywordIn(atoms, i, inSchema)
}

func (l reader) keywordIn(atoms []atom, i int, where place) (word string, length int) {
	l.cutter().spelled(atoms, i, &noNames.tree, func(end int, words *keywordsSpelled, _ string) {
		if key := words.in(where); key != "" {
			word, length = key, end-i
		}
	})
	return word, length
}

// name adds the name that starts at atom i and returns where it ends: at a
// sign, a line, or the words that introduce further names. In the head of a
// record “as” ends it too, and in a definition “of” before a record.
func (l reader) name(atoms []atom, i int, head string) int {
	start := i
	for i < len(atoms) && atoms[i].kind <= numberAtom && !(i > start && l.endsName(atoms, i, head)) {
		i++
	}
	l.add(atoms, start, i)
	for i < len(atoms) && atoms[i].kind != lineStart && !((head == "RECORD" || head == "RELATION" || head == "TABLE") && l.endsName(atoms, i, head)) {
		if a := atoms[i]; a.kind == wholeToken {
			switch a.token.Value {
			case ",", "、", ";", ":", "=", "<", "(", ")":
				return i
			}
		}
		i++
	}
	return i
}

func (l reader) endsName(atoms []atom, i int, head string) bool {
	if atoms[i].kind > numberAtom {
		return false
	}
	switch l.word(atoms, i) {
	case "ALSO CALLED":
		return true
	case "ONE OF":
		return head == "RESULT"
	case "BY DEFAULT":
		return head == "GRADE"
	case "AS", "FROM SHEET", "FROM COLUMN":
		return head == "RECORD" || head == "RELATION"
	case "TAKEN FROM":
		return head == "RECORD" || head == "RELATION" || head == "TABLE"
	case "BY":
		return head == "TABLE"
	case "OF":
		return (head == "DEFINE" || head == "SCORE" || head == "FIELD" || head == "RELATION") && l.ofEnds(atoms, i)
	}
	return head == "GRADE" && l.wordIn(atoms, i, inBody) == "IS"
}

// ofEnds: in “define age of posting = …” of ends the name; in “date of birth”
// it is part of it. The record after it decides.
func (l reader) ofEnds(atoms []atom, i int) bool {
	for n := i + 2; n <= len(atoms); n++ {
		if n < len(atoms) && atoms[n].kind <= numberAtom && !l.endsName(atoms, n, "RECORD") {
			continue
		}
		rest := Fold(string(l.text.folded[atoms[i+1].start:atoms[n-1].end]))
		return n > i+1 && l.vocab.records[rest]
	}
	return false
}

func (l reader) add(atoms []atom, from, to int) {
	if from >= to {
		return
	}
	spelling := string(l.text.folded[atoms[from].start:atoms[to-1].end])
	key := Fold(spelling)
	if keywordsBySpelling.lookup(key, inBody) != "" {
		l.found.Add(diag.Reserved, l.at(atoms[from].start, atoms[to-1].end), key)
		return
	}
	l.addName(spelling, l.at(atoms[from].start, atoms[to-1].end))
}

func (l reader) addName(spelling string, at source.Span) {
	if utf8.RuneCountInString(spelling) > maxName {
		l.found.Add(diag.LongName, at, maxName)
		return
	}
	l.vocab.Add(spelling)
}

// values adds the values of a choice, from the colon on.
func (l reader) values(atoms []atom, i int) {
	for i < len(atoms) {
		i++
		for i < len(atoms) && atoms[i].kind == lineStart {
			i++
		}
		if i < len(atoms) {
			i = l.name(atoms, i, "")
		}
	}
}

// inlineValues adds the values of a choice declared inside a field: one of
// (a, b), or a < b. An output without a type is computed.
func (l reader) inlineValues(atoms []atom) {
	typed := func(a atom) bool { return a.kind == wholeToken && a.token.Value == ":" }
	if !slices.ContainsFunc(atoms, typed) {
		return
	}
	opened := 0 // where the values begin
	for i, a := range atoms {
		if a.kind != wholeToken {
			continue
		}
		switch a.token.Value {
		case ":":
			opened = i
		case "(":
			opened = i
			for n := i; n < len(atoms) && atoms[n].token.Value != ")"; {
				n = l.name(atoms, n+1, "")
			}
		case "<":
			l.name(atoms, i+1, "")
			l.name(atoms, opened+1, "")
		}
	}
}

// further adds the spellings after “also called”.
func (l reader) further(atoms []atom) {
	called := false
	for i, a := range atoms {
		switch {
		case a.kind == wholeToken && a.token.Type == String:
			if called {
				text := a.token.Value
				l.addName(strings.TrimSpace(string([]rune(text)[1:len([]rune(text))-1])), l.at(a.start, a.end))
			}
		case a.kind == wholeToken && (a.token.Value == "," || a.token.Value == "、"):
		case a.kind == lineStart:
		case a.kind <= numberAtom:
			w := l.word(atoms, i)
			called = w == "ALSO CALLED" || called && (w == "" && i > 0 && l.partOf(atoms, i, "ALSO CALLED") || w == "AND")
		default:
			called = false
		}
	}
}

// partOf says whether atom i is inside the spelling of a keyword that began
// before it (called, in also called; 称, in 又称).
func (l reader) partOf(atoms []atom, i int, key string) bool {
	return l.word(atoms, i-1) == key
}
