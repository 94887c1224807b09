package complaint

import (
	"testing"
	"time"
)

// settled takes the way from the stage with complete facts, after edit.
func settled(code string, from Stage, edit func(*Facts)) Case {
	way, _ := ByCode(code)
	f := legal(way, from)
	if edit != nil {
		edit(&f)
	}
	return Settle(f)
}

func TestKindOfAnswer(t *testing.T) {
	t.Parallel()
	partial := func(f *Facts) { f.Case.ResolutionKind = Partial }
	rows := []struct {
		name, code string
		from       Stage
		edit       func(*Facts)
		want       ResolutionKind
	}{
		{"on the spot", "T5", Received, partial, Solution},
		{"solution", "T18", Executing, nil, Solution},
		{"partial when said so", "T18", Executing, partial, Partial},
		{"a denial is not called so by the agent", "T18", Executing, func(f *Facts) { f.Case.ResolutionKind = Denial }, Solution},
		{"denial", "T16", DenialReview, partial, Denial},
		{"misunderstanding", "T17", Investigating, partial, Misunderstanding},
		{"dispute of an open case", "T25", Disputed, nil, Agreement},
		{"dispute of an answer that stands", "T25", Disputed, func(f *Facts) { f.Case.ResolutionKind = Denial }, Denial},
		{"withdrawal", "T26", Proposed, nil, Withdrawal},
		{"taken up again", "T20", Resolved, partial, ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := settled(row.code, row.from, row.edit).ResolutionKind; got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestTimesOfARound(t *testing.T) {
	t.Parallel()
	answered := now.AddDate(0, 0, -9)
	before := func(f *Facts) {
		both(func(c *Case) { c.ResolvedAt, c.ThankedOrally, c.ClosingKind = answered, true, Confirmed })(f)
	}
	rows := []struct {
		code             string
		from             Stage
		resolved, closed time.Time
	}{
		{"T18", Executing, now, zero},
		{"T19", Resolved, answered, now},
		{"T20", Resolved, zero, zero},
		{"T22", Closed, zero, zero},
		{"T24", Closed, answered, zero},
		{"T25", Disputed, now, zero},
	}
	for _, row := range rows {
		t.Run(row.code, func(t *testing.T) {
			t.Parallel()
			c := settled(row.code, row.from, before)
			if !c.ResolvedAt.Equal(row.resolved) || !c.ClosedAt.Equal(row.closed) || !c.StageSince.Equal(now) {
				t.Errorf("resolved %s, closed %s, since %s", c.ResolvedAt, c.ClosedAt, c.StageSince)
			}
			if reset := row.code == "T20" || row.code == "T22" || row.code == "T24"; reset && (c.ThankedOrally || c.MoodEnd != 0 || c.ClosingKind != "") {
				t.Errorf("the end of the last round is still there: %+v", c)
			}
		})
	}
}

func TestWhoIsNamedByAMove(t *testing.T) {
	t.Parallel()
	nobody := both(func(c *Case) { c.Owner, c.Assignee = "", "" })
	if c := settled("T5", Received, nobody); c.Owner != "ines" || c.Assignee != "ines" {
		t.Errorf("solved on the spot: owner %q, assignee %q", c.Owner, c.Assignee)
	}
	if c := settled("T5", Received, nil); c.Owner != "ines" || c.Assignee != "ines" {
		t.Errorf("an owner was replaced: %q", c.Owner)
	}
	if c := settled("T24", Executing, nil); c.Owner != "lucia" {
		t.Errorf("a dispute is owned by %q", c.Owner)
	}
	if c := settled("T24", Executing, both(func(c *Case) { c.Supervisor = "" })); c.Owner != "ines" {
		t.Errorf("without a supervisor the owner became %q", c.Owner)
	}
	if c := settled("T14", Proposed, nil); c.DenialBy != "ines" {
		t.Errorf("the denial was drafted by %q", c.DenialBy)
	}
}

func TestWhatRaisesACase(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name     string
		edit     func(*Case)
		lane     Lane
		severity Severity
	}{
		{"nothing", func(*Case) {}, Normal, Medium},
		{"no lane said", func(c *Case) { c.Lane = "" }, Normal, Medium},
		{"danger", func(c *Case) { c.Safety = Yes }, Normal, High},
		{"data lost", func(c *Case) { c.DataLoss, c.Severity = Yes, "" }, Normal, High},
		{"danger of a critical case", func(c *Case) { c.Safety, c.Severity = Yes, Critical }, Normal, Critical},
		{"a furious customer", func(c *Case) { c.MoodStart = 1 }, AttendNow, Medium},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			f := Facts{Before: filed(), Case: filed(), Actor: ines, Now: now}
			row.edit(&f.Case)
			if c := Settle(f); c.Lane != row.lane || c.Severity != row.severity {
				t.Errorf("lane %q, severity %q", c.Lane, c.Severity)
			}
		})
	}
	if c := settled("T22", Closed, nil); c.Lane != AttendNow || c.ReopenCount != 1 || !c.ReopenedAt.Equal(now) {
		t.Errorf("taken up again: lane %q, count %d", c.Lane, c.ReopenCount)
	}
}

func TestAnUnknownMoveIsOnlyDated(t *testing.T) {
	t.Parallel()
	f := Facts{Before: worked(Closed), Case: worked(Voided), Actor: lucia, Now: now}
	c := Settle(f)
	if !c.StageSince.Equal(now) || !c.ClosedAt.IsZero() {
		t.Errorf("since %s, closed %s", c.StageSince, c.ClosedAt)
	}
}
