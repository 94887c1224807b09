// Package training says who is trained in what on a day (R096, R111).
package training

import (
	"slices"
	"strings"
)

// Topic is what a training was about.
type Topic string

// The topics.
const (
	Conflict  Topic = "conflict" // to attend people who are angry
	Listening Topic = "listening"
	Product   Topic = "product"
	Law       Topic = "law"
	Privacy   Topic = "privacy"
	Other     Topic = "other"
)

// Topics lists them, the one that the work at the front needs first.
func Topics() []Topic { return []Topic{Conflict, Listening, Product, Law, Privacy, Other} }

// Soon is how many days before its end somebody is told.
const Soon = 30

// Training is one that was given. Days are civil, YYYY-MM-DD, in the business's
// zone; an empty Expires never ends.
type Training struct {
	ID, Title     string
	Topic         Topic
	Held, Expires string
	Attendees     []string
	Void          bool
}

// Problem is a field with the code of what is wrong; the zero value is none.
type Problem struct{ Field, Code string }

// Check judges a training on a day.
func Check(t Training, today string) Problem {
	switch {
	case strings.TrimSpace(t.Title) == "":
		return Problem{"title", "validation_required"}
	case t.Held == "":
		return Problem{"held_at", "validation_required"}
	case t.Held > today:
		return Problem{"held_at", "training_future"}
	case t.Expires != "" && t.Expires < t.Held:
		return Problem{"expires", "training_expires"}
	case len(t.Attendees) == 0:
		return Problem{"attendees", "training_attendees"}
	}
	return Problem{}
}

// Standing is how somebody stands in a topic on a day.
type Standing struct {
	Code     string `json:"code"`     // valid, ends, lapsed or none
	Until    string `json:"until"`    // last day; empty for no end, or for none
	Training string `json:"training"` // the one that says so
	Title    string `json:"title"`
}

// Valid reports whether the training holds.
func (s Standing) Valid() bool { return s.Code == "valid" || s.Code == "ends" }

// StandingOf is how somebody stands in a topic on a day, by the training of theirs
// that holds longest; soon is the day from which its end is near.
func StandingOf(all []Training, who string, topic Topic, today, soon string) Standing {
	best := Standing{Code: "none"}
	for _, t := range all {
		if t.Void || t.Topic != topic || t.Held > today || !slices.Contains(t.Attendees, who) {
			continue
		}
		if best.Code == "none" || best.Until != "" && (t.Expires == "" || t.Expires > best.Until) {
			best = Standing{code(t.Expires, today, soon), t.Expires, t.ID, t.Title}
		}
	}
	return best
}

func code(expires, today, soon string) string {
	switch {
	case expires == "" || expires > soon:
		return "valid"
	case expires >= today:
		return "ends"
	}
	return "lapsed"
}
