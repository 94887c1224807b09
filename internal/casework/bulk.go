package casework

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"escucha/domain/complaint"
)

// Bulk is one change asked for in many cases, with the version of each that
// the person saw.
type Bulk struct {
	Cases  []BulkCase     `json:"cases"`
	Change map[string]any `json:"change"`
}

// BulkCase is a case of a Bulk.
type BulkCase struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
}

// BulkOutcome is what became of one case; Err is why it stayed as it was.
type BulkOutcome struct {
	ID, Number string
	Version    int
	Err        error
}

// Opener finds a case that the caller may change, by the collection's own rules.
type Opener func(id string) (*core.Record, error)

const bulkLimit = 100

// bulkFields may change in many cases at once. No stage and no message is among
// them: an answer is written for one person, so there is no reply in bulk.
var bulkFields = []string{"assignee", "owner", "area", "urgency", "urgency_reason", "tags+", "tags-", "transfer_reason", "transfer_summary"}

// ChangeMany changes case after case, each in a transaction of its own and by
// the rules for any change: what one is refused for does not hold up the rest.
// Every case that was asked for has its outcome, in that order.
func (g *Engine) ChangeMany(app core.App, in Bulk, actor complaint.Actor, open Opener) ([]BulkOutcome, error) {
	if err := g.checkBulk(in); err != nil {
		return nil, err
	}
	out := make([]BulkOutcome, 0, len(in.Cases))
	for _, one := range in.Cases {
		out = append(out, g.changeOne(app, one, in.Change, actor, open))
	}
	return out, nil
}

func (g *Engine) checkBulk(in Bulk) error {
	problems := validation.Errors{}
	if len(in.Cases) == 0 {
		problems["cases"] = g.problem("validation_required")
	}
	if len(in.Cases) > bulkLimit {
		problems["cases"] = g.problem("bulk_too_many")
	}
	if len(in.Change) == 0 {
		problems["change"] = g.problem("bulk_empty")
	}
	for name := range in.Change {
		if !slices.Contains(bulkFields, name) {
			problems[name] = g.problem("bulk_field")
		}
	}
	if len(problems) > 0 {
		return g.answer(http.StatusBadRequest, problems)
	}
	return nil
}

func (g *Engine) changeOne(app core.App, one BulkCase, change map[string]any, actor complaint.Actor, open Opener) BulkOutcome {
	out := BulkOutcome{ID: one.ID}
	c, err := open(one.ID)
	if c != nil {
		out.Number = c.GetString("number")
	}
	if err != nil {
		out.Err = err
		return out
	}
	if one.Version != c.GetInt("version") {
		out.Err = g.stale(app, c)
		return out
	}
	for name, value := range change {
		c.SetIfFieldExists(name, value)
	}
	SetActor(c, actor)
	if err := app.Save(c); err != nil {
		out.Err = fmt.Errorf("change %s in bulk: %w", one.ID, err)
		return out
	}
	out.Version = c.GetInt("version")
	return out
}

// Refused tells a refusal that the person can do something about from a failure
// of ours.
func Refused(err error) bool {
	var api *router.ApiError
	return problems(err) != nil || errors.As(err, &api) && api.Status < http.StatusInternalServerError
}
