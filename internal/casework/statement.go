package casework

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// GiveStatement is the create hook of the team's versions: in the words of
// whoever signs it, dated by the server.
func (g *Engine) GiveStatement(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		if err := g.byStaff(actor); err != nil {
			return err
		}
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		r.Set("author", agentID(actor))
		r.Set("created", records.Stamp(g.Now()))
		if err := e.Next(); err != nil {
			return fmt.Errorf("store statement: %w", err)
		}
		if err := g.stopTimers(e.App, c, []string{complaint.TimerTeamVersion}); err != nil {
			return err
		}
		return g.tell(e.App, c, amendment{actor, "statement.given", event.Data{Ref: r.Id, Digest: digest(r.GetString("text"))}})
	})
}

// agentID is the relation to an agent; a superuser is none.
func agentID(a complaint.Actor) string {
	if a.Kind == "agent" {
		return a.ID
	}
	return ""
}
