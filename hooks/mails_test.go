package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// unknown is a mail of nobody known that waits for a person.
func (s *sorted) unknown(pairs ...string) string {
	s.t.Helper()
	s.n++
	return s.sort(eml(s.n, append([]string{"From", "Juana <juana@otro.example>"}, pairs...)...)).Id
}

func TestAMailIsAcceptedIntoACase(t *testing.T) {
	t.Parallel()
	s := sorting(t, nil)
	c := s.At(t, complaint.WaitingCustomer, nil)
	id := s.unknown("text", "Aquí está la foto")
	got := s.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/mails/"+id+"/accept", map[string]any{"complaint": c.Id})
	if got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	if stage := s.Reload(t, c).GetString("stage"); stage != "investigating" {
		t.Errorf("the case is %s", stage)
	}
	if n := s.Count(t, records.Messages, "complaint = '"+c.Id+"' AND text = 'Aquí está la foto'"); n != 1 {
		t.Errorf("%d messages", n)
	}
	if n := s.Count(t, records.Mails, "id = '"+id+"' AND status = 'filed' AND handled_by = '"+testapp.Agent+"'"); n != 1 {
		t.Error("who decided is not noted")
	}
	again := s.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/mails/"+id+"/accept", map[string]any{"complaint": c.Id})
	if again.Status != http.StatusBadRequest || again.Code("status") != "mail_decided" {
		t.Errorf("accepted twice: %d %s", again.Status, again.Text)
	}
}

func TestAMailBecomesACase(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name     string
		customer map[string]any
		fresh    int // customers that were not there
	}{
		{"of a customer who is chosen", map[string]any{"id": testapp.Rosa}, 0},
		{"of a new one", map[string]any{"name": "Juana Ríos", "email": "juana@otro.example", "document_type": "dni", "document_number": "40000143"}, 1},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s := sorting(t, nil)
			before := s.Count(t, records.Customers, "")
			id := s.unknown("text", "La jarra llegó rota")
			got := s.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/mails/"+id+"/accept", map[string]any{"customer": row.customer,
				"fields": map[string]any{"kind": "claim", "goal": "Una jarra entera", "remedy_requested": "Otra jarra"}})
			if got.Status != http.StatusOK {
				t.Fatalf("%d %s", got.Status, got.Text)
			}
			c := s.Find(t, records.Complaints, "narrative = 'La jarra llegó rota'", "")
			if len(c) != 1 || c[0].GetString("channel") != "email" {
				t.Fatalf("filed %v", c)
			}
			if n := s.Count(t, records.Customers, "") - before; n != row.fresh {
				t.Errorf("%d new customers", n)
			}
			if n := s.Count(t, records.Reminders, "kind = 'customer_wrote'"); n != 0 {
				t.Error("whoever filed it is reminded to read it")
			}
		})
	}
}

func TestARefusedCaseLeavesTheMailWhereItIs(t *testing.T) {
	t.Parallel()
	s := sorting(t, nil)
	id := s.unknown()
	before := s.Stored(t)
	got := s.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/mails/"+id+"/accept", map[string]any{"customer": map[string]any{"id": testapp.Rosa}})
	if got.Status != http.StatusBadRequest || got.Code("goal") != "goal_required" {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	s.Unchanged(t, before)
}

func TestMailsAreIgnoredWithAReason(t *testing.T) {
	t.Parallel()
	s := sorting(t, nil)
	ids := []string{s.unknown(), s.unknown()}
	if got := s.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/mails/ignore", map[string]any{"ids": ids}); got.Code("reason") != "reason_required" {
		t.Errorf("without a reason: %d %s", got.Status, got.Text)
	}
	if got := s.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/mails/ignore", map[string]any{"ids": ids, "reason": "Publicidad"}); got.Status != http.StatusNoContent {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	if n := s.Count(t, records.Mails, "status = 'ignored' AND note = 'Publicidad'"); n != 2 {
		t.Errorf("%d are set aside", n)
	}
	list := s.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/mails?list=ignored", nil)
	if items, _ := list.JSON["items"].([]any); len(items) != 2 || list.JSON["waiting"] != 0.0 {
		t.Errorf("listed: %s", list.Text)
	}
}

func TestAMailIsReadAsText(t *testing.T) {
	t.Parallel()
	s := sorting(t, nil)
	id := s.unknown("From", "Rosa <rosa.quispe@correo.example>", "Subject", "Hola", "text", "<script>alert(1)</script> Mire esto")
	got := s.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/mails/"+id, nil)
	if text, _ := got.JSON["text"].(string); got.Status != http.StatusOK || !strings.Contains(text, "<script>alert(1)</script> Mire esto") {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	if !strings.Contains(got.Text, testapp.Rosa) {
		t.Error("who has this address is not offered")
	}
}

// TestAMailOfAHiddenCaseIsNotThere: a late answer names its case, and who may
// not see that sees nothing of the mail, through any door.
func TestAMailOfAHiddenCaseIsNotThere(t *testing.T) {
	t.Parallel()
	s := sorting(t, nil)
	c := s.At(t, complaint.Investigating, map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor})
	id := s.unknown("Subject", "Un secreto")
	s.Exec(t, "UPDATE mails SET complaint = '"+c.Id+"'", nil)
	open := "/api/crm/mails/" + id
	for _, who := range []string{testapp.Agent2, testapp.Auditor, testapp.Robot} {
		for _, got := range []testapp.Answer{s.Ask(t, who, http.MethodGet, open, nil), s.Ask(t, who, http.MethodPost, open+"/accept", map[string]any{}),
			s.Ask(t, who, http.MethodPost, "/api/crm/mails/ignore", map[string]any{"ids": []string{id}, "reason": "x"}), s.Ask(t, who, http.MethodGet, testapp.Records(records.Mails, id), nil)} {
			if got.Status != http.StatusNotFound {
				t.Errorf("%s is answered %d %s", who, got.Status, got.Text)
			}
		}
		if list := s.Ask(t, who, http.MethodGet, "/api/crm/mails", nil); strings.Contains(list.Text, "secreto") || list.JSON["waiting"] != 0.0 {
			t.Errorf("%s lists %s", who, list.Text)
		}
	}
	if got := s.Ask(t, testapp.Supervisor, http.MethodGet, open, nil); got.Status != http.StatusOK {
		t.Errorf("the supervisor is answered %d", got.Status)
	}
	hidden := s.unknown()
	if got := s.Ask(t, testapp.Agent2, http.MethodPost, "/api/crm/mails/"+hidden+"/accept", map[string]any{"complaint": c.Id}); got.Status != http.StatusNotFound {
		t.Errorf("accepted into a case that is not there: %d %s", got.Status, got.Text)
	}
}

func TestOnlyAdministratorsHandleMailboxes(t *testing.T) {
	t.Parallel()
	s := sorting(t, nil)
	for _, path := range []string{"/secret", "/test"} {
		for who, want := range map[string]int{testapp.Supervisor: http.StatusNotFound, testapp.Agent: http.StatusNotFound, testapp.Guest: http.StatusUnauthorized} {
			if got := s.Ask(t, who, http.MethodPost, "/api/crm/mailboxes/"+s.box.Id+path, map[string]any{"password": "x"}); got.Status != want {
				t.Errorf("%s of %s: %d, want %d", path, who, got.Status, want)
			}
		}
	}
	if got := s.Ask(t, testapp.Admin, http.MethodPost, "/api/crm/mailboxes/"+s.box.Id+"/secret", map[string]any{"password": ""}); got.Code("password") != "secret_missing" {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	if got := s.Ask(t, testapp.Admin, http.MethodPost, "/api/crm/mailboxes/"+s.box.Id+"/secret", map[string]any{"password": "nueva"}); got.Status != http.StatusNoContent {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	s.Exec(t, "UPDATE mailboxes SET host = 'localhost', port = 1", nil)
	got := s.Ask(t, testapp.Admin, http.MethodPost, "/api/crm/mailboxes/"+s.box.Id+"/test", nil)
	if got.JSON["ok"] != false || got.JSON["code"] != "unreachable" || !strings.Contains(got.Text, "no se encuentra el servidor") {
		t.Errorf("%d %s", got.Status, got.Text)
	}
}

// TestAFileOfAMailOpensNowhere: what a mail brings is downloaded, never shown as
// a page of ours.
func TestAFileOfAMailOpensNowhere(t *testing.T) {
	t.Parallel()
	s := sorting(t, nil)
	c := s.At(t, complaint.Investigating, nil)
	for _, name := range []string{"factura.html", "dibujo.svg", "programa.js", "hoja.xhtml"} {
		f := s.Attach(t, c.Id, name, "<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>")
		token, err := s.Person(t, testapp.Agent).NewFileToken()
		if err != nil {
			t.Fatal(err)
		}
		got := s.Ask(t, testapp.Agent, http.MethodGet, "/api/files/attachments/"+f.Id+"/"+f.GetString("file")+"?token="+token, nil)
		if got.Status != http.StatusOK || !strings.HasPrefix(got.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d %v", name, got.Status, got.Header)
		}
	}
}
