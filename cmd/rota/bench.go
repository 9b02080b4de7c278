package main

import (
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"rota/interp"
	"rota/interp/report"
	"rota/lang/civil"
)

// asked is of how many records each rule is asked when it is timed.
const asked = 2000

func (a *app) benchCommand() *cobra.Command {
	var t tables
	var w when
	var format, out string
	cmd := &cobra.Command{
		Use:     "bench " + a.text("POLICY ROSTER", "政策 花名册"),
		Short:   a.text("show what reading, each rule and writing cost", "显示读取、各条规则和写出各用多少时间"),
		Args:    a.takes(a.text("POLICY", "政策"), a.text("ROSTER", "花名册")),
		Example: "  rota bench policy.rota roster.xlsx",
		RunE: func(_ *cobra.Command, args []string) error {
			b := &bench{app: a, last: time.Now()}
			policy, date, _, err := a.start(args[0], w)
			if err != nil || policy == nil {
				return err
			}
			b.lap("the policy: reading and checking", "政策：读取并检查", 0)
			if _, _, err := a.sheets(args[1], interp.SheetOptions{Encoding: t.encoding}); err != nil {
				return err
			}
			b.lap("the roster: reading the file", "花名册：读取文件", 0)
			t.quiet = true
			t.beside(policy, args[0])
			bound, err := a.bind(policy, args[1], t)
			if err != nil || bound == nil {
				return err
			}
			people := len(bound.Roster.People)
			b.lap("the roster: reading again, with the further tables, and each cell by its type", "花名册：连同附表再读一遍，并按类型识别各单元格", people)
			brief := slices.Collect(bound.Brief(date))
			b.lap("everybody: outcomes and clauses", "全体：结论和条款", people)
			for range bound.Run(date) {
			}
			b.lap("everybody: with all reasons", "全体：连同全部理由", people)
			if bound.Quotas(date) != nil {
				b.lap("quotas", "配额", people)
			}
			if err := report.Brief(io.Discard, report.Run{Program: bound.Program, Language: a.language}, slices.Values(brief)); err != nil {
				return err
			}
			b.lap("writing outcomes as CSV", "结论写成 CSV", people)
			if date != 0 || !bound.DatedByRecord() {
				b.rules(bound, date)
			}
			return a.list(b.listing(), format, out, append(inputs(args, t.with), args[0]))
		},
	}
	a.tableFlags(cmd, &t)
	a.whenFlags(cmd, &w)
	a.outFlags(cmd, &format, &out)
	return cmd
}

// bench is what parts of a run took.
type bench struct {
	*app
	last  time.Time
	rows  [][]string
	lines []any
}

// lap notes the time since the last one as that of a part, which so many records shared.
func (b *bench) lap(en, zh string, records int) {
	took := time.Since(b.last)
	each := ""
	if records > 0 {
		each = strconv.FormatFloat(float64(took.Nanoseconds())/1000/float64(records), 'f', 2, 64)
	}
	milliseconds := strconv.FormatFloat(float64(took.Microseconds())/1000, 'f', 1, 64)
	b.rows = append(b.rows, []string{b.text(en, zh), milliseconds, each})
	b.lines = append(b.lines, struct {
		Part         string      `json:"part"`
		Milliseconds json.Number `json:"milliseconds"`
		Each         json.Number `json:"microseconds_a_record,omitempty"`
	}{en, json.Number(milliseconds), json.Number(each)})
	b.last = time.Now()
}

// rules asks each rule of some records, one by one.
func (b *bench) rules(bound *interp.Bound, date civil.Date) {
	people := bound.Roster.People[:min(asked, len(bound.Roster.People))]
	for _, r := range bound.Program.Rules {
		if r.When == nil || len(people) == 0 {
			continue
		}
		query := bound.Query(r.When)
		b.last = time.Now()
		for _, person := range people {
			query.Of(person, bound.DateOf(person, date))
		}
		b.lap("rule "+r.Text().EN, "规则"+r.Text().ZH, len(people))
	}
}

func (b *bench) listing() report.Listing {
	return report.NewListing(b.text("What each part cost", "各部分用时"), b.language,
		[]string{b.text("part", "部分"), b.text("milliseconds", "毫秒"), b.text("microseconds a record", "每条记录微秒")}, b.rows, b.lines, nil)
}
