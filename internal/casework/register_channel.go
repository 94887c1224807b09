package casework

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// along stores what came along with a filing: the call in which it was taken
// down, the post, and the text that goes to the customer for confirmation. It
// answers with the case as it is stored then.
func (g *Engine) along(app core.App, c *core.Record, in Registration, actor complaint.Actor) (*core.Record, error) {
	if len(in.Call) > 0 {
		if err := g.beside(app, c, records.Messages, "call.", in.Call, map[string]any{"direction": "note", "purpose": "call", "channel": "phone"}, actor); err != nil {
			return nil, err
		}
	}
	if len(in.Post) > 0 {
		if err := g.beside(app, c, records.Posts, "post.", in.Post, nil, actor); err != nil {
			return nil, err
		}
	}
	if in.Confirm {
		if err := g.askConfirmation(app, c, actor); err != nil {
			return nil, err
		}
	}
	if len(in.Call) == 0 && !in.Confirm {
		return c, nil
	}
	fresh, err := app.FindRecordById(records.Complaints, c.Id)
	if err != nil {
		return nil, fmt.Errorf("read case %s again: %w", c.Id, err)
	}
	return fresh, nil
}

// beside stores a row of a new case; a refusal names the part of the form.
func (g *Engine) beside(app core.App, c *core.Record, collection, prefix string, typed, fixed map[string]any, actor complaint.Actor) error {
	r, err := newRecord(app, collection)
	if err != nil {
		return err
	}
	for name, value := range typed {
		r.SetIfFieldExists(name, value)
	}
	r.Load(fixed)
	r.Id = ""
	r.Set("complaint", c.Id)
	if collection == records.Messages {
		setDefault(r, "text", g.Texts.T(c.GetString("language"), "mail.call_taken", nil))
	}
	SetActor(r, actor)
	return g.saveAs(app, r, prefix)
}

// askConfirmation sends what was taken down for the customer to confirm or correct
// by the link; work goes on meanwhile (R140, R007).
func (g *Engine) askConfirmation(app core.App, c *core.Record, actor complaint.Actor) error {
	if !c.GetDateTime("understanding_confirmed_at").IsZero() {
		return g.refuse("confirm", "confirm_done")
	}
	text, err := g.Compose(app, c, "confirmar_registro", actor)
	if err != nil {
		return err
	}
	if len(text.Missing) > 0 {
		return g.refuse(gapField("letter", text.Missing[0]), "letter_gap")
	}
	_, err = g.Send(app, c, Outgoing{Purpose: "paraphrase", Template: text.Template, Subject: text.Subject, Text: text.Body, Actor: actor})
	return err
}
