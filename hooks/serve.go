package hooks

import (
	"io/fs"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"escucha/internal/casework"
	"escucha/internal/catalog"
	"escucha/internal/storage"
)

// bindServe: what happens when the server starts, before it answers: access
// rules, catalogues, routes.
func bindServe(app core.App, g *casework.Engine, public fs.FS) {
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: "escucha.serve", Func: func(se *core.ServeEvent) error {
		if err := Prepare(se.App); err != nil {
			return err
		}
		if err := g.Rekey(se.App); err != nil {
			return err
		}
		if err := storage.LookAgain(se.App.NonconcurrentDB()); err != nil {
			return err
		}
		se.Router.Bind(translate(g), noConsole)
		bindRoutes(se, g)
		if err := bindAdmin(se, public); err != nil {
			return err
		}
		if err := bindPages(se, g, public); err != nil {
			return err
		}
		if err := bindStatic(se, public); err != nil {
			return err
		}
		return se.Next()
	}})
}

// Prepare makes a database ready to work with: access rules as they are
// written here, and the catalogue rows of a fresh install.
func Prepare(app core.App) error {
	if err := applyAccess(app); err != nil {
		return err
	}
	return catalog.Load(app)
}
