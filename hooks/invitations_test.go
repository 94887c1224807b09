package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/channel"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// invited makes a link as an agent does in a call.
func invited(t *testing.T, a *testapp.App, customer string) string {
	t.Helper()
	path, until, err := channel.New(a.Engine).Invite(a, channel.Invitation{Customer: customer, Note: "Muy nerviosa: llamar por la tarde",
		Fields: map[string]string{"narrative": "Tres platos rotos <b>", "name": "Rosa Elena Quispe", "document_number": "40000142", "owner": testapp.Admin}}, a.Actor(t, testapp.Agent))
	if err != nil || !until.Equal(a.Engine.Now().AddDate(0, 0, 7)) {
		t.Fatalf("invite: %v, until %s", err, until)
	}
	return path
}

// TestWriteItHere: the link opens the form with what was taken down, and nothing
// that is on record; what is sent is the agent's case, with the note of the call,
// once.
func TestWriteItHere(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	path := invited(t, s.App, "")
	v := s.visitor()
	v.get(path).is(200).has("Tres platos rotos &lt;b&gt;", "Rosa Elena Quispe", `name="invitation"`).lacks("40000142", testapp.Admin, "nerviosa").worded()
	token := path[strings.LastIndex(path, "/")+1:]
	c := s.byKey(v.file(everything("invitation", token)))
	if c.GetString("owner") != testapp.Agent || c.GetString("source") != "online" || s.Count(t, records.Events, "type = 'invitation.used' AND complaint = '"+c.Id+"'") != 1 {
		t.Errorf("owner %q, source %q", c.GetString("owner"), c.GetString("source"))
	}
	notes := s.Find(t, records.Messages, "complaint = {:c} && purpose = 'call'", c.Id)
	if len(notes) != 1 || notes[0].GetString("direction") != "note" || notes[0].GetString("author") != testapp.Agent || !strings.Contains(notes[0].GetString("text"), "nerviosa") {
		t.Errorf("notes of the call: %v", notes)
	}
	v.get(path).is(410).has("ya no sirve", `action="/portal/file"`)
	again := s.byKey(s.visitor().file(everything("invitation", token)))
	if again.Id == c.Id || again.GetString("owner") != "" {
		t.Errorf("by a link that was used: owner %q", again.GetString("owner"))
	}
}

// TestWriteItHereEnds: after seven days, and with the agent who left.
func TestWriteItHereEnds(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	path := invited(t, s.App, testapp.Rosa)
	s.visitor().get("/portal/w/no-such-link").is(410)
	s.Exec(t, "UPDATE agents SET active = FALSE WHERE id = '"+testapp.Agent+"'", nil)
	s.Engine.Forget()
	c := s.byKey(s.visitor().file(everything("invitation", path[strings.LastIndex(path, "/")+1:])))
	if c.GetString("owner") != "" || s.Count(t, records.Events, "type = 'invitation.used' AND complaint = '"+c.Id+"'") != 1 {
		t.Errorf("owner %q", c.GetString("owner"))
	}
	s.Exec(t, "UPDATE agents SET active = TRUE WHERE id = '"+testapp.Agent+"'", nil)
	s.Engine.Forget()
	late := invited(t, s.App, "")
	s.Clock.Set(s.Clock.Now().AddDate(0, 0, 8))
	s.visitor().get(late).is(410)
}

// TestWhoInvites: the team alone, and for nobody whose data were erased.
func TestWhoInvites(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for who, status := range map[string]int{testapp.Guest: 401, testapp.Robot: 403, testapp.Auditor: 403, testapp.Superuser: 400, testapp.Lead: 200} {
		got := a.Ask(t, who, http.MethodPost, "/api/crm/invitations", map[string]any{})
		if path, _ := got.JSON["path"].(string); got.Status != status || status == 200 && !strings.HasSuffix(got.JSON["url"].(string), path) {
			t.Errorf("%s: %d %s", who, got.Status, got.Text)
		}
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/invitations", map[string]any{"customer": "nobody000000000"}); got.Code("customer") != "not_found" {
		t.Errorf("for nobody: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/invitations", map[string]any{"note": strings.Repeat("x", 20_001)}); got.Code("note") != "invitation_note" {
		t.Errorf("too long: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodGet, testapp.Records(records.Invitations), nil); strings.Contains(got.Text, "token") {
		t.Error("the tokens are shown")
	}
}

// register files a case with what came along.
func registerWith(t *testing.T, a *testapp.App, more map[string]any) testapp.Answer {
	t.Helper()
	fields := testapp.Filing()
	delete(fields, "customer")
	body := map[string]any{"customer": map[string]any{"id": testapp.Rosa}, "complaint": fields}
	for name, value := range more {
		body[name] = value
	}
	return a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/register", body)
}

// TestRegisterByChannel: the call, the post and the text to confirm are stored
// with the case, or nothing is.
func TestRegisterByChannel(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	before := a.Stored(t)
	for _, row := range []struct {
		name, field, code string
		more              map[string]any
	}{
		{"a post without address", "post.link", "post_link", map[string]any{"post": map[string]any{"link": "x", "platform": "x"}}},
		{"a call of two days", "call.call_seconds", "validation_max_number_constraint", map[string]any{"call": map[string]any{"call_seconds": 172800}}},
	} {
		if got := registerWith(t, a, row.more); got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	a.Unchanged(t, before)
	got := registerWith(t, a, map[string]any{"confirm": true, "call": map[string]any{"call_direction": "in", "call_seconds": 240, "call_with": "Su hija", "direction": "out"},
		"post": map[string]any{"link": "https://social.example/p/1", "platform": "instagram", "reach": 40}})
	if got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	id := got.JSON["complaint"].(map[string]any)["id"].(string)
	c := a.Find(t, records.Complaints, "id = {:c}", id)[0]
	if c.GetString("stage") != string(complaint.Received) || c.GetString("paraphrase") == "" || !c.GetDateTime("understanding_confirmed_at").IsZero() {
		t.Errorf("stage %s, to confirm %q", c.GetString("stage"), c.GetString("paraphrase"))
	}
	call := a.Find(t, records.Messages, "complaint = {:c} && purpose = 'call'", id)
	if len(call) != 1 || call[0].GetString("direction") != "note" || call[0].GetInt("call_seconds") != 240 || call[0].GetString("call_with") != "Su hija" {
		t.Errorf("call: %v", call)
	}
	if post := a.Only(t, records.Posts, id); post.GetInt("reach") != 40 || post.GetString("agent") != testapp.Agent {
		t.Errorf("post: %v", post.PublicExport())
	}
	page := a.Ask(t, testapp.Guest, http.MethodGet, "/portal/c/"+c.GetString("tracking_key"), nil)
	if !strings.Contains(page.Text, "/confirm") {
		t.Error("the customer is not asked to confirm")
	}
	fields := map[string]any{"understanding_confirmed_at": records.Stamp(a.Engine.Now()), "understanding_channel": "phone"}
	for name, value := range testapp.Filing() {
		fields[name] = value
	}
	delete(fields, "customer")
	if got := registerWith(t, a, map[string]any{"confirm": true, "complaint": fields}); got.Code("confirm") != "confirm_done" {
		t.Errorf("confirmed already: %d %s", got.Status, got.Text)
	}
}
