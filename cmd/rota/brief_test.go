package main

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// What a brief run does not write of what a policy gives is said, of each kind of it by
// itself, whether the file is read line by line or whole.
func TestBriefSaysWhatItLeavesOut(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, "r.csv", "staff id,unit,post since,joined on\nA,u,2010-01-01,2009-01-01\n")
	const dates = "deadlines and last days"
	for _, c := range []struct{ rules, told string }{
		{"rule 1 post tenure >= 5y => must rotate\n", ""},
		{"rule 1 post tenure >= 5y => must rotate within 1y from post since\n", dates},
		{"rule 1 post tenure >= 5y => may rotate\nrule 2 unit is \"u\" => defer rotate for 1y from post since\n", dates},
		{"rule 1 post tenure >= 5y => may rotate\nrule 2 unit is \"u\" => defer rotate until 2030-01-01\n", dates},
		{"rule 1 post tenure >= 5y => must rotate\noutput due = post since + 5y\n", "outputs"},
		{"rule 1 post tenure >= 5y => must rotate\nquota 2: (must rotate) at most 3\n", "quotas"},
		{"rule 1 post tenure >= 5y => must rotate within 1y from post since\nquota 2: (must rotate) at most 3\noutput due = post since + 5y\n", "quotas, outputs, " + dates},
	} {
		put(t, "p.rota", "policy \"P\"\n  as of 2024-12-31\n"+c.rules)
		for _, way := range []string{" -f csv", " --out x.csv", " --out x.csv --encoding utf-8"} {
			code, _, errs := with(system{}, "run p.rota r.csv --brief"+way)
			require.Equal(t, exitDone, code, errs)
			told := ""
			if c.told != "" {
				told = "--brief leaves out: " + c.told + "\n"
			}
			require.Equal(t, told, errs, "%s%s", c.rules, way)
		}
	}
}

// A brief run to a file reads the roster as any run does: in the encoding that is named, and
// with its columns listed where that is asked for.
func TestBriefReadsAsItIsTold(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, "p.rota", "policy \"P\"\n  as of 2024-12-31\nrule 1 unit is \"甲局\" => must rotate\n")
	put(t, "r.csv", "staff id,unit,hobby\nA,\xbc\xd7\xbe\xd6,chess\n") // 甲局 in GB18030
	code, _, errs := with(system{}, "run p.rota r.csv --brief --out x.csv --encoding gb18030 --columns")
	require.Equal(t, exitDone, code, errs)
	require.Contains(t, errs, "r.csv!C  hobby  →  no field is so called\n")
	require.Contains(t, string(content(t, "x.csv")), "must")
	code, _, errs = with(system{}, "run p.rota r.csv --brief --out y.csv --encoding big5")
	require.Equal(t, exitDone, code, errs)
	require.NotContains(t, string(content(t, "y.csv")), "must")

	put(t, "plain.csv", "staff id,unit,hobby\nA,甲局,chess\n")
	code, _, errs = with(system{}, "run p.rota plain.csv --brief --out z.csv --columns")
	require.Equal(t, exitDone, code, errs)
	require.Contains(t, errs, "plain.csv!C  hobby  →  no field is so called\n")
	require.Contains(t, string(content(t, "z.csv")), "must")
	code, _, errs = with(system{}, "run p.rota plain.csv --brief --out w.csv --encoding gb18030")
	require.Equal(t, exitDone, code, errs)
	require.NotContains(t, string(content(t, "w.csv")), "must")
}

// A term that only another policy reads is no doubtful point of this one, where that other
// lies in its folder, in one above or below it, or in one beside it; it is elsewhere.
func TestWhereExtensionsAreLookedFor(t *testing.T) {
	const lint = "R0908"
	for _, c := range []struct {
		place, of string
		near      bool
	}{
		{"home/town.rota", "base.rota", true},
		{"home/towns/town.rota", "../base.rota", true},
		{"town.rota", "home/base.rota", true},
		{"beside/town.rota", "../home/base.rota", true},
		{"home/far/away/town.rota", "../../base.rota", false},
	} {
		t.Run(c.place, func(t *testing.T) {
			t.Chdir(t.TempDir())
			for _, folder := range []string{"home/far/away", "home/towns", "beside"} {
				require.NoError(t, os.MkdirAll(folder, 0o755))
			}
			put(t, "home/base.rota", "policy \"Base\"\n  as of 2024-12-31\nset stay = 5y\nrule 1 post tenure >= 6y => must rotate\n")
			code, out, errs := with(system{}, "check home/base.rota")
			require.Equal(t, exitDone, code, errs)
			require.Contains(t, out, lint)
			put(t, c.place, "policy \"Town\" extends \""+c.of+"\"\nrule 2 post tenure >= stay => may rotate\n")
			_, out, _ = with(system{}, "check home/base.rota")
			if c.near {
				require.NotContains(t, out, lint)
			} else {
				require.Contains(t, out, lint)
			}
		})
	}
}

// What a policy lacks that one which extends it may have is no doubtful point of it, each
// such lack by itself.
func TestWhatAnExtensionMayHave(t *testing.T) {
	const header, rule = "policy \"Base\"\n  as of 2024-12-31\n", "rule 1 male, post tenure >= 6y => must rotate\n"
	for _, c := range []struct{ code, base string }{
		{"R0905", header + rule + "rule 2 female, under investigation => exempt from rotate\n"},
		{"R0908", header + "set stay = 5y\n" + rule},
		{"R0909", header + "judged needed by the service\n" + rule},
		{"R0917", "policy \"Base\"\n" + rule},
		{"R0918", header + "field remarks: text\n" + rule},
	} {
		t.Run(c.code, func(t *testing.T) {
			t.Chdir(t.TempDir())
			put(t, "base.rota", c.base)
			_, out, errs := with(system{}, "check base.rota --level all=note")
			require.Contains(t, out, c.code, errs)
			put(t, "town.rota", "policy \"Town\" extends \"base.rota\"\nrule 3 post tenure >= 9y => may rotate\n")
			_, out, _ = with(system{}, "check base.rota --level all=note")
			require.NotContains(t, out, c.code)
		})
	}
}
