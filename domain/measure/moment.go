package measure

import (
	"slices"
	"strconv"
	"time"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/domain/labour"
)

// Kinds of moments.
const (
	KindPromise  = "promise"   // day: due; good: kept
	KindContact  = "contact"   // each time the customer turned to us; good: by an official channel
	KindFollowUp = "follow_up" // day: due, the business day after a letter; good: spoken to within two
	KindSurvey   = "survey"    // day: sent; good: answered
	KindCost     = "cost"      // day: approved, time when it was noted; value in its currency
	KindIncident = "incident"  // day: noted
)

// FollowUpDays is within how many business days of the answer the customer is
// called (seed 000).
const FollowUpDays = 2

// Moment is something that counts on a day of its own.
type Moment struct {
	Kind, Day, Ref string
	Good           bool
	Value          float64
	Currency       string
}

// momentsOf lists what has come due by now; again is when the next thing does.
func momentsOf(f Facts, h House, now time.Time) (out []Moment, again time.Time) {
	wait := func(until time.Time) {
		if again.IsZero() || until.Before(again) {
			again = until
		}
	}
	for _, p := range f.Promises {
		if p.Broken.IsZero() && p.Due.After(now) {
			wait(p.Due)
			continue
		}
		out = append(out, p.moment(h))
	}
	for i, letter := range f.letters() {
		one, until := f.followUp(h, i, letter, now)
		if !until.IsZero() {
			wait(until)
		}
		out = append(out, one...)
	}
	return append(out, f.happened(h)...), again
}

// moment of a promise: the day that was told. One that was moved in silence
// counts on the day of the move, for its old day is no longer known.
func (p Promise) moment(h House) Moment {
	if !p.Broken.IsZero() {
		return Moment{Kind: KindPromise, Day: h.day(earlier(p.Due, p.Broken)), Ref: p.Ref}
	}
	return Moment{Kind: KindPromise, Day: h.day(p.Due), Ref: p.Ref, Good: !p.Done.IsZero() && !p.Done.After(p.Due)}
}

// followUp is the call that each letter owes, on the next business day. It
// counts once it was made, or can no longer be in time; a case that was taken
// up again before that owes none.
func (f Facts) followUp(h House, i int, letter, now time.Time) (out []Moment, until time.Time) {
	sent := calendar.DateIn(letter, h.Zone)
	limit := h.Calendar.Add(sent, FollowUpDays).EndIn(h.Zone)
	good := false
	for _, at := range f.Reached {
		good = good || !at.Before(letter) && !at.After(limit)
	}
	switch {
	case !good && f.leftBy(letter, limit):
		return nil, time.Time{}
	case !good && !now.After(limit):
		return nil, limit.Add(time.Second)
	}
	day := h.Calendar.Add(sent, 1).String()
	return []Moment{{Kind: KindFollowUp, Day: day, Ref: strconv.Itoa(i + 1), Good: good}}, time.Time{}
}

// leftBy reports whether the case went on to other than its closing meanwhile.
func (f Facts) leftBy(from, limit time.Time) bool {
	for _, e := range f.Events {
		going := e.Stage != "" && e.Stage != string(complaint.Resolved) && e.Stage != string(complaint.Closed)
		if going && e.At.After(from) && !e.At.After(limit) {
			return true
		}
	}
	return false
}

// LabourRef begins the ref of a cost that is time of the team: what it is of the
// whole can be told apart.
const LabourRef = "time:"

// labour is what the time cost; what was noted without a rate costs nothing.
func (f Facts) labour() (out []Cost) {
	for _, one := range f.Labour {
		out = append(out, Cost{Ref: LabourRef + one.Ref, Currency: one.Currency, At: one.At, Value: labour.Cost(one.Minutes, one.Rate)})
	}
	return out
}

// happened are the moments that no waiting changes.
func (f Facts) happened(h House) []Moment {
	c := f.Case
	out := []Moment{{Kind: KindContact, Day: h.day(c.Received), Ref: c.ID, Good: !c.OffChannel}}
	for _, one := range f.Contacts {
		if one.At.After(c.Received) { // else it is what the case was filed with
			out = append(out, Moment{Kind: KindContact, Day: h.day(one.At), Ref: one.Ref, Good: !one.Off})
		}
	}
	if s := f.Survey; s != nil && !s.Sent.IsZero() {
		out = append(out, Moment{Kind: KindSurvey, Day: h.day(s.Sent), Ref: s.Ref, Good: !s.Answered.IsZero()})
	}
	for _, one := range slices.Concat(f.Costs, f.labour()) {
		if one.Value != 0 {
			out = append(out, Moment{Kind: KindCost, Day: h.day(one.At), Ref: one.Ref, Value: one.Value, Currency: one.Currency, Good: true})
		}
	}
	if c.TemporaryCost != 0 && !c.TemporaryFrom.IsZero() {
		out = append(out, Moment{Kind: KindCost, Day: h.day(c.TemporaryFrom), Ref: "temporary", Value: c.TemporaryCost, Currency: c.Currency, Good: true})
	}
	for _, one := range f.Incidents {
		out = append(out, Moment{Kind: KindIncident, Day: h.day(one.At), Ref: one.Ref})
	}
	return out
}
