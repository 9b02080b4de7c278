package report

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/eval"
	"rota/lang/check"
	"rota/lang/civil"
)

// What each outcome is after each other, by the first letters: due, released, exempted or
// deferred, undetermined, another outcome; x a data error, - where nothing moved.
func TestShift(t *testing.T) {
	letters := map[Shift]byte{Unmoved: '-', BecomesDue: 'd', Released: 'r', Exempted: 'e', Opens: 'u', Fails: 'x', OtherResult: 'o'}
	outcomes := []eval.Outcome{eval.Must, eval.Should, eval.Plan, eval.May, eval.MustNot, eval.ShouldNot, eval.Exempt, eval.Deferred, eval.MayExempt, eval.MayDefer, eval.MayExemptOrDefer, eval.Nothing, eval.Undetermined, eval.DataError, eval.Conflict}
	want := map[eval.Outcome]string{
		eval.Must:             "-oorrreeeeeruxu",
		eval.Should:           "d-orrreeeeeruxu",
		eval.Plan:             "dd-rrreeeeeruxu",
		eval.May:              "ddd-ooeeeeeouxu",
		eval.MustNot:          "dddo-oeeeeeouxu",
		eval.ShouldNot:        "dddoo-eeeeeouxu",
		eval.Exempt:           "dddooo-ooooouxu",
		eval.Deferred:         "dddoooo-oooouxu",
		eval.MayExempt:        "dddooooo-ooouxu",
		eval.MayDefer:         "dddoooooo-oouxu",
		eval.MayExemptOrDefer: "dddooooooo-ouxu",
		eval.Nothing:          "dddoooeeeee-uxu",
		eval.Undetermined:     "dddoooeeeeeo-xo",
		eval.DataError:        "dddoooeeeeeoo-o",
		eval.Conflict:         "dddoooeeeeeoox-",
	}
	a := &check.Action{Name: "rotate"}
	for _, was := range outcomes {
		got := ""
		for _, is := range outcomes {
			got += string(letters[shiftOf(a, was, a, is)])
		}
		require.Equal(t, want[was], got, was.String())
	}
}

// The quarters from one day to another, both with it.
func TestQuarters(t *testing.T) {
	day := func(s string) civil.Date {
		d, ok := civil.ParseISO(s)
		require.True(t, ok)
		return d
	}
	for _, row := range []struct {
		from, until string
		want        []string
	}{
		{"2024-12-31", "2025-01-01", []string{"2024 Q4", "2025 Q1"}},
		{"2025-03-31", "2025-04-01", []string{"2025 Q1", "2025 Q2"}},
		{"2025-06-30", "2025-07-01", []string{"2025 Q2", "2025 Q3"}},
		{"2025-09-30", "2025-10-01", []string{"2025 Q3", "2025 Q4"}},
		{"2025-01-01", "2025-03-31", []string{"2025 Q1"}},
		{"2024-10-01", "2026-02-01", []string{"2024 Q4", "2025 Q1", "2025 Q2", "2025 Q3", "2025 Q4", "2026 Q1"}},
	} {
		var got []string
		for _, q := range (Forecast{Run: Run{AsOf: day(row.from)}, Until: day(row.until)}).quarters() {
			got = append(got, q.String())
		}
		require.Equal(t, row.want, got)
	}
}
