package casework

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// Colleague is somebody of the team who may be named in the notes of a case.
type Colleague struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Role string `json:"role"`
}

// Colleagues lists who works at the desk and may open the case, by name.
func (g *Engine) Colleagues(app core.App, c *core.Record) ([]Colleague, error) {
	rows, err := app.FindRecordsByFilter(records.Agents, "active = true", "name", 0, 0)
	if err != nil {
		return nil, fmt.Errorf("who may be named in %s: %w", c.Id, err)
	}
	out := []Colleague{}
	for _, r := range rows {
		if !(complaint.Actor{Role: complaint.Role(r.GetString("role"))}).Staff() {
			continue
		}
		ok, err := mayOpen(app, c, r.Id)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, Colleague{r.Id, r.GetString("name"), r.GetString("role")})
		}
	}
	return out, nil
}

// checkMentions: people are named in notes alone, and only those who may open
// the case: a name must not be the way by which somebody learns of it.
func (g *Engine) checkMentions(app core.App, c, r *core.Record) error {
	named := r.GetStringSlice("mentions")
	if len(named) == 0 {
		return nil
	}
	if r.GetString("direction") != "note" {
		return g.refuse("mentions", "mentions_in_notes")
	}
	people, err := g.Colleagues(app, c)
	if err != nil {
		return err
	}
	for _, id := range named {
		if !slices.ContainsFunc(people, func(p Colleague) bool { return p.ID == id }) {
			return g.refuse("mentions", "mention_not_reader")
		}
	}
	return nil
}
