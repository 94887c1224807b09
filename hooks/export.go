package hooks

import (
	"errors"
	"mime"
	"net/http"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"escucha/domain/event"
	"escucha/internal/casework"
	"escucha/internal/export"
	"escucha/internal/measure"
)

// bindExport: cases as a table, however many.
func bindExport(crm *router.RouterGroup[*core.RequestEvent], a api) {
	crm.GET("/export/cases.csv", a.exportCases)
}

// exportCases writes one row for each case that the caller may see.
func (a api) exportCases(e *core.RequestEvent) error {
	if !casework.AuthActor(e.Auth).Staff() && !e.HasSuperuserAuth() {
		return e.ForbiddenError("", nil)
	}
	f, wrong := export.FilterOf(e.Request.URL.Query())
	if wrong != "" {
		return e.BadRequestError("", a.named(wrong, "validation_in_invalid"))
	}
	f.Queue = f.Queue.For(casework.AuthActor(e.Auth))
	if err := a.g.Check(e.App, f.Queue, casework.AuthActor(e.Auth)); err != nil {
		return err
	}
	if _, err := (measure.Store{Engine: a.g}).Catch(e.App); err != nil {
		return err
	}
	// In the chain of the business before the first row leaves, as a copy of a person is.
	data := event.Data{Extra: map[string]any{"form": "csv", "filter": e.Request.URL.RawQuery}}
	err := e.App.RunInTransaction(func(tx core.App) error {
		return a.g.TellOf(tx, "", casework.AuthActor(e.Auth), "cases.exported", data)
	})
	if err != nil {
		return err
	}
	h := e.Response.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": "cases.csv"}))
	h.Set("Cache-Control", "no-store")
	flusher := http.NewResponseController(e.Response)
	o := export.Options{Language: language(e), Codes: e.Request.URL.Query().Get("codes") == "1", Flush: func() error {
		if err := flusher.Flush(); !errors.Is(err, http.ErrNotSupported) {
			return err
		}
		return nil // a writer that cannot is flushed at its end
	}}
	n, err := export.Cases(e.Request.Context(), e.App, a.g, f, visible(e), o, e.Response)
	// How much left, also when the connection was broken off.
	e.App.Logger().Info("cases exported", "by", e.Auth.Id, "rows", n, "filter", e.Request.URL.RawQuery, "broken", err != nil)
	return err
}
