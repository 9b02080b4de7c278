package suite_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/suite"
	"rota/lang/diag"
	"rota/lang/locale"
)

// The page of the lint holds: of the wrong example it is found once, of the right one
// nothing, and of a policy without tests nothing.
func TestUntried(t *testing.T) {
	for _, l := range []locale.Language{locale.English, locale.Chinese} {
		wrong, right := diag.Examples(diag.NotExercised, l)
		for text, times := range map[string]int{wrong: 1, right: 0, "rule 4 male => must rotate": 0} {
			policy, found := interp.Load("policy.rota", []byte(text))
			require.NotNil(t, policy, "%v", found)
			require.Len(t, suite.Untried(policy.Program, suite.Run(policy.Program, 0, nil)), times, text)
			require.Empty(t, policy.Lints(), text)
		}
	}
}
