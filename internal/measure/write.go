package measure

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/measure"
	"escucha/internal/records"
)

// errLost: somebody else moved on meanwhile; what was read is looked at again.
var errLost = errors.New("measured by another meanwhile")

// result is one measured case; ok is false for one that has no row.
type result struct {
	id      string
	row     measure.Row
	moments []measure.Moment
	again   time.Time
	ok      bool
}

// batch is what one transaction stores: the cases, and how far that goes.
type batch struct {
	seen    state // as it was when the batch was read
	next    state
	results []result
	noted   []int64 // rows of measure_due that this settles
	all     bool    // part of a rebuild, which looks at every case anyway
}

// store writes a batch, all or nothing. Who read the same state and comes
// second gets errLost, in this process or another.
func (b batch) store(app core.App) error {
	return app.RunInTransaction(func(tx core.App) error {
		if err := b.seen.become(tx.DB(), b.next); err != nil {
			return err
		}
		noted, err := json.Marshal(b.noted)
		if err != nil {
			return fmt.Errorf("measure: %w", err)
		}
		if _, err := tx.DB().NewQuery("DELETE FROM measure_due WHERE n IN (SELECT value FROM json_each({:noted}))").Bind(dbx.Params{"noted": string(noted)}).Execute(); err != nil {
			return fmt.Errorf("measure: %w", err)
		}
		w, err := newWriter(tx)
		if err != nil {
			return err
		}
		return errors.Join(b.put(tx, w), w.close())
	})
}

// put stores the cases, after noting those that hang on them. Of the batch
// itself none needs that: what they hang on was read after it changed.
func (b batch) put(tx core.App, w *writer) error {
	if !b.all {
		if err := b.note(tx, w); err != nil {
			return err
		}
	}
	known, err := b.known(tx)
	if err != nil {
		return err
	}
	for _, r := range b.results {
		if err := w.put(r, known[r.id]); err != nil {
			return fmt.Errorf("measure %s: %w", r.id, err)
		}
	}
	return nil
}

// known are the cases of which anything is stored.
func (b batch) known(tx core.App) (map[string]bool, error) {
	list, err := b.ids()
	if err != nil {
		return nil, err
	}
	q, err := query(tx.DB(), "known", dbx.Params{"ids": list})
	if err != nil {
		return nil, err
	}
	var ids []string
	if err := q.Column(&ids); err != nil {
		return nil, fmt.Errorf("measure: what is stored: %w", err)
	}
	out := map[string]bool{}
	for _, id := range ids {
		out[id] = true
	}
	return out, nil
}

// ids of the cases, as a list for a query.
func (b batch) ids() (string, error) {
	ids := make([]string, len(b.results))
	for i, r := range b.results {
		ids[i] = r.id
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return "", fmt.Errorf("measure: %w", err)
	}
	return string(list), nil
}

func (b batch) note(tx core.App, w *writer) error {
	var last int64
	if err := tx.DB().NewQuery("SELECT COALESCE(MAX(n), 0) FROM measure_due").Row(&last); err != nil {
		return fmt.Errorf("measure: %w", err)
	}
	for _, r := range b.results {
		if err := w.kin(r); err != nil {
			return fmt.Errorf("what hangs on %s: %w", r.id, err)
		}
	}
	list, err := b.ids()
	if err != nil {
		return err
	}
	_, err = tx.DB().NewQuery("DELETE FROM measure_due WHERE n > {:last} AND at = '' AND complaint IN (SELECT value FROM json_each({:ids}))").
		Bind(dbx.Params{"last": last, "ids": list}).Execute()
	if err != nil {
		return fmt.Errorf("measure: %w", err)
	}
	return nil
}

// writer keeps the statements of one transaction.
type writer struct {
	was, mark, same, drop, row, moments, forget, moment, again, never *dbx.Query
}

func newWriter(tx core.App) (*writer, error) {
	mark, err := query(tx.DB(), "mark", nil)
	if err != nil {
		return nil, err
	}
	row, err := query(tx.DB(), "insert", nil)
	if err != nil {
		return nil, err
	}
	sql := tx.DB().NewQuery
	w := &writer{mark: mark.Prepare(), row: row.Prepare(),
		was:     sql("SELECT customer, cause, received_day FROM measures WHERE complaint = {:complaint}").Prepare(),
		same:    sql(sameSQL()).Prepare(),
		drop:    sql("DELETE FROM measures WHERE complaint = {:complaint}").Prepare(),
		moments: sql("SELECT kind, day, ref, good, value, currency FROM moments WHERE complaint = {:complaint}").Prepare(),
		forget:  sql("DELETE FROM moments WHERE kind = {:kind} AND day = {:day} AND complaint = {:complaint} AND ref = {:ref}").Prepare(),
		moment:  sql(`INSERT INTO moments (kind, day, complaint, ref, good, value, currency) VALUES ({:kind}, {:day}, {:complaint}, {:ref}, {:good}, {:value}, {:currency})`).Prepare(),
		again: sql(`INSERT INTO measure_due (complaint, at) VALUES ({:complaint}, {:at})
			ON CONFLICT (complaint) DO UPDATE SET at = excluded.at WHERE measure_due.at != ''`).Prepare(),
		never: sql("DELETE FROM measure_due WHERE complaint = {:complaint} AND at != ''").Prepare()}
	for _, q := range w.statements() {
		if q.LastError != nil {
			return nil, fmt.Errorf("measure: %w", q.LastError)
		}
	}
	return w, nil
}

func (w *writer) statements() []*dbx.Query {
	return []*dbx.Query{w.was, w.mark, w.same, w.drop, w.row, w.moments, w.forget, w.moment, w.again, w.never}
}

func (w *writer) close() error {
	var failed []error
	for _, q := range w.statements() {
		failed = append(failed, q.Close())
	}
	return errors.Join(failed...)
}

func exec(q *dbx.Query, params dbx.Params) error {
	_, err := q.Bind(params).Execute()
	return err
}

// put stores what a case is now. What was already so stays untouched: whatever
// is written has the months counted anew in which it counts. Of one that is not
// known nothing is stored yet.
func (w *writer) put(r result, known bool) error {
	return errors.Join(w.later(r), w.putRow(r, known), w.putMoments(r, known))
}

// later notes when time alone will change the case.
func (w *writer) later(r result) error {
	if r.again.IsZero() {
		return exec(w.never, dbx.Params{"complaint": r.id})
	}
	return exec(w.again, dbx.Params{"complaint": r.id, "at": records.Stamp(r.again)})
}

func (w *writer) putRow(r result, known bool) error {
	row := params(r.row)
	if known && r.ok {
		var same bool
		if err := w.same.Bind(row).Row(&same); err != nil || same {
			return err
		}
	}
	if known {
		if err := exec(w.drop, dbx.Params{"complaint": r.id}); err != nil {
			return err
		}
	}
	if !r.ok {
		return nil
	}
	return exec(w.row, row)
}

func (w *writer) putMoments(r result, known bool) error {
	var have []measure.Moment
	if known {
		if err := w.moments.Bind(dbx.Params{"complaint": r.id}).All(&have); err != nil {
			return err
		}
	}
	want := map[spot]measure.Moment{}
	for _, m := range r.moments {
		want[spotOf(m)] = m // of two at the same place the last one counts
	}
	for _, m := range have {
		at := spotOf(m)
		if want[at] == m {
			delete(want, at)
			continue
		}
		if err := exec(w.forget, dbx.Params{"kind": m.Kind, "day": m.Day, "complaint": r.id, "ref": m.Ref}); err != nil {
			return err
		}
	}
	for _, m := range want {
		if err := exec(w.moment, dbx.Params{"kind": m.Kind, "day": m.Day, "complaint": r.id, "ref": m.Ref, "good": m.Good, "value": m.Value, "currency": m.Currency}); err != nil {
			return err
		}
	}
	return nil
}

// spot is where a moment of a case stands.
type spot struct{ kind, day, ref string }

func spotOf(m measure.Moment) spot { return spot{m.Kind, m.Day, m.Ref} }

// sameSQL asks whether a row is stored as it is.
func sameSQL() string {
	var same []string
	for _, column := range slices.Sorted(maps.Keys(params(measure.Row{}))) {
		same = append(same, "["+column+"] IS {:"+column+"}")
	}
	return "SELECT EXISTS (SELECT 1 FROM measures WHERE complaint = {:complaint} AND " + strings.Join(same, " AND ") + ")"
}

// kin notes the cases of the customer that hang on this one, when what they hang
// on is another now.
func (w *writer) kin(r result) error {
	var was []struct {
		Customer string `db:"customer"`
		Cause    string `db:"cause"`
		Day      string `db:"received_day"`
	}
	if err := w.was.Bind(dbx.Params{"complaint": r.id}).All(&was); err != nil {
		return err
	}
	old, cause, day := "", "", r.row.ReceivedDay
	if len(was) > 0 {
		old, cause, day = was[0].Customer, was[0].Cause, was[0].Day
	}
	same := old == r.row.Customer && cause == r.row.Cause && day == r.row.ReceivedDay
	if same || cause == "" && r.row.Cause == "" {
		return nil
	}
	now := r.row.ReceivedDay
	if !r.ok {
		now = day
	}
	return exec(w.mark, dbx.Params{"old": old, "new": r.row.Customer, "complaint": r.id, "from": min(day, now), "to": max(day, now)})
}

// params are the columns of a row.
func params(r measure.Row) dbx.Params {
	return dbx.Params{"received_day": r.ReceivedDay, "complaint": r.Complaint, "ack_wall": r.AckWall, "first_wall": r.FirstWall, "first_work": r.FirstWork,
		"immediate": r.Immediate, "jumped": r.Jumped, "jump_reason": r.JumpReason, "open": r.Open, "confidential": r.Confidential, "imported": r.Imported,
		"reopened": r.Reopened, "recurred": r.Recurred, "unreachable": r.Unreachable, "both_versions": r.BothVersions, "in_time": r.InTime,
		"area": r.Area, "agent": r.Agent, "cause": r.Cause, "cause_top": r.CauseTop, "product": r.Product, "channel": r.Channel, "kind": r.Kind,
		"profile": r.Profile, "lane": r.Lane, "severity": r.Severity, "customer": r.Customer,
		"resolved_day": r.ResolvedDay, "closed_day": r.ClosedDay, "due_day": r.DueDay, "proposed_day": r.ProposedDay, "survey_day": r.SurveyDay,
		"answered_day": r.AnsweredDay, "resolve_wall": r.ResolveWall, "resolve_work": r.ResolveWork, "resolve_net": r.ResolveNet,
		"close_wall": r.CloseWall, "close_work": r.CloseWork, "outcome": r.Outcome, "closing_kind": r.ClosingKind, "resolution_kind": r.ResolutionKind,
		"solution": r.Solution, "treatment": r.Treatment, "expectation": r.Expectation, "recommend": r.Recommend, "effort": r.Effort,
		"compared": r.Compared, "version": measure.Version}
}
