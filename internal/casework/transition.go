package casework

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// Transition moves a case, all or nothing: each piece of evidence passes the
// hook of its own collection, the move that of the complaints.
func (g *Engine) Transition(app core.App, id string, m Move, actor complaint.Actor) (*core.Record, error) {
	var moved *core.Record
	err := app.RunInTransaction(func(tx core.App) error {
		c, err := tx.FindRecordById(records.Complaints, id)
		if err != nil {
			return fmt.Errorf("transition of %s: %w", id, err)
		}
		if m.Version != nil && *m.Version != c.GetInt("version") {
			return g.stale(tx, c)
		}
		if err := g.gather(tx, c, m, actor); err != nil {
			return err
		}
		moved, err = g.move(tx, id, m, actor)
		return err
	})
	return moved, err
}

// gather stores the evidence that came with the move.
func (g *Engine) gather(app core.App, c *core.Record, m Move, actor complaint.Actor) error {
	steps := []func() error{
		func() error { return g.addStatement(app, c, m.Statement, actor) },
		func() error { return g.addOffer(app, c, m.Proposal, actor) },
		func() error { return g.answerOffer(app, c, m, actor) },
		func() error { return g.finishTasks(app, c, m.TasksDone, actor) },
		func() error { return g.addCall(app, c, m.FollowUp, actor) },
		func() error { return g.addNote(app, c, m.Message, actor) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// move applies the fields, writes the letter that the new stage owes from the
// case as it will be, and saves: the hook decides.
func (g *Engine) move(app core.App, id string, m Move, actor complaint.Actor) (*core.Record, error) {
	c, err := app.FindRecordById(records.Complaints, id)
	if err != nil {
		return nil, fmt.Errorf("transition of %s: %w", id, err)
	}
	wanted := c.Clone()
	for name, value := range m.Fields {
		if name == "version" || name == "stage" {
			continue
		}
		wanted.SetIfFieldExists(name, value)
	}
	gap := g.writeLetters(app, c, wanted, m, actor)
	if gap != nil && problems(gap) == nil {
		return nil, gap
	}
	// a letter may have stamped the case (first contact): apply on what is stored now
	if c, err = app.FindRecordById(records.Complaints, id); err != nil {
		return nil, fmt.Errorf("transition of %s: %w", id, err)
	}
	for name, value := range m.Fields {
		if name != "version" && name != "stage" {
			c.SetIfFieldExists(name, value)
		}
	}
	if m.To != "" && !complaint.Stage(m.To).Valid() {
		return nil, g.refuse("stage", "unknown_move")
	}
	setDefaultStage(c, m.To)
	SetActor(c, actor)
	if err := app.Save(c); err != nil || gap != nil {
		return nil, g.both(err, gap)
	}
	return c, nil
}

func setDefaultStage(c *core.Record, to string) {
	if to != "" {
		c.Set("stage", to)
	}
}

// letterTemplates are the answers that go out on the way to resolved.
var letterTemplates = map[string]string{
	"T5": "resolucion_breve", "T16": "negativa", "T17": "malentendido", "T18": "resolucion", "T25": "resolucion",
}

// writeLetters writes the answer and the thanks, from the case as it will be.
func (g *Engine) writeLetters(app core.App, c, wanted *core.Record, m Move, actor complaint.Actor) error {
	after := records.Case(wanted, records.Lists{})
	after.Stage = complaint.Stage(m.To)
	t, known := complaint.Find(records.Case(c, records.Lists{}), after)
	if !known || !t.Allows(actor, records.Case(c, records.Lists{})) {
		return nil // the hook refuses the move itself
	}
	if template := letterTemplates[t.Code]; template != "" && m.Letter != nil {
		if err := g.writeLetter(app, wanted, "letter", template, *m.Letter, actor); err != nil {
			return err
		}
	}
	if m.Closing != nil && m.To == string(complaint.Closed) {
		template := "cierre"
		if t.Code == "T21" {
			template = "seguimiento_sin_contacto"
		}
		return g.writeLetter(app, wanted, "closing", template, *m.Closing, actor)
	}
	return nil
}

// writeLetter sends a text, or the template filled from the case; a gap in it
// is refused by name, before anything is stored.
func (g *Engine) writeLetter(app core.App, c *core.Record, purpose, template string, l Letter, actor complaint.Actor) error {
	text := Text{Template: template, Subject: l.Subject, Body: l.Text}
	if strings.TrimSpace(l.Text) == "" {
		composed, err := g.Compose(app, c, template, actor)
		if err != nil {
			return err
		}
		if len(composed.Missing) > 0 {
			return g.refuse(gapField(purpose, composed.Missing[0]), "letter_gap")
		}
		text.Body, text.Subject = composed.Body, firstOf(l.Subject, composed.Subject)
	}
	_, err := g.Send(app, c, Outgoing{Purpose: purpose, Template: template, Channel: l.Channel, Subject: text.Subject, Text: text.Body, Actor: actor})
	return err
}

// gapField maps an empty placeholder to the field that would fill it.
func gapField(purpose, placeholder string) string {
	fields := map[string]string{"causa": "cause_public", "acciones": "actions_public", "puntos_respondidos": "points",
		"resumen_objetivo": "goal", "lo_que_si_podemos": "alternatives", "canales_contacto": "business.phone"}
	if name := fields[placeholder]; name != "" {
		return name
	}
	return purpose + ".text"
}

func (g *Engine) addStatement(app core.App, c *core.Record, text string, actor complaint.Actor) error {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return g.create(app, records.Statements, map[string]any{"complaint": c.Id, "text": text}, actor)
}

func (g *Engine) addNote(app core.App, c *core.Record, n *Note, actor complaint.Actor) error {
	if n == nil || strings.TrimSpace(n.Text) == "" {
		return nil
	}
	r, err := newRecord(app, records.Messages)
	if err != nil {
		return err
	}
	r.Load(map[string]any{"complaint": c.Id, "direction": "out", "purpose": firstOf(n.Purpose, "reply"), "text": n.Text, "channel": n.Channel})
	r.SetRaw(wholeKey, true)
	SetActor(r, actor)
	return app.Save(r)
}

func (g *Engine) addCall(app core.App, c *core.Record, call *Call, actor complaint.Actor) error {
	if call == nil {
		return nil
	}
	return g.create(app, records.FollowUps, map[string]any{"complaint": c.Id, "contacted": call.Contacted, "satisfied": yesNo(call.Satisfied),
		"recurred": yesNo(call.Recurred), "solved": yesNo(call.Solved), "channel": firstOf(call.Channel, "phone"), "note": call.Note}, actor)
}

func (g *Engine) finishTasks(app core.App, c *core.Record, ids []string, actor complaint.Actor) error {
	for _, id := range ids {
		task, err := app.FindFirstRecordByFilter(records.Tasks, "id = {:id} && complaint = {:c}", dbx.Params{"id": id, "c": c.Id})
		if err != nil {
			return g.refuse("tasks_done", "not_found")
		}
		task.Set("done_at", records.Stamp(g.Now()))
		SetActor(task, actor)
		if err := app.Save(task); err != nil {
			return err
		}
	}
	return nil
}

// create stores a row through its hooks, in the name of the actor.
func (g *Engine) create(app core.App, collection string, values map[string]any, actor complaint.Actor) error {
	_, err := g.Create(app, collection, values, actor)
	return err
}

// Create stores a row through its hooks, in the name of the actor.
func (g *Engine) Create(app core.App, collection string, values map[string]any, actor complaint.Actor) (*core.Record, error) {
	r, err := newRecord(app, collection)
	if err != nil {
		return nil, err
	}
	r.Load(values)
	SetActor(r, actor)
	return r, app.Save(r)
}

func yesNo(b *bool) string {
	switch {
	case b == nil:
		return ""
	case *b:
		return complaint.Yes
	}
	return complaint.No
}

// moment reads a time or a civil date, which means the end of that day.
func (h *House) moment(text string) (time.Time, error) {
	if t, err := time.ParseInLocation(time.DateOnly, text, h.Location); err == nil {
		return t.Add(24*time.Hour - time.Second), nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05.000Z", "2006-01-02T15:04"} {
		if t, err := time.ParseInLocation(layout, text, h.Location); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("read time %q: not a date", text)
}

// stamp stores what moment reads; an empty text stays empty.
func (h *House) stamp(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	at, err := h.moment(text)
	if err != nil {
		return "", err
	}
	return records.Stamp(at), nil
}
