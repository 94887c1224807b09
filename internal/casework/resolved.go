package casework

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// left notes that a mail was taken by the server. With the letter that answers a
// case, that is the moment from which the case counts as resolved.
func (g *Engine) left(app core.App, message string) error {
	if message == "" {
		return nil
	}
	if err := setDelivery(app, message, "sent"); err != nil {
		return err
	}
	msg, err := app.FindRecordById(records.Messages, message)
	if err != nil {
		return fmt.Errorf("mail that left: %w", err)
	}
	if msg.GetString("purpose") != "letter" {
		return nil
	}
	c, err := app.FindRecordById(records.Complaints, msg.GetString("complaint"))
	if err != nil {
		return fmt.Errorf("case of letter %s: %w", msg.Id, err)
	}
	return g.letterLeft(app, c, msg, SystemActor())
}

// letterLeft dates the answer of a case that waited for its letter, and begins
// what comes after. A letter of an earlier round, or one that left before the
// case was moved, is only told of.
func (g *Engine) letterLeft(app core.App, c, msg *core.Record, actor complaint.Actor) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	data := event.Data{Ref: msg.Id, Digest: digest(msg.GetString("text"))}
	current := records.Case(c, h.Lists)
	if !current.LetterPending() || msg.GetString("created") < c.GetString("reopened_at") {
		return g.tell(app, c, amendment{actor, "letter.sent", data})
	}
	c.Set("resolved_at", records.Stamp(g.Now()))
	if err := g.Amend(app, c, actor, "letter.sent", data); err != nil {
		return err
	}
	for _, timer := range complaint.AfterLetter(complaint.Facts{Case: current, Now: g.Now()}) {
		if err := g.startTimer(app, c, timer); err != nil {
			return err
		}
	}
	return nil
}

// toLeave are the letters that the customer does not have.
var toLeave = []string{"queued", "failed", "bounced", "withdrawn"}

// handed: an answer on paper, in person or by any way that needs no mail has
// left when it is noted.
func (g *Engine) handed(app core.App, c, msg *core.Record, actor complaint.Actor) error {
	if msg.GetString("purpose") != "letter" || slices.Contains(toLeave, msg.GetString("delivery")) || c.GetString("stage") != string(complaint.Resolved) || c.GetString("resolved_at") != "" {
		return nil
	}
	fresh, err := app.FindRecordById(records.Complaints, c.Id)
	if err != nil {
		return fmt.Errorf("case of letter %s: %w", msg.Id, err)
	}
	return g.letterLeft(app, fresh, msg, actor)
}
