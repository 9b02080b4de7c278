package xlsx

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"strings"

	"rota/interp/roster"
	"rota/lang/diag"
	"rota/lang/locale"
)

// parts are the files inside the workbook, opened under limits.
type parts struct {
	files    map[string]*zip.File // by lower-case name: the format ignores case
	limits   roster.Limits
	size     int64 // of the workbook
	unpacked int64 // by all parts so far
}

// directoryBytes bounds the list of contents: a thousand entries need some
// hundred kilobytes, and archive/zip reads all of it before they can be counted.
const directoryBytes = 16 << 20

type bounded struct {
	io.ReaderAt
	left int64 // bytes that may still be read; negative for no bound
}

var errDirectory = errors.New("list of contents too long")

func (b *bounded) ReadAt(p []byte, off int64) (int, error) {
	if b.left >= 0 {
		if int64(len(p)) > b.left {
			return 0, errDirectory
		}
		b.left -= int64(len(p))
	}
	return b.ReaderAt.ReadAt(p, off)
}

func (p *parts) open(r io.ReaderAt, size int64, limits roster.Limits) *fault {
	p.limits, p.size = limits, size
	source := &bounded{ReaderAt: r, left: directoryBytes}
	archive, err := zip.NewReader(source, size)
	tooMany := &fault{diag.SuspectWorkbook, []any{locale.Text{
		EN: fmt.Sprintf("it has more than %d parts", limits.Entries), ZH: fmt.Sprintf("内部文件超过 %d 个", limits.Entries)}}}
	switch {
	case errors.Is(err, errDirectory):
		return tooMany
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return cutOff
	case len(archive.File) > limits.Entries:
		return tooMany
	}
	source.left = -1
	p.files = make(map[string]*zip.File, len(archive.File))
	for _, file := range archive.File {
		if file.Flags&1 != 0 {
			return &fault{code: diag.OldWorkbook}
		}
		key := partName(file.Name)
		if _, twice := p.files[key]; twice {
			// Which of the two a program reads differs between programs.
			return suspect("two of its parts have the same name", "内部有两个文件同名")
		}
		p.files[key] = file
	}
	return nil
}

// partName is how parts are looked up; some programs write back slashes. Names
// with ../ are only ever looked up, never used as a path.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (p *parts) find(name string) *zip.File { return p.files[partName(name)] }

func (p *parts) has(folder string) bool {
	for name := range p.files {
		if strings.HasPrefix(name, folder) {
			return true
		}
	}
	return false
}

// part is one file being unpacked. Read fails with errBomb when it grows past
// the limits, whatever sizes the list of contents claims.
type part struct {
	io.ReadCloser
	of            *parts
	packed, bytes int64
}

var errBomb = errors.New("unpacks to too much")

func (p *parts) unpack(file *zip.File) (*part, *fault) {
	r, err := file.Open()
	if err != nil {
		return nil, explain(err)
	}
	packed := min(int64(file.CompressedSize64&(1<<62-1)), p.size)
	return &part{ReadCloser: r, of: p, packed: packed}, nil
}

func (p *part) Read(buffer []byte) (int, error) {
	n, err := p.ReadCloser.Read(buffer)
	p.bytes += int64(n)
	p.of.unpacked += int64(n)
	const small = 10 << 20
	limits := p.of.limits
	switch {
	case p.bytes > limits.PartBytes, p.of.unpacked > limits.UnpackedBytes,
		p.bytes > small && p.bytes/limits.Ratio > p.packed,
		p.of.unpacked > small && p.of.unpacked/limits.Ratio > p.of.size:
		return 0, errBomb
	}
	return n, err
}

// explain says in words why a part could not be read to its end.
func explain(err error) *fault {
	var broken flate.CorruptInputError
	switch {
	case errors.Is(err, errBomb):
		return suspect("it unpacks to far more than any roster needs", "解压后的大小远超任何花名册")
	case errors.Is(err, errDepth):
		return suspect("its contents are nested deeper than a sheet can be", "内容嵌套过深")
	case errors.Is(err, errDocType):
		return suspect("it defines a document type of its own", "含有自定义的文档类型声明（DOCTYPE）")
	case errors.Is(err, errLong):
		return suspect("a single item in it is longer than any cell can be", "其中单项内容的长度超过任何单元格的上限")
	case errors.Is(err, errMany):
		return &fault{diag.SuspectWorkbook, []any{locale.Text{EN: "it stores more texts than cells are allowed", ZH: "存储的文本条数超过单元格数上限"}}}
	case errors.Is(err, zip.ErrChecksum):
		return changed
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return cutOff
	case errors.As(err, &broken), errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrAlgorithm):
		return unreading
	}
	return illFormed
}
