package diag

import "rota/lang/locale"

// Codes of what is wrong between a roster and the policy that reads it: sheets
// and columns, keys, lists, and then cells. Of a cell {0} is what is written,
// {1} the field.
const (
	SheetNotRead     Code = "R0550"
	SheetHidden      Code = "R0551"
	SheetWithoutKey  Code = "R0552"
	SheetReplaced    Code = "R0553"
	UnknownColumns   Code = "R0554"
	MissingColumn    Code = "R0555"
	NoPlan           Code = "R0597"
	NobodyPlanned    Code = "R0598"
	RepeatedColumn   Code = "R0556"
	RepeatedUnread   Code = "R0557"
	ColumnsDiffer    Code = "R0558"
	BlankKey         Code = "R0559"
	SameKey          Code = "R0560"
	NoKeyColumn      Code = "R0561"
	EmptyRoster      Code = "R0562"
	NoSuchList       Code = "R0563"
	MissingList      Code = "R0564"
	RowsOfNobody     Code = "R0565"
	BlankJoin        Code = "R0566"
	HiddenRows       Code = "R0567"
	RowsPassedOver   Code = "R0568"
	NotOfType        Code = "R0570"
	NoSuchDay        Code = "R0571"
	TwoDateReadings  Code = "R0572"
	LostZero         Code = "R0573"
	JanuaryOrOctober Code = "R0574"
	OutsideDates     Code = "R0575"
	SeveralDates     Code = "R0576"
	WithZone         Code = "R0577"
	OutOfRange       Code = "R0578"
	NotWhole         Code = "R0579"
	BarePercent      Code = "R0580"
	BareLength       Code = "R0581"
	PartMonth        Code = "R0582"
	LostDigits       Code = "R0583"
	NeverNone        Code = "R0584"
	PartWithoutYear  Code = "R0585"
	YearTwice        Code = "R0586"
	MoreUnreadable   Code = "R0587"
	StrangeValue     Code = "R0588"
	NoRows           Code = "R0589"
	NotOpen          Code = "R0590"
	IdAlone          Code = "R0591"
	CellsAstray      Code = "R0592"
	LateDate         Code = "R0593"
	SameRows         Code = "R0594"
	SeveralSheets    Code = "R0595"
	RoundedNumber    Code = "R0596"
	OtherName        Code = "R0599"
	Outsiders        Code = "R0600"
	OutsidersLeft    Code = "R0601"
	RecordsDiffer    Code = "R0602"
	LinkForm         Code = "R0603"
	TableRowsOverlap Code = "R0604"
	NoDayColumn      Code = "R0610"
	NoRegionColumn   Code = "R0611"
	NotCalendarDay   Code = "R0612"
	NotOffOrWork     Code = "R0613"
	NotByRegion      Code = "R0614"
	OffAndWork       Code = "R0615"
	EndBeforeStart   Code = "R0616"
	LongRest         Code = "R0617"
	NoSuchRecord     Code = "R0618"
	BlankCells       Code = "R0619"
	OverFirst        Code = "R0620"
	DayBetween       Code = "R0621"
)

var bindCodes = map[Code]entry{
	NoDayColumn: {severity: Error, text: locale.Text{
		EN: "this sheet has no column of dates, so it is no calendar; one is headed “date” or “日期”",
		ZH: "此工作表没有日期列，不是日历；日期列的标题为“日期”或“date”",
	}},
	NoRegionColumn: {severity: Warning, text: locale.Text{
		EN: "the calendar has no column for “{0}”: its dates are those of every region",
		ZH: "日历中没有“{0}”列：其中的日期适用于所有地区",
	}},
	NotCalendarDay: {severity: Error, text: locale.Text{
		EN: "“{0}” is not a day; since a day may be missing, the year counts as not covered",
		ZH: "“{0}”不是日期；因可能缺少某日的安排，该年度按日历没有的年份处理",
	}},
	NoSuchRecord: {severity: Error, text: locale.Text{
		EN: "no record of “{1}” bears the number “{0}”{2}",
		ZH: "“{1}”中没有编号为“{0}”的记录{2}",
	}},
	NotOffOrWork: {severity: Error, text: locale.Text{
		EN: "“{0}” says neither off nor work; whether the days of the row are worked is not known",
		ZH: "“{0}”既不是休也不是班；该行各日是否工作按未知处理",
	}},
	NotByRegion: {severity: Error, text: locale.Text{
		EN: "this calendar has a column “{0}”, but the policy declares one calendar for all: write “calendar working by FIELD”, the field that tells the regions apart; the days of rows with a region are not known",
		ZH: "日历中有“{0}”列，而政策声明的日历不分地区：请写“日历 工作日 按 字段”，即区分地区的字段；写有地区的行所列各日按未知处理",
	}},
	OffAndWork: {severity: Error, text: locale.Text{
		EN: "this row says of {1} the opposite of row {2}, off or work; the day is not known",
		ZH: "{1} 是休是班，本行与第 {2} 行相反；该日按未知处理",
	}},
	EndBeforeStart: {severity: Error, text: locale.Text{
		EN: "the end “{0}” lies before the start, {1}; since a day may be missing, the year counts as not covered",
		ZH: "止日“{0}”早于起日 {1}；因可能缺少某日的安排，该年度按日历没有的年份处理",
	}},
	LongRest: {severity: Error, text: locale.Text{
		EN: "up to “{0}” the row has more than a year of days; since a day may be missing, the years of its ends count as not covered",
		ZH: "至“{0}”该行超过一年；因可能缺少某日的安排，其起止年度按日历没有的年份处理",
	}},
	OverFirst: {severity: Warning, text: locale.Text{
		EN: "this row of “{2}” ends on {0}, before it begins, {1}: no time counts of it, but it is one of the rows; are the dates the wrong way round?",
		ZH: "“{2}”的这一行止于{0}，早于起始{1}：不计时间，但仍算一行；日期是否填反了？",
	}},
	DayBetween: {severity: Warning, text: locale.Text{
		EN: "this row of “{2}” ends on {0} and the next begins on {1}: the end is not counted, so that there is a gap of {3}; if it counts, write the same day or month in both, or for days declare “{2}” anew with “spell from … to …”",
		ZH: "“{2}”的这一行止于{0}，下一行起于{1}：止期不计入，两段之间因此断开{3}；如果应计入，请把前一行的止期写成后一行的起始，按日填写的也可重新声明“{2}”，写“时段自……至……”",
	}},
	NoRows: {severity: Warning, text: locale.Text{
		EN: "“{0}” has no row for: {1}; they are decided as having none",
		ZH: "“{0}”中没有以下各项的记录：{1}；按没有此类记录判定",
	}},
	Outsiders: {severity: Warning, text: locale.Text{
		EN: "“{0}” leads to no record of “{2}”: {1}; what is read of them is not known",
		ZH: "“{0}”所写的不在“{2}”中：{1}；其情况按未知处理",
	}},
	OutsidersLeft: {severity: Note, text: locale.Text{
		EN: "“{0}” leads to no record of “{2}”: {1}; they are left out",
		ZH: "“{0}”所写的不在“{2}”中：{1}；不予计入",
	}},
	RecordsDiffer: {severity: Error, text: locale.Text{
		EN: "two rows give “{0}” of {1} {2}: “{3}” here, “{4}” in {5}; it is not used",
		ZH: "两行都写了{1} {2} 的“{0}”：此处为“{3}”，{5}为“{4}”；不予采用",
	}},
	LinkForm: {severity: Error, text: locale.Text{
		EN: "“{0}” in “{1}” is not of the form {2}",
		ZH: "“{1}”中的“{0}”不合 {2} 的写法",
	}},
	TableRowsOverlap: {severity: Error, text: locale.Text{
		EN: "table “{0}” has another row of the same keys at the same time: {1}; where they differ neither is used",
		ZH: "表“{0}”中另有一行键相同、时间重叠：{1}；两行不同之处不予采用",
	}},
	NotOpen: {severity: Error, text: locale.Text{
		EN: "“{0}” in “{1}”: this date is the beginning of something and cannot still be open",
		ZH: "“{1}”中的“{0}”：这一日期是起点，不能是至今",
	}},
	SheetNotRead: {severity: Note, text: locale.Text{
		EN: "no heading of this sheet is the name of a field; the sheet is not read",
		ZH: "此工作表没有一个列标题是已知的字段名，整张表没有读取",
	}},
	SheetHidden: {severity: Note, text: locale.Text{
		EN: "this sheet is hidden and others hold the records; it is not read",
		ZH: "此工作表已隐藏，而其他工作表中已有记录，因此没有读取",
	}},
	SheetWithoutKey: {severity: Warning, text: locale.Text{
		EN: "this sheet has no column for “{0}”, which other sheets have; it is not read",
		ZH: "此工作表没有“{0}”列，而其他工作表有，因此没有读取",
	}},
	SeveralSheets: {severity: Note, text: locale.Text{
		EN: "records are read from several sheets: {0}; to read one alone, name it with --sheet",
		ZH: "记录读自多张工作表：{0}；只读其中一张时，用 --sheet 指明",
	}},
	SheetReplaced: {severity: Note, text: locale.Text{
		EN: "“{0}” is given in a file of its own; this sheet is not read",
		ZH: "“{0}”已另用文件给出，此工作表没有读取",
	}},
	UnknownColumns: {severity: Note, text: locale.Text{
		EN: "columns that the policy has no field for: {0}",
		ZH: "政策没有对应字段的列：{0}",
	}},
	MissingColumn: {severity: Error, text: locale.Text{
		EN: "the policy reads “{0}”, but no column holds it; it may be headed {1}{2}",
		ZH: "政策要用到“{0}”，但没有这一列；列标题可以是{1}{2}",
	}},
	NobodyPlanned: {severity: Error, text: locale.Text{
		EN: "the plan names “{0}”, whom the roster does not have",
		ZH: "方案中的“{0}”不在花名册中",
	}},
	NoPlan: {severity: Note, text: locale.Text{
		EN: "no column says what is planned, so nothing is: the policy reads {0}",
		ZH: "没有写明调整方案的列，按无调整判定：政策要用到{0}",
	}},
	RepeatedColumn: {severity: Error, text: locale.Text{
		EN: "this column (“{0}”) and column {1} (“{2}”) both give “{3}”; where they differ the cell is not used",
		ZH: "本列（“{0}”）与{1}列（“{2}”）都是“{3}”；两列不同之处不予采用",
	}},
	RepeatedUnread: {severity: Note, text: locale.Text{
		EN: "this column (“{0}”) and column {1} (“{2}”) both give “{3}”, which the policy does not read",
		ZH: "本列（“{0}”）与{1}列（“{2}”）都是“{3}”，政策没有用到",
	}},
	ColumnsDiffer: {severity: Error, text: locale.Text{
		EN: "two columns give “{0}”: “{1}” here, “{2}” in {3}",
		ZH: "两列都是“{0}”：此处为“{1}”，{3}为“{2}”",
	}},
	BlankKey: {severity: Error, text: locale.Text{
		EN: "“{0}” is blank or cannot be read, so nothing can be joined to this record; the row is decided as {1}",
		ZH: "“{0}”为空或无法读出，其他表无法与此记录关联；本行以 {1} 为编号处理",
	}},
	SameKey: {severity: Error, text: locale.Text{
		EN: "“{0}” is the {1} of two records, rows {2} and {3}; neither can be relied on",
		ZH: "两条记录（{2}、{3}）的{1}同为“{0}”，两条都不可靠",
	}},
	NoKeyColumn: {severity: Note, text: locale.Text{
		EN: "there is no column that identifies the records; they are called by their row numbers",
		ZH: "没有标识各条记录的列，以行号作为编号",
	}},
	EmptyRoster: {severity: Error, text: locale.Text{
		EN: "the roster holds no record: a row of headings such as {0} is needed, and a row for each record below it{1}",
		ZH: "花名册中没有记录：须有一行列标题（如{0}），其下每条记录一行{1}",
	}},
	NoSuchList: {severity: Error, text: locale.Text{
		EN: "the policy has no list “{0}”{1}",
		ZH: "政策中没有名为“{0}”的附表{1}",
	}},
	MissingList: {severity: Error, text: locale.Text{
		EN: "the policy reads {0}; give it with --with {0}=FILE{1}",
		ZH: "政策要用到{0}；请用 --with {0}=文件 给出{1}",
	}},
	OtherName: {severity: Warning, text: locale.Text{
		EN: "“{0}” is the name here of {1}, whom the roster calls “{2}”: is it the right number?",
		ZH: "此处编号{1}的姓名为“{0}”，花名册中为“{2}”：编号是否有误？",
	}},
	RowsOfNobody: {severity: Warning, text: locale.Text{
		EN: "rows of {0} belong to no record of “{2}”: {1}",
		ZH: "{0}中有的行不属于“{2}”的任何记录：{1}",
	}},
	BlankJoin: {severity: Error, text: locale.Text{
		EN: "it is not said whose row this is: “{0}” is blank",
		ZH: "没有写明本行属于何人：“{0}”为空",
	}},
	HiddenRows: {severity: Note, text: locale.Text{
		EN: "{0} hidden or filtered rows are read like the others",
		ZH: "有 {0} 行被隐藏或筛选掉，同样读取",
	}},
	RowsPassedOver: {severity: Note, text: locale.Text{
		EN: "rows passed over as totals, notes, signatures or repeated headings: {0}",
		ZH: "作为合计、附注、落款或重复表头略过的行：{0}",
	}},
	IdAlone: {severity: Warning, text: locale.Text{
		EN: "rows that hold nothing but “{1}”: {0}; they are decided like the others: is one of them a note, or the name of a group?",
		ZH: "除“{1}”外全部空白的行：{0}；仍照常判定：其中是否有附注或分组名称？",
	}},
	CellsAstray: {severity: Warning, text: locale.Text{
		EN: "{0}, the headings {1}: where a cell is missing or one too many, those behind it stand under the wrong heading",
		ZH: "{0}，列标题有 {1} 格：缺一格或多一格时，其后各格会错到别的标题下",
	}},
	LateDate: {severity: Warning, text: locale.Text{
		EN: "“{0}” in “{1}” lies after the as-of date, {2}: no time and no age is counted from it yet; is the year right?",
		ZH: "“{1}”中的“{0}”晚于截止日 {2}：从该日起的时间和年龄还未起算；年份是否有误？",
	}},
	SameRows: {severity: Warning, text: locale.Text{
		EN: "rows of “{0}” that are the same as one before: {1}; each of them counts",
		ZH: "“{0}”中与前面某行完全相同的行：{1}；仍各算一行",
	}},
	NotOfType: {severity: Error, text: locale.Text{
		EN: "“{0}” is no value of “{1}”, which is {2}{3}",
		ZH: "“{0}”不是“{1}”的值，此列应为{2}{3}",
	}},
	NoSuchDay: {severity: Error, text: locale.Text{
		EN: "“{0}” in “{1}”: there is no day or month {2}",
		ZH: "“{1}”中的“{0}”：没有 {2} 这一天或月份",
	}},
	TwoDateReadings: {severity: Error, text: locale.Text{
		EN: "“{0}” in “{1}” can be {2}; write the year in four digits first",
		ZH: "“{1}”中的“{0}”可以是 {2}；请写成四位年份在前",
	}},
	LostZero: {severity: Warning, text: locale.Text{
		EN: "the number {0} in “{1}” can be {2}, since numbers lose a zero at their end; write the month as text, such as {3}",
		ZH: "“{1}”中的数字 {0} 可能是 {2}，因为数字会丢掉末尾的零；请把月份写成文本，如 {3}",
	}},
	JanuaryOrOctober: {severity: Warning, text: locale.Text{
		EN: "“{0}” in “{1}” is read as January; if the number lost a zero and October is meant, write {2}",
		ZH: "“{1}”中的“{0}”按 1 月读取；如果是数字丢掉了末尾的零、本应为 10 月，请写成 {2}",
	}},
	OutsideDates: {severity: Error, text: locale.Text{
		EN: "“{0}” in “{1}” lies outside the years {2} to {3}",
		ZH: "“{1}”中的“{0}”超出 {2} 年至 {3} 年的范围",
	}},
	SeveralDates: {severity: Error, text: locale.Text{
		EN: "“{0}” holds more than one date, but “{1}” is one",
		ZH: "“{0}”中不止一个日期，而“{1}”只能有一个",
	}},
	WithZone: {severity: Error, text: locale.Text{
		EN: "“{0}” in “{1}” bears a time zone, so the day is not certain; write the day alone",
		ZH: "“{1}”中的“{0}”带有时区，无法确定是哪一天；请只写日期",
	}},
	OutOfRange: {severity: Error, text: locale.Text{
		EN: "“{0}” in “{1}” is outside {2} to {3}",
		ZH: "“{1}”中的“{0}”超出 {2} 至 {3} 的范围",
	}},
	NotWhole: {severity: Error, text: locale.Text{
		EN: "“{0}” in “{1}” is not a whole number",
		ZH: "“{1}”中的“{0}”不是整数",
	}},
	BarePercent: {severity: Error, text: locale.Text{
		EN: "“{0}” in “{1}” is a share above the whole; is {0}% meant?",
		ZH: "“{1}”中的“{0}”大于百分之百；是否指 {0}%？",
	}},
	BareLength: {severity: Error, text: locale.Text{
		EN: "“{0}” in “{1}” does not say years, months or days",
		ZH: "“{1}”中的“{0}”没有写明是年、月还是天",
	}},
	PartMonth: {severity: Error, text: locale.Text{
		EN: "“{0}” in “{1}” is no whole number of months or days",
		ZH: "“{1}”中的“{0}”不是整月数或整天数",
	}},
	LostDigits: {severity: Error, text: locale.Text{
		EN: "the number {0} in “{1}” has lost its last digits; type it again in a cell formatted as text",
		ZH: "“{1}”中的数字 {0} 已丢失末几位；请将单元格设为文本格式后重新输入",
	}},
	RoundedNumber: {severity: Warning, text: locale.Text{
		EN: "the number {0} in “{1}” has more than 15 digits, and a spreadsheet keeps 15: the last ones may be lost; type it again in a cell formatted as text",
		ZH: "“{1}”中的数字 {0} 超过15位，而表格只保留前15位，末几位可能已丢失；请将单元格设为文本格式后重新输入",
	}},
	NeverNone: {severity: Warning, text: locale.Text{
		EN: "“{0}” says that there is none, but “{1}” always has a value; it is read as not known",
		ZH: "“{0}”表示没有，而“{1}”总应有值；按未知读取",
	}},
	PartWithoutYear: {severity: Error, text: locale.Text{
		EN: "“{0}” in “{1}” lacks its year; write it like {2}",
		ZH: "“{1}”中的“{0}”没有写年度；请写成 {2} 的形式",
	}},
	YearTwice: {severity: Error, text: locale.Text{
		EN: "“{0}” in “{1}” gives {2} twice and differently",
		ZH: "“{1}”中的“{0}”对 {2} 年给出两个不同的值",
	}},
	MoreUnreadable: {severity: Error, text: locale.Text{
		EN: "many more cells of “{0}” cannot be read, each for a word of its own; is it the right column?",
		ZH: "“{0}”列还有许多单元格因各不相同的内容无法读出；是否对错了列？",
	}},
	StrangeValue: {severity: Error, text: locale.Text{
		EN: "the program gave a value of the kind {0}; only texts, lists of texts, numbers, true, false, dates and nothing can be read",
		ZH: "程序给出的值为 {0} 类型；只能读取文本、文本列表、数字、真假值、日期和空值",
	}},
	BlankCells: {severity: Note, text: locale.Text{
		EN: "{0}: {1} of {2} blank; {3}",
		ZH: "{0}：{2}格中{1}格空白；{3}",
	}},
}
