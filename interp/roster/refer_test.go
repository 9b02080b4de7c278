package roster

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

// office is a policy of staff, schools and vacancies; what the rules read is in
// use.
func office(t testing.TB, rules string) *check.Program {
	t.Helper()
	const text = `record staff, key staff id
field staff id: text, headed "工号"
field name: text, headed "姓名"
field spouse: staff, blank means none, headed "配偶"
field leader: staff, headed "分管领导"
field contact: staff, outsiders left out, headed "联系人"
field home: school, headed "学校"
record school from sheet "学校", key school name
  school name: text, headed "校名", "学校"
  places: whole number, headed "编制"
  head: staff, headed "校长"
record vacancy as vacancies, many per school by at school, headed "空缺"
  at school: text, headed "校名"
  subject taught: text, headed "学科"
action rotate
`
	var found diag.List
	tree := syntax.Parse(source.New("test.rota", text+rules), nil, &found)
	p := check.Check([]*syntax.File{tree}, &found)
	for _, d := range found {
		t.Errorf("%v: %s", d.At, d.Message(locale.English))
	}
	return p
}

// leads shows where the references of a field lead, record by record.
func leads(r *Roster, kind, name string) string {
	var out []string
	for i, k := range r.Program.Records {
		if k.Name != kind {
			continue
		}
		for _, rec := range r.Kinds[i][:r.Insiders[i]] {
			for _, f := range k.Fields {
				if f.Name == name {
					out = append(out, rec.ID+"="+ids(r, f, rec.Cell(f)))
				}
			}
		}
	}
	return strings.Join(out, ", ")
}

func ids(r *Roster, f *check.Field, c *Cell) string {
	var words []string
	for _, code := range c.Value.Codes {
		to := r.Kinds[f.Type.Record.Index][code]
		word := to.ID
		if to.Outside != nil {
			word += "(" + to.Outside.Name + ")"
		}
		words = append(words, word)
	}
	if c.Value.None {
		words = append(words, "none")
	}
	return stateNames[c.State] + strings.Join(words, "/")
}

// rows shows the rows of a list, owner by owner.
func rows(r *Roster, list string) string {
	var out []string
	at := slices.IndexFunc(r.Program.Lists, func(l *check.Record) bool { return l.List == list })
	l := r.Program.Lists[at]
	for _, owner := range r.Kinds[l.Owner.Kind.Index][:r.Insiders[l.Owner.Kind.Index]] {
		var words []string
		for _, row := range owner.Rows[at] {
			word := fmt.Sprint(row.At.Row)
			for _, f := range l.Fields {
				if c := row.Cell(f); f != l.JoinBy {
					word += " " + stateNames[c.State] + c.Written
				}
			}
			words = append(words, word)
		}
		if words != nil {
			out = append(out, owner.ID+": "+strings.Join(words, "; "))
		}
	}
	return strings.Join(out, " | ")
}

func TestReferences(t *testing.T) {
	p := office(t, "rule 1 spouse's name is \"x\" or leader's name is \"x\" or contact's name is \"x\" or home's places > 5 or home's head's name is \"x\" => must rotate\n")
	staff := grid("a.xlsx", "名册", `
		工号 | 姓名 | 配偶 | 分管领导 | 联系人 | 学校
		A1 | 甲 | a2 | A3 | A1 | 一小
		A2 | 乙 | A１ | | 外单位 | 二小
		A3 | 丙 | 无 | B9 | B9 | 三小
		A4 | 丁 | 外单位 | b9 | 不详 | 
		A4 | 戊 | A4 | A4 | | 一小`)
	school := grid("a.xlsx", "学校", "校名|编制|校长\n一小|20|A3\n二小||外单位\n一小|22|")
	r, found := Bind(p, []Sheet{staff, school}, nil, Options{})
	require.Equal(t, "A1=A2, A2=A1, A3=none, A4=外单位(spouse), A4=unreadable A4/A4", leads(r, "staff", "spouse"))
	require.Equal(t, "A1=A3, A2=empty A1/A2/A3/A4/A4, A3=B9(leader), A4=B9(leader), A4=unreadable A4/A4", leads(r, "staff", "leader"))
	require.Equal(t, "A1=A1, A2=外单位(contact), A3=B9(leader), A4=empty A1/A2/A3/A4/A4, A4=empty A1/A2/A3/A4/A4", leads(r, "staff", "contact"))
	require.Equal(t, "A1=unreadable 一小/一小, A2=二小, A3=三小(home), A4=empty 一小/二小/一小, A4=unreadable 一小/一小", leads(r, "staff", "home"))
	require.Equal(t, "一小=A3, 二小=外单位(head), 一小=empty A1/A2/A3/A4/A4", leads(r, "school", "head"))
	require.Equal(t, []string{
		"R0560 a.xlsx!名册!A6: “A4” is the staff id of two records, rows 5 and 6; neither can be relied on",
		"R0560 a.xlsx!学校!A4: “一小” is the school name of two records, rows 2 and 4; neither can be relied on",
		"R0600 a.xlsx!名册!D4 x2: “leader” leads to no record of “staff”: B9; what is read of them is not known",
		"R0600 a.xlsx!名册!F4: “home” leads to no record of “school”: 三小; what is read of them is not known",
		"R0600 a.xlsx!名册!C5: “spouse” leads to no record of “staff”: 外单位; what is read of them is not known",
		"R0600 a.xlsx!学校!C3: “head” leads to no record of “staff”: 外单位; what is read of them is not known",
		"R0601 a.xlsx!名册!E3 x2: “contact” leads to no record of “staff”: 外单位, B9; they are left out",
	}, lines(found))
	// Of one outside the key is known, and nothing else.
	for _, rec := range r.Kinds[p.Subject.Kind.Index][r.Insiders[p.Subject.Kind.Index]:] {
		require.Equal(t, rec.Nameless, rec.Cell(p.Subject.Key).State != Known, rec.ID)
	}
}

func TestLackingKinds(t *testing.T) {
	staff := grid("a.csv", "", "工号|姓名|配偶|分管领导|联系人|学校\nA1|甲|A1|A1|A1|一小")
	// Whoever is asked for by the key alone need not be in any table.
	_, found := Bind(office(t, "rule 1 home is \"一小\" or home is known => must rotate\n"), []Sheet{staff}, nil, Options{})
	require.Empty(t, lines(found))
	p := office(t, "rule 1 some vacancy in home's vacancies where subject taught is \"语文\" => must rotate\n")
	r, found := Bind(p, []Sheet{staff}, nil, Options{})
	require.Equal(t, []string{"R0564 a.csv: the policy reads school; give it with --with school=FILE", "R0564 a.csv: the policy reads vacancies; give it with --with vacancies=FILE"}, lines(found))
	require.Len(t, r.MissingLists, 2)
	// Each kind in a file of its own; a vacancy of no school; a school without any.
	r, found = Bind(p, []Sheet{staff}, map[string][]Sheet{
		"school": {grid("s.csv", "", "校名|编制\n一小|20\n二小|10")}, "空缺": {grid("v.csv", "", "校名|学科\n一小|语文\n三小|数学\n一小|音乐")},
	}, Options{})
	require.Equal(t, "一小: 2 语文; 4 音乐", rows(r, "vacancies"))
	require.Equal(t, []string{
		"R0565 v.csv!A3: rows of vacancies belong to no record of “school”: 三小",
		"R0589 s.csv!3: “vacancies” has no row for: 二小; they are decided as having none",
	}, lines(found)[:2])
}

// Many rows of staff each say something of one school.
func TestFolded(t *testing.T) {
	p := office(t, "record district from staff, key district name\n  district name: text, headed \"片区\"\n  size: whole number, headed \"规模\"\n  founded: date, headed \"设立\"\n"+
		"field area: district, headed \"片区\"\nrule 1 area's size > 2 or area's founded < 2000-01-01 => must rotate\n")
	r, found := Bind(p, []Sheet{grid("a.csv", "", `
		工号 | 片区 | 规模 | 设立
		A1 | 城南 | 3 | 2001.05
		A2 | 城南 |  | 2001-05-09
		A3 | 城北 | 1 | 
		A4 | 城南 | 4 | 2001.05
		A5 | | 9 | 2009`)}, nil, Options{})
	require.Equal(t, "A1=城南, A2=城南, A3=城北, A4=城南, A5=empty 城南/城北", leads(r, "staff", "area"))
	at := slices.IndexFunc(p.Records, func(k *check.Record) bool { return k.Name == "district" })
	var said []string
	for _, rec := range r.Kinds[at] {
		for _, f := range p.Records[at].Fields {
			said = append(said, stateNames[rec.Cell(f).State]+rec.Cell(f).Written)
		}
	}
	require.Equal(t, []string{"城南", "unreadable 3 ≠ 4", "2001-05-09", "城北", "1", "empty "}, said)
	require.Equal(t, []string{"R0602 a.csv!C5: two rows give “size” of district 城南: “4” here, “3” in C2; it is not used"}, lines(found))
}

func TestRelation(t *testing.T) {
	staff := grid("a.xlsx", "名册", "工号|亲属\nA1|夫妻-A2、父子-A3\nA2|夫妻－A1\nA3|父女—A1\nA4|连襟:外单位；表亲-X-7\nA5|\nA6|A1")
	p := office(t, "relation kin of staff from column \"亲属\": bond, relative; symmetric; blank means none\nrule 1 some kin where bond is \"夫妻\", relative's name is \"x\" => must rotate\n")
	r, found := Bind(p, []Sheet{staff}, nil, Options{})
	// Each pair once; where two cells differ neither is believed.
	require.Equal(t, "A1: 2 夫妻 A2; 2 unreadable 父子 ≠ 父女 A3 | A2: 2 夫妻 A1 | A3: 2 unreadable 父子 ≠ 父女 A1 | A4: 5 连襟 外单位; 5 表亲 X-7", rows(r, "kin"))
	require.Equal(t, []string{
		"R0555 a.xlsx!名册: the policy reads “name”, but no column holds it; it may be headed name, 姓名",
		"R0603 a.xlsx!名册!B7: “A1” in “kin” is not of the form bond-relative",
		"R0602 a.xlsx!名册!B4: two rows give “bond” of kin A1–A3: “父女” here, “父子” in B2; it is not used",
		"R0600 a.xlsx!名册!B5 x2: “relative” leads to no record of “staff”: 外单位, X-7; what is read of them is not known",
	}, lines(found))
	require.Equal(t, "A6", r.Untold[1][0].Owner.ID)

	// Beside what is not known the rest stands; a word that is no value is told of in its cell.
	p = office(t, "choice bond: spouses, parent\nrelation kin of staff from column \"亲属\": bond, relative; blank means none\n  bond: bond\nrule 1 some kin where bond is spouses => must rotate\n")
	r, found = Bind(p, []Sheet{grid("a.csv", "", "工号|亲属\nA1|spouses-A2、不详\nA2|cousin-A1\nA3|？\nA4|无\nA5|parent-外单位")}, nil, Options{})
	require.Equal(t, "A1: 2 spouses A2 | A2: 3 unreadable cousin A1 | A5: 6 parent 外单位", rows(r, "kin"))
	require.Equal(t, []string{
		"R0570 a.csv!B3: “cousin” is no value of “bond”, which is a choice of “bond” (spouses, parent)",
	}, lines(found))
	var untold []string
	for _, u := range r.Untold[slices.IndexFunc(p.Lists, func(l *check.Record) bool { return l.List == "kin" })] {
		untold = append(untold, u.Owner.ID)
	}
	require.Equal(t, []string{"A1", "A3"}, untold)

	// From a table, with a converse, those outside left out.
	p = office(t, "relation leads of staff from \"lines.csv\": chief, led; converse follows; outsiders left out\nrule 1 some leads where led's name is \"x\" or some follows where chief's name is \"x\" => must rotate\n")
	lists := map[string][]Sheet{"leads": {grid("lines.csv", "", "chief|led\nA1|A2\nA1|A3\nA1|A2\nA2|A1\nB1|A2\nA2|外单位\n|A3\nA4|\nA5|无")}}
	r, found = Bind(p, []Sheet{grid("a.csv", "", "工号|姓名\nA1|甲\nA2|乙\nA3|丙\nA4|丁\nA5|戊")}, lists, Options{})
	require.Equal(t, "A1: 2 A2; 3 A3 | A2: 5 A1 | A4: 9 empty ", rows(r, "leads"))
	at := slices.IndexFunc(p.Lists, func(l *check.Record) bool { return l.List == "follows" })
	var follows []string
	for _, person := range r.People {
		for _, row := range person.Rows[at] {
			follows = append(follows, person.ID+"<"+row.Cell(row.Kind.JoinBy).Written)
		}
	}
	require.Equal(t, []string{"A1<A2", "A2<A1", "A3<A1", "A3<"}, follows)
	require.Len(t, r.Loose[at-1], 1) // led by nobody knows whom
	require.Len(t, r.Loose[at], 1)   // whom A4 leads
	require.Equal(t, []string{
		"R0566 lines.csv!A8: it is not said whose row this is: “chief” is blank",
		"R0601 lines.csv!6 x2: “leads” leads to no record of “staff”: B1, 外单位; they are left out",
	}, lines(found))
}
