package casework

import (
	"fmt"
	"net/http"
	"slices"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// What the registers of other packages share with the engine: ideas, trainings,
// articles.

// InTransaction runs fn with the event's app inside a transaction, for the hooks
// of other packages.
func InTransaction(e *core.RecordEvent, fn func() error) error { return inTransaction(e, fn) }

// Forbid is a 403 that names a field with a code.
func (g *Engine) Forbid(field, code string) error {
	return g.answer(http.StatusForbidden, validation.Errors{field: g.problem(code)})
}

// Word is something that people of the team are told and that need not be of a
// case. Of names the record that it is of, by field of the notification.
type Word struct {
	Kind   string
	Actor  complaint.Actor
	Of     map[string]string
	Params map[string]any
}

// Inform tells people, each but the one who did it, who may open the case that it
// is of, if it is of one.
func (g *Engine) Inform(app core.App, w Word, people ...string) error {
	params := map[string]any{"name": AgentName(app, w.Actor.ID)}
	for key, value := range w.Params {
		params[key] = value
	}
	slices.Sort(people)
	for _, id := range slices.Compact(people) {
		if id == "" || id == w.Actor.ID {
			continue
		}
		if err := g.informOne(app, w, id, params); err != nil {
			return fmt.Errorf("inform %s: %w", id, err)
		}
	}
	return nil
}

func (g *Engine) informOne(app core.App, w Word, id string, params map[string]any) error {
	if of := w.Of["complaint"]; of != "" {
		c, err := app.FindRecordById(records.Complaints, of)
		if err != nil {
			return fmt.Errorf("find case: %w", err)
		}
		if ok, err := mayOpen(app, c, id); err != nil || !ok {
			return err
		}
	}
	r, err := newRecord(app, records.Notices)
	if err != nil {
		return err
	}
	for field, value := range w.Of {
		r.Set(field, value)
	}
	r.Load(map[string]any{"agent": id, "kind": w.Kind, "text_params": params, "created": records.Stamp(g.Now())})
	return app.SaveNoValidateWithContext(engineContext(), r)
}

// Heads are those who lead an area or more and work at the desk now.
func (g *Engine) Heads(app core.App) ([]string, error) {
	var ids []string
	err := app.DB().NewQuery("SELECT id FROM agents WHERE active = 1 AND role IN ('lead', 'supervisor', 'admin') ORDER BY id").Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("who leads: %w", err)
	}
	return ids, nil
}

// CaseOf is the case that a row belongs to: the very record of the save under
// way, so that its chain goes on from there.
func (g *Engine) CaseOf(app core.App, r *core.Record) (*core.Record, error) { return g.parent(app, r) }
