package interp_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/lang/diag"
	"rota/lang/locale"
)

// The Chinese examples of what a policy takes in from others and from libraries, and of
// what is still to be filled: the others are in package check.
func TestChineseExamplesOfVariants(t *testing.T) {
	files := map[string]string{
		"县.rota":     "政策“县轮岗办法”\n  截至2024年12月31日\n规则4.1b 任职满6年的，必须轮岗\n不可更改规则5.1 接受审查的，暂缓轮岗\n",
		"系统.rota":    "政策“水利系统轮岗办法”\n规则4.1b 任职满8年的，必须轮岗\n",
		"../办法.rota": "政策“办法”\n规则1 任职满6年的，必须轮岗\n",
	}
	open := func(path string) ([]byte, error) {
		if text, is := files[path]; is {
			return []byte(text), nil
		}
		return nil, fmt.Errorf("%s", path)
	}
	// said is what is found of a policy, but for that it has no rule.
	said := func(text string) (list []diag.Code) {
		_, found := interp.LoadVariant("水务局.rota", []byte(text), open)
		for _, d := range found {
			if d.Code != diag.NoRules {
				list = append(list, d.Code)
			}
		}
		return list
	}
	for _, code := range diag.Codes() {
		wrong, right := diag.Examples(code, locale.Chinese)
		if wrong == "" || code < diag.NeedsReplace || code > diag.NoLibrary {
			continue
		}
		require.Equal(t, []diag.Code{code}, said(wrong), "%s\n%s", code, wrong)
		require.Empty(t, said(right), "%s\n%s", code, right)
	}
}
