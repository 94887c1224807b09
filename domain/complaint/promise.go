package complaint

import (
	"slices"

	"escucha/domain/reminder"
)

// PromiseWarning is the percentage of the promised working time after which
// whoever promised is told, while it can still be kept (R144).
const PromiseWarning = 80

// notPromised are the reminders that are nobody's promise to the customer: what
// the customer answers, what the team owes itself, and the call that has a list
// of its own, what somebody wants to remember.
var notPromised = []string{TimerFollowUp, TimerTeamVersion, TimerDenial, TimerEscalation, TimerInformation, TimerOffer, TimerReceipt, TimerLegal, reminder.Manual}

// Promised reports whether a reminder of this kind stands for something that
// the customer was promised.
func Promised(kind string) bool { return !slices.Contains(notPromised, kind) }

// WarnAt is the percentage of the promised working time after which a reminder
// of this kind stands in the list of the day.
func WarnAt(kind string) int {
	for _, b := range Beats(kind) {
		if b.Does == Nudge && b.Part > 0 {
			return b.Part
		}
	}
	return PromiseWarning
}
