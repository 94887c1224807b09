package post_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"escucha/internal/post"
	"escucha/internal/testmail"
)

const secret = "una clave larga"

// TestSendsBySafeWays: by each kind of connection and each way of signing in;
// what was said is kept, and the password is nowhere in it.
func TestSendsBySafeWays(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		kind   testmail.Kind
		rules  testmail.Rules
		method string
		want   []string
	}{
		{"nothing asked", testmail.Plain, testmail.Rules{}, "", []string{"EHLO localhost", "MAIL FROM:<escucha@casanogal.example>", "250"}},
		{"STARTTLS", testmail.StartTLS, testmail.Rules{User: "casa", Password: secret}, "PLAIN", []string{"STARTTLS", "TLS 1.3", "AUTH PLAIN ••••••", "235"}},
		{"TLS", testmail.TLS, testmail.Rules{User: "casa", Password: secret}, "PLAIN", []string{"TLS 1.3", "AUTH PLAIN ••••••"}},
		{"LOGIN", testmail.StartTLS, testmail.Rules{User: "casa", Password: secret, Login: true}, "LOGIN", []string{"AUTH LOGIN", "334", "••••••", "235"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			server := testmail.Start(t, row.kind, row.rules)
			sender := server.Sender(row.kind)
			sender.Method = row.method
			said, reply, err := sender.Try(t.Context(), letter())
			if err != nil || reply.Code != 250 {
				t.Fatalf("%v %+v\n%+v", err, reply, said)
			}
			if got := server.Got(); len(got) != 1 || got[0].To != "rosa@correo.example" {
				t.Fatalf("the server got %+v", got)
			}
			all := fmt.Sprintf("%+v", said)
			for _, words := range row.want {
				if !strings.Contains(all, words) {
					t.Errorf("no %q in %s", words, all)
				}
			}
			for _, hidden := range []string{secret, "dW5hIGNsYXZl", "Y2FzYQ", "Tres platos"} {
				if strings.Contains(all, hidden) {
					t.Errorf("%q is in %s", hidden, all)
				}
			}
		})
	}
}

func refuse(code int, enhanced smtp.EnhancedCode, words string) func(string) error {
	return func(string) error { return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: words} }
}

// TestWhatARefusalMeans: its code, whether it is of this letter, whether waiting
// helps, and the server's own words.
func TestWhatARefusalMeans(t *testing.T) {
	t.Parallel()
	no := smtp.NoEnhancedCode
	for _, row := range []struct {
		name          string
		rules         testmail.Rules
		code          string
		server, final bool
		words         string
	}{
		{"unknown reader", testmail.Rules{To: refuse(550, smtp.EnhancedCode{5, 1, 1}, "No such user")}, "recipient", false, true, "550 5.1.1 No such user"},
		{"greylisted", testmail.Rules{To: refuse(451, smtp.EnhancedCode{4, 7, 1}, "Greylisted, try again")}, "greylisted", false, false, "451"},
		{"no room", testmail.Rules{To: refuse(452, no, "Mailbox full")}, "mailbox_full", false, false, "452 Mailbox full"},
		{"spam", testmail.Rules{Data: refuse(554, smtp.EnhancedCode{5, 7, 1}, "Looks like spam")}, "rejected", false, true, "spam"},
		{"too big", testmail.Rules{Data: refuse(552, smtp.EnhancedCode{5, 3, 4}, "Too big")}, "too_big", false, true, "Too big"},
		{"not our sender", testmail.Rules{From: refuse(553, smtp.EnhancedCode{5, 7, 1}, "Sender not owned")}, "sender", true, true, "not owned"},
		{"no relay", testmail.Rules{To: refuse(554, smtp.EnhancedCode{5, 7, 1}, "Relay access denied")}, "login_needed", true, true, "Relay"},
		{"closing", testmail.Rules{To: refuse(421, no, "Too many")}, "busy", false, false, "421"},
		{"hangs up", testmail.Rules{Drop: true}, "dropped", false, false, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			server := testmail.Start(t, testmail.Plain, row.rules)
			_, err := server.Sender(testmail.Plain).Send(t.Context(), letter())
			f := post.FailureOf(err)
			if err == nil || f.Code != row.code || f.Server != row.server || f.Final != row.final || !strings.Contains(err.Error(), row.words) {
				t.Errorf("%v: %+v", err, f)
			}
			if n := len(server.Got()); n != 0 {
				t.Errorf("%d letters were taken", n)
			}
		})
	}
}

// TestWhatKeepsUsFromTheServer: each with its own code, and all about more than
// one letter.
func TestWhatKeepsUsFromTheServer(t *testing.T) {
	t.Parallel()
	locked := testmail.Rules{User: "casa", Password: secret}
	change := func(change func(*post.Sender)) func(*testing.T) post.Sender {
		return func(t *testing.T) post.Sender {
			s := testmail.Start(t, testmail.StartTLS, locked).Sender(testmail.StartTLS)
			change(&s)
			return s
		}
	}
	for _, row := range []struct {
		name, code string
		final      bool
		sender     func(*testing.T) post.Sender
	}{
		{"nobody there", "connection_refused", false, func(t *testing.T) post.Sender { return post.Sender{Host: "127.0.0.1", Port: freePort(t)} }},
		{"wrong password", "password", true, change(func(s *post.Sender) { s.Password = "otra" })},
		{"no password", "login_needed", true, change(func(s *post.Sender) { s.User, s.Password = "", "" })},
		{"unknown certificate", "certificate", true, change(func(s *post.Sender) { s.Roots = nil })},
		{"TLS where there is none", "tls", true, change(func(s *post.Sender) { s.TLS = true })},
		{"password in the clear", "insecure", true, func(t *testing.T) post.Sender {
			s := testmail.Start(t, testmail.Plain, locked).Sender(testmail.Plain)
			s.Host = outwardAddress(s.Host)
			return s
		}},
		{"says nothing", "timeout", false, silent},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := row.sender(t).Send(t.Context(), letter())
			f := post.FailureOf(err)
			if err == nil || f.Code != row.code || !f.Server || f.Final != row.final {
				t.Errorf("%v: %+v", err, f)
			}
			if strings.Contains(err.Error(), secret) {
				t.Error("the password is in the error")
			}
		})
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return l.Addr().(*net.TCPAddr).Port
}

// outwardAddress is this computer by a name that does not say so.
func outwardAddress(host string) string { return "::ffff:" + host + "%0" }

// silent is a server that takes the connection and says nothing.
func silent(t *testing.T) post.Sender {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var open sync.WaitGroup
	open.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { _ = c.Close() }) // the other side may have
		}
	})
	t.Cleanup(func() { _ = l.Close(); open.Wait() }) // nothing was written to it
	return post.Sender{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port,
		Patience: post.Patience{Connect: time.Second, Command: 50 * time.Millisecond, Data: 50 * time.Millisecond}}
}

// TestOneConnectionForMany: a letter that is refused in the middle does not
// take the others with it.
func TestOneConnectionForMany(t *testing.T) {
	t.Parallel()
	server := testmail.Start(t, testmail.TLS, testmail.Rules{To: func(to string) error {
		if strings.HasPrefix(to, "nadie") {
			return &smtp.SMTPError{Code: 550, Message: "No such user"}
		}
		return nil
	}})
	session, err := server.Sender(testmail.TLS).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()
	for i, to := range []string{"uno@correo.example", "nadie@correo.example", "no es una dirección", "dos@correo.example"} {
		l := letter()
		l.To.Email = to
		if _, err := session.Send(t.Context(), l); (err != nil) != (i == 1 || i == 2) {
			t.Errorf("%s: %v", to, err)
		}
	}
	if n := server.Connections(); len(server.Got()) != 2 || n != 1 || session.Broken() || session.Sent() != 2 {
		t.Errorf("%d letters by %d connections", len(server.Got()), n)
	}
}

// TestGivesUpWhenTold: who asked for the letter may stop waiting.
func TestGivesUpWhenTold(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := testmail.Start(t, testmail.Plain, testmail.Rules{}).Sender(testmail.Plain).Send(ctx, letter()); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
