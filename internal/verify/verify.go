// Package verify recomputes what the database says of itself: the chain of
// events of every case, the case that the events replay to, the texts that must
// not have changed, and files without a row.
package verify

import (
	"crypto/sha256"
	"encoding/hex"
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
	if err := checkSequences(app, &report); err != nil {
		return report, fmt.Errorf("verify numbers: %w", err)
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
	if id == "" {
		return nil
	}
	fields, problems := event.Replay(entries)
	report.Problems = append(report.Problems, problems...)
	if err := compare(app, id, fields, report); err != nil {
		return err
	}
	return digests(app, id, entries, report)
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

// compare holds the row against what the events say it should be.
func compare(app core.App, id string, fields map[string]any, report *Report) error {
	row, err := app.FindRecordById(records.Complaints, id)
	if err != nil {
		return err
	}
	if len(fields) == 0 {
		report.add(id, "no_events", "", "", "")
	}
	for name, want := range fields {
		have, err := value(row, name)
		if err != nil {
			return err
		}
		if !event.Same(want, have) {
			code := "field"
			if name == "stage" {
				code = "stage"
			}
			report.add(id, code, name, text(want), text(have))
		}
	}
	return nil
}

// value is a field as the events store it.
func value(row *core.Record, name string) (any, error) {
	data, err := json.Marshal(row.Get(name))
	if err != nil {
		return nil, fmt.Errorf("read field %s: %w", name, err)
	}
	var v any
	return v, json.Unmarshal(data, &v)
}

// written are the collections whose texts an event holds the digest of.
var written = map[string]struct{ collection, field string }{
	"statement.given": {records.Statements, "text"}, "message.sent": {records.Messages, "text"},
	"message.received": {records.Messages, "text"}, "message.noted": {records.Messages, "text"},
	"proposal.sent": {records.Proposals, "customer_text"},
}

// digests finds texts changed or removed after they were written.
func digests(app core.App, id string, entries []event.Entry, report *Report) error {
	for _, e := range entries {
		source, ok := written[e.Type]
		if !ok {
			continue
		}
		var d event.Data
		if err := json.Unmarshal(e.Data, &d); err != nil {
			continue // told already, as broken data
		}
		row, err := app.FindRecordById(source.collection, d.Ref)
		if err != nil {
			report.add(id, "missing_row", source.collection, d.Ref, "")
			continue
		}
		sum := sha256.Sum256([]byte(row.GetString(source.field)))
		if have := hex.EncodeToString(sum[:]); have != d.Digest {
			report.add(id, "text_changed", source.collection, d.Digest, have)
		}
	}
	return nil
}

// checkSequences: as many cases in each series as the last number says.
func checkSequences(app core.App, report *Report) error {
	var rows []struct {
		Book  string `db:"book"`
		Year  int    `db:"year"`
		Last  int    `db:"last"`
		Count int    `db:"count"`
	}
	err := app.ConcurrentDB().NewQuery(`SELECT s.book, s.year, s.last,
		(SELECT COUNT(*) FROM complaints c WHERE c.book = s.book AND c.number LIKE '%' || s.year || '%') +
		(SELECT COUNT(*) FROM events e WHERE e.type = 'complaint.purged' AND json_extract(e.data, '$.extra.number') LIKE '%' || s.year || '%') AS count
		FROM sequences s`).All(&rows)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.Count != r.Last {
			report.add("", "numbers", fmt.Sprintf("%s %d", r.Book, r.Year), fmt.Sprint(r.Last), fmt.Sprint(r.Count))
		}
	}
	return nil
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
