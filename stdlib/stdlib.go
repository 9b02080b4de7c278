// Package stdlib is what every policy may use: the vocabulary of a staff roster
// and the usual terms, written in Rota, and the working days of mainland China.
// It holds text only; interp reads it.
//
//	text := stdlib.Prelude() // the declarations that every policy builds on
package stdlib

import _ "embed"

// Version of the prelude: a policy that pins it is refused by a tool that has
// another.
const Version = "1"

//go:embed prelude.rota
var prelude string

// Prelude is the text of the declarations that every policy builds on.
func Prelude() string { return prelude }

//go:embed campaign.rota
var campaign string

//go:embed publication.rota
var publication string

//go:embed handover.rota
var handover string

//go:embed term.rota
var term string

// Library is a set of declarations that a policy takes in by name.
type Library struct {
	Names []string // in English, then in Chinese
	Text  string
}

// Libraries are what a policy may take in with “use”.
func Libraries() []Library {
	return []Library{
		{[]string{"campaign", "工作阶段"}, campaign},
		{[]string{"publication", "公示"}, publication},
		{[]string{"handover", "交接"}, handover},
		{[]string{"term", "任期"}, term},
	}
}

//go:embed workdays.cn.txt
var workdays string

// Workdays is the days off and the make-up days of mainland China, for
// civil.ParseListing: the calendar of a policy that declares none.
func Workdays() string { return workdays }
