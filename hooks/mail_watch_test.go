package hooks_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"escucha/internal/casework"
	"escucha/internal/mailbox"
	"escucha/internal/records"
)

// until waits for something that another goroutine does.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for range 400 {
		if done() {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}

func TestTheServerTellsOfMail(t *testing.T) {
	t.Parallel()
	o := withMail(t, nil)
	t.Cleanup(o.post.Unwatch)
	o.look()
	if err := o.post.Watch(o); err != nil {
		t.Fatal(err)
	}
	n := 0
	until(t, "a mail comes by itself", func() bool {
		n++
		if n%20 == 1 { // the waiting may only now have begun
			o.server.Deliver(t, inboxOf, eml(n))
		}
		return o.Count(t, records.Mails, "status != 'new'") > 0
	})
	if err := o.post.Watch(o); err != nil {
		t.Fatal(err)
	}
}

// TestAConnectionIsCutInTheMiddle: the connection ends in the middle of a mail;
// nothing is kept of it, and all of it comes with the next look.
func TestAConnectionIsCutInTheMiddle(t *testing.T) {
	t.Parallel()
	o := withMail(t, nil)
	o.server.Deliver(t, inboxOf, eml(1))
	o.server.Deliver(t, inboxOf, eml(2, "text", strings.Repeat("Una línea larga. ", 20_000)))
	cut := cutting(t, o.server.Plain, 60_000)
	o.Exec(t, "UPDATE mailboxes SET port = "+strconv.Itoa(cut)+", security = 'none'", nil)
	_, err := o.try()
	if code, _ := mailbox.CodeOf(err); err == nil || code != mailbox.Cut {
		t.Errorf("trouble is %q: %v", code, err)
	}
	if n := o.Count(t, records.Mails, ""); n != 1 {
		t.Errorf("%d mails are kept of a connection that was cut", n)
	}
	o.Exec(t, "UPDATE mailboxes SET port = "+strconv.Itoa(o.server.Plain), nil)
	if n := o.look(); n != 1 {
		t.Errorf("%d mails are new, want the one that was cut", n)
	}
	if got := o.raw(); len(got) != 2 || got[1] != eml(2, "text", strings.Repeat("Una línea larga. ", 20_000)) {
		t.Errorf("%d mails are kept, the second of %d bytes", len(got), len(got[len(got)-1]))
	}
}

// cutting passes a connection on to a port and ends it after so many bytes of
// the server.
func cutting(t *testing.T, port, most int) int {
	t.Helper()
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() }) // it may be closed already
	go func() {
		for {
			here, err := l.Accept()
			if err != nil {
				return
			}
			go pass(here, port, most)
		}
	}()
	return l.Addr().(*net.TCPAddr).Port
}

func pass(here net.Conn, port, most int) {
	defer func() { _ = here.Close() }() // cut on purpose
	there, err := net.Dial("tcp", "localhost:"+strconv.Itoa(port))
	if err != nil {
		return
	}
	defer func() { _ = there.Close() }()
	go func() {
		buffer := make([]byte, 4096)
		for {
			n, err := here.Read(buffer)
			if err != nil {
				return
			}
			if _, err := there.Write(buffer[:n]); err != nil {
				return
			}
		}
	}()
	buffer := make([]byte, 4096)
	for most > 0 {
		n, err := there.Read(buffer)
		if err != nil {
			return
		}
		if _, err := here.Write(buffer[:min(n, most)]); err != nil {
			return
		}
		most -= n
	}
}

func TestAServerThatSaysNothing(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	s := sorting(t, map[string]any{"host": "localhost", "port": l.Addr().(*net.TCPAddr).Port, "security": "none"})
	if err := s.post.SetSecret(s, s.box, mailbox.Secret{Password: "x"}); err != nil {
		t.Fatal(err)
	}
	ctx, done := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer done()
	_, err = s.post.FetchOne(ctx, s, s.Reload(t, s.box))
	if code, _ := mailbox.CodeOf(err); code != mailbox.Slow {
		t.Errorf("trouble is %q: %v", code, err)
	}
}

// TestATokenOpensTheMailbox: the refresh token is exchanged at each look, and the
// server asks its own authority whether the token is good.
func TestATokenOpensTheMailbox(t *testing.T) {
	t.Parallel()
	const good = "token-bueno"
	gives := map[string]string{"vale": good, "viejo": "token-viejo"}
	authority := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		switch {
		case r.URL.Path == "/info" && r.URL.Query().Get("access_token") == good:
			_, _ = w.Write([]byte(`{"email":"` + inboxOf + `","active":true}`)) // Dovecot reads it or asks again
		case r.URL.Path == "/token" && gives[r.PostFormValue("refresh_token")] != "":
			_, _ = w.Write([]byte(`{"access_token":"` + gives[r.PostFormValue("refresh_token")] + `","expires_in":3600}`))
		default:
			w.WriteHeader(http.StatusBadRequest)
			_, _ = w.Write([]byte(`{"error":"invalid_grant","error_description":"no longer valid"}`))
		}
	}))
	t.Cleanup(authority.Close)
	rows := []struct{ name, refresh, want string }{{"a good one", "vale", ""}, {"one that the server does not take", "viejo", mailbox.Refused}, {"permission was taken back", "otro", mailbox.TokenDenied}}
	o := withMail(t, map[string]any{"auth": "oauth"}, func(o *office) { o.server.TrustTokens(t, authority.URL+"/info?access_token=") })
	o.server.Deliver(t, inboxOf, eml(1))
	for _, row := range rows {
		o.secret(o.box, mailbox.Secret{ClientID: "escucha", RefreshToken: row.refresh, TokenURL: authority.URL + "/token"})
		_, err := o.try()
		code, _ := mailbox.CodeOf(err)
		if err == nil {
			code = ""
		}
		if code != row.want {
			t.Errorf("%s: trouble is %q: %v", row.name, code, err)
		}
	}
	if n := o.Count(t, records.Mails, ""); n != 1 {
		t.Errorf("%d mails came in by the good token", n)
	}
}

// TestSomebodyAsksForALargeMail: what was left on the server is fetched whole,
// and sorted like any other.
func TestSomebodyAsksForALargeMail(t *testing.T) {
	t.Parallel()
	o := withMail(t, map[string]any{"max_mb": 1})
	long := strings.Repeat("Muchas palabras. ", 100_000)
	o.server.Deliver(t, inboxOf, eml(1, "From", "juana@otro.example", "text", long))
	o.look()
	if err := o.post.Sort(o); err != nil {
		t.Fatal(err)
	}
	row := o.Only(t, records.Mails, "")
	if got := became(row); got != "quarantined too_large" {
		t.Errorf("became %q", got)
	}
	if err := o.post.Whole(context.Background(), o, row); err != nil {
		t.Fatalf("fetch all of it: %v %v", err, casework.Codes(err))
	}
	row = o.Reload(t, row)
	if got := became(row); got != "quarantined unknown" || row.GetBool("partial") || !strings.Contains(string(o.bytes(row)), long) {
		t.Errorf("became %q", got)
	}
	o.server.Renumber(t, inboxOf)
	o.Exec(t, "UPDATE mails SET partial = 1", nil)
	if err := o.post.Whole(context.Background(), o, o.Reload(t, row)); casework.Codes(err)["raw"] != "mail_gone" {
		t.Errorf("under other numbers: %v", err)
	}
}
