package roster

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
)

func showDated(d Dated, p *Problem) string {
	switch {
	case p != nil && p.Code == diag.TwoDateReadings, p != nil && p.Code == diag.LostZero, p != nil && p.Code == diag.NoSuchDay:
		return fmt.Sprint(p.Code, " ", p.More[0])
	case p != nil:
		return string(p.Code)
	case d.Open:
		return "open"
	case d.Precision == Year:
		return "year " + d.First.String() + " " + d.Last.String()
	case d.Precision == Month:
		return "month " + d.First.String() + " " + d.Last.String()
	}
	return d.First.String()
}

func TestReadDate(t *testing.T) {
	const day, march, year = "2015-03-01", "month 2015-03-01 2015-03-31", "year 2015-01-01 2015-12-31"
	or := func(code diag.Code, a, b string) string {
		return fmt.Sprint(code, " {", a, " or ", b, " ", a, " 或 ", b, "}")
	}
	for _, test := range []struct {
		name string
		in   Raw
		want string
	}{
		{"iso", Raw{"2015-03-01", Text}, day},
		{"strokes", Raw{"2015/3/1", Text}, day},
		{"dots", Raw{"2015.03.01", Text}, day},
		{"dots without zeros", Raw{"2015.3.1", Text}, day},
		{"eight digits", Raw{"20150301", Text}, day},
		{"chinese", Raw{"2015年3月1日", Text}, day},
		{"chinese, 号 and zeros", Raw{"2015年03月01号", Text}, day},
		{"chinese without its end", Raw{"2015年3月1", Text}, day},
		{"month, hyphen", Raw{"2015-03", Text}, march},
		{"month, dot", Raw{"2015.3", Text}, march},
		{"month, stroke", Raw{"2015/03", Text}, march},
		{"month, chinese", Raw{"2015年3月", Text}, march},
		{"month, 份", Raw{"2015年3月份", Text}, march},
		{"six digits", Raw{"201503", Text}, march},
		{"month first", Raw{"03/2015", Text}, march},
		{"year, chinese", Raw{"2015年", Text}, year},
		{"year", Raw{"2015", Text}, year},
		{"year, numerals", Raw{"二〇一五年", Text}, year},
		{"two digits of year", Raw{"15/3/1", Text}, or(diag.TwoDateReadings, "2001-03-15", "2015-03-01")},
		{"two digits of year, one century or another", Raw{"85.3.20", Text}, or(diag.TwoDateReadings, "1985-03-20", "2085-03-20")},
		{"two digits of year, chinese", Raw{"85年3月", Text}, or(diag.TwoDateReadings, "1985-03", "2085-03")},
		{"american or british", Raw{"3/1/2015", Text}, or(diag.TwoDateReadings, "2015-01-03", "2015-03-01")},
		{"day last in one order only", Raw{"25/12/2015", Text}, "2015-12-25"},
		{"same in both orders", Raw{"5/5/2015", Text}, "2015-05-05"},
		{"serial", Raw{"42064", Number}, day},
		{"serial with time", Raw{"42064.75", Number}, day},
		{"serial as text", Raw{"42064", Text}, "R0570"},
		{"number, eight digits", Raw{"20150301", Number}, day},
		{"number in exponent form", Raw{"2.0150301E7", Number}, day},
		{"number, six digits", Raw{"201503", Number}, march},
		{"number, year", Raw{"2015", Number}, year},
		{"number, year of the sheet's zero", Raw{"2015.0", Number}, "R0571 2015-0"},
		{"number, month", Raw{"1980.05", Number}, "month 1980-05-01 1980-05-31"},
		{"number, binary noise", Raw{"2015.0799999999999", Number}, "month 2015-08-01 2015-08-31"},
		{"number, month without zero", Raw{"1980.5", Number}, "month 1980-05-01 1980-05-31"},
		{"number, zero lost", Raw{"1980.1", Number}, or(diag.LostZero, "1980-01", "1980-10")},
		{"number, december", Raw{"1980.12", Number}, "month 1980-12-01 1980-12-31"},
		{"number, no date", Raw{"-3", Number}, "R0570"},
		{"text, month without zero", Raw{"1980.5", Text}, "month 1980-05-01 1980-05-31"},
		{"text, january", Raw{"1980.1", Text}, "month 1980-01-01 1980-01-31"},
		{"text, october", Raw{"1980.10", Text}, "month 1980-10-01 1980-10-31"},
		{"stored date", Raw{"2015-03-01", Date}, day},
		{"stored date and time", Raw{"2015-03-01T08:30:00", Date}, day},
		{"stored month", Raw{"2015-03", Date}, march},
		{"iso and time", Raw{"2015-03-01T00:00:00", Text}, day},
		{"database and time", Raw{"2015-03-01 00:00:00", Text}, day},
		{"spreadsheet and time", Raw{"2015/3/1 0:00", Text}, day},
		{"midnight of a zone", Raw{"2015-03-01T00:00:00Z", Text}, day},
		{"evening of a zone", Raw{"2015-03-01T16:00:00Z", Text}, "R0577"},
		{"evening of an offset", Raw{"2015-03-01T16:00:00+08:00", Text}, "R0577"},
		{"full-width digits", Raw{"２０１５．０３．０１", Text}, day},
		{"chinese stop for a dot", Raw{"2015。3。1", Text}, day},
		{"spaces inside", Raw{"2015 年 3 月", Text}, march},
		{"spaces around and no width", Raw{" \u200b2015.03　", Text}, march},
		{"spaces for hyphens", Raw{"2015 03 01", Text}, day},
		{"space after the dot", Raw{"2015. 3. 1", Text}, day},
		{"numerals", Raw{"二〇一五年三月", Text}, march},
		{"numerals to the day", Raw{"二〇一五年十二月二十三日", Text}, "2015-12-23"},
		{"numerals, circle and tens", Raw{"二○一五年十月三十日", Text}, "2015-10-30"},
		{"numerals, traditional month one", Raw{"二零一五年元月十一日", Text}, "2015-01-11"},
		{"two dates", Raw{"2015.03-2016.05", Text}, "R0576"},
		{"two dates, comma", Raw{"2015.03、2016.05", Text}, "R0576"},
		{"two years", Raw{"2015-2016", Text}, "R0576"},
		{"months of a year", Raw{"2015.3-5", Text}, "R0570"},
		{"months of a year, chinese", Raw{"2015年3-5月", Text}, "R0570"},
		{"open", Raw{"至今", Text}, "open"},
		{"open, now", Raw{"Now", Text}, "open"},
		{"open, present", Raw{"present", Text}, "open"},
		{"open, 现在", Raw{" 现在 ", Text}, "open"},
		{"no such day", Raw{"2023-02-30", Text}, "R0571 2023-02-30"},
		{"leap day", Raw{"2024.2.29", Text}, "2024-02-29"},
		{"no such month", Raw{"2015-13", Text}, "R0571 2015-13"},
		{"no such month, unbroken", Raw{"201513", Text}, "R0571 2015-13"},
		{"too early", Raw{"1899-12-31", Text}, "R0575"},
		{"too late", Raw{"2201-01-01", Text}, "R0575"},
		{"first day", Raw{"1900-01-01", Text}, "1900-01-01"},
		{"last day", Raw{"2200-12-31", Text}, "2200-12-31"},
		{"without a year", Raw{"3/1", Text}, "R0570"},
		{"words", Raw{"入职后", Text}, "R0570"},
		{"words after it", Raw{"2015.03（试用）", Text}, "R0570"},
		{"seven digits", Raw{"2015301", Text}, "R0570"},
		{"blank", Raw{}, "R0570"},
		{"the least serial", Raw{"20000", Number}, "1954-10-03"},
		{"a serial too small", Raw{"19999", Number}, "R0570"},
		{"the greatest serial", Raw{"60000", Number}, "2064-04-08"},
		{"a serial too large", Raw{"60001", Number}, "R0570"},
		{"number, zero lost in the first year", Raw{"1900.1", Number}, or(diag.LostZero, "1900-01", "1900-10")},
		{"number, zero lost in the last", Raw{"2200.1", Number}, or(diag.LostZero, "2200-01", "2200-10")},
		{"number, before all", Raw{"1899.1", Number}, "R0575"},
		{"number, after all", Raw{"2201.1", Number}, "R0575"},
		{"midnight of an offset", Raw{"2015-03-01T00:00:00+08:00", Text}, day},
		{"midnight of an offset to the west", Raw{"2015-03-01 00:00:00.000-05:00", Text}, day},
		{"a minute past midnight of a zone", Raw{"2015-03-01T00:01Z", Text}, "R0577"},
		{"a zone by name", Raw{"2015-03-01T00:00:00Z(CST)", Text}, "R0570"},
		{"fractions of a second", Raw{"2015-03-01 08:30:00.123", Text}, day},
		{"no clock, too short", Raw{"2015-03-01 0:0", Text}, "R0570"},
		{"no clock, too many parts", Raw{"2015-03-01 08:30:00:00", Text}, "R0570"},
		{"no clock, words", Raw{"2015-03-01 8:30pm", Text}, "R0570"},
		{"numerals, ten", Raw{"二〇一五年三月十日", Text}, "2015-03-10"},
		{"numerals, twenty", Raw{"二〇一五年三月二十日", Text}, "2015-03-20"},
		{"numerals, 两", Raw{"二〇一五年两月", Text}, "month 2015-02-01 2015-02-28"},
		{"numerals, two tens", Raw{"二〇一五年十十月", Text}, "R0570"},
		{"numerals, two digits before ten", Raw{"二〇一五年三月一二十日", Text}, "R0570"},
		{"numerals, two digits after ten", Raw{"二〇一五年三月十二三日", Text}, "R0570"},
		{"two years, wave", Raw{"2015~2016", Text}, "R0576"},
		{"two years, dashes", Raw{"2015——2016", Text}, "R0576"},
		{"two years, 至", Raw{"2015年至2016年", Text}, "R0570"},
		{"two years, 至 alone", Raw{"2015至2016", Text}, "R0576"},
		{"two years, semicolon", Raw{"2015；2016", Text}, "R0576"},
		{"two years, comma", Raw{"2015，2016", Text}, "R0576"},
		{"four numbers", Raw{"15.3.1.2", Text}, "R0576"},
		{"month, dot and chinese", Raw{"2015.3月", Text}, march},
		{"month, 月份 after a year", Raw{"2015年03月份", Text}, march},
		{"wave in a date", Raw{"2015~03", Text}, "R0570"},
		{"year and day", Raw{"2015年3日", Text}, "R0570"},
		{"two months", Raw{"2015年3月1月", Text}, "R0570"},
		{"two kinds of signs", Raw{"2015.3-1", Text}, "R0570"},
		{"two years of a day", Raw{"2015年3年1日", Text}, "R0570"},
		{"month of three digits", Raw{"2015.003", Text}, "R0570"},
		{"year in the middle", Raw{"3.2015.1", Text}, "R0570"},
		{"year of the day", Raw{"15年3月2015日", Text}, "R0570"},
		{"month first, no such", Raw{"13/2015", Text}, "R0571 2015-13"},
		{"six digits of a year", Raw{"201503年", Text}, "R0570"},
		{"four digits of a month", Raw{"2015月", Text}, "R0570"},
		{"two digits", Raw{"15年", Text}, "R0570"},
		{"three orders", Raw{"1/2/03", Text}, fmt.Sprint(diag.TwoDateReadings, " {2001-02-03 or 2003-01-02 or 2003-02-01 2001-02-03 或 2003-01-02 或 2003-02-01}")},
		{"one order, the century open", Raw{"5/5/05", Text}, or(diag.TwoDateReadings, "1905-05-05", "2005-05-05")},
		{"one digit of year, chinese", Raw{"5年3月1日", Text}, or(diag.TwoDateReadings, "1905-03-01", "2005-03-01")},
		{"a day in no order", Raw{"30/30/2015", Text}, "R0571 2015-30-30"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, problem := ReadDate(test.in, false)
			require.Equal(t, test.want, showDated(d, problem))
		})
	}
	d, problem := ReadDate(Raw{"40602", Number}, true)
	require.Equal(t, day, showDated(d, problem), "from 1904")
	for _, word := range []string{"至今", "现在", "目前", "迄今", "至现在", "now", "present", "to date"} {
		d, problem := ReadDate(Raw{word, Text}, false)
		require.Equal(t, "open", showDated(d, problem), word)
	}
}
