package hooks_test

import (
	"context"
	"encoding/csv"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/export"
	"escucha/internal/records"
	"escucha/internal/sheet"
	"escucha/internal/testapp"
	"escucha/internal/verify"
)

// exported reads a table that was exported, by the names of its columns.
func exported(t *testing.T, text string) []map[string]string {
	t.Helper()
	text, marked := strings.CutPrefix(text, sheet.Mark)
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || !marked || len(rows) == 0 {
		t.Fatalf("%v, mark %v: %.200s", err, marked, text)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for i, cell := range row {
			cells[rows[0][i]] = cell
		}
		out = append(out, cells)
	}
	return out
}

// TestExportOfCases: every case of the filter, closed ones too, in words and on
// the clock of the business; nothing calculates, nothing of others.
func TestExportOfCases(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	closed := a.At(t, complaint.Closed, map[string]any{"goal": "=HYPERLINK(\"http://x\")"})
	a.Clock.Move(24 * time.Hour)
	a.File(t, testapp.Agent, map[string]any{"channel": "counter"})
	a.File(t, testapp.Supervisor, map[string]any{"confidential": true, "confidential_reason": "Es de la casa", "supervisor": testapp.Supervisor})
	for _, row := range []struct {
		name, who, query string
		want             int
	}{
		{"all that an agent may see", testapp.Agent, "", 2},
		{"all that a supervisor may see", testapp.Supervisor, "", 3},
		{"of a day", testapp.Agent, "?from=2026-11-24&to=2026-11-24", 1},
		{"closed in a period", testapp.Supervisor, "?day=closed&to=2026-12-31", 1},
		{"by channel", testapp.Supervisor, "?channel=counter", 1},
		{"by stage", testapp.Supervisor, "?stage=closed", 1},
	} {
		got := a.Ask(t, row.who, http.MethodGet, "/api/crm/export/cases.csv"+row.query, nil)
		if rows := exported(t, got.Text); got.Status != http.StatusOK || len(rows) != row.want {
			t.Errorf("%s: %d rows, want %d", row.name, len(rows), row.want)
		}
	}
	said := exported(t, a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/export/cases.csv?stage=closed", nil).Text)[0]
	expect(t, said, map[string]string{"number": closed.GetString("number"), "stage": "Cerrada", "customer": "Rosa Elena Quispe Huamán", "area": "Tienda",
		"received_at": "2026-11-24 10:42", "goal": "'=HYPERLINK(\"http://x\")", "outcome": "A favor", "closing_kind": "Conforme", "channel": "Teléfono", "resolve_work": "5"})
	codes := exported(t, a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/export/cases.csv?stage=closed&codes=1", nil).Text)[0]
	expect(t, codes, map[string]string{"stage": "closed", "customer": testapp.Rosa, "area": testapp.Sales})
}

// TestExportIsOnRecord: who took which cases with them is in the chain of the
// business before a row leaves; what cannot be noted does not leave.
func TestExportIsOnRecord(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.File(t, testapp.Agent, nil)
	if got := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/export/cases.csv?stage=nowhere", nil); got.Status != http.StatusBadRequest {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	const noted = "type = 'cases.exported' AND complaint = ''"
	if n := a.Count(t, records.Events, noted); n != 0 {
		t.Errorf("refused, and noted %d times", n)
	}
	if got := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/export/cases.csv?channel=phone", nil); got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Events, noted+" AND actor = '"+testapp.Lead+"' AND json_extract(data, '$.extra.filter') = 'channel=phone'"); n != 1 {
		t.Errorf("noted %d times", n)
	}
	if found, err := verify.Run(a); err != nil || len(found.Problems) > 0 {
		t.Errorf("the chain: %+v %v", found.Problems, err)
	}
	a.Exec(t, "CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END", nil)
	if got := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/export/cases.csv", nil); got.Status == http.StatusOK || strings.Contains(got.Text, "Rosa") {
		t.Errorf("left without a trace: %d %.200s", got.Status, got.Text)
	}
}

func TestExportRefuses(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for query, field := range map[string]string{"?from=ayer": "from", "?from=2026-12-01&to=2026-11-01": "to", "?day=born": "day", "?stage=nowhere": "stage",
		"?area=nosucharea00000": "area", "?tag=nosuchtag000000": "tag", "?due=soon": "due", "?owner=nobodyatall0000": "owner"} {
		if got := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/export/cases.csv"+query, nil); got.Status != http.StatusBadRequest || got.Code(field) == "" {
			t.Errorf("%s: %d %s", query, got.Status, got.Text)
		}
	}
	if got := a.Ask(t, testapp.Robot, http.MethodGet, "/api/crm/export/cases.csv", nil); got.Status != http.StatusForbidden {
		t.Errorf("a program: %d", got.Status)
	}
}

// leaver is a reader who leaves after so many bytes.
type leaver struct{ left int }

func (g *leaver) Write(p []byte) (int, error) {
	if g.left -= len(p); g.left < 0 {
		return 0, errors.New("the connection was broken off")
	}
	return len(p), nil
}

// TestExportIsWrittenAsItIsRead: a page at a time, and no longer than somebody
// reads.
func TestExportIsWrittenAsItIsRead(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.File(t, testapp.Agent, nil)
	caught(t, a)
	for table, id := range map[string]string{"complaints": "id", "measures": "complaint"} {
		a.Exec(t, copies(t, a, table, id), nil)
	}
	all := func(*dbx.SelectQuery) error { return nil }
	flushed := 0
	n, err := export.Cases(context.Background(), a, a.Engine, export.Filter{By: "received"}, all, export.Options{Language: "es", Flush: func() error { flushed++; return nil }}, &leaver{1 << 30})
	if err != nil || n != 1201 || flushed != 2 {
		t.Errorf("%d rows, %d pages, %v", n, flushed, err)
	}
	if n, err := export.Cases(context.Background(), a, a.Engine, export.Filter{By: "received"}, all, export.Options{Language: "es"}, &leaver{20_000}); err == nil || n > 600 {
		t.Errorf("went on for %d rows after nobody read any more: %v", n, err)
	}
	broken := errors.New("the line is dead")
	n, err = export.Cases(context.Background(), a, a.Engine, export.Filter{By: "received"}, all, export.Options{Language: "es", Flush: func() error { return broken }}, &leaver{1 << 30})
	if !errors.Is(err, broken) || n > 600 {
		t.Errorf("went on for %d rows after a page could not be sent: %v", n, err)
	}
	over, end := context.WithCancel(context.Background())
	n, err = export.Cases(over, a, a.Engine, export.Filter{By: "received"}, all, export.Options{Language: "es", Flush: func() error { end(); return nil }}, &leaver{1 << 30})
	if err == nil || n > 600 {
		t.Errorf("went on for %d rows after the request ended: %v", n, err)
	}
}

// copies writes a row of a table 1,200 times more, each under an id of its own.
func copies(t *testing.T, a *testapp.App, table, id string) string {
	t.Helper()
	var names []string
	if err := a.DB().NewQuery("SELECT name FROM pragma_table_info('" + table + "')").Column(&names); err != nil {
		t.Fatal(err)
	}
	values := make([]string, len(names))
	for i, name := range names {
		values[i] = "t.`" + name + "`"
		if name == id || name == "number" || name == "tracking_key" {
			values[i] = "'copy' || printf('%011d', n.i)"
		}
	}
	return "INSERT INTO " + table + " (`" + strings.Join(names, "`, `") + "`) SELECT " + strings.Join(values, ", ") +
		" FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) SELECT * FROM n) AS n CROSS JOIN " + table + " AS t"
}
