package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"rota/interp"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/interp/session"
	"rota/lang/diag"
)

func (a *app) replCommand() *cobra.Command {
	var t tables
	var w when
	var clock bool
	cmd := &cobra.Command{
		Use:     "repl " + a.text("[POLICY [ROSTER]]", "[政策 [花名册]]"),
		Short:   a.text("ask a policy and a roster questions, one after the other", "逐句询问政策和花名册"),
		Example: "  rota repl policy.rota roster.xlsx --as-of 2024-12-31\n  echo 'who must rotate' | rota repl policy.rota roster.csv",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 2 {
				return mistake(a.text("the command takes at most a policy and a roster; see --help", "该命令最多接受一份政策和一份花名册；参见 --help"))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			r := &repl{app: a, s: session.New(), tables: t, clock: clock}
			return r.start(args, w)
		},
	}
	a.tableFlags(cmd, &t)
	a.whenFlags(cmd, &w)
	cmd.Flags().BoolVar(&clock, "time", false, a.text("say after each answer how long it took", "每次回答后显示用时"))
	return cmd
}

// repl is a session at a terminal, or one that reads a script.
type repl struct {
	*app
	s       *session.Session
	tables  tables
	beside  string           // the file of the policy, beside which its tables lie
	roster  string           // the file of the roster; "" before one was loaded
	focus   []*roster.Record // whom the last question was about
	talking bool             // to a person at a terminal
	clock   bool
}

// errLeave ends a session; errStop one whose input had a mistake, which has been
// told.
var (
	errLeave = errors.New("leave")
	errStop  = errors.New("stop")
)

func (r *repl) start(args []string, w when) error {
	in, interactive := r.in.(*os.File)
	out, terminal := r.out.(*os.File)
	r.talking = interactive && terminal && term.IsTerminal(int(in.Fd())) && isTerminal(out)
	for _, path := range args {
		if err := r.load(path, "load "+path); err != nil {
			return r.ended(err)
		}
	}
	if w != (when{}) {
		if r.s.Policy() == nil {
			return mistake(r.text("a date needs a policy: rota repl POLICY --as-of 2024-12-31", "指定日期须先有政策：rota repl 政策 --as-of 2024-12-31"))
		}
		date, _, err := r.date(w, r.s.Policy().Program)
		if err != nil {
			return err
		}
		r.s.SetAsOf(date, "as of "+date.String())
	}
	r.s.Begin()
	r.code = exitDone // what is wrong with the roster has been said, and is no mistake of the script
	if !r.talking {
		return r.ended(r.script(newScript(r.in)))
	}
	return r.talk(in)
}

// ended turns the end of a session into what a command returns.
func (r *repl) ended(err error) error {
	if err == errLeave || err == errStop {
		return nil
	}
	return err
}

// answer carries out one input. An interrupt ends the answer, not the session.
func (r *repl) answer(input string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	began := time.Now()
	err := r.do(ctx, input)
	if errors.Is(err, context.Canceled) {
		err = mistake(r.text("interrupted", "已中断"))
	}
	if r.clock && err == nil {
		fmt.Fprintf(r.errs, r.text("%d ms\n", "用时%d毫秒\n"), time.Since(began).Milliseconds())
	}
	return err
}

// do carries out one input: a command, declarations, or a question.
func (r *repl) do(ctx context.Context, input string) error {
	text := strings.TrimSpace(input)
	if text == "" || strings.HasPrefix(text, "--") && !strings.Contains(text, "\n") {
		return nil
	}
	if c, rest := r.command(text); c != nil {
		return c.do(r, ctx, rest, text)
	}
	if r.declares(text) {
		return r.declare(input)
	}
	return r.question(ctx, text)
}

// load reads a policy or a roster, or with NAME=FILE a further table.
func (r *repl) load(path, by string) error {
	if name, file, ok := strings.Cut(path, "="); ok && !isFile(path) {
		r.tables.with = append(r.tables.with, strings.TrimSpace(name)+"="+strings.TrimSpace(file))
		if r.roster == "" {
			return nil
		}
		return r.loadRoster(r.roster, by)
	}
	content, err := r.read(path)
	if err != nil {
		return err
	}
	if strings.EqualFold(filepath.Ext(path), ".rota") {
		r.beside = path
		found := r.s.SetPolicy(filepath.Base(path), string(content), r.opener(path), by)
		if err := r.told(found); err != nil {
			return err
		}
		if r.roster != "" {
			return r.loadRoster(r.roster, by)
		}
		r.say(fmt.Sprintf(r.text("%s: %s", "%s：%s"), filepath.Base(path), rules(r.s.Policy(), r.language)))
		return nil
	}
	return r.loadRoster(path, by)
}

// loadRoster reads a roster with the tables that the policy and the command name.
func (r *repl) loadRoster(path, by string) error {
	opts := interp.SheetOptions{Encoding: r.tables.encoding}
	staff, found, err := r.sheets(path, opts)
	if err != nil {
		return err
	}
	if found.HasErrors() && !slices.ContainsFunc(staff, func(s roster.Sheet) bool { return len(s.Rows) > 0 }) {
		r.code = exitUsage
		return cmp.Or(r.print(found), errStop)
	}
	if r.tables.sheet != "" {
		if staff, err = r.onlySheet(staff, r.tables.sheet); err != nil {
			return err
		}
	}
	t := r.tables
	if p := r.s.Policy(); p != nil {
		t.beside(p, r.beside)
	}
	further := map[string][]roster.Sheet{}
	for _, w := range t.with {
		name, file, ok := strings.Cut(w, "=")
		if !ok {
			return mistake(r.text("--with takes a name and a file: --with career=career.csv", "--with 需要名称和文件：--with 履历=履历.csv"))
		}
		sheets, more, err := r.sheets(file, opts)
		if err != nil {
			return err
		}
		found = append(found, more...)
		further[name] = append(further[name], sheets...)
	}
	found = append(found, r.s.SetRoster(session.Tables{
		Name: filepath.Base(path), Staff: staff, Further: further, Options: roster.Options{AllowEmpty: t.allowEmpty},
	}, by)...)
	r.roster, r.focus = path, nil
	if b := r.s.Bound(); b != nil && t.columns {
		r.matched(b.Roster)
	}
	return r.bound(found)
}

// grave are the findings about a roster as a whole, which are told in full.
var grave = []diag.Code{diag.EmptyRoster, diag.MissingList, diag.MissingColumn, diag.NoKeyColumn, diag.NoSuchList}

// bound says how many are in the roster, and how many cells could not be read.
func (r *repl) bound(found diag.List) error {
	b := r.s.Bound()
	if b == nil {
		r.say(filepath.Base(r.roster) + r.text(": waits for a policy", "：等待政策"))
		return nil
	}
	var told diag.List
	errs := 0
	for _, d := range found {
		switch {
		case slices.Contains(grave, d.Code), len(b.Roster.People) == 0 && d.Severity() == diag.Error:
			told = append(told, d)
		case d.Severity() == diag.Error:
			errs += max(d.Count, 1)
		}
	}
	if err := r.print(told); err != nil {
		return err
	}
	if len(b.Roster.People) == 0 && told.HasErrors() {
		r.s.Undo()
		r.roster, r.code = "", exitUsage
		return errStop
	}
	n, of := len(b.Roster.People), "records"
	if n == 1 {
		of = "record"
	}
	text := fmt.Sprintf(r.text("%s: %d "+of, "%s：%d条记录"), filepath.Base(r.roster), n)
	if errs > 0 {
		en, zh := "some perhaps in columns", "部分可能在"
		if errs == 1 {
			en, zh = "perhaps in a column", "可能在"
		}
		text += fmt.Sprintf(r.text("; errors in it: %d, "+en+" that the policy does not use; rota check lists those that matter", "；其中有%d处错误，"+zh+"政策未用到的列中；用 rota check 查看与政策有关的错误"), errs)
	}
	r.say(text)
	return nil
}

// told prints what is wrong with a policy; an error where it is wrong.
func (r *repl) told(found diag.List) error {
	if err := r.print(found); err != nil {
		return err
	}
	if found.HasErrors() {
		r.code = exitPolicy
		return errStop
	}
	return nil
}

// say writes a line or several, without what would steer the terminal.
func (r *repl) say(text string) { io.WriteString(r.out, explain.Plain(text)+"\n") }
