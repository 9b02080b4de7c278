// Package record keeps what a run decided and from what, so that it can be told later
// whether the same comes out. In go the policy's text, the fingerprints of the tables, the
// options, the versions and the decisions; out come lines of JSON, each bound to the one
// before by a hash. A record holds no name and no id: a decision is known by its row.
//
//	err := record.Write(file, record.Record{Head: head, Files: files, Decisions: decisions, End: end})
//	kept, err := record.Read(file)
//	differ := record.Compare(kept.Decisions, again)
//
// The chain shows that a record was damaged, cut short or put in another order. It is not
// signed: who writes a whole record anew leaves no trace, unless its last hash is kept
// elsewhere.
package record

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Version of the form of records; a record of another is refused by name.
const Version = "1"

// Record is one run.
type Record struct {
	Head      Head
	Files     []File
	Decisions []Decision
	End       End
}

// Head is what the run was asked for and by which tool it was made.
type Head struct {
	Record   string  `json:"record"` // Version
	Tool     string  `json:"tool"`
	Build    string  `json:"build"` // the revision it was built from; "" where not known
	Language string  `json:"language"`
	Prelude  string  `json:"prelude"`
	AsOf     string  `json:"as_of"` // the day decided for; "" where each record has its own
	Options  Options `json:"options"`
}

// Options are those of the run that bear on what is decided.
type Options struct {
	AsOf       string `json:"as_of,omitempty"`
	For        string `json:"for,omitempty"`
	Sheet      string `json:"sheet,omitempty"`
	Encoding   string `json:"encoding,omitempty"`
	AllowEmpty bool   `json:"allow_empty,omitempty"`
}

// Roles of files; a further table has the name that it was given with.
const (
	Policy   = "policy"   // the one that was run
	Extended = "extended" // one that it extends
	Roster   = "roster"
	Table    = "table"
)

// File is what was read. Its path is from the folder of the record, with slashes.
type File struct {
	Role   string `json:"role"`
	Name   string `json:"name,omitempty"` // of a further table
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`         // of its bytes; of a policy with LF line ends
	Text   string `json:"text,omitempty"` // of a policy
}

// Decision is what was decided on one matter of one row.
type Decision struct {
	At       string   `json:"at"`
	Matter   string   `json:"matter"`
	Outcome  string   `json:"outcome"`
	Clauses  []string `json:"clauses,omitempty"`
	Possible []string `json:"possible,omitempty"`
	Missing  []string `json:"missing,omitempty"`
	Deadline string   `json:"deadline,omitempty"`
	Until    string   `json:"until,omitempty"`
	AsOf     string   `json:"as_of,omitempty"`
}

// End is the last line. Its hash is of all that the run gives, reasons and quotas too.
type End struct {
	Decisions int    `json:"decisions"`
	SHA256    string `json:"sha256"`
}

// entry is a line; one of its fields is there.
type entry struct {
	Run      *Head     `json:"run,omitempty"`
	File     *File     `json:"file,omitempty"`
	Decision *Decision `json:"decision,omitempty"`
	End      *End      `json:"end,omitempty"`
}

// NewFile is a file that was read. The text of a policy is kept with it.
func NewFile(role, name, path string, content []byte) File {
	f := File{Role: role, Name: name, Path: path}
	if f.SHA256 = f.Of(content); f.isPolicy() {
		f.Text = string(withLF(content))
	}
	return f
}

func (f File) isPolicy() bool { return f.Role == Policy || f.Role == Extended }

// Of is the fingerprint that the file would have with this content.
func (f File) Of(content []byte) string {
	if f.isPolicy() {
		content = withLF(content)
	}
	return Fingerprint(content)
}

func withLF(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")) }

// Fingerprint is the SHA-256 of bytes, in hexadecimal.
func Fingerprint(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// Write writes a record. The error is that of w.
func Write(w io.Writer, r Record) error {
	out := chain{w: bufio.NewWriter(w)}
	r.Head.Record = Version
	out.line(entry{Run: &r.Head})
	for i := range r.Files {
		out.line(entry{File: &r.Files[i]})
	}
	for i := range r.Decisions {
		out.line(entry{Decision: &r.Decisions[i]})
	}
	out.line(entry{End: &r.End})
	if out.err != nil {
		return out.err
	}
	return out.w.Flush()
}

// chain binds each line to the one before.
type chain struct {
	w    *bufio.Writer
	last string
	err  error
}

func (c *chain) line(e entry) {
	text, err := json.Marshal(e)
	if err != nil && c.err == nil {
		c.err = err
	}
	c.last = link(c.last, text)
	c.w.WriteString(written(c.last, text))
}

// link is the hash of a line: of that of the line before, and of what it says.
func link(before string, text []byte) string {
	return Fingerprint(append([]byte(before+"\n"), text...))
}

func written(hash string, text []byte) string {
	return fmt.Sprintf("{\"hash\":\"%s\",\"entry\":%s}\n", hash, text)
}

// Broken says that a record is not as it was written.
type Broken struct {
	Line int // the first that is not, from 1; one more than there are where lines are missing
}

func (b Broken) Error() string {
	return fmt.Sprintf("the record is not as it was written: line %d", b.Line)
}

// Foreign says that a file is no record, or one of another version of the form.
type Foreign struct{ Version string }

func (f Foreign) Error() string {
	if f.Version == "" {
		return "no record of a run"
	}
	return "a record of the form " + f.Version + "; this is " + Version
}

// Read reads a record and tries every link of its chain: a byte that was changed, a line
// that was taken out, put in, doubled or moved, and a record cut short give Broken, what is
// no record Foreign.
func Read(r io.Reader) (record Record, err error) {
	content, err := io.ReadAll(r)
	if err != nil {
		return Record{}, err
	}
	if !bytes.HasPrefix(content, []byte(`{"hash":"`)) {
		return Record{}, Foreign{}
	}
	last, number, ended := "", 0, false
	for line := range bytes.Lines(content) {
		number++
		var read struct{ Entry json.RawMessage }
		var e entry
		if ended || json.Unmarshal(line, &read) != nil || json.Unmarshal(read.Entry, &e) != nil {
			return record, Broken{number}
		}
		last = link(last, read.Entry)
		if written(last, read.Entry) != string(line) || (e.Run != nil) != (number == 1) {
			return record, Broken{number}
		}
		switch {
		case e.Run != nil:
			if record.Head = *e.Run; record.Head.Record != Version {
				return record, Foreign{strings.ToValidUTF8(record.Head.Record, "")}
			}
		case e.File != nil:
			record.Files = append(record.Files, *e.File)
		case e.Decision != nil:
			record.Decisions = append(record.Decisions, *e.Decision)
		case e.End != nil:
			record.End, ended = *e.End, true
		}
	}
	if !ended || record.End.Decisions != len(record.Decisions) {
		return record, Broken{number + 1}
	}
	return record, nil
}
