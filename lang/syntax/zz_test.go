package syntax

import (
	"rota/lang/diag"
	"rota/lang/source"
	"rota/stdlib"
	"testing"
)

func BenchmarkPrelude(b *testing.B) {
	f := source.New("prelude", stdlib.Prelude())
	for b.Loop() {
		var l diag.List
		Parse(f, nil, &l)
	}
}
