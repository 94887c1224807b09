// Package plan decides on what a business has prepared for hard times: the
// contingency plan that many cases need at once (R105), and the emergency plan
// that mends the relationship with one customer (R117). It gives codes; the
// words are elsewhere.
package plan

import (
	"slices"
	"strings"

	"escucha/domain/complaint"
	"escucha/domain/customer"
	"escucha/domain/message"
	"escucha/domain/offer"
)

// Kind is for how many a plan is.
type Kind string

// A contingency plan runs over all the cases that it fits; an emergency plan is
// started on one.
const (
	Contingency Kind = "contingency"
	Emergency   Kind = "emergency"
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{Contingency, Emergency} }

// Step is one thing to do. Days are working days from the start; 0 is today.
type Step struct {
	Title string `json:"title"`
	Days  int    `json:"days"`
}

// The most that a plan may ask for.
const (
	MaxSteps = 20
	MaxDays  = 90
	MaxTitle = 300
)

// Plan is a line of the catalogue.
type Plan struct {
	Kind    Kind
	Name    string // also the tag of its cases
	Trigger string // when to turn to it
	Script  string // with the placeholders of the templates
	Steps   []Step
	Owner   string
	Active  bool
	Aim     Aim
}

// Refusal is a field with the code of why not.
type Refusal = offer.Refusal

// Sound checks a plan as it is written down. placeholders are the names that a
// text may have filled in; ban: no sales offer (legal profile).
func Sound(p Plan, placeholders []string, ban bool) *Refusal {
	switch {
	case strings.TrimSpace(p.Name) == "":
		return &Refusal{Field: "name", Code: "validation_required"}
	case !slices.Contains(Kinds(), p.Kind):
		return &Refusal{Field: "kind", Code: "validation_required"}
	case strings.TrimSpace(p.Trigger) == "":
		return &Refusal{Field: "trigger", Code: "plan_trigger"}
	case p.Kind == Emergency && p.Owner == "":
		return &Refusal{Field: "owner", Code: "plan_owner"}
	case unknown(p.Script, placeholders):
		return &Refusal{Field: "script", Code: "plan_placeholder"}
	case offer.Sale(ban, "", p.Name, p.Script):
		return &Refusal{Field: "script", Code: "sales_offer"}
	}
	if refusal := p.soundSteps(ban); refusal != nil {
		return refusal
	}
	return p.Aim.sound()
}

// soundSteps: an emergency is steps; a contingency may be words alone.
func (p Plan) soundSteps(ban bool) *Refusal {
	refuse := func(code string) *Refusal { return &Refusal{Field: "steps", Code: code} }
	switch {
	case len(p.Steps) == 0 && (p.Kind == Emergency || strings.TrimSpace(p.Script) == ""):
		return refuse("plan_steps")
	case len(p.Steps) > MaxSteps:
		return refuse("plan_steps_many")
	}
	for _, s := range p.Steps {
		switch {
		case strings.TrimSpace(s.Title) == "" || len([]rune(s.Title)) > MaxTitle:
			return refuse("plan_step_title")
		case s.Days < 0 || s.Days > MaxDays:
			return refuse("plan_step_days")
		case offer.Sale(ban, "", s.Title):
			return refuse("sales_offer")
		}
	}
	return nil
}

// unknown: a placeholder that nothing fills would be read by the customer.
func unknown(script string, known []string) bool {
	return slices.ContainsFunc(message.Placeholders(script), func(name string) bool { return !slices.Contains(known, name) })
}

// Aim is whom a plan is for: every condition that is set must hold.
type Aim struct {
	Criterion, Value string // a type of the customer
	Profile          string // a confirmed one
	Cause            string // or one below it
	Product          string
}

// Subject is a case with its customer, as far as aims look at them.
type Subject struct {
	Types    map[string]string
	Profiles []string // confirmed, not over
	Causes   []string // the cause, then those above it
	Product  string
}

// Empty tells that the aim says nothing, and so every case would fit.
func (a Aim) Empty() bool { return a == Aim{} }

// Fits reports whether a case is one that the plan is for.
func (a Aim) Fits(s Subject) bool {
	return (a.Criterion == "" || s.Types[a.Criterion] == a.Value) &&
		(a.Profile == "" || slices.Contains(s.Profiles, a.Profile)) &&
		(a.Cause == "" || slices.Contains(s.Causes, a.Cause)) &&
		(a.Product == "" || a.Product == s.Product)
}

// Weight is how closely an aim describes what it fits: the closest plan is
// offered first.
func (a Aim) Weight() int {
	n := 0
	for _, set := range []bool{a.Criterion != "", a.Profile != "", a.Cause != "", a.Product != ""} {
		if set {
			n++
		}
	}
	return n
}

func (a Aim) sound() *Refusal {
	switch {
	case a.Criterion == "" && a.Value == "":
		return nil
	case customer.Values(a.Criterion) == nil:
		return &Refusal{Field: "criterion", Code: "validation_required"}
	case !slices.Contains(customer.Values(a.Criterion), a.Value):
		return &Refusal{Field: "value", Code: "plan_value"}
	}
	return nil
}

// MayActivate tells who may: a plan over many cases is decided by who leads an area or more;
// one on a case by whoever works on it.
func MayActivate(k Kind, by complaint.Actor) bool {
	return by.Staff() && (k == Emergency || by.Role != complaint.Agent)
}
