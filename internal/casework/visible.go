package casework

import (
	"fmt"
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/search"
)

// VisibleTo narrows a query on a collection to the rows that its own list rule
// lets somebody see: the rule itself is asked, not restated.
func VisibleTo(app core.App, info *core.RequestInfo, collection string) Visible {
	return func(q *dbx.SelectQuery) error {
		c, err := app.FindCachedCollectionByNameOrId(collection)
		if err != nil {
			return fmt.Errorf("access to %s: %w", collection, err)
		}
		if info.HasSuperuserAuth() || c.ListRule == nil || *c.ListRule == "" {
			return nil
		}
		resolver := core.NewRecordFieldResolver(app, c, info, true)
		rule, err := search.FilterData(*c.ListRule).BuildExpr(resolver)
		if err != nil {
			return fmt.Errorf("access to %s: %w", collection, err)
		}
		q.AndWhere(rule)
		if err := resolver.UpdateQuery(q); err != nil {
			return fmt.Errorf("access to %s: %w", collection, err)
		}
		q.Distinct(false) // the rule joins the caller alone: one row, and no need to sort them out again
		return nil
	}
}

// As is a question asked by somebody without a request: by the clock, or by the
// address of their calendar.
func As(agent *core.Record) *core.RequestInfo {
	return &core.RequestInfo{Context: core.RequestInfoContextDefault, Method: http.MethodGet, Auth: agent}
}
