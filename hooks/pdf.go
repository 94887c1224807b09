package hooks

import (
	"mime"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/dossier"
	"escucha/internal/pdf"
)

// pdf is the whole case on paper, for whoever may open it.
func (a api) pdf(e *core.RequestEvent) error {
	c, err := a.complaint(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	file, err := a.g.Open(e.App, c, visible(e))
	if err != nil {
		return err
	}
	reader := ""
	if e.Auth != nil {
		reader = e.Auth.GetString("name")
	}
	document, err := dossier.Make(e.App, a.g, file, language(e), reader)
	if e.Request.URL.Query().Get("for") == "authority" {
		document, err = dossier.ForAuthority(e.App, a.g, file, c, language(e), reader)
	}
	if err != nil {
		return err
	}
	content, err := pdf.Render(document)
	if err != nil {
		return err
	}
	h := e.Response.Header()
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": c.GetString("number") + ".pdf"}))
	h.Set("Cache-Control", "no-store")
	return e.Blob(http.StatusOK, "application/pdf", content)
}
