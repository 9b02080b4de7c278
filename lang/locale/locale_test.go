package locale

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestParse(t *testing.T) {
	for tag, want := range map[string]Language{
		"zh": Chinese, "zh_CN.UTF-8": Chinese, "ZH-hans": Chinese, "中文": Chinese,
		"en": English, "en_GB": English, "EN": English, "C": English, "POSIX": English, "C.UTF-8": English,
	} {
		got, ok := Parse(tag)
		require.True(t, ok, tag)
		require.Equal(t, want, got, tag)
	}
	for _, tag := range []string{"", "fr", "ca", "cs_CZ", "chinese", "posix_x", "z"} {
		got, ok := Parse(tag)
		require.False(t, ok, tag)
		require.Equal(t, English, got, tag)
	}
}

func TestPick(t *testing.T) {
	for _, c := range []struct {
		l         Language
		name      string
		spellings []string
		want      string
	}{
		{English, "rank", []string{"职级", "grade"}, "rank"},
		{Chinese, "rank", []string{"grade", "职级", "级别"}, "职级"},
		{English, "职级", []string{"级别", "rank", "grade"}, "rank"},
		{Chinese, "职级", []string{"级别"}, "职级"},
		{English, "职级", []string{"", "级别"}, "职级"},
		{Chinese, "rank", nil, "rank"},
		{Chinese, "A级", []string{"甲"}, "A级"},
	} {
		require.Equal(t, c.want, Pick(c.l, c.name, c.spellings), c)
	}
	require.Equal(t, "a", Text{"a", "甲"}.In(English))
	require.Equal(t, "甲", Text{"a", "甲"}.In(Chinese))
}
