package hooks

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"escucha/domain/customer"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/report"
)

// bindReportPage: the figures of whoever leads.
func bindReportPage(crm *router.RouterGroup[*core.RequestEvent], a api) {
	crm.GET("/reports/page", a.reportPage)
}

// reportPage answers with every figure of a period.
func (a api) reportPage(e *core.RequestEvent) error {
	if !report.May(casework.AuthActor(e.Auth)) {
		return e.ForbiddenError("", nil)
	}
	ask, err := a.pageAsked(e)
	if err != nil {
		return err
	}
	page, err := report.Read(e.App, a.g, ask)
	if err != nil {
		return err
	}
	return answer(e, page)
}

// pageAsked reads the period and by what it is split.
func (a api) pageAsked(e *core.RequestEvent) (ask report.Ask, err error) {
	if ask.Period, err = a.period(e); err != nil {
		return ask, err
	}
	q := e.Request.URL.Query()
	ask.By, ask.Criterion, ask.Language = q.Get("by"), q.Get("criterion"), language(e)
	ask.Actions = visibleOf(e, records.Actions)
	if ask.By != "" && !slices.Contains(report.Splits(), ask.By) {
		return ask, e.BadRequestError("", a.named("by", "report_split"))
	}
	if (ask.By == "type") != (len(customer.Values(ask.Criterion)) > 0) {
		return ask, e.BadRequestError("", a.named("criterion", "type_unknown"))
	}
	return ask, nil
}
