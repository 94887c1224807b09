package casework

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// OfferedTags is a create and update hook of the cases: a tag that the business
// no longer uses is not put on another case. Those that have it keep it.
func (g *Engine) OfferedTags(e *core.RecordEvent) error {
	before := e.Record.Original().GetStringSlice("tags")
	for _, id := range e.Record.GetStringSlice("tags") {
		if slices.Contains(before, id) {
			continue
		}
		tag, err := e.App.FindRecordById(records.Tags, id)
		if err != nil {
			return g.refuse("tags", "validation_missing_rel_records")
		}
		if !tag.GetBool("active") {
			return g.refuse("tags", "tag_inactive")
		}
	}
	if err := e.Next(); err != nil {
		return fmt.Errorf("store the tags of %s: %w", e.Record.Id, err)
	}
	return nil
}
