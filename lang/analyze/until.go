package analyze

import (
	"strings"

	"rota/lang/check"
	"rota/lang/diag"
)

// lastDay finds what ends by a day that is the last of its month, 至2026年6月30日, and does
// not say whether that day still counts: it does not, and documents mean that it does.
func (a *analysis) lastDay() {
	ends := []check.Expr{a.program.InForce.Until}
	for _, r := range a.rules() {
		ends = append(ends, r.InForce.Until)
		for _, e := range r.Effects {
			ends = append(ends, e.Until)
		}
	}
	for _, end := range ends {
		day, stated := end.(*check.Const)
		if !stated || day.Value.None || !a.own(day.At()) {
			continue
		}
		if _, _, next := day.Value.Date.AddDays(1).Civil(); next != 1 {
			continue
		}
		if at := trimmed(day.At()); !strings.HasPrefix(strings.TrimLeft(at.File.Text[at.End:], " "), "前") && !strings.HasPrefix(at.File.Text[at.End:], "之前") {
			a.found.Add(diag.LastDay, at, at.Text())
		}
	}
}
