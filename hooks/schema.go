package hooks

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"escucha/internal/records"
)

// sqlConsole is the platform's door to the tables themselves.
const sqlConsole = "/api/sql"

// bindSchema: the doors of the admin UI that lead around the records. The
// schema comes from migrations, and rows through their hooks; who has the file
// can still write to it, and verify finds what they did.
func bindSchema(app core.App) {
	app.OnCollectionDeleteRequest().Bind(&hook.Handler[*core.CollectionRequestEvent]{Id: "escucha.schema.delete", Func: func(e *core.CollectionRequestEvent) error {
		if slices.Contains(records.All(), e.Collection.Name) {
			return e.ForbiddenError("", nil)
		}
		return e.Next()
	}})
	app.OnCollectionsImportRequest().Bind(&hook.Handler[*core.CollectionsImportRequestEvent]{Id: "escucha.schema.import", Func: func(e *core.CollectionsImportRequestEvent) error {
		return e.ForbiddenError("", nil)
	}})
}

// noConsole closes the SQL console.
var noConsole = &hook.Handler[*core.RequestEvent]{Id: "escucha.sql", Func: func(e *core.RequestEvent) error {
	if e.Request.URL.Path == sqlConsole {
		return e.ForbiddenError("", nil)
	}
	return e.Next()
}}
