package post

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/mailer"
)

// Sender is the mail server of the business and how one signs in there.
type Sender struct {
	Host     string
	Port     int
	TLS      bool // from the first byte; otherwise STARTTLS where the server offers it
	User     string
	Password string
	Method   string // PLAIN or LOGIN
	Name     string // what we call ourselves; localhost when empty

	Roots    *x509.CertPool // nil: those of the system
	Patience Patience
}

// Patience is how long one waits: for the connection, for the answer to a
// command, and for the answer to a whole letter.
type Patience struct{ Connect, Command, Data time.Duration }

// usual is less, all together, than a row of the outbox is claimed for: a slow
// server never gets a letter twice.
var usual = Patience{Connect: 15 * time.Second, Command: 45 * time.Second, Data: 3 * time.Minute}

// Of is the sender of the settings of the platform.
func Of(s core.SMTPConfig) Sender {
	return Sender{Host: s.Host, Port: s.Port, TLS: s.TLS, User: s.Username, Password: s.Password, Method: s.AuthMethod, Name: s.LocalName}
}

// Session is one connection, for as many letters as there are.
type Session struct {
	client *smtp.Client
	said   *Dialogue
	broken bool
	sent   int
}

// Send opens a connection for one letter.
func (s Sender) Send(ctx context.Context, l Letter) (Reply, error) {
	session, err := s.Open(ctx)
	if err != nil {
		return Reply{}, err
	}
	defer session.Close()
	return session.Send(ctx, l)
}

// Open connects, encrypts and signs in. Errors are a *Failure.
func (s Sender) Open(ctx context.Context) (*Session, error) {
	return s.open(ctx, newDialogue())
}

// Try sends one letter and tells what was said on both sides, come what may.
func (s Sender) Try(ctx context.Context, l Letter) ([]Line, Reply, error) {
	said := newDialogue()
	session, err := s.open(ctx, said)
	if err != nil {
		return said.Lines(), Reply{}, err
	}
	reply, err := session.Send(ctx, l)
	session.Close()
	return said.Lines(), reply, err
}

func (s Sender) open(ctx context.Context, said *Dialogue) (*Session, error) {
	p := s.patience()
	ctx, stop := context.WithTimeout(ctx, p.Connect+3*p.Command)
	defer stop()
	conn, err := (&net.Dialer{Timeout: p.Connect}).DialContext(ctx, "tcp", net.JoinHostPort(s.Host, strconv.Itoa(s.Port)))
	if err != nil {
		return nil, onTheWay(StepConnect, fmt.Errorf("reach %s: %w", s.Host, err))
	}
	hangUp := context.AfterFunc(ctx, func() { conn.Close() })
	defer hangUp()
	secure, w, err := s.greet(conn, said, p)
	if err != nil {
		return nil, errors.Join(err, closed(conn))
	}
	client := smtp.NewClient(w)
	client.CommandTimeout, client.SubmissionTimeout = p.Command, p.Data
	out := &Session{client: client, said: said}
	if err := s.signIn(client, secure); err != nil {
		out.Close()
		return nil, err
	}
	return out, nil
}

// greet talks to the server until the connection is as safe as it gets. The
// greeting is given to the client that goes on from there as the server spoke it.
func (s Sender) greet(conn net.Conn, said *Dialogue, p Patience) (secure bool, w *wire, err error) {
	if s.TLS {
		if conn, err = s.encrypt(conn, said, p); err != nil {
			return false, nil, err
		}
		return true, &wire{Conn: conn, said: said}, nil
	}
	if err := conn.SetDeadline(time.Now().Add(p.Command)); err != nil {
		return false, nil, onTheWay(StepHello, err)
	}
	text := textproto.NewConn(&wire{Conn: conn, said: said})
	_, greeting, err := text.ReadResponse(220)
	if err != nil {
		return false, nil, answered(StepHello, smtpError(err))
	}
	before := []byte("220 " + strings.ReplaceAll(greeting, "\n", " ") + "\r\n")
	offers, err := hello(text, s.name())
	if err != nil {
		return false, nil, answered(StepHello, smtpError(err))
	}
	if !offers {
		return false, &wire{Conn: conn, said: said, before: before}, conn.SetDeadline(time.Time{})
	}
	if err := startTLS(text); err != nil {
		return false, nil, answered(StepTLS, smtpError(err))
	}
	if conn, err = s.encrypt(conn, said, p); err != nil {
		return false, nil, err
	}
	return true, &wire{Conn: conn, said: said, before: before}, nil
}

// hello introduces us and reports whether the server offers to encrypt. One that
// does not know EHLO offers nothing.
func hello(text *textproto.Conn, name string) (startTLS bool, err error) {
	if err := text.PrintfLine("EHLO %s", name); err != nil {
		return false, err
	}
	_, lines, err := text.ReadResponse(250)
	var refused *textproto.Error
	if errors.As(err, &refused) && (refused.Code == 500 || refused.Code == 502) {
		return false, nil
	}
	for line := range strings.SplitSeq(lines, "\n") {
		startTLS = startTLS || strings.EqualFold(strings.TrimSpace(line), "STARTTLS")
	}
	return startTLS, err
}

// startTLS asks for encryption. What somebody slipped in behind the answer, in
// the clear, is not read as if it had come safely.
func startTLS(text *textproto.Conn) error {
	if err := text.PrintfLine("STARTTLS"); err != nil {
		return err
	}
	if _, _, err := text.ReadResponse(220); err != nil {
		return err
	}
	if n := text.R.Buffered(); n > 0 {
		return fmt.Errorf("%d bytes in the clear after STARTTLS", n)
	}
	return nil
}

func (s Sender) encrypt(conn net.Conn, said *Dialogue, p Patience) (net.Conn, error) {
	safe := tls.Client(conn, &tls.Config{ServerName: s.Host, RootCAs: s.Roots, MinVersion: tls.VersionTLS12})
	ctx, stop := context.WithTimeout(context.Background(), p.Command)
	defer stop()
	if err := safe.HandshakeContext(ctx); err != nil {
		return nil, onTheWay(StepTLS, fmt.Errorf("encrypt the connection with %s: %w", s.Host, err))
	}
	said.note(tls.VersionName(safe.ConnectionState().Version))
	return safe, safe.SetDeadline(time.Time{})
}

// signIn introduces us on the safe connection. A password never travels in the
// clear, but to this very computer.
func (s Sender) signIn(c *smtp.Client, secure bool) error {
	if err := c.Hello(s.name()); err != nil {
		return answered(StepHello, err)
	}
	if s.User == "" && s.Password == "" {
		return nil
	}
	if !secure && !loopback(s.Host) {
		return &Failure{Step: StepAuth, Code: "insecure", Server: true, Final: true, Err: errors.New("no password without encryption")}
	}
	if ok, _ := c.Extension("AUTH"); !ok {
		return &Failure{Step: StepAuth, Code: "no_login", Server: true, Final: true, Err: errors.New("the server takes no password")}
	}
	if err := c.Auth(s.mechanism()); err != nil {
		return answered(StepAuth, err)
	}
	return nil
}

func (s Sender) mechanism() sasl.Client {
	if s.Method == mailer.SMTPAuthLogin {
		return &login{s.User, s.Password}
	}
	return sasl.NewPlainClient("", s.User, s.Password)
}

func (s Sender) name() string {
	if name := token(s.Name); name != "" {
		return name
	}
	return "localhost"
}

func (s Sender) patience() Patience {
	if s.Patience == (Patience{}) {
		return usual
	}
	return s.Patience
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// smtpError reads a refusal as the client reads the others.
func smtpError(err error) error {
	var said *textproto.Error
	if !errors.As(err, &said) {
		return err
	}
	return &smtp.SMTPError{Code: said.Code, Message: said.Msg}
}

// closed closes what is of no more use; that it was closed already is no news.
func closed(conn net.Conn) error {
	if err := conn.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("hang up: %w", err)
	}
	return nil
}
