package stream_test

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/report"
	"rota/interp/stream"
	"rota/lang/civil"
)

const stays = `policy "Stay"
choice kind: clerk, cashier, auditor, porter
field post since: date, blank means none
field post type: kind, blank means none
field grade: whole number 1 to 9, blank means none
field excused: yes/no, blank means none
action rotate
rule 1 time since post since >= 5y => must rotate
rule 2 grade >= 7 => should rotate
rule 3 post type is cashier and time since post since >= 3y => must rotate
rule 4 excused => exempt from rotate
`

// long is a file of so many records, one cell in a hundred blank.
func long(records int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var out bytes.Buffer
	out.WriteString("id,name,unit,post,post since,post type,grade,excused\n")
	for i := range records {
		cell := func(text string) string {
			if r.IntN(100) == 0 {
				return ""
			}
			return text
		}
		fmt.Fprintf(&out, "S%07d,%s,Unit-%03d,Post-%04d,%s,%s,%s,%s\n", i, []string{"Anna Lee", "Bo Huang", "张三", `"Smith, Jr."`}[r.IntN(4)], r.IntN(400), r.IntN(600),
			cell(fmt.Sprintf("%04d-%02d-%02d", 2008+r.IntN(16), 1+r.IntN(12), 1+r.IntN(28))), cell([]string{"clerk", "cashier", "auditor", "porter"}[r.IntN(4)]),
			cell(strconv.Itoa(1+r.IntN(9))), cell([]string{"no", "no", "no", "yes"}[r.IntN(4)]))
	}
	return out.Bytes()
}

// byHand is the policy as a careful Go program would have it, with the reader of the
// standard library.
func byHand(b *testing.B, file []byte, to io.Writer) {
	out := bufio.NewWriter(to)
	in := csv.NewReader(bytes.NewReader(file))
	in.ReuseRecord = true
	_, err := in.Read()
	require.NoError(b, err)
	for {
		row, err := in.Read()
		if err == io.EOF {
			break
		}
		require.NoError(b, err)
		since, post, grade, excused := row[4], row[5], row[6], row[7]
		outcome, clauses := "none", ""
		long, longer := since != "" && since <= "2019-06-30", since != "" && since <= "2021-06-30" && post == "cashier"
		switch {
		case excused == "yes":
			outcome, clauses = "exempt from rotate", "4"
		case long && longer:
			outcome, clauses = "must rotate", `"1, 3"`
		case long:
			outcome, clauses = "must rotate", "1"
		case longer:
			outcome, clauses = "must rotate", "3"
		case grade != "" && grade >= "7":
			outcome, clauses = "should rotate", "2"
		}
		for _, text := range []string{row[0], ",", row[1], ",rotate,", outcome, ",", clauses, ",,", outcome, ",2024-06-30\r\n"} {
			out.WriteString(text)
		}
	}
	out.Flush()
}

// BenchmarkStream times a file that is decided as a stream, whole, and by hand, by turns:
// of-hand and of-whole are how much of their time the stream takes.
func BenchmarkStream(b *testing.B) {
	const records = 100_000
	file := long(records)
	p, found := interp.Load("stay.rota", []byte(stays))
	require.False(b, found.HasErrors(), told(found))
	run := report.Run{Program: p.Program}
	run.AsOf, _ = civil.NewDate(2024, 6, 30)
	for _, cores := range []int{1, runtime.NumCPU()} {
		b.Run(fmt.Sprintf("cores-%d", cores), func(b *testing.B) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
			var took [3]time.Duration
			for b.Loop() {
				for i, work := range []func(){
					func() {
						end, _, _ := decided(file, run, stream.Options{})
						require.Equal(b, stream.Done, end)
					},
					func() { byHand(b, file, &bytes.Buffer{}) },
					func() { whole(b, p, file, run) },
				} {
					begun := time.Now()
					work()
					took[i] += time.Since(begun)
				}
			}
			b.ReportMetric(float64(took[0].Nanoseconds())/float64(b.N)/records, "ns/record")
			b.ReportMetric(float64(took[0])/float64(took[1]), "of-hand")
			b.ReportMetric(float64(took[0])/float64(took[2]), "of-whole")
		})
	}
}
