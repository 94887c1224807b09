package legal

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Numbering is how a case is numbered: a pattern with {seq}, {seq:09d} or
// {year}, and what starts the sequence anew.
type Numbering struct {
	Pattern string   `json:"pattern"`
	Per     []string `json:"per"`
}

// maxWidth bounds the zeros that a pattern may ask for.
const maxWidth = 12

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// Number writes the number of a case: seq 7 of 2026 is "000000007-2026" in
// Peru and "2026-000007" elsewhere.
func (p Profile) Number(seq, year int) string {
	return placeholder.ReplaceAllStringFunc(p.Numbering.Pattern, func(hole string) string {
		if hole == "{year}" {
			return fmt.Sprintf("%04d", year)
		}
		width, ok := seqWidth(hole)
		if !ok {
			return hole
		}
		return fmt.Sprintf("%0*d", width, seq)
	})
}

// seqWidth reads {seq} and {seq:09d}.
func seqWidth(hole string) (int, bool) {
	if hole == "{seq}" {
		return 1, true
	}
	digits, found := strings.CutPrefix(hole, "{seq:0")
	digits, closed := strings.CutSuffix(digits, "d}")
	width, err := strconv.Atoi(digits)
	return width, found && closed && err == nil && width >= 1 && width <= maxWidth
}

// checkPattern refuses a pattern that would give two cases one number: it
// needs exactly one sequence, and the year when the sequence restarts with it.
func checkPattern(n Numbering) error {
	seqs, years := 0, 0
	for _, hole := range placeholder.FindAllString(n.Pattern, -1) {
		if _, ok := seqWidth(hole); ok {
			seqs++
		} else if hole == "{year}" {
			years++
		} else {
			return fmt.Errorf("number pattern %q: unknown %s", n.Pattern, hole)
		}
	}
	rest := placeholder.ReplaceAllString(n.Pattern, "")
	if seqs != 1 || strings.ContainsAny(rest, "{}") || slices.Contains(n.Per, "year") && years == 0 {
		return fmt.Errorf("number pattern %q per %v would repeat numbers", n.Pattern, n.Per)
	}
	return nil
}
