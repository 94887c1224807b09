package hooks_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

const attack = `"'><script>alert(1)</script><img src=x onerror=alert(2)>${7*7}</textarea>`

// tags are the parts of the attack that a page must never hold as they are.
var tags = []string{"<script>alert", "<img src=x", "</textarea><", ">49<"}

// raw: none of the texts is in the page as markup.
func (p page) raw(texts ...string) page {
	p.t.Helper()
	for _, text := range texts {
		if strings.Contains(p.Body, text) {
			p.t.Errorf("the page holds %q", text)
		}
	}
	return p
}

func TestHostileTextIsShownAsText(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor()
	form := everything("narrative", attack, "remedy_requested", attack, "product", attack, "name", attack, "phone", "<b>9", "address", attack, "minor", "yes", "representative", attack)
	key := v.file(form, `a"><script>alert(3)</script>.png`, "x")
	for _, path := range []string{"/portal/r/" + key, "/portal/r/" + key + "/sheet", "/portal/c/" + key} {
		p := v.get(path).is(200).raw(tags...).raw("<script>alert(3)", "<b>9").has("<script>alert(1)</script>")
		if !strings.Contains(p.Header.Get("Content-Security-Policy"), "script-src 'self'") {
			t.Errorf("%s: policy %q", path, p.Header.Get("Content-Security-Policy"))
		}
	}
	v.get("/portal/c/" + key)
	v.done(v.postWith("/portal/c/"+key+"/add", url.Values{"text": {attack}}, attack+".png", "x")).raw(tags...)
	v.done(v.act(key, "withdraw", "words", attack)).raw(tags...)
	v.done(v.act(key, "reopen", "reopen_reason", attack)).raw(tags...)
	if got := s.byKey(key).GetString("narrative"); got != attack {
		t.Errorf("stored %q", got)
	}
	v.ready().post("/portal/file", minimum("narrative", "", "name", attack, "address", attack)).is(http.StatusBadRequest).raw(tags...)
	v.get("/portal/")
	v.post("/portal/open", url.Values{"number": {attack}, "key": {attack}}).is(http.StatusNotFound).raw(tags...)
	s.clean()
}

// TestTextsOfTheTeamAreEscaped: what an agent writes is text as well.
func TestTextsOfTheTeamAreEscaped(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t)
	s.investigate(key)
	c := s.byKey(key)
	c.Load(map[string]any{"goal": attack, "paraphrase": attack, "next_step": attack})
	casework.SetActor(c, s.Actor(t, testapp.Agent))
	if err := s.Save(c); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Engine.Create(s, records.Messages, map[string]any{"complaint": c.Id, "direction": "out", "text": attack}, s.Actor(t, testapp.Agent)); err != nil {
		t.Fatal(err)
	}
	v.get("/portal/c/" + key).is(200).raw(tags...).has("<script>alert(1)</script>")
}

func TestOddCharacters(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, typed, stored string }{
		{"control characters go", "uno\x00dos\x07tres\x1b[31m", "unodostres[31m"},
		{"line ends are one kind", "uno\r\ndos\rtres", "uno\ndos\ntres"},
		{"bad bytes are marked", "uno\xff\xfedos", "uno\uFFFDdos"},
		{"right to left stays, isolated by the page", "uno \u202e dos \u2067 tres", "uno \u202e dos \u2067 tres"},
		{"signs of other scripts", "客服 👩‍🔧 ñandú مرحبا", "客服 👩‍🔧 ñandú مرحبا"},
		{"template signs", "{{.Secret}} {{nombre_cliente}} %s $1", "{{.Secret}} {{nombre_cliente}} %s $1"},
	}
	s := newShop(t)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			v := s.visitor()
			v.shop = &shop{s.App, t, s.mux}
			key := v.file(minimum("narrative", row.typed, "name", "Ana \u202eelena\u0000"))
			c := v.byKey(key)
			if got := c.GetString("narrative"); got != row.stored {
				t.Errorf("stored %q", got)
			}
			v.get("/portal/r/"+key).is(200).has(row.stored, `dir="auto"`, "<bdi>")
			v.get("/portal/c/" + key).is(200).has(row.stored)
		})
	}
	s.clean()
}

func TestTooMuch(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor().ready()
	v.postWith("/portal/file", minimum(), "video.mp4", strings.Repeat("x", 11<<20), "foto.jpg", "x").is(http.StatusBadRequest).
		has("Un archivo era demasiado grande", story, "foto.jpg").worded()
	v.postWith("/portal/file", minimum(), "1.jpg", "x", "2.jpg", "x", "3.jpg", "x", "4.jpg", "x", "5.jpg", "x", "6.jpg", "x").is(http.StatusBadRequest).
		has("demasiados archivos", "5.jpg").worded()
	v.postWith("/portal/file", minimum(), "film.mp4", strings.Repeat("x", 66<<20)).is(http.StatusRequestEntityTooLarge).has("<!doctype html>", "Lo que envió ocupa demasiado").worded()
	if n := s.count(records.Complaints, "id != ''", nil); n != 0 {
		t.Errorf("%d cases", n)
	}
	key := v.file(minimum())
	v.act(key, "add", "text", strings.Repeat("a", 1_100_000)).is(http.StatusBadRequest).has("demasiado largo").worded()
	v.act(key, "withdraw", "words", strings.Repeat("a", 30_000)).is(http.StatusBadRequest).has("demasiado largo", strings.Repeat("a", 30_000)).worded()
	s.stage(key, "received")
}

func TestTooOften(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor()
	v.get("/portal/").is(200)
	var last page
	for range 40 {
		if last = v.post("/portal/open", url.Values{"number": {"1"}, "key": {"2"}}); last.Code == http.StatusTooManyRequests {
			break
		}
	}
	last.is(http.StatusTooManyRequests).has("<!doctype html>", "Demasiados intentos seguidos").worded()
	s.visitor().ready().post("/portal/file", minimum()).is(http.StatusSeeOther) // somebody else is served
}

func TestNotFromOurForm(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	rows := []struct {
		name   string
		change func(*visitor, url.Values)
		status int
	}{
		{"at once, as programs do", func(v *visitor, _ url.Values) { v.get("/portal/form") }, http.StatusBadRequest},
		{"the hidden field filled in", func(_ *visitor, f url.Values) { f.Set("website", "http://spam") }, http.StatusBadRequest},
		{"without a token", func(v *visitor, _ url.Values) { v.token = "" }, http.StatusBadRequest},
		{"with a made up token", func(v *visitor, _ url.Values) { v.token = strings.Repeat("A", len(v.token)) }, http.StatusBadRequest},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			v := s.visitor().ready()
			v.shop = &shop{s.App, t, s.mux}
			form := minimum()
			row.change(v, form)
			v.post("/portal/file", form).is(row.status).has(story, "Enviar").worded()
			s.Clock.Move(10 * time.Second)
			v.post("/portal/file", minimum()).is(http.StatusSeeOther) // a person sends again and is heard
		})
	}
}

func TestFromAnotherSite(t *testing.T) {
	t.Parallel()
	s, _, key := filed(t)
	rows := []struct {
		name   string
		change func(*visitor)
		status int
	}{
		{"another site", func(v *visitor) { v.site = "cross-site" }, http.StatusForbidden},
		{"an old browser without cookie", func(v *visitor) { clear(v.cookies) }, http.StatusForbidden},
		{"an old browser with another's token", func(v *visitor) { v.csrf = strings.Repeat("x", len(v.csrf)) }, http.StatusForbidden},
		{"an old browser with its cookie", func(*visitor) {}, http.StatusSeeOther},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			v := s.visitor()
			v.shop = &shop{s.App, t, s.mux}
			v.site = ""
			v.get("/portal/c/" + key).is(200)
			row.change(v)
			v.submit(key, "add", "text", "Un dato").is(row.status)
		})
	}
	if n := s.count(records.Messages, "direction = 'in'", nil); n != 1 {
		t.Errorf("%d messages", n)
	}
}

// TestNothingHalfStored: the database refuses in the middle of a filing, at
// different places; nothing of it is there afterwards, and the page says that
// nothing was lost.
func TestNothingHalfStored(t *testing.T) {
	t.Parallel()
	for _, table := range []string{records.Customers, records.Complaints, records.Messages, records.Outbox, records.Events, records.Attachments, records.Reminders} {
		t.Run(table, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			v := s.visitor().ready()
			before := s.tables()
			if _, err := s.DB().NewQuery("CREATE TRIGGER full_disk AFTER INSERT ON " + table + " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END").Execute(); err != nil {
				t.Fatal(err)
			}
			v.postWith("/portal/file", everything(), "foto.jpg", "x").is(http.StatusInternalServerError).worded().
				has("<!doctype html>", story, "Vajilla Nogal", "(01) 900 0100", "foto.jpg").lacks("disk is full", "constraint")
			if after := s.tables(); after != before {
				t.Errorf("rows %v, before %v", after, before)
			}
			if _, err := s.DB().NewQuery("DROP TRIGGER full_disk").Execute(); err != nil {
				t.Fatal(err)
			}
			key := v.post("/portal/file", everything()).key() // the same form, as soon as there is room
			if got := s.byKey(key).GetString("number"); got != "000000001-2026" {
				t.Errorf("number %s", got)
			}
			s.clean()
		})
	}
}

// tables counts the rows of everything that a filing writes.
func (s *shop) tables() (n [8]int) {
	s.t.Helper()
	for i, name := range []string{records.Customers, records.Complaints, records.Messages, records.Outbox, records.Events, records.Attachments, records.Reminders, records.Sequences} {
		n[i] = s.count(name, "id != ''", nil)
	}
	return n
}

// TestLockedDatabase: another process holds the database for longer than we
// wait. What is only read still answers; a form sent says that nothing was lost.
func TestLockedDatabaseOnThePortal(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t)
	before := s.tables()
	if _, err := s.NonconcurrentDB().NewQuery("PRAGMA busy_timeout = 1").Execute(); err != nil { // ten seconds are long for a test
		t.Fatal(err)
	}
	other, err := core.DefaultDBConnect(filepath.Join(s.DataDir(), "data.db"))
	if err != nil {
		t.Fatal(err)
	}
	other.DB().SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := other.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := other.NewQuery("BEGIN IMMEDIATE").Execute(); err != nil {
		t.Fatal(err)
	}
	v.get("/portal/c/" + key).is(200).has(story)
	v.ready().postWith("/portal/file", everything(), "foto.jpg", "x").is(http.StatusInternalServerError).worded().
		has("No pudimos guardarlo", story, "foto.jpg", "(01) 900 0100").lacks("locked", "SQLITE")
	if _, err := other.NewQuery("ROLLBACK").Execute(); err != nil {
		t.Fatal(err)
	}
	if after := s.tables(); after != before {
		t.Errorf("rows %v, before %v", after, before)
	}
	s.stage(key, "received")
	v.post("/portal/file", everything()).is(http.StatusSeeOther)
	s.clean()
}

// TestTwoTabs: two answers at the same time; one holds, the other is told.
func TestTwoTabs(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t)
	s.offer(key)
	option := firstOption(t, s.App, s.byKey(key).Id)
	other := s.visitor()
	v.get("/portal/c/" + key)
	other.get("/portal/c/" + key)
	var codes [2]int
	var both sync.WaitGroup
	both.Go(func() { codes[0] = v.submit(key, "accept", "option", option).Code })
	both.Go(func() { codes[1] = other.submit(key, "refuse", "preferred_solution", "Otra cosa").Code })
	both.Wait()
	if codes != [2]int{303, 409} && codes != [2]int{409, 303} {
		t.Errorf("answers %v", codes)
	}
	s.clean()
}

func TestEnglish(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor()
	v.lang = "en-GB,en;q=0.8,es;q=0.5"
	v.get("/portal/").is(200).has(`<html lang="en">`).worded()
	v.ready().post("/portal/file", minimum("narrative", "", "name", "", "email", "")).is(http.StatusBadRequest).worded().has(`<html lang="en">`).lacks("Falta", "Escriba")
	v.ready().post("/portal/file", minimum("document_number", "12")).is(http.StatusBadRequest).worded().has("12345678").lacks("Revise")
	key := v.file(everything())
	v.get("/portal/r/"+key).is(200).worded().has(`<html lang="en">`, "24 November 2026", "17 December 2026", "15 business days").lacks("hábiles")
	v.get("/portal/r/" + key + "/sheet").is(200).worded()
	v.get("/portal/c/" + key).is(200).worded().has(`<html lang="en">`).lacks("Su caso")
	v.act(key, "withdraw", "words", "").is(http.StatusBadRequest).worded().lacks("Díganos")
	v.act(key, "confirm").is(http.StatusConflict).worded()
	v.get("/portal/c/nothing").is(http.StatusNotFound).worded().lacks("Aquí")
	v.get("/portal/privacy").is(200).worded()
	if got := s.byKey(key).GetString("language"); got != "en" {
		t.Errorf("language of the case %q", got)
	}
	// a reader of the other language sees the same case in theirs
	spanish := s.visitor()
	spanish.get("/portal/c/"+key).is(200).has(`<html lang="es">`, "Su caso").worded()
	spanish.act(key, "withdraw", "words", "").is(http.StatusBadRequest).has("Díganos con sus palabras")
	spanish.get("/portal/c/" + key + "?lang=en").is(http.StatusSeeOther)
	spanish.get("/portal/c/" + key).has(`<html lang="en">`)
}
