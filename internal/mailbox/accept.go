package mailbox

import (
	"fmt"
	"maps"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/inbound"
	"escucha/internal/records"
)

// Choice is what a person decides about a mail that waits: the case that it
// belongs to, or a new one of a customer who is chosen, new, or nobody yet.
type Choice struct {
	Complaint string         `json:"complaint"` // an existing case; empty: a new one
	Customer  map[string]any `json:"customer"`  // {id}, or the data of a new one
	Fields    map[string]any `json:"fields"`    // of the new case, over what the mail tells
}

// Accept does what a person decided, all or nothing, and answers with the case.
func (p *Post) Accept(app core.App, id string, choice Choice, actor complaint.Actor) (*core.Record, error) {
	m, err := p.readWaiting(app, id)
	if err != nil {
		return nil, err
	}
	var c *core.Record
	err = app.RunInTransaction(func(tx core.App) error {
		row, err := p.waiting(tx, id)
		if err != nil {
			return err
		}
		var f fate
		if choice.Complaint != "" {
			f, err = p.acceptInto(tx, row, m, choice.Complaint)
		} else {
			f, err = p.acceptNew(tx, row, m, choice, actor)
		}
		if err != nil {
			return err
		}
		if err := p.handle(tx, row, f, actor, ""); err != nil {
			return err
		}
		c, err = tx.FindRecordById(records.Complaints, f.complaint)
		return err
	})
	return c, err
}

// readWaiting reads a mail before the transaction, for it may take a while. One
// that cannot be read is accepted as what is known of it.
func (p *Post) readWaiting(app core.App, id string) (inbound.Mail, error) {
	row, err := p.waiting(app, id)
	if err != nil {
		return inbound.Mail{}, err
	}
	if m, err := p.Read(app, row); err == nil {
		return m, nil
	}
	return inbound.Mail{MessageID: row.GetString("message_id"), Subject: row.GetString("subject"), Kind: inbound.Person,
		From: inbound.Address{Name: row.GetString("sender_name"), Email: row.GetString("sender")}}, nil
}

// waiting finds a mail that a person may still decide about: what was filed, or
// only tells of a letter that did not arrive, is decided.
func (p *Post) waiting(app core.App, id string) (*core.Record, error) {
	row, err := app.FindRecordById(records.Mails, id)
	if err != nil {
		return nil, fmt.Errorf("find mail %s: %w", id, err)
	}
	switch row.GetString("status") {
	case Quarantined, Unreadable, Ignored:
		return row, nil
	}
	return nil, p.g.Refuse("status", "mail_decided", nil)
}

func (p *Post) acceptInto(app core.App, row *core.Record, m inbound.Mail, complaintID string) (fate, error) {
	message, err := p.g.TakeIn(app, Letter(complaintID, row, m))
	if err != nil {
		return fate{}, err
	}
	return fate{status: Filed, complaint: complaintID, message: message.Id}, nil
}

// acceptNew files a case with the words of the mail, in the name of who accepts
// it; a case whose window is over is linked to the new one.
func (p *Post) acceptNew(app core.App, row *core.Record, m inbound.Mail, choice Choice, actor complaint.Actor) (fate, error) {
	fields := FieldsOf(m)
	if strings.TrimSpace(m.Text) == "" {
		fields["narrative"] = m.Subject
	}
	if former := row.GetString("complaint"); former != "" {
		fields["linked"] = []string{former}
	}
	maps.Copy(fields, choice.Fields)
	c, err := p.g.Register(app, casework.Registration{Customer: choice.Customer, Complaint: fields}, actor)
	if err != nil {
		return fate{}, err
	}
	return p.first(app, c, row, m)
}

// handle notes who decided what about a mail.
func (p *Post) handle(app core.App, row *core.Record, f fate, actor complaint.Actor, note string) error {
	if actor.Kind == "agent" {
		row.Set("handled_by", actor.ID)
	}
	row.Set("handled_at", records.Stamp(p.g.Now()))
	row.Set("note", shorten(note, 490))
	return keepFate(app, row, f)
}

// Ignore sets mails aside for a reason, all or nothing. They stay listed, and may
// be accepted later.
func (p *Post) Ignore(app core.App, ids []string, reason string, actor complaint.Actor) error {
	if strings.TrimSpace(reason) == "" {
		return p.g.Refuse("reason", "reason_required", nil)
	}
	return app.RunInTransaction(func(tx core.App) error {
		for _, id := range ids {
			row, err := p.waiting(tx, id)
			if err != nil {
				return err
			}
			if err := p.handle(tx, row, fate{status: Ignored, reason: "by_hand", complaint: row.GetString("complaint")}, actor, reason); err != nil {
				return err
			}
		}
		return nil
	})
}
