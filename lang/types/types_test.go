package types

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/civil"
	"rota/lang/locale"
)

// Each type as messages name it, in both languages.
func TestText(t *testing.T) {
	sex := &Options{Name: "sex"}
	sex.Add("male", "male", "男")
	sex.Add("female", "female", "女")
	level := &Options{Name: "学历"}
	level.Add("本科", "本科", "bachelor")
	many := &Options{Name: "post"}
	for _, name := range []string{"甲", "乙", "丙", "丁"} {
		many.Add(name, name)
	}
	three := &Options{Name: "three", Values: many.Values[:3]}
	staff := &Record{Name: locale.Text{EN: "staff", ZH: "人员"}}
	for _, c := range []struct {
		of     Type
		en, zh string
	}{
		{Type{}, "something unknown", "未知类型"},
		{Type{Kind: Bool}, "a condition (yes or no)", "条件（是或否）"},
		{Type{Kind: Number}, "a number", "数值"},
		{Type{Kind: Number, Whole: true}, "a number", "数值"},
		{Type{Kind: Number, Years: civil.SchoolYear}, "a number of school years", "学年数"},
		{Type{Kind: Number, Years: civil.FinancialYear}, "a number of financial years", "财政年度数"},
		{Type{Kind: Age}, "an age", "年龄"},
		{Type{Kind: Year}, "a year", "年度"},
		{Type{Kind: Year, Years: civil.SchoolYear}, "a school year", "学年"},
		{Type{Kind: Year, Years: civil.FinancialYear}, "a financial year", "财政年度"},
		{Type{Kind: Date}, "a date", "日期"},
		{Type{Kind: Date, Years: civil.SchoolYear}, "a date", "日期"},
		{Type{Kind: Date, Years: civil.FinancialYear}, "a date", "日期"},
		{Type{Kind: Period}, "a length of time", "期限"},
		{Type{Kind: Span}, "a span of time", "时段"},
		{Type{Kind: Choice}, "a choice", "选项"},
		{Type{Kind: Choice, Choice: &Options{}}, "a choice", "选项"},
		{Type{Kind: Choice, Choice: sex}, "a choice of “sex”", "“男”“女”之一"},
		{Type{Kind: Choice, Choice: level}, "a choice of “学历”", "“学历”之一"},
		{Type{Kind: Choice, Choice: three}, "a choice of “three”", "“甲”“乙”“丙”之一"},
		{Type{Kind: Choice, Choice: many}, "a choice of “post”", "“甲”“乙”“丙”等之一"},
		{Type{Kind: Text}, "a text", "文字"},
		{Type{Kind: Rows}, "a list of records", "一组记录"},
		{Type{Kind: Spell}, "one spell of a list", "一组记录中的一段"},
		{Type{Kind: Ref}, "another record", "另一条记录"},
		{Type{Kind: Ref, Record: staff}, "a record of “staff”", "“人员”的记录"},
		{Type{Kind: Text, Record: staff, Choice: sex}, "a text", "文字"},
		{Type{Kind: Date, Several: true}, "a date, several to a cell", "多项日期"},
		{Type{Kind: Date, PerYear: true}, "a date for each year", "逐年的日期"},
		{Type{Kind: Date, PerYear: true, Several: true}, "a date for each year, several to a cell", "多项逐年的日期"},
	} {
		require.Equal(t, locale.Text{EN: c.en, ZH: c.zh}, c.of.Text())
	}
	require.Equal(t, locale.Text{EN: "bachelor", ZH: "本科"}, level.Values[0].Text())
	for spelling, want := range map[string]int{"male": 0, "男": 0, "female": 1, "女": 1} {
		i, ok := sex.Find(spelling)
		require.True(t, ok)
		require.Equal(t, want, i)
	}
	_, ok := sex.Find("x")
	require.False(t, ok)
}
