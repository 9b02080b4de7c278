package syntax

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

func TestDbg(t *testing.T) {
	b, err := os.ReadFile(os.Getenv("DBG"))
	if err != nil {
		t.Skip()
	}
	var found diag.List
	f := source.New("x.rota", string(b))
	var known *Vocabulary
	if pre := os.Getenv("PRE"); pre != "" {
		b, _ := os.ReadFile(pre)
		known = Parse(source.New("prelude", string(b)), nil, &found).Vocabulary
	}
	tree := Parse(f, known, &found)
	for _, d := range tree.Declarations {
		j, _ := json.Marshal(d)
		if os.Getenv("V") != "" {
			fmt.Printf("%T %s\n", d, j)
		} else {
			fmt.Printf("%T %q\n", d, tree.Span(d).Text())
		}
	}
	diag.Write(os.Stdout, found, locale.English, diag.Options{})
}
