package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/report/record"
	"rota/lang/check"
)

// changes says what is other than it was; the policies of the record stand in for files
// that are gone, and for all where that is asked for.
func (a *app) changes(kept record.Record, folder string, asRecorded bool) (list []string) {
	now := a.head()
	for _, x := range []struct{ en, zh, was, is string }{
		{"tool", "程序", kept.Head.Tool, now.Tool}, {"build of the tool", "程序的构建号", kept.Head.Build, now.Build},
		{"language", "语言", kept.Head.Language, now.Language}, {"built-in words", "预置词汇", kept.Head.Prelude, now.Prelude},
	} {
		if x.was != x.is {
			list = append(list, fmt.Sprintf(a.text("%s: was %s, is %s", "%s：原为%s，现为%s"), a.text(x.en, x.zh), or(x.was, a.text("not known", "未知")), or(x.is, a.text("not known", "未知"))))
		}
	}
	a.instead = map[string][]byte{}
	for _, f := range kept.Files {
		path := filepath.Join(folder, filepath.FromSlash(f.Path))
		content, err := readAll(path)
		by := ""
		if f.Text != "" && (asRecorded || err != nil) {
			a.instead[path] = []byte(f.Text)
			by = a.text("; decided by the text in the record", "；按记录中的文本判定")
		}
		switch {
		case !isFile(path):
			list = append(list, a.role(f)+a.text(": "+path+" is not there", "："+path+"已不存在")+by)
		case err != nil:
			list = append(list, a.role(f)+a.text(": "+path+" cannot be read", "："+path+"无法读取")+by)
		case f.Of(content) != f.SHA256:
			list = append(list, a.role(f)+a.text(": "+path+" has changed", "："+path+"已改变")+by)
		}
	}
	return list
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func (a *app) role(f record.File) string {
	switch f.Role {
	case record.Roster:
		return a.text("roster", "花名册")
	case record.Table:
		return a.text("table ", "附表") + f.Name
	}
	return a.text("policy", "政策")
}

// mostTold decisions that differ are listed.
const mostTold = 50

// tellReplay says what came of it.
func (a *app) tellReplay(w io.Writer, p *check.Program, kept record.Record, changed []string, differ []record.Difference, same bool) error {
	say := func(line string) { fmt.Fprintln(w, explain.Plain(line)) }
	for _, line := range changed {
		say(line)
	}
	if len(changed) == 0 {
		say(a.text("policy, tables and tool are as recorded", "政策、表格和程序均与记录一致"))
	}
	n, of := len(kept.Decisions), "decisions"
	if n == 1 {
		of = "decision"
	}
	switch {
	case len(differ) == 0 && same:
		say(fmt.Sprintf(a.text("%d "+of+", all as recorded", "%d项结论，均与记录一致"), n))
	case len(differ) == 0:
		say(fmt.Sprintf(a.text("%d "+of+", with outcomes and clauses as recorded; reasons, names or quotas differ", "%d项结论，结果和条款均与记录一致；理由、姓名或配额有所不同"), n))
	default:
		say(fmt.Sprintf(a.text("%d of %d "+of+" differ:", "%[2]d项结论中有%[1]d项不同："), len(differ), n))
	}
	for _, d := range differ[:min(mostTold, len(differ))] {
		of := d.Was
		if of == nil {
			of = d.Is
		}
		matter := of.Matter
		action := actionNamed(p, matter)
		if action != nil {
			matter = explain.ActionName(action, a.language)
		}
		was, is := a.was(p, d.Was, action), a.was(p, d.Is, action)
		if d.Was != nil && d.Is != nil && d.Was.AsOf != d.Is.AsOf {
			dated := func(date string) string {
				return a.text(" as of ", " 截至 ") + or(date, a.text("not known", "未知"))
			}
			was, is = was+dated(d.Was.AsOf), is+dated(d.Is.AsOf)
		}
		say("  " + of.At + "  " + matter + a.text(": ", "：") + was + " → " + is)
	}
	if more := len(differ) - mostTold; more > 0 {
		say(fmt.Sprintf(a.text("  and %d more", "  另有%d项"), more))
	}
	return nil
}

// actionNamed is a matter of the policy by its name; nil where it has none.
func actionNamed(p *check.Program, name string) *check.Action {
	for _, action := range p.Actions {
		if action.Name == name {
			return action
		}
	}
	return nil
}

// outcomes are the words for outcomes, as they are named where no such matter is known.
func (a *app) outcomes(names []string, action *check.Action) string {
	var words []string
	for _, name := range names {
		for _, o := range eval.Outcomes() {
			if action != nil && o.Name(action) == name {
				name = explain.Outcome(o, action, a.language)
				break
			}
		}
		words = append(words, name)
	}
	return strings.Join(words, a.text(", ", "、"))
}

// fields are what fields are called, by their names in a record.
func (a *app) fields(p *check.Program, names []string) string {
	words := slices.Clone(names)
	for i, name := range names {
		for _, r := range p.Records {
			for _, f := range r.Fields {
				if f.Name == name {
					words[i] = explain.FieldName(f, a.language)
				}
			}
		}
	}
	return strings.Join(words, a.text(", ", "、"))
}

// was is a decision in a few words.
func (a *app) was(p *check.Program, d *record.Decision, action *check.Action) string {
	if d == nil {
		return a.text("no decision", "无判定")
	}
	text := a.outcomes([]string{d.Outcome}, action)
	for _, part := range []struct{ en, zh, what string }{
		{"by", "依据", strings.Join(d.Clauses, a.text(", ", "、"))}, {"possible", "可能", a.outcomes(d.Possible, action)}, {"missing", "缺少", a.fields(p, d.Missing)},
		{"within", "期限", d.Deadline}, {"until", "至", d.Until},
	} {
		if part.what != "" {
			text += " " + a.text(part.en, part.zh) + " " + part.what
		}
	}
	return text
}
