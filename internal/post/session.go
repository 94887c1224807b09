package post

import (
	"context"
	"errors"
	"strings"

	"github.com/emersion/go-smtp"
)

// Sent is how many letters the server took on this connection.
func (s *Session) Sent() int { return s.sent }

// Broken reports whether the connection is of no more use.
func (s *Session) Broken() bool { return s.broken }

// Send hands one letter over. It was sent if, and only if, the server said so:
// without its answer there is an error, a *Failure.
func (s *Session) Send(ctx context.Context, l Letter) (Reply, error) {
	raw, err := l.Bytes()
	if err != nil {
		return Reply{}, FailureOf(err)
	}
	hangUp := context.AfterFunc(ctx, func() { s.client.Close() })
	defer hangUp()
	reply, err := s.hand(l, raw)
	if err != nil {
		return Reply{}, s.failed(err)
	}
	s.sent++
	return reply, nil
}

func (s *Session) hand(l Letter, raw []byte) (Reply, error) {
	from, err := l.From.path()
	if err != nil {
		return Reply{}, err
	}
	to, err := l.To.path()
	if err != nil {
		return Reply{}, err
	}
	if max, ok := s.client.MaxMessageSize(); ok && max > 0 && len(raw) > max {
		return Reply{}, &Failure{Step: StepData, Code: "too_big", Final: true, Err: errors.New("larger than the server takes")}
	}
	options := &smtp.MailOptions{Size: int64(len(raw)), UTF8: !ascii(from + to)}
	if ok, _ := s.client.Extension("SMTPUTF8"); options.UTF8 && !ok {
		return Reply{}, &Failure{Step: StepTo, Code: "address", Final: true, Err: errors.New("the server takes no such letters in an address")}
	}
	if err := s.client.Mail(from, options); err != nil {
		return Reply{}, answered(StepFrom, err)
	}
	if err := s.client.Rcpt(to, nil); err != nil {
		return Reply{}, answered(StepTo, err)
	}
	return s.data(raw)
}

func (s *Session) data(raw []byte) (Reply, error) {
	w, err := s.client.Data()
	if err != nil {
		return Reply{}, answered(StepData, err)
	}
	if _, err := w.Write(raw); err != nil {
		return Reply{}, answered(StepData, err)
	}
	said, err := w.CloseWithResponse()
	if err != nil {
		return Reply{}, answered(StepData, err)
	}
	return Reply{Code: 250, Text: said.StatusText}, nil
}

// failed leaves the connection ready for the next letter, where there is one.
func (s *Session) failed(err error) *Failure {
	f := FailureOf(err)
	if f.Reply.Code == 0 && f.Code != "address" && f.Code != "too_big" || f.Reply.Code == 421 {
		s.broken = true
		return f
	}
	if f.Reply.Code != 0 && s.client.Reset() != nil { // what is wrong with the connection shows at the next letter
		s.broken = true
	}
	return f
}

// Close says goodbye. The letters were taken or not before: what goes wrong now
// changes nothing.
func (s *Session) Close() {
	if s.broken || s.client.Quit() != nil {
		_ = s.client.Close() // it was closed from the other side
	}
}

// login signs in by name and password, each when the server asks for it.
type login struct{ user, password string }

func (l *login) Start() (string, []byte, error) { return "LOGIN", nil, nil }

func (l *login) Next(challenge []byte) ([]byte, error) {
	if strings.HasPrefix(strings.ToLower(string(challenge)), "pass") {
		return []byte(l.password), nil
	}
	return []byte(l.user), nil
}
