package verify

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/event"
	"escucha/internal/records"
)

// written are the events that hold the digest of a text, with where it is.
var written = map[string]struct{ collection, field string }{
	"statement.given": {records.Statements, "text"}, "message.sent": {records.Messages, "text"},
	"message.received": {records.Messages, "text"}, "message.noted": {records.Messages, "text"},
	"proposal.sent": {records.Proposals, ""}, "attachment.added": {records.Attachments, ""},
	"complaint.filed": {records.Complaints, "tracking_key"},
}

// told are the collections whose every row has its event; of proposals those
// that went out.
var told = map[string]string{records.Statements: "1 = 1", records.Messages: "1 = 1", records.Attachments: "1 = 1", records.FollowUps: "1 = 1",
	records.Proposals: "status != 'draft'", records.Tasks: "1 = 1"}

// rows holds what a case consists of against its events: texts changed, rows
// removed, rows that nothing tells of, answers that nobody gave.
func rows(app core.App, id string, entries []event.Entry, report *Report) error {
	refs, answers, back := map[string]bool{}, map[string]string{}, withdrawn(entries)
	for _, e := range entries {
		var d event.Data
		if err := json.Unmarshal(e.Data, &d); err != nil {
			continue // told already, as broken data
		}
		refs[d.Ref] = true
		if answer, ok := strings.CutPrefix(e.Type, "proposal."); ok {
			answers[d.Ref] = answer
		}
		if e.Type == "attachment.added" && back["attachment.withdrawn"][d.Ref] {
			continue // it went together with its message
		}
		if err := checkText(app, id, e.Type, d, report); err != nil {
			return err
		}
	}
	if err := untold(app, id, refs, report); err != nil {
		return err
	}
	if err := checkWithdrawn(app, id, back["message.withdrawn"], report); err != nil {
		return err
	}
	return checkAnswers(app, id, answers, report)
}

// checkText finds a text changed, or its row removed, after it was written.
func checkText(app core.App, id, kind string, d event.Data, report *Report) error {
	source, ok := written[kind]
	if !ok || d.Digest == "" {
		return nil
	}
	ref := d.Ref
	if source.collection == records.Complaints {
		ref = id
	}
	row, err := app.FindRecordById(source.collection, ref)
	if errors.Is(err, sql.ErrNoRows) {
		report.add(id, "missing_row", source.collection, ref, "")
		return nil
	}
	if err != nil {
		return fmt.Errorf("find %s %s: %w", source.collection, ref, err)
	}
	have, err := digestOf(app, row, source.field)
	if err != nil {
		return err
	}
	if have != d.Digest {
		report.add(id, "text_changed", source.collection, d.Digest, have)
	}
	return nil
}

// digestOf computes what the event holds: of the field, of the whole offer, or
// for a file what its row says (the file itself is compared with the row).
func digestOf(app core.App, row *core.Record, field string) (string, error) {
	body := row.GetString(field)
	switch row.Collection().Name {
	case records.Attachments:
		return row.GetString("digest"), nil
	case records.Proposals:
		offer, err := records.OfferText(app, row)
		if err != nil {
			return "", err
		}
		body = offer
	}
	sum := sha256.Sum256([]byte(body))
	return hex.EncodeToString(sum[:]), nil
}

// untold finds rows that were put in behind the application's back.
func untold(app core.App, id string, refs map[string]bool, report *Report) error {
	for table, which := range told {
		var ids []string
		if err := app.ConcurrentDB().Select("id").From(table).Where(dbx.HashExp{"complaint": id}).AndWhere(dbx.NewExp(which)).Column(&ids); err != nil {
			return fmt.Errorf("rows of %s: %w", table, err)
		}
		for _, row := range ids {
			if !refs[row] {
				report.add(id, "untold_row", table, "", row)
			}
		}
	}
	return nil
}

// checkAnswers holds the state of each proposal against the last thing told of it.
func checkAnswers(app core.App, id string, answers map[string]string, report *Report) error {
	for ref, want := range answers {
		row, err := app.FindRecordById(records.Proposals, ref)
		if err != nil {
			continue // told already, as a missing row
		}
		if have := row.GetString("status"); have != want {
			report.add(id, "field", "proposals.status", want, have)
		}
	}
	return nil
}

// checkLost finds events of cases that are not there.
func checkLost(app core.App, report *Report) error {
	var ids []string
	err := app.ConcurrentDB().NewQuery(`SELECT DISTINCT complaint FROM events WHERE complaint != ''
		AND complaint NOT IN (SELECT id FROM complaints)`).Column(&ids)
	for _, id := range ids {
		report.add(id, "missing_row", records.Complaints, id, "")
	}
	return err
}
