package hooks_test

import (
	"strings"
	"testing"

	"escucha/internal/testapp"
	"escucha/internal/testmail"
)

// TestMailIsTheOwners: nobody else reads or changes where mail leaves.
func TestMailIsTheOwners(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for who, want := range map[string]int{testapp.Guest: 401, testapp.Left: 401, testapp.Agent: 403, testapp.Lead: 403, testapp.Supervisor: 403, testapp.Auditor: 403,
		testapp.Robot: 403, testapp.Admin: 200, testapp.Superuser: 200} {
		if got := a.Ask(t, who, "GET", "/api/crm/mail", nil); got.Status != want {
			t.Errorf("%s reads: %d, want %d", who, got.Status, want)
		}
		if want == 200 {
			continue
		}
		for method, path := range map[string]string{"PUT": "/api/crm/mail", "POST": "/api/crm/mail/test"} {
			if got := a.Ask(t, who, method, path, map[string]any{"to": "yo@casanogal.example"}); got.Status != want {
				t.Errorf("%s %s: %d, want %d", who, path, got.Status, want)
			}
		}
	}
}

// TestMailSettingsAreKept: the password is written and never read, an empty one
// changes nothing, and what is wrong is named.
func TestMailSettingsAreKept(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	set := map[string]any{"enabled": true, "host": "smtp.correo.example", "port": 587, "user": "casa", "password": "una clave", "method": "LOGIN", "sender_name": "Casa Nogal", "sender": "hola@casanogal.example"}
	for _, password := range []string{"una clave", ""} {
		set["password"] = password
		got := a.Ask(t, testapp.Admin, "PUT", "/api/crm/mail", set)
		if got.Status != 200 || strings.Contains(got.Text, "una clave") || !strings.Contains(got.Text, `"has_password":true`) {
			t.Fatalf("%d %s", got.Status, got.Text)
		}
		if s := a.Settings(); s.SMTP.Password != "una clave" || s.SMTP.Host != "smtp.correo.example" || s.Meta.SenderAddress != "hola@casanogal.example" {
			t.Errorf("%+v", s.SMTP.Host)
		}
	}
	for field, value := range map[string]any{"host": "no es", "sender": "nadie", "method": "OTRO", "port": -1} {
		wrong := map[string]any{}
		for name, v := range set {
			wrong[name] = v
		}
		wrong[field] = value
		if got := a.Ask(t, testapp.Admin, "PUT", "/api/crm/mail", wrong); got.Status != 400 || got.Code(field) == "" {
			t.Errorf("%s: %d %s", field, got.Status, got.Text)
		}
	}
}

// TestATestShowsWhatWasSaid: as it was, to an address alone, and without secrets.
func TestATestShowsWhatWasSaid(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	s := byServer(t, a, testmail.Rules{User: "casa", Password: "una clave"})
	for _, to := range []string{"", "nadie", "a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example"} {
		if got := a.Ask(t, testapp.Admin, "POST", "/api/crm/mail/test", map[string]any{"to": to}); got.Status != 400 || got.Code("to") == "" {
			t.Errorf("%q: %d %s", to, got.Status, got.Text)
		}
	}
	got := a.Ask(t, testapp.Admin, "POST", "/api/crm/mail/test", map[string]any{"to": "yo@casanogal.example"})
	if got.Status != 200 || got.JSON["ok"] != true || !strings.Contains(got.Text, "STARTTLS") || strings.Contains(got.Text, "una clave") || len(s.Got()) != 1 {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	a.Settings().SMTP.Port = 1
	got = a.Ask(t, testapp.Admin, "POST", "/api/crm/mail/test", map[string]any{"to": "yo@casanogal.example"})
	if got.JSON["ok"] != false || got.JSON["code"] != "connection_refused" || !strings.Contains(got.Text, "587") {
		t.Errorf("nobody there: %s", got.Text)
	}
}
