// Package explain puts one decision into words. In goes a Decision of
// interp/eval; out come a line for a register, or the whole account: what was
// assumed, the deciding clause with its facts and their cells, what was beaten
// and by what, what did not apply and why, and what would change it next.
//
//	explain.Reason(d, locale.English) // 4.2: key post; post tenure >= 4y (6 years)
//	explain.Why(w, evaluator, d, locale.Chinese)
package explain

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/locale"
)

// Reason is a decision's ground in one line.
func Reason(e *eval.Evaluator, d eval.Decision, l locale.Language) string {
	var parts []string
	add := func(en, zh string, args ...any) { parts = append(parts, fmt.Sprintf(pick(l, en, zh), args...)) }
	switch d.Outcome {
	case eval.DataError:
		switch {
		case d.Record.Fault != nil:
			add("another record bears the same number (%s)", "另有记录使用同一编号（%s）", d.Record.Fault.String())
		case len(d.Broken) > 0:
			for _, a := range d.Broken {
				parts = append(parts, Requirement(a, l)+cellsOf(d, l))
			}
		default:
			add("cannot be read: %s", "无法读取：%s", unreadable(d, l))
		}
	case eval.Undetermined:
		if d.AsOfUnknown {
			add("the as-of date is blank: %s", "截止日空白：%s", Blanks(d.Missing, l))
			break
		}
		switch {
		case d.Action.Kind == check.KindOutputs:
			add("open: %s, depending on %s", "未定：%s，取决于%s", openOutputs(d, l), Blanks(d.Missing, l))
		case len(d.Possible) == 0:
			add("depending on %s", "取决于%s", Blanks(d.Missing, l))
		default:
			add("%s, depending on %s", "%s，取决于%s", Outcomes(d.Possible, d.Action, l), Blanks(d.Missing, l))
		}
		if !d.Exhaustive {
			add("possible, not exhaustive", "可能的结果，未穷尽")
		}
	case eval.OutOfScope:
		if d.OutBy != nil {
			add("not: %s", "不符合：%s", eval.Written(d.OutBy))
		} else {
			add("the policy is not in force on this date", "该日政策未施行")
		}
	}
	for _, r := range d.Clauses {
		if text := ground(e, d, r, l); d.Outcome != eval.Met {
			parts = append(parts, text+Partners(d, r, l))
		}
	}
	for _, c := range d.Cites {
		parts = append(parts, Cite(c, l))
	}
	if len(d.Instead) > 0 {
		add("or %s", "或者%s", instead(d, l))
	}
	if !d.Deadline.IsZero() {
		add("by %s", "期限%s", Dates(d.Deadline, l))
	}
	if !d.DeferredTo.IsZero() {
		add("until %s", "至%s", Dates(d.DeferredTo, l))
	}
	if !d.LastDay.IsZero() {
		add("last day %s", "最后一日%s", Dates(d.LastDay, l))
	}
	if len(d.DatesOn) > 0 {
		add("the date depends on %s", "日期取决于%s", Blanks(d.DatesOn, l))
	}
	for _, b := range d.Beaten {
		add("%s beaten by %s", "%s不适用，因%s", RuleID(b.Rule, l), RuleIDs(b.By, l))
	}
	return strings.Join(parts, pick(l, "; ", "；"))
}

// instead names the other actions that would meet a duty.
func instead(d eval.Decision, l locale.Language) string {
	var names []string
	for _, a := range d.Instead {
		names = append(names, ActionName(a, l))
	}
	return strings.Join(names, comma(l))
}

func unreadable(d eval.Decision, l locale.Language) string {
	var cells []string
	for _, b := range d.Missing {
		switch {
		case b.Cell.State != roster.Unreadable:
		case b.Cell.Written == "" && b.Field.Record.Table != nil:
			cells = append(cells, pick(l, Blank(b, l)+" is not in the table", "表中未列"+Blank(b, l)))
		case b.Cell.From.String() == "":
			name := FieldName(b.Field, l)
			of := strings.TrimPrefix(Blank(b, l), name) // the record, where it is another's
			cells = append(cells, pick(l, "there is no column “"+name+"”"+of, "没有“"+name+"”这一列"+of))
		default:
			cells = append(cells, fmt.Sprintf(pick(l, "%s “%s” [%s]", "%s“%s”〔%s〕"), Blank(b, l), b.Cell.Written, b.Cell.From.String()))
		}
	}
	return strings.Join(cells, comma(l))
}

// ground is a clause with its conditions and their values.
func ground(e *eval.Evaluator, d eval.Decision, r *check.Rule, l locale.Language) string {
	var words []string
	claims := d.Action.Clause == r
	for _, p := range e.Trace(d, r) {
		if p.Unless || p.Needed && !p.Truth.False || claims && !p.Truth.False {
			continue
		}
		text := p.Text
		if p.Needed {
			text = pick(l, "lacking "+text, "不具备“"+text+"”")
		}
		if v := p.Value.In(l); v != "" {
			text += pick(l, " ("+v+")", "（"+v+"）")
		}
		words = append(words, text)
	}
	place := ""
	if d.Row != nil {
		place = pick(l, " ["+d.Row.At.String()+"]", "〔"+d.Row.At.String()+"〕")
	}
	return RuleID(r, l) + pick(l, ": ", "：") + strings.Join(words, pick(l, ", ", "，")) + place
}

// cellsOf are the cells that disagree, in brackets.
func cellsOf(d eval.Decision, l locale.Language) string {
	var cells []string
	for _, f := range d.Facts {
		if f.Cell.Written != "" && slices.ContainsFunc(d.Broken, func(a *check.Action) bool {
			return f.Row == nil && slices.Contains(eval.ReadsOf(a.Clause.When), f.Field)
		}) {
			cells = append(cells, cell(f, l))
		}
	}
	if cells == nil {
		return ""
	}
	return pick(l, " ("+strings.Join(cells, ", ")+")", "（"+strings.Join(cells, "，")+"）")
}

// account writes the parts of an explanation.
type account struct {
	w io.Writer
	e *eval.Evaluator
	d eval.Decision
	l locale.Language
}

// Why writes the whole account of a decision.
func Why(w io.Writer, e *eval.Evaluator, d eval.Decision, l locale.Language) error {
	var text strings.Builder
	a := account{&text, e, d, l}
	a.headline()
	a.granted()
	a.clauses()
	a.outputs()
	a.beaten()
	a.open()
	a.failed()
	a.next()
	_, err := io.WriteString(w, Plain(text.String()))
	return err
}

// WhyNot writes what did not apply: every rule of the matter that does not give the
// outcome, with all of its conditions that fail, and what changes next.
func WhyNot(w io.Writer, e *eval.Evaluator, d eval.Decision, l locale.Language) error {
	var text strings.Builder
	a := account{&text, e, d, l}
	a.headline()
	a.beaten()
	a.open()
	a.lacking()
	a.next()
	_, err := io.WriteString(w, Plain(text.String()))
	return err
}

// lacking lists the rules that did not hold with every condition that failed.
func (a account) lacking() {
	if a.d.Outcome == eval.OutOfScope {
		a.clauses()
		return
	}
	if a.d.Record.Fault != nil || a.d.AsOfUnknown {
		return
	}
	head := a.headedOnce()
	for _, r := range a.e.RulesOf(a.d.Action) {
		var fails []string
		for _, w := range a.d.Waiting {
			if w.Rule == r {
				fails = append(fails, a.waiting(w))
			}
		}
		if w, out := a.e.NotInForce(a.d, r); out {
			fails = append(fails, a.waiting(w))
		}
		for _, p := range a.e.Trace(a.d, r) {
			if why := a.failure(p); why != "" {
				fails = append(fails, why)
			}
		}
		if slices.Contains(a.d.Clauses, r) || len(fails) == 0 {
			continue
		}
		head()
		a.say("    %s%s  [%s]", "    %s%s  〔%s〕", RuleID(r, a.l), title(r), r.Span.String())
		for _, why := range fails {
			a.say("      %s", "      %s", why)
		}
	}
}

func (a account) say(en, zh string, args ...any) {
	fmt.Fprintf(a.w, pick(a.l, en, zh)+"\n", args...)
}

func (a account) headline() {
	who := a.d.Record.Name
	if who == "" {
		who = a.d.Record.ID
	} else if a.d.Record.ID != "" {
		who += pick(a.l, " ("+a.d.Record.ID+")", "（"+a.d.Record.ID+"）")
	}
	outcome, action := Outcome(a.d.Outcome, a.d.Action, a.l), ActionName(a.d.Action, a.l)
	if !strings.Contains(outcome, action) {
		outcome += pick(a.l, " ("+action+")", "（"+action+"）")
	}
	if a.d.AsOfUnknown {
		a.say("%s: %s, the as-of date is not known", "%s：%s，截止日未知", who, outcome)
		return
	}
	a.say("%s: %s, as of %s", "%s：%s，截至%s", who, outcome, a.d.AsOf.String())
}

func (a account) granted() {
	var days []string
	for _, x := range a.d.Assumed {
		what := x.Value
		if x.Cell.Month && x.Moved && !x.More {
			name, from := FieldName(x.Field, a.l), x.Cell.From.String()
			days = append(days, pick(a.l, name+" "+x.Cell.Written+" ["+from+"]", name+x.Cell.Written+"〔"+from+"〕"))
			continue
		}
		if x.Cell.Month {
			a.say("  assuming %s is %s: the cell says %s [%s]; otherwise %s", "  假定%s为%s：单元格写的是%s〔%s〕；否则为%s",
				Blank(x.Blank, a.l), what, x.Cell.Written, x.Cell.From.String(), Else(x.Else, x.More, a.d.Action, a.l))
			continue
		}
		a.say("  assuming %s is %s: the cell is blank [%s]; otherwise %s", "  假定%s为%s：单元格空白〔%s〕；否则为%s",
			Blank(x.Blank, a.l), yesNo(what, a.l), x.Cell.From.String(), Else(x.Else, x.More, a.d.Action, a.l))
	}
	if days != nil {
		a.say("  taken from the first of the month: %s; another day would change dates or values, not the outcome",
			"  按当月1日起算：%s；换作当月他日，结论不变，日期或数值会变", strings.Join(days, pick(a.l, ", ", "、")))
	}
	for _, j := range a.d.Judged {
		name := Blank(eval.Blank{Field: j.Field, Row: j.Row}, a.l)
		switch {
		case !j.Answered:
			a.say("  %s: nobody has answered, taken as no; if yes, %s", "  %s：尚未认定，视为否；如认定为是，则%s", name, Else(j.Else, j.More, a.d.Action, a.l))
			continue
		case j.Yes:
			a.say("  %s: judged yes; if no, %s", "  %s：认定为是；如认定为否，则%s", name, Else(j.Else, j.More, a.d.Action, a.l))
		default:
			a.say("  %s: judged no; if yes, %s", "  %s：认定为否；如认定为是，则%s", name, Else(j.Else, j.More, a.d.Action, a.l))
		}
		if j.Reason.Written != "" {
			a.say("    reason: %s [%s]", "    理由：%s〔%s〕", j.Reason.Written, j.Reason.From.String())
		} else if j.Yes {
			a.say("    no reason is recorded", "    没有记录理由")
		}
	}
}

func yesNo(v string, l locale.Language) string {
	switch v {
	case "yes":
		return eval.YesNo(true).In(l)
	case "no":
		return eval.YesNo(false).In(l)
	}
	return v
}

func (a account) clauses() {
	switch {
	case a.d.Outcome != eval.OutOfScope:
	case a.d.OutBy == nil:
		a.say("  the policy is not in force on this date", "  该日政策未施行")
	default:
		a.say("  outside the policy", "  不在适用范围内")
		a.conditions(a.e.TraceOf(a.d, a.d.OutBy), func(p eval.Part) bool { return true })
	}
	if len(a.d.Clauses)+len(a.d.Cites) > 0 {
		a.say("  because", "  依据")
		for _, r := range a.d.Clauses {
			a.rule(r)
		}
		for _, c := range a.d.Cites {
			a.say("    %s", "    %s", Cite(c, a.l))
			a.notes(func(id string) bool { return id == c.ID })
		}
	}
	for _, r := range a.d.Broken {
		a.say("  the record breaks a requirement", "  记录不符合要求")
		a.say("    %s  [%s]", "    %s  〔%s〕", Requirement(r, a.l), r.Span.String())
		a.conditions(a.e.Trace(a.d, r.Clause), func(p eval.Part) bool { return p.Truth.False })
	}
	if len(a.d.Instead) > 0 {
		a.say("  would also be met by: %s", "  也可以：%s", instead(a.d, a.l))
	}
	if !a.d.Deadline.IsZero() {
		a.say("  to be done by %s", "  期限：%s", Dates(a.d.Deadline, a.l))
	}
	if !a.d.DeferredTo.IsZero() {
		a.say("  until %s", "  至%s", Dates(a.d.DeferredTo, a.l))
	}
	if !a.d.LastDay.IsZero() {
		a.say("  last day %s", "  最后一日：%s", Dates(a.d.LastDay, a.l))
	}
	if len(a.d.DatesOn) > 0 {
		a.say("  the date depends on %s", "  日期取决于%s", Blanks(a.d.DatesOn, a.l))
	}
	if len(a.d.Rows) > 0 {
		a.say("  by these rows", "  所依据的表中各行")
		for _, row := range a.d.Rows {
			a.say("    %s [%s]", "    %s〔%s〕", TableRow(row, a.l), row.Where())
		}
	}
	if len(a.d.Standing) > 0 {
		a.say("  also standing", "  同时成立")
		for _, r := range a.d.Standing {
			a.say("    %s%s", "    %s%s", RuleID(r, a.l), a.titled(r))
		}
	}
}

func title(r *check.Rule) string {
	if r.Title == "" {
		return ""
	}
	return "  " + r.Title
}

// notes are what the policy says of a clause that it cites.
func (a account) notes(of func(id string) bool) {
	for _, n := range a.e.Checked().Notes {
		if n.ID != "" && of(n.ID) {
			a.say("      note: %s  [%s]", "      说明：%s  〔%s〕", n.Text, n.Span.String())
		}
	}
}

// titled is the title of a clause, and its file where that is not the policy's own.
func (a account) titled(r *check.Rule) string {
	text := title(r)
	if of := a.e.Checked(); of != nil && r.Span.File != nil && r.Span.File != of.File {
		text += pick(a.l, "  ["+r.Span.File.Name+"]", "  〔"+r.Span.File.Name+"〕")
	}
	return text
}

// rule writes a clause, the conditions it rests on, and their cells.
func (a account) rule(r *check.Rule) {
	a.say("    %s%s%s  [%s]", "    %s%s%s  〔%s〕", RuleID(r, a.l), title(r), Partners(a.d, r, a.l), r.Span.String())
	a.notes(r.Bears)
	claims := a.d.Action.Clause == r && a.d.Outcome != eval.Met
	a.conditions(a.e.Trace(a.d, r), func(p eval.Part) bool { return !p.Unless && (!p.Needed && !claims || p.Truth.False) })
	a.choices(r)
	a.settled(r)
}

func (a account) conditions(parts []eval.Part, show func(eval.Part) bool) {
	told := map[string]bool{} // two conditions of a rule often ask of one list
	for _, p := range parts {
		if !show(p) {
			continue
		}
		value := p.Value.In(a.l)
		if value != "" {
			value = pick(a.l, ": "+value, "："+value)
		}
		text := p.Text
		if p.Needed {
			text = pick(a.l, "lacking: "+text, "不具备："+text)
		}
		a.say("      %s%s", "      %s%s", text, value)
		for _, x := range p.Cases {
			a.say("        %s", "        %s", byCase(x, a.l))
		}
		for _, f := range p.Facts {
			a.say("        %s", "        %s", cell(f, a.l))
		}
		for _, h := range p.Lists {
			var text strings.Builder
			account{&text, a.e, a.d, a.l}.history(h)
			if !told[text.String()] {
				told[text.String()] = true
				io.WriteString(a.w, text.String())
			}
		}
	}
}

func (a account) beaten() {
	if len(a.d.Beaten) == 0 {
		return
	}
	a.say("  beaten", "  成立但不适用")
	for _, b := range a.d.Beaten {
		a.say("    %s%s, by %s", "    %s%s，因%s", RuleID(b.Rule, a.l), a.titled(b.Rule), RuleIDs(b.By, a.l))
		a.notes(b.Rule.Bears)
	}
}

// open says what is not known and what it could come to.
func (a account) open() {
	d := a.d
	if d.Record.Fault != nil {
		a.say("  another record bears the same number: %s", "  另有记录使用同一编号：%s", d.Record.Fault.String())
		return
	}
	if len(d.Missing) > 0 {
		a.say("  not known", "  未知")
		for _, b := range d.Missing {
			written := b.Cell.Written
			switch {
			case written == "" && b.Field.Record.Table != nil:
				written = pick(a.l, "not in the table", "表中未列")
			case b.Cell.State == roster.Unreadable && b.Cell.From.String() == "":
				written = pick(a.l, "there is no such column", "没有这一列")
			case written == "":
				written = pick(a.l, "blank", "空白")
			}
			if at := b.Cell.From.String(); at != "" {
				written += pick(a.l, " ["+at+"]", "〔"+at+"〕")
			}
			a.say("    %s: %s", "    %s：%s", Blank(b, a.l), written)
		}
	}
	if len(d.Possible) > 1 {
		a.say("  it could be: %s", "  可能是：%s", Outcomes(d.Possible, d.Action, a.l))
	}
	if !d.Exhaustive {
		a.say("  possible, not exhaustive: not every way to fill the blanks could be tried", "  可能的结果，未穷尽：空白的填法未能逐一推算")
	}
	if len(d.Maybe) > 0 {
		a.say("  possibly by %s", "  可能依据%s", RuleIDs(d.Maybe, a.l))
	}
	for _, c := range d.MaybeCites {
		a.say("  possibly citing %s", "  可能引用%s", Cite(c, a.l))
	}
}

// outputs lists the values of a decision, what gives them and what they hang on.
func (a account) outputs() {
	for i, o := range a.d.Outputs {
		if i == 0 {
			a.say("  values", "  各项输出")
		}
		value := OutputValue(o, a.l)
		var by []string
		for _, r := range o.Clauses {
			by = append(by, RuleID(r, a.l))
		}
		for _, c := range o.Cites {
			by = append(by, Cite(c, a.l))
		}
		if by != nil {
			value += pick(a.l, ", by "+strings.Join(by, ", "), "，依据"+strings.Join(by, "、"))
		}
		if len(o.Missing) > 0 {
			value += pick(a.l, ", depending on "+Blanks(o.Missing, a.l), "，取决于"+Blanks(o.Missing, a.l))
		}
		for _, r := range o.Broken {
			value += pick(a.l, "; ", "；") + Requirement(r, a.l)
		}
		a.say("    %s: %s", "    %s：%s", o.Output.Text().In(a.l), value)
		if o.Known && o.Output.Value != nil {
			for _, x := range a.e.Scored(a.d, o.Output.Value) {
				a.say("      %s", "      %s", byCase(x, a.l))
			}
		}
	}
	if a.d.Action.Kind == check.KindOutputs {
		for _, f := range a.d.Facts {
			a.say("      %s", "      %s", cell(f, a.l))
		}
	}
}

// failed lists the rules of the action that did not hold, with the condition
// that failed.
func (a account) failed() {
	if a.d.Outcome == eval.OutOfScope || a.d.Record.Fault != nil || a.d.AsOfUnknown {
		return
	}
	mentioned := map[*check.Rule]bool{}
	for _, list := range [][]*check.Rule{a.d.Clauses, a.d.Standing, a.d.Maybe} {
		for _, r := range list {
			mentioned[r] = true
		}
	}
	for _, b := range a.d.Beaten {
		mentioned[b.Rule] = true
	}
	head := a.headedOnce()
	for _, w := range a.d.Waiting {
		mentioned[w.Rule] = true
		head()
		a.say("    %s%s: %s", "    %s%s：%s", RuleID(w.Rule, a.l), a.titled(w.Rule), a.waiting(w))
	}
	for _, r := range a.e.RulesOf(a.d.Action) {
		if mentioned[r] {
			continue
		}
		if why := a.lack(r); why != "" {
			head()
			a.say("    %s%s: %s", "    %s%s：%s", RuleID(r, a.l), a.titled(r), why)
		}
	}
}

// headedOnce writes the heading of what did not apply when first called.
func (a account) headedOnce() func() {
	return sync.OnceFunc(func() { a.say("  did not apply", "  未适用") })
}

// waiting says when a rule lapsed or begins.
func (a account) waiting(w eval.Waiting) string {
	if w.Lapsed {
		return pick(a.l, "lapsed on "+w.Date.String(), "已于"+w.Date.String()+"失效")
	}
	return pick(a.l, "not before "+w.Date.String(), "自"+w.Date.String()+"起适用")
}

// lack is what first keeps a rule from holding, its own time in force or a condition; ""
// where nothing does.
func (a account) lack(r *check.Rule) string {
	if w, out := a.e.NotInForce(a.d, r); out {
		return a.waiting(w)
	}
	for _, p := range a.e.Trace(a.d, r) {
		if why := a.failure(p); why != "" {
			return why
		}
	}
	return ""
}

// NotBy says why a rule of the action decided does not give the outcome: it is beaten,
// its dates are not here, or a condition fails; "" where it gives it, or may.
func NotBy(e *eval.Evaluator, d eval.Decision, r *check.Rule, l locale.Language) string {
	a := account{d: d, e: e, l: l}
	if d.Outcome == eval.OutOfScope || d.Record.Fault != nil || d.AsOfUnknown || slices.Contains(d.Clauses, r) {
		return ""
	}
	for _, b := range d.Beaten {
		if b.Rule == r {
			return pick(l, "it holds, and is beaten by "+RuleIDs(b.By, l), "成立但不适用，因"+RuleIDs(b.By, l))
		}
	}
	for _, w := range d.Waiting {
		if w.Rule == r {
			return a.waiting(w)
		}
	}
	return a.lack(r)
}

// failure says why a condition keeps its rule from holding; "" when it does not.
func (a account) failure(p eval.Part) string {
	if p.Unless {
		if p.Truth.True && !p.Truth.False {
			return pick(a.l, "excepted, since "+p.Text, "属于例外："+p.Text)
		}
		return ""
	}
	if p.Needed {
		if p.Truth.False {
			return ""
		}
		return pick(a.l, "it is met: "+p.Text, "已具备："+p.Text)
	}
	if p.Truth.True {
		return ""
	}
	if v := p.Value.In(a.l); v != "" {
		for _, x := range p.Cases {
			v += pick(a.l, "; "+byCase(x, a.l), "；"+byCase(x, a.l))
		}
		return pick(a.l, p.Text+" fails: it is "+v, "不符合“"+p.Text+"”：实为"+v)
	}
	return pick(a.l, p.Text+" fails", "不符合“"+p.Text+"”") + a.written(p)
}

func (a account) written(p eval.Part) string {
	if len(p.Facts) != 1 || len(p.Lists) > 0 || p.Facts[0].Cell.Written == "" {
		return ""
	}
	return pick(a.l, ": the cell says "+p.Facts[0].Cell.Written, "：单元格写的是“"+p.Facts[0].Cell.Written+"”")
}

// horizon is how many years ahead a change is looked for: a working life.
const horizon = 45

func (a account) next() {
	if a.d.AsOfUnknown || a.d.Row != nil || a.d.Action.Kind == check.KindRequire {
		return
	}
	next, found := a.e.Next(a.d, horizon)
	if !found {
		return
	}
	by := ""
	if len(next.Clauses) > 0 {
		by = pick(a.l, " by "+RuleIDs(next.Clauses, a.l), "（依据"+RuleIDs(next.Clauses, a.l)+"）")
	}
	a.say("  next: on %s: %s%s", "  下一变化：%s：%s%s", next.AsOf.String(), Outcome(next.Outcome, next.Action, a.l), by)
}

// Plain takes out of a text what would steer a terminal: control characters
// other than line ends, and marks that reorder writing or end a line.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r < 0x20, 0x7f <= r && r < 0xa0, 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c, r == 0x2028, r == 0x2029:
			return -1
		}
		return r
	}, s)
}
