package agenda

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/tools/types"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/domain/reminder"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// stored is how moments stand in the tables.
const stored = types.DefaultDateLayout

// most is how many reminders one list has; further ones are a matter of days.
const most = 300

// Ask says which reminders are wanted.
type Ask struct {
	Team     bool          // everybody's that the reader may see, else the reader's own
	Done     bool          // what was done, newest first and one's own, else what is pending
	From, To calendar.Date // days in which they fall due, both included; zero for no bound
}

// Item is a reminder with the case that it belongs to.
type Item struct {
	ID           string `json:"id" db:"id"`
	Kind         string `json:"kind" db:"kind"`
	Note         string `json:"note" db:"note"` // what was noted, or the next step of the case
	Due          string `json:"due" db:"due"`
	Quiet        string `json:"snoozed_until" db:"snoozed_until"`
	Reason       string `json:"reason" db:"reason"`
	Outcome      string `json:"outcome" db:"outcome"`
	DoneAt       string `json:"done_at" db:"done_at"`
	BrokenAt     string `json:"broken_at" db:"broken_at"`
	Attempts     int    `json:"attempts" db:"attempts"`
	Assignee     string `json:"assignee" db:"assignee"`
	AssigneeName string `json:"assignee_name" db:"assignee_name"`
	Complaint    string `json:"complaint" db:"complaint"`
	Number       string `json:"number" db:"number"`
	Title        string `json:"title" db:"title"`
	Stage        string `json:"stage" db:"stage"`
	CustomerName string `json:"customer_name" db:"customer_name"`
	Phone        string `json:"phone" db:"phone"` // of who is to be called; empty for the other kinds
	PersonOnly   bool   `json:"person_only" db:"person_only"`
	Bucket       string `json:"bucket" db:"-"` // late, today, tomorrow, week or later
	Promised     bool   `json:"promised" db:"-"`
	WholeDay     bool   `json:"whole_day" db:"-"` // within the day, at no hour of it
	Exhausted    bool   `json:"exhausted" db:"-"` // called often enough to close without contact
}

// at is when somebody is to look at it: when it falls due, or later when it was
// put off until then.
func (i Item) at() string { return max(i.Due, i.Quiet) }

// phone is where the customer can be called, of a reminder to call.
const phone = `CASE WHEN reminders.kind IN ('follow_up', 'call_back', 'detractor') THEN COALESCE(NULLIF(
	(SELECT customers.phone FROM customers WHERE customers.id = complaints.customer), ''), json_extract(complaints.customer_snapshot, '$.phone'), '') ELSE '' END AS phone`

func columns() []string {
	return []string{"reminders.id", "reminders.kind", "(CASE reminders.kind WHEN 'next_step' THEN complaints.next_step ELSE reminders.note END) AS note", "reminders.due", "reminders.snoozed_until", "reminders.reason", "reminders.outcome",
		"reminders.done_at", "reminders.broken_at", "reminders.attempts", "reminders.assignee", "reminders.complaint",
		"COALESCE((SELECT agents.name FROM agents WHERE agents.id = reminders.assignee), '') AS assignee_name",
		"complaints.number", "complaints.stage", "complaints.person_only",
		"CASE complaints.goal WHEN '' THEN substr(complaints.narrative, 1, 120) ELSE complaints.goal END AS title",
		"COALESCE(json_extract(complaints.customer_snapshot, '$.name'), '') AS customer_name", phone}
}

// List answers with the reminders in the order in which they are to be seen to.
func (a Agenda) List(r Reader, ask Ask) ([]Item, error) {
	h, err := a.g.House(r.App)
	if err != nil {
		return nil, err
	}
	q := ask.query(r, h.Location)
	if err := r.Visible(q); err != nil {
		return nil, err
	}
	items := []Item{}
	if err := q.All(&items); err != nil {
		return nil, fmt.Errorf("list reminders: %w", err)
	}
	for i := range items {
		if err := a.place(r, h, &items[i]); err != nil {
			return nil, err
		}
	}
	if !ask.Done {
		slices.SortStableFunc(items, func(x, y Item) int { return cmp.Compare(x.at(), y.at()) })
	}
	return items, nil
}

// query walks the index of the person, or of everybody.
func (ask Ask) query(r Reader, zone *time.Location) *dbx.SelectQuery {
	q := r.App.ConcurrentDB().Select(columns()...).From(records.Reminders).
		InnerJoin(records.Complaints, dbx.NewExp("complaints.id = reminders.complaint")).Limit(most)
	if ask.Done {
		return q.Where(dbx.HashExp{"reminders.assignee": r.Actor.ID}).AndWhere(dbx.NewExp("reminders.pending = 0")).OrderBy("reminders.done_at DESC")
	}
	q.Where(dbx.HashExp{"reminders.pending": true}).OrderBy("reminders.due")
	if !ask.Team {
		q.AndWhere(dbx.HashExp{"reminders.assignee": r.Actor.ID})
	}
	if !ask.From.IsZero() {
		q.AndWhere(dbx.NewExp("reminders.due >= {:from}", dbx.Params{"from": records.Stamp(ask.From.StartIn(zone))}))
	}
	if !ask.To.IsZero() {
		q.AndWhere(dbx.NewExp("reminders.due <= {:to}", dbx.Params{"to": records.Stamp(ask.To.EndIn(zone))}))
	}
	return q
}

// place says what the reader need not work out.
func (a Agenda) place(r Reader, h *casework.House, i *Item) error {
	at, err := moment(i.at())
	if err != nil {
		return fmt.Errorf("when reminder %s falls due: %w", i.ID, err)
	}
	i.Bucket, i.Promised = reminder.Bucket(at, a.g.Now(), h.Location), complaint.Promised(i.Kind)
	i.WholeDay = reminder.WholeDay(at.Truncate(time.Second), h.Location)
	if i.Kind != complaint.TimerFollowUp || i.Attempts == 0 {
		return nil
	}
	c, err := r.App.FindRecordById(records.Complaints, i.Complaint)
	if err != nil {
		return fmt.Errorf("case of reminder %s: %w", i.ID, err)
	}
	i.Exhausted, err = a.g.Exhausted(r.App, c)
	return err
}
