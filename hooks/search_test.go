package hooks_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/search"
	"escucha/internal/storage"
	"escucha/internal/testapp"
	"escucha/internal/verify"
)

// hit is an item of the answer.
type hit struct {
	Kind, ID, Complaint, Number, Title, Stage, Customer, At string
	Exact                                                   bool
	Snippet                                                 string // hits in [brackets]
}

// results asks the route; parameters come as a query.
func results(t *testing.T, a *testapp.App, who, query string) (items []hit, counts map[string]int, next string) {
	t.Helper()
	got := a.Ask(t, who, http.MethodGet, "/api/crm/search?"+query, nil)
	if got.Status != http.StatusOK {
		t.Fatalf("%s: %d %.300s", query, got.Status, got.Text)
	}
	list, ok := got.JSON["items"].([]any)
	if !ok {
		t.Fatalf("%s: no list in %.300s", query, got.Text)
	}
	for _, one := range list {
		m, _ := one.(map[string]any)
		text := func(name string) string { s, _ := m[name].(string); return s }
		exact, _ := m["exact"].(bool)
		items = append(items, hit{text("kind"), text("id"), text("complaint"), text("number"), text("title"), text("stage"), text("customer_name"), text("at"), exact, marks(m["snippet"])})
	}
	counts = map[string]int{}
	all, _ := got.JSON["counts"].(map[string]any)
	for kind, n := range all {
		number, _ := n.(float64)
		counts[kind] = int(number)
	}
	next, _ = got.JSON["next"].(string)
	return items, counts, next
}

func marks(snippet any) string {
	var out strings.Builder
	parts, _ := snippet.([]any)
	for _, part := range parts {
		p, _ := part.(map[string]any)
		text, _ := p["text"].(string)
		if p["hit"] == true {
			text = "[" + text + "]"
		}
		out.WriteString(text)
	}
	return out.String()
}

// ids of what was found, in order.
func ids(items []hit) []string {
	var out []string
	for _, i := range items {
		out = append(out, i.ID)
	}
	return out
}

func q(text string, more ...string) string {
	v := url.Values{"q": {text}}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v.Encode()
}

// write stores a message of a case in the name of an agent.
func write(t *testing.T, a *testapp.App, c *core.Record, direction, text string) *core.Record {
	t.Helper()
	r, err := a.Engine.Create(a, records.Messages, map[string]any{"complaint": c.Id, "direction": direction, "text": text}, a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatalf("write: %v", err)
	}
	return r
}

// flush makes the next document fill the batch, so that everything before it is
// in the index itself.
func flush(t *testing.T, a *testapp.App) {
	t.Helper()
	a.Exec(t, "INSERT INTO search_index (rowid, title, name, body) SELECT d.id, d.title, d.name, d.body FROM search_pending p JOIN search_docs d ON d.id = p.id ORDER BY p.id", nil)
	a.Exec(t, "DELETE FROM search_pending", nil)
}

// TestSearchFinds: by words in every form that people type them in, and the same
// before and after the words reach the index.
func TestSearchFinds(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, map[string]any{"goal": "Que cambien el camión de reparto", "narrative": "Tres veces llegó la luz rota. El ñandú de la señora GARCÍA no funciona; dos platos."})
	other := a.File(t, testapp.Agent, map[string]any{"goal": "Otra cosa", "narrative": "Nada que ver"})
	note := write(t, a, c, "note", "La bodega confirma que salió sin separadores")
	rows := []struct {
		name, text, want, snippet string
	}{
		{"a word", "bodega", note.Id, "La [bodega] confirma"},
		{"a rare word in capitals", "SEPARADORES", note.Id, "sin [separadores]"},
		{"without accents", "camion", c.Id, "[camión]"},
		{"with accents that it has not", "bodéga", note.Id, ""},
		{"with a tilde", "ñandú", c.Id, "El [ñandú] de"},
		{"without the tilde", "nandu", c.Id, "El [ñandú] de"},
		{"plural of a singular", "camiones", c.Id, "[camión]"},
		{"plural in -ces", "luces", c.Id, "la [luz] rota"},
		{"singular of -ces", "vez", c.Id, "Tres [veces] llegó"},
		{"singular of a plural", "plato", c.Id, "dos [platos]"},
		{"beginning of a word", "separa", note.Id, "[separadores]"},
		{"beginning of two letters", "sepa", note.Id, ""},
		{"two beginnings", "sal sep", note.Id, "[salió] sin [separadores]"},
		{"name and word", "quispe garcía", c.Id, ""},
		{"words in another order", "rota luz", c.Id, "la [luz] [rota]"},
	}
	for _, indexed := range []bool{false, true} {
		if indexed {
			flush(t, a)
		}
		for _, row := range rows {
			t.Run(fmt.Sprintf("%s, indexed %t", row.name, indexed), func(t *testing.T) {
				items, _, _ := results(t, a, testapp.Agent, q(row.text))
				if len(items) == 0 || items[0].ID != row.want || !strings.Contains(items[0].Snippet, row.snippet) || items[0].Exact {
					t.Errorf("%+v, want %s with %s", items, row.want, row.snippet)
				}
				if slices.Contains(ids(items), other.Id) {
					t.Error("found what has none of it")
				}
			})
		}
		for _, text := range []string{"zapato", "bodega platos", "receipt", "ventana AND bodega"} {
			if items, counts, _ := results(t, a, testapp.Agent, q(text)); len(items) > 0 || counts["message"] > 0 {
				t.Errorf("%q found %+v", text, items)
			}
		}
	}
}

// TestSearchExact: numbers, telephones, documents and mails, however written,
// come first and alone bring the customer with the cases.
func TestSearchExact(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, map[string]any{"external_id": "WEB-77/B"})
	later := a.File(t, testapp.Agent, map[string]any{"narrative": "Como en el caso 000000001-2026 y en el 1"})
	flush(t, a)
	rows := []struct{ name, text, kind, id, snippet string }{
		{"whole number", "000000001-2026", "complaint", c.Id, "[000000001-2026]"},
		{"short number", "1", "complaint", c.Id, "[000000001-2026]"},
		{"short number with zeros", "0001", "complaint", c.Id, "[000000001-2026]"},
		{"short number with a sign", "#1", "complaint", c.Id, "[000000001-2026]"},
		{"number and year", "1-2026", "complaint", c.Id, "[000000001-2026]"},
		{"year and number", "2026-1", "complaint", c.Id, "[000000001-2026]"},
		{"number of another system", "WEB-77/B", "complaint", c.Id, "[WEB-77/B]"},
		{"telephone", "900 000 142", "customer", testapp.Rosa, "[+51 900 000 142]"},
		{"telephone with country", "+51-900.000.142", "customer", testapp.Rosa, "[+51 900 000 142]"},
		{"telephone with two zeros", "0051900000142", "customer", testapp.Rosa, "[+51 900 000 142]"},
		{"document", "40.000.142", "customer", testapp.Rosa, "[40000142]"},
		{"mail", " Rosa.Quispe@Correo.example ", "customer", testapp.Rosa, "[rosa.quispe@correo.example]"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			items, counts, _ := results(t, a, testapp.Agent, q(row.text))
			if len(items) == 0 || items[0].Kind != row.kind || items[0].ID != row.id || items[0].Snippet != row.snippet || !items[0].Exact {
				t.Fatalf("%+v", items)
			}
			if row.kind == "customer" && (len(items) < 3 || !slices.Equal(ids(items)[1:3], []string{later.Id, c.Id}) || !items[2].Exact || counts["complaint"] != 2) {
				t.Errorf("their cases: %+v %v", items, counts)
			}
		})
	}
	for _, text := range []string{"1-2025", "2025-1", "900000143", "40000143", "rosa@correo.example", "@", "2026-1-2026"} {
		for _, i := range first(results(t, a, testapp.Agent, q(text))) {
			if i.Exact {
				t.Errorf("%q is exactly %+v", text, i)
			}
		}
	}
}

func first(items []hit, _ map[string]int, _ string) []hit { return items }

// TestSearchShortTelephones: of eight digits, kept with the code of the country
// and asked for without, and the other way round.
func TestSearchShortTelephones(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for kept, typed := range map[string]string{"+52 55123456": "55123456", "44123456": "+51 44123456", "(01) 900 0177": "+51 1 900 0177"} {
		r, err := a.Engine.Create(a, records.Customers, map[string]any{"name": "Persona " + kept, "phone": kept}, a.Actor(t, testapp.Agent))
		if err != nil {
			t.Fatal(err)
		}
		if items := first(results(t, a, testapp.Agent, q(typed))); len(items) != 1 || items[0].ID != r.Id || !items[0].Exact {
			t.Errorf("%s by %s: %+v", kept, typed, items)
		}
	}
}

// TestSearchOrder: goal and name before the story, the case before what was
// written in it, the newer before the older of equals.
func TestSearchOrder(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	story := a.File(t, testapp.Agent, map[string]any{"narrative": "La mesa cojea", "goal": "Que la arreglen"})
	again := a.File(t, testapp.Agent, map[string]any{"narrative": "La mesa cojea", "goal": "Que la arreglen"})
	goal := a.File(t, testapp.Agent, map[string]any{"narrative": "Cojea", "goal": "Una mesa nueva"})
	note := write(t, a, story, "note", "La mesa cojea")
	want := []string{goal.Id, again.Id, story.Id, note.Id}
	for _, indexed := range []bool{false, true} {
		if indexed {
			flush(t, a)
		}
		items, counts, _ := results(t, a, testapp.Agent, q("mesas"))
		if !slices.Equal(ids(items), want) || counts["complaint"] != 3 || counts["message"] != 1 {
			t.Errorf("indexed %t: %v, want %v; %v", indexed, ids(items), want, counts)
		}
	}
	i := first(results(t, a, testapp.Agent, q("mesas")))
	if i[3].Complaint != story.Id || i[3].Number != "000000001-2026" || i[3].Title != "Que la arreglen" || i[3].Customer != "Rosa Elena Quispe Huamán" || i[3].Stage != "received" || i[3].At == "" {
		t.Errorf("item %+v", i[3])
	}
}

// TestSearchPages: page after page is the whole, each thing once, and a broken
// cursor begins at the beginning.
func TestSearchPages(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	for i := range 23 {
		write(t, a, c, "note", strings.Repeat("bodega ", 1+i%4))
	}
	whole, counts, next := results(t, a, testapp.Agent, q("bodega", "limit", "50"))
	if len(whole) != 23 || counts["message"] != 23 || next != "" {
		t.Fatalf("%d, %v, next %q", len(whole), counts, next)
	}
	var seen []string
	after := ""
	for range 9 {
		items, counts, next := results(t, a, testapp.Agent, q("bodega", "limit", "5", "after", after))
		if seen = append(seen, ids(items)...); counts["message"] != 23 {
			t.Errorf("counts %v", counts)
		}
		if after = next; next == "" {
			break
		}
	}
	if !slices.Equal(seen, ids(whole)) {
		t.Errorf("by pages %v, whole %v", seen, ids(whole))
	}
	for limit, want := range map[string]int{"": 20, "0": 20, "-1": 20, "51": 20, "x": 20, "1": 1, "50": 23} {
		if items := first(results(t, a, testapp.Agent, q("bodega", "limit", limit, "after", "nonsense"))); len(items) != want {
			t.Errorf("limit %q: %d, want %d", limit, len(items), want)
		}
	}
}

// TestSearchCounts: at most a hundred of a kind, however many there are.
func TestSearchCounts(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	for i := range 130 {
		a.Exec(t, "INSERT INTO messages (id, complaint, direction, text, created) VALUES ({:id}, {:c}, 'note', 'bodega', '2026-11-24 16:00:00.000Z')", dbx.Params{"id": fmt.Sprintf("bulk%011d", i), "c": c.Id})
	}
	if _, counts, _ := results(t, a, testapp.Agent, q("bodega")); counts["message"] != 100 {
		t.Errorf("counts %v", counts)
	}
}

// TestSearchCommonWord: a goal or a name comes before a hundred newer stories
// with the same word, unless the caller may not open the case.
func TestSearchCommonWord(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	goal := a.File(t, testapp.Agent, map[string]any{"goal": "Una bodega más grande", "narrative": "Así no"})
	hidden := secret(t, a)
	a.Exec(t, "UPDATE complaints SET goal = 'La bodega secreta' WHERE id = {:id}", dbx.Params{"id": hidden.Id})
	for i := range 130 {
		a.Exec(t, "INSERT INTO complaints (id, number, tracking_key, source, goal, narrative, received_at) VALUES ({:id}, {:id}, {:id}, 'staff', 'Otra cosa', 'Vive junto a la bodega', '2026-11-25 16:00:00.000Z')",
			dbx.Params{"id": fmt.Sprintf("story%010d", i)})
	}
	for _, indexed := range []bool{false, true} {
		if indexed {
			flush(t, a)
		}
		items, counts, _ := results(t, a, testapp.Lead, q("BODEGAS"))
		if items[0].ID != goal.Id || slices.Contains(ids(items), hidden.Id) || counts["complaint"] != 100 {
			t.Errorf("indexed %t: %s first, want %s; %v", indexed, items[0].ID, goal.Id, counts)
		}
		if items := first(results(t, a, testapp.Supervisor, q("bodega"))); items[0].ID != hidden.Id || items[1].ID != goal.Id {
			t.Errorf("indexed %t, who leads: %v", indexed, ids(items)[:2])
		}
	}
}

// TestSearchFilters: kind, stage, area, owner, open; a customer has none of the
// last four. Counts are those of every kind.
func TestSearchFilters(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, map[string]any{"narrative": "La vajilla de Rosa"})
	open := a.File(t, testapp.Agent2, map[string]any{"narrative": "La vajilla", "area": testapp.Shipping})
	free := a.File(t, testapp.Robot, map[string]any{"narrative": "La vajilla"})
	for _, row := range []struct {
		name, who string
		filter    []string
		want      []string
	}{
		{"none", testapp.Agent, nil, []string{free.Id, open.Id, c.Id}},
		{"open", testapp.Agent, []string{"open", "true"}, []string{free.Id, open.Id}},
		{"not open", testapp.Agent, []string{"open", "false"}, []string{c.Id}},
		{"stage", testapp.Agent, []string{"stage", "closed"}, []string{c.Id}},
		{"area", testapp.Agent, []string{"area", testapp.Shipping}, []string{open.Id}},
		{"mine", testapp.Agent2, []string{"owner", "me"}, []string{open.Id}},
		{"nobody's", testapp.Agent, []string{"owner", "none"}, []string{free.Id}},
		{"somebody's", testapp.Agent, []string{"owner", testapp.Agent}, []string{c.Id}},
		{"two", testapp.Agent, []string{"owner", testapp.Agent, "open", "true"}, nil},
		{"a stage that is none", testapp.Agent, []string{"stage", "x' OR 1=1 --"}, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			items, counts, _ := results(t, a, row.who, q("vajilla", append(row.filter, "kind", "complaint")...))
			if got := ids(items); !slices.Equal(got, row.want) || counts["complaint"] != len(row.want) {
				t.Errorf("%v, want %v; counts %v", got, row.want, counts)
			}
		})
	}
	items, counts, _ := results(t, a, testapp.Agent, q("rosa", "kind", "customer"))
	if len(items) != 1 || items[0].ID != testapp.Rosa || items[0].Title != "Rosa Elena Quispe Huamán" || counts["complaint"] != 3 {
		t.Errorf("customers %+v %v", items, counts)
	}
	if _, counts, _ := results(t, a, testapp.Agent, q("rosa", "open", "true")); counts["customer"] != 0 {
		t.Errorf("open customers: %v", counts)
	}
	if items := first(results(t, a, testapp.Agent, q("vajilla", "kind", "nothing"))); len(items) != 0 {
		t.Errorf("a kind that is none: %+v", items)
	}
}

// TestSearchHidesConfidential: no item, no count, no snippet of a case that the
// caller may not open, by words or exactly, waiting or indexed.
func TestSearchHidesConfidential(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := secret(t, a)
	write(t, a, c, "note", "Detalle reservadísimo")
	for _, indexed := range []bool{false, true} {
		if indexed {
			flush(t, a)
		}
		for who, may := range sees {
			if who == testapp.Guest || who == testapp.Left {
				if got := a.Ask(t, who, http.MethodGet, "/api/crm/search?q=secreta", nil); got.Status != http.StatusUnauthorized {
					t.Errorf("%q searches: %d", who, got.Status)
				}
				continue
			}
			for _, text := range []string{"secreta", "reservadisimo", "juego nuevo", "1-2026", c.GetString("number")} {
				items, counts, next := results(t, a, who, q(text))
				if got := len(items) > 0; got != may {
					t.Errorf("%q for %s, indexed %t: found %t, want %t", text, who, indexed, got, may)
				}
				if sum := counts["complaint"] + counts["message"] + counts["proposal"] + counts["customer"]; sum > 0 != may || next != "" {
					t.Errorf("%q for %s: counts %v", text, who, counts)
				}
			}
			items, counts, _ := results(t, a, who, q("900000142"))
			if len(items) == 0 || items[0].ID != testapp.Rosa || counts["complaint"] > 0 != may {
				t.Errorf("customer for %s: %+v %v", who, items, counts)
			}
		}
	}
}

// TestSearchFollowsEveryDoor: what is written, changed, removed or merged is
// found as it is now, by the engine, by records or by plain SQL.
func TestSearchFollowsEveryDoor(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Proposed, nil)
	sees := func(step, text string, want ...string) {
		t.Helper()
		if got := ids(first(results(t, a, testapp.Agent, q(text)))); !slices.Equal(got, want) {
			t.Errorf("%s: %q finds %v, want %v", step, text, got, want)
		}
	}
	proposal := a.Only(t, records.Proposals, c.Id)
	if items := first(results(t, a, testapp.Agent, q("devolucion", "kind", search.Proposal))); len(items) != 1 || items[0].ID != proposal.Id {
		t.Errorf("option: %+v", items)
	}
	for _, indexed := range []bool{true, false} {
		word := map[bool]string{true: "sombrilla", false: "tumbona"}[indexed]
		if got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, c.Id), map[string]any{"goal": "Una " + word}); got.Status != http.StatusOK {
			t.Fatalf("%d %s", got.Status, got.Text)
		}
		sees("changed", word, c.Id)
		if indexed {
			flush(t, a)
			sees("indexed", word, c.Id)
		} else {
			sees("no longer", "sombrilla")
		}
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Customers, testapp.Rosa), map[string]any{"preferred_name": "Charito"}); got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	sees("customer", "charito", testapp.Rosa)
	a.Exec(t, "UPDATE customers SET merged_into = 'customerother01' WHERE id = {:id}", dbx.Params{"id": testapp.Rosa})
	sees("sql: merged", "charito")
	sees("sql: merged, by telephone", "900000142")
	a.Exec(t, "UPDATE customers SET merged_into = '' WHERE id = {:id}", dbx.Params{"id": testapp.Rosa})
	sees("sql: taken apart", "charito", testapp.Rosa)
	a.Exec(t, "UPDATE options SET text = 'Un paraguas' WHERE proposal = {:id}", dbx.Params{"id": proposal.Id})
	sees("sql: option", "paraguas", proposal.Id)
	a.Exec(t, "DELETE FROM options WHERE proposal = {:id}", dbx.Params{"id": proposal.Id})
	sees("sql: no option", "paraguas")
	if n := len(searchProblems(t, a)); n != 0 {
		t.Errorf("%d differences", n)
	}
}

// TestSearchForgetsPurged: what is purged is in no table of the index.
func TestSearchForgetsPurged(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Closed, map[string]any{"narrative": "Una historia inolvidable"})
	flush(t, a)
	write(t, a, c, "note", "Otra inolvidable")
	a.Clock.Set(c.GetDateTime("retention_until").Time().AddDate(0, 0, 1))
	if got := a.Ask(t, testapp.Admin, http.MethodDelete, testapp.Records(records.Complaints, c.Id), nil); got.Status != http.StatusNoContent {
		t.Fatalf("purge: %d %s", got.Status, got.Text)
	}
	if items := first(results(t, a, testapp.Admin, q("inolvidable"))); len(items) > 0 {
		t.Errorf("found %+v", items)
	}
	for table, where := range map[string]string{"search_docs": "complaint != ''", "search_terms": "term LIKE 'inolvidable'", "search_pending": "id > 2000000000000"} {
		if n := a.Count(t, table, where); n > 0 {
			t.Errorf("%d rows left in %s", n, table)
		}
	}
	if n := len(searchProblems(t, a)); n != 0 {
		t.Errorf("%d differences", n)
	}
}

// TestSearchSurvivesSchemaChanges: the platform changes tables column by column;
// what keeps the index stays, and works.
func TestSearchSurvivesSchemaChanges(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, name := range []string{records.Complaints, records.Messages, records.Customers, records.Proposals, records.Options} {
		c, err := a.FindCollectionByNameOrId(name)
		if err != nil {
			t.Fatal(err)
		}
		c.Fields.Add(&core.TextField{Name: "extra"}, &core.SelectField{Name: "choice", Values: []string{"a", "b"}, MaxSelect: 1})
		report(t, a.Save(c))
		c.Fields.RemoveByName("extra")
		field, ok := c.Fields.GetByName("choice").(*core.SelectField)
		if !ok {
			t.Fatal("no choice")
		}
		field.MaxSelect = 2 // the column is made anew
		c.Indexes = append(c.Indexes, "CREATE INDEX idx_"+name+"_choice ON "+name+" (choice)")
		report(t, a.Save(c))
	}
	c := a.File(t, testapp.Agent, map[string]any{"narrative": "Después del cambio"})
	note := write(t, a, c, "note", "Un cambio más")
	if got := ids(first(results(t, a, testapp.Agent, q("cambios")))); !slices.Equal(got, []string{c.Id, note.Id}) {
		t.Errorf("found %v", got)
	}
	if n := len(searchProblems(t, a)); n != 0 {
		t.Errorf("%d differences", n)
	}
}

// TestVerifyFindsAndRebuildMends: every way in which the index can be wrong.
func TestVerifyFindsAndRebuildMends(t *testing.T) {
	t.Parallel()
	for code, sql := range map[string]string{
		"search_missing": "DELETE FROM search_docs WHERE kind = 'message'",
		"search_orphan":  "INSERT INTO search_docs VALUES (4999999999999, 'message', 'nothere', 'x', '', '', '', 'nada')",
		"search_stale":   "UPDATE search_docs SET body = 'otra' WHERE kind = 'complaint'",
		"search_words":   "INSERT INTO search_index (search_index) VALUES ('delete-all')",
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, complaint.Closed, nil)
			flush(t, a)
			a.Exec(t, sql, nil)
			if got := searchProblems(t, a); !slices.Contains(got, code) {
				t.Fatalf("found %v", got)
			}
			out, err := run(a, "search", "rebuild")
			if err != nil || !strings.Contains(out, `{"documents":`) {
				t.Fatalf("%s %v", out, err)
			}
			if got := searchProblems(t, a); len(got) > 0 {
				t.Errorf("after rebuilding %v", got)
			}
			if items := first(results(t, a, testapp.Agent, q("vajilla", "kind", "complaint"))); len(items) != 1 || items[0].ID != c.Id {
				t.Errorf("found %+v", items)
			}
		})
	}
}

// TestVerifyFindsMissingTrigger: without it the index would go wrong in silence.
func TestVerifyFindsMissingTrigger(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Exec(t, "DROP TRIGGER search_messages_insert", nil)
	if got := searchProblems(t, a); !slices.Equal(got, []string{"search_trigger"}) {
		t.Errorf("found %v", got)
	}
}

// searchProblems are the codes of the index that verify reports.
func searchProblems(t *testing.T, a *testapp.App) []string {
	t.Helper()
	var out []string
	report, err := verify.Run(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range report.Problems {
		if strings.HasPrefix(p.Code, "search_") {
			out = append(out, p.Code)
		}
	}
	return out
}

// TestSearchPlans: no list is read from end to end, when the planner knows
// nothing of the tables, when it once saw them nearly empty, and when it has
// counted them since they grew.
func TestSearchPlans(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.File(t, testapp.Agent, nil)
	a.Exec(t, "ANALYZE", nil)
	if got := scanned(t, a); !slices.Contains(got, "page: SCAN complaints") {
		t.Fatalf("a table of one row is not read whole: %v", got)
	}
	look := func(step string) {
		t.Helper()
		report(t, storage.LookAgain(a.NonconcurrentDB()))
		if got := scanned(t, a); len(got) > 0 {
			t.Errorf("%s: %v", step, got)
		}
	}
	look("nearly empty")
	a.Exec(t, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
		INSERT INTO complaints (id, number, tracking_key, source, customer, narrative, received_at)
		SELECT 'story' || i, i, i, 'staff', i, 'Vive junto a la bodega', '2026-11-25 16:00:00.000Z' FROM n`, nil)
	a.Exec(t, "INSERT INTO customers (id, name) SELECT id, 'Rosa' FROM complaints", nil)
	a.Exec(t, "INSERT INTO contacts (id, customer, kind, value, key) SELECT id, id, 'phone', id, id FROM complaints", nil)
	look("filled")
	if a.Count(t, "sqlite_stat1", "tbl = 'complaints' AND CAST(stat AS INTEGER) > 1400") == 0 {
		t.Error("the cases were not counted")
	}
}

// scanned are the steps of the queries of a search that read a whole table.
func scanned(t *testing.T, a *testapp.App) []string {
	t.Helper()
	var out []string
	for name, query := range searchQueries {
		var steps []struct {
			Detail string `db:"detail"`
		}
		if err := a.NonconcurrentDB().NewQuery("EXPLAIN QUERY PLAN " + query).All(&steps); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, s := range steps {
			scan := strings.Contains(s.Detail, "SCAN") && !strings.Contains(s.Detail, "VIRTUAL TABLE") && s.Detail != "SCAN search_source"
			if scan || strings.Contains(s.Detail, "TEMP B-TREE") && name == "words" {
				out = append(out, name+": "+s.Detail)
			}
		}
	}
	return out
}

var searchQueries = map[string]string{
	"words":     "SELECT rowid FROM search_index WHERE search_index MATCH '\"a\"' AND rowid BETWEEN 1 AND 9 ORDER BY rowid DESC LIMIT 5",
	"documents": "SELECT d.id FROM json_each('[1]') j CROSS JOIN search_docs d ON d.id = j.value CROSS JOIN complaints ON complaints.id = d.complaint WHERE complaints.confidential = 0 ORDER BY d.id DESC",
	"names":     "SELECT id, title, name FROM search_docs WHERE id BETWEEN 1 AND 9 ORDER BY id DESC",
	"record":    "SELECT id FROM search_docs WHERE kind = 'message' AND record IN ('a', 'b')",
	"next id":   "SELECT MAX(id) FROM search_docs WHERE id BETWEEN 1 AND 9",
	"number":    "SELECT id FROM complaints WHERE number IN ('a', 'b')",
	"external":  "SELECT id FROM complaints WHERE source IN ('api', 'import') AND external_id = 'a' AND external_id != ''",
	"telephone": "SELECT customers.id, value FROM contacts INNER JOIN customers ON customers.id = contacts.customer WHERE kind = 'phone' AND merged_into = '' AND key IN ('a', 'b')",
	"theirs":    "SELECT id FROM complaints WHERE customer = 'a' ORDER BY received_at DESC LIMIT 100",
	"bodies":    "SELECT id, body FROM search_docs WHERE id IN (1, 2)",
	"page":      "SELECT id, number FROM complaints WHERE id IN ('a', 'b')",
	"source":    "SELECT body FROM search_source WHERE kind = 'message' AND record = 'a'",
}

// TestSearchTakesAnything: signs, operators and nonsense are text, and the
// answer is a list.
func TestSearchTakesAnything(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	write(t, a, c, "in", "Dice AND, dice NEAR y dice platos-rotos")
	flush(t, a)
	texts := []string{"", " ", "*", `"`, `""`, "-", "'", "(", ")", ":", "^", "AND", "OR", "NOT", "NEAR(", "NEAR(a b, 2)", "a AND", "title:platos", "{title}: x",
		"platos*", `"platos rotos"`, "-platos", "+platos", "pla%", "_", "\x00", "pl\x00atos", "\xff\xfe", "😀", "👩🏽‍⚖️ platos", strings.Repeat("a", 10_000), strings.Repeat("platos ", 1500),
		strings.Repeat("\"", 10_000), "{:match}", "[[x]]", "{{x}}", "'; DROP TABLE search_docs; --", "Ǆ ß İ ﬁ", "й ё ї", "日本語", "क्षि", "٣٤", "½ ² Ⅷ", "a\u0301e\u0301"}
	for name, text := range nasty {
		texts = append(texts, name, text)
	}
	for _, text := range texts {
		results(t, a, testapp.Agent, q(text))
		results(t, a, testapp.Agent, q(text, "kind", text, "stage", text, "owner", text, "area", text, "open", text, "after", text, "limit", text))
	}
	for _, text := range []string{"AND NEAR", `"platos"`, "platos-rotos", "dice:platos", "NEAR(platos"} {
		if items := first(results(t, a, testapp.Agent, q(text, "kind", search.Message))); len(items) != 1 {
			t.Errorf("%q found %+v", text, items)
		}
	}
}

// TestSearchForgetsWithdrawn: what was called back was never said, whether its
// words had reached the index or not.
func TestSearchForgetsWithdrawn(t *testing.T) {
	t.Parallel()
	for _, indexed := range []bool{false, true} {
		a := newApp(t)
		c := a.At(t, complaint.Assessing, nil)
		kept := writeTo(t, a, testapp.Agent, c.Id, "reply", "Un farolillo que se queda")
		id := writeTo(t, a, testapp.Agent, c.Id, "reply", "Otro farolillo, retirado")
		if indexed {
			flush(t, a)
		}
		if got := ids(first(results(t, a, testapp.Agent, q("farolillo", "kind", search.Message)))); len(got) != 2 {
			t.Fatalf("indexed %t: before %v", indexed, got)
		}
		if got := undo(t, a, testapp.Agent, id); got.Status != http.StatusOK {
			t.Fatalf("undo: %d %s", got.Status, got.Text)
		}
		items, counts, _ := results(t, a, testapp.Agent, q("farolillo"))
		if !slices.Equal(ids(items), []string{kept}) || counts["message"] != 1 {
			t.Errorf("indexed %t: %v %v, want %s", indexed, ids(items), counts, kept)
		}
		a.Exec(t, "INSERT INTO messages (id, complaint, direction, delivery, text, created) VALUES ('withdrawn000001', {:c}, 'out', 'withdrawn', 'Un tercer farolillo', '2026-11-24 16:00:00.000Z')", dbx.Params{"c": c.Id})
		if items := first(results(t, a, testapp.Agent, q("farolillo"))); len(items) != 1 {
			t.Errorf("stored as withdrawn: %+v", items)
		}
		for _, step := range []string{"", "search rebuild"} {
			if step != "" {
				if _, err := run(a, strings.Fields(step)...); err != nil {
					t.Fatal(err)
				}
			}
			if got := searchProblems(t, a); len(got) > 0 || len(first(results(t, a, testapp.Agent, q("farolillo")))) != 1 {
				t.Errorf("%s: %v", step, got)
			}
		}
	}
}
