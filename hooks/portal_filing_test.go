package hooks_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

func TestFilingEverything(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor()
	key := v.file(everything(), "plato roto.jpg", "not really a picture", "boleta.pdf", "%PDF")
	c := s.byKey(key)
	want := map[string]string{"number": "000000001-2026", "stage": "received", "source": "online", "channel": "portal", "kind": "claim", "legal_kind": "reclamo",
		"narrative": story, "remedy_requested": "El juego completo, sin golpes", "product_text": "Vajilla Nogal 24 piezas", "currency": "PEN",
		"reply_channel": "letter", "language": "es", "received_by": "", "owner": ""}
	for name, value := range want {
		if got := c.GetString(name); got != value {
			t.Errorf("%s is %q, want %q", name, got, value)
		}
	}
	if got := c.GetFloat("amount"); got != 1689.5 {
		t.Errorf("amount %v", got)
	}
	known := casework.Snapshot(c)
	for name, value := range map[string]string{"name": "Rosa Elena Quispe", "document_type": "dni", "document_number": "40000999",
		"email": "rosa@correo.example", "phone": "+51 900 000 777", "address": "Jr. Camaná 616, Lima"} {
		if known[name] != value {
			t.Errorf("snapshot %s is %q", name, known[name])
		}
	}
	if n := s.count(records.Attachments, "complaint = {:c} && from_customer = true", map[string]any{"c": c.Id}); n != 2 {
		t.Errorf("%d files", n)
	}
	if s.told(c, "complaint.filed") != 1 || s.told(c, "attachment.added") != 2 {
		t.Error("the events do not say that the customer filed it")
	}
	s.clean()
}

func TestReceiptAndSheet(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor()
	key := v.file(everything(), "plato.jpg", "x")
	grouped := key[0:4] + "-" + key[4:8] + "-" + key[8:12]
	receipt := v.get("/portal/r/"+key).is(200).has("000000001-2026", grouped, "martes 24 de noviembre de 2026", "10:42", "jueves 17 de diciembre de 2026",
		"martes 8 de diciembre", story, "plato.jpg", "rosa@correo.example", "/portal/r/"+key+"/sheet").worded()
	if receipt.Header.Get("Cache-Control") != "no-store" || receipt.Header.Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("headers %v", receipt.Header)
	}
	v.get("/portal/r/"+key+"/sheet").is(200).has("000000001-2026", "Casa Nogal S.A.C.", "20600000001", "Av. Los Nogales 1180, Lima", "Rosa Elena Quispe",
		"40000999", ">DNI<", "Jr. Camaná 616", "S/\u00a01,689.50", "Vajilla Nogal", story, "El juego completo", grouped).worded()
}

// TestTheReceiptStaysAsFiled: the team corrects what it works with, not what
// the customer wrote.
func TestTheReceiptStaysAsFiled(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor()
	key := v.file(everything())
	sheet, receipt := v.get("/portal/r/"+key+"/sheet").text(), v.get("/portal/r/"+key).text()
	c := s.byKey(key)
	c.Load(map[string]any{"kind": "grievance", "remedy_requested": "Nada", "product_text": "Una taza", "amount": 5, "reply_channel": "phone"})
	casework.SetActor(c, s.Actor(t, testapp.Supervisor))
	if err := s.Save(c); err != nil {
		t.Fatal(err)
	}
	s.know(c.GetString("customer"), "phone", "+51 900 111 111")
	s.know(c.GetString("customer"), "name", "Rosa Quispe de Salas")
	if got := v.get("/portal/r/" + key + "/sheet").text(); got != sheet {
		t.Errorf("the sheet was\n%s\nand is\n%s", sheet, got)
	}
	if got := v.get("/portal/r/" + key).text(); got != receipt {
		t.Errorf("the receipt was\n%s\nand is\n%s", receipt, got)
	}
}

func TestFilingTheMinimum(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	rows := []struct{ name, field, value string }{
		{"with mail", "address", ""},
		{"with address instead of mail", "email", ""},
	}
	for _, row := range rows {
		form := minimum("address", "Jr. Camaná 616")
		form.Set(row.field, row.value)
		c := s.byKey(s.visitor().file(form))
		if c.GetString("kind") != "claim" || c.GetString("stage") != "received" {
			t.Errorf("%s: kind %s, stage %s", row.name, c.GetString("kind"), c.GetString("stage"))
		}
	}
	s.clean()
}

func TestFilingWithSomethingMissing(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	rows := []struct{ name, field, value, at, text string }{
		{"narrative", "narrative", "", "narrative", "Cuéntenos qué ocurrió."},
		{"narrative of spaces", "narrative", " \n ", "narrative", "Cuéntenos qué ocurrió."},
		{"name", "name", " ", "name", "Escriba su nombre."},
		{"document", "document_number", "", "document_number", "Escriba el número de su documento."},
		{"mail and address", "email", "", "email", "Escriba su correo o su domicilio"},
		{"mail that is none", "email", "rosa en correo", "email", "correo"},
		{"kind that is none", "kind", "order", "kind", "Elija una de las opciones."},
		{"amount that is none", "amount", "mucho", "amount", "Escriba solo la cantidad"},
		{"name too long", "name", strings.Repeat("n", 300), "name", "demasiado largo"},
		{"document that is none", "document_number", strings.Repeat("9", 60), "document_number", "debería parecerse a 12345678"},
		{"phone too long", "phone", strings.Repeat("9", 60), "phone", "demasiado largo"},
		{"address too long", "address", strings.Repeat("a", 400), "address", "demasiado largo"},
		{"product too long", "product", strings.Repeat("p", 400), "product", "demasiado largo"},
		{"wish too long", "remedy_requested", strings.Repeat("w", 30_000), "remedy_requested", "demasiado largo"},
		{"a minor alone", "minor", "yes", "representative", "Falta este dato"},
		{"a megabyte of story", "narrative", strings.Repeat("a", 1_000_010), "narrative", "demasiado largo"},
		{"two megabytes of story", "narrative", strings.Repeat("a", 2<<20), "narrative", "demasiado largo"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			v := s.visitor().ready()
			v.shop = &shop{s.App, t, s.mux}
			form := minimum("remedy_requested", "Otro juego", row.field, row.value)
			p := v.post("/portal/file", form).is(http.StatusBadRequest).has(row.text, `href="#`+row.at+`"`).worded()
			for name, values := range form {
				if name != "document_type" && name != "kind" && name != "minor" {
					p.has(strings.TrimSpace(values[0]))
				}
			}
		})
	}
	if n := s.count(records.Complaints, "id != ''", nil); n != 0 {
		t.Errorf("%d cases stored", n)
	}
	if n := s.count(records.Customers, "name = 'Rosa Elena Quispe'", nil); n != 0 {
		t.Errorf("%d customers stored", n)
	}
}

func TestFilingForAMinor(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor()
	key := v.file(minimum("minor", "yes", "representative", "Elena Huamán, madre"))
	v.get("/portal/r/" + key + "/sheet").is(200).has("Elena Huamán, madre")
	if got := casework.Snapshot(s.byKey(key)); got["minor"] != "yes" || got["consent"] == "" {
		t.Errorf("snapshot %v", got)
	}
}

func TestSendingTwiceFilesOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor().ready()
	token := v.token
	first := v.post("/portal/file", minimum()).key()
	v.token = token
	if again := v.post("/portal/file", minimum()).key(); again != first {
		t.Errorf("the second send leads to %s", again)
	}
	v.token = token
	v.post("/portal/file", minimum("narrative", "Otra cosa")).is(http.StatusConflict).has("/portal/c/"+first, "Otra cosa")
	fresh := s.restart()
	after := fresh.visitor()
	after.token = token
	if again := after.post("/portal/file", minimum()).key(); again != first {
		t.Errorf("after a restart it leads to %s", again)
	}
	if n := s.count(records.Complaints, "id != ''", nil); n != 1 {
		t.Errorf("%d cases", n)
	}
}

func TestPressingTwiceAtOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor().ready()
	var keys [5]string
	var all sync.WaitGroup
	for i := range keys {
		again := s.visitor()
		again.token = v.token
		all.Go(func() { keys[i] = again.postWith("/portal/file", minimum(), "plato.jpg", "x").Header.Get("Location") })
	}
	all.Wait()
	for _, key := range keys {
		if key == "" || key != keys[0] {
			t.Errorf("leads to %v", keys)
		}
	}
	if n, files := s.count(records.Complaints, "id != ''", nil), s.count(records.Attachments, "id != ''", nil); n != 1 || files != 1 {
		t.Errorf("%d cases, %d files", n, files)
	}
}

var keptFile = regexp.MustCompile(`name="kept" value="([^"]+)"`)

// TestFilesAreChosenOnce: a form that comes back with a mistake keeps them.
func TestFilesAreChosenOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor().ready()
	back := v.postWith("/portal/file", minimum("name", ""), "plato.jpg", "one", "caja.jpg", "two").is(http.StatusBadRequest).has("plato.jpg", "caja.jpg")
	form := minimum()
	for _, found := range keptFile.FindAllStringSubmatch(back.Body, -1)[1:] { // the first one is unticked
		form.Add("kept", found[1])
	}
	c := s.byKey(v.post("/portal/file", form).key())
	rows, err := s.FindRecordsByFilter(records.Attachments, "complaint = {:c}", "", 0, 0, map[string]any{"c": c.Id})
	if err != nil || len(rows) != 1 || rows[0].GetString("name") != "caja.jpg" || rows[0].GetInt("size") != 3 {
		t.Errorf("files %v %v", rows, err)
	}
	s.clean()
}

func TestFiftyAtOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	visitors := make([]*visitor, 50)
	for i := range visitors {
		visitors[i] = s.visitor().ready()
	}
	numbers := make([]string, len(visitors))
	var all sync.WaitGroup
	for i, v := range visitors {
		all.Go(func() {
			p := v.post("/portal/file", minimum("document_number", fmt.Sprintf("4100%04d", i), "name", fmt.Sprintf("Cliente %d", i)))
			if p.Code != http.StatusSeeOther {
				t.Errorf("status %d: %s", p.Code, shortText(p.Body))
				return
			}
			numbers[i] = s.byKey(p.key()).GetString("number")
		})
	}
	all.Wait()
	slices.Sort(numbers)
	for i, got := range numbers {
		if want := fmt.Sprintf("%09d-2026", i+1); got != want {
			t.Fatalf("number %d is %q", i+1, got)
		}
	}
	s.clean()
}

// TestAnotherFilingOfAKnownCustomer: the case joins the person's history when
// all that was typed agrees, and shows nothing that was not typed.
func TestAnotherFilingOfAKnownCustomer(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name  string
		typed []string
		same  bool
	}{
		{"the same data", nil, true},
		{"the document with points", []string{"document_number", "40.000.142"}, true},
		{"the phone without country", []string{"phone", "900000142"}, true},
		{"another name on the document", []string{"name", "Otra Persona"}, false},
		{"another phone", []string{"phone", "900 111 222"}, false},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.know(testapp.Rosa, "address", "Jr. Camaná 616")
			form := minimum("name", "rosa elena  quispe huamán", "document_number", "40000142", "email", "", "address", "Jr. Camaná 616")
			for at := 0; at+1 < len(row.typed); at += 2 {
				form.Set(row.typed[at], row.typed[at+1])
			}
			v := s.visitor()
			key := v.file(form)
			v.get("/portal/r/"+key).is(200).lacks("rosa.quispe@correo.example", "+51 900 000 142")
			v.get("/portal/c/"+key).is(200).lacks("rosa.quispe@correo.example", "+51 900 000 142")
			if same := s.byKey(key).GetString("customer") == testapp.Rosa; same != row.same {
				t.Errorf("known customer: %t", same)
			}
		})
	}
}

// know adds to what is known of a customer.
func (s *shop) know(id, name, value string) {
	s.t.Helper()
	r, err := s.FindRecordById(records.Customers, id)
	if err == nil {
		r.Set(name, value)
		err = s.Save(r)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}
