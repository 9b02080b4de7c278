package diag

import "rota/lang/locale"

// Codes of what is wrong with a roster file before any column is matched.
const (
	UnreadableFile      Code = "R0501"
	EmptyFile           Code = "R0502"
	TooMuch             Code = "R0503"
	UnknownEncoding     Code = "R0504"
	LostCharacters      Code = "R0505"
	NulByte             Code = "R0506"
	OpenQuote           Code = "R0507"
	StrayQuote          Code = "R0508"
	BadSeparator        Code = "R0509"
	NotWorkbook         Code = "R0510"
	OldWorkbook         Code = "R0511"
	DamagedWorkbook     Code = "R0512"
	DamagedSheet        Code = "R0513"
	SuspectWorkbook     Code = "R0514"
	BadStringIndex      Code = "R0515"
	ErrorValue          Code = "R0516"
	FormulaWithoutValue Code = "R0517"
	BadCellValue        Code = "R0518"
	BadCellAddress      Code = "R0519"
	RepeatedCell        Code = "R0520"
	DamagedJSON         Code = "R0521"
	NotRecords          Code = "R0522"
	RepeatedKey         Code = "R0523"
	NestedValue         Code = "R0524"
	NoTable             Code = "R0525"
)

var dataCodes = map[Code]entry{
	UnreadableFile: {severity: Error, text: locale.Text{
		EN: "the file could not be read to its end; check the disk or the network drive it lies on",
		ZH: "文件没有能读到结尾；请检查文件所在的磁盘或网络盘",
	}},
	EmptyFile: {severity: Error, text: locale.Text{
		EN: "the file holds nothing",
		ZH: "文件是空的",
	}},
	TooMuch: {severity: Error, text: locale.Text{
		EN: "more than {0} {1}; what is beyond is not read",
		ZH: "超过 {0} {1}；超出的部分没有读取",
	}},
	UnknownEncoding: {severity: Error, text: locale.Text{
		EN: "no encoding is called “{0}”; there are {1}",
		ZH: "没有名为“{0}”的编码；可用的编码有 {1}",
	}},
	LostCharacters: {severity: Error, text: locale.Text{
		EN: "a character of this cell cannot be read in the encoding {0}: “{1}”; mend the cell, or name the file's true encoding",
		ZH: "此单元格中有字符无法按 {0} 编码读出：“{1}”；请改正单元格，或指明文件的真实编码",
	}},
	NulByte: {severity: Error, text: locale.Text{
		EN: "this cell holds a byte of zero, which no text has; the file may be damaged",
		ZH: "此单元格中有数值为零的字节，正常文本中不会出现；文件可能已损坏",
	}},
	OpenQuote: {severity: Error, text: locale.Text{
		EN: "a quotation mark (\") is opened in this cell and never closed; this row and all below are not read",
		ZH: "此单元格中的英文引号（\"）没有配对的后引号；本行及以下各行都没有读取",
	}},
	StrayQuote: {severity: Error, text: locale.Text{
		EN: "a quotation mark (\") stands inside this cell; write it twice and put the whole cell in quotation marks. The rest of the row is not read",
		ZH: "此单元格中间出现英文引号（\"）；请把它写成两个，并给整个单元格加上引号。本行余下部分没有读取",
	}},
	BadSeparator: {severity: Error, text: locale.Text{
		EN: "“{0}” cannot separate columns; use a comma, a tab or a semicolon",
		ZH: "“{0}”不能用作列的分隔符；请用逗号、制表符或分号",
	}},
	NotWorkbook: {severity: Error, text: locale.Text{
		EN: "this is not an .xlsx workbook, whatever its name says; open it in the office program and save it as .xlsx",
		ZH: "不论文件名如何，这不是 .xlsx 工作簿；请用办公软件打开，再另存为 .xlsx",
	}},
	NoTable: {severity: Error, text: locale.Text{
		EN: "this is {0}, not a table; open it in the office program and save the table as .xlsx or CSV",
		ZH: "这是{0}，不是表格文件；请用办公软件打开，将其中的表格另存为 .xlsx 或 CSV",
	}},
	OldWorkbook: {severity: Error, text: locale.Text{
		EN: "this is an old .xls or .et workbook, or one with a password; open it in the office program, take the password off, and save it as .xlsx",
		ZH: "这是旧格式（.xls、.et）或加了密码的工作簿；请用办公软件打开，去掉密码，再另存为 .xlsx",
	}},
	DamagedWorkbook: {severity: Error, text: locale.Text{
		EN: "the workbook is damaged: {0}; open it in the office program, let it be repaired, and save it again",
		ZH: "工作簿已损坏：{0}；请用办公软件打开修复后重新保存",
	}},
	DamagedSheet: {severity: Error, text: locale.Text{
		EN: "the sheet is damaged, the last row read is {0}: {1}; open the workbook in the office program, let it be repaired, and save it again",
		ZH: "工作表已损坏，读到第 {0} 行为止：{1}；请用办公软件打开工作簿，修复后重新保存",
	}},
	SuspectWorkbook: {severity: Error, text: locale.Text{
		EN: "no office program writes a workbook like this, so it is not read: {0}",
		ZH: "正常的办公软件不会生成这样的工作簿，因此没有读取：{0}",
	}},
	BadStringIndex: {severity: Error, text: locale.Text{
		EN: "this cell refers to text number “{0}”, but the workbook stores {1} texts; type the cell again",
		ZH: "此单元格引用第“{0}”条文本，而工作簿只存有 {1} 条；请重新输入此单元格",
	}},
	ErrorValue: {severity: Error, text: locale.Text{
		EN: "the cell shows the error {0}; mend its formula or type the value",
		ZH: "单元格显示错误 {0}；请改正公式或直接输入值",
	}},
	FormulaWithoutValue: {severity: Error, text: locale.Text{
		EN: "the formula in this cell was saved without its result; open the workbook in the office program and save it",
		ZH: "此单元格的公式没有保存计算结果；请用办公软件打开工作簿并保存一次",
	}},
	BadCellValue: {severity: Error, text: locale.Text{
		EN: "the workbook says that this cell holds {0}, but it holds “{1}”",
		ZH: "工作簿标明此单元格是{0}，实际内容却是“{1}”",
	}},
	BadCellAddress: {severity: Error, text: locale.Text{
		EN: "“{0}” is no place in this row, so it is not certain where the cell belongs",
		ZH: "“{0}”不是本行中的位置，无法确定单元格属于哪里",
	}},
	RepeatedCell: {severity: Error, text: locale.Text{
		EN: "the workbook holds this place more than once, so it is not certain which one is right",
		ZH: "工作簿中同一位置出现了不止一次，无法确定以哪一个为准",
	}},
	DamagedJSON: {severity: Error, text: locale.Text{
		EN: "the file is broken at line {0}: {1}; what stands before is read, what follows is not",
		ZH: "文件在第 {0} 行出错：{1}；此前的内容已读取，此后的没有",
	}},
	NotRecords: {severity: Error, text: locale.Text{
		EN: "records in braces are expected here, but {0} was found",
		ZH: "这里应是用花括号写的记录，实际却是{0}",
	}},
	RepeatedKey: {severity: Error, text: locale.Text{
		EN: "the name “{0}” stands here beside “{1}”, which is the same but for capitals; it is not certain which value is meant",
		ZH: "名称“{0}”与“{1}”重复（不计大小写），无法确定以哪个值为准",
	}},
	NestedValue: {severity: Error, text: locale.Text{
		EN: "the value of “{0}” is itself a record or a mixed list; only text, numbers, true, false, null, lists of these, and lists of records one level down can be read",
		ZH: "“{0}”的值本身是记录或混合列表；只能读取文本、数字、true、false、null、由这些组成的列表，以及下一层的记录列表",
	}},
}
