package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// penned writes an article that is published for customers and answers its id.
func penned(t *testing.T, a *testapp.App, values map[string]any) string {
	t.Helper()
	body := map[string]any{"title_es": "Cómo lavar los platos", "body_es": "# Antes\nCon agua **tibia**.\n\n<script>alert(1)</script>", "status": "published", "public": true}
	for k, v := range values {
		body[k] = v
	}
	got := a.Ask(t, testapp.Lead, http.MethodPost, testapp.Records(records.Articles), body)
	if got.Status != http.StatusOK {
		t.Fatalf("write an article: %d %s", got.Status, got.Text)
	}
	return got.JSON["id"].(string)
}

func article(a *testapp.App, t *testing.T, id string, change map[string]any) testapp.Answer {
	t.Helper()
	return a.Ask(t, testapp.Lead, http.MethodPatch, testapp.Records(records.Articles, id), change)
}

// TestAnArticleKeepsItsVersions, each with who wrote it, and its address.
func TestAnArticleKeepsItsVersions(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	id := penned(t, a, map[string]any{"status": "draft"})
	for _, change := range []map[string]any{{"body_es": "Con agua fría."}, {"status": "published"}, {"causes": []string{}}} {
		if got := article(a, t, id, change); got.Status != http.StatusOK {
			t.Fatalf("%v: %s", change, got.Text)
		}
	}
	page := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/articles/como-lavar-los-platos", nil)
	if n := len(page.JSON["versions"].([]any)); n != 3 || !strings.Contains(page.Text, "agua **tibia**") {
		t.Errorf("%d versions: %s", n, page.Text)
	}
	if strings.Contains(page.JSON["html"].(map[string]any)["es"].(string), "<script") {
		t.Error("the article runs")
	}
	for field, code := range map[string]string{"code": "article_address", "status": "article_known"} {
		if got := article(a, t, id, map[string]any{field: map[string]any{"code": "otra", "status": "draft"}[field]}); got.Code(field) != code {
			t.Errorf("%s: %s", field, got.Text)
		}
	}
	if got := article(a, t, id, map[string]any{"helped": 1000}); got.Code("helped") != "server_field" {
		t.Errorf("praised by ourselves: %s", got.Text)
	}
	version := firstID(t, a, records.ArticleVersions)
	for _, method := range []string{http.MethodPatch, http.MethodDelete} {
		if got := a.Ask(t, testapp.Superuser, method, testapp.Records(records.ArticleVersions, version), map[string]any{"body_es": "x"}); got.Status < 400 {
			t.Errorf("%s of a version: %d", method, got.Status)
		}
	}
}

// TestWhoReadsAnArticle: drafts only who writes, what is internal the team, the
// rest everybody.
func TestWhoReadsAnArticle(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	penned(t, a, map[string]any{"code": "borrador", "title_es": "Borrador", "status": "draft"})
	penned(t, a, map[string]any{"code": "interno", "title_es": "Interno", "public": false})
	penned(t, a, map[string]any{"code": "de-todos", "title_es": "De todos"})
	penned(t, a, map[string]any{"code": "retirado", "title_es": "Retirado", "status": "retired"})
	rows := []struct{ code, lead, agent, guest string }{
		{"borrador", "200", "404", "404"}, {"interno", "200", "200", "404"}, {"de-todos", "200", "200", "200"}, {"retirado", "200", "200", "404"}, {"no-hay", "404", "404", "404"},
	}
	status := func(who, path string) string { return http.StatusText(a.Ask(t, who, http.MethodGet, path, nil).Status) }
	names := map[string]string{"200": "OK", "404": "Not Found"}
	for _, row := range rows {
		desk, portal := "/api/crm/articles/"+row.code, "/portal/ayuda/"+row.code
		if l, g, p := status(testapp.Lead, desk), status(testapp.Agent, desk), status(testapp.Guest, portal); l != names[row.lead] || g != names[row.agent] || p != names[row.guest] {
			t.Errorf("%s: lead %s, agent %s, guest %s", row.code, l, g, p)
		}
	}
	list := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/articles?q=todo", nil)
	if !strings.Contains(list.Text, "de-todos") || strings.Contains(list.Text, "interno") || strings.Contains(list.Text, "borrador") {
		t.Errorf("found: %s", list.Text)
	}
	for who, want := range map[string]int{testapp.Lead: 4, testapp.Agent: 3} {
		all := a.Ask(t, who, http.MethodGet, "/api/crm/articles", nil)
		if items, _ := all.JSON["items"].([]any); len(items) != want {
			t.Errorf("%s sees %d of all: %s", who, len(items), all.Text)
		}
	}
	help := a.Ask(t, testapp.Guest, http.MethodGet, "/portal/ayuda", nil)
	if !strings.Contains(help.Text, "De todos") || strings.Contains(help.Text, "Interno") || strings.Contains(help.Text, "Borrador") || strings.Contains(help.Text, "Retirado") {
		t.Error("the customers' list")
	}
}

// TestArticlesOfACase: those of its cause first; what is sent is told as a
// corrective act, by whatever door the message came.
func TestArticlesOfACase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	cause := textIn(t, a, "SELECT id FROM causes WHERE active = 1 LIMIT 1")
	c := a.At(t, complaint.Investigating, map[string]any{"cause": cause})
	penned(t, a, map[string]any{"code": "aaa", "title_es": "A primera vista"})
	id := penned(t, a, map[string]any{"title_es": "Zócalos", "code": "zocalos", "causes": []string{cause}})
	penned(t, a, map[string]any{"code": "interno", "title_es": "Interno", "public": false})
	list := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/articles?complaint="+c.Id, nil)
	first := list.JSON["items"].([]any)[0].(map[string]any)
	if first["id"] != id || first["why"] != "cause" || !strings.HasSuffix(first["share"].(string), "/portal/ayuda/zocalos") {
		t.Errorf("first: %v", first)
	}
	send := func(text, direction string) {
		t.Helper()
		got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Messages), map[string]any{"complaint": c.Id, "direction": direction, "channel": "email", "text": text})
		if got.Status != http.StatusOK {
			t.Fatalf("send: %s", got.Text)
		}
	}
	send("Le dejo "+first["share"].(string)+" y otra vez "+first["share"].(string), "out")
	send("Ni /portal/ayuda/interno ni /portal/ayuda/no-hay son para clientes", "out")
	send("Nota: /portal/ayuda/zocalos", "note")
	if n := a.Count(t, records.Events, "type = 'article.sent' AND complaint = '"+c.Id+"'"); n != 1 {
		t.Errorf("%d events", n)
	}
	again := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/articles?q=zocalo", nil)
	if !strings.Contains(again.Text, `"sent":1`) {
		t.Errorf("how often it was sent: %s", again.Text)
	}
	week := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/reviews/2026-W48", nil)
	causes, _ := week.JSON["causes"].([]any)
	if len(causes) != 1 || causes[0].(map[string]any)["cause"] != cause || causes[0].(map[string]any)["taught"] != 1.0 {
		t.Errorf("against its cause, for the meeting: %v", causes)
	}
	hidden := a.At(t, complaint.Assessing, map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor})
	if got := a.Ask(t, testapp.Agent2, http.MethodGet, "/api/crm/articles?complaint="+hidden.Id, nil); got.Status != http.StatusNotFound {
		t.Errorf("of a hidden case: %d", got.Status)
	}
}

// TestPreviewRunsNothing that somebody writes into it.
func TestPreviewRunsNothing(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/articles/preview", map[string]any{"body": "<img src=x onerror=alert(1)> [a](javascript:alert(1))"})
	if html := got.JSON["html"].(string); strings.Contains(html, "<img") || strings.Contains(html, "href") {
		t.Errorf("%s", html)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/articles/preview", map[string]any{"body": strings.Repeat("x", 70000)}); got.Status != http.StatusBadRequest {
		t.Errorf("far too long: %d", got.Status)
	}
}

// TestArticlesAreFoundByAnIndex, the one that the customers' list reads.
func TestArticlesAreFoundByAnIndex(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for query, index := range map[string]string{
		"SELECT * FROM articles WHERE status = 'published' AND public = 1":                     "idx_articles_shown",
		"SELECT * FROM articles WHERE code = 'a'":                                              "idx_articles_code",
		"SELECT * FROM ideas WHERE status = 'new' ORDER BY support DESC, created DESC LIMIT 9": "idx_ideas_status",
		"SELECT * FROM ideas WHERE complaint = 'a' AND complaint != ''":                        "idx_ideas_complaint",
		"SELECT * FROM trainings WHERE expires != '' AND expires >= '2026'":                    "idx_trainings_expires",
		"SELECT COUNT(*) FROM events WHERE type = 'article.sent'":                              "idx_events_type",
	} {
		var rows []struct{ Detail string }
		if err := a.DB().NewQuery("EXPLAIN QUERY PLAN " + query).Bind(dbx.Params{}).All(&rows); err != nil {
			t.Fatal(err)
		}
		if len(rows) == 0 || !strings.Contains(rows[0].Detail, index) {
			t.Errorf("%s: %v", query, rows)
		}
	}
}
