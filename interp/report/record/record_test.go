package record_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"rota/interp/report/record"
)

func small() record.Record {
	return record.Record{
		Head:  record.Head{Tool: "1.2", Language: "1.0", Prelude: "1", AsOf: "2024-12-31", Options: record.Options{Sheet: "在职<&>"}},
		Files: []record.File{record.NewFile(record.Policy, "", "p.rota", []byte("rule 1 male => must rotate\r\n")), record.NewFile(record.Table, "career", "c.csv", []byte("x"))},
		Decisions: []record.Decision{
			{At: "r.csv!2", Matter: "rotate", Outcome: "must", Clauses: []string{"1"}},
			{At: "r.csv!3", Matter: "rotate", Outcome: "undetermined", Possible: []string{"must", "none"}, Missing: []string{"gender"}},
			{At: "r.csv!4", Matter: "rotate", Outcome: "none"},
		},
		End: record.End{Decisions: 3, SHA256: record.Fingerprint(nil)},
	}
}

func written(t *testing.T, r record.Record) []byte {
	var out bytes.Buffer
	require.NoError(t, record.Write(&out, r))
	return out.Bytes()
}

func TestComesBack(t *testing.T) {
	r := small()
	back, err := record.Read(bytes.NewReader(written(t, r)))
	require.NoError(t, err)
	r.Head.Record = record.Version
	require.Equal(t, r, back)
	require.Equal(t, written(t, r), written(t, back))
}

// Whatever bit of a record is turned, it is found out, and at the line that it is in.
func TestEveryByte(t *testing.T) {
	good := written(t, small())
	for i := range good {
		for bit := range 8 {
			bad := slices.Clone(good)
			bad[i] ^= 1 << bit
			_, err := record.Read(bytes.NewReader(bad))
			require.Error(t, err, "byte %d", i)
			if broken, ok := err.(record.Broken); ok {
				require.InDelta(t, 1+bytes.Count(good[:i], []byte("\n")), broken.Line, 1)
			}
		}
		_, err := record.Read(bytes.NewReader(good[:i]))
		require.Error(t, err, "cut at %d", i)
	}
}

// A line taken out, doubled, moved, or put in from another record is found out.
func TestLines(t *testing.T) {
	lines := bytes.SplitAfter(bytes.TrimSuffix(written(t, small()), []byte("\n")), []byte("\n"))
	other := small()
	other.Decisions[1].Outcome = "must"
	others := bytes.SplitAfter(written(t, other), []byte("\n"))
	try := func(what string, lines [][]byte) {
		t.Helper()
		_, err := record.Read(bytes.NewReader(append(bytes.TrimSuffix(bytes.Join(lines, nil), []byte("\n")), '\n')))
		require.Error(t, err, what)
	}
	lines[len(lines)-1] = append(slices.Clone(lines[len(lines)-1]), '\n')
	for i := range lines {
		try("out", slices.Delete(slices.Clone(lines), i, i+1))
		try("doubled", slices.Insert(slices.Clone(lines), i, lines[i]))
		for j := range i {
			moved := slices.Clone(lines)
			moved[i], moved[j] = moved[j], moved[i]
			try("moved", moved)
		}
		if !bytes.Equal(lines[i], others[i]) && i < len(lines)-1 {
			strange := slices.Clone(lines)
			strange[i] = others[i]
			try("strange", strange)
		}
	}
}

func TestForeign(t *testing.T) {
	for _, text := range []string{"", "\n", "{}", "staff id,name\n", "\x00"} {
		_, err := record.Read(bytes.NewReader([]byte(text)))
		require.Equal(t, record.Foreign{}, err)
	}
	later := `{"run":{"record":"2","tool":"9"}}`
	text := `{"hash":"` + record.Fingerprint([]byte("\n"+later)) + `","entry":` + later + "}\n"
	_, err := record.Read(bytes.NewReader([]byte(text)))
	require.Equal(t, record.Foreign{Version: "2"}, err, "a later form is named, not misread")
}

// Of a policy, and of one that it extends, the text is kept, and line ends are no difference;
// of a table every byte is one.
func TestFiles(t *testing.T) {
	lf, crlf := []byte("a\nb\n"), []byte("a\r\nb\r\n")
	for role, policy := range map[string]bool{record.Policy: true, record.Extended: true, record.Roster: false, record.Table: false} {
		f := record.NewFile(role, "n", "folder/p", crlf)
		text, sum := "", record.Fingerprint(crlf)
		if policy {
			text, sum = string(lf), record.Fingerprint(lf)
		}
		require.Equal(t, record.File{Role: role, Name: "n", Path: "folder/p", SHA256: sum, Text: text}, f)
		require.Equal(t, sum, f.Of(crlf), role)
		require.Equal(t, policy, f.Of(lf) == f.Of(crlf), role)
	}
}

// A record whose lines are whole, of which the last does not count what stands before, lacks
// some; so does one without a last line. Nothing stands behind that.
func TestCutShort(t *testing.T) {
	few := small()
	few.Decisions = few.Decisions[:2]
	_, err := record.Read(bytes.NewReader(written(t, few)))
	require.Equal(t, record.Broken{Line: 7}, err)
	whole := bytes.SplitAfter(written(t, small()), []byte("\n"))
	_, err = record.Read(bytes.NewReader(bytes.Join(whole[:len(whole)-2], nil)))
	require.Equal(t, record.Broken{Line: 7}, err)
	_, err = record.Read(bytes.NewReader(append(bytes.Join(whole, nil), whole[3]...)))
	require.Equal(t, record.Broken{Line: 8}, err)
	_, err = record.Read(bytes.NewReader([]byte("{\"hash\":\"x\n")))
	require.Equal(t, record.Broken{Line: 1}, err)
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestErrors(t *testing.T) {
	require.EqualError(t, record.Broken{Line: 3}, "the record is not as it was written: line 3")
	require.EqualError(t, record.Foreign{}, "no record of a run")
	require.EqualError(t, record.Foreign{Version: "2"}, "a record of the form 2; this is "+record.Version)
	gone := errors.New("gone")
	_, err := record.Read(iotest.ErrReader(gone))
	require.Equal(t, gone, err)
	many := small()
	for range 1000 {
		many.Decisions = append(many.Decisions, many.Decisions[0])
	}
	require.Equal(t, gone, record.Write(failing{gone}, many))
	require.Equal(t, gone, record.Write(failing{gone}, small()))
}

// Several decisions of one matter on one row are told apart by their order.
func TestCompareSeveralOnARow(t *testing.T) {
	on := func(outcomes ...string) (list []record.Decision) {
		for _, outcome := range outcomes {
			list = append(list, record.Decision{At: "r.csv!2", Matter: "rotate", Outcome: outcome})
		}
		return list
	}
	require.Empty(t, record.Compare(on("must", "none"), on("must", "none")))
	differ := record.Compare(on("must", "none"), on("must", "should", "may"))
	require.Len(t, differ, 2)
	require.Equal(t, []string{"none", "should", "may"}, []string{differ[0].Was.Outcome, differ[0].Is.Outcome, differ[1].Is.Outcome})
	require.Nil(t, differ[1].Was)
	require.Len(t, record.Compare(on("must", "none"), on("must")), 1)
}

func TestCompare(t *testing.T) {
	old, again := small().Decisions, small().Decisions
	require.Empty(t, record.Compare(old, again))
	slices.Reverse(again)
	require.Empty(t, record.Compare(old, again), "the order of the rows is no difference")
	again = append(again[1:], record.Decision{At: "r.csv!9", Matter: "rotate", Outcome: "none"})
	again[0].Missing = nil
	differ := record.Compare(old, again)
	require.Len(t, differ, 3)
	require.Equal(t, "undetermined", differ[0].Is.Outcome)
	require.Equal(t, "r.csv!4", differ[1].Was.At)
	require.Nil(t, differ[1].Is)
	require.Nil(t, differ[2].Was)
}

// Any bytes: a record that reads writes the same bytes again.
func FuzzRecord(f *testing.F) {
	var out bytes.Buffer
	if err := record.Write(&out, small()); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Add([]byte(`{"hash":"","entry":{}}` + "\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := record.Read(bytes.NewReader(data))
		if err == nil {
			require.Equal(t, string(data), string(written(t, r)))
		}
	})
}
