package verify

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/event"
	"escucha/internal/records"
)

// withdrawn lists what the events of a case tell was called back: ids by type
// of event. Broken data was told of already.
func withdrawn(entries []event.Entry) map[string]map[string]bool {
	out := map[string]map[string]bool{"message.withdrawn": {}, "attachment.withdrawn": {}}
	for _, e := range entries {
		var d event.Data
		if ids := out[e.Type]; ids != nil && json.Unmarshal(e.Data, &d) == nil {
			ids[d.Ref] = true
		}
	}
	return out
}

// checkWithdrawn holds which messages say that they were called back against
// the events that tell of it.
func checkWithdrawn(app core.App, id string, told map[string]bool, report *Report) error {
	var rows []string
	err := app.ConcurrentDB().Select("id").From(records.Messages).Where(dbx.HashExp{"complaint": id, "delivery": "withdrawn"}).Column(&rows)
	if err != nil {
		return fmt.Errorf("messages of %s called back: %w", id, err)
	}
	have := map[string]bool{}
	for _, row := range rows {
		have[row] = true
		if !told[row] {
			report.add(id, "field", "messages.delivery", "", "withdrawn")
		}
	}
	for row := range told {
		if !have[row] {
			report.add(id, "field", "messages.delivery", "withdrawn", row)
		}
	}
	return nil
}
