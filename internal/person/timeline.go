package person

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
)

// Entry is one thing that happened with a customer; what Data holds depends on
// the kind, see sources.
type Entry struct {
	Kind string          `json:"kind"`
	ID   string          `json:"id"`
	At   string          `json:"at"`
	Data json.RawMessage `json:"data"`
}

// Timeline is a part of the line, newest first, with the cursor for what is before.
type Timeline struct {
	Items []Entry `json:"items"`
	Next  string  `json:"next"`
}

// stretch is how much of the line one answer has.
const stretch = 30

// Timeline reads what happened with a customer before a cursor, of one kind or of
// all. Each kind is read by its own index, and the newest of them all are kept.
func (r Reader) Timeline(customer, kind, before string) (Timeline, error) {
	return r.timeline(customer, kind, before, stretch)
}

func (r Reader) timeline(customer, kind, before string, most int) (Timeline, error) {
	out := Timeline{Items: []Entry{}}
	at, id, _ := strings.Cut(before, mark)
	params := dbx.Params{"customer": customer, "at": at, "id": id}
	var parts []string
	for _, s := range sources {
		if kind != "" && kind != s.kind {
			continue
		}
		sql, more, err := r.part(s, before != "", most+1)
		if err != nil {
			return out, err
		}
		parts = append(parts, "SELECT * FROM ("+sql+")")
		for name, value := range more {
			params[name] = value
		}
	}
	var rows []struct {
		Kind, ID, At, Data string
	}
	sql := fmt.Sprintf("%s ORDER BY at DESC, id DESC LIMIT %d", strings.Join(parts, " UNION ALL "), most+1)
	if err := r.App.ConcurrentDB().NewQuery(sql).Bind(params).All(&rows); err != nil {
		return out, fmt.Errorf("timeline of customer %s: %w", customer, err)
	}
	for i, one := range rows {
		if i == most {
			out.Next = rows[i-1].At + mark + rows[i-1].ID
			break
		}
		out.Items = append(out.Items, Entry{one.Kind, one.ID, one.At, json.RawMessage(one.Data)})
	}
	return out, nil
}

// part is the query of one kind, narrowed to what the caller may read. Its own
// parameters are those of the access rule, whose names do not meet.
func (r Reader) part(s source, older bool, limit int) (string, dbx.Params, error) {
	at, id := s.collection+"."+s.at, s.collection+".id"
	q := r.App.ConcurrentDB().Select("('"+s.kind+"') AS kind", id, at+" AS at", "json_object("+s.data+") AS data").From(s.collection).
		Where(dbx.NewExp(s.of)).OrderBy(at+" DESC", id+" DESC").Limit(int64(limit))
	if older {
		q.AndWhere(dbx.NewExp("(" + at + ", " + id + ") < ({:at}, {:id})"))
	}
	if err := r.Sees(s.collection)(q); err != nil {
		return "", nil, err
	}
	built := q.Build()
	return built.SQL(), built.Params(), nil
}

// Kinds are those of the entries.
func Kinds() []string {
	out := make([]string, len(sources))
	for i, s := range sources {
		out[i] = s.kind
	}
	return out
}

// KindExists reports whether a timeline can be narrowed to a kind; empty is all.
func KindExists(kind string) bool { return kind == "" || slices.Contains(Kinds(), kind) }

// source is where the entries of one kind come from. The texts are SQL.
type source struct {
	kind, collection string
	at               string // the column with its time
	of               string // it is of {:customer}
	data             string // names and values of what is told
}

const (
	byAgent = "'agent', (SELECT name FROM agents WHERE agents.id = %[1]s.agent)"
	ofCase  = "'complaint', %[1]s.complaint, 'number', (SELECT number FROM complaints c WHERE c.id = %[1]s.complaint)"
)

// sources are the kinds. A new one is a row here, a text and an icon in the desk,
// and an index that begins with the customer.
var sources = []source{
	{"case", records.Complaints, "received_at", "complaints.customer = {:customer}",
		"'number', complaints.number, 'title', " + titled + ", 'stage', complaints.stage, 'open', json(iif(complaints.open, 'true', 'false')), 'closed_at', complaints.closed_at, " +
			"'resolution', complaints.resolution_kind, 'owner', (SELECT name FROM agents WHERE agents.id = complaints.owner)"},
	{"purchase", records.Purchases, "date", "purchases.customer = {:customer}",
		"'product', purchases.product, 'amount', purchases.amount, 'currency', purchases.currency, 'external_id', purchases.external_id"},
	{"survey", records.Surveys, "answered_at", "surveys.customer = {:customer} AND surveys.answered_at != ''",
		"'solution', surveys.solution, 'treatment', surveys.treatment, 'recommend', surveys.recommend, 'comment', surveys.comment, " + of(records.Surveys, ofCase)},
	{"gesture", records.Grants, "created", "grants.customer = {:customer}",
		"'name', grants.reward_name, 'cost', grants.cost, 'currency', grants.currency, 'status', grants.status, " + of(records.Grants, ofCase, byAgent)},
	{"observation", records.Behaviours, "created", "behaviours.customer = {:customer}",
		"'text', behaviours.text, 'profile', behaviours.profile, " + of(records.Behaviours, ofCase, byAgent)},
	{"merge", records.Merges, "created", "merges.survivor = {:customer}",
		"'name', (SELECT name FROM customers WHERE customers.id = merges.merged), 'reason', merges.reason, 'undone_at', merges.undone_at, " + of(records.Merges, byAgent)},
	{"note", records.Messages, "created", "messages.complaint IN (SELECT id FROM complaints WHERE customer = {:customer}) AND messages.direction = 'note'",
		"'text', substr(messages.text, 1, 1000), 'agent', (SELECT name FROM agents WHERE agents.id = messages.author), " + of(records.Messages, ofCase)},
	{"type", records.Classifications, "created", "classifications.customer = {:customer} AND (classifications.source = 'manual' OR classifications.previous != '')", // the first of each says nothing

		"'criterion', classifications.criterion, 'value', classifications.value, 'previous', classifications.previous, 'source', classifications.source, " +
			"'reason', classifications.reason, 'expires', classifications.expires, " + of(records.Classifications, byAgent)},
}

// of fills the name of a collection into parts of data.
func of(collection string, parts ...string) string {
	for i, part := range parts {
		parts[i] = fmt.Sprintf(part, collection)
	}
	return strings.Join(parts, ", ")
}
