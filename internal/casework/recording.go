package casework

import (
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/event"
	"escucha/internal/records"
)

// purgeAtOnce bounds one run; what is left is due the next night.
const purgeAtOnce = 200

// PurgeRecordings deletes the recordings whose time is over, of cases that are
// not at work any more; the row stays and says when (R112).
func (g *Engine) PurgeRecordings(app core.App) error {
	var ids []string
	// the plus keeps the planner from going through all cases that are over
	err := app.DB().Select("attachments.id").From(records.Attachments).InnerJoin(records.Complaints, dbx.NewExp("complaints.id = attachments.complaint")).
		Where(dbx.NewExp("attachments.keep_until != '' AND attachments.keep_until <= {:now} AND +complaints.open = FALSE", dbx.Params{"now": records.Stamp(g.Now())})).
		OrderBy("attachments.keep_until").Limit(purgeAtOnce).Column(&ids)
	if err != nil {
		return fmt.Errorf("recordings whose time is over: %w", err)
	}
	var failed []error
	for _, id := range ids {
		failed = append(failed, app.RunInTransaction(func(tx core.App) error { return g.purge(tx, id) }))
	}
	return errors.Join(failed...)
}

func (g *Engine) purge(app core.App, id string) error {
	r, err := app.FindRecordById(records.Attachments, id)
	if err != nil {
		return fmt.Errorf("purge recording %s: %w", id, err)
	}
	c, err := app.FindRecordById(records.Complaints, r.GetString("complaint"))
	if err != nil {
		return fmt.Errorf("purge recording %s: %w", id, err)
	}
	r.Load(map[string]any{"file": "", "keep_until": "", "purged_at": records.Stamp(g.Now())})
	if err := app.SaveNoValidateWithContext(engineContext(), r); err != nil {
		return fmt.Errorf("purge recording %s: %w", id, err)
	}
	return g.tell(app, c, amendment{SystemActor(), "recording.purged", event.Data{Ref: id, Note: r.GetString("name"), Digest: r.GetString("digest")}})
}
