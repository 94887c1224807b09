package complaint

import (
	"slices"
	"time"
)

// answeredAt is when the case counts as resolved: now, or not before the letter
// has really left when it goes by mail (R147). Until then the term of the law
// runs, nobody calls to ask whether all is well, and nothing is closed.
func answeredAt(f Facts) time.Time {
	if f.Evidence.LetterWaits {
		return zero
	}
	return f.Now
}

// LetterPending reports that the answer is written, and the customer does not have it.
func (c Case) LetterPending() bool { return c.Stage == Resolved && c.ResolvedAt.IsZero() }

// Open reports whether the case still owes the customer an answer.
func (c Case) Open() bool { return c.Stage.Open() || c.LetterPending() }

// AfterLetter are the reminders that begin when the letter has left.
func AfterLetter(f Facts) []Timer {
	return slices.DeleteFunc(EffectsOf("T18", f).Start, func(t Timer) bool { return t.Kind != TimerFollowUp })
}

// Early reports whether a reminder is for after the letter, and that has not left.
func Early(t Timer, c Case) bool { return t.Kind == TimerFollowUp && c.LetterPending() }
