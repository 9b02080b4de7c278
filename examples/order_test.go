package examples_test

import (
	"bytes"
	"cmp"
	"flag"
	"math/rand/v2"
	"strings"
	"testing"

	"rota/interp/report"
)

var shuffles = flag.Int("shuffles", 10, "how many orders of each policy to try")

// TestOrder: the order in which a policy declares its rules means nothing. Any
// order gives the same bytes, so that two offices that keep one policy in
// different orders can compare their results.
func TestOrder(t *testing.T) {
	each(t, func(t *testing.T, x example) {
		if x.folder != "first" { // one rule, known by its line
			orders(t, x, func(run report.Run) []byte { return jsonLines(t, run) })
		}
	})
}

func orders(t *testing.T, x example, form func(report.Run) []byte) {
	t.Helper()
	t.Parallel()
	d := x.data(t, x.rosters[0])
	for _, name := range x.policies {
		text := string(x.read(t, name))
		decided := func(text string) []byte {
			_, run, _ := x.decide(load(t, name, []byte(text)), d)
			run.Fingerprint = ""
			return form(run)
		}
		want := decided(text)
		random := rand.New(rand.NewPCG(1, uint64(len(text))))
		for range cmp.Or(x.shuffles, *shuffles) {
			mixed := shuffled(text, random)
			if got := decided(mixed); !bytes.Equal(got, want) {
				compare(t, name+" in another order", want, got)
				t.Logf("%s", mixed)
				return
			}
		}
	}
}

var ruleHeads = []string{"rule ", "any ", "ladder ", "note ", "规则", "下列情形之一", "阶梯", "条文"}

// shuffled puts the rules of a policy into another order; its header and other
// declarations keep their places. A remark goes with what follows it.
func shuffled(text string, random *rand.Rand) string {
	var parts []string // declarations with their indented lines
	var rules []int
	remarks := ""
	for line := range strings.Lines(text) {
		indented := strings.HasPrefix(line, " ") || strings.TrimSpace(line) == ""
		switch {
		case strings.HasPrefix(line, "--"):
			remarks += line
		case indented && len(parts) > 0:
			parts[len(parts)-1] += line
		default:
			for _, head := range ruleHeads {
				if strings.HasPrefix(line, head) {
					rules = append(rules, len(parts))
					break
				}
			}
			parts = append(parts, remarks+line)
			remarks = ""
		}
	}
	out := append([]string(nil), parts...)
	for i, j := range random.Perm(len(rules)) {
		out[rules[i]] = parts[rules[j]]
	}
	return strings.Join(out, "") + remarks
}
