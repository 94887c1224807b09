package hooks_test

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

const day1, day2 = "2026-11-01", "2026-11-30"

// TestLawInOwnersWords: the profile with its sources, date and what is not
// verified, for who leads an area or more.
func TestLawInOwnersWords(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for who, want := range map[string]int{testapp.Guest: 401, testapp.Agent: 403, testapp.Auditor: 403, testapp.Robot: 403, testapp.Lead: 200, testapp.Supervisor: 200, testapp.Admin: 200} {
		if got := a.Ask(t, who, http.MethodGet, "/api/crm/law", nil); got.Status != want {
			t.Errorf("%s: %d, want %d", who, got.Status, want)
		}
	}
	got := a.Ask(t, testapp.Admin, http.MethodGet, "/api/crm/law", nil)
	for _, want := range []string{`"code":"pe"`, "DS 011-2011-PCM", `"verified_on":"2026-06-12"`, `"poster":"unverified"`, `"retention":2`, "/portal/form?libro=principal", `"kind":"backup"`} {
		if !strings.Contains(got.Text, want) {
			t.Errorf("no %s in %s", want, got.Text)
		}
	}
}

// TestPapersFollowTheCase: whoever may open the case has its sheet, receipt and
// letter; for anybody else they are not there.
func TestPapersFollowTheCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Resolved, map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor})
	open := a.At(t, complaint.Investigating, nil)
	for _, kind := range []string{"sheet", "receipt", "letter"} {
		path := "/api/crm/complaints/" + c.Id + "/papers/" + kind
		for who, want := range map[string]int{testapp.Guest: 401, testapp.Left: 401, testapp.Agent2: 404, testapp.Agent: 200, testapp.Supervisor: 200} {
			got := a.Ask(t, who, http.MethodGet, path, nil)
			if got.Status != want || want == 200 && (!strings.HasPrefix(got.Text, "%PDF-") || got.Header.Get("Cache-Control") != "no-store") {
				t.Errorf("%s for %s: %d %.80s", kind, who, got.Status, got.Text)
			}
		}
	}
	for _, path := range []string{open.Id + "/papers/letter", open.Id + "/papers/poem", "nothere00000001/papers/sheet"} {
		if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+path, nil); got.Status != http.StatusNotFound {
			t.Errorf("%s: %d", path, got.Status)
		}
	}
	for id, want := range map[string]string{c.Id: `"papers":["sheet","receipt","letter"]`, open.Id: `"papers":["sheet","receipt"]`} {
		if got := a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/complaints/"+id+"/file", nil); !strings.Contains(got.Text, want) {
			t.Errorf("no %s in the file", want)
		}
	}
	under(t, a, "co", "America/Bogota")
	if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+open.Id+"/papers/sheet", nil); got.Status != http.StatusNotFound {
		t.Errorf("a sheet where the law has none: %d", got.Status)
	}
}

// TestPapersByKey: the customer has them by the key, and only by it.
func TestPapersByKey(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor()
	key := v.file(everything())
	for path, want := range map[string]int{"/portal/r/" + key + "/sheet.pdf": 200, "/portal/r/" + key + "/receipt.pdf": 200, "/portal/c/" + key + "/letter.pdf": 404,
		"/portal/r/" + key + "/sheet.exe": 404, "/portal/r/" + key + "/poem.pdf": 404, "/portal/r/" + strings.Repeat("0", 28) + "/sheet.pdf": 404} {
		got := v.get(path)
		if got.Code != want || want == 200 && (!strings.HasPrefix(got.Body, "%PDF-") || got.Header.Get("Cache-Control") != "no-store" || !strings.Contains(got.Header.Get("Content-Disposition"), "attachment")) {
			t.Errorf("%s: %d %v", path, got.Code, got.Header)
		}
	}
	if row := s.written("receipt"); len(row) != 1 || row[0].GetString("attach") != "sheet" {
		t.Errorf("the receipt does not take its sheet along: %v", row)
	}
}

// TestBooksOfTheShop: only an admin keeps them; codes are one book's, and one is
// always in use. The form of an establishment files into its book.
func TestBooksOfTheShop(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	book := map[string]any{"id": "miraflores", "name": "Miraflores", "code": "MIR-01", "address": "Av. Larco 101", "active": true}
	if got := s.Ask(t, testapp.Supervisor, http.MethodPost, testapp.Records(records.Books), book); got.Status == http.StatusOK {
		t.Error("a supervisor made a book")
	}
	if got := s.Ask(t, testapp.Admin, http.MethodPost, testapp.Records(records.Books), book); got.Status != http.StatusOK {
		t.Fatalf("book: %d %s", got.Status, got.Text)
	}
	for field, row := range map[string]struct {
		change map[string]any
		code   string
	}{"code": {map[string]any{"code": "principal"}, "book_code_taken"}, "name": {map[string]any{"name": " "}, "validation_required"}} {
		if got := s.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Books, "miraflores"), row.change); got.Code(field) != row.code {
			t.Errorf("%s: %d %s", field, got.Status, got.Text)
		}
	}
	v := s.visitor()
	c := s.byKey(v.file(minimum("book", "MIR-01")))
	if c.GetString("book") != "miraflores" || c.GetString("number") != "000000001-2026" || !strings.Contains(c.GetString("provider_snapshot"), "Av. Larco 101") {
		t.Errorf("filed into %s as %s: %s", c.GetString("book"), c.GetString("number"), c.GetString("provider_snapshot"))
	}
	if lost := s.byKey(s.visitor().file(minimum("book", "../NOWHERE"))); lost.GetString("book") == "" {
		t.Error("a code that is none keeps somebody from filing")
	}
	s.Exec(t, "UPDATE books SET active = 0 WHERE id = 'principal'", nil)
	s.Engine.Forget()
	if got := s.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Books, "miraflores"), map[string]any{"active": false}); got.Code("active") != "book_last" {
		t.Errorf("the last book put away: %d %s", got.Status, got.Text)
	}
}

// TestExportOfABook: the cases of one book and period in the order of their
// numbers, in both forms, for who supervises; what one may not see is counted.
func TestExportOfABook(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.File(t, testapp.Agent, map[string]any{"narrative": "=HYPERLINK(\"x\")", "product_text": "Vajilla"})
	a.At(t, complaint.Voided, nil)
	a.At(t, complaint.Assessing, map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor})
	a.Clock.Move(30 * 24 * time.Hour)
	a.File(t, testapp.Agent, nil)
	path := func(format, from, to string) string {
		return "/api/crm/books/principal/export." + format + "?" + url.Values{"from": {from}, "to": {to}}.Encode()
	}
	for who, want := range map[string]int{testapp.Guest: 401, testapp.Agent: 403, testapp.Lead: 403, testapp.Auditor: 403, testapp.Robot: 403, testapp.Supervisor: 200, testapp.Admin: 200} {
		for _, format := range []string{"csv", "pdf"} {
			if got := a.Ask(t, who, http.MethodGet, path(format, day1, day2), nil); got.Status != want {
				t.Errorf("%s for %s: %d, want %d", format, who, got.Status, want)
			}
		}
	}
	got := a.Ask(t, testapp.Supervisor, http.MethodGet, path("csv", day1, day2), nil)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(got.Text, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v: %.300s", len(rows), err, got.Text)
	}
	if rows[1][0] != "000000001-2026" || rows[3][0] != "000000003-2026" || rows[1][5] != "Reclamo" || rows[2][19] != "Anulada" || !strings.Contains(got.Text, "'=HYPERLINK") {
		t.Errorf("rows %q", rows)
	}
	for _, bad := range []string{path("csv", day2, day1), path("csv", "ayer", day2), path("pdf", "", "")} {
		if got := a.Ask(t, testapp.Supervisor, http.MethodGet, bad, nil); got.Status != http.StatusBadRequest {
			t.Errorf("%s: %d", bad, got.Status)
		}
	}
	if got := a.Ask(t, testapp.Supervisor, http.MethodGet, "/api/crm/books/nowhere/export.csv?from="+day1+"&to="+day2, nil); got.Status != http.StatusNotFound {
		t.Errorf("no such book: %d", got.Status)
	}
}

// TestSheetsOfPaper: which were registered, which late, which are missing; those
// that the caller may not see are no gap and are not shown.
func TestSheetsOfPaper(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	sheet := func(folio, restored string, extra map[string]any) {
		a.File(t, testapp.Agent, with(map[string]any{"source": "backup_book", "paper_book": "R-1", "folio": folio, "paper_date": "2026-11-20", "paper_restored": restored}, extra))
	}
	sheet("000121", "2026-11-23", nil)
	sheet("000124", "2026-11-22", nil)
	sheet("000122", "2026-11-24", map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor, "owner": testapp.Agent})
	got := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/books/principal/sheets", nil)
	list, _ := got.JSON["sheets"].([]any)
	if got.Status != http.StatusOK || len(list) != 2 || strings.Contains(got.Text, `"folio":"000122"`) || !strings.Contains(got.Text, `"gaps":[{"paper_book":"R-1","missing":["000123"]}]`) {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	late := map[any]any{}
	for _, one := range list {
		row, _ := one.(map[string]any)
		late[row["folio"]] = row["late"]
	}
	if late["000121"] != false || late["000124"] != true {
		t.Errorf("late: %v", late)
	}
	if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/books/principal/sheets", nil); got.Status != http.StatusForbidden {
		t.Errorf("an agent: %d", got.Status)
	}
}

// TestPosterOfABook: one page that leads to the form of that book.
func TestPosterOfABook(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, profile := range []string{"pe", "es-an", "es-md", "co", "ar-x", "gen"} {
		under(t, a, profile, "America/Lima")
		got := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/books/principal/poster.pdf", nil)
		if got.Status != http.StatusOK || !strings.HasPrefix(got.Text, "%PDF-") || !strings.Contains(got.Header.Get("Content-Disposition"), "cartel-principal.pdf") {
			t.Errorf("%s: %d %v", profile, got.Status, got.Header)
		}
	}
	if got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/books/principal/poster.pdf", nil); got.Status != http.StatusForbidden {
		t.Errorf("an agent: %d", got.Status)
	}
}

// TestListsOfABookUseTheirIndexes: an export and the sheets of paper do not read
// every case.
func TestListsOfABookUseTheirIndexes(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for sql, index := range map[string]string{
		"SELECT * FROM complaints WHERE book = 'principal' AND received_at >= '2026' AND received_at <= '2027' ORDER BY received_at, number": "idx_complaints_book",
		"SELECT paper_book, folio FROM complaints WHERE book = 'principal' AND folio != ''":                                                  "idx_complaints_sheet",
		"SELECT COUNT(*) FROM complaints WHERE book = 'b' AND paper_book = 'r' AND folio = '7' AND folio != ''":                              "idx_complaints_sheet",
	} {
		var plan []struct {
			Detail string `db:"detail"`
		}
		if err := a.DB().NewQuery("EXPLAIN QUERY PLAN " + sql).All(&plan); err != nil {
			t.Fatal(err)
		}
		if len(plan) == 0 || !strings.Contains(plan[0].Detail, index) {
			t.Errorf("%s: %+v", sql, plan)
		}
	}
}
