package syntax

import (
	"strings"

	"rota/lang/locale"
)

// expectedSymbol is the first of the symbols that the grammar would have
// accepted, "" when that is the end. The text it stands in is participle's own,
// EBNF that no author should see.
func expectedSymbol(message string) string {
	i := strings.LastIndex(message, "(expected ")
	if i < 0 {
		return ""
	}
	return firstSymbol(strings.TrimSuffix(message[i+len("(expected "):], ")"))
}

var (
	endOfLine = locale.Text{EN: "a comma or the end of the line", ZH: "逗号或行末"}
	endOfRule = locale.Text{EN: "a time limit, an exception such as “unless”, or the end of the line", ZH: "期限、例外（如“除非”）或行末"}
)

// firstSymbol finds the first name, token or quoted literal of an EBNF text.
func firstSymbol(ebnf string) string {
	for i := 0; i < len(ebnf); i++ {
		c := ebnf[i]
		switch {
		case c == '"':
			if end := strings.IndexByte(ebnf[i+1:], '"'); end >= 0 {
				return ebnf[i : i+end+2]
			}
			return ebnf[i:]
		case c == '<':
			if end := strings.IndexByte(ebnf[i:], '>'); end >= 0 {
				return ebnf[i : i+end+1]
			}
		case 'A' <= c && c <= 'Z':
			end := i
			for end < len(ebnf) && (ebnf[end] >= 'A' && ebnf[end] <= 'Z' || ebnf[end] >= 'a' && ebnf[end] <= 'z') {
				end++
			}
			return ebnf[i:end]
		}
	}
	return ebnf
}

// symbolTexts says what a symbol of the grammar is to an author. A test walks
// the grammar and fails on a symbol that is missing here.
var symbolTexts = map[string]locale.Text{
	"Declaration":    {EN: "a declaration such as “rule” or “define”", ZH: "一项声明，如“规则”或“定义”"},
	"Expr":           {EN: "a condition", ZH: "一个条件"},
	"Agreement":      aCondition,
	"Operand":        {EN: "a value or a name", ZH: "一个值或名称"},
	"Effect":         anEffect,
	"Duty":           anEffect,
	"Force":          anEffect,
	"Assignment":     anEffect,
	"Requirement":    {EN: "a condition, “=>” and an effect, such as “must rotate”", ZH: "条件、“的，”或“=>”、结论，如“必须轮岗”"},
	"Word":           {EN: "a name", ZH: "一个名称"},
	"Naming":         {EN: "a name", ZH: "一个名称"},
	"Options":        {EN: "the values of the choice", ZH: "选项的各个值"},
	"Option":         {EN: "a further value", ZH: "下一个值"},
	"TypeSpec":       {EN: "a type such as “date”, “yes/no” or “text”", ZH: "一种类型，如“日期”“是否”或“文字”"},
	"FieldSpec":      {EN: "a field: a name, a colon and a type", ZH: "一个字段：名称、冒号和类型"},
	"FieldOption":    {EN: "“also called”, “blank means”, “assumed” or the like", ZH: "“又称”“空白即”“空白推定为”之类"},
	"RecordOption":   {EN: "“key”, “many per” or “spell from”", ZH: "“主键”“每人多条”或“时段自”"},
	"Source":         {EN: "“from” and a file, a sheet or a column", ZH: "“来自”和文件、工作表或列"},
	"RelationOption": {EN: "“symmetric”, “converse” or “outsiders left out”", ZH: "“对称”“反向”“外单位不计”之类"},
	"TestLine":       {EN: "“given” or “expect”", ZH: "“给定”或“期望”"},
	"Givens":         {EN: "a field and what it says, such as “rank section chief”", ZH: "字段及其内容，如“职级正股级”"},
	"Expectations":   {EN: "an outcome, such as “must rotate”", ZH: "一项结论，如“必须轮岗”"},
	"Grade":          {EN: "an outcome: a name, such as “unfit is must not”", ZH: "一种结论：名称，如“不合格为不得”"},
	"Meeting":        {EN: "items under “meets”", ZH: "“符合”之下的各项"},
	"Point":          {EN: "an item: a clause number and a condition", ZH: "一项：条款编号和条件"},
	"TablePart":      {EN: "a key: the name of a field; or “until next row”, “not listed means”", ZH: "键：字段的名称；或“至下一行”“未列即”"},
	"TableLine":      {EN: "a row: keys, a colon and values", ZH: "一行：键、冒号和值"},
	"Row":            {EN: "a row: keys, a colon and values", ZH: "一行：键、冒号和值"},
	"HeaderLine":     {EN: "a line of the header: source, use, applies to, as of, about, in force, school year begins, anniversaries roll forward, ages complete on", ZH: "表头的一行：依据、采用、适用于、截至、关于、施行、学年始于、周年日顺延、周岁满于"},
	"PairKey":        {EN: "“the one with lower” or “higher” and a term", ZH: "“由”、比较项和“较低者”或“较高者”"},
	"People":         {EN: "a set of people: a name, or a condition in brackets", ZH: "一组人：名称，或括号内的条件"},
	"Limit":          {EN: "“at most” or “at least” and how many (several conditions stand in brackets)", ZH: "“不超过”或“不少于”和数量（几个条件请放在括号内）"},
	"Crowd":          {EN: "a set of people: a name, or a condition in brackets", ZH: "一组人：名称，或括号内的条件"},
	"Share":          {EN: "a set of people and “at most” or “at least”", ZH: "一组人和“不超过”或“不少于”"},
	"OrderKeys":      {EN: "what people are put in order by", ZH: "排序的依据"},
	"InForce":        {EN: "“from” and a date", ZH: "“自”和日期"},
	"Version":        {EN: "“from”, a date, a colon and a value", ZH: "“自”、日期、冒号和值"},
	"Case":           {EN: "an item: a clause number and a condition", ZH: "一项：条款编号和条件"},
	"Rung":           {EN: "a rung: a comparison, “=>” and an effect", ZH: "阶梯的一级：比较、“=>”和结论"},
	"Modifier":       {EN: "“unless”, “despite” or another exception", ZH: "“除非”“不受…限制”等例外"},
	"Timing":         {EN: "“within”, “for”, “from” or “until”", ZH: "期限：“内”“为期”“自”“至”"},
	"ID":             {EN: "a clause number", ZH: "条款编号"},
	"Text":           {EN: "a text in quotes", ZH: "带引号的文字"},
	"ScoreItem":      thePoints,
	"Columns":        {EN: "“columns” and what stands in them", ZH: "“栏目”和各栏内容"},
	"Column":         {EN: "a column: a name, “outcome”, “clause”, “reason” or the like", ZH: "一栏：名称，或“结论”“条款”“理由”之类"},
	"Population":     {EN: "whom it lists: outcomes such as “deferred”, a condition, or “everybody”", ZH: "收录的人：结论（如“暂缓”）、条件或“全体”"},
	`"LISTING"`:      {EN: "“of” and whom it lists", ZH: "“收录”和收录的人"},
	"Extension":      {EN: "the file of a policy, in quotes", ZH: "带引号的政策文件"},
	"Target":         {EN: "what is repealed: a clause number or a name", ZH: "废止的内容：条款编号或名称"},
	"Day":            {EN: "a day such as 1 September", ZH: "日期，如9月1日"},
	"Rest":           {EN: "a weekday, such as Sunday, or “dates listed”", ZH: "星期几，如“周日”，或“所列日期”"},
	"<monthday>":     {EN: "a day such as 1 September", ZH: "日期，如9月1日"},
	"Spellings":      {EN: "further names in quotes", ZH: "带引号的别名"},
	"<item>":         {EN: "an indented line", ZH: "缩进的一行"},
	"<tail>":         {EN: "an indented line", ZH: "缩进的一行"},
	"<name>":         {EN: "a name", ZH: "一个名称"},
	"<string>":       {EN: "a text in quotes", ZH: "带引号的文字"},
	"<clause>":       {EN: "a clause number", ZH: "条款编号"},
	"<number>":       {EN: "a clause number", ZH: "条款编号"},
	"<quantity>":     {EN: "a clause number", ZH: "条款编号"},
	"Quantity":       {EN: "a clause number", ZH: "条款编号"},
	`"MUST"`:         anEffect,
	`"IS"`:           {EN: "“must”, “should”, “may” or the like before an action", ZH: "动作前的“必须”“应当”“可以”之类"},
	`"=>"`:           {EN: "“=>” before the effect", ZH: "结论前的“的，”或“=>”"},
	`"="`:            {EN: "“=”", ZH: "“=”"},
}

var anEffect = locale.Text{EN: "an effect, such as “must rotate”", ZH: "结论，如“必须轮岗”"}

// symbolText is a symbol in words; a quoted keyword is shown in both languages.
func symbolText(symbol string) locale.Text {
	if t, ok := symbolTexts[symbol]; ok {
		return t
	}
	key := strings.Trim(symbol, `"`)
	for _, k := range keywords {
		if k.key != key {
			continue
		}
		en, zh := key, key
		if len(k.en) > 0 {
			en = k.en[0]
		}
		if len(k.zh) > 0 {
			zh = k.zh[0]
		}
		return locale.Text{EN: "“" + en + "”", ZH: "“" + zh + "”"}
	}
	switch key {
	case "(":
		return locale.Text{EN: "an opening bracket", ZH: "左括号"}
	case ")":
		return locale.Text{EN: "a closing bracket", ZH: "右括号"}
	case "[", "]":
		return locale.Text{EN: "a square bracket", ZH: "方括号"}
	case ",", "、":
		return locale.Text{EN: "a comma", ZH: "逗号"}
	case ":":
		return locale.Text{EN: "a colon", ZH: "冒号"}
	case ";":
		return locale.Text{EN: "a semicolon", ZH: "分号"}
	}
	return locale.Text{EN: "something else", ZH: "别的内容"}
}
