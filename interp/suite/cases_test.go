package suite_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/roster"
	"rota/interp/suite"
	"rota/lang/source"
)

// The cells of a workbook keep their types: a date that is stored as one is a date.
func TestCasesOfAWorkbook(t *testing.T) {
	policy, found := interp.Load("p.rota", []byte("policy \"P\"\n  as of 2024-12-31\nrule 4.1 post tenure >= 4y, finance => must rotate\n"))
	require.NotNil(t, policy, found)
	text := func(s string) roster.Raw { return roster.Raw{Text: s, Kind: roster.Text} }
	day := func(s string) roster.Raw { return roster.Raw{Text: s, Kind: roster.Date} }
	sheet := roster.Sheet{File: "cases.xlsx", Name: "用例", Rows: []roster.Row{
		{Number: 1, Cells: []roster.Raw{text("标题"), text("任现职时间"), text("岗位类别"), text("期望"), text("其余空白")}},
		{Number: 2, Cells: []roster.Raw{text("一"), day("2020-12-31"), text("财务"), text("必须轮岗")}},
		{Number: 3, Cells: []roster.Raw{text("二"), day("2021-01-01"), text("财务"), text("无结论")}},
		{Number: 4, Cells: []roster.Raw{text("三"), day("2020-12-31"), {}, text("无结论")}},
		{Number: 5, Cells: []roster.Raw{text("四"), day("2020-12-31"), {}, text("待定：岗位类别"), text("是")}},
	}}
	drawn, wrong := suite.Draw(policy.Program, policy.Tree.Vocabulary, []roster.Sheet{sheet}, source.Span{File: policy.Tree.Source})
	require.Empty(t, wrong)
	require.Len(t, drawn, 4)
	for _, c := range suite.RunDrawn(policy.Program, drawn, 0, nil) {
		require.Empty(t, c.Failures, c.Test.Title)
		require.Contains(t, c.At.String(), "cases.xlsx!用例!")
	}
}
