package report

import (
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/i18n"
)

// Single is one figure alone.
type Single struct {
	From       string `json:"from"`
	To         string `json:"to"`
	Previous   Span   `json:"previous"`
	By         string `json:"by"`
	Criterion  string `json:"criterion"`
	MeasuredAt string `json:"measured_at"`
	Figure     Figure `json:"figure"`

	say says
}

// says writes the name of a figure.
type says func(code string) string

func sayer(texts *i18n.Catalog, lang string) says {
	return func(code string) string { return texts.T(lang, "reports.figure."+code, nil) }
}

// Codes are the figures that can be asked for alone.
func Codes() []string {
	var out []string
	for _, k := range kpis {
		out = append(out, k.code)
	}
	return out
}

// One counts one figure; nil when there is none of that code.
func One(app core.App, g *casework.Engine, ask Ask, code string) (Report, error) {
	turn.Lock()
	defer turn.Unlock()
	c, err := newCounter(app, g, ask)
	if err != nil {
		return nil, err
	}
	found, err := c.figures([]string{code})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	c.keep()
	previous := ask.Before()
	return &Single{From: ask.From.String(), To: ask.To.String(), Previous: Span{previous.From.String(), previous.To.String()},
		By: ask.By, Criterion: ask.Criterion, MeasuredAt: stamp(c.measured.At), Figure: found[0], say: sayer(g.Texts, ask.Language)}, nil
}

var figureHeaders = []string{"figure", "name", "part", "group", "group_name", "unit", "currency", "count", "good", "value", "p90",
	"previous_count", "previous_good", "previous_value", "note"}

// Table is the figure as a row, with one for each part, currency and group.
func (s *Single) Table() ([]string, [][]string) { return figureHeaders, s.Figure.rows(s.say) }

// Table is all figures as rows.
func (p *Page) Table() ([]string, [][]string) {
	var rows [][]string
	for _, f := range p.Figures {
		rows = append(rows, f.rows(p.say)...)
	}
	return figureHeaders, rows
}

func (f Figure) rows(say says) [][]string {
	name := say(f.Code)
	rows := [][]string{{f.Code, name, "", "", "", f.Unit, "", strconv.Itoa(f.Count), number(f.Good, false), decimal(f.Value), decimal(f.P90),
		strconv.Itoa(f.Previous.Count), number(f.Previous.Good, false), decimal(f.Previous.Value), f.Note}}
	row := func(part, group, label, currency, count string, value, p90 *float64, note string) {
		rows = append(rows, []string{f.Code, name, part, group, label, f.Unit, currency, count, "", decimal(value), decimal(p90), "", "", "", note})
	}
	for _, one := range f.Amounts {
		row("", "", "", one.Currency, "", &one.Cost, nil, "")
	}
	for i, s := range []*Spread{f.Net, f.Wall, f.Work} {
		if s != nil {
			row([]string{"net", "wall", "work"}[i], "", "", "", "", s.Median, s.P90, "")
		}
	}
	for _, one := range f.Parts {
		row(one.Code, "", one.Label, "", strconv.Itoa(one.Count), one.Value, nil, "")
	}
	for _, one := range f.Groups {
		if one.Hidden {
			row("", one.Key, one.Label, "", "", nil, nil, "hidden")
			continue
		}
		row("", one.Key, one.Label, "", strconv.Itoa(one.Count), one.Value, one.P90, "")
	}
	return rows
}

// decimal is empty for what cannot be said.
func decimal(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

// Sheet is a part of a page as a table of its own: causes, ageing or series; nil for none.
func (p *Page) Sheet(name string) Report {
	return map[string]Report{"causes": causeSheet(p.Causes), "ageing": ageSheet(p.Ageing), "series": seriesSheet(p.Series)}[name]
}

type (
	causeSheet  []Cause
	ageSheet    Ageing
	seriesSheet Series
)

func (s causeSheet) Table() ([]string, [][]string) {
	var rows [][]string
	for _, one := range s {
		row := []string{one.Cause, one.Label, one.Parent, strconv.Itoa(one.Count), decimal(&one.Share), decimal(&one.Cumulative), strconv.Itoa(one.Reopened),
			decimal(one.Treatment), "", ""}
		if len(one.Cost) == 0 {
			rows = append(rows, row)
		}
		for i, cost := range one.Cost { // a row for each currency: they are never added up
			if i > 0 {
				row = []string{one.Cause, one.Label, one.Parent, "", "", "", "", "", "", ""}
			}
			row[8], row[9] = cost.Currency, money(cost.Cost)
			rows = append(rows, row)
		}
	}
	return []string{"cause", "name", "parent", "count", "share", "cumulative", "reopened", "treatment", "currency", "cost"}, rows
}

func (s ageSheet) Table() ([]string, [][]string) {
	var rows [][]string
	for _, one := range s.Buckets {
		rows = append(rows, []string{s.At, one.Code, strconv.Itoa(one.Count)})
	}
	return []string{"at", "business_days", "count"}, rows
}

func (s seriesSheet) Table() ([]string, [][]string) {
	var rows [][]string
	for i, one := range s.Received {
		pace := s.Resolution[i]
		rows = append(rows, []string{one.From, strconv.Itoa(one.Count), strconv.Itoa(one.Closed), strconv.Itoa(pace.Count), decimal(pace.Median), decimal(pace.P90)})
	}
	return []string{"from", "received", "closed", "resolved", "median_minutes", "p90_minutes"}, rows
}
