package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
)

var needsText = dbx.HashExp{"needs_text": true}

// Evidence reads what the other records say about a case. It runs inside the
// transaction of the change that it is evidence for.
func Evidence(app core.App, c complaint.Case) (complaint.Evidence, error) {
	var ev complaint.Evidence
	for _, load := range []func(core.App, complaint.Case, *complaint.Evidence) error{
		countEvidence, loadProposals, loadMessages, loadFollowUps,
	} {
		if err := load(app, c, &ev); err != nil {
			return ev, fmt.Errorf("evidence of %s: %w", c.ID, err)
		}
	}
	return ev, nil
}

func countEvidence(app core.App, c complaint.Case, ev *complaint.Evidence) error {
	var row struct {
		Statements  int `db:"statements"`
		Attachments int `db:"attachments"`
	}
	err := app.DB().NewQuery(`SELECT (SELECT COUNT(*) FROM statements WHERE complaint = {:c}) AS statements,
		(SELECT COUNT(*) FROM attachments WHERE complaint = {:c}) AS attachments`).
		Bind(dbx.Params{"c": c.ID}).One(&row)
	if err != nil {
		return err
	}
	ev.TeamVersions, ev.Attachments = row.Statements, row.Attachments
	// the plus keeps the planner from reading every accepted proposal there is
	return app.DB().NewQuery(`SELECT title FROM tasks WHERE complaint = {:c} AND pending = 1 AND (proposal = ''
		OR proposal IN (SELECT id FROM proposals WHERE complaint = {:c} AND +status = 'accepted')) ORDER BY created, id`).
		Bind(dbx.Params{"c": c.ID}).Column(&ev.OpenTasks)
}

// loadProposals: the newest draft, and the newest one that went out.
func loadProposals(app core.App, c complaint.Case, ev *complaint.Evidence) error {
	rows, err := app.FindRecordsByFilter(Proposals, "complaint = {:c}", "-created,-id", 20, 0, dbx.Params{"c": c.ID})
	if err != nil {
		return err
	}
	for _, r := range rows {
		draft := r.GetString("status") == "draft"
		if draft && ev.Draft != nil || !draft && ev.Sent != nil {
			continue
		}
		p, err := Proposal(app, r)
		if err != nil {
			return err
		}
		if draft {
			ev.Draft = &p
		} else {
			ev.Sent = &p
		}
	}
	return nil
}

// Proposal reads one proposal with what its options say.
func Proposal(app core.App, r *core.Record) (complaint.Proposal, error) {
	p := complaint.Proposal{ID: r.Id, Status: r.GetString("status"), CustomerText: r.GetString("customer_text"),
		ETAKind: r.GetString("eta_kind"), ETA: when(r, "eta"), ETABasis: r.GetString("eta_basis"),
		AcceptedChannel: r.GetString("accepted_channel"), RefusalReason: r.GetString("refusal_reason"),
		PreferredSolution: r.GetString("preferred_solution"), PreferredRefused: r.GetBool("preferred_refused"),
		PreferredDecision: r.GetString("preferred_decision"), PreferredReason: r.GetString("preferred_reason"), Expires: when(r, "expires")}
	var row struct {
		Options int `db:"options"`
		Chosen  int `db:"chosen"`
	}
	err := app.DB().NewQuery(`SELECT COUNT(*) AS options, COALESCE(SUM(chosen), 0) AS chosen FROM options WHERE proposal = {:p}`).
		Bind(dbx.Params{"p": r.Id}).One(&row)
	p.Options, p.Chosen = row.Options, row.Chosen == 1
	return p, err
}

// loadMessages: the letter written in this stage (an earlier one answered
// something else), the thanks since it was resolved, the
// notice of an extension, and whether the customer wrote while we waited.
func loadMessages(app core.App, c complaint.Case, ev *complaint.Evidence) error {
	var row struct {
		Letter   int `db:"letter"`
		Left     int `db:"left"`
		Closing  int `db:"closing"`
		Notice   int `db:"notice"`
		Answered int `db:"answered"`
	}
	err := app.DB().NewQuery(`SELECT
		COALESCE(SUM(direction = 'out' AND purpose = 'letter' AND created >= {:opened}), 0) AS letter,
		COALESCE(SUM(direction = 'out' AND purpose = 'letter' AND created >= {:opened} AND delivery NOT IN ('queued', 'failed')), 0) AS left,
		COALESCE(SUM(direction = 'out' AND purpose = 'closing' AND created >= {:resolved}), 0) AS closing,
		COALESCE(SUM(direction = 'out' AND purpose = 'extension'), 0) AS notice,
		COALESCE(SUM(direction = 'in' AND created >= {:since}), 0) AS answered
		FROM messages WHERE complaint = {:c} AND delivery != 'withdrawn'`).
		Bind(dbx.Params{"c": c.ID, "opened": Stamp(c.StageSince), "resolved": after(c.ResolvedAt), "since": Stamp(c.StageSince)}).One(&row)
	ev.LetterSent, ev.ClosingSent, ev.ExtensionNotice, ev.CustomerAnswered = row.Letter > 0, row.Closing > 0, row.Notice > 0, row.Answered > 0
	ev.LetterWaits = row.Letter > 0 && row.Left == 0
	return err
}

// after is the stamp from which something counts; what has not happened yet
// lies beyond every stamp.
func after(t time.Time) string {
	if t.IsZero() {
		return "9999"
	}
	return Stamp(t)
}

func loadFollowUps(app core.App, c complaint.Case, ev *complaint.Evidence) error {
	rows, err := app.FindRecordsByFilter(FollowUps, "complaint = {:c} && created >= {:since}", "created", 100, 0,
		dbx.Params{"c": c.ID, "since": after(c.ResolvedAt)})
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.GetBool("contacted") {
			ev.FollowUp = &complaint.FollowUp{Contacted: true, Satisfied: r.GetString("satisfied") == complaint.Yes, Recurred: r.GetString("recurred") == complaint.Yes}
			continue
		}
		ev.Attempts = append(ev.Attempts, when(r, "created"))
	}
	return nil
}
