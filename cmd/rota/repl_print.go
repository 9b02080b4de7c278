package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/report"
	"rota/interp/roster"
	"rota/interp/session"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

// few are shown one by one; of more the first, and their number.
const few = 10

func ofRoster(d diag.Diagnostic) bool {
	_, cell := d.At.(source.Cell)
	return cell
}

// labels names some records and counts the rest.
func (r *repl) labels(list []*roster.Record, most int) string {
	var names []string
	for _, x := range list[:min(len(list), most)] {
		names = append(names, explain.Who(x, r.language))
	}
	text := strings.Join(names, r.text(", ", "、"))
	if rest := len(list) - most; rest > 0 {
		text += fmt.Sprintf(r.text(" and %d more", "等，另有%d人"), rest)
	}
	return text
}

// question answers a condition or a value: for everybody, or, after a name, for
// somebody.
func (r *repl) question(ctx context.Context, text string) error {
	if err := r.ready(true); err != nil {
		return err
	}
	people, rest := r.s.Begins(text)
	for _, of := range []string{"'s ", "’s ", "的", "：", ":"} {
		if after, ok := strings.CutPrefix(rest, of); ok && people != nil && strings.TrimSpace(after) != "" {
			r.focus = people
			return r.of(people, strings.TrimSpace(after))
		}
	}
	if people != nil && strings.TrimSpace(rest) == "" {
		return r.why(ctx, text, text)
	}
	if is := r.outcome(text); is != nil {
		return r.whose(ctx, is)
	}
	q, err := r.parse(text)
	if err != nil {
		return err
	}
	replies, err := q.All(ctx)
	if err != nil {
		return err
	}
	if q.Condition() {
		r.holds(q, replies)
	} else {
		r.values(q, replies)
	}
	return nil
}

func (r *repl) parse(text string) (*session.Question, error) {
	q, absent, found := r.s.Parse(r.text("input", "输入"), text)
	if err := r.told(found); err != nil {
		return nil, err
	}
	switch {
	case q.Listing():
		return nil, mistake(r.text("this is a list, or a part of one; ask for its length or the count of it", "这是列表或其中一段；请询问其时长或条数"))
	case absent != nil:
		return nil, mistake(r.text("no column of the roster is read as “"+absent[0].Text().EN+"”", "花名册没有对应“"+absent[0].Text().ZH+"”的列"))
	}
	return q, nil
}

// of answers a question of some people.
func (r *repl) of(people []*roster.Record, text string) error {
	q, err := r.parse(text)
	if err != nil {
		return err
	}
	for _, x := range people {
		line := r.value(q, q.Of(x))
		if len(people) > 1 {
			line = explain.Who(x, r.language) + r.text(": ", "：") + line
		}
		r.say(line)
	}
	return nil
}

// value is a reply in words.
func (r *repl) value(q *session.Question, reply session.Reply) string {
	if reply.One() && reply.AsOf != 0 {
		if text := q.Text(reply).In(r.language); text != "" {
			return text
		}
		return q.Show(reply)
	}
	text := r.text("not known", "未知")
	if may := explain.Values(q.ShowRange(reply), q.Expr.Type(), r.language); may != "" && !q.Condition() && len(may) < 60 {
		text += r.text(", it may be ", "，可能为") + may
	}
	if len(reply.Missing) > 0 {
		text += r.text(", depending on ", "，取决于") + explain.Blanks(reply.Missing, r.language)
	}
	return text
}

// holds says whom a condition holds for.
func (r *repl) holds(q *session.Question, replies []session.Reply) {
	var yes, open []*roster.Record
	blanks := map[string]int{}
	for _, reply := range replies {
		switch truth, known := reply.Certain(); {
		case known && truth:
			yes = append(yes, reply.Record)
		case !known:
			open = append(open, reply.Record)
			for _, f := range fieldsOf(reply.Missing) {
				blanks[explain.FieldName(f, r.language)]++
			}
		}
	}
	r.say(fmt.Sprintf(r.text("true of %d of %d; not known of %d", "符合%d人，共%d人；未知%d人"), len(yes), len(replies), len(open)))
	if len(yes) > 0 {
		r.say("  " + r.labels(yes, few))
	}
	if len(open) > 0 {
		r.say(r.text("  not known: ", "  未知：") + r.labels(open, few/2))
	}
	if len(blanks) > 0 {
		r.say(r.text("  blank: ", "  空白：") + r.counted(blanks, few))
	}
}

func fieldsOf(blanks []eval.Blank) (out []*check.Field) {
	for _, b := range blanks {
		if !slices.Contains(out, b.Field) {
			out = append(out, b.Field)
		}
	}
	return out
}

// counted lists what was counted, the most frequent first.
func (r *repl) counted(n map[string]int, most int) string {
	var names []string
	for name := range n {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(n[b]-n[a], cmp.Compare(a, b)) })
	var parts []string
	for _, name := range names[:min(len(names), most)] {
		parts = append(parts, fmt.Sprintf("%s %d", name, n[name]))
	}
	text := strings.Join(parts, r.text(", ", "，"))
	if len(names) > most {
		text += " …"
	}
	return text
}

// values tells what a value is: of a few one by one, of many the lowest, the middle
// and the highest, or how many have which.
func (r *repl) values(q *session.Question, replies []session.Reply) {
	if len(replies) <= few+2 {
		for _, reply := range replies {
			r.say("  " + explain.Who(reply.Record, r.language) + "  " + r.value(q, reply))
		}
		return
	}
	var known []*session.Reply // sorted; they are large
	var open, none int
	groups := map[string]int{}
	for i, reply := range replies {
		switch {
		case !reply.One() || reply.AsOf == 0:
			open++
		case reply.None:
			none++
		case q.Ordered():
			known = append(known, &replies[i])
		default:
			groups[r.value(q, reply)]++
		}
	}
	if len(groups) > 0 {
		r.say("  " + r.counted(groups, 2*few))
	}
	if len(known) > 0 {
		slices.SortStableFunc(known, q.Order)
		for _, at := range []struct {
			name locale.Text
			of   *session.Reply
		}{
			{locale.Text{EN: "lowest", ZH: "最低"}, known[0]}, {locale.Text{EN: "middle", ZH: "居中"}, known[len(known)/2]}, {locale.Text{EN: "highest", ZH: "最高"}, known[len(known)-1]},
		} {
			r.say("  " + at.name.In(r.language) + r.text(": ", "：") + r.value(q, *at.of) + "  " + explain.Who(at.of.Record, r.language))
		}
	}
	r.say(fmt.Sprintf(r.text("  of %d: none %d, not known %d", "  共%d人：无此项%d人，未知%d人"), len(replies), none, open))
}

// outcome is what tells the verdicts that a text names: must rotate, must,
// undetermined, a grade of a result; nil where it names none.
func (r *repl) outcome(text string) func(session.Verdict) fit {
	want := strings.Trim(text, "?？ ")
	for _, is := range []string{"is ", "are "} { // before Han characters folding drops the space
		if len(want) > len(is) && strings.EqualFold(want[:len(is)], is) {
			want = want[len(is):]
		}
	}
	want = syntax.Fold(want)
	type outcome struct {
		of      *check.Action
		outcome eval.Outcome
	}
	found := map[outcome]bool{}
	for _, a := range r.s.Policy().Program.Actions {
		for _, o := range eval.OutcomesOf(a) {
			if slices.Contains(spellings(o, a), want) {
				found[outcome{a, o}] = true
			}
		}
	}
	if len(found) == 0 {
		return nil
	}
	return func(v session.Verdict) fit {
		of := func(o eval.Outcome) bool { return found[outcome{v.Action, o}] }
		switch {
		case of(v.Outcome):
			return fits
		case v.Outcome == eval.DataError && len(v.Possible) == 0, slices.ContainsFunc(v.Possible, of), v.Open && slices.ContainsFunc(eval.OutcomesOf(v.Action), of):
			return mayFit
		}
		return misfits
	}
}

// fit says whether what is decided is what was asked for.
type fit int

const (
	misfits fit = iota
	mayFit      // it is not known, and may come to it
	fits
)

// spellings are the ways to name an outcome, with its action and without, folded.
func spellings(o eval.Outcome, a *check.Action) []string {
	if g := o.Grade(a); g != nil {
		var out []string
		for _, name := range append(slices.Clone(g.Names), g.Name) {
			out = append(out, syntax.Fold(name))
		}
		return out
	}
	words := []string{o.Text().EN, o.Text().ZH}
	for _, key := range syntax.Keys() {
		if eval.Called(key) == o {
			words = append(append(words, syntax.Forms(key, locale.English)...), syntax.Forms(key, locale.Chinese)...)
		}
	}
	out := []string{syntax.Fold(o.String()), syntax.Fold(o.Text().EN), syntax.Fold(o.Text().ZH)}
	for _, word := range words {
		for _, name := range append(slices.Clone(a.Names), a.Name) {
			out = append(out, syntax.Fold(word+" "+name), syntax.Fold(word+name))
		}
	}
	return out
}

func (r *repl) who(ctx context.Context, rest, _ string) error {
	if rest == "" {
		return mistake(r.text("say what of: who must rotate, who undetermined, who post tenure >= 4y", "请写明结论或条件：谁必须轮岗、谁待定、谁任职满4年"))
	}
	return r.question(ctx, rest)
}

// whose says whom an outcome is decided on, the first few with their reasons, and of whom
// it is not known.
func (r *repl) whose(ctx context.Context, is func(session.Verdict) fit) error {
	list, err := r.s.Verdicts(ctx)
	if err != nil {
		return err
	}
	var of []session.Verdict
	var open []*roster.Record
	for _, v := range list {
		switch is(v) {
		case fits:
			of = append(of, v)
		case mayFit:
			open = append(open, v.Record)
		}
	}
	r.say(fmt.Sprintf(r.text("%d of %d", "%d项，共%d项"), len(of), len(list)))
	for _, v := range of[:min(len(of), few)] {
		line := "  " + explain.Who(v.Record, r.language)
		if d, ok := r.s.Decision(v); ok {
			if reason := explain.Reason(r.s.Bound().Evaluator, d, r.language); reason != "" {
				line += "  " + reason
			}
		}
		r.say(strings.ReplaceAll(line, "\n", " "))
	}
	if rest := len(of) - few; rest > 0 {
		r.say(fmt.Sprintf(r.text("  … and %d more", "  ……另有%d项"), rest))
	}
	if len(open) > 0 {
		r.say(r.text("  not known: ", "  未知：") + r.labels(slices.Compact(open), few/2))
	}
	return nil
}

func (r *repl) why(_ context.Context, rest, _ string) error {
	return r.account(rest, func(w io.Writer, d eval.Decision) error {
		return explain.Why(w, r.s.Bound().Evaluator, d, r.language)
	})
}

func (r *repl) whyNot(_ context.Context, rest, _ string) error {
	return r.account(rest, func(w io.Writer, d eval.Decision) error {
		return explain.WhyNot(w, r.s.Bound().Evaluator, d, r.language)
	})
}

// account writes something of each decision on somebody.
func (r *repl) account(rest string, write func(io.Writer, eval.Decision) error) error {
	people, err := r.person(rest)
	if err != nil {
		return err
	}
	first := true
	for _, x := range people[:min(len(people), few)] {
		for _, d := range r.s.On(x) {
			if !first {
				r.say("")
			}
			first = false
			if err := write(r.out, d); err != nil {
				return r.unwritten("", err)
			}
		}
	}
	return nil
}

func (r *repl) show(_ context.Context, rest, _ string) error {
	people, err := r.person(rest)
	if err != nil {
		return err
	}
	for _, x := range people[:min(len(people), few)] {
		r.say(explain.Who(x, r.language) + "  [" + x.Where() + "]")
		for _, f := range x.Kind.Fields {
			if cell := x.Cell(f); cell.Written != "" {
				r.say("  " + explain.FieldName(f, r.language) + r.text(": ", "：") + cell.Written)
			}
		}
	}
	return nil
}

// when lists the days on which somebody's decision changes.
func (r *repl) when(ctx context.Context, rest, _ string) error {
	people, err := r.person(rest)
	if err != nil {
		return err
	}
	for _, x := range people[:min(len(people), few)] {
		now := r.s.On(x)
		for _, d := range now {
			r.say(r.turn(d.AsOf.String(), d, len(now) > 1))
		}
		if len(now) == 0 || now[0].AsOfUnknown {
			continue
		}
		turns, err := r.s.Turns(ctx, x, untilOf(now[0].AsOf))
		if err != nil {
			return err
		}
		for _, t := range turns {
			r.say(r.turn(t.Date.String(), t.Decision, len(now) > 1))
		}
		if len(turns) == 0 {
			r.say(fmt.Sprintf(r.text("  nothing changes by %s", "  此后至%s无变化"), untilOf(now[0].AsOf)))
		}
	}
	return nil
}

// turn is a day and what is decided on it.
func (r *repl) turn(day string, d eval.Decision, several bool) string {
	line := "  " + day + "  "
	if several {
		line += explain.ActionName(d.Action, r.language) + r.text(": ", "：")
	}
	line += explain.Outcome(d.Outcome, d.Action, r.language)
	if len(d.Clauses) > 0 {
		line += r.text(" by ", "（依据") + explain.RuleIDs(d.Clauses, r.language) + r.text("", "）")
	}
	return line
}

// changed shows what decisions on somebody were and are.
func (r *repl) changed(before, after []eval.Decision) {
	for _, d := range after {
		was := ""
		for _, b := range before {
			if b.Action == d.Action && b.Row == d.Row && (b.Outcome != d.Outcome || !slices.Equal(b.Clauses, d.Clauses)) {
				was = explain.Outcome(b.Outcome, b.Action, r.language) + " → "
			}
		}
		line := "  " + explain.Who(d.Record, r.language) + r.text(": ", "：")
		if len(after) > 1 {
			line += explain.ActionName(d.Action, r.language) + r.text(": ", "：")
		}
		line += was + explain.Outcome(d.Outcome, d.Action, r.language)
		if len(d.Clauses) > 0 {
			line += r.text(" by ", "（依据") + explain.RuleIDs(d.Clauses, r.language) + r.text("", "）")
		}
		if was == "" {
			line += r.text(", as before", "，与原来相同")
		}
		r.say(line)
	}
}

func (r *repl) facts() error {
	if len(r.s.Facts()) == 0 {
		r.say(r.text("nothing was set", "没有设过事实"))
	}
	for _, f := range r.s.Facts() {
		blank := func(s string) string { return cmp.Or(s, r.text("blank", "空白")) }
		r.say("  " + f.ID + "  " + explain.FieldName(r.s.Policy().Program.Named(f.Field), r.language) + r.text(": ", "：") + blank(f.Was) + " → " + blank(f.Is))
	}
	return nil
}

// ask lists the blanks that keep decisions open: of all, or of somebody.
func (r *repl) ask(ctx context.Context, rest, _ string) error {
	if strings.TrimRight(rest, "?？ ") != "" {
		return r.asked(rest)
	}
	if err := r.ready(true); err != nil {
		return err
	}
	gaps, open, err := r.s.Gaps(ctx)
	if err != nil {
		return err
	}
	r.say(fmt.Sprintf(r.text("%d undetermined", "待定%d项"), open))
	for _, g := range gaps[:min(len(gaps), few)] {
		name := explain.FieldName(g.Field, r.language)
		if g.Row != nil {
			name = explain.Blank(eval.Blank{Field: g.Field, Row: g.Row}, r.language)
		}
		r.say(fmt.Sprintf(r.text("  %s: would settle %d, matters to %d: %s", "  %s：填上即可定%d项，涉及%d项：%s"), name, g.Alone, g.Open, r.labels(g.Of[:min(len(g.Of), 3)], 3)+dots(g.Open > 3)))
	}
	return nil
}

func dots(more bool) string {
	if more {
		return "…"
	}
	return ""
}

// asked says which blanks keep open what is decided on somebody.
func (r *repl) asked(rest string) error {
	people, err := r.person(rest)
	if err != nil {
		return err
	}
	for _, x := range people[:min(len(people), few)] {
		for _, d := range r.s.On(x) {
			line := "  " + explain.Who(x, r.language) + r.text(": ", "：") + explain.Outcome(d.Outcome, d.Action, r.language)
			if len(d.Missing) > 0 {
				line += r.text(", depending on ", "，取决于") + explain.Blanks(d.Missing, r.language)
			}
			if len(d.Possible) > 1 {
				line += r.text("; it could be ", "；可能是") + explain.Outcomes(d.Possible, d.Action, r.language)
			}
			r.say(line)
		}
	}
	return nil
}

// compare tells what the changes made change, or what another policy would.
func (r *repl) compare(ctx context.Context, rest, _ string) error {
	if err := r.ready(true); err != nil {
		return err
	}
	var then, now session.Side
	var same int
	var err error
	if rest == "" {
		var ok bool
		if then, now, same, ok, err = r.s.Compare(ctx); err == nil && !ok {
			return mistake(r.text("nothing was changed since it was loaded", "载入后没有改动"))
		}
	} else {
		path := strings.Trim(rest, "\"“”")
		text, readErr := r.read(path)
		if readErr != nil {
			return readErr
		}
		var found diag.List
		then, now, same, found, err = r.s.CompareWith(ctx, filepath.Base(path), string(text), r.opener(path))
		if found.HasErrors() {
			return r.told(slices.DeleteFunc(found, ofRoster))
		}
	}
	if err != nil {
		return err
	}
	l := report.Difference{Old: r.side(then), New: r.side(now), Same: same}.Listing().Short(2 * few)
	l.Wide = r.env("ROTA_AMBIGUOUS") == "wide"
	if err := l.Table(r.out, r.columns("")); err != nil {
		return r.unwritten("", err)
	}
	return nil
}

func (r *repl) side(s session.Side) report.Run {
	told := 0
	run := report.Run{
		Program: s.Bound.Program, PolicyName: s.Bound.Name, Fingerprint: s.Bound.Fingerprint, AsOf: s.Bound.Day(s.AsOf), Language: r.language, Decisions: s.Decisions,
		Reason: func(d eval.Decision, l locale.Language) string {
			if told++; told > 2*few { // its row is not shown
				return ""
			}
			return explain.Reason(s.Bound.Evaluator, d, l)
		},
	}
	if run.AsOf == 0 {
		run.AsOfText = r.ofEach()
	}
	return run
}

func (r *repl) list(context.Context, string, string) error {
	if r.s.Policy() == nil {
		return r.ready(false)
	}
	for i, line := range strings.Split(strings.TrimRight(r.s.Text(), "\r\n"), "\n") {
		r.say(fmt.Sprintf("%4d  %s", i+1, strings.TrimRight(line, "\r")))
	}
	return nil
}

func (r *repl) help(context.Context, string, string) error {
	r.say(r.text("Type a condition (post tenure >= 4y) to see whom it holds for, a value (age) to see what it is,\nor a rule to add it to the policy. A name alone explains the decision on somebody; WHO's VALUE asks of one.",
		"输入条件（任职满4年）查看适用于谁，输入值（年龄）查看取值，输入规则即加入政策。\n只写姓名则说明对该人的判定；“张三的年龄”只问一人。"))
	for _, c := range commands {
		words, other := c.en[0], c.zh[0]
		if r.language == locale.Chinese {
			words, other = other, words
		}
		head := strings.TrimSpace(words + " " + c.takes.In(r.language))
		r.say("  " + head + "  (" + other + ")\n      " + c.does.In(r.language))
	}
	r.say(r.text("Tab completes names, people and words; several lines go on until they are whole; ctrl-c interrupts.", "Tab 补全名称、人员和词语；未写完的可续行；ctrl-c 中断。"))
	return nil
}
