package dispatch

import (
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/i18n"
	"escucha/internal/report"
)

// main are the figures that the mail tells; the link has all.
var main = []string{"compliance", "resolution", "first_response", "promises", "reopened", "csat", "response_rate", "backlog", "cost"}

// top is how many causes it names.
const top = 5

// letter is one mail to one reader. It names no case: mail passes through other
// people's machines.
type letter struct {
	texts *i18n.Catalog
	lang  string
	to    string // name of the reader
	name  string // of the schedule
	page  *report.Page
	again string // who asked for it once more
}

func (l letter) t(key string, params map[string]any) string {
	return l.texts.T(l.lang, "schedule."+key, params)
}

func (l letter) day(civil string) string { return l.texts.CivilDayMonth(l.lang, civil) }

func (l letter) subject() string {
	return l.t("subject", map[string]any{"name": l.name, "from": l.day(l.page.From), "to": l.day(l.page.To)})
}

func (l letter) text(app core.App) string {
	p := l.page
	parts := []string{l.t("hello", map[string]any{"name": l.to, "from": l.day(p.From), "to": l.day(p.To), "before_from": l.day(p.Previous.From), "before_to": l.day(p.Previous.To)})}
	if l.again != "" {
		parts = append(parts, l.t("again", map[string]any{"name": l.again}))
	}
	parts = append(parts, l.t("figures", nil)+"\n"+l.figures())
	if len(p.Causes) > 0 {
		parts = append(parts, l.t("causes", nil)+"\n"+l.causes())
	}
	parts = append(parts, l.t("end", map[string]any{"name": l.name, "link": link(app, p)}))
	return strings.Join(parts, "\n\n")
}

func (l letter) figures() string {
	var out []string
	for _, code := range main {
		for _, f := range l.page.Figures {
			if f.Code != code || f.Value == nil && len(f.Amounts) == 0 {
				continue
			}
			key, params := "only", map[string]any{"figure": l.texts.T(l.lang, "reports.figure."+code, nil), "value": l.now(f)}
			if f.Previous.Value != nil {
				key, params["before"] = "before", l.value(f.Unit, *f.Previous.Value, f.Previous.Good, f.Previous.Count)
			}
			out = append(out, "- "+l.t(key, params))
		}
	}
	return strings.Join(out, "\n")
}

func (l letter) now(f report.Figure) string {
	if f.Unit != report.Money {
		return l.value(f.Unit, *f.Value, f.Good, f.Count)
	}
	var out []string
	for _, one := range f.Amounts {
		out = append(out, i18n.Money(l.lang, one.Cost, one.Currency))
	}
	return strings.Join(out, ", ")
}

func (l letter) value(unit string, value float64, good *int, n int) string {
	switch {
	case unit == report.Minutes:
		return l.t("business", map[string]any{"n": l.duration(int(value))})
	case unit == report.Percent && good != nil:
		return l.t("of", map[string]any{"good": *good, "n": n, "value": l.decimal(value)})
	}
	return l.decimal(value)
}

func (l letter) duration(minutes int) string {
	if minutes < 60 {
		return l.t("minutes", map[string]any{"n": minutes})
	}
	return l.t("hours", map[string]any{"h": minutes / 60, "m": minutes % 60})
}

// decimal has one digit after the comma at most.
func (l letter) decimal(x float64) string {
	text := strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0")
	if l.lang == "es" {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}

func (l letter) causes() string {
	var out []string
	for _, one := range l.page.Causes[:min(top, len(l.page.Causes))] {
		out = append(out, l.t("cause", map[string]any{"cause": one.Label, "n": one.Count, "share": l.decimal(one.Share)}))
	}
	return strings.Join(out, "\n")
}

// link opens the same days at the desk.
func link(app core.App, p *report.Page) string {
	out := strings.TrimRight(app.Settings().Meta.AppURL, "/") + "/desk/#/informes?from=" + p.From + "&to=" + p.To
	if p.By != "" {
		out += "&by=" + p.By
	}
	return out
}
