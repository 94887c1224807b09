package channel

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/casework"
	"escucha/internal/records"
)

const (
	invitationDays = 7  // how long a link serves
	forgottenDays  = 30 // after which an unused one is deleted, with what was in it
	mostWords      = 20_000
)

// ErrOver is a link that was used, or whose days are over, or that never was.
var ErrOver = errors.New("invitation serves no more")

// prefilled are the fields of the public form that an agent may have filled in.
// What is on record of a customer is never among them: a link can be passed on.
var prefilled = []string{"narrative", "remedy_requested", "kind", "product", "name", "email", "phone", "reply_channel"}

// Invitation is what an agent took down in a call, for the customer to put in
// their own words (R139).
type Invitation struct {
	Fields   map[string]string `json:"fields"`
	Customer string            `json:"customer"` // record id, when the agent knows who it is
	Note     string            `json:"note"`     // of the call; it goes to the case
}

// Invite makes a link to the form with this in it: its path, and until when it
// serves, once.
func (s *Service) Invite(app core.App, in Invitation, actor complaint.Actor) (path string, until time.Time, err error) {
	if !actor.Staff() || actor.Kind != "agent" {
		return "", until, s.g.Refuse("agent", "invitation_team", nil)
	}
	fields := map[string]string{}
	for name, value := range in.Fields {
		if value = strings.TrimSpace(value); value != "" && slices.Contains(prefilled, name) && len(value) <= mostWords {
			fields[name] = value
		}
	}
	if err := s.g.Living(app, in.Customer); err != nil {
		return "", until, err
	}
	if len(in.Note) > mostWords {
		return "", until, s.g.Refuse("note", "invitation_note", nil)
	}
	data, err := json.Marshal(fields)
	if err != nil {
		return "", until, fmt.Errorf("write invitation: %w", err)
	}
	token := security.RandomString(32)
	until = s.g.Now().AddDate(0, 0, invitationDays)
	_, err = app.NonconcurrentDB().Insert(records.Invitations, dbx.Params{"id": core.GenerateDefaultRandomId(), "token": token, "agent": actor.ID,
		"customer": in.Customer, "fields": string(data), "note": in.Note, "channel": "phone", "expires": records.Stamp(until), "created": records.Stamp(s.g.Now())}).Execute()
	if err != nil {
		return "", until, fmt.Errorf("keep invitation: %w", err)
	}
	return "/portal/w/" + token, until, nil
}

// find reads an invitation that still serves.
func (s *Service) find(app core.App, token string) (*core.Record, error) {
	rows, err := app.FindRecordsByFilter(records.Invitations, "token = {:t} && used_at = '' && expires > {:now}", "", 1, 0,
		dbx.Params{"t": token, "now": records.Stamp(s.g.Now())})
	if err != nil {
		return nil, fmt.Errorf("find invitation: %w", err)
	}
	if token == "" || len(rows) == 0 {
		return nil, ErrOver
	}
	return rows[0], nil
}

// Open is what a link has in it: values by the names of the public form.
func (s *Service) Open(app core.App, token string) (map[string]string, error) {
	r, err := s.find(app, token)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	if err := json.Unmarshal([]byte(r.GetString("fields")), &out); err != nil {
		return nil, fmt.Errorf("read invitation %s: %w", r.Id, err)
	}
	return out, nil
}

// Invited is who took down what a form was opened with; empty for a form that
// nobody invited to.
type Invited struct {
	Owner    string       // the agent, if they still work here
	Customer *core.Record // whom they took it down for; nil when they did not know
	row      *core.Record
	agent    *core.Record
}

// Claim takes the invitation of a form that is being filed, in its transaction.
// One that serves no more is none: what the customer wrote is filed all the same.
func (s *Service) Claim(app core.App, token string) (Invited, error) {
	r, err := s.find(app, token)
	if errors.Is(err, ErrOver) {
		return Invited{}, nil
	}
	if err != nil {
		return Invited{}, err
	}
	out := Invited{row: r}
	if out.agent, err = app.FindRecordById(records.Agents, r.GetString("agent")); err != nil {
		return out, fmt.Errorf("who invited %s: %w", r.Id, err)
	}
	if casework.AuthActor(out.agent).Staff() && out.agent.GetBool("active") {
		out.Owner = out.agent.Id
	}
	if id := r.GetString("customer"); id != "" {
		if out.Customer, err = app.FindRecordById(records.Customers, id); err != nil {
			return out, fmt.Errorf("whom %s is for: %w", r.Id, err)
		}
	}
	return out, nil
}

// Tie marks the invitation as used by a case, and puts the note of the call there
// in the name of who took it.
func (s *Service) Tie(app core.App, i Invited, c *core.Record) error {
	if i.row == nil {
		return nil
	}
	_, err := app.DB().Update(records.Invitations, dbx.Params{"used_at": records.Stamp(s.g.Now()), "complaint": c.Id}, dbx.HashExp{"id": i.row.Id}).Execute()
	if err != nil {
		return fmt.Errorf("use invitation %s: %w", i.row.Id, err)
	}
	if err := s.g.Tell(app, c, casework.AuthActor(i.agent), "invitation.used", event.Data{Ref: i.row.Id}); err != nil {
		return err
	}
	note := strings.TrimSpace(i.row.GetString("note"))
	if note == "" || i.Owner == "" {
		return nil
	}
	_, err = s.g.Create(app, records.Messages, map[string]any{"complaint": c.Id, "direction": "note", "purpose": "call", "channel": i.row.GetString("channel"),
		"call_direction": "in", "text": note}, casework.AuthActor(i.agent))
	return err
}

// Forget deletes the invitations that nobody used, with what was in them.
func (s *Service) Forget(app core.App) error {
	_, err := app.NonconcurrentDB().Delete(records.Invitations, dbx.NewExp("used_at = '' AND expires < {:then}",
		dbx.Params{"then": records.Stamp(s.g.Now().AddDate(0, 0, -forgottenDays))})).Execute()
	if err != nil {
		return fmt.Errorf("forget invitations: %w", err)
	}
	return nil
}
