package report

import (
	"bufio"
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
	out.WriteString("\ufeff")
	row := csvRow{out, run.Raw, true}
	for _, heading := range []string{
		run.say("id", "编号"), run.say("name", "姓名"), run.say("action", "事项"), run.say("outcome", "结论"), run.say("clauses", "条款"),
		run.say("missing", "缺失信息"), run.say("possible", "可能结论"), run.say("as of", "截至"),
	} {
		row.text(heading)
	}
	row.end()
	for d := range decisions {
		r := record(d)
		row.text(r.ID)
		row.text(r.Name)
		row.text(explain.ActionName(d.Action, run.Language))
		row.text(explain.Outcome(d.Outcome, d.Action, run.Language))
		row.text(run.clauses(d.Clauses))
		row.text(run.join(run.missing(d)))
		row.text(run.possible(d))
		row.text(asOf(d))
		row.end()
	}
	return out.Flush()
}
