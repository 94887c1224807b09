// Package verify recomputes what the database says of itself: the chain of
// events of every case, the case that the events replay to, the texts that must
// not have changed, and files without a row.
package verify

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/event"
	"escucha/internal/records"
)

// Report is what was looked at and what does not add up.
type Report struct {
	Complaints int             `json:"complaints"`
	Events     int             `json:"events"`
	Measured   int             `json:"measured"` // cases whose figures were counted again
	Problems   []event.Problem `json:"problems"`
}

// Run checks the whole database, one case at a time.
func Run(app core.App) (Report, error) {
	report := Report{Problems: []event.Problem{}}
	var ids []string
	if err := app.ConcurrentDB().Select("id").From(records.Complaints).OrderBy("id").Column(&ids); err != nil {
		return report, fmt.Errorf("verify: list complaints: %w", err)
	}
	for _, id := range append(ids, "") { // "" are the events of no case
		if err := checkCase(app, id, &report); err != nil {
			return report, fmt.Errorf("verify %s: %w", id, err)
		}
	}
	report.Complaints = len(ids)
	if err := checkLost(app, &report); err != nil {
		return report, fmt.Errorf("verify lost cases: %w", err)
	}
	if err := checkSequences(app, &report); err != nil {
		return report, fmt.Errorf("verify numbers: %w", err)
	}
	if err := checkErased(app, &report); err != nil {
		return report, fmt.Errorf("verify erasures: %w", err)
	}
	if err := checkSearch(app, &report); err != nil {
		return report, fmt.Errorf("verify search index: %w", err)
	}
	return report, checkOrphans(app, &report)
}

func checkCase(app core.App, id string, report *Report) error {
	entries, err := chain(app, id)
	if err != nil {
		return err
	}
	report.Events += len(entries)
	report.Problems = append(report.Problems, event.VerifyChain(entries)...)
	if err := checkErasures(app, id, entries, report); err != nil {
		return err
	}
	if id == "" {
		return nil
	}
	fields, problems := event.Replay(entries)
	report.Problems = append(report.Problems, problems...)
	if err := compare(app, id, fields, report); err != nil {
		return err
	}
	return rows(app, id, entries, report)
}

// chain reads the events of a case in order.
func chain(app core.App, id string) ([]event.Entry, error) {
	var rows []struct {
		Seq       int    `db:"seq"`
		Complaint string `db:"complaint"`
		Type      string `db:"type"`
		Actor     string `db:"actor"`
		Kind      string `db:"actor_kind"`
		Data      string `db:"data"`
		Created   string `db:"created"`
		Previous  string `db:"previous_hash"`
		Hash      string `db:"hash"`
	}
	err := app.ConcurrentDB().Select("seq", "complaint", "type", "actor", "actor_kind", "data", "created", "previous_hash", "hash").
		From(records.Events).Where(dbx.HashExp{"complaint": id}).OrderBy("seq").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	out := make([]event.Entry, len(rows))
	for i, r := range rows {
		out[i] = event.Entry{Seq: r.Seq, Complaint: r.Complaint, Type: r.Type, Actor: r.Actor, ActorKind: r.Kind,
			Data: []byte(r.Data), Created: r.Created, Previous: r.Previous, Hash: r.Hash}
	}
	return out, nil
}

// compare holds the row against what the events say it should be: every field
// that they tell of, also those that they never named.
func compare(app core.App, id string, fields map[string]any, report *Report) error {
	row, err := app.FindRecordById(records.Complaints, id)
	if err != nil {
		return err
	}
	if len(fields) == 0 {
		report.add(id, "no_events", "", "", "")
	}
	for _, name := range row.Collection().Fields.FieldNames() {
		if want, have := fields[name], records.Exported(row, name); records.Told(name) && !event.Same(want, have) {
			code := "field"
			if name == "stage" {
				code = "stage"
			}
			report.add(id, code, name, text(want), text(have))
		}
	}
	compareKept(row, report)
	return nil
}

// compareKept recomputes what the application keeps for its lists and rules.
func compareKept(row *core.Record, report *Report) {
	if open := records.Case(row, records.Lists{}).Open(); open != row.GetBool("open") {
		report.add(row.Id, "field", "open", text(open), text(row.GetBool("open")))
	}
	if readers := records.Readers(row); readers != row.GetString("readers") {
		report.add(row.Id, "field", "readers", readers, row.GetString("readers"))
	}
}

func (r *Report) add(id, code, field, want, have string) {
	r.Problems = append(r.Problems, event.Problem{Complaint: id, Code: code, Field: field, Want: want, Have: have})
}

func text(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(data)
}
