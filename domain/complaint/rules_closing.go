package complaint

import (
	"strings"
	"time"

	"escucha/domain/reminder"
)

// closings are the ways from resolved to closed.
const closings = "T19 T21 T23"

// closingRules guard the end: somebody called, it really is solved, the
// customer was thanked (R029-R034). Time passing closes nothing.
func closingRules() []Rule {
	return []Rule{
		fact("closing_kind_required", "closing_kind", closings, Required, func(f Facts) bool {
			return f.Case.ClosingKind == Confirmed || f.Case.ClosingKind == Unreachable || f.Case.ClosingKind == InformedUnsatisfied
		}),
		fact("letter_left", "resolved_at", closings, Legal, func(f Facts) bool { return !f.Before.LetterPending() }),
		fact("follow_up_required", "follow_up.contacted", "T19", Required,
			func(f Facts) bool { return f.Evidence.FollowUp != nil }),
		fact("follow_up_satisfied", "follow_up.satisfied", "T19", Required,
			func(f Facts) bool { return f.Evidence.FollowUp.Satisfied }).when(called),
		fact("follow_up_not_recurred", "follow_up.recurred", "T19", Required,
			func(f Facts) bool { return !f.Evidence.FollowUp.Recurred }).when(called),
		fact("closing_message", "closing.text", closings, Required,
			func(f Facts) bool { return f.Evidence.ClosingSent || f.Case.ThankedOrally }),
		fact("mood_end_required", "mood_end", "T19 T23", Required, func(f Facts) bool { return f.Case.MoodEnd > 0 }),
		text("learning_note", "learning", "T19", Advised, func(c Case) string { return c.Learning }),
		fact("attempts_required", "follow_up.attempts", "T21", Required, triedEnough),
		text("second_review_required", "second_review", "T23", Required, func(c Case) string { return c.SecondReview }),
		fact("external_ways_required", "external_ways_told", "T23", Legal, func(f Facts) bool { return f.Case.ExternalWaysTold }),
		text("withdrawal_words_required", "withdrawal_words", "T26", Required, func(c Case) string { return c.WithdrawalWords }),
		text("withdrawal_channel_required", "withdrawal_channel", "T26", Required, func(c Case) string { return c.WithdrawalChannel }),
		text("void_reason_required", "void_reason", "T27", Required, func(c Case) string { return c.VoidReason }),
	}
}

func called(f Facts) bool { return f.Evidence.FollowUp != nil }

// triedEnough: somebody was called as often as the unreachable path asks (R033).
func triedEnough(f Facts) bool {
	return reminder.Exhausted(f.Evidence.Attempts, orDefault(f.Settings.FollowUpTries, reminder.Tries), zone(f))
}

func zone(f Facts) *time.Location {
	if f.Location == nil {
		return time.UTC
	}
	return f.Location
}

// reopenWindow reports whether a closed case may still be taken up again.
func reopenWindow(f Facts) bool {
	return f.Before.ClosedAt.IsZero() || !f.Now.After(ReopenUntil(f))
}

// ReopenUntil is the last moment at which the closed case may be taken up
// again; a month unless the owner decided otherwise.
func ReopenUntil(f Facts) time.Time {
	return f.Before.ClosedAt.AddDate(0, 0, orDefault(f.Settings.ReopenDays, 30))
}

func reopenReason(f Facts) bool { return strings.TrimSpace(f.Case.ReopenReason) != "" }
