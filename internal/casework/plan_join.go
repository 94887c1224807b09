package casework

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/customer"
	"escucha/domain/event"
	"escucha/domain/plan"
	"escucha/internal/records"
)

// maxTags is how many tags a case may have (see the schema).
const maxTags = 20

// meet finds the running plans that an open case fits and has not met yet, and
// puts their tags on it before it is stored. joined notes it afterwards.
func (g *Engine) meet(app core.App, c *core.Record) ([]running, error) {
	h, err := g.House(app)
	if err != nil || len(h.plans) == 0 || !complaint.Stage(c.GetString("stage")).Open() {
		return nil, err
	}
	s, err := g.subject(app, h, c)
	if err != nil {
		return nil, err
	}
	var out []running
	for _, p := range h.plans {
		if !p.aim.Fits(s) {
			continue
		}
		if id, err := liveActivation(app, p.id, c.Id); err != nil || id != "" {
			if err != nil {
				return nil, err
			}
			continue
		}
		if err := putTag(app, c, p.tag); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// putTag adds a tag that is in use, where there is room for it.
func putTag(app core.App, c *core.Record, tag string) error {
	have := c.GetStringSlice("tags")
	if tag == "" || slices.Contains(have, tag) || len(have) >= maxTags {
		return nil
	}
	var active []bool
	if err := app.DB().Select("active").From(records.Tags).Where(dbx.HashExp{"id": tag}).Column(&active); err != nil {
		return fmt.Errorf("tag of a plan: %w", err)
	}
	if slices.Contains(active, true) {
		c.Set("tags", append(have, tag))
	}
	return nil
}

// joined notes in the transaction of the case which running plans it met. One
// that was ended meanwhile has no more cases.
func (g *Engine) joined(app core.App, c *core.Record, plans []running) error {
	for _, p := range plans {
		head, err := liveActivation(app, p.id, "")
		if err != nil {
			return err
		}
		if head == "" {
			continue
		}
		id, err := g.begin(app, p.id, c.Id, SystemActor(), "")
		if err != nil {
			return err
		}
		if err := g.tell(app, c, amendment{SystemActor(), "plan.activated", event.Data{Ref: id, Note: p.name}}); err != nil {
			return err
		}
	}
	return nil
}

// begin writes that a plan runs for a case.
func (g *Engine) begin(app core.App, planID, complaintID string, actor complaint.Actor, reason string) (string, error) {
	row := dbx.Params{"plan": planID, "complaint": complaintID, "started": records.Stamp(g.Now()), "ended": "", "agent": agentID(actor), "reason": reason, "done": "[]"}
	if err := journal(app, records.Activations, row); err != nil {
		return "", err
	}
	id, _ := row["id"].(string)
	return id, nil
}

// subject is a case with its customer, as far as plans look at them.
func (g *Engine) subject(app core.App, h *House, c *core.Record) (plan.Subject, error) {
	s := plan.Subject{Causes: h.causes(c.GetString("cause")), Product: c.GetString("product"), Types: map[string]string{}}
	id := c.GetString("customer")
	if id == "" {
		return s, nil
	}
	person, err := app.FindRecordById(records.Customers, id)
	if err != nil {
		return s, fmt.Errorf("customer %s: %w", id, err)
	}
	for _, criterion := range customer.Criteria() {
		s.Types[criterion] = person.GetString(criterion)
	}
	err = app.DB().Select("profile").From(records.CustomerProfiles).Where(dbx.HashExp{"customer": id}).AndWhere(g.confirmed()).Column(&s.Profiles)
	if err != nil {
		return s, fmt.Errorf("profiles of customer %s: %w", id, err)
	}
	return s, nil
}

// confirmed are the profiles that stand now.
func (g *Engine) confirmed() dbx.Expression {
	return dbx.NewExp("profiles.status = 'confirmed' AND profiles.expires > {:now}", dbx.Params{"now": records.Stamp(g.Now())})
}

// candidate is an open case as a plan over all of them sees it.
type candidate struct {
	ID           string `db:"id"`
	Place        string `db:"queue_key"`
	Cause        string `db:"cause"`
	Product      string `db:"product"`
	Relation     string `db:"relation"`
	Activity     string `db:"activity"`
	Frequency    string `db:"frequency"`
	Volume       string `db:"volume"`
	Satisfaction string `db:"satisfaction"`
	Influence    string `db:"influence"`
	Profiles     string `db:"profiles"` // a JSON list
}

// candidates reads the next open cases in the order of the queue.
func (g *Engine) candidates(app core.App, after string, limit int) ([]candidate, error) {
	var rows []candidate
	err := app.ConcurrentDB().NewQuery(`SELECT c.id, c.queue_key, c.cause, c.product,
		COALESCE(p.relation, '') AS relation, COALESCE(p.activity, '') AS activity, COALESCE(p.frequency, '') AS frequency,
		COALESCE(p.volume, '') AS volume, COALESCE(p.satisfaction, '') AS satisfaction, COALESCE(p.influence, '') AS influence,
		(SELECT json_group_array(profile) FROM profiles WHERE profiles.customer = c.customer AND status = 'confirmed' AND expires > {:now}) AS profiles
		FROM complaints c LEFT JOIN customers p ON p.id = c.customer
		WHERE c.open = 1 AND c.queue_key > {:after} ORDER BY c.queue_key LIMIT {:limit}`).
		Bind(dbx.Params{"after": after, "now": records.Stamp(g.Now()), "limit": limit}).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("find cases for a plan: %w", err)
	}
	return rows, nil
}

func (c candidate) subject(h *House) (plan.Subject, error) {
	s := plan.Subject{Causes: h.causes(c.Cause), Product: c.Product, Types: map[string]string{customer.Relation: c.Relation, customer.Activity: c.Activity,
		customer.Frequency: c.Frequency, customer.Volume: c.Volume, customer.Satisfaction: c.Satisfaction, customer.Influence: c.Influence}}
	if err := json.Unmarshal([]byte(c.Profiles), &s.Profiles); err != nil {
		return s, fmt.Errorf("profiles of the customer of %s: %w", c.ID, err)
	}
	return s, nil
}
