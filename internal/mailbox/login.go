package mailbox

import (
	"errors"
	"fmt"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-sasl"
)

// login opens the mailbox with a password, or with a token that is asked for
// now: one lasts an hour, and a mailbox is opened more seldom than that matters.
func (s *session) login(a Account) error {
	if !a.OAuth {
		if err := s.client.Login(a.User, a.Secret.Password).Wait(); err != nil {
			return trouble(Refused, fmt.Errorf("log in: %w", err))
		}
		s.caps = s.client.Caps()
		return nil
	}
	token, err := a.Secret.token(s.ctx)
	if err != nil {
		return err
	}
	if err := s.client.Authenticate(s.bearer(a, token)); err != nil {
		return s.refused(err)
	}
	s.caps = s.client.Caps()
	return nil
}

// refused: a server that does not take a token says so inside of the exchange,
// before it says no.
func (s *session) refused(err error) error {
	var bearer *sasl.OAuthBearerError
	if errors.As(err, &bearer) {
		return &Trouble{Code: Refused, Answer: bearer.Status, err: err}
	}
	return trouble(Refused, fmt.Errorf("log in with a token: %w", err))
}

// bearer is the standard way (RFC 7628) where the server has it, else that of
// Google and Microsoft, which came first.
func (s *session) bearer(a Account, token string) sasl.Client {
	if s.client.Caps().Has(imap.AuthCap(sasl.OAuthBearer)) {
		return sasl.NewOAuthBearerClient(&sasl.OAuthBearerOptions{Username: a.User, Token: token, Host: a.Host, Port: a.Port})
	}
	return &xoauth2{a.User, token}
}

// xoauth2 is https://developers.google.com/workspace/gmail/imap/xoauth2-protocol.
type xoauth2 struct{ user, token string }

func (x *xoauth2) Start() (mech string, ir []byte, err error) {
	return "XOAUTH2", []byte("user=" + x.user + "\x01auth=Bearer " + x.token + "\x01\x01"), nil
}

// Next answers the reason of a refusal with nothing, as the protocol wants; the
// server then says no.
func (x *xoauth2) Next(_ []byte) ([]byte, error) { return []byte{}, nil }
