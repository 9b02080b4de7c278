package lang_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang"
)

// TestVersion: the specification tells the version that the tool has.
func TestVersion(t *testing.T) {
	spec, err := os.ReadFile("spec.md")
	require.NoError(t, err)
	require.Contains(t, string(spec), "This is version "+lang.Version+" of the language")
	essentials, err := os.ReadFile("README.zh.md")
	require.NoError(t, err)
	require.Contains(t, string(essentials), "语言的"+lang.Version+"版")
}
