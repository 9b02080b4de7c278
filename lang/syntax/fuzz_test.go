package syntax

import (
	"strings"
	"testing"

	"rota/lang/source"
)

// Every cut covers the run from end to end, the same one each time.
func FuzzCut(f *testing.F) {
	for _, seed := range [][2]string{
		{"任职满5年的", "任职,任职时间"}, {"甲乙丙", "甲,乙丙,甲乙,丙"}, {"years to retirment", "years to retirement"}, {"不满意", "不满意"},
		{"百分之三十 以上", ""}, {"post tenure 12 months", "post,tenure,post tenure"}, {"一一一一一一一一一一", ""}, {"a b c", "a b,b c"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, text, names string) {
		vocab := NewVocabulary()
		for _, name := range strings.Split(names, ",") {
			if len(name) <= 4*maxName {
				vocab.Add(name)
			}
		}
		read := newText(source.New("fuzz", strings.ToValidUTF8(text, "")))
		cut := cutter{text: read, vocab: vocab, guesses: &budget{left: 100_000}}
		decls, _ := read.declarations()
		for _, d := range decls {
			atoms := read.atoms(d)
			for from := 0; from < len(atoms); {
				to := from
				for to < len(atoms) && atoms[to].kind <= numberAtom {
					to++
				}
				run := atoms[from:to]
				from = to + 1
				for _, where := range []place{inBody, inSchema, atMargin} {
					pieces, doubt := cut.run(run, where, inBody)
					again, _ := cutter{text: read, vocab: vocab}.run(run, where, inBody)
					end := 0
					for _, p := range pieces {
						if p.from != end || p.to <= p.from {
							t.Fatalf("%q: piece from %d to %d after %d", text, p.from, p.to, end)
						}
						end = p.to
					}
					if end != len(run) {
						t.Fatalf("%q: cut to %d of %d", text, end, len(run))
					}
					if doubt != nil && (doubt.start >= doubt.end || doubt.cuts[0] == doubt.cuts[1]) {
						t.Fatalf("%q: no doubt between %q and %q", text, doubt.cuts[0], doubt.cuts[1])
					}
					known := len(again) > 0
					for _, p := range again {
						known = known && (p.token.Type != Name || p.token.Value != "")
					}
					if known && len(again) != len(pieces) {
						t.Fatalf("%q: a known text is guessed at", text)
					}
				}
			}
		}
	})
}
