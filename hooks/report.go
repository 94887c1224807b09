package hooks

import (
	"bytes"
	"mime"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/internal/casework"
	"escucha/internal/report"
	"escucha/internal/sheet"
)

// report answers a report by its name; with .csv after it, the same rows.
func (a api) report(e *core.RequestEvent) error {
	name, asTable := strings.CutSuffix(e.Request.PathValue("name"), ".csv")
	if !report.Is(name) {
		return e.NotFoundError("", nil)
	}
	if !report.May(casework.AuthActor(e.Auth)) {
		return e.ForbiddenError("", nil)
	}
	ask, err := a.pageAsked(e)
	if err != nil {
		return err
	}
	found, err := report.Named(e.App, a.g, ask, name)
	if err != nil {
		return err
	}
	if !asTable {
		return e.JSON(http.StatusOK, found)
	}
	return table(e, name, found)
}

func table(e *core.RequestEvent, name string, r report.Report) error {
	headers, rows := r.Table()
	var out bytes.Buffer
	out.WriteString(sheet.Mark)
	s := sheet.New(&out)
	for _, row := range append([][]string{headers}, rows...) {
		if err := s.Row(row); err != nil {
			return err
		}
	}
	if err := s.Close(); err != nil {
		return err
	}
	h := e.Response.Header()
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name + ".csv"}))
	h.Set("Cache-Control", "no-store")
	return e.Blob(http.StatusOK, "text/csv; charset=utf-8", out.Bytes())
}

// period reads from and to, civil days of the business; the last twelve months
// when they are left out.
func (a api) period(e *core.RequestEvent) (report.Period, error) {
	h, err := a.g.House(e.App)
	if err != nil {
		return report.Period{}, err
	}
	p := report.Year(calendar.DateIn(a.g.Now(), h.Location), h.Location)
	for name, into := range map[string]*calendar.Date{"from": &p.From, "to": &p.To} {
		text := e.Request.URL.Query().Get(name)
		if text == "" {
			continue
		}
		if *into, err = calendar.Parse(text); err != nil {
			return p, e.BadRequestError("", a.named(name, "validation_date_invalid"))
		}
	}
	if p.To.Before(p.From) {
		return p, e.BadRequestError("", a.named("to", "validation_date_out_of_range"))
	}
	return p, nil
}
