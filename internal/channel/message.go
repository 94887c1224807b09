package channel

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/channel"
	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// only are the fields that belong to one way of talking, and to no other.
var only = map[string][]string{
	"call":   {"call_direction", "call_seconds", "call_number", "call_with"},
	"letter": {"posted_on", "registered_no"},
}

// KeepMessage is the create hook of the messages, before they are addressed:
// what a call, a letter or a public answer has of its own.
func (s *Service) KeepMessage(e *core.RecordEvent) error {
	r, actor := e.Record, casework.ActorOf(e.Record)
	r.Load(map[string]any{"approval": "", "approved_by": "", "approved_at": "", "approval_note": ""})
	if r.GetString("external_id") != "" { // written by Bring alone
		return s.g.Refuse("external_id", "server_field", nil)
	}
	for _, check := range []func(core.App, *core.Record, complaint.Actor) error{s.ofCalls, s.ofLetters, s.contact, s.inPublic} {
		if err := check(e.App, r, actor); err != nil {
			return err
		}
	}
	return e.Next()
}

func (s *Service) ofCalls(_ core.App, r *core.Record, _ complaint.Actor) error {
	if r.GetString("purpose") == "call" {
		return nil
	}
	return s.none(r, "call", "call_only")
}

func (s *Service) ofLetters(_ core.App, r *core.Record, _ complaint.Actor) error {
	if r.GetString("channel") != "letter" {
		return s.none(r, "letter", "letter_only")
	}
	if r.GetDateTime("posted_on").Time().After(s.g.Now()) {
		return s.g.Refuse("posted_on", "arrived_future", nil)
	}
	return nil
}

// none refuses fields that mean nothing on this message.
func (s *Service) none(r *core.Record, of, code string) error {
	for _, name := range only[of] {
		if value := r.GetString(name); value != "" && value != "0" {
			return s.g.Refuse(name, code, nil)
		}
	}
	return nil
}

// contact marks what the customer said outside of the established channels, in
// writing or in a call.
func (s *Service) contact(app core.App, r *core.Record, actor complaint.Actor) error {
	if r.GetString("direction") == "in" || r.GetString("call_direction") == "in" {
		return s.offChannel(app, r, r.GetBool("off_channel") && ours(actor))
	}
	r.Load(map[string]any{"off_channel": false, "came_by": ""})
	return nil
}

// inPublic: an answer that everybody reads says nothing of the person, answers a
// post, and waits for a second person when many may read it (R085).
func (s *Service) inPublic(app core.App, r *core.Record, actor complaint.Actor) error {
	if r.GetString("purpose") != "public_reply" {
		return nil
	}
	r.Load(map[string]any{"direction": "out", "channel": "social", "handed_to": ""})
	c, err := app.FindRecordById(records.Complaints, r.GetString("complaint"))
	if err != nil {
		return s.g.Refuse("complaint", "not_found", nil)
	}
	person, err := s.person(app, c)
	if err != nil {
		return err
	}
	if words := channel.Personal(r.GetString("text"), person); len(words) > 0 {
		return s.g.Refuse("text", "public_reply_personal", map[string]any{"words": strings.Join(words, ", ")})
	}
	return s.approval(app, r, actor)
}

func (s *Service) approval(app core.App, r *core.Record, actor complaint.Actor) error {
	posts, reach, err := s.reach(app, r.GetString("complaint"))
	if err != nil {
		return err
	}
	if posts == 0 {
		return s.g.Refuse("post", "public_reply_post", nil)
	}
	h, err := s.g.House(app)
	if err != nil {
		return err
	}
	switch {
	case !channel.NeedsApproval(reach, setting(h, "reach_approval")):
	case actor.Leads():
		r.Load(map[string]any{"approval": "approved", "approved_at": records.Stamp(s.g.Now())})
		if actor.Kind == "agent" {
			r.Set("approved_by", actor.ID)
		}
	default:
		r.Set("approval", "pending")
	}
	return nil
}

// person is what is known of the customer of a case, as filed and as known now.
func (s *Service) person(app core.App, c *core.Record) (channel.Person, error) {
	filed := casework.Snapshot(c)
	out := channel.Person{Name: filed["name"], Email: filed["email"], Document: filed["document_number"], Phones: []string{filed["phone"]},
		Number: c.GetString("number"), Key: c.GetString("tracking_key")}
	id := c.GetString("customer")
	if id == "" {
		return out, nil
	}
	customer, err := app.FindRecordById(records.Customers, id)
	if err != nil {
		return out, err
	}
	out.Name += " " + customer.GetString("name") + " " + customer.GetString("preferred_name")
	if out.Email == "" {
		out.Email = customer.GetString("email")
	}
	keys, err := casework.ContactKeys(app, id, casework.Phone)
	out.Phones = append(append(out.Phones, customer.GetString("phone")), keys...)
	return out, err
}

// setting is a figure of the business; 0 when there is none.
func setting(h *casework.House, name string) int {
	if h.Business == nil {
		return 0
	}
	return h.Business.GetInt(name)
}
