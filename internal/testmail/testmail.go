// Package testmail is a mail server for tests: a real one, on a free port of this
// computer, that keeps what it was given and refuses what the test tells it to.
package testmail

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"escucha/internal/post"
)

// Mail is one letter as the server got it.
type Mail struct {
	From, To string
	Raw      []byte
}

// Server is running until the test ends. The fields may be set before the first
// connection, and by Set later.
type Server struct {
	Port  int
	Roots *x509.CertPool // trusts the server

	mu    sync.Mutex
	rules Rules
	got   []Mail
	conns int
}

// Rules say what the server asks for and what it refuses; each function answers
// nil to go on. A *smtp.SMTPError is answered as it is.
type Rules struct {
	User, Password string // asked for when there is a user
	Login          bool   // knows LOGIN alone
	From, To, Data func(value string) error
	Drop           bool // takes the whole letter and hangs up without a word
}

// Kind is how the connection is encrypted.
type Kind string

// Kinds of servers.
const (
	Plain    Kind = "plain"
	StartTLS Kind = "starttls"
	TLS      Kind = "tls"
)

// Start runs a server on 127.0.0.1.
func Start(t testing.TB, kind Kind, rules Rules) *Server {
	t.Helper()
	return StartAt(t, "127.0.0.1:0", kind, rules)
}

// StartAt runs it on a given address: one that was there before, and went away.
func StartAt(t testing.TB, address string, kind Kind, rules Rules) *Server {
	t.Helper()
	s := &Server{rules: rules}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatalf("start mail server: %v", err)
	}
	s.Port = listener.Addr().(*net.TCPAddr).Port
	server := smtp.NewServer(smtp.BackendFunc(s.session))
	server.Domain, server.AllowInsecureAuth, server.ErrorLog = "mail.example", true, log.New(io.Discard, "", 0)
	server.MaxMessageBytes = 10 << 20
	certificate := s.certificate(t)
	if kind == StartTLS {
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}}
	}
	if kind == TLS {
		listener = tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{certificate}})
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := server.Serve(listener); err != nil && !errors.Is(err, smtp.ErrServerClosed) && !errors.Is(err, net.ErrClosed) {
			t.Errorf("mail server: %v", err)
		}
	}()
	t.Cleanup(func() {
		for _, end := range []func() error{server.Close, listener.Close} { // the first may not know the listener yet
			if err := end(); err != nil && !errors.Is(err, net.ErrClosed) {
				t.Errorf("stop mail server: %v", err)
			}
		}
		<-ended
	})
	return s
}

// Sender is who sends by this server.
func (s *Server) Sender(kind Kind) post.Sender {
	rules := s.now()
	return post.Sender{Host: "127.0.0.1", Port: s.Port, TLS: kind == TLS, User: rules.User, Password: rules.Password, Roots: s.Roots,
		Patience: post.Patience{Connect: 5 * time.Second, Command: 5 * time.Second, Data: 5 * time.Second}}
}

// Set changes what the server refuses from now on.
func (s *Server) Set(rules Rules) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = rules
}

// Got are the letters that it took, in their order.
func (s *Server) Got() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Mail{}, s.got...)
}

// Connections is how many there were.
func (s *Server) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conns
}

func (s *Server) now() Rules {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rules
}

func (s *Server) session(c *smtp.Conn) (smtp.Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conns++
	return &session{server: s, conn: c}, nil
}

// certificate is of 127.0.0.1, good for an hour, and known to Roots alone.
func (s *Server) certificate(t testing.TB) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatalf("key of the mail server: %v", err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatalf("certificate of the mail server: %v", err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatalf("certificate of the mail server: %v", err)
	}
	s.Roots = x509.NewCertPool()
	s.Roots.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// session is one connection as the server sees it.
type session struct {
	server   *Server
	conn     *smtp.Conn
	mail     Mail
	signedIn bool
}

// AuthMechanisms are what the server knows.
func (s *session) AuthMechanisms() []string {
	if s.server.now().Login {
		return []string{"LOGIN"}
	}
	return []string{sasl.Plain}
}

// Auth checks the name and the password.
func (s *session) Auth(mechanism string) (sasl.Server, error) {
	check := func(user, password string) error {
		if rules := s.server.now(); user != rules.User || password != rules.Password {
			return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "Username and Password not accepted"}
		}
		s.signedIn = true
		return nil
	}
	if mechanism == "LOGIN" {
		return &loginServer{check: check}, nil
	}
	return sasl.NewPlainServer(func(_, user, password string) error { return check(user, password) }), nil
}

// Mail begins a letter.
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	rules := s.server.now()
	if rules.User != "" && !s.signedIn {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "Authentication required"}
	}
	s.mail = Mail{From: from}
	return ask(rules.From, from)
}

// Rcpt names its reader.
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.mail.To = to
	return ask(s.server.now().To, to)
}

// Data takes the letter itself.
func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	rules := s.server.now()
	if err := ask(rules.Data, string(raw)); err != nil {
		return err
	}
	if rules.Drop {
		return errors.Join(errors.New("hung up"), s.conn.Conn().Close())
	}
	s.mail.Raw = raw
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.got = append(s.server.got, s.mail)
	return nil
}

// Reset forgets the letter.
func (s *session) Reset() {}

// Logout ends the session.
func (s *session) Logout() error { return nil }

func ask(rule func(string) error, value string) error {
	if rule == nil {
		return nil
	}
	return rule(value)
}

// loginServer asks for the name, then for the password.
type loginServer struct {
	check func(user, password string) error
	user  string
	asked int
}

// Next is one answer of the client.
func (l *loginServer) Next(response []byte) ([]byte, bool, error) {
	l.asked++
	switch l.asked {
	case 1:
		return []byte("Username:"), false, nil
	case 2:
		l.user = string(response)
		return []byte("Password:"), false, nil
	}
	return nil, true, l.check(l.user, string(response))
}
