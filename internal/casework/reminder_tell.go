package casework

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/internal/i18n"
	"escucha/internal/records"
)

// Postponement is the body of POST /api/crm/reminders/{id}/snooze: a reminder
// put off and, if wanted, the customer told of the new date in the same step.
type Postponement struct {
	Until  string `json:"until"` // an instant, or a day, which means its end
	Reason string `json:"reason"`
	Tell   bool   `json:"tell"`
	Text   string `json:"text"` // in one's own words, with the date; empty for ours
}

// Postpone puts a reminder off, all or nothing with its message. One that the
// message settles by itself is settled.
func (g *Engine) Postpone(app core.App, id string, p Postponement, actor complaint.Actor) (r *core.Record, err error) {
	err = app.RunInTransaction(func(tx core.App) error {
		if r, err = tx.FindRecordById(records.Reminders, id); err != nil {
			return fmt.Errorf("put reminder %s off: %w", id, err)
		}
		h, err := g.House(tx)
		if err != nil {
			return err
		}
		until, err := h.moment(p.Until)
		if err != nil {
			return g.refuse("snoozed_until", "snooze_past")
		}
		if p.Tell {
			if r, err = g.tellNewDate(tx, r, p, until, actor); err != nil || !r.GetBool("pending") {
				return err
			}
		}
		r.Set("snoozed_until", records.Stamp(until))
		r.Set("reason", p.Reason)
		SetActor(r, actor)
		return tx.Save(r)
	})
	return r, err
}

// tellNewDate writes to the customer and reads the reminder again: the message
// may have answered what it was about.
func (g *Engine) tellNewDate(app core.App, r *core.Record, p Postponement, until time.Time, actor complaint.Actor) (*core.Record, error) {
	c, err := g.parent(app, r)
	if err != nil {
		return nil, err
	}
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	text := strings.TrimSpace(p.Text)
	switch {
	case text == "" && c.GetBool("person_only"):
		return nil, g.refuse("text", "promise_text")
	case text == "":
		text = g.newDateText(c, until, h.Location)
	case !g.names(text, until, h.Location):
		return nil, g.refuse("text", "promise_text_date")
	}
	if err := g.addNote(app, c, &Note{Text: text}, actor); err != nil {
		return nil, err
	}
	fresh, err := app.FindRecordById(records.Reminders, r.Id)
	if err != nil {
		return nil, fmt.Errorf("put reminder %s off: %w", r.Id, err)
	}
	return fresh, nil
}

// newDateText says the new date and asks for pardon, in the customer's language.
func (g *Engine) newDateText(c *core.Record, until time.Time, zone *time.Location) string {
	lang := c.GetString("language")
	date := g.Texts.Date(lang, until, zone)
	if calendar.DateIn(until, zone) == calendar.DateIn(g.Now(), zone) {
		date += ", " + i18n.Clock(until, zone)
	}
	name := firstOf(CustomerName(c), g.Texts.T(lang, "mail.customer", nil))
	return capital(g.Texts.T(lang, "mail.new_date", map[string]any{"name": name, "number": c.GetString("number"), "date": date}))
}
