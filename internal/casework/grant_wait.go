package casework

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/offer"
	"escucha/internal/records"
)

// waitingLimit bounds how many gestures that wait are judged for one day's
// list; the oldest come first.
const waitingLimit = 200

// grantsToDecide lists the cases with a gesture that waits for somebody and
// that this person may approve: the same judgement as when they do it (R118).
func (g *Engine) grantsToDecide(app core.App, by complaint.Actor) ([]*dbx.SelectQuery, error) {
	var rows []*core.Record
	err := app.RecordQuery(records.Grants).AndWhere(dbx.HashExp{"status": string(offer.Pending)}).OrderBy("created").Limit(waitingLimit).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list gestures that wait: %w", err)
	}
	ids := []any{}
	for _, r := range rows {
		may, err := g.mayApprove(app, r, by)
		if err != nil {
			return nil, err
		}
		if may {
			ids = append(ids, r.Id)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	q := app.ConcurrentDB().Select(cardColumns()...).AndSelect("('gesture') AS reason").From(records.Grants).
		InnerJoin(records.Complaints, dbx.NewExp("complaints.id = grants.complaint")).
		Where(dbx.In("grants.id", ids...)).Limit(sectionLimit)
	return []*dbx.SelectQuery{q}, nil
}

func (g *Engine) mayApprove(app core.App, grant *core.Record, by complaint.Actor) (bool, error) {
	reward, err := app.FindRecordById(records.Rewards, grant.GetString("reward"))
	if err != nil {
		return false, fmt.Errorf("reward of grant %s: %w", grant.Id, err)
	}
	a, err := g.answering(app, grant, reward, by)
	return err == nil && slices.Contains(offer.May(a), offer.Approved), err
}

// notifyGrant tells those who lead of a gesture that waits, and whoever asked
// for it of the answer.
func (g *Engine) notifyGrant(app core.App, c, r *core.Record) error {
	by := ActorOf(r)
	params := map[string]any{"reason": "gesture"}
	switch offer.Status(r.GetString("status")) {
	case offer.Pending:
		people, err := leaders(app)
		if err != nil {
			return err
		}
		return g.notify(app, c, notice{noticeApproval, by, params}, people...)
	case offer.Approved, offer.Refused:
		params["answer"] = r.GetString("status")
		return g.notify(app, c, notice{noticeDecided, by, params}, r.GetString("agent"))
	}
	return nil
}

// leaders are the supervisors and the owners at the desk.
func leaders(app core.App) ([]string, error) {
	var ids []string
	err := app.DB().Select("id").From(records.Agents).
		Where(dbx.HashExp{"active": true, "role": []any{string(complaint.Supervisor), string(complaint.Admin)}}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("list those who lead: %w", err)
	}
	return ids, nil
}
