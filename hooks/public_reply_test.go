package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// posted is a case with a post that many read.
func posted(t *testing.T, a *testapp.App, reach int) string {
	t.Helper()
	c := a.At(t, complaint.Assessing, nil)
	got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Posts),
		map[string]any{"complaint": c.Id, "link": "https://social.example/p/1", "platform": "facebook", "handle": "rosaq", "reach": reach})
	if got.Status != http.StatusOK {
		t.Fatalf("post: %d %s", got.Status, got.Text)
	}
	return c.Id
}

func answerPublicly(t *testing.T, a *testapp.App, who, c, text string) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodPost, testapp.Records(records.Messages), map[string]any{"complaint": c, "direction": "out", "purpose": "public_reply", "text": text})
}

const inPublic = "Gracias por escribirnos. Le enviamos un mensaje privado."

// TestPublicReplyWaits: from the reach of the business on, an agent's answer waits
// and counts as said to nobody; whoever leads needs nobody.
func TestPublicReplyWaits(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, row := range []struct {
		name, who string
		reach     int
		want      string
	}{
		{"few read it", testapp.Agent, 999, ""},
		{"many read it", testapp.Agent, 1000, "pending"},
		{"a lead is no supervisor", testapp.Lead, 5000, "pending"},
		{"a supervisor", testapp.Supervisor, 5000, "approved"},
		{"the administrator", testapp.Admin, 5000, "approved"},
	} {
		c := posted(t, a, row.reach)
		got := answerPublicly(t, a, row.who, c, inPublic)
		if got.JSON["approval"] != row.want || got.JSON["channel"] != "social" {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
		said := a.Count(t, records.Events, "type = 'message.sent' AND json_extract(data, '$.note') = 'public_reply' AND complaint = '"+c+"'")
		if (said == 1) != (row.want != "pending") {
			t.Errorf("%s: said %d times", row.name, said)
		}
	}
	a.Exec(t, "UPDATE business SET reach_approval = 50", nil)
	a.Engine.Forget()
	if got := answerPublicly(t, a, testapp.Agent, posted(t, a, 50), inPublic); got.JSON["approval"] != "pending" {
		t.Errorf("at the reach of this business: %s", got.Text)
	}
}

// TestPublicReplySaysNothingOfAnybody: refused with the words named.
func TestPublicReplySaysNothingOfAnybody(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := posted(t, a, 10)
	number := a.Find(t, records.Complaints, "id = {:c}", c)[0].GetString("number")
	for name, text := range map[string]string{"name": "Gracias, Rosa", "mail": "a rosa.quispe@correo.example", "telephone": "al 900-000-142",
		"document": "su 40000142", "number": "su caso " + number} {
		got := answerPublicly(t, a, testapp.Supervisor, c, text)
		last := text[strings.LastIndex(text, " ")+1:]
		if got.Code("text") != "public_reply_personal" || !strings.Contains(got.Message("text"), last) {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
	empty := a.At(t, complaint.Assessing, nil)
	if got := answerPublicly(t, a, testapp.Agent, empty.Id, inPublic); got.Code("post") != "public_reply_post" {
		t.Errorf("to no post: %d %s", got.Status, got.Text)
	}
}

// TestPublicReplyIsJudged: by a supervisor, never by its author, once, and a
// refusal says why.
func TestPublicReplyIsJudged(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := posted(t, a, 2000)
	id := answerPublicly(t, a, testapp.Agent, c, inPublic).JSON["id"].(string)
	judge := func(who, id string, approve bool, note string) testapp.Answer {
		return a.Ask(t, who, http.MethodPost, "/api/crm/messages/"+id+"/approval", map[string]any{"approve": approve, "note": note})
	}
	if n := a.Count(t, records.Notices, "kind = 'approval' AND agent = '"+testapp.Supervisor+"'"); n != 1 {
		t.Errorf("the supervisor was told %d times", n)
	}
	for who, status := range map[string]int{testapp.Guest: 401, testapp.Agent: 403, testapp.Lead: 403, testapp.Auditor: 403, testapp.Robot: 403} {
		if got := judge(who, id, true, ""); got.Status != status {
			t.Errorf("%s: %d %s", who, got.Status, got.Text)
		}
	}
	if got := judge(testapp.Supervisor, id, false, " "); got.Code("note") != "reply_refusal" {
		t.Errorf("refused without a word: %d %s", got.Status, got.Text)
	}
	if got := judge(testapp.Supervisor, id, false, "Sobra la promesa"); got.JSON["approval"] != "refused" {
		t.Errorf("refused: %d %s", got.Status, got.Text)
	}
	if got := judge(testapp.Admin, id, true, ""); got.Status != http.StatusConflict || got.Code("approval") != "reply_judged" {
		t.Errorf("judged twice: %d %s", got.Status, got.Text)
	}
	second := answerPublicly(t, a, testapp.Agent, c, inPublic).JSON["id"].(string)
	if got := judge(testapp.Supervisor, second, true, ""); got.JSON["approval"] != "approved" {
		t.Fatalf("approved: %d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Events, "type IN ('reply.asked', 'reply.refused', 'reply.approved', 'message.sent') AND json_extract(data, '$.ref') IN ('"+id+"', '"+second+"')"); n != 5 {
		t.Errorf("%d events, want asked, refused, asked, approved, sent", n)
	}
	if n := a.Count(t, records.Notices, "kind = 'decided' AND agent = '"+testapp.Agent+"'"); n != 2 {
		t.Errorf("the author was told %d times", n)
	}
	note := writeTo(t, a, testapp.Agent, c, "reply", "En privado")
	if got := judge(testapp.Supervisor, note, true, ""); got.Status != http.StatusForbidden {
		t.Errorf("a private message was judged: %d", got.Status)
	}
}

// TestPublicReplyIsHidden: of a case that one may not see there is nothing to judge.
func TestPublicReplyIsHidden(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := posted(t, a, 2000)
	id := answerPublicly(t, a, testapp.Agent, c, inPublic).JSON["id"].(string)
	got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, c), map[string]any{"confidential": true, "confidential_reason": "Salud", "supervisor": testapp.Supervisor})
	if got.Status != http.StatusOK {
		t.Fatalf("hide: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Agent2, http.MethodPost, "/api/crm/messages/"+id+"/approval", map[string]any{"approve": true}); got.Status != http.StatusNotFound {
		t.Errorf("somebody who may not see it: %d %s", got.Status, got.Text)
	}
	page := a.Ask(t, testapp.Guest, http.MethodGet, "/portal/c/"+a.Find(t, records.Complaints, "id = {:c}", c)[0].GetString("tracking_key"), nil)
	if page.Status != http.StatusOK || strings.Contains(page.Text, "mensaje privado") {
		t.Errorf("the customer reads what nobody approved: %d", page.Status)
	}
}

// TestPosts: a public address, kept as it was noted; moving to private is told once.
func TestPosts(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := posted(t, a, 10)
	post := a.Only(t, records.Posts, c)
	for name, link := range map[string]string{"a script": "javascript:alert(1)", "a word": "facebook", "a file": "file:///etc/passwd"} {
		got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Posts), map[string]any{"complaint": c, "link": link, "platform": "x"})
		if got.Code("link") != "post_link" {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
	change := func(values map[string]any) testapp.Answer {
		return a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Posts, post.Id), values)
	}
	if got := change(map[string]any{"link": "https://otro.example"}); got.Code("link") != "fixed_field" {
		t.Errorf("another address: %d %s", got.Status, got.Text)
	}
	if got := change(map[string]any{"private": true, "reach": 300}); got.JSON["private_at"] != records.Stamp(a.Engine.Now()) || got.JSON["reach"] != 300.0 {
		t.Errorf("in private: %d %s", got.Status, got.Text)
	}
	if got := change(map[string]any{"private": false}); got.Code("private") != "fixed_field" {
		t.Errorf("in public again: %d %s", got.Status, got.Text)
	}
	if got := change(map[string]any{"private_at": "2020-01-01"}); got.Code("private_at") != "fixed_field" {
		t.Errorf("dated by hand: %d %s", got.Status, got.Text)
	}
	file := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c+"/file", nil)
	if posts, ok := file.JSON["posts"].([]any); !ok || len(posts) != 1 {
		t.Errorf("posts of the file: %v", file.JSON["posts"])
	}
	if n := a.Count(t, records.Events, "type IN ('post.added', 'post.private') AND complaint = '"+c+"'"); n != 2 {
		t.Errorf("%d events", n)
	}
}
