package complaint

// Settle returns the case with what the change itself brings about in its own
// fields: the stamps of time, the lane, what kind of answer it was. It is
// applied before the rules are checked, so that they see the case as it will be.
func Settle(f Facts) Case {
	return Attended(brought(f), f.Evidence.Conduct.Profiles, f.Evidence.Conduct.Supervisor)
}

// brought is the case with what the change itself brings about.
func brought(f Facts) Case {
	c := raise(f)
	if f.Before.Stage == c.Stage {
		return c
	}
	c.StageSince = f.Now
	f.Case = c
	t, known := Find(f.Before, c)
	if !known {
		return c
	}
	return t.settle(f)
}

// raise lifts severity and lane where the facts ask for it: data lost or a
// danger to somebody make it at least high (R011); a furious customer and a
// problem that came back are attended now (R101, R032). A new temporary
// alternative is running, whatever became of the one before.
func raise(f Facts) Case {
	c := f.Case
	if grave(c) && !grave(f.Before) && !c.Severity.atLeast(High) {
		c.Severity = High
	}
	if c.MoodStart == 1 && f.Before.MoodStart != 1 {
		c.Lane = AttendNow
	}
	if c.Lane == "" {
		c.Lane = Normal
	}
	if c.Fault == FaultCustomer && f.Before.Fault != FaultCustomer { // what is said then, a person says (R100)
		c.PersonOnly = true
	}
	if alternativeChanged(f.Before, c) && c.TemporaryClosedAt.Equal(f.Before.TemporaryClosedAt) {
		c.TemporaryClosedAt = zero
	}
	return c
}

// settle stamps what this transition decides.
func (t Transition) settle(f Facts) Case {
	c := f.Case
	switch t.Code {
	case "T5":
		c.ResolutionKind, c.AcceptanceAt = Solution, f.Now
		c.Owner, c.Assignee = orElse(c.Owner, f.Actor.agent()), orElse(c.Assignee, f.Actor.agent())
	case "T14":
		c.DenialBy = f.Actor.ID
	case "T16":
		c.ResolutionKind = Denial
	case "T17":
		c.ResolutionKind, c.Fault = Misunderstanding, FaultMisunderstanding
	case "T18":
		c.ResolutionKind = solutionKind(c.ResolutionKind)
	case "T26":
		c.ResolutionKind, c.ClosingKind = Withdrawal, WithdrawnByCustomer
	case "T24":
		c.Owner = orElse(c.Supervisor, c.Owner)
	case "T25":
		c.ResolutionKind = orElse(c.ResolutionKind, Agreement)
	}
	return t.stamp(c, f)
}

// stamp keeps the times of resolution and closing of the present round: a case
// taken up again has neither until it is answered and closed once more. The
// earlier rounds stay in the events.
func (t Transition) stamp(c Case, f Facts) Case {
	switch t.To {
	case Resolved:
		c.ResolvedAt = answeredAt(f)
	case Closed:
		c.ClosedAt = f.Now
	}
	switch t.Code {
	case "T20", "T22":
		c.ReopenCount = f.Before.ReopenCount + 1
		c.ReopenedAt, c.Lane = f.Now, AttendNow
		c.ResolvedAt, c.ResolutionKind = zero, ""
		return unclose(c)
	case "T24":
		return unclose(c)
	}
	return c
}

// unclose forgets how the last round ended, so that its thanks do not count for
// the next one. A dispute keeps the answer that was given: the term was met.
func unclose(c Case) Case {
	c.ClosedAt, c.ClosingKind, c.MoodEnd, c.ThankedOrally = zero, "", 0, false
	return c
}

// orElse is v unless it is empty.
func orElse[T ~string](v, fallback T) T {
	if v == "" {
		return fallback
	}
	return v
}

// solutionKind keeps what the agent said of the solution when it may be said
// of one, and calls it a full solution otherwise.
func solutionKind(k ResolutionKind) ResolutionKind {
	if k == Partial || k == Agreement {
		return k
	}
	return Solution
}
