package hooks_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// nasty are texts that must come back as the text that they are.
var nasty = map[string]string{
	"script":       `<script>alert(1)</script><img src=x onerror=alert(1)>`,
	"attribute":    `"><svg/onload=alert(1)>' onclick='x`,
	"template":     `{{constructor}} ${7*7} {{.}} <%= 1 %>`,
	"sql":          `'; DROP TABLE complaints; --`,
	"rlo":          "factura\u202egpj.exe",
	"zero width":   "cu\u200benta\ufeff",
	"controls":     "uno\u0007dos\u001b[31mtres\u0001",
	"line breaks":  "uno\r\ndos\u2028tres",
	"emoji":        "👩🏽‍⚖️ ñandú ÁÉÍ",
	"combining":    "Z͑ͫa̴l̷g̸o",
	"path":         "../../etc/passwd\\..\\",
	"json":         `{"$ne": null}`,
	"filter":       `" || 1=1 || "`,
	"mail headers": "a@b.example\r\nBcc: c@d.example",
}

// textFields are the free texts of a filing.
var textFields = []string{"narrative", "goal", "impact", "since_when", "product_text", "remedy_requested", "external_id", "anonymous_reason", "currency", "folio", "paper_book"}

// TestNastyTextsStayText: stored as they came or refused, and given back as JSON.
func TestNastyTextsStayText(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for name, text := range nasty {
		for _, field := range textFields {
			got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Complaints), filing(map[string]any{field: text}))
			if got.Status == http.StatusBadRequest && got.Code(field) != "" {
				continue // refused at its field
			}
			if got.Status != http.StatusOK || got.JSON[field] != text && strings.TrimSpace(text) != got.JSON[field] {
				t.Errorf("%s in %s: %d, came back as %q", name, field, got.Status, got.JSON[field])
			}
			if !strings.HasPrefix(got.Header.Get("Content-Type"), "application/json") || got.Header.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s in %s: a browser could take the answer for a page: %v", name, field, got.Header)
			}
		}
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestNastyTextsInACase: in what people write while they work on it, and in the
// mails that follow.
func TestNastyTextsInACase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	for name, text := range nasty {
		for table, field := range map[string]string{records.Statements: "text", records.Messages: "text", records.Tasks: "title", records.Reminders: "note"} {
			body := map[string]any{"complaint": c.Id, "direction": "out", "subject": text, "due": "2026-12-01 10:00:00.000Z", field: text}
			got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(table), body)
			if got.Status != http.StatusOK || got.JSON[field] != text {
				t.Errorf("%s in %s: %d %s", name, table, got.Status, got.Text)
			}
		}
	}
	for _, row := range a.Find(t, records.Outbox, "complaint = {:c}", c.Id) {
		var mail map[string]string
		if err := json.Unmarshal([]byte(row.GetString("payload")), &mail); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(mail["subject"]+mail["to"], "\r\n") {
			t.Errorf("a header of the mail has a line break: %q", mail["subject"])
		}
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestBadInputIsRefused: 400 with the field and the code, in the language that
// was asked for, and nothing stored.
func TestBadInputIsRefused(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	before := a.Stored(t)
	file, change, move := testapp.Records(records.Complaints), testapp.Records(records.Complaints, c.Id), "/api/crm/complaints/"+c.Id+"/transition"
	rows := []struct {
		name, method, path string
		body               any
		field, code        string
	}{
		{"no story", "POST", file, filing(map[string]any{"narrative": ""}), "narrative", "narrative_required"},
		{"a story over the limit", "POST", file, filing(map[string]any{"narrative": strings.Repeat("á", 1_000_001)}), "narrative", "validation_max_text_constraint"},
		{"a number for a kind", "POST", file, filing(map[string]any{"kind": 7}), "kind", "kind_required"},
		{"a list for a story", "POST", file, filing(map[string]any{"narrative": []string{}}), "narrative", "narrative_required"},
		{"a channel that is none", "POST", file, filing(map[string]any{"channel": "smoke"}), "channel", "validation_missing_rel_records"},
		{"a customer that is none", "POST", file, filing(map[string]any{"customer": "nosuchcustomer1"}), "customer", "not_found"},
		{"a product that is none", "POST", file, filing(map[string]any{"product": "nosuchproduct01"}), "product", "validation_missing_rel_records"},
		{"a mood of seven", "POST", file, filing(map[string]any{"mood_start": 7}), "mood_start", "validation_max_number_constraint"},
		{"a mood below", "POST", file, filing(map[string]any{"mood_start": -1}), "mood_start", "validation_min_number_constraint"},
		{"half a mood", "POST", file, filing(map[string]any{"mood_start": 1.5}), "mood_start", "validation_only_int_constraint"},
		{"points that are one thing", "PATCH", change, map[string]any{"points": map[string]any{"text": "¿Por qué?"}}, "points", "validation_invalid_value"},
		{"points that are no list", "POST", file, filing(map[string]any{"points": "¿Por qué?"}), "points", "validation_invalid_value"},
		{"an area that is none", "PATCH", change, map[string]any{"area": "nosucharea00001", "transfer_reason": "x", "transfer_summary": "y"}, "area", "validation_missing_rel_records"},
		{"a severity of its own", "PATCH", change, map[string]any{"severity": "mega"}, "severity", "validation_invalid_value"},
		{"an escalation to the sky", "PATCH", change, map[string]any{"escalation_level": 40, "escalation_reason": "x", "escalation_request": "y"}, "escalation_level", "validation_max_number_constraint"},
		{"unknown stage", "POST", move, map[string]any{"to": "finished"}, "stage", "unknown_move"},
		{"severity of its own in a move", "POST", move, map[string]any{"to": "waiting_customer", "fields": map[string]any{"severity": "mega"}}, "information_requested", "information_required"},
		{"a move with a field alone", "POST", move, map[string]any{"fields": map[string]any{"severity": "mega"}}, "severity", "validation_invalid_value"},
		{"an estimate that is no date", "POST", move, map[string]any{"to": "proposed", "proposal": map[string]any{"customer_text": "x", "eta_kind": "real", "eta": "pronto", "eta_basis": "y"}}, "proposal.eta", "eta_date_required"},
		{"a yes to nothing", "POST", move, map[string]any{"to": "executing", "acceptance": map[string]any{"channel": "phone"}}, "acceptance.channel", "proposal_not_open"},
		{"a task of nobody", "POST", move, map[string]any{"to": "resolved", "tasks_done": []string{"nosuchtask00001"}}, "tasks_done", "not_found"},
		{"a call too early", "POST", testapp.Records(records.FollowUps), map[string]any{"complaint": c.Id}, "complaint", "follow_up_when_resolved"},
		{"a message of no case", "POST", testapp.Records(records.Tasks), map[string]any{"complaint": c.Id}, "title", "validation_required"},
		{"a message that is empty", "POST", testapp.Records(records.Messages), map[string]any{"complaint": c.Id, "direction": "out"}, "text", "validation_required"},
		{"a message to nowhere", "POST", testapp.Records(records.Messages), map[string]any{"complaint": c.Id, "direction": "up", "text": "x"}, "direction", "validation_invalid_value"},
		{"a statement that is empty", "POST", testapp.Records(records.Statements), map[string]any{"complaint": c.Id, "text": ""}, "text", "validation_required"},
		{"a customer without a name", "POST", testapp.Records(records.Customers), map[string]any{"email": "a@b.example"}, "name", "validation_required"},
		{"a customer's mail that is none", "POST", testapp.Records(records.Customers), map[string]any{"name": "x", "email": "a@@b"}, "email", "validation_is_email"},
		{"a registered customer's mail", "POST", "/api/crm/register", map[string]any{"customer": map[string]any{"name": "x", "email": "a@@b"}, "complaint": filing(map[string]any{"customer": ""})}, "customer.email", "validation_is_email"},
	}
	for _, row := range rows {
		for lang, header := range map[string]string{"es": "es-PE,es;q=0.9", "en": "en-US,en;q=0.9"} {
			got := a.Ask(t, testapp.Superuser, row.method, row.path, row.body, "Accept-Language", header)
			if got.Status != http.StatusBadRequest || got.Code(row.field) != row.code {
				t.Errorf("%s: %d %.300s, want %s=%s", row.name, got.Status, got.Text, row.field, row.code)
				continue
			}
			if text := a.Engine.Text(lang, row.code); !speaks(got.Message(row.field), text) {
				t.Errorf("%s in %s: %q, want %q", row.name, lang, got.Message(row.field), text)
			}
			if want := map[string]string{"es": "No se guardó nada", "en": "Nothing was saved"}[lang]; !strings.Contains(got.Text, want) {
				t.Errorf("%s in %s: no %q in %.200s", row.name, lang, want, got.Text)
			}
		}
	}
	a.Unchanged(t, before)
}

// speaks compares an answer with a text up to its placeholders.
func speaks(got, text string) bool {
	head, _, _ := strings.Cut(text, "{{")
	return got != "" && strings.HasPrefix(got, head) && !strings.Contains(got, "{{")
}

// TestBrokenRequests: what is no request at all.
func TestBrokenRequests(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	before := a.Stored(t)
	file, move := testapp.Records(records.Complaints), "/api/crm/complaints/"+c.Id+"/transition"
	long := func() *strings.Reader {
		return strings.NewReader(`{"narrative":"` + strings.Repeat("a", 60<<20) + `"}`)
	}
	rows := []struct {
		name, method, path string
		body               any
		status             int
	}{
		{"no JSON", "POST", file, strings.NewReader(`{"kind":`), 400},
		{"no JSON to move", "POST", move, strings.NewReader(`{"to":`), 400},
		{"a list to move", "POST", move, strings.NewReader(`[]`), 400},
		{"wrong types to move", "POST", move, strings.NewReader(`{"to":7,"fields":"x"}`), 400},
		{"bad UTF-8", "POST", file, strings.NewReader("{\"kind\":\"claim\",\"narrative\":\"\xff\xfe\"}"), 400},
		{"bad UTF-8 to move", "POST", move, strings.NewReader("{\"statement\":\"\xff\xfe\"}"), 400},
		{"a huge filing", "POST", file, long(), 413},
		{"a huge move", "POST", move, long(), 413},
		{"a huge registration", "POST", "/api/crm/register", long(), 413},
		{"no case", "POST", "/api/crm/complaints/nosuchcomplaint/transition", map[string]any{"to": "assessing"}, 404},
		{"no case to read", "GET", "/api/crm/complaints/nosuchcomplaint/file", nil, 404},
		{"no such route", "GET", "/api/crm/nothing", nil, 404},
		{"a date that is none", "GET", "/api/crm/deadline?date=mañana", nil, 400},
		{"a profile that is none", "GET", "/api/crm/deadline?profile=zz", nil, 404},
		{"a template that is none", "GET", "/api/crm/render?template=zz&complaint=" + c.Id, nil, 404},
	}
	for _, row := range rows {
		got := a.Ask(t, testapp.Agent, row.method, row.path, row.body)
		if got.Status != row.status || got.JSON == nil {
			t.Errorf("%s: %d %.200s, want %d as JSON", row.name, got.Status, got.Text, row.status)
		}
	}
	a.Unchanged(t, before)
}

// TestUnknownFieldsAreIgnored: a client of tomorrow may send more.
func TestUnknownFieldsAreIgnored(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Complaints), filing(map[string]any{"colour": "red", "@x": 1, "constructor": "y"}))
	if _, kept := got.JSON["colour"]; got.Status != http.StatusOK || kept {
		t.Errorf("filing: %d %s", got.Status, got.Text)
	}
	id, _ := got.JSON["id"].(string)
	got = a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/complaints/"+id+"/transition", map[string]any{"to": "assessing", "colour": "red", "fields": map[string]any{"colour": "red"}})
	if got.Status != http.StatusOK {
		t.Errorf("move: %d %s", got.Status, got.Text)
	}
}

// TestBadBytesInAForm: a form can carry bytes that JSON cannot, and a zero byte.
func TestBadBytesInAForm(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	fields := map[string]string{}
	for name, value := range testapp.Filing() {
		fields[name], _ = value.(string)
	}
	before := a.Stored(t)
	for _, text := range []string{"plato \xff\xfe roto", "plato\x00roto", "\xed\xa0\x80"} {
		fields["narrative"] = text
		body, kind := testapp.Form(t, fields, "", "")
		got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Complaints), body, "Content-Type", kind)
		if got.Status != http.StatusBadRequest || got.Code("narrative") != "validation_invalid_value" {
			t.Errorf("%q: %d %.300s", text, got.Status, got.Text)
		}
	}
	got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Complaints), filing(map[string]any{"goal": "plato\x00roto"}))
	if got.Status != http.StatusBadRequest || got.Code("goal") != "validation_invalid_value" {
		t.Errorf("zero byte in JSON: %d %.300s", got.Status, got.Text)
	}
	a.Unchanged(t, before)
}
