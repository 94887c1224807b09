// Package channel sees to what each way of talking with the business has of its
// own: the registry of them, calls and their recordings, letters, posts that
// everybody reads, the program that carries somebody else's messages, and the
// link by which a customer writes down what they said in a call.
package channel

import (
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/channel"
	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Service is what the hooks and routes of the channels share.
type Service struct{ g *casework.Engine }

// New returns the service of an engine.
func New(g *casework.Engine) *Service { return &Service{g} }

// KeepChannel is the create and update hook of the registry: each has a name and
// a status, and one of them stays official, or nobody could be sent anywhere.
func (s *Service) KeepChannel(e *core.RecordEvent) error {
	r := e.Record
	if strings.TrimSpace(r.GetString("name_es")) == "" {
		return s.g.Refuse("name_es", "validation_required", nil)
	}
	if r.GetString("status") == "" {
		r.Set("status", string(channel.Official))
	}
	if r.IsNew() || r.GetString("status") == string(channel.Official) || r.Original().GetString("status") != string(channel.Official) {
		return e.Next()
	}
	n, err := e.App.CountRecords(records.Channels, dbx.HashExp{"status": string(channel.Official)}, dbx.Not(dbx.HashExp{"id": r.Id}))
	if err != nil {
		return err
	}
	if n == 0 {
		return s.g.Refuse("status", "channel_last", nil)
	}
	return e.Next()
}

// FileByChannel is the create hook of the cases, before anything else looks at
// them: whether it came by an established channel, and when.
func (s *Service) FileByChannel(e *core.RecordEvent) error {
	r, actor := e.Record, casework.ActorOf(e.Record)
	if err := s.offChannel(e.App, r, r.GetBool("off_channel") && ours(actor)); err != nil {
		return err
	}
	if at := r.GetDateTime("arrived_at").Time(); !at.IsZero() {
		if !ours(actor) {
			return s.g.Refuse("arrived_at", "server_field", nil)
		}
		code := channel.Arrival(s.g.Now(), at, strings.TrimSpace(r.GetString("arrived_reason")))
		if code == "arrived_reason" {
			return s.g.Refuse("arrived_reason", code, nil)
		}
		if code != "" {
			return s.g.Refuse("arrived_at", code, nil)
		}
	}
	return e.Next()
}

// offChannel marks what came outside of the established channels. Who says that it
// did also says by where.
func (s *Service) offChannel(app core.App, r *core.Record, told bool) error {
	h, err := s.g.House(app)
	if err != nil {
		return err
	}
	if told && strings.TrimSpace(r.GetString("came_by")) == "" {
		return s.g.Refuse("came_by", "came_by_required", nil)
	}
	by := r.GetString("channel")
	r.Set("off_channel", by != "" && channel.Off(channel.Status(h.Channels[by].Status), told))
	if !r.GetBool("off_channel") {
		r.Set("came_by", "")
	}
	return nil
}

// ours: somebody of the team, or the application itself.
func ours(a complaint.Actor) bool { return a.Staff() || a.Role == complaint.System }
