package casework

import (
	"encoding/json"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// actorName is the name under which an event is shown for good, even when the
// person leaves. It is not part of the hash.
func (g *Engine) actorName(app core.App, c *core.Record, a complaint.Actor) (string, error) {
	switch a.Kind {
	case "agent":
		h, err := g.House(app)
		if err != nil {
			return "", err
		}
		return h.agents[a.ID], nil
	case "customer":
		return CustomerName(c), nil
	}
	return "", nil
}

// AgentName is the name of an agent; empty when there is none.
func AgentName(app core.App, id string) string {
	if id == "" {
		return ""
	}
	r, err := app.FindRecordById(records.Agents, id)
	if err != nil {
		return "" // removed since: what it did keeps the name in the events
	}
	return r.GetString("name")
}

// CustomerName is the customer's name as given with this filing.
func CustomerName(c *core.Record) string { return Snapshot(c)["name"] }

// Snapshot is the customer's data as they were on filing.
func Snapshot(c *core.Record) map[string]string {
	out := map[string]string{}
	if err := json.Unmarshal([]byte(c.GetString("customer_snapshot")), &out); err != nil {
		return map[string]string{} // an anonymous case has none
	}
	return out
}
