package roster
import ("testing";"time";"fmt";"strings";"github.com/govalues/decimal";"rota/lang/diag";"rota/interp/value")
func TestZZ(t *testing.T){
 for _, s := range []string{"1e99999999","1e-99999999","1e9999","1e-330","1e330",strings.Repeat("9",2000), "0."+strings.Repeat("9",2000)} {
  b:=time.Now(); _,err:=decimal.Parse(s); fmt.Println(s[:min(len(s),10)],err,time.Since(b))
 }
 for _, s := range []string{strings.Repeat("年9",20000)} { b:=time.Now(); fmt.Println(diag.Nearest(s,boolWords)); fmt.Println(time.Since(b)) }
 p:=program(t,allRules)
 for _, f := range p.Staff.Fields { for _, s:= range []string{strings.Repeat("年9",20000),strings.Repeat("9年",20000),strings.Repeat("2023优秀;",10000),strings.Repeat("a;",16000)} { b:=time.Now(); newCells(newT()).read(f,Raw{s,Text},false); if d:=time.Since(b); d>50*time.Millisecond {fmt.Println(f.Name,s[:10],d)} } }
}
func newT() *value.Texts { return value.NewTexts() }
