package complaint

import "fmt"

// QueueKey is the place of an open case in the queue as one sortable text of
// 24 characters: lane, urgency, legal window with its due date, arrival (R145).
// Within a class whoever came first goes first; nobody can drag a case.
//
//	1 5 1 00000000 1763395680123
//	│ │ │ │        └ arrival, milliseconds
//	│ │ │ └ legal due date, only inside the window
//	│ │ └ 0 inside the warning window of the legal term
//	│ └ urgency rank, 1 most urgent
//	└ 0 attend now
func QueueKey(c Case, inWindow bool) string {
	lane, window, due := 1, 1, "00000000"
	if c.Lane == AttendNow {
		lane = 0
	}
	if inWindow && !c.LegalDue.IsZero() {
		window, due = 0, c.LegalDue.UTC().Format("20060102")
	}
	urgency := c.UrgencyRank
	if urgency < 1 || urgency > 9 {
		urgency = normalRank
	}
	return fmt.Sprintf("%d%d%d%s%013d", lane, urgency, window, due, max(0, c.ReceivedAt.UnixMilli()))
}
