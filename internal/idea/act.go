package idea

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	rules "escucha/domain/idea"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Act is the corrective action that comes of an adopted idea.
type Act struct {
	Kind  string `json:"kind"`
	Title string `json:"title"` // that of the idea when empty
	Owner string `json:"owner"`
	Due   string `json:"due"`
}

// Open opens it, once: both or neither are stored.
func (b Board) Open(app core.App, id string, in Act, actor complaint.Actor) (action string, err error) {
	err = app.RunInTransaction(func(tx core.App) error {
		r, err := tx.FindRecordById(records.Ideas, id)
		if err != nil {
			return fmt.Errorf("act on idea %s: %w", id, err)
		}
		switch {
		case !actor.Heads():
			return b.g.Forbid("action", "forbidden_move")
		case r.GetString("status") != string(rules.Adopted):
			return b.g.Refuse("status", "idea_adopted", nil)
		case r.GetString("action") != "":
			return b.g.Refuse("action", "idea_acted", nil)
		case in.Due == "":
			return b.g.Refuse("due", "validation_required", nil)
		}
		made, err := b.g.Create(tx, records.Actions, b.values(r, in), actor)
		if err != nil {
			return err
		}
		action = made.Id
		r.Set("action", action)
		return tx.SaveWithContext(casework.Own(), r)
	})
	return action, err
}

func (b Board) values(r *core.Record, in Act) map[string]any {
	if in.Title == "" {
		in.Title = r.GetString("title")
	}
	if in.Kind == "" {
		in.Kind = "process"
	}
	return map[string]any{"kind": in.Kind, "title": in.Title, "owner": in.Owner, "due": in.Due, "complaint": r.GetString("complaint"),
		"source": "idea", "review": r.GetString("review")}
}
