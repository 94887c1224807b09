package casework

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// Kinds of notifications.
const (
	noticeAssigned    = "assigned"
	noticeMention     = "mention"
	noticeReply       = "customer_reply"
	noticeApproval    = "approval"
	noticeStatement   = "statement_asked"
	noticePromise     = "promise"
	noticeOverdue     = "overdue"
	noticeTransfer    = "transfer"
	noticeDecided     = "decided"
	noticeProfile     = "profile"
	noticeIncident    = "incident"
	noticeAction      = "action"
	noticeUndelivered = "undelivered"
	noticeDue         = "due"    // something falls due
	noticeLate        = "late"   // ... and was not done
	noticeBroken      = "broken" // a promise to the customer
	noticeMissed      = "missed" // what passed while the application was not there
)

// NoticeDays is how long a notification is kept after it was read.
const NoticeDays = 60

// notice is something of a case that people of the team are told, in the
// transaction of the fact. Params are what its text needs; the customer's words
// are never among them.
type notice struct {
	kind   string
	actor  complaint.Actor
	params map[string]any
}

// notify tells those who may open the case; nobody is told of their own act. It
// goes through the record hooks, because those make it known in realtime.
func (g *Engine) notify(app core.App, c *core.Record, n notice, people ...string) error {
	name, err := g.actorName(app, c, n.actor)
	if err != nil {
		return err
	}
	params := map[string]any{"name": name, "number": c.GetString("number")}
	for key, value := range n.params {
		params[key] = value
	}
	slices.Sort(people)
	for _, id := range slices.Compact(people) {
		if id == "" || id == n.actor.ID {
			continue
		}
		if err := g.notifyOne(app, c, n.kind, id, params); err != nil {
			return fmt.Errorf("notify %s of %s: %w", id, c.Id, err)
		}
	}
	return nil
}

func (g *Engine) notifyOne(app core.App, c *core.Record, kind, id string, params map[string]any) error {
	if ok, err := mayOpen(app, c, id); err != nil || !ok {
		return err
	}
	if told, err := toldAlready(app, c.Id, kind, id); err != nil || told {
		return err
	}
	r, err := newRecord(app, records.Notices)
	if err != nil {
		return err
	}
	r.Load(map[string]any{"agent": id, "complaint": c.Id, "kind": kind, "text_params": params, "created": records.Stamp(g.Now())})
	return app.SaveNoValidateWithContext(engineContext(), r)
}

// mayOpen asks the collection's own rule whether somebody may open a case.
func mayOpen(app core.App, c *core.Record, agent string) (bool, error) {
	person, err := app.FindRecordById(records.Agents, agent)
	if err != nil {
		return false, fmt.Errorf("find agent %s: %w", agent, err)
	}
	return app.CanAccessRecord(c, As(person), c.Collection().ViewRule)
}

// toldAlready: a customer who writes three times in a row is one thing to read.
func toldAlready(app core.App, complaintID, kind, agent string) (bool, error) {
	if kind != noticeReply {
		return false, nil
	}
	n, err := app.CountRecords(records.Notices, dbx.HashExp{"complaint": complaintID, "agent": agent, "kind": kind, "read_at": ""})
	return n > 0, err
}

// notifyHanded tells whoever a case was given to, and who leads the area that
// it went to.
func (g *Engine) notifyHanded(app core.App, before, after *core.Record, actor complaint.Actor) error {
	var people []string
	for _, name := range []string{"owner", "assignee"} {
		if id := after.GetString(name); before == nil || before.GetString(name) != id {
			people = append(people, id)
		}
	}
	if err := g.notify(app, after, notice{noticeAssigned, actor, nil}, people...); err != nil {
		return err
	}
	area := after.GetString("area")
	if before == nil || area == "" || before.GetString("area") == area || before.GetString("area") == "" {
		return nil
	}
	leads, err := leadsOf(app, area)
	if err != nil {
		return err
	}
	leads = slices.DeleteFunc(leads, func(id string) bool { return slices.Contains(people, id) })
	return g.notify(app, after, notice{noticeTransfer, actor, nil}, leads...)
}

// leadsOf are those who answer for an area.
func leadsOf(app core.App, area string) ([]string, error) {
	var ids []string
	err := app.DB().NewQuery(`SELECT id FROM agents WHERE active = 1 AND role = 'lead' AND area = {:area}
		UNION SELECT lead FROM areas WHERE id = {:area} AND lead != ''`).Bind(dbx.Params{"area": area}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("leads of area %s: %w", area, err)
	}
	return ids, nil
}

// asks are the reminders that ask somebody for something right away.
var asks = map[string]string{
	complaint.TimerTeamVersion: noticeStatement, complaint.TimerDenial: noticeApproval, complaint.TimerEscalation: noticeApproval,
}

// notifyAsked tells whoever a new reminder asks for their part.
func (g *Engine) notifyAsked(app core.App, c *core.Record, t complaint.Timer, actor complaint.Actor) error {
	kind, ok := asks[t.Kind]
	if !ok {
		return nil
	}
	return g.notify(app, c, notice{kind, actor, map[string]any{"reason": t.Kind}}, timerFor(c, t))
}

// replies are the events by which a customer speaks up.
var replies = []string{"message.received", "proposal.accepted", "proposal.refused", "understanding.confirmed", "understanding.corrected", "complaint.moved"}

// notifyAnswer tells those who hold a case that its customer spoke up, by the
// link or through somebody else who took it down.
func (g *Engine) notifyAnswer(app core.App, c *core.Record, a amendment) error {
	if c.Id == "" || !slices.Contains(replies, a.event) || a.actor.Kind != "customer" && a.event != "message.received" {
		return nil
	}
	return g.notify(app, c, notice{noticeReply, a.actor, map[string]any{"event": a.event}}, c.GetString("owner"), c.GetString("assignee"))
}

// ReadNotice is the update hook: a notification is read once, dated by the
// server, and nothing else in it changes.
func (g *Engine) ReadNotice(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	stored, err := e.App.FindRecordById(records.Notices, e.Record.Id)
	if err != nil {
		return fmt.Errorf("read notification %s: %w", e.Record.Id, err)
	}
	if err := g.onlyChanged(stored, e.Record, "read_at"); err != nil {
		return err
	}
	read := stored.GetString("read_at")
	if read == "" {
		read = records.Stamp(g.Now())
	}
	e.Record.Set("read_at", read)
	return e.Next()
}

// ForgetNotices is the nightly job: what was read long ago goes.
func (g *Engine) ForgetNotices(app core.App) error {
	_, err := app.NonconcurrentDB().NewQuery("DELETE FROM notifications WHERE read_at > '' AND read_at < {:before}").
		Bind(dbx.Params{"before": records.Stamp(g.Now().Add(-NoticeDays * 24 * time.Hour))}).Execute()
	if err != nil {
		return fmt.Errorf("forget old notifications: %w", err)
	}
	return nil
}
