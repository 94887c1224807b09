package complaint

import "slices"

// PromiseWarning is the percentage of the promised working time after which
// whoever promised is told, while it can still be kept (R144).
const PromiseWarning = 80

// notPromised are the reminders that are nobody's promise to the customer: what
// the customer answers, what the team owes itself, and the call that has a list
// of its own.
var notPromised = []string{TimerFollowUp, TimerTeamVersion, TimerDenial, TimerEscalation, TimerInformation, TimerOffer}

// Promised reports whether a reminder of this kind stands for something that
// the customer was promised.
func Promised(kind string) bool { return !slices.Contains(notPromised, kind) }
