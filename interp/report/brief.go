package report

import (
	"bufio"
	"bytes"
	"io"
	"iter"

	"rota/interp/eval"
	"rota/interp/explain"
)

// Brief writes decisions that have no reasons as they come: a row of CSV for each
// record and matter, as CSV writes it but with fewer columns. Nothing is kept of
// what has been written, so a roster may be as long as it likes.
func Brief(w io.Writer, run Run, decisions iter.Seq[eval.Decision]) error {
	out := bufio.NewWriterSize(w, 64<<10)
	out.Write(run.BriefHeadings())
	var line []byte
	for d := range decisions {
		r := record(d)
		line = run.BriefRecord(line[:0], []byte(r.ID), []byte(r.Name))
		out.Write(line)
		out.Write(run.BriefDecision(d))
	}
	return out.Flush()
}

// BriefHeadings is the first line of what Brief writes.
func (run Run) BriefHeadings() []byte {
	out := bytes.NewBufferString("\ufeff")
	row := csvRow{out, run.Raw, true}
	for _, heading := range []string{
		run.say("id", "编号"), run.say("name", "姓名"), run.say("action", "事项"), run.say("outcome", "结论"), run.say("clauses", "条款"),
		run.say("missing", "缺失信息"), run.say("possible", "可能结论"), run.say("as of", "截至"),
	} {
		row.text(heading)
	}
	row.end()
	return out.Bytes()
}

// BriefRecord appends the beginning of a line, which says whose it is.
func (run Run) BriefRecord(to, id, name []byte) []byte {
	for i, text := range [][]byte{id, name} {
		if i > 0 {
			to = append(to, ',')
		}
		if plain(text) {
			to = append(to, text...)
			continue
		}
		out := bytes.NewBuffer(to)
		row := csvRow{out, run.Raw, true}
		row.text(string(text))
		to = out.Bytes()
	}
	return to
}

// BriefDecision is the rest of a line, which is the same of all of whom the same was
// decided.
func (run Run) BriefDecision(d eval.Decision) []byte {
	out := &bytes.Buffer{}
	row := csvRow{out, run.Raw, false}
	row.text(explain.ActionName(d.Action, run.Language))
	row.text(explain.Outcome(d.Outcome, d.Action, run.Language))
	row.text(run.clauses(d.Clauses))
	row.text(run.join(run.missing(d)))
	row.text(run.possible(d))
	row.text(asOf(d))
	row.end()
	return out.Bytes()
}

// plain says of a text that it is written as it stands: no sign that CSV or a spreadsheet
// takes for its own, none that is hidden.
func plain(text []byte) bool {
	for i, c := range text {
		switch {
		case '0' <= c && c <= '9', 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
		case i > 0 && i+1 < len(text) && (c == ' ' || c == '-' || c == '.'):
		case 0xE4 <= c && c <= 0xE9 && i+2 < len(text): // the first byte of a Han character
		case 0x80 <= c && c <= 0xBF && i > 0 && text[i-1] >= 0x80: // a further byte of one
		default:
			return false
		}
	}
	return true
}
