package explain

import (
	"strings"

	"rota/interp/eval"
	"rota/lang/locale"
	"rota/lang/types"
)

// OutputValue is the value of an output in a language, or the values that it may
// have.
func OutputValue(o eval.Output, l locale.Language) string {
	if o.Value == "" {
		return eval.Undetermined.Text().In(l)
	}
	text := Values(o.Value, o.Type, l)
	if !o.Known && !o.Exhaustive {
		text += pick(l, ", perhaps more narrowly", "，范围或可更窄")
	}
	return text
}

// Values are the values that something may have, as results carry them, in words: 5 to 7
// or none.
func Values(v string, t types.Type, l locale.Language) string {
	if t.Kind == types.Text {
		return oneValue(v, t, l) // may be any text
	}
	parts := strings.Split(v, "|")
	for i, p := range parts {
		parts[i] = oneValue(p, t, l)
	}
	return strings.Join(parts, pick(l, " or ", "或"))
}

// FactValue is what is known of a fact, in words; "" where nothing is.
func FactValue(f eval.Fact, l locale.Language) string { return oneValue(f.Value, f.Field.Type, l) }

// chineseLength turns 4y10mo29d into 4年10个月29天.
var chineseLength = strings.NewReplacer("-", "负", "y", "年", "mo", "个月", " workdays", "个工作日", " workday", "个工作日", "d", "天", "open", "至今")

func oneValue(v string, t types.Type, l locale.Language) string {
	if low, high, ranges := strings.Cut(v, ".."); ranges && t.Kind != types.Text {
		return between(low, high, t, l)
	}
	switch {
	case v == eval.Conflict.String():
		return eval.Conflict.Text().In(l)
	case v == eval.DataError.String():
		return eval.DataError.Text().In(l)
	case v == "none":
		return pick(l, "none", "无")
	case v == "open":
		return pick(l, "open", "至今")
	case (t.Kind == types.Period || t.Kind == types.Span) && l == locale.Chinese:
		return chineseLength.Replace(v)
	case t.Kind == types.Bool:
		return yesNo(v, l)
	case t.Choice != nil:
		for _, option := range t.Choice.Values {
			if option.Name == v {
				return option.Text().In(l)
			}
		}
	}
	return v
}

// between is a range of values in words: 14 to 86, at least good, no later than 2025-03-01.
func between(low, high string, t types.Type, l locale.Language) string {
	dated := t.Kind == types.Date
	switch {
	case high == "open" && dated && low != "":
		return days(low, high, l)
	case low == "" && dated:
		return pick(l, "no later than ", "不晚于") + high
	case high == "" && dated:
		return pick(l, "no earlier than ", "不早于") + low
	case low == "":
		return pick(l, "at most ", "不超过") + oneValue(high, t, l)
	case high == "":
		return pick(l, "at least ", "不低于") + oneValue(low, t, l)
	}
	return oneValue(low, t, l) + pick(l, " to ", "至") + oneValue(high, t, l)
}

// openOutputs names the outputs that a blank leaves open.
func openOutputs(d eval.Decision, l locale.Language) string {
	var names []string
	for _, o := range d.Outputs {
		if !o.Known {
			names = append(names, o.Output.Text().In(l))
		}
	}
	return strings.Join(names, comma(l))
}
