package report

import (
	"fmt"
	"strings"
	"testing"
)

// TestPieces: months, of which those that are over and asked for as a whole are
// kept; nothing twice and nothing left out.
func TestPieces(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, from, to, today, want string }{
		{"parts at both ends", "2026-08-10", "2026-11-05", "2026-11-24", "08-10..08-31 09-01..09-30! 10-01..10-31! 11-01..11-05"},
		{"a day", "2026-10-31", "2026-10-31", "2026-11-24", "10-31..10-31"},
		{"the month that is not over", "2026-10-01", "2026-11-30", "2026-11-24", "10-01..10-31! 11-01..11-30"},
		{"its last day is today", "2026-11-01", "2026-11-30", "2026-11-30", "11-01..11-30"},
		{"it was over yesterday", "2026-11-01", "2026-11-30", "2026-12-01", "11-01..11-30!"},
		{"February", "2028-02-01", "2028-02-29", "2028-03-24", "02-01..02-29!"},
		{"what lies ahead is one", "2026-10-01", "2031-05-02", "2026-10-24", "10-01..10-31 11-01..05-02"},
		{"all of it lies ahead", "2027-10-05", "2031-05-02", "2026-10-24", "10-05..05-02"},
		{"none", "2026-10-05", "2026-10-04", "2026-10-24", ""},
	} {
		var said []string
		for _, one := range (Period{From: day(t, row.from), To: day(t, row.to), Today: day(t, row.today)}).pieces() {
			said = append(said, one.from.String()[5:]+".."+one.to.String()[5:]+map[bool]string{true: "!"}[one.whole])
		}
		if got := strings.Join(said, " "); got != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
	}
}

// TestPiecesOfAges: of what is older than ten years nothing is told apart.
func TestPiecesOfAges(t *testing.T) {
	t.Parallel()
	p := Period{From: day(t, "0001-01-01"), To: day(t, "2026-11-24"), Today: day(t, "2026-11-24")}
	pieces := p.pieces()
	if len(pieces) != longest+1 || pieces[0].whole || fmt.Sprint(pieces[0].to) != "2016-11-30" || !pieces[1].whole {
		t.Errorf("%d: %v", len(pieces), pieces[:2])
	}
	for i := 1; i < len(pieces); i++ {
		if pieces[i].from != pieces[i-1].to.AddDays(1) {
			t.Errorf("%v follows %v", pieces[i], pieces[i-1])
		}
	}
}
