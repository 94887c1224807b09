package casework

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// improvedValue is what was improved because of a case, in the words for the
// customer: of the last corrective action that was carried out and may be told
// (R088). Only what ends a case asks for it.
func (g *Engine) improvedValue(app core.App, r *core.Record, _ *House, _ string, out map[string]string) error {
	out["mejora_realizada"] = ""
	if !slices.Contains([]string{string(complaint.Resolved), string(complaint.Closed)}, r.GetString("stage")) {
		return nil
	}
	var words []string
	err := app.DB().Select("public").From(records.Actions).
		Where(dbx.NewExp("(complaint = {:id} OR customer = {:who} AND customer != '' AND complaints LIKE {:like})",
			dbx.Params{"id": r.Id, "who": r.GetString("customer"), "like": "%" + r.Id + "%"})).
		AndWhere(dbx.NewExp("status IN ('done', 'verified') AND notify = 1 AND public != ''")).OrderBy("done_at DESC").Limit(1).Column(&words)
	if err != nil {
		return fmt.Errorf("what was improved by %s: %w", r.Id, err)
	}
	for _, one := range words {
		out["mejora_realizada"] = strings.TrimRight(strings.TrimSpace(one), ".")
	}
	return nil
}
