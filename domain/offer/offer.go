// Package offer decides on the gestures that a business makes to a customer
// beyond solving the case: what may be given, by whom, up to how much and who
// must agree (R048, R118). It gives codes; the words are elsewhere.
package offer

import (
	"math"
	"strings"
	"time"

	"escucha/domain/complaint"
)

// Kind is what sort of thing a reward is.
type Kind string

// The kinds. A discount is a lower price on something still to be bought: an
// offer to sell, which some countries keep out of the answer to a complaint.
const (
	Gift     Kind = "gift"
	Service  Kind = "service"
	Refund   Kind = "refund"
	Credit   Kind = "credit"
	Discount Kind = "discount"
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{Gift, Service, Refund, Credit, Discount} }

// UsedLater tells whether such a thing is handed over as a promise, a voucher for
// example, and used another day (R118).
func (k Kind) UsedLater() bool { return k == Service || k == Credit || k == Discount }

// Status is where a grant stands.
type Status string

// The states of a grant. Refused is the end of it; delivered too, but for what
// is used later, which ends when it is redeemed.
const (
	Pending   Status = "pending"
	Approved  Status = "approved"
	Refused   Status = "refused"
	Delivered Status = "delivered"
	Redeemed  Status = "redeemed"
)

// Statuses lists them.
func Statuses() []Status { return []Status{Pending, Approved, Refused, Delivered, Redeemed} }

// Reward is a line of the catalogue. Amounts are in units of Currency.
type Reward struct {
	Active     bool
	Kind       Kind
	Text       string // name and conditions, as they are said
	Cost       float64
	Currency   string    // ISO 4217
	Unlimited  bool      // then Stock says nothing
	Stock      int       // how many are left
	ValidUntil time.Time // zero: no end
	LimitAgent float64   // what an agent may give on one case without asking
	LimitLead  float64   // the same for who answers for an area
}

// House is what the business allows.
type House struct {
	Currency      string
	Budget        float64 // a month, in Currency; 0: none was set
	CommercialBan bool    // no sales offer in any answer (legal profile)
	SingleOwner   bool    // one person may approve their own
}

// Asking is a gesture that somebody wants to make.
type Asking struct {
	Reward        Reward
	Cost          float64
	Justification string
	By            complaint.Actor
	OnCase        float64 // given or asked for on this case before, same currency
	ThisMonth     float64 // given by the business this month, in its own currency
	House         House
	Now           time.Time
}

// Refusal is a field with the code of why not.
type Refusal struct{ Field, Code string }

// Give decides on a gesture: approved at once, or pending until somebody above
// agrees; with refusals nothing is given.
func Give(a Asking) (Status, []Refusal) {
	if refusals := a.refusals(); len(refusals) > 0 {
		return "", refusals
	}
	if within(a.By, a.Reward, a.OnCase+a.Cost) && (a.By.Leads() || !a.overBudget()) {
		return Approved, nil
	}
	return Pending, nil
}

func (a Asking) refusals() []Refusal {
	var out []Refusal
	refuse := func(when bool, field, code string) {
		if when {
			out = append(out, Refusal{field, code})
		}
	}
	r := a.Reward
	refuse(!r.Active, "reward", "reward_inactive")
	refuse(!r.ValidUntil.IsZero() && a.Now.After(r.ValidUntil), "reward", "reward_expired")
	refuse(!r.Unlimited && r.Stock < 1, "reward", "reward_out_of_stock")
	refuse(Sale(a.House.CommercialBan, r.Kind, r.Text), "reward", "reward_sales_offer")
	refuse(!amount(a.Cost), "cost", "amount_invalid")
	refuse(strings.TrimSpace(a.Justification) == "", "justification", "grant_justification_required")
	return out
}

// overBudget tells whether the month's budget does not cover the gesture. What
// is in another currency is never summed, so a budget does not cover it.
func (a Asking) overBudget() bool {
	if a.House.Budget <= 0 {
		return false
	}
	return a.Reward.Currency != a.House.Currency || cents(a.ThisMonth+a.Cost) > cents(a.House.Budget)
}

// OverBudget tells the same to whoever keeps the record: it is noted there.
func OverBudget(a Asking) bool { return a.overBudget() }

// within: who leads has no limit, the others that of their role on one case.
func within(by complaint.Actor, r Reward, total float64) bool {
	room, limited := Room(by, r, 0)
	return by.Staff() && (!limited || cents(total) <= cents(room))
}

// Room is what somebody may still give on a case without asking; false when
// there is no limit to it.
func Room(by complaint.Actor, r Reward, onCase float64) (float64, bool) {
	if by.Leads() {
		return 0, false
	}
	limit := r.LimitAgent
	if by.Role == complaint.Lead {
		limit = max(r.LimitLead, r.LimitAgent)
	}
	return float64(max(0, cents(limit)-cents(onCase))) / 100, true
}

// Answering is a decision about a grant, or its delivery.
type Answering struct {
	From, To Status
	Giver    string // who asked for it
	By       complaint.Actor
	Reward   Reward
	OnCase   float64 // with this grant, same currency
	Reason   string
	House    House
	// above the month's budget when it was asked for: only who leads agrees
	OverBudget bool
}

// Answer judges a change of status. self: the same person asked and agreed,
// which only a business of one person may and which is noted.
func Answer(a Answering) (self bool, refusal *Refusal) {
	switch {
	case a.From == Approved && a.To == Delivered:
		return false, nil
	case a.From == Delivered && a.To == Redeemed && a.Reward.Kind.UsedLater():
		return false, nil
	case a.To == Refused && (a.From == Pending || a.From == Approved):
		return a.refuse()
	case a.From == Pending && a.To == Approved:
		return a.approve()
	}
	return false, &Refusal{"status", "grant_order"}
}

// refuse: whoever asked for it may take it back; for all others it takes
// somebody above, and a reason always.
func (a Answering) refuse() (bool, *Refusal) {
	if a.By.ID != a.Giver && !within(a.By, a.Reward, a.OnCase) {
		return false, &Refusal{"status", "grant_above"}
	}
	if strings.TrimSpace(a.Reason) == "" {
		return false, &Refusal{"refusal_reason", "grant_reason_required"}
	}
	return false, nil
}

func (a Answering) approve() (bool, *Refusal) {
	if !within(a.By, a.Reward, a.OnCase) || a.OverBudget && !a.By.Leads() {
		return false, &Refusal{"status", "grant_above"}
	}
	self := a.By.ID == a.Giver
	if self && !a.House.SingleOwner {
		return false, &Refusal{"status", "grant_second_person"}
	}
	return self, nil
}

// May lists the next states that somebody may give a grant, were the reason
// written that a refusal asks for.
func May(a Answering) []Status {
	out := []Status{}
	a.Reason = "-"
	for _, to := range Statuses() {
		a.To = to
		if _, refusal := Answer(a); refusal == nil && a.By.Staff() {
			out = append(out, to)
		}
	}
	return out
}

// ending is how long before its last day a line is said to end.
const ending = 30 * 24 * time.Hour

// Stands tells how a line of the catalogue stands: the code of why nobody may
// give it now, "reward_ending" when it soon may not, "" when nothing is amiss.
func Stands(r Reward, ban bool, now time.Time) string {
	a := Asking{Reward: r, Cost: r.Cost, Justification: "-", House: House{CommercialBan: ban}, Now: now}
	if refusals := a.refusals(); len(refusals) > 0 {
		return refusals[0].Code
	}
	if !r.ValidUntil.IsZero() && r.ValidUntil.Sub(now) < ending {
		return "reward_ending"
	}
	return ""
}

// Sound checks a line of the catalogue as the owner writes it.
func Sound(r Reward, ban bool) *Refusal {
	switch {
	case !amount(r.Cost):
		return &Refusal{"cost", "amount_invalid"}
	case !amount(r.LimitAgent):
		return &Refusal{"limit_agent", "amount_invalid"}
	case !amount(r.LimitLead):
		return &Refusal{"limit_lead", "amount_invalid"}
	case r.LimitLead > 0 && r.LimitAgent > r.LimitLead:
		return &Refusal{"limit_lead", "reward_limits"}
	case Sale(ban, r.Kind, r.Text):
		return &Refusal{"kind", "reward_sales_offer"}
	}
	return nil
}

// amount: no debt, no infinity, and no more than a trillion.
func amount(v float64) bool { return v >= 0 && v <= 1e12 }

// cents keeps sums of decimals from being off by a hair.
func cents(v float64) int64 { return int64(math.Round(v * 100)) }
