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
	"rota/lang/source"
)

// Nothing is found of any example at the levels of its folder.
func TestLints(t *testing.T) {
	paths, err := filepath.Glob("*/*.rota")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		policy, found := interp.Draft(path, text, os.ReadFile)
		require.NotNil(t, policy, "%s: %v", path, found)
		levels := analyze.Defaults()
		if said, err := os.ReadFile(filepath.Join(filepath.Dir(path), ".rota-levels")); err == nil {
			levels, found = levels.With(source.New(path, string(said)))
			require.Empty(t, found, path)
		}
		for _, d := range levels.Of(policy.Lints()) {
			assert.Fail(t, d.Message(locale.English), "%s %s", d.Code, d.At)
		}
	}
}
