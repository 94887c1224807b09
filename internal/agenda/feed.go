package agenda

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/domain/reminder"
	"escucha/internal/casework"
	"escucha/internal/i18n"
	"escucha/internal/ics"
	"escucha/internal/records"
)

// ErrNoCalendar says that an address leads to no calendar: it was never given,
// was taken back, or is of somebody who has left. The three are one answer.
var ErrNoCalendar = errors.New("no such calendar")

// A calendar reaches from what was missed in the last month to a year ahead.
const (
	behind = 30 * 24 * time.Hour
	ahead  = 366 * 24 * time.Hour
)

// NewAddress gives somebody an address for their calendar, in place of the one
// that they had. It is said once: only its hash is kept.
func (a Agenda) NewAddress(app core.App, agent string) (string, error) {
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return "", fmt.Errorf("make the address of a calendar: %w", err)
	}
	token := base64.RawURLEncoding.EncodeToString(secret)
	return token, a.keepAddress(app, agent, hashed(token), records.Stamp(a.g.Now()))
}

// Revoke takes somebody's address back.
func (a Agenda) Revoke(app core.App, agent string) error { return a.keepAddress(app, agent, "", "") }

func (a Agenda) keepAddress(app core.App, agent, hash, made string) error {
	r, err := app.FindRecordById(records.Agents, agent)
	if err != nil {
		return fmt.Errorf("calendar of %s: %w", agent, err)
	}
	r.Set("calendar_hash", hash)
	r.Set("calendar_made", made)
	if err := app.Save(r); err != nil {
		return fmt.Errorf("calendar of %s: %w", agent, err)
	}
	return nil
}

func hashed(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Calendar is what the address of a calendar answers with: what falls due for
// its owner in the cases that they may open now, without a word of the customer.
func (a Agenda) Calendar(app core.App, token string) ([]byte, error) {
	if token == "" {
		return nil, ErrNoCalendar
	}
	agent, err := app.FindFirstRecordByFilter(records.Agents, "calendar_hash = {:hash} && active = true", dbx.Params{"hash": hashed(token)})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoCalendar, err)
	}
	h, err := a.g.House(app)
	if err != nil {
		return nil, err
	}
	rows, err := a.owed(app, agent)
	if err != nil {
		return nil, err
	}
	lang := i18n.Known(agent.GetString("locale"))
	cal := ics.Calendar{Name: a.g.Texts.T(lang, "calendar.name", map[string]any{"name": agent.GetString("name")}), Maker: "Escucha"}
	for _, row := range rows {
		e, err := a.event(app, h, lang, row)
		if err != nil {
			return nil, err
		}
		cal.Events = append(cal.Events, e)
	}
	return cal.Write()
}

// entry is a reminder as far as a calendar goes.
type entry struct {
	ID        string `db:"id"`
	Kind      string `db:"kind"`
	Due       string `db:"due"`
	Quiet     string `db:"snoozed_until"`
	Created   string `db:"created"`
	Changed   string `db:"changed"`
	Revision  int    `db:"revision"`
	Complaint string `db:"complaint"`
	Number    string `db:"number"`
}

// owed are the pending reminders of somebody, of the cases that they may open.
func (a Agenda) owed(app core.App, agent *core.Record) ([]entry, error) {
	rows := []entry{}
	now := a.g.Now()
	q := app.ConcurrentDB().Select("reminders.id", "reminders.kind", "reminders.due", "reminders.snoozed_until", "reminders.created", "reminders.changed",
		"reminders.revision", "reminders.complaint", "complaints.number").From(records.Reminders).
		InnerJoin(records.Complaints, dbx.NewExp("complaints.id = reminders.complaint")).
		Where(dbx.HashExp{"reminders.assignee": agent.Id, "reminders.pending": true}).
		AndWhere(dbx.NewExp("reminders.due >= {:from} AND reminders.due <= {:to}", dbx.Params{"from": records.Stamp(now.Add(-behind)), "to": records.Stamp(now.Add(ahead))})).
		OrderBy("reminders.due").Limit(500)
	if err := casework.VisibleTo(app, casework.As(agent), records.Reminders)(q); err != nil {
		return nil, err
	}
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("reminders for a calendar: %w", err)
	}
	return rows, nil
}

func (a Agenda) event(app core.App, h *casework.House, lang string, row entry) (ics.Event, error) {
	at, err := moment(max(row.Due, row.Quiet))
	if err != nil {
		return ics.Event{}, fmt.Errorf("reminder %s: %w", row.ID, err)
	}
	changed, err := moment(max(row.Created, row.Changed))
	if err != nil {
		return ics.Event{}, fmt.Errorf("reminder %s: %w", row.ID, err)
	}
	params := map[string]any{"kind": a.g.Texts.T(lang, "reminder."+row.Kind, nil), "number": short(row.Number)}
	e := ics.Event{UID: row.ID + "@escucha", Summary: a.g.Texts.T(lang, "calendar.summary", params), URL: caseLink(app, row.Complaint), At: at, Changed: changed, Revision: row.Revision}
	e.Text = e.URL
	if complaint.Promised(row.Kind) {
		e.Text = a.g.Texts.T(lang, "calendar.promised", nil) + "\n" + e.URL
	}
	if reminder.WholeDay(at.Truncate(time.Second), h.Location) {
		e.Day = calendar.DateIn(at, h.Location)
	}
	return e, nil
}

// caseLink is the address of a case on the desk.
func caseLink(app core.App, id string) string { return deskLink(app) + "caso/" + id }

func deskLink(app core.App) string {
	return strings.TrimRight(app.Settings().Meta.AppURL, "/") + "/desk/#/"
}

// short is a number without the zeros that only push the rest out of sight.
func short(number string) string { return strings.TrimLeft(number, "0") }
