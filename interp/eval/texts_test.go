package eval_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/roster"
)

const townsfolk = `field home: text
field work: text
field school of: text
record stay as stays, many per staff by guest
  guest: text
  town: text
rule 1 %s => must rotate
`

// comparisons are of texts with one another, of which blanks may be anything.
var comparisons = []string{
	"home is work", "home is not work", "home is work or work is school of",
	"home is not work, work is not school of, home is not school of",
	"home is work, work is school of", "home is \"P\", home is work",
	"number of different town in stays >= 2", "number of different town in stays >= 3", "number of different town in stays = 1",
	"some stay in stays where town is home", "no stay in stays where town is home", "every stay in stays where town is work",
	"count of stays where town is home = 1", "some stay in stays where town is home, number of different town in stays >= 2",
	"some stay s in stays where (some stay in stays where town is s's town and town is not own home)",
	"count of (home is own home) >= 2", "some staff in (staff where work is own home)",
}

// townsman is what is known of somebody: "" is blank.
type townsman struct {
	own   [3]string
	stays []string
}

func (p *townsman) blanks() (cells []*string) {
	for i := range p.own {
		cells = append(cells, &p.own[i])
	}
	for i := range p.stays {
		cells = append(cells, &p.stays[i])
	}
	return slices.DeleteFunc(cells, func(c *string) bool { return *c != "" })
}

// Of blank texts exactly that is possible which comes of some way to fill them in: each with
// what another cell holds, or with what none does, the same as another blank or not.
func TestBlankTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 0))
	open := 0
	for _, comparison := range comparisons {
		policy := load(t, fmt.Sprintf(townsfolk, comparison))
		for range 9 {
			word := func() string { return []string{"", "", "P", "Q"}[r.IntN(4)] }
			p := townsman{own: [3]string{word(), word(), word()}}
			for range r.IntN(4) {
				p.stays = append(p.stays, word())
			}
			if n := len(p.blanks()); n == 0 || n > 3 {
				continue
			}
			bind := func(p townsman) *interp.Bound {
				row := map[string]any{"staff id": "1", "home": p.own[0], "work": p.own[1], "school of": p.own[2]}
				var stays []map[string]any
				if len(p.stays) == 0 { // no table without a row
					stays = []map[string]any{{"guest": "nobody", "town": "P"}}
				}
				for _, town := range p.stays {
					stays = append(stays, map[string]any{"guest": "1", "town": town})
				}
				bound, found := policy.BindValues([]map[string]any{row}, map[string][]map[string]any{"stays": stays}, roster.Options{AllowEmpty: true})
				require.False(t, found.HasErrors(), found)
				return bound
			}
			decide := func(p townsman) eval.Decision {
				bound := bind(p)
				return bound.Decide(bound.Roster.People[0], day("2024-12-31"))[0]
			}
			said := decide(p)
			want := map[eval.Outcome]bool{}
			filled(&p, len(p.blanks()), func() { want[decide(p).Outcome] = true })
			require.True(t, said.Exhaustive)
			require.Len(t, said.Possible, len(want), "%s: %q may be %v, not %v", comparison, p, want, said.Possible)
			for _, o := range said.Possible {
				require.True(t, want[o], "%s: %q", comparison, p)
			}
			open += len(want) - 1
			for d := range bind(p).Brief(day("2024-12-31")) {
				require.Equal(t, said.Outcome, d.Outcome)
				require.ElementsMatch(t, said.Possible, d.Possible, "%s: %q", comparison, p)
			}
		}
	}
	require.Greater(t, open, 50)
}

// filled visits the ways to fill the blanks in, with so many texts that nobody has.
func filled(p *townsman, others int, visit func()) {
	blanks := p.blanks()
	if len(blanks) == 0 {
		visit()
		return
	}
	cell := blanks[0]
	for _, word := range []string{"P", "Q", "W", "X", "Y", "Z"}[:2+others] {
		*cell = word
		filled(p, others, visit)
	}
	*cell = ""
}
