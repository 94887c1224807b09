package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/draft"
	"escucha/internal/records"
)

// KeepDraft is the create and update hook of drafts: what comes in is brought
// together with what is stored, so that two tabs of one person do not write
// over each other.
func (g *Engine) KeepDraft(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		stored := ""
		if !e.Record.IsNew() {
			row, err := e.App.FindRecordById(records.Drafts, e.Record.Id)
			if err != nil {
				return fmt.Errorf("keep draft %s: %w", e.Record.Id, err)
			}
			stored = row.GetString("data")
		}
		merged, err := draft.Merge([]byte(stored), []byte(e.Record.GetString("data")))
		if err != nil {
			return g.refuse("data", "draft_fields")
		}
		e.Record.Set("data", string(merged))
		return e.Next()
	})
}

// draftMemory is how long a draft remembers that its texts were sent, for a tab
// that slept meanwhile.
const draftMemory = 24 * time.Hour

// ClearDrafts removes the drafts in which nothing is written any more.
func (g *Engine) ClearDrafts(app core.App) error {
	_, err := app.NonconcurrentDB().NewQuery(`DELETE FROM drafts WHERE updated < {:then}
		AND NOT EXISTS (SELECT 1 FROM json_each(drafts.data, '$.fields') WHERE COALESCE(json_extract(value, '$.gone'), 0) = 0)`).
		Bind(dbx.Params{"then": records.Stamp(g.Now().Add(-draftMemory))}).Execute()
	if err != nil {
		return fmt.Errorf("clear drafts: %w", err)
	}
	return nil
}
