package value

import (
	"strconv"
	"strings"

	"rota/lang/types"
)

// Key is a text that two known sets of one kind share when they are equal. Two
// that are none share it too, though neither equals the other.
func (s Set) Key() string {
	if s.None {
		return "none"
	}
	switch s.Kind {
	case types.Bool:
		return strconv.FormatBool(s.True)
	case types.Date:
		return strconv.Itoa(int(s.First))
	case types.Period:
		return s.Short.String()
	case types.Choice, types.Text, types.Ref:
		parts := make([]string, len(s.Codes))
		for i, c := range s.Codes {
			parts[i] = strconv.Itoa(int(c))
		}
		return strings.Join(parts, "+")
	}
	return s.Low.Trim(0).String()
}
