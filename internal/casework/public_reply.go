package casework

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// publicReply is the purpose of an answer that everybody reads (R085).
const publicReply = "public_reply"

// waits reports whether a message waits for somebody's approval: until then it
// was said to nobody.
func waits(r *core.Record) bool { return r.GetString("approval") == "pending" }

// askReply puts a public answer before those who lead.
func (g *Engine) askReply(app core.App, c, r *core.Record, actor complaint.Actor) error {
	if err := g.tell(app, c, amendment{actor, "reply.asked", event.Data{Ref: r.Id, Digest: digest(r.GetString("text"))}}); err != nil {
		return err
	}
	people, err := leaders(app)
	if err != nil {
		return err
	}
	return g.notify(app, c, notice{noticeApproval, actor, map[string]any{"reason": publicReply}}, people...)
}

// JudgeReply approves a public answer that waits, or refuses it with a reason: a
// supervisor or the administrator, never who wrote it. 403 for others; 409 once
// it was judged. From the approval on it counts as said.
func (g *Engine) JudgeReply(app core.App, id string, approve bool, note string, actor complaint.Actor) (*core.Record, error) {
	var msg *core.Record
	err := app.RunInTransaction(func(tx core.App) (err error) {
		if msg, err = tx.FindRecordById(records.Messages, id); err != nil {
			return fmt.Errorf("judge message %s: %w", id, err)
		}
		switch {
		case !MayJudge(msg.GetString("purpose"), msg.GetString("author"), actor):
			return g.answer(http.StatusForbidden, validation.Errors{"approval": g.problem("reply_approval")})
		case !waits(msg):
			return g.answer(http.StatusConflict, validation.Errors{"approval": g.problem("reply_judged")})
		case !approve && strings.TrimSpace(note) == "":
			return g.refuse("note", "reply_refusal")
		}
		return g.judged(tx, msg, approve, note, actor)
	})
	return msg, err
}

// MayJudge reports whether somebody may approve a message of this purpose and author.
func MayJudge(purpose, author string, actor complaint.Actor) bool {
	return actor.Leads() && purpose == publicReply && author != agentID(actor)
}

func (g *Engine) judged(app core.App, msg *core.Record, approve bool, note string, actor complaint.Actor) error {
	c, err := g.parent(app, msg)
	if err != nil {
		return err
	}
	answer := map[bool]string{true: "approved", false: "refused"}[approve]
	now := records.Stamp(g.Now())
	msg.Load(map[string]any{"approval": answer, "approved_by": agentID(actor), "approved_at": now, "approval_note": note})
	if approve {
		msg.Set("sent_at", now)
	}
	if err := app.SaveWithContext(engineContext(), msg); err != nil {
		return fmt.Errorf("judge message %s: %w", msg.Id, err)
	}
	if err := g.tell(app, c, amendment{actor, "reply." + answer, event.Data{Ref: msg.Id, Note: note}}); err != nil {
		return err
	}
	if err := g.notify(app, c, notice{noticeDecided, actor, map[string]any{"reason": publicReply, "answer": answer}}, msg.GetString("author")); err != nil || !approve {
		return err
	}
	return g.tellMessage(app, c, msg, actor)
}

// repliesToJudge lists the cases with a public answer that waits and that this
// person may judge.
func repliesToJudge(app core.App, actor complaint.Actor) *dbx.SelectQuery {
	return app.ConcurrentDB().Select(cardColumns()...).AndSelect("('public_reply') AS reason").From(records.Messages).
		InnerJoin(records.Complaints, dbx.NewExp("complaints.id = messages.complaint")).
		Where(dbx.NewExp("messages.approval = 'pending' AND messages.author != {:me}", dbx.Params{"me": actor.ID})).Limit(sectionLimit)
}
