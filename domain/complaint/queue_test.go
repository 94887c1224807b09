package complaint

import (
	"cmp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

type queued struct {
	c      Case
	window bool
}

func queuedCases() *rapid.Generator[queued] {
	return rapid.Custom(func(t *rapid.T) queued {
		c := filed()
		c.Lane = rapid.SampledFrom([]Lane{Normal, AttendNow, ""}).Draw(t, "lane")
		c.UrgencyRank = rapid.IntRange(0, 5).Draw(t, "rank")
		c.ReceivedAt = now.Add(time.Duration(rapid.IntRange(-5000, 5000).Draw(t, "arrival")) * time.Hour)
		c.LegalDue = now.AddDate(0, 0, rapid.IntRange(-30, 30).Draw(t, "due"))
		return queued{c, rapid.Bool().Draw(t, "window")}
	})
}

// turn restates R145: lane, urgency, the legal term when it is near, arrival.
func turn(a, b queued) int {
	return cmp.Or(cmp.Compare(lane(a.c), lane(b.c)), cmp.Compare(urgency(a.c), urgency(b.c)),
		compareBool(b.window, a.window), due(a, b), a.c.ReceivedAt.Compare(b.c.ReceivedAt))
}

func lane(c Case) int {
	if c.Lane == AttendNow {
		return 0
	}
	return 1
}

func urgency(c Case) int {
	if c.UrgencyRank == 0 {
		return 5
	}
	return c.UrgencyRank
}

func due(a, b queued) int {
	if !a.window || !b.window {
		return 0
	}
	return cmp.Compare(a.c.LegalDue.Format(time.DateOnly), b.c.LegalDue.Format(time.DateOnly))
}

func compareBool(a, b bool) int {
	if a == b {
		return 0
	}
	if b {
		return -1
	}
	return 1
}

func TestQueueKeyOrdersAsTheTurnsDo(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := queuedCases().Draw(t, "a"), queuedCases().Draw(t, "b")
		x, y := QueueKey(a.c, a.window), QueueKey(b.c, b.window)
		if len(x) != 24 || len(y) != 24 {
			t.Fatalf("lengths %d and %d", len(x), len(y))
		}
		if got, want := strings.Compare(x, y), turn(a, b); got != want {
			t.Fatalf("%s and %s compare %d, want %d", x, y, got, want)
		}
	})
}

// Who the customer is, what they buy and how grave the case is change no turn
// by themselves: only lane, urgency, term and arrival do.
func TestNothingElsePlaysAPartInTheQueue(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := queuedCases().Draw(t, "a")
		other := worked(rapid.SampledFrom(openStages()).Draw(t, "stage"))
		other.Customer, other.Number = rapid.String().Draw(t, "customer"), rapid.String().Draw(t, "number")
		other.Severity = rapid.SampledFrom(Severities()).Draw(t, "severity")
		other.Kind, other.Product = rapid.SampledFrom(Kinds()).Draw(t, "kind"), rapid.String().Draw(t, "product")
		other.MoodStart, other.ReopenCount = rapid.IntRange(1, 5).Draw(t, "mood"), rapid.IntRange(0, 9).Draw(t, "reopened")
		other.Lane, other.UrgencyRank, other.ReceivedAt, other.LegalDue = a.c.Lane, a.c.UrgencyRank, a.c.ReceivedAt, a.c.LegalDue
		if x, y := QueueKey(a.c, a.window), QueueKey(other, a.window); x != y {
			t.Fatalf("%s became %s", x, y)
		}
	})
}

func TestQueueKeyAtTheEdges(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		edit   func(*Case)
		window bool
		want   string
	}{
		{"waits its turn", func(*Case) {}, false, "151000000001795525200000"},
		{"attend now", func(c *Case) { c.Lane = AttendNow }, false, "051000000001795525200000"},
		{"inside the window", func(*Case) {}, true, "150202612091795525200000"},
		{"inside the window without a term", func(c *Case) { c.LegalDue = zero }, true, "151000000001795525200000"},
		{"an unknown rank counts as normal", func(c *Case) { c.UrgencyRank = 12 }, false, "151000000001795525200000"},
		{"never received", func(c *Case) { c.ReceivedAt = zero }, false, "151000000000000000000000"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			c := filed()
			c.ReceivedAt = now.Add(-2 * time.Hour)
			row.edit(&c)
			if got := QueueKey(c, row.window); got != row.want {
				t.Errorf("got %s, want %s", got, row.want)
			}
		})
	}
}
