// Package lang says which version of the language this is; what a policy says is in
// the packages below it.
//
//	fmt.Println("the language", lang.Version)
package lang

// Version of the language that spec.md tells: a whole number, a dot, a whole number.
// The second rises when more can be written, the first when a policy that reads would
// be refused or mean something else.
const Version = "1.0"
