package syntax

import (
	"rota/lang/source"
)

// Token is a piece of a declaration. Value is the key of a keyword, the folded
// spelling of a name, the normalised form of a literal: a date as 2024-12-31,
// a length of time as 5y, 18mo or 30d, an age as a number of years.
type Token struct {
	Type       TokenType
	Value      string
	Start, End int // bytes of the file
}

// TokenType is the class of a token; the zero value is invalid.
type TokenType int

const (
	_ TokenType = iota
	Keyword
	Name
	Number
	Percent
	Quantity // 5y, 18个月: a length of time; 5.7d may be a clause instead
	Age      // 50 years old, 50周岁
	Date
	MonthDay // 31 August, 8月31日: of the run's year
	Year     // 2015年
	String
	Clause // 4.1a, 第八条
	Punct
	Cell // a cell of a table, as written
	Item // start of a list line
	Tail // start of the lines that follow a list and belong to all of it
	Invalid
	Space
	Comment
	end
)

// names of the token types in the grammar.
var tokenTypes = map[string]TokenType{
	"Keyword": Keyword, "Name": Name, "Number": Number, "Percent": Percent, "Quantity": Quantity, "Age": Age,
	"Date": Date, "MonthDay": MonthDay, "Year": Year, "String": String, "Clause": Clause, "Cell": Cell, "Punct": Punct,
	"Item": Item, "Tail": Tail, "Invalid": Invalid, "Space": Space, "Comment": Comment,
}

// Remark is a comment, kept beside the tree for the formatter.
type Remark struct {
	Span source.Span
}
