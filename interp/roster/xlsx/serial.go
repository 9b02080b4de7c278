package xlsx

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"rota/lang/civil"
)

var (
	epoch1900, _ = civil.NewDate(1899, 12, 31)
	epoch1904, _ = civil.NewDate(1904, 1, 1)
)

// lastSerial is 9999-12-31 counted from 1900.
const lastSerial = 2_958_465

// dateOf turns the serial number of a cell shown as a date into ISO 8601: the
// day; with the time of day where the number has one; only year and month where
// the format shows no day and the number is the first of the month, for that is
// what typing 2015年3月 stores. From 1900 the count knows a 29 February 1900,
// serial 60, which never was: absurd is then true. Numbers that are no day
// (0, negative, too large, a time alone) give false.
func dateOf(text string, shown format, date1904 bool) (iso string, absurd, ok bool) {
	serial, err := strconv.ParseFloat(text, 64)
	if err != nil || shown == plain {
		return "", false, false
	}
	// To whole seconds first: 45000.99999999 is the next midnight.
	seconds := math.Round((serial - math.Floor(serial)) * 86400)
	whole := math.Floor(serial)
	if seconds == 86400 {
		seconds, whole = 0, whole+1
	}
	first := 1.0
	if date1904 {
		whole, first = whole+1462, 1462
	}
	// Before 1901 a number under a clock format is a length of time.
	if whole < first || whole > lastSerial || shown == clock && (whole < 367 || seconds > 0) {
		return "", false, false
	}
	day := int(whole)
	var date civil.Date
	switch {
	case date1904:
		date = epoch1904.AddDays(day - 1462)
	case day == 60:
		return "1900-02-29", true, true
	case day > 60:
		date = epoch1900.AddDays(day - 1)
	default:
		date = epoch1900.AddDays(day)
	}
	iso = date.String()
	switch s := int(seconds); {
	case s > 0:
		iso += fmt.Sprintf("T%02d:%02d:%02d", s/3600, s/60%60, s%60)
	case shown == monthy && strings.HasSuffix(iso, "-01"):
		iso = iso[:7]
	}
	return iso, false, true
}

// numeric says whether text is a decimal number as XML writes one; Go would
// take inf, nan, hexadecimal and underscores too.
func numeric(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return false
		}
	}
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}

// digits writes a whole number in exponent form in plain digits, as an office
// typed it: 1.1010119900101E+17 is 110101199001010000 (its last digits were
// lost when it was stored). Any other number stays as it is.
func digits(text string) string {
	at := strings.IndexAny(text, "eE")
	if at < 0 {
		return text
	}
	exponent, err := strconv.Atoi(strings.TrimPrefix(text[at+1:], "+"))
	if err != nil || exponent < 0 || exponent > 40 {
		return text
	}
	sign, mantissa := "", text[:at]
	if rest, negative := strings.CutPrefix(mantissa, "-"); negative {
		sign, mantissa = "-", rest
	}
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(mantissa, "+"), ".")
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > exponent {
		return text
	}
	plain := strings.TrimLeft(whole+fraction+strings.Repeat("0", exponent-len(fraction)), "0")
	if plain == "" {
		return "0"
	}
	return sign + plain
}

// isoDate accepts what a cell marked as a date may hold: a day, alone or with a
// time, which is dropped at midnight.
func isoDate(text string) (string, bool) {
	day, clock, timed := strings.Cut(text, "T")
	if _, ok := civil.ParseISO(day); !ok {
		return "", false
	}
	clock = strings.TrimSuffix(clock, "Z")
	if !timed || strings.Trim(clock, "0:.") == "" {
		return day, true
	}
	if strings.Trim(clock, "0123456789:.") != "" {
		return "", false
	}
	return day + "T" + clock, true
}
