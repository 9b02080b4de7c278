package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rota/interp/roster"
	"rota/interp/session"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
)

// command is what an input may begin with. Its first words are the ones that help
// shows.
type command struct {
	en, zh []string
	takes  locale.Text // what follows it
	does   locale.Text
	people bool // it is followed by whom it is about
	do     func(r *repl, ctx context.Context, rest, whole string) error
}

var commands []*command

func init() { // help lists them
	person := locale.Text{EN: "[WHO]", ZH: "［谁］"}
	commands = []*command{
		{[]string{"who"}, []string{"谁", "哪些人"}, locale.Text{EN: "must rotate | undetermined | CONDITION", ZH: "必须轮岗｜待定｜条件"},
			locale.Text{EN: "whom an outcome or a condition holds for, and how many", ZH: "结论或条件适用于哪些人、多少人"}, false, (*repl).who},
		{[]string{"why not"}, []string{"为何不", "为什么不", "为何未"}, person,
			locale.Text{EN: "every rule that does not apply to somebody, and each condition that fails", ZH: "逐条说明未适用的规则及不符合的条件"}, true, (*repl).whyNot},
		{[]string{"why"}, []string{"为何", "为什么"}, person,
			locale.Text{EN: "what is decided on somebody, by which clause and why", ZH: "某人的结论、依据和理由"}, true, (*repl).why},
		{[]string{"when"}, []string{"何时", "什么时候"}, person,
			locale.Text{EN: "the dates on which somebody's decision changes", ZH: "某人的结论在哪些日期改变"}, true, (*repl).when},
		{[]string{"show"}, []string{"查看"}, person,
			locale.Text{EN: "what the roster says of somebody", ZH: "花名册对某人的记载"}, true, (*repl).show},
		{[]string{"set"}, []string{"设", "设定"}, locale.Text{EN: "WHO FIELD = VALUE", ZH: "谁 字段=值"},
			locale.Text{EN: "have a fact be another, and see the decision change; “blank” for none; alone: what was set", ZH: "改变一项事实，看结论如何变化；“空白”为未填；单用：列出已设的事实"}, true, (*repl).set},
		{[]string{"as of"}, []string{"截至"}, locale.Text{EN: "DATE", ZH: "日期"},
			locale.Text{EN: "decide as of another date; alone: the date", ZH: "改按另一截止日判定；单用：显示截止日"}, false, (*repl).asOf},
		{[]string{"ask"}, []string{"问"}, person,
			locale.Text{EN: "which blanks keep decisions open, the one that would settle most first", ZH: "哪些空白使结论待定，填上后能定下最多的在前"}, true, (*repl).ask},
		{[]string{"compare"}, []string{"比较"}, locale.Text{EN: "[POLICY FILE]", ZH: "［政策文件］"},
			locale.Text{EN: "what all that was changed changes for whom; with a file: what that policy would", ZH: "已作的改动影响哪些人；带文件：改用该政策的影响"}, false, (*repl).compare},
		{[]string{"undo"}, []string{"撤销"}, locale.Text{},
			locale.Text{EN: "take the last change back", ZH: "撤销上一次改动"}, false, (*repl).undo},
		{[]string{"load"}, []string{"载入"}, locale.Text{EN: "FILE | NAME=FILE", ZH: "文件｜名称=文件"},
			locale.Text{EN: "load a policy, a roster, or a further table", ZH: "载入政策、花名册或附表"}, false, (*repl).loads},
		{[]string{"list"}, []string{"列出"}, locale.Text{},
			locale.Text{EN: "the text of the policy as it is now", ZH: "政策现在的全文"}, false, (*repl).list},
		{[]string{"help", "?"}, []string{"帮助", "？"}, locale.Text{},
			locale.Text{EN: "this", ZH: "本说明"}, false, (*repl).help},
		{[]string{"quit", "exit"}, []string{"退出"}, locale.Text{},
			locale.Text{EN: "leave; so does ctrl-d", ZH: "退出；也可按 ctrl-d"}, false, func(*repl, context.Context, string, string) error { return errLeave }},
	}
}

// command finds the command that a text begins with, and what follows it; nil where
// it begins with none. A name of the policy that begins with the same characters is
// no command; as of needs a date after it, set a person.
func (r *repl) command(text string) (c *command, rest string) {
	longest := 0
	for _, each := range commands {
		for _, word := range slices.Concat(each.en, each.zh) {
			if after, ok := afterWord(text, word); ok && len(word) > longest {
				c, rest, longest = each, after, len(word)
			}
		}
	}
	if c == nil || rest == "" {
		return c, rest
	}
	if p := r.s.Policy(); p != nil {
		for n := range text + " " {
			if n > longest && n-longest < 60 && p.Tree.Vocabulary.Has(syntax.Fold(text[:n])) && !strings.HasPrefix(text[longest:], " ") {
				return nil, text
			}
		}
	}
	if c.en[0] == "set" {
		if who, _ := r.s.Begins(rest); who == nil && r.declares(text) {
			return nil, text
		}
	}
	return c, rest
}

// afterWord is what follows a word at the start of a text.
func afterWord(text, word string) (rest string, ok bool) {
	if len(text) < len(word) || !strings.EqualFold(text[:len(word)], word) {
		return "", false
	}
	rest = text[len(word):]
	last, _ := utf8.DecodeLastRuneInString(word)
	next, _ := utf8.DecodeRuneInString(rest)
	if last < utf8.RuneSelf && unicode.IsLetter(last) && rest != "" && next < utf8.RuneSelf && !unicode.IsSpace(next) {
		return "", false
	}
	return strings.TrimSpace(rest), true
}

// ready says whether there is something to decide on, and as of when.
func (r *repl) ready(dated bool) error {
	switch {
	case r.s.Policy() == nil:
		return mistake(r.text("there is no policy yet: load policy.rota", "还没有政策：载入 政策.rota"))
	case r.s.Bound() == nil:
		return mistake(r.text("there is no roster yet: load roster.xlsx", "还没有花名册：载入 花名册.xlsx"))
	case dated && !r.s.Dated():
		return mistake(r.text("say as of which date: as of 2024-12-31", "请指明截止日：截至2024-12-31"))
	}
	return nil
}

// person finds whom a text is about: those of the last question where it is empty.
func (r *repl) person(text string) ([]*roster.Record, error) {
	if err := r.ready(true); err != nil {
		return nil, err
	}
	text = strings.TrimRight(text, "?？ ")
	if text == "" {
		if r.focus == nil {
			return nil, mistake(r.text("say who: a name or a number", "请指明是谁：姓名或编号"))
		}
		return r.again(), nil
	}
	people := r.s.Find(text)
	if people == nil {
		var err error
		if people, err = r.find(r.s.Bound(), text); err != nil {
			return nil, err
		}
	}
	r.focus = people
	return people, nil
}

// again are those of the last question as they are now.
func (r *repl) again() []*roster.Record {
	var now []*roster.Record
	for _, old := range r.focus {
		for _, x := range r.s.Find(old.ID) {
			if x.At == old.At {
				now = append(now, x)
			}
		}
	}
	return now
}

func (r *repl) set(ctx context.Context, rest, whole string) error {
	if rest == "" {
		return r.facts()
	}
	if err := r.ready(true); err != nil {
		return err
	}
	people, after := r.s.Begins(rest)
	if people == nil {
		who, _, _ := strings.Cut(rest, " ")
		_, err := r.find(r.s.Bound(), who)
		return cmp.Or(err, error(mistake(r.text("say whose fact: set 张三 gender = male", "请指明是谁的事实：设 张三 性别=男"))))
	}
	if len(people) > 1 {
		return mistake(r.text("there are several: ", "有多人：") + r.labels(people, 10) + r.text("; say the number", "；请用编号"))
	}
	after = strings.TrimSpace(after)
	for _, of := range []string{"'s ", "’s ", "的"} {
		after = strings.TrimSpace(strings.TrimPrefix(after, of))
	}
	f, value := r.s.BeginsField(after)
	if f == nil {
		name, _, _ := strings.Cut(strings.ReplaceAll(after, "＝", "="), "=")
		name = strings.TrimSpace(name)
		if f = relationCalled(r.s.Policy().Program, name); f != nil {
			return r.notHere(f)
		}
		return r.noField(r.s.Policy().Program, name)
	}
	value = strings.TrimSpace(value)
	for _, is := range []string{"=", "＝", "为", "is ", "to ", "：", ":"} {
		if after, ok := strings.CutPrefix(value, is); ok {
			value = strings.TrimSpace(after)
			break
		}
	}
	if value == "" {
		return mistake(r.text("say what it is to be: set … = 2015-03-01, or blank", "请写明设为什么：设 ……=2015-03-01，或空白"))
	}
	if !r.s.Bound().Roster.Revisable(f) {
		return r.notHere(f)
	}
	return r.change(ctx, people[0], f, value, whole)
}

func (r *repl) notHere(f *check.Field) error {
	return mistake(r.text("“"+f.Text().EN+"” tells records apart or makes rows of others; change it in the roster", "“"+f.Text().ZH+"”用于识别或关联记录，请在花名册中修改"))
}

// relationCalled is the column whose cells hold a relation of this name or heading; nil
// for none.
func relationCalled(p *check.Program, name string) *check.Field {
	for _, r := range p.Records {
		if f := r.From.Column; f != nil && slices.ContainsFunc(append([]string{f.Name}, f.Headings...), func(x string) bool { return syntax.Fold(x) == syntax.Fold(name) }) {
			return f
		}
	}
	return nil
}

// change sets a fact and shows what becomes of the decisions.
func (r *repl) change(_ context.Context, who *roster.Record, f *check.Field, value, whole string) error {
	if folded := syntax.Fold(value); folded == "blank" || folded == "空白" {
		value = ""
	}
	value = strings.Trim(value, "\"“”")
	before := r.s.On(who)
	found := r.s.Set(who, f, value, whole)
	if err := r.print(found); err != nil {
		return err
	}
	if found.HasErrors() {
		r.code = exitUsage
		return errStop
	}
	r.focus = r.s.Find(who.ID)
	r.changed(before, r.s.On(r.again()[0]))
	return nil
}

func (r *repl) asOf(_ context.Context, rest, whole string) error {
	if r.s.Policy() == nil {
		return r.ready(false)
	}
	if rest != "" {
		w := when{asOf: strings.TrimSuffix(strings.TrimSpace(rest), "。")}
		_, year := yearOf(w.asOf)
		if _, day := syntax.ParseDate(w.asOf); !day && !year {
			return mistake(r.text("“"+w.asOf+"” is not a day; write: as of 2024-12-31", "“"+w.asOf+"”不是日期；请写：截至2024-12-31"))
		}
		if year && r.s.Policy().Program.AsOfIn == nil {
			n := strings.TrimSuffix(w.asOf, "年")
			return mistake(r.text("the policy does not say which day of "+n+"; write: as of "+n+"-12-31", "政策没有写明是"+n+"年哪一日；请写：截至"+n+"-12-31"))
		}
		date, _, err := r.date(w, r.s.Policy().Program)
		if err != nil {
			return err
		}
		r.s.SetAsOf(date, whole)
	}
	switch {
	case r.s.AsOf() != 0:
		r.say(r.text("as of ", "截至") + r.s.AsOf().String())
	case r.s.Dated():
		r.say(r.text("as the policy says", "按政策所写"))
	default:
		return r.ready(true)
	}
	return nil
}

func (r *repl) undo(context.Context, string, string) error {
	by := r.s.Undo()
	if by == "" {
		return mistake(r.text("there is nothing to undo", "没有可撤销的改动"))
	}
	if r.s.Bound() == nil {
		r.roster, r.focus = "", nil
	}
	line, _, more := strings.Cut(by, "\n")
	if more {
		line += " …"
	}
	r.say(r.text("undone: ", "已撤销：") + line)
	return nil
}

func (r *repl) loads(_ context.Context, rest, whole string) error {
	if rest == "" {
		return mistake(r.text("name a file: load roster.xlsx", "请指明文件：载入 花名册.xlsx"))
	}
	return r.load(strings.Trim(rest, "\"“”"), whole)
}

// declares says whether a text is declarations. With no policy yet, it is: what else
// could it be.
func (r *repl) declares(text string) bool {
	declares, _ := syntax.Declares(text, r.vocabulary())
	return declares
}

func (r *repl) vocabulary() *syntax.Vocabulary {
	if p := r.s.Policy(); p != nil {
		return p.Tree.Vocabulary
	}
	return session.Prelude()
}

// declare takes declarations into the policy.
func (r *repl) declare(text string) error {
	replaced, found := r.s.Add(text, strings.TrimSpace(text))
	found = slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return d.Code == diag.NoRules || ofRoster(d) })
	if err := r.told(found); err != nil {
		return err
	}
	line := fmt.Sprintf(r.text("rules in the policy: %d", "政策共%d条规则"), len(r.s.Policy().Program.Rules))
	if replaced != nil {
		line += r.text("; replaced: ", "；替换了：") + strings.Join(replaced, r.text(", ", "、"))
	}
	r.say(line)
	return nil
}

// untilOf is how far ahead turns are looked for: a working life.
func untilOf(from civil.Date) civil.Date { return from.Add(civil.Years(45)) }
