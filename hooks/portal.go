package hooks

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/article"
	"escucha/internal/casework"
	"escucha/internal/firstrun"
	"escucha/internal/link"
	"escucha/internal/portal"
	"escucha/internal/setup"
	"escucha/internal/survey"
)

// bindPages mounts the customers' pages and, on a fresh installation, the setup.
func bindPages(se *core.ServeEvent, g *casework.Engine, public fs.FS) error {
	secret, err := formSecret(se.App)
	if err != nil {
		return err
	}
	deps := portal.Deps{Casework: link.New(se.App, g), Surveys: survey.New(se.App, g), Help: article.New(se.App, g), Catalog: g.Texts, Public: public, Secret: secret, Uploads: se.App.DataDir(), Now: g.Now}
	if err := portal.Mount(se, deps); err != nil {
		return fmt.Errorf("mount portal: %w", err)
	}
	first := firstrun.New(se.App, g)
	if err := setup.Mount(se, setup.Deps{Setup: first, Catalog: g.Texts, Public: public}); err != nil {
		return fmt.Errorf("mount setup: %w", err)
	}
	se.InstallerFunc = nil // the setup page takes the platform's place
	if se.Server != nil && first.Open(context.Background()) {
		fmt.Println(g.Texts.T("es", "serve.first", nil) + "\n\n    http://" + se.Server.Addr + first.Path() + "\n")
	}
	return nil
}

// formSecret signs the tokens of the public forms: derived from a secret of this
// installation, so that a form survives a restart.
func formSecret(app core.App) ([]byte, error) {
	c, err := app.FindCollectionByNameOrId(core.CollectionNameSuperusers)
	if err != nil {
		return nil, fmt.Errorf("secret of the forms: %w", err)
	}
	sum := sha256.Sum256([]byte("escucha forms " + c.AuthToken.Secret))
	return sum[:], nil
}
