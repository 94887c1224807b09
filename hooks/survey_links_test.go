package hooks_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/survey"
	"escucha/internal/testapp"
)

// polled is a shop in front of which stand customers and the team.
func polled(t *testing.T) *shop {
	t.Helper()
	a := newApp(t)
	return &shop{a, t, a.Handler(t)}
}

// round is one run of the job that sends surveys.
func (s *shop) round() {
	s.t.Helper()
	if err := survey.New(s.App, s.Engine).Send(s.Clock.Now()); err != nil {
		s.t.Fatal(err)
	}
}

// asked is a case of Rosa that was answered, and about which she is asked now.
func asked(t *testing.T, stage complaint.Stage) (s *shop, c *core.Record, path string) {
	t.Helper()
	s = polled(t)
	c = s.At(t, stage, nil)
	s.Clock.Move(50 * time.Hour)
	s.round()
	return s, c, s.letter(1)
}

var surveyLink = regexp.MustCompile(`/portal/s/[A-Z2-7]{26}`)

// letter is the link of the nth mail about surveys, of as many as there are.
func (s *shop) letter(n int) string {
	s.t.Helper()
	mails := s.surveyMails()
	if len(mails) != n {
		s.t.Fatalf("%d mails ask, want %d", len(mails), n)
	}
	return surveyLink.FindString(mails[n-1]["text"])
}

func (s *shop) surveyMails() (out []map[string]string) {
	s.t.Helper()
	rows, err := s.FindRecordsByFilter(records.Outbox, "payload ~ '/portal/s/'", "created,@rowid", 0, 0)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, r := range rows {
		mail := map[string]string{}
		if err := json.Unmarshal([]byte(r.GetString("payload")), &mail); err != nil {
			s.t.Fatal(err)
		}
		out = append(out, mail)
	}
	return out
}

func content(pairs ...string) url.Values {
	form := url.Values{"solution": {"5"}, "treatment": {"4"}, "expectation": {"yes"}, "recommend": {"9"}, "comment": {"Llamar antes de venir"}}
	for at := 0; at+1 < len(pairs); at += 2 {
		form.Set(pairs[at], pairs[at+1])
	}
	return form
}

// TestSurveyByLink: two days after the answer the customer is asked once, by
// mail; what they say counts as what they say on the telephone.
func TestSurveyByLink(t *testing.T) {
	t.Parallel()
	s := polled(t)
	c := s.At(t, complaint.Resolved, nil)
	s.Clock.Move(47 * time.Hour)
	s.round()
	if n := len(s.surveyMails()); n != 0 {
		t.Fatalf("%d mails before two days have passed", n)
	}
	s.Clock.Move(time.Hour)
	s.round()
	s.round()
	path := s.letter(1)
	mail := s.surveyMails()[0]
	if mail["to"] != "rosa.quispe@correo.example" || !strings.Contains(mail["text"], path+"/stop") || strings.Contains(mail["text"], "{{") {
		t.Errorf("the mail: %v", mail)
	}
	v := s.visitor()
	before := s.Stored(t)
	v.get(path).is(200).worded().has("¿Cómo lo hicimos?", c.GetString("number"), "5. ¿Qué deberíamos mejorar?").lacks("data-asked")
	s.Unchanged(t, before)
	v.post(path, content()).is(http.StatusSeeOther)
	v.get(path).is(200).worded().has("Gracias: ya tenemos su opinión").lacks("<form")
	r := s.Only(t, records.Surveys, c.Id)
	for name, want := range map[string]string{"channel": "link", "customer": testapp.Rosa, "agent": "", "recommend": "9", "comment": "Llamar antes de venir", "answered_at": records.Stamp(s.Clock.Now())} {
		if got := r.GetString(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if got := typed(t, s.App, "satisfaction"); got != "delighted" {
		t.Errorf("with a 5 they are %q", got)
	}
	v.post(path, content("solution", "1", "reason", "time")).is(http.StatusOK).has("Gracias: ya tenemos su opinión")
	if got := s.Reload(t, r).GetInt("solution"); got != 5 {
		t.Errorf("the second answer stands: %d", got)
	}
	for kind, want := range map[string]int{"survey.sent": 1, "survey.answered": 1} {
		if got := s.Count(t, records.Events, "complaint = '"+c.Id+"' AND type = '"+kind+"'"); got != want {
			t.Errorf("%s told %d times", kind, got)
		}
	}
	s.clean()
}

// TestALinkIsNotInTheDatabase: who reads the tables of surveys, events and
// messages cannot answer.
func TestALinkIsNotInTheDatabase(t *testing.T) {
	t.Parallel()
	s, _, path := asked(t, complaint.Resolved)
	token := path[strings.LastIndex(path, "/")+1:]
	for table, rows := range s.Stored(t) {
		if table != records.Outbox && strings.Contains(rows, token) {
			t.Errorf("%s has the link", table)
		}
	}
	if err := s.Engine.DeliverBy(s.App, func(core.App, *core.Record) error { return nil }); err != nil {
		t.Fatal(err)
	}
	s.round()
	for table, rows := range s.Stored(t) { // once the mail left, nowhere at all
		if strings.Contains(rows, token) {
			t.Errorf("%s still has the link", table)
		}
	}
	s.visitor().get(path).is(200).has("Enviar mi opinión")
	list := s.Ask(t, testapp.Admin, http.MethodGet, testapp.Records(records.Surveys), nil)
	if strings.Contains(list.Text, `"token`) {
		t.Errorf("told: %s", list.Text)
	}
}

// TestSurveyPageRefuses: what an answer lacks is said at its place and nothing
// that was typed is lost; a reason is asked for only then.
func TestSurveyPageRefuses(t *testing.T) {
	t.Parallel()
	s, c, path := asked(t, complaint.Resolved)
	rows := []struct {
		name  string
		typed url.Values
		want  string
	}{
		{"nothing at all", url.Values{}, "Elija una nota del 1 al 5"},
		{"no expectation", content("expectation", ""), "Indique si cumplimos"},
		{"six of five", content("solution", "6"), "Elija una nota del 1 al 5"},
		{"not a number", content("treatment", "<script>alert(1)</script>"), "Elija una nota del 1 al 5"},
		{"eleven of ten", content("recommend", "11"), "Va del 0 al 10"},
		{"minus one", content("recommend", "-1"), "Va del 0 al 10"},
		{"low without a reason", content("solution", "3"), "Elija qué fue lo que más le faltó"},
		{"another reason, unsaid", content("solution", "1", "reason", "other", "comment", " "), "Cuéntenos con sus palabras"},
		{"a reason of their own making", content("solution", "1", "reason", "weather"), "weather"},
		{"an expectation of their own making", content("expectation", "maybe"), "maybe"},
		{"a novel", content("comment", strings.Repeat("largo ", 1000)), "largo largo"},
		{"effort of nine", content("effort", "9"), "El esfuerzo va del 1 al 7"},
	}
	v := s.visitor()
	v.get(path).is(200)
	for _, row := range rows {
		got := v.post(path, row.typed)
		if got.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", row.name, got.Code)
			continue
		}
		if row.want != "weather" && row.want != "maybe" {
			got.has(row.want)
		}
		got.lacks("<script>alert")
	}
	v.post(path, content("solution", "2", "comment", "Ñandú <b>")).is(400).worded().has("data-asked", "Ñandú &lt;b&gt;", `value="2" aria-label="2, mala" data-low checked`)
	if n := s.count(records.Surveys, "answered_at != ''", nil); n != 0 {
		t.Errorf("%d answers stored", n)
	}
	v.post(path, content("solution", "2", "reason", "time", "effort", "3", "compared", "worse")).is(http.StatusSeeOther)
	r := s.Only(t, records.Surveys, c.Id)
	if r.GetString("reason") != "time" || r.GetInt("effort") != 3 || r.GetString("compared") != "worse" {
		t.Errorf("stored %v", r.PublicExport())
	}
	// a poor solution calls the supervisor the same day, as on the telephone
	if n := s.count(records.Reminders, "complaint = {:c} && kind = 'detractor' && pending = true", map[string]any{"c": c.Id}); n != 1 {
		t.Errorf("%d supervisors called", n)
	}
}

// TestScannersOfLinksDoNoHarm: programs that look at every link of a mail, and
// pages of others that post to it.
func TestScannersOfLinksDoNoHarm(t *testing.T) {
	t.Parallel()
	s, c, path := asked(t, complaint.Resolved)
	before := s.Stored(t)
	scanner := s.visitor()
	for _, method := range []string{http.MethodGet, http.MethodHead} {
		for _, to := range []string{path, path + "/stop", path + "?solution=1&treatment=1&expectation=no&reason=time"} {
			scanner.do(httptest.NewRequest(method, to, nil)).is(200)
		}
	}
	scanner.site = "cross-site"
	scanner.post(path, content()).is(http.StatusForbidden)
	scanner.post(path+"/stop", nil).is(http.StatusForbidden)
	s.Unchanged(t, before)
	person := s.visitor()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Sec-Fetch-User", "?1")
	page := person.do(r).is(200)
	if got := s.Only(t, records.Surveys, c.Id); got.GetString("opened_at") == "" || got.GetString("answered_at") != "" {
		t.Errorf("opened at %q, answered at %q", got.GetString("opened_at"), got.GetString("answered_at"))
	}
	for name, want := range map[string]string{"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"} {
		if got := page.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestSurveyEnds: one reminder, with a link of its own beside the first; two
// weeks later neither opens it any more, and the telephone still does.
func TestSurveyEnds(t *testing.T) {
	t.Parallel()
	s, c, first := asked(t, complaint.Closed)
	s.Clock.Move(5*24*time.Hour - time.Minute)
	s.round()
	s.letter(1)
	s.Clock.Move(time.Minute)
	s.round()
	s.round()
	second := s.letter(2)
	if mail := s.surveyMails()[1]; !strings.Contains(mail["text"], "última vez") || second == first {
		t.Errorf("the reminder: %v", mail)
	}
	v := s.visitor()
	v.get(first).is(200).has("Enviar mi opinión")
	v.get(second).is(200).has("Enviar mi opinión")
	s.Clock.Move(9 * 24 * time.Hour)
	s.round()
	for _, path := range []string{first, second} {
		v.get(path).is(http.StatusGone).worded().has("Esta encuesta ya terminó").lacks("<form")
		v.post(path, content()).is(http.StatusGone)
	}
	s.letter(2)
	if n := s.count(records.Surveys, "answered_at != ''", nil); n != 0 {
		t.Error("answered after its end")
	}
	id := s.Only(t, records.Surveys, c.Id).Id
	got := s.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Surveys, id), map[string]any{"solution": 5, "treatment": 5, "expectation": "yes"})
	if got.Status != http.StatusOK || got.JSON["channel"] != "phone" {
		t.Errorf("on the telephone: %d %s", got.Status, got.Text)
	}
	if s.Count(t, records.Events, "complaint = '"+c.Id+"' AND type = 'survey.reminded'") != 1 {
		t.Error("the reminder is not told")
	}
}

// TestUnknownLinks: a kind page, whatever somebody makes of the address.
func TestUnknownLinks(t *testing.T) {
	t.Parallel()
	s, _, path := asked(t, complaint.Resolved)
	v := s.visitor()
	for _, to := range []string{"x", strings.Repeat("A", 26), strings.Repeat("Ñ", 400), path[len("/portal/s/") : len(path)-1], "%27%20OR%201=1--", "%00"} {
		got := v.get("/portal/s/" + to)
		if got.Code != http.StatusNotFound {
			t.Errorf("%q: status %d", to, got.Code)
		}
		got.worded().has("Este enlace no abre ninguna encuesta")
	}
	v.get("/portal/s/" + strings.ToLower(path[len("/portal/s/"):]) + ".").is(200) // as somebody types it, out of a sentence
}

// TestNoMoreSurveys: a link and a button; the surveys that wait are not
// reminded of, and no other is sent.
func TestNoMoreSurveys(t *testing.T) {
	t.Parallel()
	s, c, path := asked(t, complaint.Resolved)
	v := s.visitor()
	v.get(path + "/stop").is(200).worded().has("¿Dejamos de enviarle encuestas?")
	v.post(path+"/stop", nil).is(http.StatusSeeOther)
	v.get(path + "/stop").is(200).worded().has("No le enviaremos más encuestas")
	v.post(path+"/stop", nil).is(http.StatusSeeOther)
	if s.told(c, "survey.stopped") != 1 {
		t.Error("told more than once, or never")
	}
	s.At(t, complaint.Resolved, map[string]any{"narrative": "Otra cosa distinta: la lámpara."})
	s.Clock.Move(40 * 24 * time.Hour)
	s.round()
	s.letter(1)
	v.get(path).is(http.StatusGone)
	s.clean()
}
