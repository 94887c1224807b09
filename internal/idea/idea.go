// Package idea keeps what the team would do better: filed by anybody, seconded by
// colleagues, decided by who leads, and told to whoever had it.
package idea

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	rules "escucha/domain/idea"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Board is what the hooks and routes share.
type Board struct{ g *casework.Engine }

// New returns a board over the engine.
func New(g *casework.Engine) Board { return Board{g} }

// Keep is the create hook: who had it, and of which case.
func (b Board) Keep(e *core.RecordEvent) error {
	return casework.InTransaction(e, func() error {
		r, actor := e.Record, casework.ActorOf(e.Record)
		if err := b.origin(e.App, r); err != nil {
			return err
		}
		setDefault(r, "kind", string(rules.Improvement))
		setDefault(r, "status", string(rules.New))
		if err := b.refuse(rules.File(read(r), person(actor))); err != nil {
			return err
		}
		r.Load(map[string]any{"author": agent(actor), "created": records.Stamp(b.g.Now()), "version": 1, "support": 0, "supporters": []string{},
			"answered_by": "", "answered_at": "", "action": ""})
		if err := e.Next(); err != nil {
			return fmt.Errorf("store idea: %w", err)
		}
		return nil
	})
}

// origin: what a customer wrote in a survey is of their case, and so seen by
// whom may see it.
func (b Board) origin(app core.App, r *core.Record) error {
	if id := r.GetString("survey"); id != "" {
		survey, err := app.FindRecordById(records.Surveys, id)
		if err != nil {
			return b.g.Refuse("survey", "not_found", nil)
		}
		if of := r.GetString("complaint"); of != "" && of != survey.GetString("complaint") {
			return b.g.Refuse("complaint", "idea_survey", nil)
		}
		r.Set("complaint", survey.GetString("complaint"))
	}
	if id := r.GetString("complaint"); id != "" {
		c, err := app.FindRecordById(records.Complaints, id)
		if err != nil {
			return b.g.Refuse("complaint", "not_found", nil)
		}
		if c.GetString("erased_at") != "" {
			return b.g.Refuse("complaint", "erased", nil)
		}
	}
	return nil
}

// Change is the update hook: better words of the author, or what who leads makes
// of it, which its author is told.
func (b Board) Change(e *core.RecordEvent) error {
	if casework.IsOwn(e.Context) || casework.ActorOf(e.Record).Role == complaint.System {
		return e.Next()
	}
	return casework.InTransaction(e, func() error {
		r, actor := e.Record, casework.ActorOf(e.Record)
		stored, err := e.App.FindRecordById(records.Ideas, r.Id)
		if err != nil {
			return fmt.Errorf("change idea %s: %w", r.Id, err)
		}
		if err := b.g.OnlyChanged(stored, r, "title", "text", "status", "outcome", "version"); err != nil {
			return err
		}
		was, now := read(stored), read(r)
		if err := b.refuse(rules.Change(was, now, person(actor))); err != nil {
			return err
		}
		answered := rules.Answered(was, now)
		if answered {
			r.Load(map[string]any{"answered_by": agent(actor), "answered_at": records.Stamp(b.g.Now())})
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store idea %s: %w", r.Id, err)
		}
		if !answered {
			return nil
		}
		return b.tell(e.App, r, actor)
	})
}

// tell lets the author know, and of a decision those who thought the same.
func (b Board) tell(app core.App, r *core.Record, actor complaint.Actor) error {
	people := []string{r.GetString("author")}
	if rules.Status(r.GetString("status")).Decided() {
		people = append(people, r.GetStringSlice("supporters")...)
	}
	return b.g.Inform(app, casework.Word{Kind: "idea", Actor: actor, Of: map[string]string{"idea": r.Id, "complaint": r.GetString("complaint")},
		Params: map[string]any{"status": r.GetString("status")}}, people...)
}

func (b Board) refuse(p rules.Problem) error {
	switch {
	case p.Forbidden:
		return b.g.Forbid(p.Field, p.Code)
	case p.Code != "":
		return b.g.Refuse(p.Field, p.Code, nil)
	}
	return nil
}

func read(r *core.Record) rules.Idea {
	return rules.Idea{Title: r.GetString("title"), Text: r.GetString("text"), Outcome: r.GetString("outcome"),
		Author: r.GetString("author"), Status: rules.Status(r.GetString("status"))}
}

func person(a complaint.Actor) rules.Person {
	return rules.Person{ID: agent(a), Heads: a.Heads(), Staff: a.Staff() || a.Role == complaint.System}
}

func agent(a complaint.Actor) string {
	if a.Kind == "agent" {
		return a.ID
	}
	return ""
}

func setDefault(r *core.Record, name, value string) {
	if strings.TrimSpace(r.GetString(name)) == "" {
		r.Set(name, value)
	}
}

// Support says that somebody thinks the same, or no longer; nobody seconds
// themselves. It answers how many do.
func (b Board) Support(app core.App, id string, on bool, actor complaint.Actor) (n int, err error) {
	err = app.RunInTransaction(func(tx core.App) error {
		r, err := tx.FindRecordById(records.Ideas, id)
		if err != nil {
			return fmt.Errorf("second idea %s: %w", id, err)
		}
		who := agent(actor)
		switch {
		case who == "" || !actor.Staff():
			return b.g.Forbid("support", "forbidden_move")
		case who == r.GetString("author"):
			return b.g.Refuse("support", "idea_own", nil)
		case rules.Status(r.GetString("status")).Decided():
			return b.g.Refuse("support", "idea_decided", nil)
		}
		list := slices.DeleteFunc(r.GetStringSlice("supporters"), func(one string) bool { return one == who })
		if on {
			list = append(list, who)
		}
		n = len(list)
		r.Load(map[string]any{"supporters": list, "support": n})
		return tx.SaveWithContext(casework.Own(), r)
	})
	return n, err
}
