package action_test

import (
	"slices"
	"testing"
	"time"

	. "escucha/domain/action"
)

var now = time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)

func fields(list []Problem) []string {
	out := []string{}
	for _, p := range list {
		out = append(out, p.Field)
	}
	return out
}

// TestCarried: what each kind asks for, besides words.
func TestCarried(t *testing.T) {
	t.Parallel()
	past, later := now.Add(-time.Hour), now.Add(time.Hour)
	rows := []struct {
		name string
		a    Action
		want []string
	}{
		{"training of nobody", Action{Kind: Training, Outcome: "x"}, []string{"scheduled_at", "attendees"}},
		{"training to come", Action{Kind: Training, ScheduledAt: later, Attendees: 2, Outcome: "x"}, []string{"scheduled_at"}},
		{"training held", Action{Kind: Training, ScheduledAt: past, Attendees: 2, Outcome: "x"}, []string{}},
		{"video without its address", Action{Kind: Video, Outcome: "x"}, []string{"link"}},
		{"video", Action{Kind: Video, Link: "https://casanogal.example/v", Outcome: "x"}, []string{}},
		{"call with nobody", Action{Kind: Call, ScheduledAt: past, Outcome: "x"}, []string{"spoke_with"}},
		{"video call to come", Action{Kind: VideoCall, ScheduledAt: later, SpokeWith: "Rosa", Outcome: "x"}, []string{"scheduled_at"}},
		{"video call", Action{Kind: VideoCall, ScheduledAt: past, SpokeWith: "Rosa", Outcome: "x"}, []string{}},
		{"mail that did not leave", Action{Kind: Mail, Template: "avance", Outcome: "x"}, []string{"sent_at"}},
		{"mail without a text", Action{Kind: Mail, SentAt: past, Outcome: "x"}, []string{"template"}},
		{"mail", Action{Kind: Mail, Template: "avance", SentAt: past, Outcome: "x"}, []string{}},
		{"process without words", Action{Kind: Process, Outcome: "  "}, []string{"outcome"}},
		{"product", Action{Kind: Product, Outcome: "Caja nueva"}, []string{}},
		{"review", Action{Kind: Review, Outcome: "Se halló"}, []string{}},
	}
	for _, row := range rows {
		if got := fields(Carried(row.a, now)); !slices.Equal(got, row.want) {
			t.Errorf("%s: %v", row.name, got)
		}
	}
	if got := fields(GivenUp(Action{})); !slices.Equal(got, []string{"outcome"}) {
		t.Errorf("given up without why: %v", got)
	}
}

// TestChecked: late enough, in words, and by figures that there are.
func TestChecked(t *testing.T) {
	t.Parallel()
	sound := Action{DoneAt: now.AddDate(0, 0, -Enough), Effect: "Ninguna", EffectCode: Better, Cause: "delivery"}
	rows := []struct {
		name   string
		change func(*Action)
		want   []string
	}{
		{"in time", func(*Action) {}, []string{}},
		{"a minute too early", func(a *Action) { a.DoneAt = a.DoneAt.Add(time.Minute) }, []string{"early_reason"}},
		{"early, with why", func(a *Action) { a.DoneAt, a.EarlyReason = now, "Se retiró el producto" }, []string{}},
		{"not carried out", func(a *Action) { a.DoneAt = time.Time{} }, []string{"status"}},
		{"without words", func(a *Action) { a.Effect = "" }, []string{"effect"}},
		{"without a code", func(a *Action) { a.EffectCode = "" }, []string{"effect_code"}},
		{"with another code", func(a *Action) { a.EffectCode = "great" }, []string{"effect_code"}},
		{"better, of what nobody counts", func(a *Action) { a.Cause = "" }, []string{"effect_code"}},
		{"better, of a product", func(a *Action) { a.Cause, a.Product = "", "p" }, []string{}},
		{"unknown, of what nobody counts", func(a *Action) { a.Cause, a.EffectCode = "", Unknown }, []string{}},
	}
	for _, row := range rows {
		a := sound
		row.change(&a)
		if got := fields(Checked(a, now)); !slices.Equal(got, row.want) {
			t.Errorf("%s: %v", row.name, got)
		}
	}
}

// TestMoves: what ended does not go on.
func TestMoves(t *testing.T) {
	t.Parallel()
	want := map[Status][]Status{Open: {Done, Dropped}, Done: {Verified}, Verified: nil, Dropped: nil}
	for _, from := range Statuses() {
		if got := Moves(from); !slices.Equal(got, want[from]) {
			t.Errorf("%s: %v", from, got)
		}
	}
	if len(Kinds()) != 8 {
		t.Errorf("kinds: %v", Kinds())
	}
}

// TestEffect: rates per thirty days, and what they show.
func TestEffect(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name          string
		days          int
		before, after int
		was, is       float64
		want          Effect
	}{
		{"nothing either way", 30, 0, 0, 0, 0, Unknown},
		{"none any more", 30, 9, 0, 3, 0, Better},
		{"a quarter less", 30, 12, 3, 4, 3, Better},
		{"a little less", 60, 15, 8, 5, 4, Same},
		{"as many", 30, 9, 3, 3, 3, Same},
		{"a quarter more", 30, 12, 5, 4, 5, Worse},
		{"from nothing", 30, 0, 1, 0, 1, Worse},
		{"on the same day", 0, 3, 1, 1, 30, Worse},
	}
	for _, row := range rows {
		s := SpanOf(now.AddDate(0, 0, -row.days), now)
		was, is := s.Rates(row.before, row.after)
		if was != row.was || is != row.is || s.Judge(row.before, row.after) != row.want {
			t.Errorf("%s: %v %v %s", row.name, was, is, s.Judge(row.before, row.after))
		}
	}
	if !Early(now, now.AddDate(0, 0, Enough).Add(-time.Second)) || Early(now, now.AddDate(0, 0, Enough)) {
		t.Error("when it is too early")
	}
}

// TestIssue: several customers, not one who comes back; mended by what helped.
func TestIssue(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		cases, customers int
		want             bool
	}{{5, 3, true}, {4, 4, false}, {9, 2, false}, {12, 9, true}} {
		if Systemic(row.cases, row.customers) != row.want {
			t.Errorf("%d cases of %d customers", row.cases, row.customers)
		}
	}
	rows := []struct {
		name string
		got  []Problem
		want []string
	}{
		{"about nothing", Opened(Issue{}), []string{"cause"}},
		{"of a product", Opened(Issue{Product: "p", Status: IssueOpen}), []string{}},
		{"mended from the start", Opened(Issue{Cause: "c", Status: Mended}), []string{"status"}},
		{"mended by nothing", Ended(Issue{Status: Mended, Note: "x"}), []string{"status"}},
		{"mended", Ended(Issue{Status: Mended, Note: "x", Helped: true}), []string{}},
		{"dismissed without why", Ended(Issue{Status: Dismissed}), []string{"note"}},
		{"dismissed", Ended(Issue{Status: Dismissed, Note: "x"}), []string{}},
	}
	for _, row := range rows {
		if got := fields(row.got); !slices.Equal(got, row.want) {
			t.Errorf("%s: %v", row.name, got)
		}
	}
	if Since(now) != now.AddDate(0, 0, -IssueDays) {
		t.Error("since when")
	}
}

// TestTells: who is written to, and of several reasons the first.
func TestTells(t *testing.T) {
	t.Parallel()
	rows := []struct {
		r    Reach
		want Verdict
	}{
		{Reach{Mail: "a@b.example"}, Writes},
		{Reach{}, NoMail},
		{Reach{Mail: "a@b.example", Told: true, Gone: true}, ToldBefore},
		{Reach{Mail: "a@b.example", Gone: true, OptedOut: true}, Gone},
		{Reach{Mail: "a@b.example", OptedOut: true}, OptedOut},
		{Reach{Mail: "a@b.example", PersonOnly: true}, ByPerson},
		{Reach{Mail: "a@b.example", Staff: true}, OfTeam},
		{Reach{Mail: "a@b.example", Open: true}, StillOpen},
	}
	seen := []Verdict{}
	for _, row := range rows {
		if got := Tells(row.r); got != row.want {
			t.Errorf("%+v: %s", row.r, got)
		} else if got != Writes {
			seen = append(seen, got)
		}
	}
	for _, one := range Verdicts() {
		if !slices.Contains(seen, one) {
			t.Errorf("nothing leads to %s", one)
		}
	}
}
