// Package channel decides what belongs to one way of talking with the business
// and not to the others: which contacts came by a way that is not established,
// what may be said where everybody reads, how a recording of a call is kept, and
// on which day a letter arrived. Pure.
package channel

import "time"

// Status is what a business says of a channel (R138).
type Status string

// The three of them. A closed one is not offered and nothing is sent by it; what
// comes by it all the same is registered and redirected.
const (
	Official  Status = "official"
	Tolerated Status = "tolerated"
	Closed    Status = "closed"
)

// Statuses in the order of how established they are.
func Statuses() []Status { return []Status{Official, Tolerated, Closed} }

// Off reports whether a contact came outside of the established channels: by one
// that is not official, or, whatever the channel, as somebody of the team says (a
// private telephone, in the street).
func Off(status Status, told bool) bool { return told || status != Official }

// OldestArrival is how far back a letter may have arrived that is registered
// today; before that it is a slip of the finger.
const OldestArrival = 366 * 24 * time.Hour

// Arrival judges the day that a case is said to have arrived on, before it was
// registered: the terms of the law run from there. The code is empty when it is
// sound: arrived_future, arrived_too_old, or arrived_reason when nothing says why
// it was not registered then.
func Arrival(now, at time.Time, reason string) (code string) {
	switch {
	case at.IsZero():
		return ""
	case at.After(now):
		return "arrived_future"
	case now.Sub(at) > OldestArrival:
		return "arrived_too_old"
	case reason == "":
		return "arrived_reason"
	}
	return ""
}
