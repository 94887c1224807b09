// Package action knows what a corrective action must have: to be carried out, to
// be looked at again and to be given up, by its kind; what its effect was; and
// when several cases are a trouble of the system (R028, R060, R096 to R099).
package action

import (
	"slices"
	"strings"
	"time"
)

// Kind is what is done so that a trouble does not come back.
type Kind string

// The kinds.
const (
	Training  Kind = "training"
	Video     Kind = "video"
	Call      Kind = "call"
	VideoCall Kind = "videocall"
	Mail      Kind = "email"
	Process   Kind = "process"
	Product   Kind = "product"
	Review    Kind = "review"
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{Training, Video, Call, VideoCall, Mail, Process, Product, Review} }

// Status is how far it is.
type Status string

// The statuses. Done is carried out and not looked at again; verified is the end.
const (
	Open     Status = "open"
	Done     Status = "done"
	Verified Status = "verified"
	Dropped  Status = "dropped"
)

// Statuses lists them.
func Statuses() []Status { return []Status{Open, Done, Verified, Dropped} }

// Action is a corrective action as the rules see it.
type Action struct {
	Kind        Kind
	Status      Status
	ScheduledAt time.Time
	SentAt      time.Time // of a mail
	DoneAt      time.Time
	Link        string
	Template    string
	SpokeWith   string
	Attendees   int
	Outcome     string // what was done, or why it is given up
	Effect      string // what changed, in words
	EffectCode  Effect
	EarlyReason string
	Cause       string
	Product     string
}

// Problem is a field with what is wrong with it.
type Problem struct{ Field, Code string }

// problems gathers what is wrong.
type problems []Problem

func (p *problems) note(bad bool, field, code string) {
	if bad {
		*p = append(*p, Problem{field, code})
	}
}

// Carried finds what an action lacks to count as carried out.
func Carried(a Action, now time.Time) []Problem {
	var p problems
	switch a.Kind {
	case Training:
		p.note(a.ScheduledAt.IsZero() || a.ScheduledAt.After(now), "scheduled_at", "action_when")
		p.note(a.Attendees == 0, "attendees", "action_attendees")
	case Video:
		p.note(empty(a.Link), "link", "action_link")
	case Call, VideoCall:
		p.note(a.ScheduledAt.IsZero() || a.ScheduledAt.After(now), "scheduled_at", "action_when")
		p.note(empty(a.SpokeWith), "spoke_with", "action_spoke_with")
	case Mail:
		p.note(empty(a.Template), "template", "action_template")
		p.note(a.SentAt.IsZero() || a.SentAt.After(now), "sent_at", "action_sent")
	}
	p.note(empty(a.Outcome), "outcome", "action_outcome")
	return p
}

// GivenUp finds what an action lacks to be given up: why.
func GivenUp(a Action) []Problem {
	var p problems
	p.note(empty(a.Outcome), "outcome", "action_outcome")
	return p
}

// Checked finds what an action lacks so that its effect can be looked at: that
// it was carried out long enough ago, and what changed, in words and as a code.
// Without a cause and a product nothing can be counted, and so nothing is known.
func Checked(a Action, now time.Time) []Problem {
	var p problems
	p.note(a.DoneAt.IsZero(), "status", "action_not_done")
	p.note(!a.DoneAt.IsZero() && Early(a.DoneAt, now) && empty(a.EarlyReason), "early_reason", "action_early")
	p.note(empty(a.Effect), "effect", "action_effect")
	p.note(!slices.Contains(Effects(), a.EffectCode), "effect_code", "action_effect_code")
	p.note(a.Cause == "" && a.Product == "" && a.EffectCode != "" && a.EffectCode != Unknown, "effect_code", "action_uncounted")
	return p
}

// Moves are the statuses to which an action may go from one, in order.
func Moves(from Status) []Status {
	switch from {
	case Open:
		return []Status{Done, Dropped}
	case Done:
		return []Status{Verified}
	}
	return nil
}

func empty(text string) bool { return strings.TrimSpace(text) == "" }
