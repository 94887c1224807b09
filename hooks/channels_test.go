package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// offFields are what a case by another way has.
func offFields(by, from string, told bool) map[string]any {
	fields := testapp.Filing()
	fields["channel"], fields["came_by"], fields["off_channel"] = by, from, told
	return fields
}

// TestOffChannel: a case that came by another way than the established ones is
// registered all the same, says so and can be counted; none is refused for it.
func TestOffChannel(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, row := range []struct {
		name   string
		fields map[string]any
		status int
		off    bool
		code   string
	}{
		{"an established one", offFields("phone", "no cuenta", false), http.StatusOK, false, ""},
		{"a private telephone", offFields("whatsapp", "El móvil de Ana", true), http.StatusOK, true, ""},
		{"in the street", offFields("counter", "Se lo dijo a un repartidor", true), http.StatusOK, true, ""},
		{"tolerated, nobody says more", offFields("social", "", false), http.StatusOK, true, ""},
		{"told, without saying where", offFields("counter", "  ", true), http.StatusBadRequest, false, "came_by_required"},
	} {
		got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Complaints), row.fields)
		if got.Status != row.status || row.code != "" && got.Code("came_by") != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
		if row.code == "" && got.JSON["off_channel"] != row.off {
			t.Errorf("%s: %v", row.name, got.JSON["off_channel"])
		}
	}
	if n := a.Count(t, records.Complaints, "off_channel = TRUE"); n != 3 {
		t.Errorf("%d cases count as off the channels, want 3", n)
	}
}

// TestRedirect: telling somebody where to go on is a message, and the case knows.
func TestRedirect(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, map[string]any{"channel": "whatsapp"})
	text, err := a.Engine.Compose(a, c, "canal_oficial", a.Actor(t, testapp.Agent))
	if err != nil || len(text.Missing) > 0 {
		t.Fatalf("template: %v %v", err, text.Missing)
	}
	writeTo(t, a, testapp.Agent, c.Id, "redirect", text.Body)
	if a.Reload(t, c).GetString("redirected_at") == "" {
		t.Error("the case does not say that its customer was told")
	}
	got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, c.Id), map[string]any{"redirected_at": "2026-01-01"})
	if got.Code("redirected_at") != "server_field" {
		t.Errorf("by hand: %d %s", got.Status, got.Text)
	}
}

// TestRegistry: the administrator keeps it; one channel stays official, and
// nothing is sent by one that is closed.
func TestRegistry(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	set := func(who, id, status string) testapp.Answer {
		return a.Ask(t, who, http.MethodPatch, testapp.Records(records.Channels, id), map[string]any{"status": status})
	}
	if got := set(testapp.Supervisor, "letter", "closed"); got.Status == http.StatusOK {
		t.Error("a supervisor closed a channel")
	}
	for _, id := range []string{"portal", "phone", "counter", "letter"} {
		if got := set(testapp.Admin, id, "closed"); got.Status != http.StatusOK {
			t.Fatalf("%s: %d %s", id, got.Status, got.Text)
		}
	}
	if got := set(testapp.Admin, "email", "tolerated"); got.Code("status") != "channel_last" {
		t.Errorf("the last one: %d %s", got.Status, got.Text)
	}
	c := a.File(t, testapp.Agent, nil)
	if !c.GetBool("off_channel") {
		t.Error("a case by a closed channel is not off the channels")
	}
	got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), map[string]any{"complaint": c.Id, "direction": "out", "channel": "phone", "text": "Le cuento"})
	if got.Code("channel") != "channel_closed" {
		t.Errorf("by a closed channel: %d %s", got.Status, got.Text)
	}
	made := a.Ask(t, testapp.Admin, http.MethodPost, testapp.Records(records.Channels), map[string]any{"name_es": "Telegram"})
	if made.Status != http.StatusOK || made.JSON["status"] != "official" {
		t.Errorf("a new one: %d %s", made.Status, made.Text)
	}
	if got := a.Ask(t, testapp.Admin, http.MethodPost, testapp.Records(records.Channels), map[string]any{"name_en": "x"}); got.Code("name_es") == "" {
		t.Errorf("without a name: %d %s", got.Status, got.Text)
	}
}

// TestArrival: the terms of a letter count from the day it came.
func TestArrival(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	today := a.File(t, testapp.Agent, nil)
	days := func(n int) string { return records.Stamp(testapp.Start.AddDate(0, 0, n)) }
	for _, row := range []struct {
		name, who, at, reason, field, code string
	}{
		{"three days ago", testapp.Agent, days(-3), "Llegó con la tienda cerrada", "", ""},
		{"without a reason", testapp.Agent, days(-3), " ", "arrived_reason", "arrived_reason"},
		{"tomorrow", testapp.Agent, days(1), "x", "arrived_at", "arrived_future"},
		{"two years ago", testapp.Agent, days(-730), "x", "arrived_at", "arrived_too_old"},
		{"a program", testapp.Robot, days(-3), "x", "arrived_at", "server_field"},
	} {
		fields := testapp.Filing()
		fields["channel"], fields["arrived_at"], fields["arrived_reason"] = "letter", row.at, row.reason
		got := a.Ask(t, row.who, http.MethodPost, testapp.Records(records.Complaints), fields)
		if row.code != "" {
			if got.Code(row.field) != row.code {
				t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
			}
			continue
		}
		if got.JSON["received_at"] != row.at || got.JSON["legal_due"].(string) >= today.GetString("legal_due") {
			t.Errorf("%s: received %v, due %v; today it would be %s", row.name, got.JSON["received_at"], got.JSON["legal_due"], today.GetString("legal_due"))
		}
	}
	fields := testapp.Filing()
	fields["arrived_at"], fields["arrived_reason"] = days(-30), "Lo digo yo"
	if _, err := a.Engine.FileOnline(a, fields, nil); casework.Codes(err)["arrived_at"] != "server_field" {
		t.Errorf("a customer dated their own case back: %v", err)
	}
}

// TestByHand: a letter and a copy put into somebody's hands have what they need,
// and what belongs to a call stays with calls.
func TestByHand(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, nil)
	for _, row := range []struct {
		name        string
		message     map[string]any
		field, code string
		delivery    string
	}{
		{"a letter in", map[string]any{"direction": "in", "channel": "letter", "posted_on": "2026-11-12", "registered_no": "RR 12"}, "", "", "none"},
		{"a letter from tomorrow", map[string]any{"direction": "in", "channel": "letter", "posted_on": "2027-01-01"}, "posted_on", "arrived_future", ""},
		{"a postmark on a call", map[string]any{"direction": "note", "purpose": "call", "posted_on": "2026-11-12"}, "posted_on", "letter_only", ""},
		{"a signed copy", map[string]any{"direction": "out", "purpose": "handed", "channel": "counter", "handed_to": "Rosa Quispe"}, "", "", "handed"},
		{"a call", map[string]any{"direction": "note", "purpose": "call", "channel": "phone", "call_direction": "in", "call_seconds": 300, "call_number": "900 000 142", "call_with": "Su hija"}, "", "", "none"},
		{"a call that lasts two days", map[string]any{"direction": "note", "purpose": "call", "call_seconds": 172800}, "call_seconds", "validation_max_number_constraint", ""},
		{"minutes on a mail", map[string]any{"direction": "out", "channel": "email", "call_seconds": 5}, "call_seconds", "call_only", ""},
		{"a number of somebody else's", map[string]any{"direction": "in", "external_id": "wa-1"}, "external_id", "server_field", ""},
		{"approved by hand", map[string]any{"direction": "out", "channel": "phone", "approval": "approved", "approved_by": testapp.Admin}, "", "", "none"},
	} {
		row.message["complaint"], row.message["text"] = c.Id, "Palabras"
		got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), row.message)
		if row.code != "" && got.Code(row.field) != row.code || row.code == "" && (got.Status != http.StatusOK || got.JSON["delivery"] != row.delivery) {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
		if got.Status == http.StatusOK && (got.JSON["approval"] != "" || got.JSON["approved_by"] != "") {
			t.Errorf("%s: approved %v by %v", row.name, got.JSON["approval"], got.JSON["approved_by"])
		}
	}
}

// TestOffChannelContact: what a customer says in an open case by another way counts too.
func TestOffChannelContact(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Assessing, nil)
	say := func(values map[string]any) testapp.Answer {
		values["complaint"], values["text"] = c.Id, "Sigue igual"
		return a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), values)
	}
	if got := say(map[string]any{"direction": "in", "channel": "phone", "off_channel": true}); got.Code("came_by") != "came_by_required" {
		t.Errorf("without where: %d %s", got.Status, got.Text)
	}
	if got := say(map[string]any{"direction": "in", "channel": "phone", "off_channel": true, "came_by": "Mi móvil"}); got.JSON["off_channel"] != true || got.JSON["came_by"] != "Mi móvil" {
		t.Errorf("by a private telephone: %d %s", got.Status, got.Text)
	}
	if got := say(map[string]any{"direction": "note", "purpose": "call", "call_direction": "in", "channel": "whatsapp"}); got.JSON["off_channel"] != true {
		t.Errorf("a call by a tolerated one: %d %s", got.Status, got.Text)
	}
	if got := say(map[string]any{"direction": "note", "off_channel": true, "came_by": "x"}); got.JSON["off_channel"] != false || got.JSON["came_by"] != "" {
		t.Errorf("a note of ours: %d %s", got.Status, got.Text)
	}
}

// plan reads how SQLite would answer a question.
func planOf(t *testing.T, a *testapp.App, sql string, params dbx.Params) string {
	t.Helper()
	var rows []struct {
		Detail string `db:"detail"`
	}
	if err := a.DB().NewQuery("EXPLAIN QUERY PLAN " + sql).Bind(params).All(&rows); err != nil {
		t.Fatal(err)
	}
	out := ""
	for _, r := range rows {
		out += r.Detail + "\n"
	}
	return out
}

// TestOfficialWaysAreTold: on the public page and in what goes out; others are not.
func TestOfficialWaysAreTold(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for id, contact := range map[string]string{"letter": "Apartado 12, Lima", "social": "@nogalsocial"} {
		if got := a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Channels, id), map[string]any{"contact": contact}); got.Status != http.StatusOK {
			t.Fatalf("%s: %d %s", id, got.Status, got.Text)
		}
	}
	page := a.Ask(t, testapp.Guest, http.MethodGet, "/portal/", nil)
	text, err := a.Engine.Compose(a, a.File(t, testapp.Agent, nil), "acuse", a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatal(err)
	}
	for where, words := range map[string]string{"page": page.Text, "receipt": text.Body} {
		if !strings.Contains(words, "Apartado 12, Lima") || strings.Contains(words, "@nogalsocial") {
			t.Errorf("%s: %.800s", where, words)
		}
	}
}

// TestOwnRedirect: a channel may say in its own words where to go on.
func TestOwnRedirect(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Exec(t, "UPDATE channels SET redirect_es = {:text} WHERE id = 'social'", dbx.Params{"text": "Siga en el mostrador: {{numero_caso}}"})
	a.Engine.Forget()
	for by, want := range map[string]string{"social": "Siga en el mostrador: 0", "whatsapp": "Gracias por avisarnos"} {
		text, err := a.Engine.Compose(a, a.File(t, testapp.Agent, map[string]any{"channel": by}), "canal_oficial", a.Actor(t, testapp.Agent))
		if err != nil || !strings.HasPrefix(text.Body, want) {
			t.Errorf("%s: %q %v", by, text.Body, err)
		}
	}
}
