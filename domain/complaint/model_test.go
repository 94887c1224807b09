package complaint

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// store stands in for the database: a case is changed only by what Check lets
// through after Settle, and what was sent or said is kept beside it.
type store struct {
	c         Case
	e         Evidence
	now       time.Time
	single    bool
	moves     []Transition
	from      []Stage
	ownerless bool // taken up again by the customer or the clock without an owner
}

var people = []Actor{ines, tomas, lucia, rosa, clock,
	{ID: "mario", Kind: "agent", Role: Supervisor}, {ID: "adm", Kind: "agent", Role: Admin},
	{ID: "leo", Kind: "agent", Role: Lead, Area: "shop"}, {ID: "ana", Kind: "agent", Role: Agent},
	{ID: "erp", Role: Integration}, {ID: "aud", Role: Auditor}}

// blanks take something away again: none of them may be a way around a rule.
var blanks = []func(*Case){
	func(c *Case) { c.Cause = "" }, func(c *Case) { c.Owner = "" }, func(c *Case) { c.Assignee = "" },
	func(c *Case) { c.Severity = "" }, func(c *Case) { c.Safety = "" }, func(c *Case) { c.LegalKind = "" },
	func(c *Case) { c.NextStep = "" }, func(c *Case) { c.Fault = "" }, func(c *Case) { c.Supervisor = "" },
	func(c *Case) { c.Temporary = "" }, func(c *Case) { c.ApologyGivenAt = zero },
	func(c *Case) { c.UnderstandingAt = zero }, func(c *Case) { c.Area = "store" },
	func(c *Case) { c.ClosingKind = WithdrawnByCustomer }, func(c *Case) { c.DenialLetter = "" },
	func(c *Case) { c.Points = []Point{{Text: "¿Y las tazas?"}} }, func(c *Case) { c.MoodEnd = 0 },
	func(c *Case) { c.ExtensionUntil = now.AddDate(0, 0, 20) }, func(c *Case) { c.Narrative = "" },
	func(c *Case) { c.Temporary, c.TemporaryFrom, c.TemporaryUntil = "Prestado", now, now.AddDate(0, 0, 9) },
	func(c *Case) { c.Confidential, c.ConfidentialReason = !c.Confidential, c.ConfidentialReason+"." },
	func(c *Case) { c.ResolutionKind = Partial },
}

// filled is the stored case with what a diligent agent would have written.
func filled(c Case) Case {
	full := worked(c.Stage)
	full.ReceivedAt, full.StageSince, full.ResolvedAt, full.ClosedAt = c.ReceivedAt, c.StageSince, c.ResolvedAt, c.ClosedAt
	full.ReopenedAt, full.ReopenCount, full.DenialBy, full.ResolutionKind = c.ReopenedAt, c.ReopenCount, c.DenialBy, c.ResolutionKind
	full.Owner, full.Assignee, full.Area = orElse(c.Owner, full.Owner), orElse(c.Assignee, full.Assignee), orElse(c.Area, full.Area)
	full.Temporary, full.TemporaryFrom, full.TemporaryUntil = c.Temporary, c.TemporaryFrom, c.TemporaryUntil
	if c.Temporary != "" {
		full.TemporaryClosedAt = now
	}
	full.Confidential, full.ConfidentialReason = c.Confidential, c.ConfidentialReason
	full.ExtensionUntil, full.Lane, full.Fault = c.ExtensionUntil, c.Lane, c.Fault
	if c.Stage != Received && c.Stage != Assessing {
		full.Fault = FaultCompany
	}
	return full
}

// wish draws what somebody asks for: another stage or the same, after filling
// in what is missing or without, with up to two things taken away.
func (s *store) wish(t *rapid.T) Case {
	c := s.c
	if rapid.IntRange(0, 3).Draw(t, "fill") > 0 {
		c = filled(c)
	}
	switch ways := From(s.c.Stage); {
	case len(ways) > 0 && rapid.Bool().Draw(t, "usual"):
		c = ways[0].Variant(c)
	case len(ways) > 0 && rapid.IntRange(0, 4).Draw(t, "move") > 0:
		c = rapid.SampledFrom(ways).Draw(t, "way").Variant(c)
	case rapid.Bool().Draw(t, "anywhere"):
		c.Stage = rapid.SampledFrom(Stages()).Draw(t, "stage")
	}
	for range rapid.SampledFrom([]int{0, 0, 0, 1, 2}).Draw(t, "blanks") {
		rapid.SampledFrom(blanks).Draw(t, "blank")(&c)
	}
	return c
}

// record draws what other records come to say.
func (s *store) record(t *rapid.T) {
	if s.c.Stage == Proposed && rapid.Bool().Draw(t, "answered") {
		s.e.Sent.Status = rapid.SampledFrom([]string{"accepted", "refused", "expired"}).Draw(t, "answer")
	}
	switch rapid.IntRange(0, 7).Draw(t, "record") {
	case 0:
		s.e.TeamVersions++
	case 1:
		s.e.LetterSent = true
	case 2:
		s.e.Draft = offer("draft")
	case 3:
		s.e.ClosingSent = s.c.Stage == Resolved
	case 4:
		satisfied := rapid.Bool().Draw(t, "satisfied")
		s.e.FollowUp = &FollowUp{Contacted: true, Satisfied: satisfied, Recurred: !satisfied}
	case 5:
		s.e.Attempts = append(s.e.Attempts, s.now)
	case 6:
		s.e.CustomerAnswered = true
	case 7:
		s.e.BusinessDaysOpen++
	}
}

func (s *store) facts(actor Actor, c Case) Facts {
	f := Facts{Before: s.c, Case: c, Evidence: s.e, Actor: actor, Now: s.now,
		Settings: Settings{LegalKinds: true, SingleOwner: s.single, ExtensionMax: now.AddDate(0, 0, 30)}}
	f.Case = Settle(f)
	return f
}

// step is one thing that happens to the case.
func (s *store) step(t *rapid.T) {
	s.now = s.now.Add(time.Duration(rapid.IntRange(1, 2000).Draw(t, "minutes")) * time.Minute)
	for range rapid.IntRange(0, 3).Draw(t, "records") {
		s.record(t)
	}
	actor := rapid.SampledFrom(people).Draw(t, "actor")
	if rapid.Bool().Draw(t, "by the one in charge") {
		actor = lucia
	}
	f := s.facts(actor, s.wish(t))
	untouched := copied(f)
	d := Check(f)
	if !reflect.DeepEqual(f, untouched) {
		t.Fatal("Check changed what it was given")
	}
	if again := Settle(f); !reflect.DeepEqual(again, f.Case) {
		t.Fatal("settling twice is not settling once")
	}
	if d.OK() {
		s.save(t, f, d)
	}
}

// copied shares nothing with f.
func copied(f Facts) Facts {
	f.Before.Points, f.Case.Points = slices.Clone(f.Before.Points), slices.Clone(f.Case.Points)
	f.Evidence.Attempts = slices.Clone(f.Evidence.Attempts)
	f.Evidence.Draft, f.Evidence.Sent = clone(f.Evidence.Draft), clone(f.Evidence.Sent)
	f.Evidence.FollowUp = clone(f.Evidence.FollowUp)
	return f
}

func clone[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

func (s *store) save(t *rapid.T, f Facts, d Decision) {
	s.ownerless = f.Case.Owner == "" && (s.ownerless || !f.Actor.Staff()) && !f.Actor.Staff()
	s.c = f.Case
	if d.Transition.Code != "" {
		s.moves, s.from = append(s.moves, d.Transition), append(s.from, f.Before.Stage)
		s.consequences(d.Transition)
	}
	s.holds(t, f, d)
}

// consequences keeps the evidence as the database would after the move.
func (s *store) consequences(way Transition) {
	switch way.Code {
	case "T11":
		s.e.Sent, s.e.Draft = s.e.Draft, nil
		s.e.Sent.Status = "sent"
	case "T20", "T22":
		s.e.LetterSent, s.e.ClosingSent, s.e.FollowUp, s.e.Attempts = false, false, nil, nil
	case "T9":
		s.e.CustomerAnswered = false
	}
}

// holds asserts what must be true after every stored change.
func (s *store) holds(t *rapid.T, f Facts, d Decision) {
	way, c := d.Transition, s.c
	must := func(ok bool, what string) {
		if !ok {
			t.Fatalf("%s: %s by %s, %s to %s", what, way.Code, f.Actor.Role, f.Before.Stage, c.Stage)
		}
	}
	if way.To == Resolved {
		must(c.Cause != "" && s.e.TeamVersions > 0 && s.e.LetterSent, "resolved without cause, team version or letter")
		must(c.Temporary == "" || !c.TemporaryClosedAt.IsZero(), "resolved with a temporary alternative running")
		must(c.ResolutionKind != "", "resolved without saying how")
	}
	if way.To == Closed && way.Code != "T26" {
		must(f.Before.Stage == Resolved && c.Cause != "" && s.e.LetterSent, "closed without having been answered")
	}
	if slices.Contains([]string{"T9", "T11", "T14", "T17"}, way.Code) {
		must(way.Code == "T9" || c.LegalKind != "" && rank(c.Severity) > 0 && c.Safety != "", "decided without triage")
	}
	must(c.Owner != "" || s.ownerless || !slices.Contains(owned, c.Stage), "nobody owns the case")
	must(way.Code != "T16" || s.single || f.Actor.ID != c.DenialBy, "approved its own denial")
	must(way.Code == "" || f.Actor.Role != Auditor && f.Actor.Role != Integration, "moved by a role that never moves")
	must(c.Narrative == f.Before.Narrative, "the account changed")
	s.timesHold(must)
}

func (s *store) timesHold(must func(bool, string)) {
	c := s.c
	answered := slices.Contains([]Stage{Resolved, Closed, Disputed}, c.Stage)
	must(c.ResolvedAt.IsZero() || answered, "a time of resolution without an answer")
	must(!c.ResolvedAt.IsZero() || c.Stage != Resolved, "no time of resolution")
	must(c.ClosedAt.IsZero() == (c.Stage != Closed), "the time of closing and the stage disagree")
	must(c.ReopenCount == s.reopenings(), "reopenings counted wrongly")
	must(s.replay() == c.Stage, "the events lead to another stage")
}

func (s *store) reopenings() int {
	n := 0
	for _, way := range s.moves {
		if way.Code == "T20" || way.Code == "T22" {
			n++
		}
	}
	return n
}

// replay walks the recorded moves from the filing; empty when they do not join.
func (s *store) replay() Stage {
	at := Received
	for i, way := range s.moves {
		if s.from[i] != at {
			return ""
		}
		at = way.To
	}
	return at
}

// lived is a case after so many things happened to it.
func lived(t *rapid.T, steps int) *store {
	s := &store{c: filed(), now: now, single: rapid.Bool().Draw(t, "single owner")}
	for range steps {
		s.step(t)
	}
	return s
}

func TestNoSequenceOfActionsBreaksTheWorkflow(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lived(t, rapid.IntRange(1, 60).Draw(t, "steps"))
	})
}

// The sequences above must really get somewhere: a generator that never leaves
// the first stages would prove nothing. The seeds are fixed, so this holds or
// not whenever it is run.
func TestSequencesTakeEveryWay(t *testing.T) {
	t.Parallel()
	runs := rapid.Custom(func(t *rapid.T) *store { return lived(t, 60) })
	taken := map[string]bool{}
	for seed := range 150 {
		for _, way := range runs.Example(seed).moves {
			taken[way.Code] = true
		}
	}
	for _, way := range Transitions() {
		if way.To != "" && way.From != nil && !taken[way.Code] {
			t.Errorf("%s %s was never taken", way.Code, way.Name)
		}
	}
}
