package interp_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/lang/locale"
)

// Every block of the language's page marked rota is a policy that reads
// without a mistake.
func TestSpecExamples(t *testing.T) {
	page, err := os.ReadFile("../lang/spec.md")
	require.NoError(t, err)
	line := 0
	var block []string
	inside := false
	count := 0
	for _, text := range strings.Split(string(page), "\n") {
		line++
		switch {
		case text == "```rota":
			inside, block = true, nil
		case inside && text == "```":
			inside = false
			count++
			t.Run(fmt.Sprintf("line %d", line), func(t *testing.T) {
				_, found := interp.Load("spec", []byte(strings.Join(block, "\n")))
				for _, d := range found {
					t.Errorf("%s %s %s: %s", d.Code, d.At, d.Message(locale.English), strings.Join(block, "\n"))
				}
			})
		case inside:
			block = append(block, text)
		}
	}
	require.Greater(t, count, 30)
}
