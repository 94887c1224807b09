package hooks_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/legal"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// The ten things that hold whatever the business chooses, each under its number.

// TestInvariant01: number and time are the server's; fifty filings at once over
// the API leave no gap in a book and year, nor in the book beside it.
func TestInvariant01(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Exec(t, "INSERT INTO books (id, name, code, active, version) VALUES ('tienda2', 'Miraflores', 'MIR', 1, 1)", nil)
	a.Engine.Forget()
	a.Handler(t)
	status := atOnce(50, func(i int) int {
		fields := filing(map[string]any{"goal": fmt.Sprintf("Caso %d", i), "book": []string{"principal", "tienda2"}[i%2]})
		return a.Ask(t, testapp.Robot, http.MethodPost, "/api/crm/register", map[string]any{"complaint": fields}).Status
	})
	for _, book := range []string{"principal", "tienda2"} {
		var got []string
		if err := a.DB().Select("number").From(records.Complaints).Where(hashed("book", book)).OrderBy("number").Column(&got); err != nil {
			t.Fatal(err)
		}
		var want []string
		for i := range 25 {
			want = append(want, fmt.Sprintf("%09d-2026", i+1))
		}
		if !slices.Equal(got, want) {
			t.Errorf("book %s: %v\nstatus %v", book, got, status)
		}
	}
	if n := a.Count(t, records.Complaints, "received_at != '"+records.Stamp(a.Clock.Now())+"'"); n != 0 {
		t.Errorf("%d cases have a time that is not the server's", n)
	}
	for field, value := range map[string]any{"number": "7-2026", "received_at": "2020-01-01 00:00:00.000Z", "book": "nowhere"} {
		if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Complaints), filing(map[string]any{field: value})); got.Status != http.StatusBadRequest || got.Code(field) == "" {
			t.Errorf("a filing with its own %s: %d %s", field, got.Status, got.Text)
		}
	}
}

// TestInvariant02: without an account; required is what the law needs for the
// filing to count and nothing else; the receipt goes out by itself; a mail that
// fails loses nothing and is shown.
func TestInvariant02(t *testing.T) {
	t.Parallel()
	for _, p := range legal.All() {
		t.Run(p.Code, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			under(t, s.App, p.Code, p.TZ)
			page := s.visitor().get("/portal/form").is(200)
			for _, name := range []string{"name", "document_number", "narrative", "phone", "address", "product", "amount", "remedy_requested"} {
				tag := page.Body[strings.Index(page.Body, ` name="`+name+`"`):]
				tag = tag[:strings.Index(tag, ">")]
				if got, want := strings.Contains(tag, " required"), slices.Contains(p.FiledMinimum, name); got != want {
					t.Errorf("%s required: %v, want %v", name, got, want)
				}
			}
			form := minimum()
			if !slices.Contains(p.FiledMinimum, "document_number") {
				form.Del("document_number")
				form.Del("document_type")
			}
			c := s.byKey(s.visitor().file(form))
			s.Settings().SMTP.Enabled = true
			s.OnMailerSend().BindFunc(func(*core.MailerEvent) error { return errors.New("connection refused") })
			for range 10 {
				report(t, s.Engine.Deliver(s))
				s.Clock.Move(16 * time.Hour)
			}
			file := s.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/complaints/"+c.Id+"/file", nil)
			if s.Reload(t, c).GetString("stage") != "received" || !strings.Contains(file.Text, `"delivery":"failed"`) || !strings.Contains(file.Text, `"purpose":"receipt"`) {
				t.Errorf("after the mail failed: %.300s", file.Text)
			}
		})
	}
}

// TestInvariant03: what the customer filed stays as filed, and the provider on
// the sheet is the one of that day.
func TestInvariant03(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor()
	key := v.file(everything())
	sheet, c := v.get("/portal/r/"+key+"/sheet").text(), s.byKey(key)
	for field, value := range map[string]any{"narrative": "Otra cosa", "source": "staff", "customer_snapshot": "{}", "provider_snapshot": "{}", "received_at": "2020-01-01", "number": "1", "book": "x", "language": "en"} {
		got := s.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Complaints, c.Id), map[string]any{field: value})
		if got.Status != http.StatusBadRequest || got.Code(field) == "" {
			t.Errorf("%s: %d %s", field, got.Status, got.Text)
		}
	}
	for table, change := range map[string]map[string]any{
		records.Business: {"name": "Casa Roble", "legal_name": "Casa Roble S.A.", "tax_id": "20999999999", "address": "Otra calle 1"},
		records.Books:    {"name": "Otro libro", "code": "OTRO", "address": "Otra calle 2"},
	} {
		if got := s.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(table, firstID(t, s.App, table)), change); got.Status != http.StatusOK {
			t.Fatalf("%s: %d %s", table, got.Status, got.Text)
		}
	}
	if got := v.get("/portal/r/" + key + "/sheet").text(); strings.ReplaceAll(got, "Casa Roble", "Casa Nogal") != sheet {
		t.Errorf("the sheet was\n%s\nand is\n%s", sheet, got)
	}
}

// TestInvariant04: every question is answered, by whatever way the answer goes;
// the refusal names the one that is not.
func TestInvariant04(t *testing.T) {
	t.Parallel()
	points := []map[string]any{{"text": "¿Por qué llegó rota?", "answer": "Faltaban separadores."}, {"text": "¿Quién paga el envío?", "answer": " "}}
	for stage, to := range map[complaint.Stage]complaint.Stage{complaint.Executing: complaint.Resolved, complaint.DenialReview: complaint.Resolved} {
		t.Run(string(stage), func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, stage, nil)
			a.Exec(t, "UPDATE complaints SET points = {:p} WHERE id = {:c}", map[string]any{"p": encode(t, points), "c": c.Id})
			fields := with(a.Understood(), map[string]any{"cause_public": "x", "actions_public": "y", "mood_end": 4})
			got := a.Ask(t, testapp.Supervisor, http.MethodPost, "/api/crm/complaints/"+c.Id+"/transition", map[string]any{"to": to, "version": c.GetInt("version"), "fields": fields, "letter": map[string]any{"text": "Carta"}})
			if got.Status != http.StatusBadRequest || got.Code("points") != "points_answered" || !strings.Contains(got.Message("points"), "¿Quién paga el envío?") || strings.Contains(got.Message("points"), "¿Por qué llegó rota?") {
				t.Errorf("%d %s", got.Status, got.Text)
			}
		})
	}
}

// TestInvariant05: a year goes by and no case ends by itself; no survey before
// the answer.
func TestInvariant05(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	open := map[complaint.Stage]string{}
	for _, stage := range []complaint.Stage{complaint.Received, complaint.Assessing, complaint.Investigating, complaint.WaitingCustomer, complaint.Proposed, complaint.Executing, complaint.DenialReview, complaint.Resolved, complaint.Disputed} {
		open[stage] = a.At(t, stage, nil).Id
	}
	for stage, id := range open {
		if stage != complaint.Resolved && stage != complaint.Disputed {
			if got := answer(t, a, testapp.Agent, id, nil); got.Status != http.StatusBadRequest || got.Code("complaint") != "survey_when_resolved" {
				t.Errorf("a survey at %s: %d %s", stage, got.Status, got.Text)
			}
		}
	}
	for range 12 {
		a.Clock.Move(31 * 24 * time.Hour)
		report(t, a.Engine.Tick(a))
	}
	for stage, id := range open {
		c, err := a.FindRecordById(records.Complaints, id)
		if err != nil {
			t.Fatal(err)
		}
		now := complaint.Stage(c.GetString("stage"))
		if now == complaint.Closed || now == complaint.Voided || stage != complaint.Resolved && now == complaint.Resolved {
			t.Errorf("%s became %s by itself", stage, now)
		}
	}
}
