package records

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// untold are the fields of a case whose changes say nothing of what happened:
// the application keeps them for its lists. The tracking key opens the case, so
// it is not written down a second time.
var untold = []string{"id", "updated", "version", "queue_key", "readers", "open", "created", "tracking_key"}

// Told reports whether the events of a case tell of changes of this field.
func Told(field string) bool { return !slices.Contains(untold, field) }

// Exported is the value of a field as events store it: what decoding its JSON
// gives. Most fields are plain, and there are a hundred of them in a case: those
// need no JSON on the way.
func Exported(r *core.Record, field string) any {
	switch v := r.Get(field).(type) {
	case string, bool, float64:
		return v
	case types.DateTime:
		return v.String()
	case types.JSONRaw:
		if len(v) == 0 {
			return nil
		}
	}
	data, err := json.Marshal(r.Get(field))
	if err != nil {
		return fmt.Sprint(r.Get(field))
	}
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return string(data)
	}
	return v
}

// Readers lists the agents who may open a confidential case besides those who
// lead, as one text that an access rule can search.
func Readers(r *core.Record) string {
	out := " "
	for _, id := range append([]string{r.GetString("owner"), r.GetString("assignee"), r.GetString("supervisor")}, r.GetStringSlice("watchers")...) {
		if id != "" {
			out += id + " "
		}
	}
	return out
}

// OfferText is everything that a proposal put to the customer: its text and the
// alternatives, one a line. Its digest is in the event of the sending.
func OfferText(app core.App, proposal *core.Record) (string, error) {
	var options []string
	err := app.DB().Select("text").From(Options).Where(dbx.HashExp{"proposal": proposal.Id}).OrderBy("position", "id").Column(&options)
	if err != nil {
		return "", fmt.Errorf("text of proposal %s: %w", proposal.Id, err)
	}
	return strings.Join(append([]string{proposal.GetString("customer_text")}, options...), "\n"), nil
}
