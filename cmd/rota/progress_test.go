package main

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"rota/interp/eval"
	"rota/lang/locale"
)

func TestProgress(t *testing.T) {
	var errs bytes.Buffer
	a := &app{errs: &errs, language: locale.English}
	require.Equal(t, "500 / 2000 records, 6 s left", a.progress(500, 2000, 2*time.Second))
	require.Equal(t, "2000 / 2000 records, 0 s left", a.progress(2000, 2000, 9*time.Second))
	a.language = locale.Chinese
	require.Equal(t, "64 / 128条记录，约需1秒", a.progress(64, 128, time.Second))

	decisions := slices.Repeat([]eval.Decision{{Outcome: eval.Must}}, 200)
	require.Len(t, slices.Collect(a.watched(slices.Values(decisions), 200)), 200)
	require.Empty(t, errs.String(), "nothing but a terminal is told")
}
