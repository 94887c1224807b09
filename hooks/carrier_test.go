package hooks_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

const whatsapp = "/api/crm/channels/whatsapp"

// carried is a shop whose WhatsApp a program carries.
func carriedShop(t *testing.T) *testapp.App {
	t.Helper()
	a := newApp(t)
	a.Exec(t, "UPDATE channels SET gateway = TRUE, status = 'official' WHERE id = 'whatsapp'", nil)
	a.Engine.Forget()
	return a
}

func bring(t *testing.T, a *testapp.App, who string, changes map[string]any) testapp.Answer {
	t.Helper()
	body := map[string]any{"external_id": "wa-1", "from": "+51 900 000 142", "name": "Rosa Quispe", "text": "Sigue sin llegar"}
	maps.Copy(body, changes)
	return a.Ask(t, who, http.MethodPost, whatsapp+"/messages", body)
}

// example is a block of the documentation.
func example(t *testing.T, name string) map[string]any {
	t.Helper()
	page, err := os.ReadFile("../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(page), "```json "+name+"\n")
	block, _, ended := strings.Cut(after, "```")
	var out map[string]any
	if err := json.Unmarshal([]byte(block), &out); err != nil || !found || !ended {
		t.Fatalf("example %s: %v", name, err)
	}
	return out
}

// TestExamplesOfTheGateway: what the documentation shows is what one gets.
func TestExamplesOfTheGateway(t *testing.T) {
	t.Parallel()
	a := carriedShop(t)
	names := func(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
	got := a.Ask(t, testapp.Robot, http.MethodPost, whatsapp+"/messages", example(t, "gateway-in"))
	if want := example(t, "gateway-in-answer"); got.Status != http.StatusCreated || !slices.Equal(names(got.JSON), names(want)) || got.JSON["filed"] != want["filed"] {
		t.Fatalf("in: %d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Attachments, "name = 'tetera.txt' AND size = 4"); n != 1 {
		t.Error("its file is not there")
	}
	a.Clock.Move(time.Minute)
	got = a.Ask(t, testapp.Robot, http.MethodGet, whatsapp+"/outbox", nil)
	items, _ := got.JSON["items"].([]any)
	if len(items) != 1 {
		t.Fatalf("out: %d %s", got.Status, got.Text)
	}
	item, want := items[0].(map[string]any), example(t, "gateway-out")["items"].([]any)[0].(map[string]any)
	if !slices.Equal(names(item), names(want)) || item["to"] != want["to"] || item["name"] != want["name"] {
		t.Errorf("out: %v", item)
	}
	got = a.Ask(t, testapp.Robot, http.MethodPost, whatsapp+"/outbox/"+item["id"].(string)+"/failed", example(t, "gateway-failed"))
	if want := example(t, "gateway-failed-answer"); !slices.Equal(names(got.JSON), names(want)) || got.JSON["status"] != want["status"] || got.JSON["attempts"] != want["attempts"] {
		t.Errorf("failed: %d %s", got.Status, got.Text)
	}
}

// TestBroughtOnce: the same message sent eight times at once is one.
func TestBroughtOnce(t *testing.T) {
	t.Parallel()
	a := carriedShop(t)
	answers := atOnce(8, func(int) testapp.Answer { return bring(t, a, testapp.Robot, nil) })
	created := 0
	for _, got := range answers {
		if got.Status == http.StatusCreated {
			created++
		}
		if got.JSON["message"] != answers[0].JSON["message"] || got.Status != http.StatusCreated && got.JSON["repeated"] != true {
			t.Errorf("%d %s", got.Status, got.Text)
		}
	}
	if n := a.Count(t, records.Messages, "external_id = 'wa-1'"); created != 1 || n != 1 || a.Count(t, records.Complaints, "TRUE") != 1 {
		t.Errorf("created %d times, %d messages", created, n)
	}
}

// TestWhereItBelongs: to the case of the sender by this channel, never to one of
// somebody else, and to a new one where none fits.
func TestWhereItBelongs(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name  string
		given func(t *testing.T, a *testapp.App) string // id of the case that it must join; empty: a new one
		sent  map[string]any
	}{
		{"a stranger", func(*testing.T, *testapp.App) string { return "" }, map[string]any{"from": "+51 955 000 001", "name": "Luis"}},
		{"the case that she opened by it", func(t *testing.T, a *testapp.App) string {
			return a.File(t, testapp.Agent, map[string]any{"channel": "whatsapp"}).Id
		}, nil},
		{"a case by telephone is another conversation", func(t *testing.T, a *testapp.App) string { a.File(t, testapp.Agent, nil); return "" }, nil},
		{"the newest of two", func(t *testing.T, a *testapp.App) string {
			a.File(t, testapp.Agent, map[string]any{"channel": "whatsapp"})
			a.Clock.Move(time.Hour)
			return a.File(t, testapp.Agent, map[string]any{"channel": "whatsapp"}).Id
		}, nil},
		{"what goes on, by the same account", func(t *testing.T, a *testapp.App) string {
			return bring(t, a, testapp.Robot, map[string]any{"external_id": "before", "from": "@luis"}).JSON["complaint"].(string)
		}, map[string]any{"from": "@luis"}},
		{"a number that two share", func(t *testing.T, a *testapp.App) string {
			a.File(t, testapp.Agent, map[string]any{"channel": "whatsapp"})
			if _, err := a.Engine.Create(a, records.Customers, map[string]any{"name": "Juan Quispe", "phone": "900 000 142"}, a.Actor(t, testapp.Agent)); err != nil {
				t.Fatal(err)
			}
			return ""
		}, nil},
		{"one that was voided", func(t *testing.T, a *testapp.App) string {
			a.At(t, complaint.Voided, map[string]any{"channel": "whatsapp"})
			return ""
		}, nil},
		{"named, and hers", func(t *testing.T, a *testapp.App) string { return a.File(t, testapp.Agent, nil).Id }, map[string]any{"complaint": "!"}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := carriedShop(t)
			want := row.given(t, a)
			sent := maps.Clone(row.sent)
			if sent["complaint"] == "!" {
				sent["complaint"] = want
			}
			got := bring(t, a, testapp.Robot, sent)
			if got.Status != http.StatusCreated || got.JSON["filed"] != (want == "") || want != "" && got.JSON["complaint"] != want {
				t.Errorf("%d %s, want case %q", got.Status, got.Text, want)
			}
		})
	}
}

// TestBroughtReopens: what a customer writes after the end takes the case up again.
func TestBroughtReopens(t *testing.T) {
	t.Parallel()
	a := carriedShop(t)
	c := a.At(t, complaint.Closed, map[string]any{"channel": "whatsapp"})
	if got := bring(t, a, testapp.Robot, nil); got.JSON["complaint"] != c.Id || a.Reload(t, c).GetString("stage") != string(complaint.Investigating) {
		t.Errorf("%s; the case is %s", got.Text, a.Reload(t, c).GetString("stage"))
	}
}

// TestBadMessages: nothing is stored of what is not sound, or by whom it is not for.
func TestBadMessages(t *testing.T) {
	t.Parallel()
	a := carriedShop(t)
	mine := a.File(t, testapp.Agent, map[string]any{"customer": "", "anonymous_reason": "No quiso decirlo"})
	before := a.Stored(t)
	for _, row := range []struct {
		name, who string
		sent      map[string]any
		status    int
		field     string
	}{
		{"an agent", testapp.Agent, nil, 403, ""}, {"the administrator", testapp.Admin, nil, 403, ""}, {"nobody", testapp.Guest, nil, 401, ""},
		{"no name of its own", testapp.Robot, map[string]any{"external_id": " "}, 400, "external_id"},
		{"from nobody", testapp.Robot, map[string]any{"from": ""}, 400, "from"},
		{"empty", testapp.Robot, map[string]any{"text": " "}, 400, "text"},
		{"from tomorrow", testapp.Robot, map[string]any{"received_at": "2030-01-01T00:00:00Z"}, 400, "received_at"},
		{"at no time", testapp.Robot, map[string]any{"received_at": "ayer"}, 400, "received_at"},
		{"a file that is none", testapp.Robot, map[string]any{"files": []map[string]any{{"name": "x", "data": "%%%"}}}, 400, "files"},
		{"an empty file", testapp.Robot, map[string]any{"files": []map[string]any{{"name": "x", "data": ""}}}, 400, "files"},
		{"eleven files", testapp.Robot, map[string]any{"files": make([]map[string]any, 11)}, 400, "files"},
		{"somebody else's case", testapp.Robot, map[string]any{"complaint": mine.Id, "from": "+51 955 000 001"}, 400, "complaint"},
		{"no case", testapp.Robot, map[string]any{"complaint": "nothing00000000"}, 404, ""},
	} {
		got := bring(t, a, row.who, row.sent)
		if got.Status != row.status || row.field != "" && got.Code(row.field) == "" {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	if got := a.Ask(t, testapp.Robot, http.MethodPost, "/api/crm/channels/phone/messages", map[string]any{}); got.Status != http.StatusNotFound {
		t.Errorf("a channel that nobody carries: %d", got.Status)
	}
	a.Unchanged(t, before)
}

// TestCarried: what waits is offered until its outcome is told; an undone message
// and those of confidential cases are not.
func TestCarried(t *testing.T) {
	t.Parallel()
	a := carriedShop(t)
	c := a.Find(t, records.Complaints, "id = {:c}", bring(t, a, testapp.Robot, nil).JSON["complaint"].(string))[0]
	a.Exec(t, "UPDATE outbox SET status = 'sent'", nil) // the receipt
	say := func(text string) string {
		got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), map[string]any{"complaint": c.Id, "direction": "out", "channel": "whatsapp", "text": text})
		if got.JSON["delivery"] != "queued" || got.JSON["to"] != "+51 900 000 142" {
			t.Fatalf("say: %d %s", got.Status, got.Text)
		}
		return got.JSON["id"].(string)
	}
	waiting := func(who string) []any {
		items, _ := a.Ask(t, who, http.MethodGet, whatsapp+"/outbox", nil).JSON["items"].([]any)
		return items
	}
	first, undone := say("Le cuento"), say("Me equivoqué")
	if n := len(waiting(testapp.Robot)); n != 0 {
		t.Errorf("%d are offered while they can be called back", n)
	}
	if got := undo(t, a, testapp.Agent, undone); got.Status != http.StatusOK {
		t.Fatalf("undo: %d %s", got.Status, got.Text)
	}
	a.Clock.Move(time.Minute)
	items := waiting(testapp.Robot)
	if len(items) != 1 || items[0].(map[string]any)["message"] != first || len(waiting(testapp.Agent)) != 0 {
		t.Fatalf("offered: %v", items)
	}
	outcome := func(what string, body any) testapp.Answer {
		return a.Ask(t, testapp.Robot, http.MethodPost, fmt.Sprintf("%s/outbox/%s/%s", whatsapp, items[0].(map[string]any)["id"], what), body)
	}
	for _, row := range []struct {
		what   string
		body   any
		status int
		state  string
	}{
		{"failed", map[string]any{}, 400, ""}, {"lost", nil, 404, ""}, {"failed", map[string]any{"error": "503"}, 200, "queued"},
		{"delivered", nil, 200, "sent"}, {"failed", map[string]any{"error": "too late"}, 200, "sent"},
	} {
		got := outcome(row.what, row.body)
		if got.Status != row.status || row.state != "" && got.JSON["status"] != row.state {
			t.Errorf("%s: %d %s", row.what, got.Status, got.Text)
		}
	}
	if n := a.Count(t, records.Messages, "delivery = 'delivered' AND id = '"+first+"'"); n != 1 {
		t.Error("the message does not say that it arrived")
	}
	a.Settings().SMTP.Enabled = true
	say("No por correo")
	a.Clock.Move(time.Minute)
	report(t, a.Engine.Deliver(a))
	if sent := a.TestMailer.TotalSend(); sent != 0 {
		t.Errorf("%d went by mail", sent)
	}
	a.Exec(t, "UPDATE complaints SET confidential = TRUE, readers = '' WHERE id = {:c}", dbx.Params{"c": c.Id})
	if n := len(waiting(testapp.Robot)); n != 0 {
		t.Errorf("%d of a confidential case are offered", n)
	}
	if got := bring(t, a, testapp.Robot, map[string]any{"external_id": "wa-9"}); got.Status != http.StatusCreated || got.JSON["complaint"] != nil {
		t.Errorf("the program learns of a confidential case: %d %s", got.Status, got.Text)
	}
}

// TestListsOfChannelsHaveTheirIndex: as SQLite answers them.
func TestListsOfChannelsHaveTheirIndex(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for index, sql := range map[string]string{
		"idx_outbox_channel":    "SELECT * FROM outbox WHERE channel = 'whatsapp' AND channel != '' AND status = 'queued' AND next_attempt <= '2027' ORDER BY next_attempt LIMIT 50",
		"idx_messages_external": "SELECT id FROM messages WHERE channel = 'whatsapp' AND external_id = 'x' AND external_id != ''",
		"idx_messages_from":     "SELECT DISTINCT complaint FROM messages WHERE channel = 'whatsapp' AND `from` = 'x' AND external_id != '' ORDER BY created DESC LIMIT 20",
		"idx_messages_approval": "SELECT id FROM messages WHERE messages.approval = 'pending' AND messages.author != 'x'",
		"idx_attachments_keep":  "SELECT attachments.id FROM attachments INNER JOIN complaints ON complaints.id = attachments.complaint WHERE attachments.keep_until != '' AND attachments.keep_until <= '2027' AND +complaints.open = FALSE ORDER BY attachments.keep_until LIMIT 200",
	} {
		if plan := planOf(t, a, sql, nil); !strings.Contains(plan, index) {
			t.Errorf("%s: %s", index, plan)
		}
	}
}
