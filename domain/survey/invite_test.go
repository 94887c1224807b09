package survey_test

import (
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/domain/survey"
)

var now = time.Date(2026, 11, 24, 15, 0, 0, 0, time.UTC)

func ago(d time.Duration) time.Time { return now.Add(-d) }

const aDay = 24 * time.Hour

// solved is a case to ask about: answered in writing two days ago.
func solved(change func(*survey.Case)) survey.Case {
	c := survey.Case{Stage: complaint.Resolved, ResolvedAt: ago(2 * aDay), Mail: "rosa@correo.example"}
	if change != nil {
		change(&c)
	}
	return c
}

// TestInvite: each reason on both sides of its edge.
func TestInvite(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		change func(*survey.Case)
		want   survey.Verdict
	}{
		{"two days after the answer", nil, survey.Invited},
		{"a second before", func(c *survey.Case) { c.ResolvedAt = ago(2*aDay - time.Second) }, survey.TooEarly},
		{"an hour after a late call", func(c *survey.Case) { c.CalledAt = ago(time.Hour) }, survey.Invited},
		{"right after the call", func(c *survey.Case) { c.CalledAt = ago(time.Hour - time.Second) }, survey.TooEarly},
		{"a call on the first day moves nothing", func(c *survey.Case) { c.CalledAt = ago(aDay) }, survey.Invited},
		{"closed meanwhile", func(c *survey.Case) { c.Stage = complaint.Closed }, survey.Invited},
		{"reopened meanwhile", func(c *survey.Case) { c.Stage = complaint.Investigating }, survey.NotSolved},
		{"voided", func(c *survey.Case) { c.Stage = complaint.Voided }, survey.NotSolved},
		{"closed without an answer", func(c *survey.Case) { c.ResolvedAt = time.Time{} }, survey.NotSolved},
		{"the program was off for two weeks", func(c *survey.Case) { c.ResolvedAt = ago(16 * aDay) }, survey.Invited},
		{"and a second", func(c *survey.Case) { c.ResolvedAt = ago(16*aDay + time.Second) }, survey.TooLate},
		{"given up", func(c *survey.Case) { c.Withdrawn = true }, survey.NotAsked},
		{"merged or erased", func(c *survey.Case) { c.Gone = true }, survey.NotAsked},
		{"only a person may write", func(c *survey.Case) { c.PersonOnly = true }, survey.NotAsked},
		{"somebody of the team", func(c *survey.Case) { c.Staff = true }, survey.NotAsked},
		{"said no", func(c *survey.Case) { c.OptedOut = true }, survey.NotAsked},
		{"answered by letter", func(c *survey.Case) { c.Mail = "" }, survey.NoMail},
		{"asked less than thirty days ago", func(c *survey.Case) { c.AskedAt = ago(30*aDay - time.Second) }, survey.AskedLately},
		{"thirty days ago", func(c *survey.Case) { c.AskedAt = ago(30 * aDay) }, survey.Invited},
		{"a campaign is no reason", func(c *survey.Case) { c.CampaignAt = ago(aDay) }, survey.Invited},
	}
	for _, row := range rows {
		if got := survey.Invite(solved(row.change), survey.Settings{}, now); got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
	if got := survey.Invite(solved(nil), survey.Settings{Off: true}, now); got != survey.Off {
		t.Errorf("switched off: %q", got)
	}
	if got := survey.Invite(solved(nil), survey.Settings{After: 3}, now); got != survey.TooEarly {
		t.Errorf("three days wanted: %q", got)
	}
}

// TestInviteAgain: a campaign asks whose case is long over, once in a quarter.
func TestInviteAgain(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		change func(*survey.Case)
		want   survey.Verdict
	}{
		{"long over", func(c *survey.Case) { c.ResolvedAt = ago(300 * aDay) }, survey.Invited},
		{"imported, with no day of the answer", func(c *survey.Case) { c.ResolvedAt = time.Time{} }, survey.Invited},
		{"still open", func(c *survey.Case) { c.Stage = complaint.Executing }, survey.NotSolved},
		{"in a campaign 91 days ago", func(c *survey.Case) { c.CampaignAt = ago(91 * aDay) }, survey.Invited},
		{"in one since", func(c *survey.Case) { c.CampaignAt = ago(91*aDay - time.Second) }, survey.AskedLately},
		{"asked about a case last week", func(c *survey.Case) { c.AskedAt = ago(7 * aDay) }, survey.AskedLately},
		{"said no", func(c *survey.Case) { c.OptedOut = true }, survey.NotAsked},
	}
	for _, row := range rows {
		if got := survey.InviteAgain(solved(row.change), survey.Settings{}, now); got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
}

// TestSettings: the reminder comes before the end, and the days count from the invitation.
func TestSettings(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name string
		s    survey.Settings
		bad  int
	}{
		{"the defaults", survey.Settings{}, 0}, {"on the last day", survey.Settings{Remind: 14}, 1},
		{"the day before", survey.Settings{Remind: 13}, 0}, {"closes before the usual reminder", survey.Settings{Close: 5}, 1},
	}
	for _, row := range rows {
		if got := row.s.Sound(); len(got) != row.bad {
			t.Errorf("%s: %v", row.name, got)
		}
	}
	s := survey.Settings{Remind: 3}
	if got := s.RemindAt(now); !got.Equal(now.Add(3 * aDay)) {
		t.Errorf("reminded at %s", got)
	}
	if got := s.ClosesAt(now); !got.Equal(now.Add(14 * aDay)) {
		t.Errorf("closes at %s", got)
	}
}

// TestPoor: what nobody answered yet asks for no reason.
func TestPoor(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name string
		a    survey.Answer
		want bool
	}{
		{"nothing", survey.Answer{}, false}, {"a 3", survey.Answer{Solution: 3}, true}, {"a 4", survey.Answer{Treatment: 4}, false},
		{"not what they expected", survey.Answer{Expectation: "no"}, true},
	}
	for _, row := range rows {
		if got := survey.Poor(row.a); got != row.want {
			t.Errorf("%s: %v", row.name, got)
		}
	}
}
