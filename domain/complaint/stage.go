// Package complaint holds the workflow of a complaint: its stages, the
// transitions T1-T29 between them, the named rules that guard each one, and
// what follows from them. Everything here is a pure function: values in,
// values out, the time a parameter.
package complaint

import "slices"

// Stage is where a complaint stands. The code is stable; labels are translated.
type Stage string

// The eleven stages, in the order in which a complaint usually passes them.
const (
	Received        Stage = "received"
	Assessing       Stage = "assessing"
	Investigating   Stage = "investigating"
	WaitingCustomer Stage = "waiting_customer"
	Proposed        Stage = "proposed"
	Executing       Stage = "executing"
	DenialReview    Stage = "denial_review"
	Resolved        Stage = "resolved"
	Closed          Stage = "closed"
	Disputed        Stage = "disputed"
	Voided          Stage = "voided"
)

// Stages lists every stage in workflow order.
func Stages() []Stage {
	return []Stage{Received, Assessing, Investigating, WaitingCustomer, Proposed,
		Executing, DenialReview, Resolved, Closed, Disputed, Voided}
}

// Valid reports whether s is one of the eleven stages.
func (s Stage) Valid() bool { return slices.Contains(Stages(), s) }

// Open reports whether work is still owed in this stage: the legal clock runs
// or an authority waits. Resolved cases owe a call, not an answer.
func (s Stage) Open() bool {
	return s.Valid() && s != Resolved && s != Closed && s != Voided
}

// Final reports whether nothing but a transition may change the case.
func (s Stage) Final() bool { return s == Closed || s == Voided }

// open stages, as origins of the transitions that start from "any open".
func openStages() []Stage {
	return []Stage{Received, Assessing, Investigating, WaitingCustomer, Proposed, Executing, DenialReview}
}
