package measure

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/measure"
)

//go:embed *.sql
var files embed.FS

// query is one of the .sql files beside this one.
func query(db dbx.Builder, name string, params dbx.Params) (*dbx.Query, error) {
	raw, err := files.ReadFile(name + ".sql")
	if err != nil {
		return nil, fmt.Errorf("query %s: %w", name, err)
	}
	return db.NewQuery(string(raw)).Bind(params), nil
}

// of reads the rows of one query about some cases.
func of[T any](app core.App, name string, ids string) ([]T, error) {
	q, err := query(app.ConcurrentDB(), name, dbx.Params{"ids": ids})
	if err != nil {
		return nil, err
	}
	var rows []T
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("measure: %s: %w", name, err)
	}
	return rows, nil
}

// caseRow is a row of cases.sql.
type caseRow struct {
	ID             string  `db:"id"`
	Stage          string  `db:"stage"`
	Area           string  `db:"area"`
	Assignee       string  `db:"assignee"`
	Cause          string  `db:"cause"`
	Product        string  `db:"product"`
	Channel        string  `db:"channel"`
	Kind           string  `db:"kind"`
	Profiles       string  `db:"profiles"`
	Lane           string  `db:"lane"`
	Severity       string  `db:"severity"`
	Customer       string  `db:"customer"`
	Currency       string  `db:"currency"`
	ResolutionKind string  `db:"resolution_kind"`
	ClosingKind    string  `db:"closing_kind"`
	Urgency        string  `db:"urgency"`
	Confidential   bool    `db:"confidential"`
	Imported       bool    `db:"imported"`
	Open           bool    `db:"open"`
	OffChannel     bool    `db:"off_channel"`
	Merged         string  `db:"merged_into"`
	Reopened       int     `db:"reopen_count"`
	Received       string  `db:"received_at"`
	FirstContact   string  `db:"first_contact_at"`
	Resolved       string  `db:"resolved_at"`
	Closed         string  `db:"closed_at"`
	LegalDue       string  `db:"legal_due"`
	TemporaryFrom  string  `db:"temporary_from"`
	TemporaryCost  float64 `db:"temporary_cost"`
}

func (r caseRow) facts(h house) *measure.Facts {
	return &measure.Facts{Case: measure.Case{ID: r.ID, Stage: r.Stage, Area: r.Area, Agent: r.Assignee, Cause: r.Cause, CauseTop: h.top(r.Cause),
		Product: r.Product, Channel: r.Channel, Kind: r.Kind, Profile: first(r.Profiles), Lane: r.Lane, Severity: r.Severity,
		Customer: r.Customer, Currency: r.Currency, ResolutionKind: r.ResolutionKind, ClosingKind: r.ClosingKind,
		Urgency: r.Urgency, Urgent: h.urgent[r.Urgency], Confidential: r.Confidential, Imported: r.Imported, Open: r.Open,
		OffChannel: r.OffChannel, Merged: r.Merged != "", Reopened: r.Reopened, Received: moment(r.Received),
		FirstContact: moment(r.FirstContact), Resolved: moment(r.Resolved), Closed: moment(r.Closed), LegalDue: moment(r.LegalDue),
		TemporaryFrom: moment(r.TemporaryFrom), TemporaryCost: r.TemporaryCost}}
}

// first of a list that is stored as JSON; empty where there is none.
func first(list string) string {
	var all []string
	if json.Unmarshal([]byte(list), &all) != nil || len(all) == 0 {
		return "" // no list: nothing was confirmed
	}
	return all[0]
}

// moment reads a stored time; zero for none, and for what is none.
func moment(text string) time.Time {
	at, err := time.Parse("2006-01-02 15:04:05.000Z", text)
	if err != nil {
		return time.Time{}
	}
	return at
}

// part reads what else is on record of some cases into their facts.
type part func(app core.App, ids string, at map[string]*measure.Facts) error

var parts = []part{readEvents, readContacts, readPromises, readReached, readSurveys, readCosts, readLabour, readIncidents, readKin}

// gather reads all that is on record of some cases, by id. One that is not there
// any more is not in the answer.
func gather(app core.App, h house, ids []string) (map[string]*measure.Facts, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("measure: %w", err)
	}
	rows, err := of[caseRow](app, "cases", string(list))
	if err != nil {
		return nil, err
	}
	at := make(map[string]*measure.Facts, len(rows))
	for _, r := range rows {
		at[r.ID] = r.facts(h)
	}
	for _, read := range parts {
		if err := read(app, string(list), at); err != nil {
			return nil, err
		}
	}
	return at, nil
}

// eventRow is a row of events.sql.
type eventRow struct {
	Complaint string `db:"complaint"`
	Seq       int    `db:"seq"`
	Type      string `db:"type"`
	Data      []byte `db:"data"`
	At        string `db:"at"`
}

// told is the part of an event's data that figures look at.
type told struct {
	Transition string `json:"transition"`
	Changes    struct {
		Stage    struct{ After string } `json:"stage"`
		Lane     struct{ After string } `json:"lane"`
		Resolved struct{ After string } `json:"resolved_at"`
	} `json:"changes"`
}

// telling are the names without which the data of an event need not be read.
var telling = [][]byte{[]byte(`"transition"`), []byte(`"stage"`), []byte(`"lane"`), []byte(`"resolved_at"`)}

func (r eventRow) event() (measure.Event, error) {
	e := measure.Event{At: moment(r.At), Type: r.Type}
	for _, name := range telling {
		if !bytes.Contains(r.Data, name) {
			continue
		}
		var d told
		if err := json.Unmarshal(r.Data, &d); err != nil {
			return e, fmt.Errorf("measure: event of %s: %w", r.Complaint, err)
		}
		e.Transition, e.Stage, e.Lane, e.Resolved = d.Transition, d.Changes.Stage.After, d.Changes.Lane.After, moment(d.Changes.Resolved.After)
		return e, nil
	}
	return e, nil
}

func readEvents(app core.App, ids string, at map[string]*measure.Facts) error {
	rows, err := of[eventRow](app, "events", ids)
	slices.SortStableFunc(rows, func(a, b eventRow) int { return a.Seq - b.Seq })
	for _, r := range rows {
		f := at[r.Complaint]
		if f == nil {
			continue
		}
		e, err := r.event()
		if err != nil {
			return err
		}
		f.Events = append(f.Events, e)
	}
	return err
}

// score of a question that may be left out: zero is an answer.
func score(text string) *int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return nil // not answered
	}
	return &n
}
