package hooks_test

import (
	"net/http"
	"testing"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestNobodyRaisesTheirOwnRole: people change how they sign and read, not what
// they may do.
func TestNobodyRaisesTheirOwnRole(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, who, whom string
		change          map[string]any
		status          int
		field           string
	}{
		{"agent becomes admin", testapp.Agent, testapp.Agent, map[string]any{"role": "admin"}, 400, "role"},
		{"supervisor becomes admin", testapp.Supervisor, testapp.Supervisor, map[string]any{"role": "admin"}, 400, "role"},
		{"auditor becomes agent", testapp.Auditor, testapp.Auditor, map[string]any{"role": "agent"}, 400, "role"},
		{"integration becomes agent", testapp.Robot, testapp.Robot, map[string]any{"role": "agent"}, 400, "role"},
		{"agent changes area", testapp.Agent, testapp.Agent, map[string]any{"area": testapp.Shipping}, 400, "area"},
		{"who left comes back", testapp.Left, testapp.Left, map[string]any{"active": true}, 404, ""},
		{"agent makes another admin", testapp.Agent, testapp.Lead, map[string]any{"role": "admin"}, 404, ""},
		{"agent names itself", testapp.Agent, testapp.Agent, map[string]any{"name": "Inés P.", "locale": "en"}, 200, ""},
		{"admin promotes", testapp.Admin, testapp.Agent, map[string]any{"role": "lead"}, 200, ""},
		{"superuser promotes", testapp.Superuser, testapp.Agent, map[string]any{"role": "supervisor"}, 200, ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			got := a.Ask(t, row.who, http.MethodPatch, testapp.Records(records.Agents, row.whom), row.change)
			if got.Status != row.status || row.field != "" && got.Code(row.field) != "server_field" {
				t.Fatalf("%d %s, want %d at %s", got.Status, got.Text, row.status, row.field)
			}
			for field, value := range row.change {
				if stored := a.Person(t, row.whom).Get(field); (stored == value) != (row.status == 200) {
					t.Errorf("%s is %v", field, stored)
				}
			}
		})
	}
}

// TestWhoLeftIsOut: neither the password nor a token from before opens anything.
func TestWhoLeftIsOut(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	login := func(mail string) int {
		return a.Ask(t, testapp.Guest, http.MethodPost, "/api/collections/agents/auth-with-password",
			map[string]any{"identity": mail, "password": testapp.Password}).Status
	}
	if got := login("ines@casanogal.example"); got != http.StatusOK {
		t.Errorf("who works here signs in: %d", got)
	}
	if got := login("bruno@casanogal.example"); got == http.StatusOK {
		t.Error("who left signs in")
	}
	for _, path := range []string{"/api/crm/session", "/api/crm/queue", "/api/crm/today", "/api/crm/lookup?phone=900000142"} {
		if got := a.Ask(t, testapp.Left, http.MethodGet, path, nil); got.Status != http.StatusUnauthorized {
			t.Errorf("%s: %d", path, got.Status)
		}
		if got := a.Ask(t, testapp.Guest, http.MethodGet, path, nil); got.Status != http.StatusUnauthorized {
			t.Errorf("%s for a guest: %d", path, got.Status)
		}
	}
}

// TestCustomers: derived types are the application's, the keys find the same
// person however the data were typed.
func TestCustomers(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for field, value := range map[string]any{"relation": "current", "activity": "active", "frequency": "frequent", "volume": "high",
		"satisfaction": "delighted", "influence": "high", "email_key": "x", "phone_key": "1", "document_key": "1", "merged_into": testapp.Rosa} {
		for _, who := range []string{testapp.Agent, testapp.Admin, testapp.Superuser} {
			got := a.Ask(t, who, http.MethodPatch, testapp.Records(records.Customers, testapp.Rosa), map[string]any{field: value})
			if got.Status != http.StatusBadRequest || got.Code(field) != "server_field" {
				t.Errorf("%s sets %s: %d %s", who, field, got.Status, got.Text)
			}
			got = a.Ask(t, who, http.MethodPost, testapp.Records(records.Customers), map[string]any{"name": "Otra", field: value})
			if got.Status != http.StatusBadRequest || got.Code(field) != "server_field" {
				t.Errorf("%s files %s: %d %s", who, field, got.Status, got.Text)
			}
		}
	}
	for name, query := range map[string]string{"phone": "phone=900-000.142", "phone with country": "phone=%2B51900000142",
		"mail": "email=ROSA.Quispe@correo.example%20", "document": "document=40.000.142"} {
		got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/lookup?"+query, nil)
		found, _ := got.JSON["customers"].([]any)
		if got.Status != http.StatusOK || len(found) != 1 {
			t.Errorf("by %s: %d %s", name, got.Status, got.Text)
		}
	}
	if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/lookup?phone=12", nil); got.Text != `{"customers":[]}`+"\n" && got.Text != `{"customers":[]}` {
		t.Errorf("by two digits: %s", got.Text)
	}
}

// TestDraftsStayWithTheirAuthor: nobody leaves a draft in another's list.
func TestDraftsStayWithTheirAuthor(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	draft := map[string]any{"agent": testapp.Agent, "key": "case-1", "data": map[string]any{"text": "Estimada"}}
	made := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Drafts), draft)
	id, _ := made.JSON["id"].(string)
	if made.Status != http.StatusOK {
		t.Fatalf("draft: %d %s", made.Status, made.Text)
	}
	rows := []struct {
		name, who, method, path string
		body                    map[string]any
		status                  int
	}{
		{"twice the same place", testapp.Agent, http.MethodPost, testapp.Records(records.Drafts), draft, 400},
		{"in the name of another", testapp.Agent2, http.MethodPost, testapp.Records(records.Drafts), draft, 400},
		{"given to another", testapp.Agent, http.MethodPatch, testapp.Records(records.Drafts, id), map[string]any{"agent": testapp.Agent2}, 404},
		{"read by another", testapp.Admin, http.MethodGet, testapp.Records(records.Drafts, id), nil, 404},
		{"deleted by another", testapp.Admin, http.MethodDelete, testapp.Records(records.Drafts, id), nil, 404},
		{"rewritten", testapp.Agent, http.MethodPatch, testapp.Records(records.Drafts, id), map[string]any{"data": map[string]any{"text": "Querida"}}, 200},
		{"deleted", testapp.Agent, http.MethodDelete, testapp.Records(records.Drafts, id), nil, 204},
	}
	for _, row := range rows {
		if got := a.Ask(t, row.who, row.method, row.path, row.body); got.Status != row.status {
			t.Errorf("%s: %d %s, want %d", row.name, got.Status, got.Text, row.status)
		}
	}
}

// TestActorIsNotForged: who asks is read off the token and nothing else.
func TestActorIsNotForged(t *testing.T) {
	t.Parallel()
	forged := map[string]any{"@actor": map[string]any{"ID": testapp.Supervisor, "Kind": "agent", "Role": "supervisor"}, "actor": testapp.Supervisor,
		"actor_kind": "system", "author": testapp.Supervisor, "agent": testapp.Supervisor, "created_by": testapp.Supervisor}
	with := func(values map[string]any) map[string]any {
		out := filing(forged)
		for _, name := range []string{"kind", "channel", "customer", "narrative", "goal", "remedy_requested", "reply_channel"} {
			delete(out, name)
		}
		for name, value := range values {
			out[name] = value
		}
		return out
	}
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	before := a.Stored(t)
	for name, path := range map[string]string{"record": testapp.Records(records.Complaints, c.Id), "transition": "/api/crm/complaints/" + c.Id + "/transition"} {
		method := map[string]string{"record": http.MethodPatch, "transition": http.MethodPost}[name]
		body := with(map[string]any{"stage": "voided", "void_reason": "x", "to": "voided", "fields": with(map[string]any{"void_reason": "x"})})
		if got := a.Ask(t, testapp.Agent, method, path, body); got.Status != http.StatusForbidden {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
	a.Unchanged(t, before)
	for table, values := range map[string]map[string]any{records.Statements: {"text": "Mi versión"}, records.Messages: {"text": "Hola", "direction": "note"}} {
		values["complaint"] = c.Id
		got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(table), with(values))
		if got.Status != http.StatusOK || got.JSON["author"] != testapp.Agent {
			t.Errorf("%s: %d %s", table, got.Status, got.Text)
		}
	}
	if n := a.Count(t, records.Events, "actor != '"+testapp.Agent+"'"); n != 0 {
		t.Errorf("%d events of somebody else", n)
	}
}
