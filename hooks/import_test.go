package hooks_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

// takeIn sends a file of purchases; fields come in pairs.
func takeIn(t *testing.T, a *testapp.App, who, file string, fields ...string) testapp.Answer {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "ventas.csv")
	report(t, err)
	_, err = part.Write([]byte(file))
	report(t, err)
	for i := 0; i+1 < len(fields); i += 2 {
		report(t, form.WriteField(fields[i], fields[i+1]))
	}
	report(t, form.Close())
	return a.Ask(t, who, http.MethodPost, "/api/crm/purchases/import", &body, "Content-Type", form.FormDataContentType())
}

// result is what became of the rows: created, updated, unchanged, rejected.
func result(got testapp.Answer) string {
	return fmt.Sprint(got.JSON["created"], got.JSON["updated"], got.JSON["unchanged"], got.JSON["rejected"])
}

// refusedRows are the lines that were refused, with field and code.
func refusedRows(got testapp.Answer) string {
	var out []string
	list, _ := got.JSON["errors"].([]any)
	for _, one := range list {
		e, _ := one.(map[string]any)
		out = append(out, fmt.Sprint(e["line"], " ", e["field"], " ", e["code"]))
	}
	return strings.Join(out, ", ")
}

const till = "Nº;Fecha;Cliente;DNI;Detalle;Importe\n" +
	"B-1;12/11/2026;Rosa Quispe;40000142;Vajilla;1.234,50\n" +
	"B-2;2026-11-13;Rosa Quispe;40000142;Taza;25,00\n"

// TestImport: nothing in a dry run, then the rows, then nothing again, then what changed.
func TestImport(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	before := a.Stored(t)
	got := takeIn(t, a, testapp.Agent, till)
	if got.Status != http.StatusOK || got.JSON["dry_run"] != true || result(got) != "2 0 0 0" || got.JSON["decimal"] != "," {
		t.Fatalf("dry: %d %s", got.Status, got.Text)
	}
	a.Unchanged(t, before)
	if got := takeIn(t, a, testapp.Agent, till, "commit", "true"); result(got) != "2 0 0 0" || got.JSON["dry_run"] != false {
		t.Fatalf("first: %d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Purchases, "external_id = 'B-1' AND amount = 1234.5 AND currency = 'PEN' AND date = '2026-11-12 00:00:00.000Z' AND product = 'Vajilla' AND customer = '"+testapp.Rosa+"' AND agent = '"+testapp.Agent+"'"); n != 1 {
		t.Errorf("B-1 is not as it was written")
	}
	if got := typed(t, a, "relation"); got != "current" {
		t.Errorf("the type did not follow: %q", got)
	}
	before = a.Stored(t)
	if got := takeIn(t, a, testapp.Agent, till, "commit", "true"); result(got) != "0 0 2 0" {
		t.Errorf("again: %s", got.Text)
	}
	a.Unchanged(t, before)
	if got := takeIn(t, a, testapp.Agent, strings.ReplaceAll(till, "25,00", "26,00"), "commit", "true"); result(got) != "0 1 1 0" {
		t.Errorf("changed: %s", got.Text)
	}
	if n := a.Count(t, records.Purchases, "external_id = 'B-2' AND amount = 26"); n != 1 {
		t.Error("B-2 was not changed")
	}
}

// TestImportOfBadRows: each is named with its line, and the others are taken.
func TestImportOfBadRows(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	twin := map[string]any{"name": "Otra Rosa", "phone": "900000777"}
	for range 2 {
		_, err := a.Engine.Create(a, records.Customers, twin, a.Actor(t, testapp.Agent))
		report(t, err)
	}
	file := "id,fecha,total,moneda,dni,correo,telefono,producto\n" +
		"1,24/11/2026,10.50,,40000142,,,\n" +
		"2,31/02/2026,10.50,,40000142,,,\n" +
		"3,25/11/2026,10.50,,40000142,,,\n" +
		"4,24/11/2026,-1.50,,40000142,,,\n" +
		"5,24/11/2026,diez,,40000142,,,\n" +
		"6,24/11/2026,10.50,,99999999,,,\n" +
		"\n" +
		"7,24/11/2026,10.50,,,,,\n" +
		"8,24/11/2026,10.50,SOLES,40000142,,,\n" +
		"1,24/11/2026,11.50,,40000142,,,\n" +
		"1,24/11/2026,10.50,,40000142,,,\n" +
		"9,24/11/2026,\"1,234\",usd,,ROSA.QUISPE@correo.example,,\n" +
		"10,24/11/2026,1.50,,,,900000777,\n" +
		"11,24/11/2026,1.50,,40000142,,," + strings.Repeat("x", 301) + "\n" +
		"12,24/11/2026,5.00,,,,+51 900 000 142,Taza\n"
	want := "3 date import_date, 4 date purchase_future, 5 amount purchase_negative, 6 amount import_amount, 7 customer import_customer_unknown, " +
		"9 customer import_customer_missing, 10 currency validation_max_text_constraint, 11 external_id import_repeated, " +
		"14 customer import_customer_several, 15 product validation_max_text_constraint"
	for _, commit := range []string{"false", "true"} {
		got := takeIn(t, a, testapp.Agent, file, "commit", commit)
		if result(got) != "3 0 1 10" || refusedRows(got) != want {
			t.Errorf("commit %s: %d %s\n%s\n%s", commit, got.Status, got.Text, refusedRows(got), want)
		}
		if strings.Contains(got.Text, "{{") {
			t.Errorf("a sentence has a gap: %s", got.Text)
		}
	}
	if n := a.Count(t, records.Purchases, "amount = 1234 AND currency = 'USD'"); n != 1 {
		t.Error("a thousand was read as one and a bit, or not at all")
	}
	if n := a.Count(t, records.Purchases, ""); n != 3 {
		t.Errorf("%d rows", n)
	}
}

// TestImportWithoutNumbers: the same file twice stores nothing twice, and two
// equal purchases of one day are two.
func TestImportWithoutNumbers(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	file := "fecha;importe;dni\n24/11/2026;5,50;40000142\n24/11/2026;5,50;40000142\n23/11/2026;5,50;40000142\n"
	for i, want := range []string{"3 0 0 0", "0 0 3 0"} {
		if got := takeIn(t, a, testapp.Agent, file, "commit", "true"); result(got) != want {
			t.Errorf("run %d: %s", i+1, got.Text)
		}
	}
	if got := takeIn(t, a, testapp.Agent, file+"24/11/2026;5,50;40000142\n", "commit", "true"); result(got) != "1 0 3 0" {
		t.Errorf("with a third: %s", got.Text)
	}
}

// TestImportReadsWhatTillsWrite: separators, marks, encodings, and an amount
// that only the others can explain.
func TestImportReadsWhatTillsWrite(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	latin, err := charmap.Windows1252.NewEncoder().String("Fecha;Artículo;Teléfono;Precio\n20/11/2026;Cucharón de peltre;900000142;15,90\n")
	report(t, err)
	for name, file := range map[string]string{
		"a byte order mark": "\ufeffFecha;Producto;DNI;Importe\n20/11/2026;Cucharón de peltre;40000142;15,90\n",
		"Latin-1":           latin,
		"tabs":              "Date\tItem\tEmail\tAmount\n2026-11-20\tCucharón de peltre\trosa.quispe@correo.example\t15.90\n",
		"quotes and CRLF":   "Date,Item,Email,Amount\r\n2026-11-20,\"Cucharón de peltre\",rosa.quispe@correo.example,\"15,90\"\r\n",
		"signs of currency": "Date,Item,Email,Amount\n2026-11-20,Cucharón de peltre,rosa.quispe@correo.example,S/ 15.90\n",
	} {
		a.Exec(t, "DELETE FROM purchases", nil)
		if got := takeIn(t, a, testapp.Agent, file, "commit", "true"); result(got) != "1 0 0 0" {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
		if n := a.Count(t, records.Purchases, "amount = 15.9 AND product = 'Cucharón de peltre' AND date LIKE '2026-11-20%'"); n != 1 {
			t.Errorf("%s was read otherwise", name)
		}
	}
	for _, row := range []struct{ name, amounts, decimal, want string }{
		{"alone", "1.234", "", "0 0 0 1"}, {"beside one with a comma", "1.234;2,50", "", "2 0 0 0"}, {"said", "1.234", ",", "1 0 0 0"},
		{"beside one of each kind", "1.234;2,50;2.50", "", "2 0 0 1"},
	} {
		file := "fecha;dni;importe\n"
		for _, amount := range strings.Split(row.amounts, ";") {
			file += "20/11/2026;40000142;" + amount + "\n"
		}
		if got := takeIn(t, a, testapp.Agent, file, "decimal", row.decimal); result(got) != row.want {
			t.Errorf("1.234 %s: %s", row.name, got.Text)
		}
	}
}

// TestImportMakesCustomers only when it is asked to, each once, and not for a
// row that is refused.
func TestImportMakesCustomers(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	file := "fecha;importe;dni;cliente\n" + strings.Repeat("20/11/2026;5,00;70000001;Zoila Ríos\n", 60) + "20/11/2026;5,00;70000002;\n20/11/2026;-5,00;70000003;Nadie Más\n"
	if got := takeIn(t, a, testapp.Agent, file); got.JSON["rejected"] != 62.0 {
		t.Errorf("not asked to: %s", got.Text)
	}
	for _, commit := range []string{"false", "true"} {
		got := takeIn(t, a, testapp.Agent, file, "create_customers", "true", "commit", commit)
		if result(got) != "60 0 0 2" || got.JSON["customers_created"] != 1.0 || refusedRows(got) != "62 name import_customer_name, 63 amount purchase_negative" {
			t.Errorf("commit %s: %s", commit, got.Text)
		}
	}
	if n := a.Count(t, records.Customers, "name = 'Zoila Ríos' AND relation = 'current' AND json_extract(types, '$.relation.numbers.purchases') = 60"); n != 1 {
		t.Errorf("%d of her", n)
	}
	if n := a.Count(t, records.Customers, "name = 'Nadie Más'"); n != 0 {
		t.Error("somebody was made for a row that was refused")
	}
}

// TestImportRejects: a file that can be put right and sent again, and in which
// nothing begins to calculate.
func TestImportRejects(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	file := "fecha;importe;telefono;detalle\n20/11/2026;x;+51 900 000 142;=HYPERLINK(\"http://x\")\n20/11/2026;5,00;900000142;Taza\n"
	got := takeIn(t, a, testapp.Agent, file, "answer", "rejects", "commit", "true")
	want := "\ufefffecha,importe,telefono,detalle,Fila,Qué corregir\n20/11/2026,x,'+51 900 000 142,\"'=HYPERLINK(\"\"http://x\"\")\",2,No se entiende el importe.\n"
	if got.Status != http.StatusOK || got.Text != want || !strings.Contains(got.Header.Get("Content-Disposition"), "rejects.csv") {
		t.Errorf("%d %q", got.Status, got.Text)
	}
	if n := a.Count(t, records.Purchases, ""); n != 0 {
		t.Errorf("%d rows were stored by asking for the rejects", n)
	}
	if again := takeIn(t, a, testapp.Agent, strings.Replace(got.Text, ",x,", ",5.00,", 1), "commit", "true"); result(again) != "1 0 0 0" {
		t.Errorf("put right: %s", again.Text)
	}
}

// TestImportRefused: who may not, and files that are none.
func TestImportRefused(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	before := a.Stored(t)
	for name, who := range map[string]string{"guest": testapp.Guest, "auditor": testapp.Auditor, "till": testapp.Robot, "left": testapp.Left} {
		if got := takeIn(t, a, who, till, "commit", "true"); got.Status != http.StatusUnauthorized && got.Status != http.StatusForbidden {
			t.Errorf("%s: %d", name, got.Status)
		}
	}
	for name, row := range map[string][2]string{
		"empty":        {"", "mapping.date"},
		"no amounts":   {"fecha;dni\n20/11/2026;40000142\n", "mapping.amount"},
		"of nobody":    {"fecha;importe\n20/11/2026;5\n", "mapping.document"},
		"not a table":  {"\x00\x01\x02", "mapping.date"},
		"wrong column": {"fecha;total;dni\n", "mapping.amount"},
	} {
		got := takeIn(t, a, testapp.Agent, row[0], "mapping", map[bool]string{true: `{"amount":"Suma"}`, false: ""}[name == "wrong column"])
		if got.Status != http.StatusBadRequest || got.Code(row[1]) != "import_column" || got.Message(row[1]) == "import_column" {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
	if got := takeIn(t, a, testapp.Agent, till, "mapping", "{"); got.Code("mapping") != "validation_invalid_json" {
		t.Errorf("a mapping that is none: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/purchases/import", map[string]any{}); got.Code("file") != "validation_required" {
		t.Errorf("no file: %d %s", got.Status, got.Text)
	}
	a.Unchanged(t, before)
}

// TestImportOfLatin1 of a broken quote ends in an error of rows, not in a fault.
func TestImportWithABrokenQuote(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	got := takeIn(t, a, testapp.Agent, "fecha;importe;dni\n20/11/2026;5,00;40000142\n20/11/2026;\"5,00;40000142\n20/11/2026;6,00;40000142\n")
	if got.Status != http.StatusOK || got.JSON["created"] != 1.0 || got.JSON["rejected"] == 0.0 {
		t.Errorf("%d %s", got.Status, got.Text)
	}
}

// TestSameNumberAtOnce: of many at once one is stored, and the others name the field.
func TestSameNumberAtOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Handler(t)
	var wait sync.WaitGroup
	answers := make([]testapp.Answer, 8)
	for i := range answers {
		wait.Go(func() { answers[i] = buy(t, a, map[string]any{"external_id": "P-1", "amount": i}) })
	}
	wait.Wait()
	stored := 0
	for _, got := range answers {
		switch {
		case got.Status == http.StatusOK:
			stored++
		case got.Status != http.StatusBadRequest || got.Code("external_id") != "validation_not_unique":
			t.Errorf("%d %s", got.Status, got.Text)
		}
	}
	if n := a.Count(t, records.Purchases, "external_id = 'P-1'"); stored != 1 || n != 1 {
		t.Errorf("%d answers say that it was stored, %d rows", stored, n)
	}
}

// TestPurchasesByEveryDoor: a day to come and less than nothing are refused by
// batch, superuser and in code just the same.
func TestPurchasesByEveryDoor(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	before := a.Stored(t)
	for field, bad := range map[string]map[string]any{"date": {"date": "2026-11-25"}, "amount": {"amount": -1}} {
		body := purchase(bad)
		batch := a.Ask(t, testapp.Agent, http.MethodPost, "/api/batch", map[string]any{"requests": []any{
			map[string]any{"method": "POST", "url": testapp.Records(records.Purchases), "body": purchase(nil)},
			map[string]any{"method": "POST", "url": testapp.Records(records.Purchases), "body": body}}})
		if batch.Status != http.StatusBadRequest || !strings.Contains(batch.Text, field) {
			t.Errorf("%s by batch: %d %s", field, batch.Status, batch.Text)
		}
		if got := a.Ask(t, testapp.Superuser, http.MethodPost, testapp.Records(records.Purchases), body); got.Code(field) == "" {
			t.Errorf("%s by a superuser: %d %s", field, got.Status, got.Text)
		}
		if _, err := a.Engine.Create(a, records.Purchases, body, a.Actor(t, testapp.Admin)); err == nil {
			t.Errorf("%s in code", field)
		}
	}
	a.Unchanged(t, before)
}
