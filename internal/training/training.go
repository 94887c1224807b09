// Package training keeps the register of what the team was trained in, and tells
// people before it ends.
package training

import (
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	rules "escucha/domain/training"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Register is what the hooks, the job and the route share.
type Register struct{ g *casework.Engine }

// New returns a register over the engine.
func New(g *casework.Engine) Register { return Register{g} }

// Keep is the create and update hook: a training that was given, to people of the
// team. One that was registered by mistake is made void with a reason and stays.
func (t Register) Keep(e *core.RecordEvent) error {
	if casework.IsOwn(e.Context) {
		return e.Next()
	}
	r, actor := e.Record, casework.ActorOf(e.Record)
	today, err := t.g.Today(e.App)
	if err != nil {
		return err
	}
	if p := rules.Check(read(r), today); p.Code != "" {
		return t.g.Refuse(p.Field, p.Code, nil)
	}
	if err := t.server(r, actor); err != nil {
		return err
	}
	if err := e.Next(); err != nil {
		return fmt.Errorf("store training: %w", err)
	}
	return nil
}

// server sets what the caller does not say: who wrote it down and when, and that
// another end is another warning.
func (t Register) server(r *core.Record, actor complaint.Actor) error {
	if r.IsNew() {
		if r.GetString("void_reason") != "" {
			return t.g.Refuse("void_reason", "server_field", nil)
		}
		by := ""
		if actor.Kind == "agent" {
			by = actor.ID
		}
		r.Load(map[string]any{"created": records.Stamp(t.g.Now()), "created_by": by, "warned": "", "version": 1})
		return nil
	}
	was := r.Original()
	for _, name := range []string{"created", "created_by", "warned"} {
		if r.GetString(name) != was.GetString(name) {
			return t.g.Refuse(name, "server_field", nil)
		}
	}
	if was.GetString("void_reason") != "" {
		return t.g.Refuse("void_reason", "fixed_field", nil)
	}
	return nil
}

func read(r *core.Record) rules.Training {
	return rules.Training{ID: r.Id, Title: r.GetString("title"), Topic: rules.Topic(r.GetString("topic")), Held: day(r.GetString("held_at")),
		Expires: day(r.GetString("expires")), Attendees: r.GetStringSlice("attendees"), Void: strings.TrimSpace(r.GetString("void_reason")) != ""}
}

// day is the civil day of what is stored.
func day(stamp string) string { return stamp[:min(len(stamp), len("2026-11-23"))] }
