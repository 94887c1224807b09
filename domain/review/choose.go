package review

import (
	"cmp"
	"slices"
	"time"
)

// Reason is why a case is talked about.
type Reason string

// Reasons, from what teaches most to what teaches least.
const (
	Reopened     Reason = "reopened"
	Disputed     Reason = "disputed"
	Recurrent    Reason = "recurrent"
	Broken       Reason = "broken_promise"
	Overdue      Reason = "overdue"
	Denial       Reason = "denial"
	Reputation   Reason = "reputation"
	SingleSource Reason = "single_source" // judged on what one side said (R128)
	Untrained    Reason = "untrained"     // a hard case with somebody without training for it (R111)
	SelfApproved Reason = "self_approved"
	QueueJump    Reason = "queue_jump"
	New          Reason = "new" // alone it is counted, not told
)

// Reasons lists them in their order.
func Reasons() []Reason {
	return []Reason{Reopened, Disputed, Recurrent, Broken, Overdue, Denial, Reputation, SingleSource, Untrained, SelfApproved, QueueJump, New}
}

func rank(r Reason) int { return slices.Index(Reasons(), r) }

// Told is how many cases one meeting can talk about; the others are counted.
const Told = 25

// Case is one that may be talked about.
type Case struct {
	ID       string
	Received time.Time
	Reasons  []Reason
}

// sorted are the reasons of a case in their order, each once.
func (c Case) sorted() []Reason {
	out := slices.Clone(c.Reasons)
	slices.SortFunc(out, func(a, b Reason) int { return cmp.Compare(rank(a), rank(b)) })
	return slices.Compact(out)
}

// weight is how many reasons a case has besides being new.
func (c Case) weight() int {
	return len(c.Reasons) - map[bool]int{true: 1}[slices.Contains(c.Reasons, New)]
}

// Choose gives the cases to talk about, what teaches most first: those with
// several reasons, then by the gravest of them, then the older one. The second
// value is how many more there would be. A case that is only new is not among
// either.
func Choose(cases []Case, most int) ([]Case, int) {
	var out []Case
	for _, c := range cases {
		if c.Reasons = c.sorted(); c.weight() > 0 {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b Case) int {
		return cmp.Or(cmp.Compare(b.weight(), a.weight()), cmp.Compare(rank(a.Reasons[0]), rank(b.Reasons[0])),
			a.Received.Compare(b.Received), cmp.Compare(a.ID, b.ID))
	})
	told := out[:min(len(out), most)]
	return told, len(out) - len(told)
}
