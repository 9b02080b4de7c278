package diag

// Paint colours words for a terminal; false leaves them as they are. Only words that
// stand out by themselves are coloured, so that nothing is told by colour alone.
type Paint bool

// Bad is for errors and tests that failed.
func (p Paint) Bad(text string) string { return p.in("1;31", text) }

// Warn is for warnings, and what was asked for and is not so.
func (p Paint) Warn(text string) string { return p.in("33", text) }

// Good is for what was found as it should be, and for help.
func (p Paint) Good(text string) string { return p.in("32", text) }

// Mark is for what points at a place.
func (p Paint) Mark(text string) string { return p.in("36", text) }

func (p Paint) in(colour, text string) string {
	if !p || text == "" {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}
