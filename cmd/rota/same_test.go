package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Whatever the locale, the time zone and the number of cores, a command writes the same
// bytes; only --lang, and where that is not given the locale, say in which language.
func TestSameFiles(t *testing.T) {
	rota, err := exec.LookPath("rota")
	require.NoError(t, err)
	inCounty(t)
	environments := [][]string{{"LC_ALL=C", "TZ=UTC", "GOMAXPROCS=1"}, {"LC_ALL=zh_CN.UTF-8", "TZ=Asia/Shanghai", "GOMAXPROCS=2"}, {"LC_ALL=tr_TR.UTF-8", "TZ=America/St_Johns", "GOMAXPROCS=8"}}
	for _, x := range writers {
		before := content(t, x.target)
		want := ""
		for _, environment := range environments[:often(2, 3)] {
			if os.Remove(x.target); before != absent {
				put(t, x.target, before)
			}
			run := exec.Command(rota, append(strings.Fields(x.args), "--lang", "en")...)
			run.Env = append(os.Environ(), environment...)
			out, _ := run.CombinedOutput()
			require.Equal(t, x.code, run.ProcessState.ExitCode(), "%s: %s", x.args, out)
			got := content(t, x.target)
			if want == "" {
				want = got
			}
			require.Equal(t, want, got, "%s with %s", x.args, environment)
		}
		if os.Remove(x.target); before != absent {
			put(t, x.target, before)
		}
	}
}
