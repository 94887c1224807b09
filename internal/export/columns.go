package export

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// column is one of the table: where it comes from, and what its codes are called
// by: the collection whose rows they name, or the beginning of a text, or one
// after the other.
type column struct{ name, from, text, of string }

// columns of the table. The names are stable; docs/reports.md says what each is.
var columns = []column{
	{name: "number", from: "complaints.number"}, {"stage", "complaints.stage", "stage.", ""}, {"kind", "complaints.kind", "kind.", ""},
	{name: "received_at", from: "complaints.received_at", of: "time"}, {name: "legal_due", from: "complaints.legal_due", of: "time"},
	{name: "resolved_at", from: "complaints.resolved_at", of: "time"}, {name: "closed_at", from: "complaints.closed_at", of: "time"},
	{name: "customer", from: "complaints.customer", of: records.Customers}, {name: "goal", from: "complaints.goal"},
	{name: "area", from: "measures.area", of: records.Areas}, {name: "agent", from: "measures.agent", of: records.Agents},
	{name: "owner", from: "complaints.owner", of: records.Agents}, {name: "cause", from: "measures.cause", of: records.Causes},
	{name: "cause_top", from: "measures.cause_top", of: records.Causes}, {name: "product", from: "measures.product", of: records.Products},
	{name: "channel", from: "measures.channel", of: records.Channels}, {"severity", "measures.severity", "severity.", ""}, {"lane", "measures.lane", "lane.", ""},
	{"profile", "measures.profile", "desk.profile.", ""}, {"resolution_kind", "measures.resolution_kind", "resolution.", ""},
	{"closing_kind", "measures.closing_kind", "closing.", ""}, {"outcome", "measures.outcome", "reports.part.", ""},
	{name: "received_day", from: "measures.received_day"}, {name: "resolved_day", from: "measures.resolved_day"}, {name: "closed_day", from: "measures.closed_day"},
	{name: "due_day", from: "measures.due_day"}, {name: "proposed_day", from: "measures.proposed_day"}, {name: "answered_day", from: "measures.answered_day"},
	{name: "survey_day", from: "measures.survey_day"}, {name: "open", from: "measures.open"}, {name: "confidential", from: "measures.confidential"},
	{name: "imported", from: "measures.imported"}, {name: "immediate", from: "measures.immediate"}, {name: "reopened", from: "measures.reopened"},
	{name: "recurred", from: "measures.recurred"}, {name: "unreachable", from: "measures.unreachable"}, {name: "both_versions", from: "measures.both_versions"},
	{name: "jumped", from: "measures.jumped"}, {"jump_reason", "measures.jump_reason", "lane.", records.Urgencies}, {name: "in_time", from: "measures.in_time"},
	{name: "ack_wall", from: "measures.ack_wall"}, {name: "first_wall", from: "measures.first_wall"}, {name: "first_work", from: "measures.first_work"},
	{name: "resolve_wall", from: "measures.resolve_wall"}, {name: "resolve_work", from: "measures.resolve_work"}, {name: "resolve_net", from: "measures.resolve_net"},
	{name: "close_wall", from: "measures.close_wall"}, {name: "close_work", from: "measures.close_work"}, {name: "promises_broken", from: "complaints.promises_broken"},
	{name: "solution", from: "measures.solution"}, {name: "treatment", from: "measures.treatment"}, {"expectation", "measures.expectation", "reports.part.", ""},
	{name: "recommend", from: "measures.recommend"}, {name: "effort", from: "measures.effort"}, {"compared", "measures.compared", "reports.part.", ""},
}

// labels turn codes into words.
type labels struct {
	g     *casework.Engine
	o     Options
	zone  *time.Location
	names map[string]map[string]string // of the catalogues, by collection and id
	one   func(collection, id string) string
}

// lists are the catalogues, which are small. Customers are read one by one.
var lists = []string{records.Areas, records.Agents, records.Causes, records.Products, records.Channels, records.Urgencies}

func labelsOf(app core.App, g *casework.Engine, o Options) (labels, error) {
	h, err := g.House(app)
	if err != nil {
		return labels{}, fmt.Errorf("export: %w", err)
	}
	l := labels{g: g, o: o, zone: h.Location, names: map[string]map[string]string{}}
	for _, list := range lists {
		if l.names[list], err = namesOf(app, list, o.Language); err != nil {
			return l, err
		}
	}
	l.one = func(collection, id string) string {
		var name string
		if app.ConcurrentDB().Select("name").From(collection).Where(dbx.HashExp{"id": id}).Row(&name) != nil {
			return id // purged meanwhile
		}
		return name
	}
	return l, nil
}

// namesOf reads what the rows of a catalogue are called.
func namesOf(app core.App, list, language string) (map[string]string, error) {
	c, err := app.FindCachedCollectionByNameOrId(list)
	if err != nil {
		return nil, fmt.Errorf("export: names of %s: %w", list, err)
	}
	field := "[[name]]"
	if c.Fields.GetByName("name_es") != nil {
		field = "[[name_es]]"
		if language == "en" { // not everything that a business adds is translated
			field = "COALESCE(NULLIF([[name_en]], ''), [[name_es]])"
		}
	}
	var rows []struct {
		ID   string `db:"id"`
		Name string `db:"name"`
	}
	if err := app.ConcurrentDB().Select("id", field+" AS name").From(list).All(&rows); err != nil {
		return nil, fmt.Errorf("export: names of %s: %w", list, err)
	}
	out := map[string]string{}
	for _, r := range rows {
		out[r.ID] = r.Name
	}
	return out, nil
}

// header is the names of the columns, which are the same in every language.
func (l labels) header() []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.name
	}
	return out
}

func (l labels) row(row dbx.NullStringMap) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = l.cell(c, row[c.name].String)
	}
	return out
}

// cell is a value as it is read: times of the business, words for codes.
func (l labels) cell(c column, value string) string {
	switch {
	case value == "":
		return ""
	case c.of == "time":
		return l.time(value)
	case l.o.Codes:
		return oneLine(value)
	case c.of == records.Customers:
		return oneLine(l.one(c.of, value))
	}
	if name := l.names[c.of][value]; name != "" {
		return oneLine(name)
	}
	if key := c.text + value; c.text != "" && l.g.Texts.Has(l.o.Language, key) {
		return l.g.Texts.T(l.o.Language, key, nil)
	}
	return oneLine(value)
}

// time on the clock of the business, as a spreadsheet reads it.
func (l labels) time(stored string) string {
	at, err := time.Parse("2006-01-02 15:04:05.000Z", stored)
	if err != nil {
		return stored
	}
	return at.In(l.zone).Format("2006-01-02 15:04")
}
