package syntax

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

func aloneNames() *Vocabulary {
	known := NewVocabulary()
	for _, name := range []string{"male", "post tenure", "rotate", "男", "任职", "轮岗", "career"} {
		known.Add(name)
	}
	return known
}

// What is typed begins a declaration, and further lines belong to it, or neither.
func TestDeclares(t *testing.T) {
	for text, want := range map[string][2]bool{
		"":                                          {false, false},
		"-- male":                                   {false, false},
		"post tenure >= 4y":                         {false, false},
		"任职满4年":                                     {false, false},
		"male => may rotate":                        {true, false},
		"男的，可轮岗":                                    {true, false},
		"rule 1 male => must rotate":                {true, false},
		"rule 1 rotate requires":                    {true, true},
		"any => exempt":                             {true, true},
		"下列情形之一，免于轮岗":                               {true, true},
		"ladder 4 rotate by post tenure":            {true, true},
		"阶梯4 按任职":                                   {true, true},
		"choice x: a, b":                            {true, false},
		"choice x:":                                 {true, true},
		"set x = 4y":                                {true, false},
		"define x = male":                           {true, false},
		"output x = first that applies":             {true, true},
		"define x = first that applies":             {true, true},
		"check 5: age < 60":                         {true, false},
		"check 5: some posting in career meets":     {true, true},
		"table x by rank":                           {true, true},
		"score x":                                   {true, true},
		"quota 4: male at most 3":                   {true, false},
		"quota 4 \"t\":":                            {true, true},
		"pair 4 a, b: one must rotate":              {true, true},
		"pair 4 a, b where male => one must rotate": {true, false},
		"test \"t\"":                                {true, true},
		"note 3":                                    {true, false},
		"第四条 有下列情形之一的，免于轮岗：":                              {true, true},
		"male, all of the following => must rotate":       {true, true},
		"male => must rotate unless any of the following": {true, true},
		"男的，必须轮岗，但有下列情形之一的除外":                             {true, true},
		"任职满4年的，必须轮岗，除非男":                                 {true, false},
		"若男则1否则2":                      {false, false},
		"下列人员免于轮岗：":                    {true, true},
		"任职满4年的人员，必须轮岗":                {true, false},
		"如果男，必须轮岗":                     {true, false},
		"rul 1 male => must rotate":    {true, false},
		"fiel x: text":                 {false, false},
		"output x = 从高适用":              {true, true},
		"set x = lowest that applies":  {true, true},
		"rule 1 male: ":                {true, false},
		"rule 1 rotate should require": {true, true},
		"policy \"x\"":                 {true, true},
		"register \"x\" of male":       {true, true},
	} {
		declares, list := Declares(text, aloneNames())
		require.Equal(t, want, [2]bool{declares, list}, text)
	}
}

// A declaration is called by its number or its name, so that one typed again takes the
// place of the first.
func TestCalledBy(t *testing.T) {
	for text, want := range map[string]string{
		"rule 4.1 male => must rotate": "rule 4.1", "male => must rotate": "", "规则（三）男的，必须轮岗": "rule (3)",
		"any 5 => exempt from rotate\n  5.1 male": "rule 5", "ladder 4 rotate by post tenure\n  4.1 >= 4y => must": "rule 4",
		"all of the following 6 => must rotate\n  6.1 male": "rule 6",
		"check 5: male": "check 5", "check: male": "", "require 3 male": "require 3", "note 6 \"x\"": "note 6",
		"define Long Stay = male": "define long stay", "set x y = 4y": "define x y", "field x y: text": "define x y", "output x y = 4": "output x y",
		"judged x y": "",
	} {
		var found diag.List
		tree := Parse(source.New("test", text+"\n"), aloneNames(), &found)
		require.Empty(t, found, "%s %v", text, messages(found))
		require.Equal(t, want, CalledBy(tree.Declarations[0]), text)
	}
}

// A condition by itself, behind a comment or not; nothing, and what is no condition, is
// said to be so at its place.
func TestParseAlone(t *testing.T) {
	for text, want := range map[string]string{
		"post tenure >= 4y":               "",
		"\n-- a\n  post tenure >= 4y":     "",
		"任职满4年":                           "",
		"":                                "p:1:1 expected a condition, found nothing|此处应为一个条件，却是空行",
		"post tenure >=":                  "p:1:15 expected a value or a name, found the end of the line|此处应为一个值或名称，却是行末",
		"male \"x":                        "p:1:6 the quotation mark is not closed on this line|引号在本行没有结束",
		"-- a":                            "p:1:1 expected a condition, found nothing|此处应为一个条件，却是空行",
		"male \xff":                       "p:1:6 from here on the file is not readable text; save it as UTF-8|从此处起文件不是可读的文字；请另存为UTF-8编码",
		strings.Repeat("x", maxBytes/2+1): "p:1:1 the policy is longer than 4 MB; is it the right file?|政策文件超过4 MB；是否选错了文件？",
	} {
		var found diag.List
		_, x := ParseAlone(source.New("p", text), aloneNames(), &found)
		said := ""
		for _, d := range found {
			said += d.At.String() + " " + d.Message(locale.English) + "|" + d.Message(locale.Chinese)
		}
		require.Equal(t, want, said, "%.40q", text)
		require.Equal(t, want == "", x != nil, "%.40q", text)
	}
}

// The pieces of what is being typed, each where it stands.
func TestPieces(t *testing.T) {
	for text, want := range map[string]string{
		"rule 4 male => must rotate": "rule|4|male|=>|must|rotate",
		"  post tenure >= 4y":        "post tenure|>=|4y",
		"男的，必须轮岗":                    "男|的，|必须|轮岗",
		"任职满4年":                      "任职|满|4年",
		"define x = (male":           "define|x|=|(|male",
		"rul 4 男的，":                  "rul|4|男|的，",
		"-- a\n男":                    "-- a|男",
		"":                           "",
		"\xff":                       "",
		strings.Repeat("男 ", maxBytes/8) + "男": "",
	} {
		var got []string
		for _, p := range Pieces(text, aloneNames()) {
			got = append(got, text[p.Start:p.End])
		}
		require.Equal(t, want, strings.Join(got, "|"), text)
	}
}
