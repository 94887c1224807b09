package casework

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// Registration is a case taken down by staff: the customer, the case, and
// perhaps its resolution on the spot, in one transaction.
type Registration struct {
	Customer  map[string]any `json:"customer"`
	Complaint map[string]any `json:"complaint"`
	Immediate *Immediate     `json:"immediate"`
	Call      map[string]any `json:"call"`    // of the call in which it was taken down: call_direction, call_seconds…
	Post      map[string]any `json:"post"`    // what the customer wrote in public: link, platform, reach…
	Confirm   bool           `json:"confirm"` // send it to the customer to confirm or correct (R140)
}

// Immediate is what the shortcut still asks for: nothing is skipped (R022).
type Immediate struct {
	Fields    map[string]any `json:"fields"`
	Statement string         `json:"statement"`
	Letter    *Letter        `json:"letter"`
	// The same fields may come unwrapped.
	Cause                string `json:"cause"`
	CauseDetail          string `json:"cause_detail"`
	CausePublic          string `json:"cause_public"`
	ActionsPublic        string `json:"actions_public"`
	AcceptanceChannel    string `json:"acceptance_channel"`
	UnderstandingChannel string `json:"understanding_channel"`
	Fault                string `json:"fault"`
	Severity             string `json:"severity"`
}

// Register files a case for a customer who called or came.
func (g *Engine) Register(app core.App, in Registration, actor complaint.Actor) (*core.Record, error) {
	var filed *core.Record
	err := app.RunInTransaction(func(tx core.App) error {
		customer, err := g.customerFor(tx, in.Customer, actor)
		if err != nil {
			return err
		}
		if in.Complaint == nil {
			in.Complaint = map[string]any{}
		}
		if customer != "" {
			in.Complaint["customer"] = customer
		}
		if filed, err = g.fileFor(tx, in.Complaint, actor); err != nil {
			return err
		}
		if filed, err = g.along(tx, filed, in, actor); err != nil || in.Immediate == nil {
			return err
		}
		filed, err = g.Transition(tx, filed.Id, in.Immediate.move(records.Stamp(g.Now())), actor)
		return err
	})
	return filed, err
}

func (g *Engine) fileFor(app core.App, fields map[string]any, actor complaint.Actor) (*core.Record, error) {
	r, err := newRecord(app, records.Complaints)
	if err != nil {
		return nil, err
	}
	for name, value := range fields {
		r.SetIfFieldExists(name, value)
	}
	SetActor(r, actor)
	return r, app.Save(r)
}

// customerFor finds the customer that was chosen, or keeps a new one.
func (g *Engine) customerFor(app core.App, data map[string]any, actor complaint.Actor) (string, error) {
	if id, ok := data["id"].(string); ok && id != "" {
		if _, err := app.FindRecordById(records.Customers, id); err != nil {
			return "", g.refuse("customer", "not_found")
		}
		return id, nil
	}
	if name, ok := data["name"].(string); !ok || name == "" {
		return "", nil
	}
	r, err := newRecord(app, records.Customers)
	if err != nil {
		return "", err
	}
	for name, value := range data {
		r.SetIfFieldExists(name, value)
	}
	SetActor(r, actor)
	err = g.saveAs(app, r, "customer.")
	return r.Id, err
}

// saveAs saves and prefixes the field names of a refusal, so that a form with
// two records in it can show each problem at its field.
func (g *Engine) saveAs(app core.App, r *core.Record, prefix string) error {
	err := app.Save(r)
	if err == nil {
		return nil
	}
	return prefixed(err, prefix)
}

// move is the shortcut as a transition.
func (i Immediate) move(now string) Move {
	fields := map[string]any{}
	for name, value := range i.Fields {
		fields[name] = value
	}
	for name, value := range map[string]string{"cause": i.Cause, "cause_detail": i.CauseDetail, "cause_public": i.CausePublic,
		"actions_public": i.ActionsPublic, "acceptance_channel": i.AcceptanceChannel, "fault": i.Fault, "severity": i.Severity,
		"understanding_channel": i.UnderstandingChannel} {
		if value != "" {
			fields[name] = value
		}
	}
	if fields["understanding_channel"] != nil && fields["understanding_confirmed_at"] == nil {
		fields["understanding_confirmed_at"] = now
	}
	letter := i.Letter
	if letter == nil {
		letter = &Letter{}
	}
	return Move{To: string(complaint.Resolved), Fields: fields, Statement: i.Statement, Letter: letter}
}
