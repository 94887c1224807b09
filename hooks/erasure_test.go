package hooks_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/privacy"
	"escucha/internal/records"
	"escucha/internal/testapp"
	"escucha/internal/verify"
)

func erase(t *testing.T, a *testapp.App, body map[string]any) testapp.Answer {
	t.Helper()
	order := map[string]any{"reason": "Lo pidió por carta", "confirm": "Rosa Elena Quispe Huamán"}
	for name, value := range body {
		order[name] = value
	}
	return a.Ask(t, testapp.Admin, http.MethodPost, rosaPath+"/erasure", order)
}

// TestErasureWaits: for a case that is open and for the day of the law, with the
// cases and the day said; and nothing is stored.
func TestErasureWaits(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, nil)
	later(t, a)
	before := a.Stored(t)
	if got := erase(t, a, nil); got.Status != 400 || got.Code("cases") != "erasure_open" || !strings.Contains(got.Message("cases"), c.GetString("number")) {
		t.Errorf("a case that is owed a call: %d %s", got.Status, got.Text)
	}
	a.Unchanged(t, before)

	b := newApp(t)
	c = b.At(t, complaint.Closed, nil)
	until := c.GetDateTime("retention_until").Time()
	b.Clock.Set(until.Add(-1))
	before = b.Stored(t)
	got := erase(t, b, nil)
	if got.Status != 400 || got.Code("retention_until") != "erasure_retention" || !strings.Contains(got.Message("retention_until"), until.Format("2006-01-02")) {
		t.Errorf("before its day: %d %s", got.Status, got.Text)
	}
	told := b.Ask(t, testapp.Supervisor, http.MethodGet, rosaPath+"/erasure", nil)
	if told.JSON["ready"] != false || told.JSON["until"] != c.GetString("retention_until") || told.JSON["admin"] != false || told.JSON["name"] != "Rosa Elena Quispe Huamán" || !strings.Contains(told.Text, c.GetString("number")) {
		t.Errorf("what is told: %s", told.Text)
	}
	for _, row := range []struct {
		field, code string
		body        map[string]any
	}{
		{"reason", "erasure_reason", map[string]any{"reason": " "}},
		{"reason", "erasure_reason_names", map[string]any{"reason": "Lo pidió la señora Quispe."}},
		{"reason", "erasure_reason_names", map[string]any{"reason": "escribió desde ROSA.QUISPE@correo.example"}},
		{"confirm", "erasure_confirm", map[string]any{"confirm": ""}},
		{"confirm", "erasure_confirm", map[string]any{"confirm": "Rosa Quispe"}},
	} {
		b.Clock.Set(until)
		if got := erase(t, b, row.body); got.Status != 400 || got.Code(row.field) != row.code || got.Message(row.field) == "" {
			t.Errorf("%v: %d %s", row.body, got.Status, got.Text)
		}
	}
	b.Unchanged(t, before)
}

// namesOfRosa are the words that say who it was. Of the shop's own texts none has them.
var namesOfRosa = []string{"Rosa", "Quispe", "quispe", "Huamán", "rosita", "40000142", "900000142", "911 222 333", "B001-4411", "vajilla. Tres platos", "separadores"}

// TestErasureLeavesNothing: in no table, not among the words of the index, in no
// byte of the files of the database, on no disk; and what stays are figures.
func TestErasureLeavesNothing(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := life(t, a)
	file := a.OnDisk(a.Only(t, records.Attachments, c.Id))
	later(t, a)
	got := erase(t, a, nil)
	if got.Status != 200 || got.JSON["finished"] != true || got.JSON["cases"] != 2.0 {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	for table, content := range a.Stored(t) {
		for _, word := range namesOfRosa {
			if strings.Contains(content, word) {
				at := strings.Index(content, word)
				t.Errorf("%s still has %q: …%s…", table, word, content[max(0, at-60):min(len(content), at+60)])
			}
		}
	}
	if n := a.Count(t, "search_terms", "term IN ('rosa', 'quispe', 'huaman', '40000142')"); n != 0 {
		t.Errorf("the index has %d places of the name", n)
	}
	inFiles(t, a)
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
	kept := a.Reload(t, c)
	for _, name := range []string{"number", "kind", "cause", "stage", "area", "received_at", "resolved_at", "closed_at", "legal_due", "severity", "resolution_kind", "closing_kind", "mood_end", "fault", "channel"} {
		if kept.GetString(name) != c.GetString(name) || kept.GetString(name) == "" {
			t.Errorf("%s was %q and is %q", name, c.GetString(name), kept.GetString(name))
		}
	}
	if kept.GetString("tracking_key") == c.GetString("tracking_key") || kept.GetString("tracking_key") == "" {
		t.Error("the link still opens the case")
	}
	if n := a.Count(t, records.Purchases, "amount = 689.9 AND date != '' AND product = ''"); n != 1 {
		t.Error("the amount of the purchase is gone")
	}
	if n := a.Count(t, records.Customers, "name = 'Persona borrada' AND erased_at != ''"); n != 2 {
		t.Errorf("%d records are marked", n)
	}
	if report, err := verify.Run(a); err != nil || len(report.Problems) > 0 {
		t.Errorf("verify: %+v %v", report, err)
	}
}

// inFiles looks for the words in every file of the application.
func inFiles(t *testing.T, a *testapp.App) {
	t.Helper()
	seen := 0
	err := filepath.WalkDir(a.DataDir(), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		seen++
		for _, word := range namesOfRosa {
			if at := bytes.Index(data, []byte(word)); at >= 0 {
				t.Errorf("%s still has %q: %q", filepath.Base(path), word, data[max(0, at-80):min(len(data), at+80)])
			}
		}
		return nil
	})
	if err != nil || seen < 2 {
		t.Errorf("%d files were read: %v", seen, err)
	}
}

// TestErasureIsOne: a second time answers the same and changes nothing; whoever
// was erased stays so, by every door.
func TestErasureIsOne(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := life(t, a)
	later(t, a)
	first := erase(t, a, nil)
	before := a.Stored(t)
	if again := erase(t, a, nil); again.Status != 200 || again.JSON["erasure"] != first.JSON["erasure"] {
		t.Errorf("again: %d %s", again.Status, again.Text)
	}
	twin := textIn(t, a, "SELECT id FROM customers WHERE merged_into != ''")
	for name, row := range map[string]struct {
		method, path string
		body         map[string]any
	}{
		"a name":             {http.MethodPatch, testapp.Records(records.Customers, testapp.Rosa), map[string]any{"name": "Rosa Quispe"}},
		"a name of the twin": {http.MethodPatch, testapp.Records(records.Customers, twin), map[string]any{"name": "Rosa Quispe"}},
		"a purchase":         {http.MethodPost, testapp.Records(records.Purchases), map[string]any{"customer": testapp.Rosa, "date": "2028-01-01", "amount": 5}},
		"a type":             {http.MethodPost, testapp.Records(records.Classifications), map[string]any{"customer": testapp.Rosa, "criterion": "influence", "value": "high", "reason": "x", "expires": "2040-01-01"}},
		"a profile":          {http.MethodPost, testapp.Records(records.CustomerProfiles), map[string]any{"customer": testapp.Rosa, "profile": "abusive"}},
		"a message":          {http.MethodPost, testapp.Records(records.Messages), map[string]any{"complaint": c.Id, "direction": "note", "text": "Era Rosa"}},
		"a fact":             {http.MethodPost, testapp.Records(records.Behaviours), map[string]any{"complaint": c.Id, "text": "Era Rosa"}},
		"the case":           {http.MethodPatch, testapp.Records(records.Complaints, c.Id), map[string]any{"learning": "Era Rosa"}},
		"another case":       {http.MethodPost, "/api/crm/register", map[string]any{"customer": map[string]any{"id": testapp.Rosa}, "complaint": map[string]any{"kind": "claim", "channel": "phone", "narrative": "Otra vez", "goal": "x", "remedy_requested": "y", "reply_channel": "phone"}}},
		"its own erasure":    {http.MethodPatch, testapp.Records(records.Erasures, textIn(t, a, "SELECT id FROM erasures")), map[string]any{"reason": "Era Rosa"}},
	} {
		for _, who := range []string{testapp.Admin, testapp.Superuser} {
			if got := a.Ask(t, who, row.method, row.path, row.body); got.Status < 400 || got.Status >= 500 {
				t.Errorf("%s by %s: %d %s", name, who, got.Status, got.Text)
			}
		}
	}
	if err := a.Engine.Retype(a); err != nil {
		t.Fatal(err)
	}
	a.Exec(t, "UPDATE business SET baseline = {:was}", dbx.Params{"was": between(before[records.Business], "baseline=")})
	a.Unchanged(t, before)
}

// between is the value of a column in a dump of one row.
func between(dump, column string) string {
	_, rest, _ := strings.Cut(dump, column)
	value, _, _ := strings.Cut(rest, "|")
	return value
}

// TestErasureIsAllOrNothing: whatever fails in it, everybody is as before.
func TestErasureIsAllOrNothing(t *testing.T) {
	t.Parallel()
	for _, table := range []string{"events", "messages", "customers", "erasures", "profiles", "outbox"} {
		t.Run(table, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			life(t, a)
			later(t, a)
			before := a.Stored(t)
			for _, on := range []string{"INSERT", "UPDATE", "DELETE"} {
				a.Exec(t, "CREATE TRIGGER fails_"+on+" BEFORE "+on+" ON "+table+" BEGIN SELECT RAISE(ABORT, 'no room'); END", nil)
			}
			if got := erase(t, a, nil); got.Status < 400 {
				t.Errorf("erased in spite of all: %s", got.Text)
			}
			a.Unchanged(t, before)
		})
	}
}

// TestFilesAreTriedAgain: a file that could not be removed is, the next night.
func TestFilesAreTriedAgain(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := life(t, a)
	file := a.OnDisk(a.Only(t, records.Attachments, c.Id))
	later(t, a)
	a.Exec(t, "CREATE TRIGGER died BEFORE UPDATE ON erasures BEGIN SELECT RAISE(ABORT, 'the power went'); END", nil)
	got := erase(t, a, nil)
	if got.Status != 200 || got.JSON["finished"] != false {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("la foto de Rosa"), 0o600); err != nil {
		t.Fatal(err)
	}
	a.Exec(t, "DROP TRIGGER died", nil)
	s := privacy.New(a.Engine)
	for range 2 {
		if err := s.Finish(a); err != nil {
			t.Fatal(err)
		}
	}
	inFiles(t, a)
	if told := a.Ask(t, testapp.Admin, http.MethodGet, rosaPath+"/erasure", nil); told.JSON["finished"] != true || told.JSON["erased_at"] == "" {
		t.Errorf("told: %s", told.Text)
	}
}

// TestVerifyAfterErasure: what somebody changes behind the application's back is
// found on the erased case as on any other.
func TestVerifyAfterErasure(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, sql string
		codes     []string
		field     string
	}{
		{"data of a redacted event", "UPDATE events SET data = json_set(data, '$.to', 'closed') WHERE complaint = {:c} AND seq = 1", []string{"hash"}, ""},
		{"a word put back into it", "UPDATE events SET data = json_set(data, '$.changes.narrative.after', 'Era Rosa') WHERE complaint = {:c} AND seq = 1", []string{"hash"}, ""},
		{"who did it", "UPDATE events SET actor = 'agentlead000001' WHERE complaint = {:c} AND seq = 1", []string{"hash"}, ""},
		{"an event that was not redacted", "UPDATE events SET created = '2026-01-01 00:00:00.000Z' WHERE complaint = {:c} AND type = 'proposal.accepted'", []string{"hash"}, ""},
		{"event removed", "DELETE FROM events WHERE complaint = {:c} AND seq = 3", []string{"gap"}, ""},
		{"the event of the erasure removed", "DELETE FROM events WHERE complaint = {:c} AND type = 'person.erased'", []string{"hash"}, ""},
		{"the event of the erasure changed", "UPDATE events SET data = json_remove(data, '$.extra.redacted.1') WHERE complaint = {:c} AND type = 'person.erased'", []string{"hash"}, ""},
		{"a date of the case", "UPDATE complaints SET legal_due = '2030-01-01 00:00:00.000Z' WHERE id = {:c}", []string{"field"}, "legal_due"},
		{"the stage", "UPDATE complaints SET stage = 'resolved' WHERE id = {:c}", []string{"stage"}, "stage"},
		{"the mark", "UPDATE complaints SET erased_at = '' WHERE id = {:c}", []string{"field"}, "erased_at"},
		{"a narrative put back", "UPDATE complaints SET narrative = 'Era Rosa' WHERE id = {:c}", []string{"field"}, "narrative"},
		{"a text put back", "UPDATE messages SET text = 'Era Rosa' WHERE complaint = {:c}", []string{"not_erased"}, "messages.text"},
		{"a name put back", "UPDATE customers SET email = 'rosa@correo.example' WHERE id = 'customerrosa001'", []string{"not_erased"}, "customers.email"},
		{"an observation put back", "INSERT INTO behaviours (id, customer, complaint, text) VALUES ('forgedbehavi001', 'customerrosa001', {:c}, 'Era Rosa')", []string{"not_erased"}, "behaviours."},
		{"the erasure removed", "DELETE FROM erasures", []string{"not_erased"}, "customers.erased_at"},
		{"a message put in", "INSERT INTO messages (id, complaint, direction, text, created) VALUES ('forgedmessage01', {:c}, 'out', '', '2026-11-24 16:00:00.000Z')", []string{"untold_row"}, records.Messages},
		{"an answer", "UPDATE proposals SET status = 'refused' WHERE complaint = {:c}", []string{"field"}, "proposals.status"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := life(t, a)
			later(t, a)
			if got := erase(t, a, nil); got.Status != 200 {
				t.Fatalf("%d %s", got.Status, got.Text)
			}
			a.Exec(t, row.sql, dbx.Params{"c": c.Id})
			found(t, a, row.codes, row.field)
		})
	}
}

// TestNobodyRedactsByAnEvent: an event that says that others were redacted covers
// nothing without the erasure of the person whose case it is.
func TestNobodyRedactsByAnEvent(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, nil)
	other, err := a.Engine.Create(a, records.Customers, map[string]any{"name": "Ana Paz"}, a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatal(err)
	}
	later(t, a)
	erased := a.Ask(t, testapp.Admin, http.MethodPost, "/api/crm/customers/"+other.Id+"/erasure", map[string]any{"reason": "Lo pidió", "confirm": "Ana Paz"})
	if erased.Status != 200 {
		t.Fatalf("%d %s", erased.Status, erased.Text)
	}
	id, _ := erased.JSON["erasure"].(string)
	for _, ref := range []string{"nosucherasure01", id} {
		forged := a.Find(t, records.Events, "complaint = {:c}", c.Id)
		entry := func(r *core.Record) event.Entry {
			return event.Entry{Seq: r.GetInt("seq"), Complaint: c.Id, Type: r.GetString("type"), Actor: r.GetString("actor"), ActorKind: r.GetString("actor_kind"),
				Data: []byte(r.GetString("data")), Created: r.GetString("created"), Previous: r.GetString("previous_hash"), Hash: r.GetString("hash")}
		}
		second, last := entry(forged[1]), entry(forged[len(forged)-1])
		second.Data = []byte(`{"note":"Otra historia"}`)
		extra, err := event.Redactions([]event.Entry{second})
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(event.Data{Ref: ref, Extra: extra})
		if err != nil {
			t.Fatal(err)
		}
		e, err := event.Entry{Complaint: c.Id, Type: event.Erased, ActorKind: "system", Data: data, Created: records.Stamp(a.Clock.Now())}.Seal(last)
		if err != nil {
			t.Fatal(err)
		}
		a.Exec(t, "UPDATE events SET data = {:d} WHERE complaint = {:c} AND seq = 2", dbx.Params{"d": string(second.Data), "c": c.Id})
		a.Exec(t, "INSERT INTO events (id, complaint, seq, type, actor_kind, data, previous_hash, hash, created) VALUES ({:id}, {:c}, {:seq}, {:type}, 'system', {:data}, {:previous}, {:hash}, {:created})",
			dbx.Params{"id": core.GenerateDefaultRandomId(), "c": c.Id, "seq": e.Seq, "type": e.Type, "data": string(e.Data), "previous": e.Previous, "hash": e.Hash, "created": e.Created})
		found(t, a, []string{"missing_row"}, records.Erasures)
		a.Exec(t, "DELETE FROM events WHERE complaint = {:c} AND type = 'person.erased'", dbx.Params{"c": c.Id})
	}
}

// TestErasureOfOneIsNobodyElses: another customer, with the same area, agents and
// words, is as before.
func TestErasureOfOneIsNobodyElses(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	life(t, a)
	other, err := a.Engine.Create(a, records.Customers, map[string]any{"name": "Ana Paz", "email": "ana@correo.example"}, a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatal(err)
	}
	theirs := a.At(t, complaint.Closed, map[string]any{"customer": other.Id})
	a.Attach(t, theirs.Id, "ana.txt", "la foto de Ana")
	of := func() (out []string) {
		for _, table := range []string{records.Messages, records.Statements, records.Proposals, records.Events, records.Attachments, records.Tasks} {
			for _, r := range a.Find(t, table, "complaint = {:c}", theirs.Id) {
				out = append(out, dumped(t, r))
			}
		}
		return append(out, dumped(t, a.Reload(t, theirs)), dumped(t, a.Reload(t, other)))
	}
	before := of()
	later(t, a)
	if got := erase(t, a, nil); got.Status != 200 {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	for i, now := range of() {
		if now != before[i] {
			t.Errorf("changed: %s\nwas %s", now, before[i])
		}
	}
	if _, err := os.Stat(a.OnDisk(a.Only(t, records.Attachments, theirs.Id))); err != nil {
		t.Error(err)
	}
}

func dumped(t *testing.T, r *core.Record) string {
	t.Helper()
	text, err := r.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
