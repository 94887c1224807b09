package casework

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/customer"
	"escucha/internal/records"
)

// CaseOfCustomer is the second hook of a change of a case, inside the first: a
// case that came to another stage, or to another customer, tells more about
// them. A filing need not ask: a new case is neither late nor refused, so that no
// type can be another one, and what it is a signal of is looked at when somebody
// takes it up, out of the way of those who wait to file.
func (g *Engine) CaseOfCustomer(e *core.RecordEvent) error {
	r, was := e.Record, e.Record.Original()
	before, stage := was.GetString("customer"), was.GetString("stage")
	if err := e.Next(); err != nil {
		return err
	}
	now := r.GetString("customer")
	if now+before == "" || now == before && stage == r.GetString("stage") {
		return nil
	}
	if a, ok := amendmentOf(e.Context); ok && strings.HasPrefix(a.event, "customer.") {
		return nil // the case follows its customer, whose types are derived when all has arrived
	}
	if err := g.retype(e.App, now, before); err != nil {
		return err
	}
	return g.suggest(e.App, r)
}

// ContactOfCustomer is the second hook of messages: what the customer writes may
// be a signal.
func (g *Engine) ContactOfCustomer(e *core.RecordEvent) error {
	if err := e.Next(); err != nil {
		return err
	}
	if e.Record.GetString("direction") != "in" {
		return nil
	}
	c, err := g.parent(e.App, e.Record)
	if err != nil {
		return err
	}
	if err := g.summarise(e.App, c); err != nil {
		return err
	}
	return g.suggest(e.App, c)
}

// summarise: who comes by several ways gets one summary after each contact, once
// it has not been sent yet.
func (g *Engine) summarise(app core.App, c *core.Record) error {
	h, err := g.House(app)
	if err != nil || !customer.Asks(records.Case(c, h.Lists).Profiles, customer.Summary) {
		return err
	}
	n, err := app.CountRecords(records.Reminders, dbx.HashExp{"complaint": c.Id, "kind": complaint.TimerSummary, "pending": true})
	if err != nil || n > 0 {
		return err
	}
	return g.startTimer(app, c, complaint.Timer{Kind: complaint.TimerSummary, Due: complaint.Span{Hours: 8}})
}

// WishOfCustomer is the second hook of proposals: a wish that could not be met.
func (g *Engine) WishOfCustomer(e *core.RecordEvent) error {
	was := e.Record.Original().GetString("preferred_decision")
	if err := e.Next(); err != nil {
		return err
	}
	if was == "cannot" || e.Record.GetString("preferred_decision") != "cannot" {
		return nil
	}
	c, err := g.parent(e.App, e.Record)
	if err != nil {
		return err
	}
	return g.suggest(e.App, c)
}

// sameSubject counts the customer's cases of thirty days on the subject of this
// one, itself included: the newest few are enough.
func (g *Engine) sameSubject(app core.App, c *core.Record) (int, error) {
	story := storyOf(c)
	if story.Product == "" && story.ProductText == "" {
		return 0, nil
	}
	var rows []storyRow
	err := app.DB().Select("product", "product_text").From(records.Complaints).
		Where(dbx.HashExp{"customer": c.GetString("customer")}).
		AndWhere(dbx.NewExp("received_at >= {:since}", dbx.Params{"since": records.Stamp(g.Now().AddDate(0, 0, -30))})).
		OrderBy("received_at DESC").Limit(10).All(&rows)
	if err != nil {
		return 0, fmt.Errorf("cases of the customer: %w", err)
	}
	n := 0
	for _, row := range rows {
		if customer.Compare(story, row.story()) == customer.SameProduct {
			n++
		}
	}
	return n, nil
}

// suggest counts the signals of one case.
func (g *Engine) suggest(app core.App, c *core.Record) error {
	if c.GetString("customer") == "" {
		return nil
	}
	var s struct {
		Refused, Early, Day, Unanswered, Channels, Requests int
	}
	now := records.Stamp(g.Now())
	err := app.DB().NewQuery(`SELECT
		(SELECT COUNT(*) FROM proposals WHERE complaint = {:c} AND +status = 'refused' AND preferred_decision = 'cannot') AS refused,
		(SELECT COUNT(*) FROM messages WHERE complaint = {:c} AND direction = 'in' AND {:promised} > {:now} AND created >
			COALESCE((SELECT MAX(created) FROM messages WHERE complaint = {:c} AND direction = 'out' AND purpose != 'receipt'), '')) AS early,
		(SELECT COUNT(*) FROM messages JOIN complaints ON complaints.id = messages.complaint
			WHERE complaints.customer = {:customer} AND messages.direction = 'in' AND messages.created >= {:day}) AS day,
		(SELECT COUNT(*) FROM events WHERE complaint = {:c} AND actor_kind = 'system' AND json_extract(data, '$.transition') = 'T10') AS unanswered,
		(SELECT COUNT(*) FROM channels WHERE id = {:channel} OR id IN (SELECT channel FROM messages WHERE complaint = {:c} AND direction = 'in')) AS channels,
		(SELECT COUNT(*) FROM messages WHERE complaint = {:c} AND direction = 'out' AND purpose = 'information') AS requests`).
		Bind(dbx.Params{"c": c.Id, "customer": c.GetString("customer"), "promised": c.GetString("next_step_due"), "now": now, "channel": c.GetString("channel"),
			"day": records.Stamp(g.Now().AddDate(0, 0, -1))}).One(&s)
	if err != nil {
		return fmt.Errorf("signals of case %s: %w", c.Id, err)
	}
	same, err := g.sameSubject(app, c)
	if err != nil {
		return err
	}
	return g.suggestFor(app, c, customer.Signals{Refused: s.Refused, EarlyCalls: s.Early, DayContacts: s.Day, SameSubject: same,
		Unanswered: s.Unanswered, Channels: s.Channels, DataRequests: s.Requests})
}

func (g *Engine) suggestFor(app core.App, c *core.Record, s customer.Signals) error {
	for profile, numbers := range customer.Suggest(s) {
		text, err := json.Marshal(numbers)
		if err != nil {
			return fmt.Errorf("suggest a profile: %w", err)
		}
		if err := g.suggestion(app, c, string(profile), dbx.Params{"numbers": string(text)}); err != nil {
			return err
		}
	}
	return nil
}

// suggestion adds a suggested profile, unless it stands already or somebody
// dismissed it lately: nobody is asked twice.
func (g *Engine) suggestion(app core.App, c *core.Record, profile string, more dbx.Params) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	var n int
	err = app.DB().Select("COUNT(*)").From(records.CustomerProfiles).
		Where(dbx.HashExp{"customer": c.GetString("customer"), "profile": profile}).
		AndWhere(dbx.NewExp("(status IN ('suggested', 'confirmed') OR status = 'dismissed' AND updated >= {:since} AND {:by} = '')",
			dbx.Params{"since": records.Stamp(g.Now().AddDate(0, 0, -h.Thresholds.ProfileDays)), "by": textOf(more, "suggested_by")})).Row(&n)
	if err != nil {
		return fmt.Errorf("suggest profile %s: %w", profile, err)
	}
	if n > 0 {
		return nil
	}
	now := records.Stamp(g.Now())
	row := dbx.Params{"customer": c.GetString("customer"), "profile": profile, "status": "suggested", "evidence_complaint": c.Id, "created": now, "updated": now}
	for name, value := range more {
		row[name] = value
	}
	return journal(app, records.CustomerProfiles, row)
}

func textOf(values dbx.Params, name string) string {
	text, _ := values[name].(string)
	return text
}

// storyRow is what two cases are compared by, as it is stored.
type storyRow struct {
	ID          string `db:"id"`
	Product     string `db:"product"`
	ProductText string `db:"product_text"`
	Cause       string `db:"cause"`
	Narrative   string `db:"narrative"`
}

func (r storyRow) story() customer.Story {
	return customer.Story{Product: r.Product, ProductText: r.ProductText, Cause: r.Cause, Text: r.Narrative}
}

func storyOf(c *core.Record) customer.Story {
	return customer.Story{Product: c.GetString("product"), ProductText: c.GetString("product_text"), Cause: c.GetString("cause"), Text: c.GetString("narrative")}
}
