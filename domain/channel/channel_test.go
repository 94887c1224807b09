package channel_test

import (
	"strings"
	"testing"
	"time"

	"escucha/domain/channel"
)

var now = time.Date(2026, 11, 22, 15, 0, 0, 0, time.UTC)

func TestOff(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		status channel.Status
		told   bool
		want   bool
	}{
		{"an established one", channel.Official, false, false},
		{"a private telephone", channel.Official, true, true},
		{"one that is tolerated", channel.Tolerated, false, true},
		{"one that is closed", channel.Closed, false, true},
		{"one that nobody keeps", "", false, true},
	} {
		if got := channel.Off(c.status, c.told); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if got := channel.Statuses(); len(got) != 3 || got[0] != channel.Official {
		t.Errorf("statuses %v", got)
	}
}

func TestArrival(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		at     time.Time
		reason string
		want   string
	}{
		{"today, as it came", time.Time{}, "", ""},
		{"on Friday, found on Monday", now.AddDate(0, 0, -3), "Llegó con la tienda cerrada", ""},
		{"nobody says why", now.AddDate(0, 0, -3), "", "arrived_reason"},
		{"tomorrow", now.Add(time.Minute), "porque sí", "arrived_future"},
		{"a year that was mistyped", now.AddDate(-2, 0, 0), "porque sí", "arrived_too_old"},
	} {
		if got := channel.Arrival(now, c.at, c.reason); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestRecordings(t *testing.T) {
	t.Parallel()
	if got := channel.Keep(now, 0); !got.Equal(now.AddDate(0, 0, channel.RecordingDays)) {
		t.Errorf("kept until %s when nobody says", got)
	}
	if got := channel.Keep(now, 30); !got.Equal(now.AddDate(0, 0, 30)) {
		t.Errorf("kept until %s for 30 days", got)
	}
	for mime, want := range map[string]bool{"audio/mpeg": true, "audio/x-wav": true, "application/ogg": true, "audio/ogg; codecs=opus": true,
		"text/plain; charset=utf-8": false, "video/mp4": false, "application/pdf": false, "": false} {
		if got := channel.Audio(mime); got != want {
			t.Errorf("%q is sound: %v", mime, got)
		}
	}
	if !channel.MustRecord("co") || channel.MustRecord("pe") {
		t.Error("who must record claims by telephone")
	}
	if len(channel.Consents()) != 3 {
		t.Error("ways to consent")
	}
}

func TestHeard(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, bytes string
		last        time.Time
		want        bool
	}{
		{"downloaded", "", time.Time{}, true},
		{"downloaded again at once", "", now.Add(-time.Second), true},
		{"a player begins", "bytes=0-", now.Add(-time.Second), true},
		{"the player goes on", "bytes=4096-", now.Add(-time.Minute), false},
		{"only the middle, nothing before", "bytes=4096-", time.Time{}, true},
		{"the middle, an hour later", "bytes=4096-", now.Add(-time.Hour), true},
		{"the beginning, spaced", "bytes= 0-100", now.Add(-time.Second), true},
	} {
		if got := channel.Heard(c.bytes, c.last, now); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestNeedsApproval(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		reach, threshold int
		want             bool
	}{{0, 0, false}, {999, 0, false}, {1000, 0, true}, {50, 50, true}, {49, 50, false}} {
		if got := channel.NeedsApproval(c.reach, c.threshold); got != c.want {
			t.Errorf("reach %d of %d: %v", c.reach, c.threshold, got)
		}
	}
}

func TestPersonal(t *testing.T) {
	t.Parallel()
	rosa := channel.Person{Name: "Rosa Elena Quispe de la Huamán", Email: "rosa.quispe@correo.example", Document: "40000142",
		Number: "000000406-2026", Key: "ABCDEFGHJKLMNPQRSTUV", Phones: []string{"+51 900 000 142"}}
	for _, c := range []struct{ name, text, want string }{
		{"nothing of hers", "Gracias por escribirnos. Le enviamos un mensaje privado; la casa abre a las 9:00 y el 24 de noviembre.", ""},
		{"her name", "Gracias, Rosa.", "Rosa"},
		{"her surname without accent", "Señora Huaman, gracias", "Huaman"},
		{"a rose", "La vajilla rosa ya no se fabrica", ""},
		{"a particle", "De La casa", ""},
		{"her mail", "Le escribimos a ROSA.quispe@correo.example", "ROSA | rosa.quispe@correo.example"},
		{"her document", "DNI 4000 0142", "DNI 4000 0142"},
		{"her telephone, as at home", "Le llamamos al 900-000-142", "900-000-142"},
		{"her telephone, from abroad", "Le llamamos al +51900000142", "+51900000142"},
		{"the number of the case", "Su caso 000000406-2026 está en curso", "000000406-2026"},
		{"the number as people write it", "Su caso 406-2026 está en curso", "406-2026"},
		{"the key", "Entre con abcdefghjklmnpqrstuv", "ABCDEFGHJKLMNPQRSTUV"},
		{"our own telephone", "Llámenos al (01) 900 0100", ""},
	} {
		if got := strings.Join(channel.Personal(c.text, rosa), " | "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := channel.Personal("La feria es el 24.11.2026, caso 1-2026", channel.Person{Number: "000000001-2026"}); strings.Join(got, " ") != "1-2026" {
		t.Errorf("a short number: %v", got)
	}
	if got := channel.Personal("Hola 123 de 2026", channel.Person{}); len(got) > 0 {
		t.Errorf("of nobody: %v", got)
	}
}
