package casework

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// Filter is what a list of cases is asked for; empty means any.
type Filter struct {
	Stage, Lane, Area, Channel, Kind, Tag string
	Owner                                 string   // me, none or an id
	Due                                   string   // one of dues
	Sort                                  string   // one of Sorts; empty is that of the turns
	IDs                                   []string // only these, at most 100
	After                                 string   // cursor: the key of the last one seen
	Limit                                 int      // 1 to 200, default 30
}

// dues are the answers to "when is it due?". The first three are about the
// legal date; a week and next_step take along what is late already.
var dues = []string{"today", "week", "overdue", "next_step"}

// filterNames are the parts of an address that narrow or order the queue: what
// a saved view may hold.
var filterNames = []string{"stage", "lane", "area", "owner", "due", "kind", "channel", "tag", "sort"}

// FilterOf reads the address of a list.
func FilterOf(q url.Values) Filter {
	limit, err := strconv.Atoi(q.Get("limit"))
	if err != nil {
		limit = 0 // the default
	}
	f := Filter{Stage: q.Get("stage"), Lane: q.Get("lane"), Area: q.Get("area"), Owner: q.Get("owner"), Channel: q.Get("channel"),
		Kind: q.Get("kind"), Tag: q.Get("tag"), Due: q.Get("due"), Sort: q.Get("sort"), After: q.Get("after"), Limit: limit}
	if ids := q.Get("ids"); ids != "" {
		f.IDs = strings.Split(ids, ",")
	}
	return f
}

// Check refuses what nobody could mean: a code that does not exist would look
// like an empty list. Another order than that of the turns is for those who
// lead (R145): 403.
func (g *Engine) Check(app core.App, f Filter, actor complaint.Actor) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	problems := validation.Errors{}
	for name, known := range f.known(h) {
		if !known {
			problems[name] = g.problem("validation_in_invalid")
		}
	}
	for name, ref := range map[string][2]string{"channel": {records.Channels, f.Channel}, "tag": {records.Tags, f.Tag}} {
		if found, err := exists(app, ref[0], ref[1]); err != nil {
			return err
		} else if !found {
			problems[name] = g.problem("validation_in_invalid")
		}
	}
	if len(problems) > 0 {
		return g.answer(http.StatusBadRequest, problems)
	}
	if f.Sort != byTurn && !actor.Leads() {
		return g.answer(http.StatusForbidden, validation.Errors{"sort": g.problem("sort_by_lead")})
	}
	return nil
}

// known says of each part whether it is empty or something that exists.
func (f Filter) known(h *House) map[string]bool {
	_, area := h.areas[f.Area]
	_, owner := h.agents[f.Owner]
	_, sorted := orders[f.Sort]
	return map[string]bool{
		"stage": f.Stage == "" || complaint.Stage(f.Stage).Valid(),
		"lane":  f.Lane == "" || slices.Contains([]complaint.Lane{complaint.Normal, complaint.AttendNow}, complaint.Lane(f.Lane)),
		"kind":  f.Kind == "" || slices.Contains(complaint.Kinds(), complaint.Kind(f.Kind)),
		"due":   f.Due == "" || slices.Contains(dues, f.Due),
		"area":  f.Area == "" || area,
		"owner": f.Owner == "" || f.Owner == "me" || f.Owner == "none" || owner,
		"sort":  sorted,
		"ids":   len(f.IDs) <= 100,
	}
}

// exists reports whether a row of a catalogue is there; no id asks for none.
func exists(app core.App, collection, id string) (bool, error) {
	if id == "" {
		return true, nil
	}
	var n int
	if err := app.ConcurrentDB().Select("COUNT(*)").From(collection).Where(dbx.HashExp{"id": id}).Row(&n); err != nil {
		return false, fmt.Errorf("look for %s in %s: %w", id, collection, err)
	}
	return n > 0, nil
}

// where is the filter as SQL. Each list has its index: open is always asked
// for, nothing with OR, and no column is compared with "empty or null". When
// the rows must come in order, a plus sign keeps a condition from choosing
// another index than that of the order, whose rows would have to be sorted.
func (g *Engine) where(app core.App, f Filter, ordered bool) (dbx.Expression, error) {
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	stage := complaint.Stage(f.Stage)
	parts := append([]dbx.Expression{dbx.HashExp{"complaints.open": f.Stage == "" || stage.Open()}}, f.parts(plus(ordered && f.Sort != byTurn))...)
	if f.Lane != "" { // the key begins with the lane: what its index knows
		parts = append(parts, dbx.NewExp("complaints.queue_key "+map[bool]string{true: "<", false: ">="}[f.Lane == string(complaint.AttendNow)]+" '1'"))
	}
	if f.After != "" {
		parts = append(parts, f.order().after(f.After))
	}
	return dbx.And(append(parts, f.due(g.Now(), h, plus(ordered))...)...), nil
}

// Narrowed is the filter as SQL for cases of any stage, in no order and whole:
// open ones alone where it asks for open, or for what falls due.
func (g *Engine) Narrowed(app core.App, f Filter, open bool) (dbx.Expression, error) {
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	parts := append(f.parts(""), f.due(g.Now(), h, "")...)
	if open || f.Due != "" {
		parts = append(parts, dbx.HashExp{"complaints.open": true})
	}
	if f.Lane != "" { // of a closed case the key says nothing
		parts = append(parts, dbx.HashExp{"complaints.lane": f.Lane})
	}
	return dbx.And(append(parts, dbx.NewExp("1 = 1"))...), nil // nothing asked for is every case
}

// parts are the conditions on columns of their own; own is put before those that
// must not choose the index.
func (f Filter) parts(own string) (parts []dbx.Expression) {
	add := func(text string, params dbx.Params) { parts = append(parts, dbx.NewExp(text, params)) }
	for _, e := range []struct{ column, value string }{{"stage", f.Stage}, {"area", f.Area}, {"channel", f.Channel}, {"kind", f.Kind}} {
		if e.value != "" {
			add(own+"complaints."+e.column+" = {:"+e.column+"}", dbx.Params{e.column: e.value})
		}
	}
	switch f.Owner {
	case "":
	case "none":
		add(own+"complaints.owner = '' AND "+own+"complaints.assignee = ''", nil)
	default:
		add(own+"complaints.owner = {:owner}", dbx.Params{"owner": f.Owner})
	}
	if f.Tag != "" {
		add("complaints.tags LIKE {:tag}", dbx.Params{"tag": `%"` + f.Tag + `"%`})
	}
	return parts
}

// plus keeps a column from being looked up in an index.
func plus(yes bool) string {
	if yes {
		return "+"
	}
	return ""
}

// due narrows to what falls due in one stretch of one date.
func (f Filter) due(now time.Time, h *House, own string) []dbx.Expression {
	day := now.In(h.Location)
	midnight := func(days int) time.Time {
		return time.Date(day.Year(), day.Month(), day.Day()+days, 0, 0, 0, 0, h.Location)
	}
	stretch := func(column, from string, to time.Time) []dbx.Expression {
		return []dbx.Expression{dbx.NewExp(own+"complaints."+column+" > {:from} AND "+own+"complaints."+column+" < {:to}",
			dbx.Params{"from": from, "to": records.Stamp(to)})}
	}
	switch f.Due {
	case "today":
		return stretch("legal_due", records.Stamp(midnight(0)), midnight(1))
	case "week":
		return stretch("legal_due", "", midnight(7))
	case "overdue":
		return stretch("legal_due", "", now)
	case "next_step":
		return stretch("next_step_due", "", midnight(1))
	}
	return nil
}

func (f Filter) among() dbx.Expression {
	ids := make([]any, len(f.IDs))
	for i, id := range f.IDs {
		ids[i] = id
	}
	return dbx.In("complaints.id", ids...)
}
