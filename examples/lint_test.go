package examples_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/lang/analyze"
	"rota/lang/locale"
)

// Nothing that is told by default is found of any example.
func TestLints(t *testing.T) {
	paths, err := filepath.Glob("*/*.rota")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		policy, found := interp.Draft(path, text, os.ReadFile)
		require.NotNil(t, policy, "%s: %v", path, found)
		for _, d := range analyze.Defaults().Of(policy.Lints()) {
			assert.Fail(t, d.Message(locale.English), "%s %s", d.Code, d.At)
		}
	}
}
