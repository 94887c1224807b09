package hooks_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/survey"
	"escucha/internal/testapp"
)

// TestWhoIsNotAsked: nobody but the customer who was answered by mail, and not
// twice in a month.
func TestWhoIsNotAsked(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		change func(s *shop, id string)
	}{
		{"switched off", func(s *shop, _ string) { s.Exec(t, "UPDATE business SET survey_off = 1", nil); s.Engine.Forget() }},
		{"an agent of the shop", func(s *shop, id string) {
			s.Exec(t, "UPDATE complaints SET customer_snapshot = json_set(customer_snapshot, '$.email', 'INES@casanogal.example') WHERE id = {:id}", dbx.Params{"id": id})
		}},
		{"the customer record is an agent's", func(s *shop, _ string) { s.Exec(t, "UPDATE customers SET email = 'ruben@casanogal.example'", nil) }},
		{"answered by letter to the house", func(s *shop, id string) {
			s.Exec(t, "UPDATE complaints SET reply_channel = 'phone' WHERE id = {:id}", dbx.Params{"id": id})
		}},
		{"only a person may write", func(s *shop, id string) {
			s.Exec(t, "UPDATE complaints SET person_only = 1 WHERE id = {:id}", dbx.Params{"id": id})
		}},
		{"given up", func(s *shop, id string) {
			s.Exec(t, "UPDATE complaints SET stage = 'closed', closing_kind = 'withdrawal' WHERE id = {:id}", dbx.Params{"id": id})
		}},
		{"joined to another case", func(s *shop, id string) {
			s.Exec(t, "UPDATE complaints SET merged_into = 'other' WHERE id = {:id}", dbx.Params{"id": id})
		}},
		{"the person was erased", func(s *shop, id string) {
			s.Exec(t, "UPDATE complaints SET erased_at = '2026-11-25 00:00:00.000Z' WHERE id = {:id}", dbx.Params{"id": id})
		}},
		{"reopened", func(s *shop, id string) {
			s.Exec(t, "UPDATE complaints SET stage = 'investigating' WHERE id = {:id}", dbx.Params{"id": id})
		}},
		{"asked on the telephone already", func(s *shop, id string) { answer(t, s.App, testapp.Agent, id, nil) }},
		{"asked about another case last week", func(s *shop, _ string) {
			other := s.File(t, testapp.Agent, map[string]any{"narrative": "Otra cosa distinta: la lámpara."})
			s.Exec(t, "INSERT INTO surveys (id, complaint, customer, sent_at) VALUES ('earlier00000001', {:c}, {:who}, '2026-11-23 10:00:00.000Z')", dbx.Params{"c": other.Id, "who": testapp.Rosa})
		}},
	}
	for _, row := range rows {
		s := polled(t)
		c := s.At(t, complaint.Resolved, nil)
		row.change(s, c.Id)
		s.Clock.Move(50 * time.Hour)
		s.round()
		if n := len(s.surveyMails()); n != 0 {
			t.Errorf("%s: %d mails", row.name, n)
		}
	}
}

// TestReopenedMeanwhile: the link waits until the case is solved again.
func TestReopenedMeanwhile(t *testing.T) {
	t.Parallel()
	s, c, path := asked(t, complaint.Resolved)
	s.Exec(t, "UPDATE complaints SET stage = 'investigating' WHERE id = {:id}", dbx.Params{"id": c.Id})
	v := s.visitor()
	v.get(path).is(http.StatusConflict).worded().has("Todavía estamos con su caso")
	v.post(path, content()).is(http.StatusConflict)
	s.Clock.Move(6 * 24 * time.Hour)
	s.round()
	s.letter(1)
	s.Exec(t, "UPDATE complaints SET stage = 'closed' WHERE id = {:id}", dbx.Params{"id": c.Id})
	v.get(path).is(200).has("Enviar mi opinión")
}

// TestSurveyIsAllOrNothing: without its mail no survey is stored, and it is
// sent when the next round comes.
func TestSurveyIsAllOrNothing(t *testing.T) {
	t.Parallel()
	s := polled(t)
	s.At(t, complaint.Resolved, nil)
	s.Clock.Move(50 * time.Hour)
	for _, table := range []string{records.Outbox, records.Events} {
		s.Exec(t, "CREATE TRIGGER full AFTER INSERT ON "+table+" BEGIN SELECT RAISE(ABORT, 'disk is full'); END", nil)
		if err := survey.New(s.App, s.Engine).Send(s.Clock.Now()); err == nil {
			t.Errorf("%s: nobody is told", table)
		}
		if n := s.count(records.Surveys, "id != ''", nil); n != 0 || len(s.surveyMails()) != 0 {
			t.Errorf("%s: %d surveys", table, n)
		}
		s.Exec(t, "DROP TRIGGER full", nil)
	}
	s.round()
	s.letter(1)
}

// TestSurveySpeaksTheLanguageOfTheCase: until the reader chooses another.
func TestSurveySpeaksTheLanguageOfTheCase(t *testing.T) {
	t.Parallel()
	s := polled(t)
	s.At(t, complaint.Resolved, map[string]any{"language": "en"})
	s.Clock.Move(50 * time.Hour)
	s.round()
	path := s.letter(1)
	if mail := s.surveyMails()[0]; !strings.Contains(mail["text"], "If you would rather not receive surveys") {
		t.Errorf("%v", mail)
	}
	v := s.visitor()
	v.get(path).is(200).worded().has("How did we do?")
	v.get(path + "?lang=es").is(http.StatusSeeOther)
	v.get(path).is(200).worded().has("¿Cómo lo hicimos?")
}

// TestSurveysAreFoundByTheirIndexes: a round reads no table from end to end.
func TestSurveysAreFoundByTheirIndexes(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for query, index := range map[string]string{
		"SELECT id FROM surveys WHERE answered_at = '' AND closed_at = '' AND sent_at > '' AND sent_at <= 'x' AND reminded_at = '' ORDER BY sent_at": "idx_surveys_waiting",
		"UPDATE surveys SET closed_at = 'x' WHERE answered_at = '' AND closed_at = '' AND sent_at > '' AND sent_at <= 'x'":                           "idx_surveys_waiting",
		"SELECT * FROM surveys WHERE (token = 'x' AND token != '') OR (token_again = 'x' AND token_again != '')":                                     "idx_surveys_again",
		`SELECT c.id, MAX(c.closed_at) FROM complaints c WHERE c.closed_at > 'a' AND c.closed_at <= 'b' AND c.customer != '' AND c.confidential = 0
			AND NOT EXISTS (SELECT 1 FROM surveys s WHERE s.customer = c.customer AND s.campaign != '' AND (s.sent_at > 'x' OR s.campaign = 'y')) GROUP BY c.customer`: "idx_surveys_customer",
		"UPDATE outbox SET payload = '' WHERE status = 'sent' AND next_attempt >= 'x' AND message = '' AND instr(payload, '/portal/s/') > 0": "idx_outbox_due",
		"SELECT MAX(sent_at) FROM surveys WHERE customer = 'x'":                                                                              "idx_surveys_customer",
		"SELECT COUNT(*) FROM surveys WHERE campaign = 'x' AND campaign != ''":                                                               "idx_surveys_campaign",
		`SELECT id, resolved_at FROM complaints WHERE resolved_at > '' AND resolved_at >= 'a' AND resolved_at <= 'b' AND customer != ''
			AND NOT EXISTS (SELECT 1 FROM surveys WHERE surveys.complaint = complaints.id AND surveys.campaign = '') ORDER BY resolved_at, id LIMIT 9`: "idx_complaints_resolved",
	} {
		if got := plan(t, a, query); !contains(got, index) {
			t.Errorf("%s\nreads by %s, not %s", query, got, index)
		}
	}
}
