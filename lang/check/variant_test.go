package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// loadAll checks texts of which each extends those before it that it names.
func loadAll(base *syntax.File, names, texts []string) (*check.Program, diag.List) {
	var found diag.List
	files := []*syntax.File{base}
	for i, text := range texts {
		file := source.New(names[i], text)
		vocabulary := syntax.NewVocabulary()
		vocabulary.Extend(base.Vocabulary, "")
		var bases []*syntax.File
		_, policies := syntax.TakenIn(file)
		for _, e := range policies {
			for _, f := range files[1:] {
				if f.Source.Name == e.From {
					vocabulary.Extend(f.Vocabulary, e.As)
					f.Prefix = e.As
					bases = append(bases, f)
				}
			}
		}
		tree := syntax.Parse(file, vocabulary, &found)
		tree.Bases = bases
		files = append(files, tree)
	}
	return check.Check(files, &found), found.Sort()
}

// Mistakes of variants: each part is a policy, a line “-- file NAME” and what extends
// it, as in TestMistakes.
func TestVariantMistakes(t *testing.T) {
	base := prelude(t)
	paths, err := filepath.Glob("testdata/variants/*.rota")
	require.NoError(t, err)
	require.Len(t, paths, 2)
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		var written []string
		for _, part := range strings.Split(string(raw), parting) {
			var names, texts []string
			for _, piece := range strings.Split(expectation.ReplaceAllString(part, ""), "-- file ")[1:] {
				name, text, _ := strings.Cut(piece, "\n")
				names, texts = append(names, name), append(texts, text)
			}
			_, found := loadAll(base, names, texts)
			assert.NotEmpty(t, found, part)
			out := ""
			for i, name := range names {
				var own diag.List
				for _, d := range found {
					plain(t, d)
					if d.At.(source.Span).File.Name == name {
						own = append(own, d)
					}
				}
				out += "-- file " + name + "\n" + annotated(texts[i], own)
			}
			written = append(written, out)
		}
		got := strings.Join(written, parting)
		if *update {
			require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
			continue
		}
		require.Equal(t, string(raw), got, path)
	}
}

// A variant in English and in Chinese is the same program.
func TestVariantTwins(t *testing.T) {
	base := prelude(t)
	const county = `policy "County"
  as of 2024-12-31
  about rotate
  applies to male
set longest stay = 6y
set deadline = to fill "days"
define key post also called "要害岗位" = post category in (personnel, finance)
fixed rule 5.1 under investigation => exempt
rule 4.1 post tenure >= longest stay => must
rule 4.2 key post => must
any 6 => may exempt
  6.1 pregnant
  6.2 applied
`
	for _, c := range [][2]string{
		{"set longest stay = 5y", "设定 longest stay = 5年"},
		{"replace rule 4.1 post tenure >= 4y => should", "替换规则4.1 任职满4年的，应当"},
		{"replace define key post = finance", "替换定义 key post = 财务"},
		{"repeal rule 4.2, 6.1", "废止规则4.2、6.1"},
		{"repeal any 6", "废止下列情形之一 6"},
		{"fixed rule 9 male => may", "不可更改规则9 男的，可"},
		{"set deadline = 30d", "设定 deadline = 30天"},
		{"replace any 6 => may defer\n  6.3 pregnant", "替换下列情形之一 6 则可暂缓\n  6.3 孕期"},
		{"rule 9 male => may despite CY/4.1", "规则9 男的，可，不受CY/4.1限制"},
	} {
		var said [2]string
		for i, header := range []string{"policy \"A\" extends \"county.rota\"", "政策“A”沿用“county.rota”"} {
			if strings.Contains(c[i], "CY/") {
				header += []string{" as CY", "作为CY"}[i]
			}
			program, found := loadAll(base, []string{"county.rota", "policy"}, []string{county, header + "\n" + c[i] + "\n"})
			assert.Empty(t, found, c[i])
			said[i] = show(program)
		}
		assert.Equal(t, said[0], said[1], "%s\n%s", c[0], c[1])
	}
}

// What a variant replaces is gone, what it declares anew is read by the rules of the
// policy extended, and its header lines come before those.
func TestVariantReplaces(t *testing.T) {
	program, found := loadAll(prelude(t), []string{"a.rota", "b.rota", "c.rota"}, []string{
		"policy \"A\"\n  as of 2024-12-31\n  about rotate\n  source \"one\"\nset limit = 6y\nrule 4 post tenure >= limit => must\nrule 5 male => exempt despite 4\nrule 6 meets 7 => may\nrule 7 female => may\n",
		"policy \"B\" extends \"a.rota\" as A\n  source \"two\"\nset limit = 5y\nrule 4 male => may yields to A/5\nrepeal rule A/7\n",
		"policy extends \"b.rota\"\n  as of 2026-12-31\nreplace rule A/5 female => exempt\n",
	})
	require.Empty(t, found)
	require.Equal(t, "B", program.Title)
	require.Equal(t, "two", program.Source)
	require.Equal(t, "2026-12-31", program.AsOf.(*check.Const).Value.Date.String())
	var all []string
	for _, r := range program.Rules {
		all = append(all, r.ID+" "+r.Span.File.Name)
	}
	require.Equal(t, []string{"A/4 a.rota", "A/6 a.rota", "4 b.rota", "A/5 c.rota"}, all)
	require.Len(t, program.Files, 3)
	for _, term := range program.Terms {
		if term.Name == "limit" {
			require.Equal(t, "b.rota", term.Span.File.Name)
		}
	}
}

// A table declared anew takes the place of the old under all its names.
func TestVariantTables(t *testing.T) {
	program, found := loadAll(prelude(t), []string{"a.rota", "b.rota"}, []string{
		"policy \"A\"\n  as of 2024-12-31\ntable limits by gender\n  male: 6y\n  female: 5y\nrule 4 post tenure >= limits for gender => must rotate\n",
		"policy \"B\" extends \"a.rota\"\nreplace table limits by gender\n  male: 4y\n  female: 3y\nrule 5 post tenure >= limits for gender => should exchange\n",
	})
	require.Empty(t, found)
	var tables []string
	for _, r := range program.Records {
		if r.Table != nil && r.Span.File.Name != "prelude.rota" {
			tables = append(tables, r.Name+" "+r.Span.File.Name)
		}
	}
	require.Equal(t, []string{"limits b.rota"}, tables)
}

// What a condition reads through terms is visited once for each place where it is read,
// however many ways lead there: here two to the power of sixty.
func TestReadBy(t *testing.T) {
	text := "define step 0 = post tenure >= 5y\n"
	for i := range 60 {
		text += fmt.Sprintf("define step %d = step %d or not step %d\n", i+1, i, i)
	}
	program, _, found := load(prelude(t), "policy", text+"rule 1 step 60, male => may rotate\n")
	require.Empty(t, found)
	var read []string
	check.ReadBy(program.Rules[0].When, func(f *check.Field, at source.Span) {
		read = append(read, f.Name+" "+at.File.Name+" "+at.Text())
	})
	require.Equal(t, []string{"post since prelude post since", "gender policy male"}, read)
}

// A rule reads a field once, however often it says so and through how many terms; of rows
// whose days it looks at their ends, of a list what joins it, of a table all of it.
func TestReaders(t *testing.T) {
	program, found := loadAll(prelude(t), []string{"a.rota"}, []string{`policy "A"
  as of 2024-12-31
table limit by gender
  male: 5y
table posts by unit
  a
define long = post tenure >= 5y
rule 4 long, post since >= 2000-01-01, post since < 2020-01-01, male => must rotate
rule 5 long or male => may exchange
check 6 where long: male
rule 7 count of career >= 2 => may promote
rule 8 count of (career during 2020) >= 2 => may promote
rule 9 post tenure >= limit for female => may promote
rule 10 unit in posts => may promote
rule 11 some posting in career while posts for unit => may promote
rule 12 spouse is "B" => may promote
`})
	require.Empty(t, found)
	readers := program.Readers()
	of := func(f *check.Field) (ids []string) {
		for _, r := range readers[f] {
			ids = append(ids, r.ID)
		}
		return ids
	}
	read := func(name string) []string { return of(program.Named(name)) }
	require.Equal(t, []string{"4", "5", "9", "6"}, read("post since"))
	require.Equal(t, []string{"4", "5", "6"}, read("gender"))
	require.Equal(t, []string{"12"}, of(program.Subject.Key))
	require.Empty(t, read("unit since"))
	require.NotContains(t, readers, (*check.Field)(nil))
	for _, r := range program.Records {
		switch r.Name {
		case "posting":
			require.Equal(t, []string{"7", "8", "11"}, of(r.JoinBy))
			require.Equal(t, []string{"8", "11"}, of(r.Start))
			require.Equal(t, []string{"8", "11"}, of(r.End))
		case "limit":
			require.Equal(t, []string{"9"}, of(r.Table.Values[0]))
		case "posts":
			require.Equal(t, []string{"10", "11"}, of(r.Table.Keys[0]))
		}
	}
}
