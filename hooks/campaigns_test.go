package hooks_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// campaign is kept by the owner: everybody whose case was closed, now.
func campaign(t *testing.T, s *shop, change map[string]any) string {
	t.Helper()
	body := map[string]any{"name": "Primavera", "audience": "closed", "starts": "2026-11-01", "ends": "2027-12-31", "active": true}
	for name, value := range change {
		body[name] = value
	}
	got := s.Ask(t, testapp.Admin, http.MethodPost, testapp.Records(records.Campaigns), body)
	id, _ := got.JSON["id"].(string)
	if got.Status != http.StatusOK || got.JSON["agent"] != testapp.Admin {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	return id
}

// customersWithACase closes a case for each of n customers.
func customersWithACase(t *testing.T, s *shop, n int) {
	t.Helper()
	for i := range n {
		id := fmt.Sprintf("campaigncust%03d", i)
		s.Exec(t, "INSERT INTO customers (id, name, email, language) VALUES ({:id}, {:name}, {:mail}, 'es')",
			dbx.Params{"id": id, "name": fmt.Sprintf("Cliente %d", i), "mail": id + "@correo.example"})
		c := s.File(t, testapp.Agent, map[string]any{"customer": id, "narrative": fmt.Sprintf("Caso de la persona %d.", i)})
		s.Exec(t, "UPDATE complaints SET stage = 'closed', open = 0, closing_kind = 'confirmed', closed_at = {:at} WHERE id = {:c}",
			dbx.Params{"c": c.Id, "at": records.Stamp(s.Clock.Now().AddDate(0, -1, 0))})
	}
}

// TestCampaignIsStaged: so many an hour, so many in all, each customer once and
// not again before the quarter is over.
func TestCampaignIsStaged(t *testing.T) {
	t.Parallel()
	s := polled(t)
	customersWithACase(t, s, 6)
	id := campaign(t, s, map[string]any{"per_hour": 2, "sample": 5})
	for i, want := range []int{2, 2, 4, 5, 5} {
		if i != 1 {
			s.Clock.Move(61 * time.Minute)
		}
		s.round()
		if n := len(s.surveyMails()); n != want {
			t.Fatalf("round %d: %d mails, want %d", i, n, want)
		}
	}
	to := map[string]bool{}
	for _, mail := range s.surveyMails() {
		to[mail["to"]] = true
	}
	if len(to) != 5 || s.count(records.Surveys, "campaign = {:c}", map[string]any{"c": id}) != 5 {
		t.Errorf("asked %v", to)
	}
	again := campaign(t, s, map[string]any{"name": "Otra", "per_hour": 50})
	s.round()
	if n := s.count(records.Surveys, "campaign = {:c}", map[string]any{"c": again}); n != 1 {
		t.Errorf("%d asked again in the same quarter, want the one who was not", n-1)
	}
	s.Clock.Move(92 * 24 * time.Hour)
	s.round()
	if n := s.count(records.Surveys, "campaign = {:c}", map[string]any{"c": again}); n != 6 {
		t.Errorf("%d asked after it", n)
	}
}

// TestWhoACampaignAsks: nobody whose case is open or hidden or who wants none.
func TestWhoACampaignAsks(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, sql string }{
		{"an open case", "UPDATE complaints SET stage = 'investigating', closed_at = ''"},
		{"a hidden one", "UPDATE complaints SET confidential = 1"},
		{"closed long ago", "UPDATE complaints SET closed_at = '2024-01-01 00:00:00.000Z'"},
		{"given up", "UPDATE complaints SET closing_kind = 'withdrawal'"},
		{"wants none", "UPDATE customers SET survey_opt_out = '2026-01-01 00:00:00.000Z'"},
		{"of the team", "UPDATE customers SET email = 'ines@casanogal.example'"},
		{"a campaign of another day", "UPDATE campaigns SET starts = '2027-01-01 00:00:00.000Z'"},
		{"that is over", "UPDATE campaigns SET ends = '2026-11-22 00:00:00.000Z'"},
		{"out of use", "UPDATE campaigns SET active = 0"},
		{"who accepted no text", "UPDATE campaigns SET audience = 'consent'"},
	}
	s := polled(t)
	customersWithACase(t, s, 1)
	campaign(t, s, nil)
	for _, row := range rows {
		kept := map[string]string{}
		for _, table := range []string{records.Complaints, records.Customers, records.Campaigns} {
			kept[table] = table + "_kept"
			s.Exec(t, "CREATE TABLE "+kept[table]+" AS SELECT * FROM "+table, nil)
		}
		s.Exec(t, row.sql, nil)
		s.round()
		if n := len(s.surveyMails()); n != 0 {
			t.Fatalf("%s: asked", row.name)
		}
		for table, copied := range kept {
			s.Exec(t, "REPLACE INTO "+table+" SELECT * FROM "+copied, nil)
			s.Exec(t, "DROP TABLE "+copied, nil)
		}
	}
	s.round()
	if len(s.surveyMails()) != 1 {
		t.Error("as it was, nobody is asked either")
	}
}

// TestCampaignIsKept: its days are in order, and it is nobody's but the owner's.
func TestCampaignIsKept(t *testing.T) {
	t.Parallel()
	s := polled(t)
	id := campaign(t, s, nil)
	path := testapp.Records(records.Campaigns, id)
	if got := s.Ask(t, testapp.Admin, http.MethodPatch, path, map[string]any{"ends": "2026-10-01", "version": 0}); got.Code("ends") != "campaign_order" {
		t.Errorf("ends before it begins: %d %s", got.Status, got.Text)
	}
	for _, who := range []string{testapp.Lead, testapp.Supervisor, testapp.Agent} {
		if got := s.Ask(t, who, http.MethodPatch, path, map[string]any{"name": "Mía", "version": 0}); got.Status < 400 {
			t.Errorf("%s: %s", who, got.Text)
		}
	}
	if got := s.Ask(t, testapp.Superuser, http.MethodDelete, path, nil); got.Status < 400 {
		t.Errorf("deleted: %s", got.Text)
	}
	business := s.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Business, "businessnogal01"), map[string]any{"survey_remind": 14, "version": 0})
	if business.Code("survey_remind") != "survey_order" {
		t.Errorf("a reminder on the last day: %d %s", business.Status, business.Text)
	}
}

// TestSurveyFigures: who leads sees how many, and averages only of five or more;
// hidden cases count nowhere.
func TestSurveyFigures(t *testing.T) {
	t.Parallel()
	s := polled(t)
	customersWithACase(t, s, 5)
	id := campaign(t, s, map[string]any{"per_hour": 50})
	s.round()
	figures := func(who string) (testapp.Answer, map[string]any) {
		got := s.Ask(t, who, http.MethodGet, "/api/crm/surveys", nil)
		counts, _ := got.JSON["counts"].(map[string]any)
		of, _ := counts["campaigns"].(map[string]any)
		one, _ := of[id].(map[string]any)
		return got, one
	}
	mails := s.surveyMails()
	for i, mail := range mails {
		if _, one := figures(testapp.Lead); one["invited"] != 5.0 || one["answered"] != float64(i) || one["solution"] != nil {
			t.Errorf("after %d answers: %v", i, one)
		}
		v := s.visitor()
		path := surveyLink.FindString(mail["text"])
		v.get(path).is(200).has("la última vez que nos pidió algo")
		v.post(path, content("solution", fmt.Sprint(4+i%2))).is(http.StatusSeeOther)
	}
	if _, one := figures(testapp.Admin); one["solution"] != 4.4 || one["recommend"] != 9.0 {
		t.Errorf("averages %v", one)
	}
	s.Exec(t, "UPDATE complaints SET confidential = 1, readers = ' ' WHERE customer = 'campaigncust000'", nil)
	if _, one := figures(testapp.Supervisor); one["invited"] != 4.0 || one["solution"] != nil {
		t.Errorf("a hidden case counts: %v", one)
	}
	if got, _ := figures(testapp.Agent); got.Status != http.StatusForbidden {
		t.Errorf("an agent: %d", got.Status)
	}
	if got, _ := figures(testapp.Admin); !strings.Contains(got.Text, `"after":2`) || !strings.Contains(got.Text, `"row":{`) {
		t.Errorf("the days: %s", got.Text)
	}
}

// TestNoStorm: after a time switched off the mails go out a few at a time, and
// those that may not be asked hold up nobody.
func TestNoStorm(t *testing.T) {
	t.Parallel()
	s := polled(t)
	customersWithACase(t, s, 1)
	c := s.At(t, complaint.Resolved, nil)
	at := records.Stamp(s.Clock.Now())
	s.Exec(t, "UPDATE complaints SET resolved_at = {:at}, stage = 'resolved' WHERE customer = 'campaigncust000'", dbx.Params{"at": at})
	s.Exec(t, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 260)
		INSERT INTO customers (id, name, email, survey_opt_out) SELECT printf('stormperson%04d', i), 'P', printf('p%d@correo.example', i), iif(i <= 150, '2026-01-01', '') FROM n`, nil)
	s.Exec(t, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 260)
		INSERT INTO complaints (id, number, tracking_key, customer, customer_snapshot, stage, resolved_at, language, reply_channel)
		SELECT printf('stormcase%06d', i), 'S' || i, 'S' || i, printf('stormperson%04d', i), '{}', 'resolved', '2026-11-23 00:00:00.000Z', 'es', 'email' FROM n`, nil)
	s.Clock.Move(50 * time.Hour)
	for _, want := range []int{50, 100, 112, 112} {
		s.round()
		if n := len(s.surveyMails()); n != want {
			t.Fatalf("%d mails, want %d", n, want)
		}
	}
	if n := s.count(records.Surveys, "complaint = {:c}", map[string]any{"c": c.Id}); n != 1 {
		t.Errorf("the last in the row was asked %d times", n)
	}
}
