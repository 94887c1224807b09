package hooks_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/hooks"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// roles are the columns of the matrix, in its order.
var roles = []struct{ name, who string }{
	{"guest", testapp.Guest}, {"left", testapp.Left}, {"agent", testapp.Agent}, {"other area", testapp.Agent2}, {"lead", testapp.Lead},
	{"supervisor", testapp.Supervisor}, {"admin", testapp.Admin}, {"auditor", testapp.Auditor}, {"integration", testapp.Robot},
}

// matrix says who may list, view, create, update and delete, as far as the
// access rules go; "-" is nobody's. The workflow decides the rest.
var matrix = map[string]string{
	//                   guest left agent other lead superv admin auditor integration
	records.Complaints:       "-     -    lvcu  lvcu  lvcu lvcu   lvcud lv     lvc",
	records.Statements:       "-     -    lvc   lvc   lvc  lvc    lvc  lv      lv",
	records.Messages:         "-     -    lvc   lvc   lvc  lvc    lvc  lv      lvc",
	records.Attachments:      "-     -    lvc   lvc   lvc  lvc    lvc  lv      lvc",
	records.FollowUps:        "-     -    lvc   lvc   lvc  lvc    lvc  lv      lv",
	records.Proposals:        "-     -    lvcu  lvcu  lvcu lvcu   lvcu lv      lv",
	records.Options:          "-     -    lvcud lvcud lvcud lvcud lvcud lv     lv",
	records.Tasks:            "-     -    lvcu  lvcu  lvcu lvcu   lvcu lv      lv",
	records.Reminders:        "-     -    lvcu  lvcu  lvcu lvcu   lvcu lv      lv",
	records.Grants:           "-     -    lvcu  lvcu  lvcu lvcu   lvcu lv      lv",
	records.Surveys:          "-     -    lvcu  lvcu  lvcu lvcu   lvcu lv      lv",
	records.Loyalty:          "-     -    lvcu  lvcu  lvcu lvcu   lvcu lv      lv",
	records.TimeEntries:      "-     -    lvcu  lvc   lvcu lvcu   lvcu lv      lv",
	records.Incidents:        "-     -    c    c     lvc lvc   lvc -      -",
	records.Actions:          "-     -    lv    lv    lvcu lvcu   lvcu lv      lv",
	records.Reviews:          "-     -    lv    lv    lvcu lvcu   lvcu lv      lv",
	records.Decisions:        "-     -    lv    lv    lvcu lvcu   lvcu lv      lv",
	records.Remarks:          "-     -    lvc   lvc   lvc  lvc    lvc  lv      lv",
	records.Ideas:            "-     -    lvc   lvc   lvcu lvcu   lvcu lv      lv",
	records.Trainings:        "-     -    lv    lv    lvcu lvcu   lvcu lv      lv",
	records.Articles:         "-     -    lv    lv    lvcu lvcu   lvcu lv      lv",
	records.ArticleVersions:  "-     -    -     -     lv   lv     lv   -       -",
	records.Issues:           "-     -    lv    lv    lvcu lvcu   lvcu lv      lv",
	records.Outreach:         "-     -    -     -     lv   lv     lv   -       -",
	records.Rewards:          "-     -    lv    lv    lv   lv     lvcu lv      lv",
	records.Alternatives:     "-     -    lvc   lvc   lvcu lvcu   lvcu lv      lv",
	records.Plans:            "-     -    lv    lv    lvcu lvcu   lvcu lv      lv",
	records.Activations:      "-     -    lvu   lvu   lvu  lvu    lvu  lv      lv",
	records.Events:           "-     -    lv    lv    lv   lv     lv   lv      lv",
	records.Customers:        "-     -    lvcu  lvcu  lvcu lvcu   lvcu lv      lvc",
	records.Contacts:         "-     -    lvcud lvcud lvcud lvcud lvcud lv    lvc",
	records.Merges:           "-     -    lv    lv    lvcu lvcu   lvcu lv      lv",
	records.Namesakes:        "-     -    lvc   lvc   lvcd lvcd   lvcd lv      lv",
	records.Purchases:        "-     -    lvcu  lvcu  lvcu lvcu   lvcu lv      lvc",
	records.Classifications:  "-     -    lvc  lvc  lvc lvc   lvc lv      lv",
	records.Behaviours:       "-     -    lvc  lvc  lvc lvc   lvc lv      lv",
	records.CustomerProfiles: "-     -    lvc  lvc  lvc lvcu   lvcu lv      lv",
	records.Agents:           "-     -    lv    lv    lvu  lv     lvcu lv      lv",
	records.Areas:            "-     -    lv    lv    lv   lv     lvcu lv      lv",
	records.Causes:           "-     -    lv    lv    lv   lv     lvcu lv      lv",
	records.Urgencies:        "-     -    lv    lv    lv   lv     lvcu lv      lv",
	records.Channels:         "-     -    lv    lv    lv   lv     lvcu lv      lv",
	records.Consents:         "-     -    lv    lv    lv   lv     lvcud lv     lv",
	records.Erasures:         "-     -    -     -     -    lv     lv   -       -",
	records.Products:         "-     -    lv    lv    lv   lv     lvcu lv      lv",
	records.Books:            "-     -    lv    lv    lv   lv     lvcu lv      lv",
	records.Campaigns:        "-     -    -     -     lv   lv     lvcu -       -",
	records.Schedules:        "-     -    -     -     lvcud lvcud  lvcud -      -",
	records.Tags:             "-     -    lv    lv    lv   lvcu   lvcu lv      lv",
	records.Views:            "-     -    lvcud lv    lv   lvd    lvd  lv      lv",
	records.Templates:        "-     -    lv    lv    lv   lvcu   lvcu lv      lv",
	records.Profiles:         "-     -    lv    lv    lv   lv     lvu  lv      lv",
	records.Holidays:         "-     -    lv    lv    lv   lv     lvcud lv     lv",
	records.Rules:            "-     -    lv    lv    lv   lv     lvcud lv     lv",
	records.Business:         "-     -    lv    lv    lv   lv     lvu  lv      lv",
	records.Mailboxes:        "-     -    -     -     -    -      lvcu -       -",
	records.Mails:            "-     -    lvu   lvu   lvu  lvu    lvu  -       -",
	records.Notices:          "-     -    lvu   -     -    -      -    -       -",
	records.Drafts:           "-     -    lvcud -     -    -      -    -       -",
	records.Posts:            "-     -    lvcu  lvcu  lvcu lvcu   lvcu lv      lv",
	records.Invitations:      "-     -    lv    -     -    -      -    -       -",
	records.Outbox:           "-     -    -     -     -    lv     lv   -       -",
	records.Jobs:             "-     -    -     -     -    lv     lv   -       -",
	records.Sequences:        "-     -    -     -     -    -      -    -       -",
}

// sample makes a row of the collection and a body that its create rule reads.
func sample(t *testing.T, a *testapp.App, table string) (id string, body map[string]any) {
	t.Helper()
	c := a.At(t, complaint.Resolved, nil)
	inCase := map[string]any{"complaint": c.Id, "title": "", "text": ""}
	create := func(values map[string]any) string {
		r, err := a.Engine.Create(a, table, values, a.Actor(t, testapp.Admin))
		if err != nil {
			t.Fatalf("a row of %s: %v", table, err)
		}
		return r.Id
	}
	switch table {
	case records.Attachments:
		return a.Attach(t, c.Id, "foto.txt", "foto").Id, inCase
	case records.FollowUps:
		return create(map[string]any{"complaint": c.Id}), inCase
	case records.Options:
		p, err := a.Engine.Create(a, records.Proposals, map[string]any{"complaint": c.Id}, a.Actor(t, testapp.Agent))
		if err != nil {
			t.Fatal(err)
		}
		return create(map[string]any{"proposal": p.Id, "text": "Una"}), map[string]any{"proposal": p.Id}
	case records.Rewards:
		return create(map[string]any{"name": "Un cuenco", "kind": "gift", "active": true, "stock": 5}), map[string]any{}
	case records.Reviews:
		return create(map[string]any{"week": "2026-W46"}), map[string]any{"week": ""}
	case records.Decisions, records.Remarks:
		week := meeting(t, a, "2026-W46")
		return create(map[string]any{"review": week, "complaint": c.Id, "text": "Separadores"}), map[string]any{"review": week, "complaint": c.Id, "text": ""}
	case records.Grants:
		reward := rewarding(t, a, map[string]any{"name": "Un cuenco", "kind": "gift", "active": true, "stock": 5})
		return create(map[string]any{"complaint": c.Id, "reward": reward, "justification": "Por la espera"}), inCase
	case records.Surveys:
		return create(map[string]any{"complaint": c.Id, "solution": 5, "treatment": 5, "expectation": "yes"}), inCase
	case records.Campaigns:
		return create(map[string]any{"name": "Primavera", "audience": "closed", "starts": "2026-11-24", "ends": "2026-12-24"}), map[string]any{"name": ""}
	case records.Schedules:
		return create(map[string]any{"name": "Los lunes", "recipients": []string{testapp.Lead}, "every": "weekly", "weekday": 1, "hour": 8, "active": true}), map[string]any{"name": ""}
	case records.Loyalty:
		return create(map[string]any{"customer": testapp.Rosa, "title": "Llamarla en su cumpleaños", "due": "2026-12-24", "owner": testapp.Agent}), map[string]any{"customer": testapp.Rosa, "title": ""}
	case records.Alternatives:
		return create(map[string]any{"title": "Otro juego", "text": "Le llevamos otro juego."}), map[string]any{"title": ""}
	case records.Plans:
		return planning(t, a, nil), map[string]any{"name": ""}
	case records.Activations:
		id := planning(t, a, nil)
		return activated(t, a, testapp.Lead, id, map[string]any{"complaints": []string{c.Id}}), inCase
	case records.TimeEntries:
		r, err := a.Engine.Create(a, table, map[string]any{"complaint": c.Id, "minutes": 5}, a.Actor(t, testapp.Agent))
		if err != nil {
			t.Fatal(err)
		}
		return r.Id, inCase
	case records.Incidents:
		return create(map[string]any{"complaint": c.Id, "kind": "threat", "text": "Levantó la voz ante dos personas"}), inCase
	case records.Actions:
		return create(map[string]any{"complaint": c.Id, "kind": "process", "title": "Revisar el embalaje", "owner": testapp.Supervisor}), inCase
	case records.Ideas:
		return create(map[string]any{"complaint": c.Id, "title": "Separadores en cada caja", "status": "new"}), inCase
	case records.Trainings:
		return create(map[string]any{"topic": "conflict", "title": "Escuchar a quien está enojado", "held_at": "2026-11-02", "attendees": []string{testapp.Agent}}), map[string]any{"title": ""}
	case records.Articles:
		return create(map[string]any{"code": "lavar-platos", "title_es": "Cómo lavar", "body_es": "Con agua tibia.", "status": "published"}), map[string]any{"code": ""}
	case records.ArticleVersions:
		if _, err := a.Engine.Create(a, records.Articles, map[string]any{"title_es": "Cómo lavar", "body_es": "Con agua tibia."}, a.Actor(t, testapp.Lead)); err != nil {
			t.Fatal(err)
		}
		return firstID(t, a, table), map[string]any{"version": 1}
	case records.Issues:
		return create(map[string]any{"title": "Cajas rotas", "cause": "delivery", "owner": testapp.Supervisor}), map[string]any{"title": ""}
	case records.Outreach:
		action, err := a.Engine.Create(a, records.Actions, map[string]any{"kind": "process", "title": "Revisar", "owner": testapp.Supervisor}, a.Actor(t, testapp.Admin))
		if err != nil {
			t.Fatal(err)
		}
		a.Exec(t, "INSERT INTO outreach (id, action, kind, customer) VALUES ('outreachsample1', {:a}, 'notice', {:c})", dbx.Params{"a": action.Id, "c": testapp.Rosa})
		return "outreachsample1", map[string]any{"kind": ""}
	case records.Notices:
		wrote := map[string]any{"complaint": c.Id, "direction": "in", "text": "Sigue igual"}
		if _, err := a.Engine.Create(a, records.Messages, wrote, casework.CustomerActor(testapp.Rosa)); err != nil {
			t.Fatal(err)
		}
		return firstID(t, a, table), map[string]any{"agent": testapp.Agent, "complaint": c.Id, "kind": "mention"}
	case records.Agents:
		return testapp.Lead, map[string]any{}
	case records.Purchases:
		return create(map[string]any{"customer": testapp.Rosa, "date": "2026-11-12", "amount": 1}), map[string]any{}
	case records.Classifications:
		return firstID(t, a, table), map[string]any{"customer": ""}
	case records.Behaviours:
		return create(map[string]any{"customer": testapp.Rosa, "complaint": c.Id, "text": "Llamó tres veces"}), map[string]any{"complaint": c.Id, "text": ""}
	case records.CustomerProfiles:
		return create(map[string]any{"customer": testapp.Rosa, "profile": "intolerant"}), map[string]any{"customer": ""}
	case records.Contacts:
		return create(map[string]any{"customer": testapp.Rosa, "kind": "phone", "value": "900 000 143"}), map[string]any{"customer": testapp.Rosa, "kind": "phone", "value": "x"}
	case records.Merges:
		return create(map[string]any{"survivor": testapp.Rosa, "merged": twin(t, a, nil), "reason": "Es la misma"}), map[string]any{"survivor": testapp.Rosa}
	case records.Namesakes:
		return create(map[string]any{"customer": testapp.Rosa, "other": twin(t, a, nil)}), map[string]any{"customer": testapp.Rosa, "other": ""}
	case records.Products:
		return create(map[string]any{"name": "Vajilla"}), map[string]any{}
	case records.Erasures:
		a.Exec(t, "INSERT INTO erasures (id, customer, reason) VALUES ('erasuresample01', {:c}, 'Prueba')", dbx.Params{"c": testapp.Rosa})
		return "erasuresample01", map[string]any{"customer": ""}
	case records.Jobs:
		if err := a.Engine.Job(a, "sample", time.Minute, func() error { return nil }); err != nil {
			t.Fatal(err)
		}
		return firstID(t, a, table), inCase
	case records.Holidays:
		return create(map[string]any{"country": "PE", "day": "2026-12-24", "kind": "add"}), map[string]any{}
	case records.Rules:
		return create(map[string]any{"id": "next_step_kept", "level": "advised", "reason": "Prueba"}), map[string]any{"id": "x"}
	case records.Tags:
		return create(map[string]any{"name": "Roturas " + c.Id, "active": true}), map[string]any{"name": ""}
	case records.Views:
		return create(map[string]any{"agent": testapp.Agent, "name": "Tienda", "shared": true}), map[string]any{"agent": testapp.Agent}
	case records.Mailboxes:
		return create(entered()), map[string]any{"name": ""}
	case records.Mails:
		return arrived(t, a, map[string]any{}), map[string]any{}
	case records.Posts:
		return create(map[string]any{"complaint": c.Id, "link": "https://social.example/p/1", "platform": "other"}), inCase
	case records.Invitations:
		a.Exec(t, "INSERT INTO invitations (id, token, agent, fields) VALUES ('invitesample001', 'x', {:a}, '{}')", dbx.Params{"a": testapp.Agent})
		return "invitesample001", map[string]any{"agent": testapp.Agent}
	case records.Drafts:
		return create(map[string]any{"agent": testapp.Agent, "key": "k"}), map[string]any{"agent": testapp.Agent}
	}
	return firstID(t, a, table), inCase
}

// passes reports whether the access rule let the request through, whatever the
// workflow then said to it.
func passes(got testapp.Answer) bool {
	data, _ := got.JSON["data"].(map[string]any)
	return got.Status < 300 || len(data) > 0
}

// mayDo tries the five doors of a row.
func mayDo(t *testing.T, a *testapp.App, who, table, id string, body map[string]any) string {
	t.Helper()
	out := ""
	add := func(letter string, ok bool) {
		if ok {
			out += letter
		}
	}
	list := a.Ask(t, who, http.MethodGet, testapp.Records(table)+"?perPage=200", nil)
	add("l", strings.Contains(list.Text, `"id":"`+id+`"`))
	add("v", a.Ask(t, who, http.MethodGet, testapp.Records(table, id), nil).Status == http.StatusOK)
	add("c", passes(a.Ask(t, who, http.MethodPost, testapp.Records(table), body)))
	update := a.Ask(t, who, http.MethodPatch, testapp.Records(table, id), map[string]any{"updated": ""})
	add("u", passes(update))
	add("d", passes(a.Ask(t, who, http.MethodDelete, testapp.Records(table, id), nil)))
	if out == "" {
		return "-"
	}
	return out
}

// TestWhoMayDoWhat walks the matrix.
func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	for table, row := range matrix {
		t.Run(table, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			id, body := sample(t, a, table)
			for i, want := range strings.Fields(row) {
				if _, err := a.FindRecordById(table, id); err != nil {
					id, body = sample(t, a, table) // who may delete did
				}
				if got := mayDo(t, a, roles[i].who, table, id, body); got != want {
					t.Errorf("%s: %s, want %s", roles[i].name, got, want)
				}
			}
		})
	}
}

// TestEveryCollectionHasItsRules: the rules in the database are those of the
// source, and there is no collection without a row in the matrix.
func TestEveryCollectionHasItsRules(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	source := hooks.AccessRules()
	for _, name := range records.All() {
		c, err := a.FindCollectionByNameOrId(name)
		if err != nil {
			t.Fatal(err)
		}
		want, ok := source[name]
		if !ok || matrix[name] == "" {
			t.Errorf("%s has no access rules or no row in the matrix", name)
			continue
		}
		for i, have := range []*string{c.ListRule, c.ViewRule, c.CreateRule, c.UpdateRule, c.DeleteRule} {
			if text(have) != text(want[i]) {
				t.Errorf("%s, door %d: %s, want %s", name, i, text(have), text(want[i]))
			}
		}
	}
	if len(source) != len(records.All()) || len(matrix) != len(records.All()) {
		t.Errorf("%d collections, %d with rules, %d in the matrix", len(records.All()), len(source), len(matrix))
	}
}

func text(rule *string) string {
	if rule == nil {
		return "(nobody)"
	}
	return *rule
}

// TestNoCollectionOfStrangers: what the platform makes by itself and anybody
// could register in is gone.
func TestNoCollectionOfStrangers(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	all, err := a.FindAllCollections()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if !c.System && !slices.Contains(records.All(), c.Name) {
			t.Errorf("collection %s belongs to nobody", c.Name)
		}
	}
	got := a.Ask(t, testapp.Guest, http.MethodPost, testapp.Records("users"), map[string]any{"email": "a@b.example", "password": "cuatro palabras", "passwordConfirm": "cuatro palabras"})
	if got.Status != http.StatusNotFound {
		t.Errorf("a stranger registers: %d %s", got.Status, got.Text)
	}
}

// TestEditedRulesAreRestored: an edit in the admin UI lasts until the next start.
func TestEditedRulesAreRestored(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, err := a.FindCollectionByNameOrId(records.Complaints)
	if err != nil {
		t.Fatal(err)
	}
	open := ""
	c.ListRule, c.DeleteRule = &open, &open
	if err := a.Save(c); err != nil {
		t.Fatal(err)
	}
	if err := hooks.Prepare(a); err != nil {
		t.Fatal(err)
	}
	if c, err = a.FindCollectionByNameOrId(records.Complaints); err != nil || text(c.ListRule) == "" || text(c.DeleteRule) == "" {
		t.Errorf("the rules stayed open: %v", err)
	}
}
