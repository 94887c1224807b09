package dispatch

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/report"
)

// Keep is the create and update hook of schedules: who made it, what only a
// sending writes, and that everybody on it may read what is sent. Who left since
// may stay on it, and gets nothing.
func (s Service) Keep(e *core.RecordEvent) error {
	r := e.Record
	if r.IsNew() {
		by := casework.ActorOf(r)
		r.Load(map[string]any{"created": records.Stamp(s.g.Now()), "last_key": "", "last_sent": "", "agent": ""})
		if by.Kind == "agent" {
			r.Set("agent", by.ID)
		}
	} else {
		for _, name := range []string{"created", "last_key", "last_sent", "agent"} {
			r.Set(name, r.Original().Get(name))
		}
	}
	if err := s.sound(e.App, r); err != nil {
		return err
	}
	return e.Next()
}

func (s Service) sound(app core.App, r *core.Record) error {
	before := map[string]bool{}
	for _, id := range r.Original().GetStringSlice("recipients") {
		before[id] = true
	}
	for _, id := range r.GetStringSlice("recipients") {
		if before[id] && !r.IsNew() {
			continue
		}
		person, err := app.FindRecordById(records.Agents, id)
		if err != nil || !person.GetBool("active") || !report.May(casework.AuthActor(person)) {
			return s.g.Refuse("recipients", "schedule_reader", nil)
		}
	}
	return nil
}
