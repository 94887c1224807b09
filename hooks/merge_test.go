package hooks_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
	"escucha/internal/verify"
)

// twin is another record of Rosa, as somebody in a hurry took her down.
func twin(t *testing.T, a *testapp.App, more map[string]any) string {
	t.Helper()
	values := map[string]any{"name": "R. Quispe H.", "phone": "900 000 142", "address": "Jr. Los Ceibos 214"}
	maps.Copy(values, more)
	r, err := a.Engine.Create(a, records.Customers, values, a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatalf("twin: %v", err)
	}
	return r.Id
}

func merge(t *testing.T, a *testapp.App, who, into, from string) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodPost, "/api/crm/customers/"+into+"/merge", map[string]any{"from": from, "reason": "La misma persona: lo dijo al teléfono"})
}

// merged makes one of two and answers the id of the merge.
func merged(t *testing.T, a *testapp.App, into, from string) string {
	t.Helper()
	got := merge(t, a, testapp.Lead, into, from)
	id, _ := got.JSON["merge"].(string)
	if got.Status != http.StatusOK || id == "" {
		t.Fatalf("merge: %d %s", got.Status, got.Text)
	}
	return id
}

func part(t *testing.T, a *testapp.App, who, id string) testapp.Answer {
	t.Helper()
	return a.Ask(t, who, http.MethodPost, "/api/crm/merges/"+id+"/undo", nil)
}

// lived gives a customer something in every table that knows customers.
func livedHere(t *testing.T, a *testapp.App, id string) *core.Record {
	t.Helper()
	c := a.At(t, complaint.Investigating, map[string]any{"customer": id})
	for table, values := range map[string]map[string]any{
		records.Purchases:        {"date": "2026-11-12", "amount": 100, "external_id": "P-" + id},
		records.Behaviours:       {"complaint": c.Id, "text": "Llamó antes de la fecha prometida"},
		records.CustomerProfiles: {"profile": "intolerant", "evidence_complaint": c.Id},
		records.Classifications:  {"criterion": "volume", "value": "high", "reason": "Compra por su empresa", "expires": "2027-06-01 00:00:00.000Z"},
		records.Customers:        {"name": "Amiga de " + id, "referred_by": id},
		records.Contacts:         {"kind": "email", "value": id + "@correo.example"},
	} {
		if table != records.Customers {
			values["customer"] = id
		}
		if _, err := a.Engine.Create(a, table, values, a.Actor(t, testapp.Supervisor)); err != nil {
			t.Fatalf("%s of %s: %v %v", table, id, err, casework.Codes(err))
		}
	}
	give(t, a, testapp.Agent, c.Id, rewarding(t, a, nil), nil)
	return c
}

// pointing lists the rows of every relation that points at a customer, by the
// schema and not by a list of ours.
func pointing(t *testing.T, a *testapp.App, id string) map[string]string {
	t.Helper()
	out := map[string]string{}
	all, err := a.FindAllCollections()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		for _, f := range c.Fields {
			to, ok := f.(*core.RelationField)
			if !ok || to.CollectionId != a.Reload(t, newPerson(t, a, testapp.Rosa)).Collection().Id {
				continue
			}
			var ids []string
			if err := a.DB().Select("id").From(c.Name).Where(dbx.HashExp{f.GetName(): id}).OrderBy("id").Column(&ids); err != nil {
				t.Fatal(err)
			}
			out[c.Name+"."+f.GetName()] = strings.Join(ids, " ")
		}
	}
	return out
}

func newPerson(t *testing.T, a *testapp.App, id string) *core.Record {
	t.Helper()
	r, err := a.FindRecordById(records.Customers, id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sound fails when the database does not add up.
func sound(t *testing.T, a *testapp.App) {
	t.Helper()
	report, err := verify.Run(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range report.Problems {
		t.Errorf("verify: %+v", p)
	}
}

// another is a collection of tomorrow.
func another(t *testing.T, a *testapp.App) {
	t.Helper()
	c := core.NewBaseCollection("visits")
	c.Fields.Add(&core.RelationField{Name: "guest", CollectionId: newPerson(t, a, testapp.Rosa).Collection().Id, MaxSelect: 1}, &core.TextField{Name: "note"})
	if err := a.Save(c); err != nil {
		t.Fatal(err)
	}
}

// TestMergeMovesEverything: by the schema, with both histories, and filed cases
// say what was told on the day.
func TestMergeMovesEverything(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	another(t, a)
	other := twin(t, a, map[string]any{"email": "rosa@trabajo.example"})
	c, hers := livedHere(t, a, other), livedHere(t, a, testapp.Rosa)
	if _, err := a.Engine.Create(a, "visits", map[string]any{"guest": other}, a.Actor(t, testapp.Agent)); err != nil {
		t.Fatal(err)
	}
	theirs, her := pointing(t, a, other), pointing(t, a, testapp.Rosa)
	snapshot := c.GetString("customer_snapshot")
	id := merged(t, a, testapp.Rosa, other)
	left, now := pointing(t, a, other), pointing(t, a, testapp.Rosa)
	stays := map[string]bool{"merges.merged": true, "events.customer": true, "contacts.customer": true, "profiles.customer": true}
	for name, ids := range theirs {
		if left[name] != "" && !stays[name] {
			t.Errorf("%s stays: %s", name, left[name])
		}
		for _, row := range strings.Fields(ids + " " + her[name]) {
			if !strings.Contains(now[name]+left[name], row) {
				t.Errorf("%s lost %s", name, row)
			}
		}
	}
	for _, name := range []string{"complaints.customer", "purchases.customer", "behaviours.customer", "classifications.customer", "grants.customer", "visits.guest", "customers.referred_by"} {
		if theirs[name] == "" || len(now[name]) <= len(her[name]) {
			t.Errorf("%s: %q before, %q now", name, her[name], now[name])
		}
	}
	if moved := a.Reload(t, c); moved.GetString("customer") != testapp.Rosa || moved.GetString("customer_snapshot") != snapshot {
		t.Errorf("the case is of %s and says %s", moved.GetString("customer"), moved.GetString("customer_snapshot"))
	}
	rosa, gone := newPerson(t, a, testapp.Rosa), newPerson(t, a, other)
	if rosa.GetString("address") != "Jr. Los Ceibos 214" || rosa.GetString("name") != "Rosa Elena Quispe Huamán" || rosa.GetString("email") != "rosa.quispe@correo.example" {
		t.Errorf("filled: %v", rosa.PublicExport())
	}
	if gone.GetString("merged_into") != testapp.Rosa || gone.GetString("name") != "R. Quispe H." {
		t.Errorf("the other one: %v", gone.PublicExport())
	}
	if got := reached(t, a, testapp.Rosa, "email"); !strings.Contains(got, "rosa@trabajo.example") {
		t.Errorf("mails %s", got)
	}
	if !strings.Contains(rosa.GetString("types"), `"purchases":2`) {
		t.Errorf("types are not of both: %s", rosa.GetString("types"))
	}
	for _, one := range []*core.Record{c, hers} {
		if n := a.Count(t, records.Events, "type = 'customer.merged' AND complaint = '"+one.Id+"' AND json_extract(data, '$.ref') = '"+id+"'"); (n == 1) != (one == c) {
			t.Errorf("%d events in case %s", n, one.Id)
		}
	}
	if n := a.Count(t, records.Events, "type = 'customer.merged' AND complaint = '' AND customer = '"+testapp.Rosa+"' AND actor = '"+testapp.Lead+"'"); n != 1 {
		t.Errorf("%d events of the customer", n)
	}
	sound(t, a)
}

// TestUndoPutsBackExactly: what was moved, and only that.
func TestUndoPutsBackExactly(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	other := twin(t, a, map[string]any{"email": "rosa@trabajo.example", "notes_handling": "Oye mal: hable despacio", "public_reach": 900, "press": true})
	c := livedHere(t, a, other)
	livedHere(t, a, testapp.Rosa)
	kept := []string{records.Purchases, records.Contacts, records.Behaviours, records.CustomerProfiles, records.Grants, records.Namesakes}
	before := a.Stored(t)
	told := map[string]string{}
	for _, who := range []string{testapp.Rosa, other} {
		told[who] = knownAt(t, a, who)
	}
	id := merged(t, a, testapp.Rosa, other)
	if !newPerson(t, a, testapp.Rosa).GetBool("press") || newPerson(t, a, testapp.Rosa).GetInt("public_reach") != 900 {
		t.Error("nothing was filled")
	}
	late, err := a.Engine.Create(a, records.Purchases, map[string]any{"customer": other, "date": "2026-11-20", "amount": 5}, a.Actor(t, testapp.Robot))
	if err != nil || late.GetString("customer") != testapp.Rosa {
		t.Fatalf("a purchase of the old id is of %v, %v", late, err)
	}
	if got := part(t, a, testapp.Lead, id); got.Status != http.StatusNoContent {
		t.Fatalf("undo: %d %s", got.Status, got.Text)
	}
	if a.Reload(t, late).GetString("customer") != testapp.Rosa {
		t.Error("what came after the merge did not stay")
	}
	a.Exec(t, "DELETE FROM purchases WHERE id = {:id}", dbx.Params{"id": late.Id})
	after := a.Stored(t)
	for _, table := range kept {
		if before[table] != after[table] {
			t.Errorf("%s:\n%s\nnow\n%s", table, before[table], after[table])
		}
	}
	for who, was := range told {
		if now := knownAt(t, a, who); now != was {
			t.Errorf("%s is %s, was %s", who, now, was)
		}
	}
	if a.Reload(t, c).GetString("customer") != other {
		t.Error("the case did not go back")
	}
	if got := a.Reload(t, find(t, a, records.Merges, id)); got.GetString("undone_by") != testapp.Lead || got.GetString("undone_at") == "" {
		t.Errorf("undone by %q at %q", got.GetString("undone_by"), got.GetString("undone_at"))
	}
	if got := part(t, a, testapp.Lead, id); got.Status != http.StatusConflict || got.Code("undone_at") != "merge_undone" {
		t.Errorf("twice: %d %s", got.Status, got.Text)
	}
	merged(t, a, other, testapp.Rosa) // the other way round is as good
	sound(t, a)
}

// known is all that is written of a customer but when they were last stored, and
// since when each type is as it is.
func knownAt(t *testing.T, a *testapp.App, id string) string {
	t.Helper()
	out := newPerson(t, a, id).PublicExport()
	delete(out, "updated")
	return fmt.Sprint(out)
}

func find(t *testing.T, a *testapp.App, table, id string) *core.Record {
	t.Helper()
	r, err := a.FindRecordById(table, id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestAMergeTakesTheTechniqueAlong: what is confirmed of the one holds for the
// open cases of the other, and no longer when they are two again.
func TestAMergeTakesTheTechniqueAlong(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	other := twin(t, a, nil)
	theirs, hers := a.At(t, complaint.Investigating, map[string]any{"customer": other}), a.At(t, complaint.Investigating, nil)
	row, err := a.Engine.Create(a, records.CustomerProfiles, map[string]any{"customer": other, "profile": "intolerant", "evidence_complaint": theirs.Id}, a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatal(err)
	}
	if got := a.Ask(t, testapp.Supervisor, http.MethodPatch, testapp.Records(records.CustomerProfiles, row.Id), map[string]any{"status": "confirmed", "evidence": "Llamó tres veces antes de la fecha"}); got.Status != http.StatusOK {
		t.Fatalf("confirm: %d %s", got.Status, got.Text)
	}
	lane := func() string { return a.Reload(t, hers).GetString("lane") }
	id := merged(t, a, testapp.Rosa, other)
	if got := lane(); got != "attend_now" {
		t.Errorf("her case is in lane %q", got)
	}
	if got := part(t, a, testapp.Lead, id); got.Status != http.StatusNoContent || lane() != "normal" {
		t.Errorf("apart again: %d, lane %q", got.Status, lane())
	}
	if got := a.Reload(t, theirs).GetString("lane"); got != "attend_now" {
		t.Errorf("the other's case is in lane %q", got)
	}
	sound(t, a)
}

// TestMergesThatCannotBe: with the field and the code, and nothing half done.
func TestMergesThatCannotBe(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	other, third, fourth := twin(t, a, nil), twin(t, a, map[string]any{"name": "Tercera"}), twin(t, a, map[string]any{"name": "Cuarta"})
	merged(t, a, third, fourth)
	before := a.Stored(t)
	rows := []struct {
		name, who, into, from, reason string
		status                        int
		field, code                   string
	}{
		{"into itself", testapp.Lead, testapp.Rosa, testapp.Rosa, "x", 400, "merged", "merge_itself"},
		{"nobody", testapp.Lead, testapp.Rosa, "nobody000000000", "x", 400, "merged", "not_found"},
		{"into nobody", testapp.Lead, "nobody000000000", other, "x", 404, "", ""},
		{"without a reason", testapp.Lead, testapp.Rosa, other, " ", 400, "reason", "merge_reason"},
		{"of one merged already", testapp.Lead, testapp.Rosa, fourth, "x", 409, "merged", "merge_already"},
		{"into one merged already", testapp.Lead, fourth, other, "x", 409, "survivor", "merge_already"},
		{"by an agent", testapp.Agent, testapp.Rosa, other, "x", 403, "", ""},
		{"by the auditor", testapp.Auditor, testapp.Rosa, other, "x", 403, "", ""},
		{"by a program", testapp.Robot, testapp.Rosa, other, "x", 403, "", ""},
		{"by nobody", testapp.Guest, testapp.Rosa, other, "x", 401, "", ""},
	}
	for _, row := range rows {
		got := a.Ask(t, row.who, http.MethodPost, "/api/crm/customers/"+row.into+"/merge", map[string]any{"from": row.from, "reason": row.reason})
		if got.Status != row.status || row.field != "" && got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s, want %d %s", row.name, got.Status, got.Text, row.status, row.code)
		}
	}
	for name, body := range map[string]map[string]any{"a merge that says what it moved": {"survivor": testapp.Rosa, "merged": other, "reason": " "}} {
		if got := a.Ask(t, testapp.Admin, http.MethodPost, testapp.Records(records.Merges), body); got.Status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
	if got := a.Ask(t, testapp.Superuser, http.MethodPatch, testapp.Records(records.Customers, fourth), map[string]any{"name": "Otra"}); got.Status != http.StatusConflict || got.Code("merged_into") != "customer_merged" {
		t.Errorf("a merged record is changed: %d %s", got.Status, got.Text)
	}
	a.Unchanged(t, before)
	for name, got := range map[string]testapp.Answer{
		"record API":  a.Ask(t, testapp.Admin, http.MethodPost, testapp.Records(records.Merges), map[string]any{"survivor": testapp.Rosa, "merged": other, "reason": "x", "moved": map[string]any{"rows": map[string]any{"agents.id": []string{"x"}}}}),
		"supervisor ": merge(t, a, testapp.Supervisor, third, testapp.Rosa),
	} {
		if got.Status != http.StatusOK && got.Status != http.StatusConflict {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
	if n := a.Count(t, records.Merges, "moved LIKE '%agents.id%'"); n != 0 {
		t.Error("a caller says what was moved")
	}
}

// TestUndoIsRefused: when it would not be exact, or is not theirs to do.
func TestUndoIsRefused(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	other, third := twin(t, a, nil), twin(t, a, map[string]any{"name": "Tercera", "phone": "900 000 777"})
	c := livedHere(t, a, other)
	id := merged(t, a, testapp.Rosa, other)
	if got := part(t, a, testapp.Agent, id); got.Status != http.StatusForbidden {
		t.Errorf("by an agent: %d", got.Status)
	}
	if got := part(t, a, testapp.Lead, "nothing00000000"); got.Status != http.StatusNotFound {
		t.Errorf("of nothing: %d", got.Status)
	}
	next := merged(t, a, third, testapp.Rosa)
	if got := part(t, a, testapp.Lead, id); got.Status != http.StatusConflict || got.Code("survivor") != "merge_chained" {
		t.Errorf("below another: %d %s", got.Status, got.Text)
	}
	if newPerson(t, a, other).GetString("merged_into") != third || a.Reload(t, c).GetString("customer") != third {
		t.Error("the first one is not led to the last")
	}
	if got := part(t, a, testapp.Lead, next); got.Status != http.StatusNoContent {
		t.Fatalf("the later one: %d %s", got.Status, got.Text)
	}
	if newPerson(t, a, other).GetString("merged_into") != testapp.Rosa || a.Reload(t, c).GetString("customer") != testapp.Rosa {
		t.Error("the first one is not led back")
	}
	a.Exec(t, "UPDATE purchases SET customer = {:c} WHERE external_id = {:p}", dbx.Params{"c": third, "p": "P-" + other})
	before := a.Stored(t)
	if got := part(t, a, testapp.Lead, id); got.Status != http.StatusConflict || got.Code("purchases") != "merge_moved_on" {
		t.Errorf("a purchase is somebody else's: %d %s", got.Status, got.Text)
	}
	a.Unchanged(t, before)
	a.Exec(t, "DELETE FROM purchases WHERE external_id = {:p}", dbx.Params{"p": "P-" + other})
	body := map[string]any{"undone_at": "2026-11-24 00:00:00.000Z"}
	for _, row := range []struct {
		name string
		more map[string]any
	}{{"with another reason", map[string]any{"reason": "Otro"}}, {"with another survivor", map[string]any{"survivor": third}}, {"not at all", map[string]any{"undone_at": ""}}} {
		wanted := maps.Clone(body)
		maps.Copy(wanted, row.more)
		if got := a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Merges, id), wanted); got.Status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	if got := a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Merges, id), body); got.Status != http.StatusOK {
		t.Errorf("what was deleted since is no obstacle: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Superuser, http.MethodDelete, testapp.Records(records.Merges, id), nil); got.Status != http.StatusBadRequest {
		t.Errorf("a merge is deleted: %d", got.Status)
	}
	sound(t, a)
}

// TestMergesAtOnce: of those who do the same at once one does it.
func TestMergesAtOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	other := twin(t, a, nil)
	livedHere(t, a, other)
	a.Handler(t)
	pairs := [][2]string{{testapp.Rosa, other}, {other, testapp.Rosa}}
	tokens := make([]int, 8)
	if err := slices.Compact(atOnce(len(tokens), func(n int) error {
		pair := pairs[n%2]
		tokens[n] = merge(t, a, testapp.Lead, pair[0], pair[1]).Status
		return nil
	})); len(err) > 1 {
		t.Fatal(err)
	}
	slices.Sort(tokens)
	if tokens[0] != http.StatusOK || tokens[1] != http.StatusConflict || tokens[7] != http.StatusConflict {
		t.Errorf("answers %v", tokens)
	}
	if n := a.Count(t, records.Merges, ""); n != 1 {
		t.Errorf("%d merges", n)
	}
	if n := a.Count(t, records.Customers, "merged_into != ''"); n != 1 {
		t.Errorf("%d merged customers", n)
	}
	id := firstID(t, a, records.Merges)
	undone := make([]int, 4)
	atOnce(len(undone), func(n int) error {
		undone[n] = part(t, a, testapp.Lead, id).Status
		return nil
	})
	slices.Sort(undone)
	if undone[0] != http.StatusNoContent || undone[1] != http.StatusConflict || undone[3] != http.StatusConflict {
		t.Errorf("undoing at once: %v", undone)
	}
	sound(t, a)
}

// TestTheOldIdLeadsOn: registering, buying, writing and reading go to whoever it
// is now; a confidential case is moved and stays out of sight.
func TestTheOldIdLeadsOn(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	other := twin(t, a, nil)
	a.File(t, testapp.Agent, map[string]any{"customer": other})
	hidden := a.File(t, testapp.Supervisor, map[string]any{"customer": other, "owner": testapp.Supervisor})
	a.Move(t, hidden.Id, testapp.Supervisor, casework.Move{Fields: map[string]any{"confidential": true, "confidential_reason": "Datos de salud", "supervisor": testapp.Supervisor}})
	preview := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/customers/"+testapp.Rosa+"/merge?from="+other, nil)
	if moves, _ := preview.JSON["moves"].(map[string]any); preview.Status != http.StatusOK || moves[records.Complaints] != 1.0 || !strings.Contains(preview.Text, `"fills":["address"]`) {
		t.Errorf("preview: %d %s", preview.Status, preview.Text)
	}
	merged(t, a, testapp.Rosa, other)
	if a.Reload(t, hidden).GetString("customer") != testapp.Rosa {
		t.Error("a case out of sight was left behind")
	}
	got := a.Ask(t, testapp.Agent, http.MethodGet, testapp.Records(records.Customers, other), nil)
	if got.Status != http.StatusOK || got.JSON["merged_into"] != testapp.Rosa {
		t.Errorf("the old record: %d %s", got.Status, got.Text)
	}
	body := map[string]any{"customer": map[string]any{"id": other}, "complaint": filing(map[string]any{"customer": ""})}
	got = a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/register", body)
	filed, _ := got.JSON["complaint"].(map[string]any)
	if id, _ := filed["id"].(string); got.Status != http.StatusOK || find(t, a, records.Complaints, id).GetString("customer") != testapp.Rosa {
		t.Errorf("register: %d %s", got.Status, got.Text)
	}
	for table, values := range map[string]map[string]any{records.Purchases: {"date": "2026-11-20", "amount": 1}, records.Complaints: filing(nil),
		records.Contacts: {"kind": "phone", "value": "900 000 555"}} {
		values["customer"] = other
		if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(table), values); got.Status != http.StatusOK || got.JSON["customer"] != testapp.Rosa {
			t.Errorf("%s: %d %s", table, got.Status, got.Text)
		}
	}
	if names := lookedUp(t, a, "phone=900000142"); !slices.Equal(names, []string{"Rosa Elena Quispe Huamán"}) {
		t.Errorf("lookup finds %v", names)
	}
}

// TestTheLinkOfTheOldRecord: what the customer writes by the link that they were
// given is theirs still.
func TestTheLinkOfTheOldRecord(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor()
	v.file(minimum("name", "Rosita Quispe", "document_number", "40000998"))
	c := find(t, s.App, records.Complaints, firstID(t, s.App, records.Complaints))
	key, old := c.GetString("tracking_key"), c.GetString("customer")
	into := map[string]any{"survivor": testapp.Rosa, "merged": old, "reason": "Firmó como Rosita"}
	if _, err := s.Engine.Create(s, records.Merges, into, s.Actor(t, testapp.Lead)); err != nil {
		t.Fatal(err)
	}
	v.done(v.act(key, "add", "text", "Sigo esperando la vajilla"))
	if n := s.Count(t, records.Messages, "complaint = '"+c.Id+"' AND direction = 'in'"); n != 1 {
		t.Errorf("%d messages", n)
	}
	if n := s.Count(t, records.Customers, ""); n != 2 {
		t.Errorf("%d customers", n)
	}
}
