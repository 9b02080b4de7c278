package format_test

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/format"
	"rota/lang/source"
	"rota/lang/syntax"
)

var (
	random = flag.Int("policies", 300, "random policies to lay out")
	from   = flag.Uint64("from", 1, "the first seed")
)

// TestFormatRandom lays out policies that stand in the repository, which together have
// every construct, after their declarations were shuffled and comments, blank lines and
// spaces strewn over them. Each reads as the same tree with the same comments; a second
// run changes nothing; and turned into Chinese, into English and into Chinese again it
// is the same bytes. The test of the same name in interp/eval does so with policies that
// are made up.
//
//	go test ./lang/format ./interp/eval -run TestFormatRandom -policies 100000 -timeout 0
func TestFormatRandom(t *testing.T) {
	texts := sources(t)
	var next, refused, done atomic.Int64
	var running sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		running.Go(func() {
			for n := next.Add(1) - 1; n < int64(*random) && !t.Failed(); n = next.Add(1) - 1 {
				seed := *from + uint64(n)
				r := rand.New(rand.NewPCG(seed, 13))
				s := texts[r.IntN(len(texts))]
				text := strewn(r, s.text)
				switch problem, err := s.badly(text); {
				case errors.Is(err, format.ErrMistakes):
					refused.Add(1)
				case problem != "":
					t.Errorf("seed %d: %s\n%s", seed, problem, text)
				default:
					done.Add(1)
				}
			}
		})
	}
	running.Wait()
	t.Logf("%d policies, %d do not read", done.Load(), refused.Load())
	if refused.Load() > int64(*random)/3 {
		t.Error("too few policies read")
	}
}

// origin is a text that random policies are made of, and the names that it may use.
type origin struct {
	text string
	// reader gives the names that a text may use, and the formatter that knows them.
	reader func(text string) (*syntax.Vocabulary, *format.Formatter)
}

// sources are the policies, the blocks of the language's page and the checker's pairs.
func sources(t *testing.T) (list []origin) {
	all := policies(t)
	for _, page := range []string{"../spec.md", "../README.zh.md"} {
		raw, err := os.ReadFile(page)
		require.NoError(t, err)
		for i, block := range strings.Split(string(raw), "```rota")[1:] {
			_, block, _ = strings.Cut(block, "\n")
			all[fmt.Sprintf("%s %d", page, i)], _, _ = strings.Cut(block, "```")
		}
	}
	var paths []string
	for path := range all {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	own := func(text string) (*syntax.Vocabulary, *format.Formatter) {
		known, trees := names(text)
		return known, format.New(known, append([]*syntax.File{prelude()}, trees...)...)
	}
	for _, path := range paths {
		list = append(list, origin{all[path], own})
	}
	declared, pairs := twins(t)
	var found diag.List
	tree := syntax.Parse(source.New("names", declared), prelude().Vocabulary, &found)
	f := format.New(tree.Vocabulary, prelude(), tree)
	for _, pair := range pairs {
		for _, text := range pair {
			list = append(list, origin{text + "\n", func(string) (*syntax.Vocabulary, *format.Formatter) { return tree.Vocabulary, f }})
		}
	}
	return list
}

// remarks are comments that are easily taken for something else.
var remarks = []string{"-- a note", "--第3条的，", "-- \"quoted", "--", "-- rule 9 => must rotate -- twice", "-- “", "--   spaced  out", "-- （", "---- 四"}

// strewn is a policy with its declarations shuffled, the header first, and with
// comments at the ends of lines and between them, blank lines and spaces.
func strewn(r *rand.Rand, text string) string {
	blocks := declarations(text)
	if r.IntN(2) == 0 {
		rest := blocks
		if len(blocks) > 0 && (strings.HasPrefix(blocks[0], "policy") || strings.HasPrefix(blocks[0], "政策")) {
			rest = blocks[1:]
		}
		r.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	}
	chance := func(percent int) bool { return r.IntN(100) < percent }
	remark := func() string { return remarks[r.IntN(len(remarks))] }
	var out strings.Builder
	for _, line := range strings.Split(strings.Join(blocks, ""), "\n") {
		if chance(5) {
			out.WriteString(strings.Repeat(" ", r.IntN(5)) + remark() + "\n")
		}
		if line != "" && chance(10) {
			line += strings.Repeat(" ", r.IntN(3)) + remark()
		} else if chance(5) {
			line += "  \t"[:r.IntN(3)]
		}
		out.WriteString(line + "\n" + strings.Repeat("\n", r.IntN(20)/17))
	}
	if chance(10) {
		return strings.ReplaceAll(out.String(), "\n", "\r\n")
	}
	return out.String()
}

// declarations are the parts of a policy, each with the comments before it.
func declarations(text string) (blocks []string) {
	var block strings.Builder
	begun := false
	for _, line := range strings.SplitAfter(text, "\n") {
		margin := line != "" && !strings.HasPrefix(line, " ") && strings.TrimSpace(line) != ""
		if margin && begun {
			blocks = append(blocks, block.String())
			block.Reset()
			begun = false
		}
		begun = begun || margin && !strings.HasPrefix(line, "--")
		block.WriteString(line)
	}
	return append(blocks, block.String())
}

// badly says what is wrong with a policy once it is laid out.
func (o origin) badly(text string) (problem string, err error) {
	known, f := o.reader(text)
	tree := func(text string) *syntax.File {
		var found diag.List
		return syntax.Parse(source.New("random", text), known, &found)
	}
	run := func(text string, words format.Words) string {
		var found diag.List
		out, kept, wrong := f.Source(source.New("random", text), words, &found)
		if wrong != nil && err == nil {
			err, problem = wrong, wrong.Error()+"\n"+text
		}
		for _, span := range kept {
			problem += "not turned: " + span.Text() + "\n"
		}
		return out
	}
	laid := run(text, format.AsWritten)
	if err != nil {
		return problem, err
	}
	before, after := tree(text), tree(laid)
	chinese := run(text, format.InChinese)
	english := run(chinese, format.InEnglish)
	for _, c := range []struct{ law, want, got string }{
		{"the tree", outline(before), outline(after)},
		{"the comments", comments(before), comments(after)},
		{"the comments in Chinese", comments(before), comments(tree(chinese))},
		{"the line ends of another system", laid, run(windows(text), format.AsWritten)},
		{"a second run", laid, run(laid, format.AsWritten)},
		{"a second run in Chinese", chinese, run(chinese, format.AsWritten)},
		{"to Chinese and back", run(text, format.InEnglish), english},
		{"to English and back", chinese, run(english, format.InChinese)},
	} {
		if problem == "" && c.want != c.got {
			problem = c.law + ":\nwant " + c.want + "\ngot  " + c.got
		}
	}
	return problem, err
}

// windows is a text whose lines all end as Windows ends them.
func windows(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
}

// comments are those of a policy, whatever their order: one at the end of a line that
// is broken in two may change places with another.
func comments(file *syntax.File) string {
	var list []string
	for _, r := range file.Remarks {
		list = append(list, strings.Join(strings.Fields(strings.TrimLeft(r.Span.Text(), "-")), " "))
	}
	slices.Sort(list)
	return strings.Join(list, "\n")
}

// outline is a tree without its places.
func outline(file *syntax.File) string {
	var out strings.Builder
	for _, d := range file.Declarations {
		outlined(&out, reflect.ValueOf(d))
		out.WriteByte('\n')
	}
	return out.String()
}

func outlined(out *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			outlined(out, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			outlined(out, v.Index(i))
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[syntax.Node]() {
			return
		}
		out.WriteString(v.Type().Name() + "(")
		for i := range v.NumField() {
			outlined(out, v.Field(i))
		}
		out.WriteString(")")
	case reflect.String:
		out.WriteString(strings.Join(strings.Fields(syntax.Fold(v.String())), " ") + ";")
	case reflect.Bool:
		fmt.Fprint(out, v.Bool(), ";")
	default:
		if v.CanInt() {
			fmt.Fprint(out, v.Int(), ";")
		}
	}
}
