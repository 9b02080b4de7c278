package main

import (
	"archive/zip"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"rota/interp/report/record"
)

// venom is what a cell, a heading or a title may hold that a spreadsheet, a browser, a
// terminal or a build server would carry out.
var venom = []string{
	"=HYPERLINK(\"http://x\",1)", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u200b=1+1", "＝1+1", "＋1", "－1", "＠1", "'=1",
	"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style></title><script>1</script>", "]]><script>", "<!--", "&lt;script&gt;", "javascript:alert(1)", "{{.}}",
	"\x1b[31mred", "\x1b]0;title\a", "\u009b31m", "\u202egnp.exe", "\b\b\b\b", "over\rwritten", "\x00nul", "\u2028line", "\ufeffmark",
	"\n::error file=policy.rota::x", "%0A::warning::x", "::set-output name=x::y", "##[error]x",
}

// inVenom is inCounty with venom in every cell of text, in the headings and in the titles.
func inVenom(t *testing.T) {
	inCounty(t)
	n := 0
	next := func() string { n++; return venom[n%len(venom)] }
	inTitle := func(text string) string {
		title := regexp.MustCompile(`"[^"]+"`)
		return title.ReplaceAllStringFunc(text, func(was string) string {
			kept := map[bool]string{true: "Form "}[was == `"Form 1"`] // by which it is asked for
			return `"` + kept + strings.Map(func(r rune) rune {
				if r == '"' || r < ' ' {
					return -1
				}
				return r
			}, next()+next()) + `"`
		})
	}
	put(t, "policy.rota", inTitle(county))
	put(t, "new.rota", inTitle(strings.Replace(county, ">= 4y", ">= 2y", 1)))
	var staff strings.Builder
	w := csv.NewWriter(&staff)
	w.Write(append(strings.Split(strings.Split(countyStaff, "\n")[0], ","), next(), next()))
	for i := range len(venom) {
		since := []string{"2010-12-31", "2022-12-31", next(), ""}[i%4]
		w.Write([]string{[]string{"A" + strconv.Itoa(i), next()}[i%2], next(), next(), next(), next(), since, []string{"no", "yes", next()}[i%3], "no", []string{"good", next()}[i%2], []string{"5", next()}[i%2], next(), next(), next()})
	}
	w.Flush()
	put(t, "roster.csv", staff.String())
}

// inert fails where a text holds what moves a cursor, ends a line or turns the direction
// of writing.
func inert(t *testing.T, what, text string) {
	t.Helper()
	for _, r := range text {
		if r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
			t.Fatalf("%s: %U in %q", what, r, text)
		}
	}
}

// cell fails where a spreadsheet may make a formula of a cell.
func cell(t *testing.T, what, text string) {
	t.Helper()
	inert(t, what, strings.NewReplacer("\t", "", "\r", "").Replace(text))
	text = strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	if text != "" && strings.ContainsAny(text[:1], "=+-@") && !regexp.MustCompile(`^-?[0-9.]+$`).MatchString(text) || strings.HasPrefix(text, "＝") || strings.HasPrefix(text, "＋") || strings.HasPrefix(text, "－") || strings.HasPrefix(text, "＠") {
		t.Fatalf("%s: the cell %q", what, text)
	}
}

var readers = map[string]func(t *testing.T, what, text string){
	"csv": func(t *testing.T, what, text string) {
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
		rows, err := r.ReadAll()
		require.NoError(t, err, what)
		for _, row := range rows {
			for _, text := range row {
				cell(t, what, text)
			}
		}
	},
	"json": func(t *testing.T, what, text string) {
		inert(t, what, text)
		for line := range strings.Lines(text) {
			require.True(t, json.Valid([]byte(line)), "%s: %s", what, line)
		}
	},
	"xlsx": func(t *testing.T, what, text string) {
		parts, err := zip.NewReader(strings.NewReader(text), int64(len(text)))
		require.NoError(t, err, what)
		for _, part := range parts.File {
			r, err := part.Open()
			require.NoError(t, err)
			elements(t, what+" "+part.Name, xml.NewDecoder(r), func(name string, _ []xml.Attr) bool {
				return !slices.Contains([]string{"f", "hyperlink", "hyperlinks", "externalReference", "oleObject", "webPublishItem", "dataValidation"}, name)
			})
		}
	},
	"svg": func(t *testing.T, what, text string) {
		inert(t, what, text)
		elements(t, what, xml.NewDecoder(strings.NewReader(text)), func(name string, attributes []xml.Attr) bool {
			return slices.Contains([]string{"svg", "rect", "text", "g", "line", "path", "title", "desc", "style", "tspan"}, name) && plainAttributes(attributes)
		})
	},
	"html": func(t *testing.T, what, text string) {
		inert(t, what, text)
		d := xml.NewDecoder(strings.NewReader(text))
		d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
		elements(t, what, d, func(name string, attributes []xml.Attr) bool {
			return !slices.Contains([]string{"script", "img", "iframe", "object", "embed", "link", "base", "form"}, name) && plainAttributes(attributes)
		})
	},
	"jsonl": func(t *testing.T, what, text string) {
		_, err := record.Read(strings.NewReader(text))
		require.NoError(t, err, what)
	},
	"rota": func(t *testing.T, what, text string) { inert(t, what, text) },
	"txt":  func(t *testing.T, what, text string) { inert(t, what, text) },
	"1":    func(t *testing.T, what, text string) { inert(t, what, text) },
}

func plainAttributes(list []xml.Attr) bool {
	return !slices.ContainsFunc(list, func(a xml.Attr) bool {
		return strings.HasPrefix(strings.ToLower(a.Name.Local), "on") || a.Name.Local == "href" || a.Name.Local == "src" || strings.Contains(a.Value, "javascript")
	})
}

// elements reads XML to its end.
func elements(t *testing.T, what string, d *xml.Decoder, may func(name string, attributes []xml.Attr) bool) {
	t.Helper()
	seen := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			require.NotZero(t, seen, what)
			return
		}
		require.NoError(t, err, what)
		if start, ok := token.(xml.StartElement); ok {
			seen++
			require.True(t, may(start.Name.Local, start.Attr), "%s: <%s %v>", what, start.Name.Local, start.Attr)
		}
	}
}

// Nothing that a cell, a heading or a title holds is carried out by what reads a file that
// a command writes.
func TestNothingExecutesInFiles(t *testing.T) {
	inVenom(t)
	for _, x := range writers {
		for _, language := range []string{"en", "zh"} {
			code, out, errs := with(system{}, x.args+" --lang "+language)
			require.Contains(t, []int{exitDone, exitFindings, exitData}, code, "%s: %s", x.args, errs)
			inert(t, x.args, out)
			inert(t, x.args, errs)
			ending := x.target[strings.LastIndex(x.target, ".")+1:]
			readers[ending](t, x.args, content(t, x.target))
			if strings.HasPrefix(x.args, "init") {
				break // it writes over nothing
			}
		}
	}
}

// Nor by the terminal or the build server that what is printed goes to.
func TestNothingExecutesInPrint(t *testing.T) {
	inVenom(t)
	lines := append(slices.Clone(printers), "check policy.rota roster.csv --format github", "check policy.rota roster.csv --format junit", "check policy.rota roster.csv --format sarif",
		"check policy.rota roster.csv --format json", "run policy.rota roster.csv --columns", "run policy.rota roster.csv --show mark,kind", "why policy.rota roster.csv --id A4", "why policy.rota roster.csv --id \x1b[31mred",
		"run policy.rota \x1b[31m.csv", "run \u202e.rota roster.csv", "run policy.rota roster.csv --show \x1b[31m", "run policy.rota roster.csv --register \x1b]0;x\a", "\x1b[31m", "run --\x1b[31m",
		"check policy.rota --level \x1b[31m", "explain \x1b[31m", "test policy.rota --run \x1b[31m", "test policy.rota --format github")
	for _, args := range lines {
		for _, language := range []string{"en", "zh"} {
			code, out, errs := with(system{}, args+" --lang "+language)
			require.NotEqual(t, exitBug, code, args)
			inert(t, args, errs)
			switch {
			case strings.Contains(args, "format csv"):
				readers["csv"](t, args, out)
			case strings.Contains(args, "format json"):
				readers["json"](t, args, out)
			case strings.Contains(args, "format junit"):
				elements(t, args, xml.NewDecoder(strings.NewReader(out)), func(name string, _ []xml.Attr) bool { return strings.HasPrefix(name, "test") || name == "failure" })
			case strings.Contains(args, "format sarif"):
				require.True(t, json.Valid([]byte(out)), args)
			case strings.Contains(args, "format github"):
				for line := range strings.Lines(out) {
					require.Regexp(t, `^(另有)?\d+( more not annotated|[^:]*)\n$|^::(error|warning|notice)( file=[^:,]+(,line=\d+)?(,(endLine|col|endColumn)=\d+)*)?(,title=[^:,]+)?::[^\r\n]*\n$`, line)
				}
			default:
				inert(t, args, out)
			}
		}
	}
}
