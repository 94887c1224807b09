package action

// Reach is one customer who might be told of an action, by mail.
type Reach struct {
	Told       bool // of this action, about this, once already
	Gone       bool // erased, or now part of another record
	OptedOut   bool // wants no mail that is not about a case
	PersonOnly bool // only a person writes to them (R100)
	Staff      bool // the mail is that of somebody of the team
	Open       bool // a case of theirs is still being worked on: its own letters tell
	Mail       string
}

// Verdict is why a customer is not written to; empty when they are.
type Verdict string

// The verdicts, in the order in which they are found.
const (
	Writes     Verdict = ""
	ToldBefore Verdict = "told"
	Gone       Verdict = "gone"
	OptedOut   Verdict = "opted_out"
	ByPerson   Verdict = "person_only"
	OfTeam     Verdict = "staff"
	StillOpen  Verdict = "open"
	NoMail     Verdict = "no_mail"
)

// Verdicts lists why somebody is left out.
func Verdicts() []Verdict {
	return []Verdict{ToldBefore, Gone, OptedOut, ByPerson, OfTeam, StillOpen, NoMail}
}

// Tells decides on one customer.
func Tells(r Reach) Verdict {
	switch {
	case r.Told:
		return ToldBefore
	case r.Gone:
		return Gone
	case r.OptedOut:
		return OptedOut
	case r.PersonOnly:
		return ByPerson
	case r.Staff:
		return OfTeam
	case r.Open:
		return StillOpen
	case r.Mail == "":
		return NoMail
	}
	return Writes
}
