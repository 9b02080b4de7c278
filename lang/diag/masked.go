package diag

import (
	"fmt"
	"slices"
	"strings"

	"rota/lang/locale"
)

// told are the places of a message about a roster that tell nothing of what its
// cells hold: what the policy calls its fields and kinds, rows, columns and
// addresses, and what the command line said. Whole numbers are counts, years and
// lines of the policy or the file, and are always told.
var told = map[Code][]int{
	UnknownEncoding: {0, 1}, LostCharacters: {0}, TooMuch: {0, 1}, NotRecords: {0}, NoTable: {0}, BadSeparator: {0},

	SheetWithoutKey: {0}, SheetReplaced: {0}, SeveralSheets: {0}, MissingColumn: {0, 1}, NoPlan: {0}, RepeatedColumn: {1, 3}, RepeatedUnread: {1, 3},
	ColumnsDiffer: {0, 3}, BlankKey: {0, 1}, SameKey: {1, 2, 3}, EmptyRoster: {0}, NoSuchList: {0}, MissingList: {0, 1},
	RowsOfNobody: {0, 2}, BlankJoin: {0}, RowsPassedOver: {0}, IdAlone: {0, 1}, CellsAstray: {0}, LateDate: {1, 2}, SameRows: {0, 1}, RoundedNumber: {1}, NoRows: {0}, Outsiders: {0, 2}, OutsidersLeft: {0, 2},
	RecordsDiffer: {0, 1, 5}, LinkForm: {1, 2}, TableRowsOverlap: {0, 1}, NoRegionColumn: {0}, NoSuchRecord: {1}, BlankCells: {0, 3},

	NotOfType: {1, 2}, NoSuchDay: {1}, TwoDateReadings: {1}, LostZero: {1}, JanuaryOrOctober: {1}, OutsideDates: {1}, SeveralDates: {1},
	WithZone: {1}, OutOfRange: {1, 2, 3}, NotWhole: {1}, BarePercent: {1}, BareLength: {1}, PartMonth: {1}, LostDigits: {1},
	NeverNone: {1}, PartWithoutYear: {1}, YearTwice: {1}, MoreUnreadable: {0}, NotOpen: {1}, OverFirst: {2}, DayBetween: {2},
}

// Masked is Message without what the cells of a roster hold: … stands in their
// place. What is said of a roster goes out so wherever it travels far, as into the
// reports of a build server.
func (d Diagnostic) Masked(l locale.Language) string {
	masked := d
	masked.Args = slices.Clone(d.Args)
	for i, arg := range d.Args {
		switch _, number := arg.(int); {
		case number || slices.Contains(told[d.Code], i):
		case isHint(arg):
			masked.Args[i] = ""
		default:
			masked.Args[i] = "…"
		}
	}
	return strings.TrimSpace(masked.Message(l))
}

// isHint says of an argument that it is a clause at the end of a sentence, such as
// “; did you mean …?”, or nothing, which a sentence does without.
func isHint(arg any) bool {
	text, ok := arg.(locale.Text)
	return ok && (text.EN == "" || strings.HasPrefix(text.EN, ";") || strings.HasPrefix(text.EN, ","))
}

// Alike says in words how many cells a finding stands for; "" for one.
func (d Diagnostic) Alike(l locale.Language) string {
	if d.Count < 2 {
		return ""
	}
	return fmt.Sprintf(locale.Text{EN: " (%d cells alike)", ZH: "（同类单元格%d个）"}.In(l), d.Count)
}
