package correct

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/action"
	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Mail writes the mail of an action to the customer of its case (R099) from its
// template, in the name of the person who presses, and marks the action as sent;
// both or neither. It is an ordinary message of the case, which can be called
// back while it waits to leave.
func (s *Service) Mail(app core.App, id string, actor complaint.Actor) error {
	return app.RunInTransaction(func(tx core.App) error {
		r, err := tx.FindRecordById(records.Actions, id)
		if err != nil {
			return fmt.Errorf("mail of action %s: %w", id, err)
		}
		a := casework.ActionOf(r)
		switch {
		case a.Kind != action.Mail || a.Status != action.Open:
			return s.g.Refuse("kind", "action_no_mail", nil)
		case r.GetString("complaint") == "":
			return s.g.Refuse("complaint", "action_no_case", nil)
		case a.Template == "":
			return s.g.Refuse("template", "action_template", nil)
		case !a.SentAt.IsZero():
			return s.g.Refuse("sent_at", "action_sent_before", nil)
		}
		if err := s.send(tx, r, a.Template, actor); err != nil {
			return err
		}
		r.Set("sent_at", records.Stamp(s.g.Now()))
		casework.SetActor(r, actor)
		return tx.Save(r)
	})
}

func (s *Service) send(app core.App, r *core.Record, template string, actor complaint.Actor) error {
	c, err := app.FindRecordById(records.Complaints, r.GetString("complaint"))
	if err != nil {
		return fmt.Errorf("mail of action %s: %w", r.Id, err)
	}
	text, err := s.g.Compose(app, c, template, actor)
	if err != nil {
		return fmt.Errorf("mail of action %s: %w", r.Id, err)
	}
	_, err = s.g.Create(app, records.Messages, map[string]any{"complaint": c.Id, "direction": "out", "template": text.Template,
		"subject": text.Subject, "text": text.Body}, actor)
	return err
}
