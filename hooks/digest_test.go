package hooks_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/agenda"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// mornings are the mails of no case, oldest first, by whom they go to.
func mornings(t *testing.T, a *testapp.App, to string) []map[string]string {
	t.Helper()
	rows, err := a.FindRecordsByFilter(records.Outbox, "complaint = '' && target = {:to}", "@rowid", 0, 0, map[string]any{"to": to + "@casanogal.example"})
	if err != nil {
		t.Fatal(err)
	}
	out := []map[string]string{}
	for _, r := range rows {
		var mail map[string]string
		if err := json.Unmarshal([]byte(r.GetString("payload")), &mail); err != nil {
			t.Fatal(err)
		}
		out = append(out, mail)
	}
	return out
}

func digest(t *testing.T, a *testapp.App, at string) {
	t.Helper()
	now, err := time.Parse(time.RFC3339, at)
	if err != nil {
		t.Fatal(err)
	}
	a.Clock.Set(now)
	report(t, agenda.New(a.Engine).Digest(a))
}

// TestMorningMail: at its hour, once, in the order in which it is to be done, in
// the reader's language, by number alone.
func TestMorningMail(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, _ := promised(t, a)
	a.At(t, complaint.Resolved, nil)
	remind(t, a, testapp.Agent, c.Id, map[string]any{"note": "Rosa está enferma", "due": "2026-11-25 22:30:00.000Z"})
	remind(t, a, testapp.Agent, c.Id, map[string]any{"due": "2026-11-24 20:00:00.000Z"})
	remind(t, a, testapp.Agent, c.Id, map[string]any{"due": "2026-11-26 20:00:00.000Z"})
	a.Exec(t, "UPDATE reminders SET pending = 0 WHERE kind NOT IN ('manual', 'next_step', 'follow_up')", nil)
	digest(t, a, "2026-11-25T12:59:00Z")
	if got := mornings(t, a, "ines"); len(got) != 0 {
		t.Fatalf("before eight in Lima: %v", got)
	}
	for range 3 {
		digest(t, a, "2026-11-25T13:00:00Z")
	}
	digest(t, a, "2026-11-25T22:00:00Z")
	got := mornings(t, a, "ines")
	if len(got) != 1 {
		t.Fatalf("%d mails", len(got))
	}
	link := strings.TrimRight(a.Settings().Meta.AppURL, "/") + "/desk/#/"
	want := `Buenos días, Inés Paredes.

Esto es lo que le espera este miércoles 25 de noviembre de 2026:

CON RETRASO (1)
- 1-2026 · Recordatorio · martes 24 de noviembre
  LINKcaso/ONE

LLAMADAS (1)
- 2-2026 · Llamada de seguimiento · durante el día
  LINKcaso/TWO

PROMESAS A CLIENTES (1)
- 1-2026 · Próximo paso prometido · 15:00
  LINKcaso/ONE

PARA HOY (1)
- 1-2026 · Recordatorio · 17:30
  LINKcaso/ONE

Todo está en sus recordatorios: LINKrecordatorios

Para recibir este correo a otra hora, o no recibirlo, abra la mesa y pulse su nombre.`
	other, err := a.FindFirstRecordByFilter(records.Complaints, "stage = 'resolved'")
	if err != nil {
		t.Fatal(err)
	}
	want = strings.NewReplacer("LINK", link, "ONE", c.Id, "TWO", other.Id).Replace(want)
	if got[0]["text"] != want || got[0]["subject"] != "Su día en Escucha: 4 pendientes, 1 con retraso" || got[0]["message_id"] == "" {
		t.Errorf("%s\n%s\nwant\n%s", got[0]["subject"], got[0]["text"], want)
	}
	for _, nobody := range []string{"tomas", "graciela"} {
		if got := mornings(t, a, nobody); len(got) != 0 {
			t.Errorf("%s, for whom nothing waits: %v", nobody, got)
		}
	}
}

// TestWhenTheMorningIs: on days on which the business opens, at the hour that was
// chosen, over the change of clock; after days without power once, for today.
func TestWhenTheMorningIs(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, zone, prefs string
		ticks             []string
		want              int
	}{
		{"a Sunday", "America/Lima", `{}`, []string{"2026-11-29T15:00:00Z"}, 0},
		{"a holiday", "America/Lima", `{}`, []string{"2026-12-08T15:00:00Z"}, 0},
		{"the next working day", "America/Lima", `{}`, []string{"2026-12-08T15:00:00Z", "2026-12-10T13:00:00Z"}, 1},
		{"not wanted", "America/Lima", `{"digest":"off"}`, []string{"2026-11-26T15:00:00Z"}, 0},
		{"before seven", "America/Lima", `{"digest_hour":7}`, []string{"2026-11-26T11:59:00Z"}, 0},
		{"at seven", "America/Lima", `{"digest_hour":7}`, []string{"2026-11-26T12:00:00Z"}, 1},
		{"a week without power", "America/Lima", `{}`, []string{"2026-11-26T13:00:00Z", "2026-12-04T19:00:00Z", "2026-12-04T19:10:00Z"}, 2},
		{"the clock goes back an hour", "America/Lima", `{}`, []string{"2026-11-26T13:10:00Z", "2026-11-26T12:10:00Z", "2026-11-26T13:10:00Z"}, 1},
		{"the clock goes back a day", "America/Lima", `{}`, []string{"2026-11-27T13:10:00Z", "2026-11-26T13:10:00Z", "2026-11-27T13:20:00Z"}, 1},
		{"Santiago before its summer", "America/Santiago", `{}`, []string{"2027-09-03T11:59:00Z", "2027-09-03T12:00:00Z"}, 1},
		{"Santiago in its summer, too early", "America/Santiago", `{}`, []string{"2027-09-06T10:59:00Z"}, 0},
		{"Santiago in its summer", "America/Santiago", `{}`, []string{"2027-09-06T11:00:00Z"}, 1},
		{"Madrid before its winter", "Europe/Madrid", `{}`, []string{"2027-10-29T06:00:00Z"}, 1},
		{"Madrid in its winter, too early", "Europe/Madrid", `{}`, []string{"2027-11-02T06:59:00Z"}, 0},
		{"Madrid in its winter", "Europe/Madrid", `{}`, []string{"2027-11-02T07:00:00Z"}, 1},
		{"a leap day", "America/Lima", `{}`, []string{"2028-02-29T13:00:00Z"}, 1},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			promised(t, a)
			a.Exec(t, "UPDATE business SET timezone = '"+row.zone+"'", nil)
			a.Exec(t, "UPDATE agents SET preferences = '"+row.prefs+"' WHERE id = '"+testapp.Agent+"'", nil)
			a.Engine.Forget()
			for _, at := range row.ticks {
				digest(t, a, at)
			}
			if got := mornings(t, a, "ines"); len(got) != row.want {
				t.Errorf("%d mails, want %d", len(got), row.want)
			}
		})
	}
}

// TestMorningMailKeepsSecrets: of a case that the reader may no longer open it
// says nothing, and who has left gets none.
func TestMorningMailKeepsSecrets(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	for _, who := range []string{testapp.Lead, testapp.Agent2, testapp.Supervisor} {
		if got := remind(t, a, who, c.Id, nil); got.Status != http.StatusOK {
			t.Fatal(got.Text)
		}
	}
	a.Exec(t, "UPDATE complaints SET confidential = 1, readers = ' "+testapp.Agent2+" '", nil)
	a.Exec(t, "UPDATE agents SET active = 0 WHERE id = '"+testapp.Agent2+"'", nil)
	a.Exec(t, "UPDATE agents SET locale = 'en' WHERE id = '"+testapp.Supervisor+"'", nil)
	digest(t, a, "2026-11-25T13:00:00Z")
	for who, want := range map[string]int{"ruben": 0, "tomas": 0, "graciela": 1} {
		if got := mornings(t, a, who); len(got) != want {
			t.Errorf("%s: %v", who, got)
		}
	}
	if got := mornings(t, a, "graciela"); len(got) == 1 && (!strings.Contains(got[0]["text"], "Good morning, Graciela") || strings.Contains(got[0]["text"], "Rosa")) {
		t.Errorf("%v", got[0])
	}
}

// TestALongMorning: twenty of a kind are named, of the rest there is a figure.
func TestALongMorning(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	a.Exec(t, "UPDATE reminders SET pending = 0", nil)
	for range 23 {
		remind(t, a, testapp.Agent, c.Id, nil)
	}
	digest(t, a, "2026-11-25T14:00:00Z")
	got := mornings(t, a, "ines")
	if len(got) != 1 || strings.Count(got[0]["text"], "Recordatorio ·") != 20 || !strings.Contains(got[0]["text"], "- y 3 más") {
		t.Errorf("%v", got)
	}
}
