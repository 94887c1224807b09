package survey

import (
	"time"

	"escucha/domain/complaint"
)

// Settings are the days of a survey, as the business wants them; zero is the default.
type Settings struct {
	Off    bool
	After  int // days from the answer in writing to the invitation
	Remind int // from the invitation to the one reminder
	Close  int // from the invitation until it no longer takes an answer
	Pause  int // before the same customer is asked about another case
}

const (
	day     = 24 * time.Hour
	calm    = time.Hour // after a call, so that the thanks come first
	quarter = 91        // days between two campaigns for the same customer
)

// Filled puts the defaults in.
func (s Settings) Filled() Settings {
	for _, one := range []struct {
		days *int
		mean int
	}{{&s.After, 2}, {&s.Remind, 5}, {&s.Close, 14}, {&s.Pause, 30}} {
		if *one.days == 0 {
			*one.days = one.mean
		}
	}
	return s
}

// Sound finds what is wrong with the days, by field; the reminder comes while
// there is still time to answer.
func (s Settings) Sound() []Problem {
	if s = s.Filled(); s.Remind >= s.Close {
		return []Problem{{"survey_remind", "survey_order"}}
	}
	return nil
}

// Case is what an invitation looks at: a case and its customer.
type Case struct {
	Stage      complaint.Stage
	ResolvedAt time.Time // when the written answer left
	CalledAt   time.Time // the last follow-up call that was answered; zero: none
	Withdrawn  bool      // the customer gave the case up
	Gone       bool      // merged into another one, or its person erased
	PersonOnly bool      // no automatic text (R100)
	Mail       string    // empty: they are not written to by mail
	Staff      bool      // the mail is that of somebody of the team
	OptedOut   bool
	AskedAt    time.Time // the newest invitation of this customer, whatever about
	CampaignAt time.Time // the newest one of a campaign
}

// Verdict is why somebody is not invited; empty when they are.
type Verdict string

// The verdicts.
const (
	Invited     Verdict = ""
	Off         Verdict = "off"
	NotSolved   Verdict = "not_solved"
	TooEarly    Verdict = "too_early"
	TooLate     Verdict = "too_late" // as long ago as a survey takes answers: nobody remembers
	NotAsked    Verdict = "not_asked"
	NoMail      Verdict = "no_mail"
	AskedLately Verdict = "asked_lately"
)

// Invite decides on the survey of a case, some days after its answer and not
// before the call that checks it (domain.md 4.3; Ley 10/2025 art. 18.2).
func Invite(c Case, s Settings, now time.Time) Verdict {
	s = s.Filled()
	due := c.ResolvedAt.Add(time.Duration(s.After) * day)
	if called := c.CalledAt.Add(calm); !c.CalledAt.IsZero() && called.After(due) {
		due = called
	}
	switch {
	case s.Off:
		return Off
	case c.ResolvedAt.IsZero():
		return NotSolved
	case now.Before(due):
		return TooEarly
	case now.After(due.Add(time.Duration(s.Close) * day)):
		return TooLate
	}
	return c.may(s.Pause, now)
}

// InviteAgain decides on a campaign: of everybody whose case is over, at most
// once in a quarter.
func InviteAgain(c Case, s Settings, now time.Time) Verdict {
	if !c.CampaignAt.IsZero() && now.Before(c.CampaignAt.Add(quarter*day)) {
		return AskedLately
	}
	return c.may(s.Filled().Pause, now)
}

func (c Case) may(pause int, now time.Time) Verdict {
	switch {
	case !Open(c.Stage):
		return NotSolved
	case c.Withdrawn || c.Gone || c.PersonOnly || c.Staff || c.OptedOut:
		return NotAsked
	case c.Mail == "":
		return NoMail
	case !c.AskedAt.IsZero() && now.Before(c.AskedAt.Add(time.Duration(pause)*day)):
		return AskedLately
	}
	return Invited
}

// ClosesAt is the end of an invitation.
func (s Settings) ClosesAt(sent time.Time) time.Time {
	return sent.Add(time.Duration(s.Filled().Close) * day)
}

// RemindAt is when the one reminder is due.
func (s Settings) RemindAt(sent time.Time) time.Time {
	return sent.Add(time.Duration(s.Filled().Remind) * day)
}

// Quarter is how many days lie between two campaigns for the same customer.
func Quarter() int { return quarter }
