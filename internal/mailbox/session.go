package mailbox

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"strconv"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-message/charset"
)

// session is one connection to a mailbox with its folder open, for reading only.
type session struct {
	client   *imapclient.Client
	ctx      context.Context
	stop     func() bool
	validity uint32 // UIDVALIDITY of the folder (RFC 9051, 2.3.1.1)
	caps     imap.CapSet
}

// open connects, logs in and opens the folder. The connection ends with the
// context, whatever the server does: one that says nothing holds nobody up.
func open(ctx context.Context, a Account, roots *x509.CertPool, news func()) (*session, error) {
	conn, err := (&net.Dialer{Timeout: 15 * time.Second}).DialContext(ctx, "tcp", net.JoinHostPort(a.Host, strconv.Itoa(a.Port)))
	if err != nil {
		return nil, trouble(Unreachable, err)
	}
	s := &session{ctx: ctx, stop: context.AfterFunc(ctx, func() { _ = conn.Close() })} // whoever waits for it is told by that
	if err := s.begin(conn, a, roots, news); err != nil {
		s.stop()
		_ = conn.Close() // the first error is the one to tell
		return nil, s.because(err)
	}
	return s, nil
}

func (s *session) begin(conn net.Conn, a Account, roots *x509.CertPool, news func()) error {
	config := &tls.Config{ServerName: a.Host, RootCAs: roots, MinVersion: tls.VersionTLS12}
	options := &imapclient.Options{TLSConfig: config, WordDecoder: &mime.WordDecoder{CharsetReader: charset.Reader},
		UnilateralDataHandler: &imapclient.UnilateralDataHandler{Mailbox: func(d *imapclient.UnilateralDataMailbox) {
			if d.NumMessages != nil && news != nil {
				news()
			}
		}}}
	if err := s.greet(conn, a, options); err != nil {
		return err
	}
	if err := s.login(a); err != nil {
		return err
	}
	folder, err := s.client.Select(a.Folder, &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil {
		return trouble(NoFolder, fmt.Errorf("open folder: %w", err))
	}
	s.validity = folder.UIDValidity
	return nil
}

// greet gets through to the first answer, over TLS unless the account says that
// the server is on this machine.
func (s *session) greet(conn net.Conn, a Account, options *imapclient.Options) (err error) {
	switch a.Security {
	case TLS:
		secure := tls.Client(conn, options.TLSConfig)
		if err := secure.HandshakeContext(s.ctx); err != nil {
			return trouble(Insecure, fmt.Errorf("secure the connection: %w", err))
		}
		s.client = imapclient.New(secure, options)
	case StartTLS:
		if s.client, err = imapclient.NewStartTLS(conn, options); err != nil {
			return trouble(Insecure, fmt.Errorf("secure the connection: %w", err))
		}
	default:
		s.client = imapclient.New(conn, options)
	}
	if err := s.client.WaitGreeting(); err != nil {
		return trouble(Cut, fmt.Errorf("wait for the server: %w", err))
	}
	return nil
}

// because prefers the end of our patience over what it did to the connection.
func (s *session) because(err error) error {
	var known *Trouble
	if s.ctx.Err() != nil && errors.As(err, &known) && known.Answer == "" {
		return &Trouble{Code: Slow, err: err}
	}
	return err
}

// close says goodbye; a server that does not answer is left.
func (s *session) close() {
	s.stop()
	_ = s.client.Logout().Wait() // it is over either way
	_ = s.client.Close()
}

// head is a mail before it is fetched.
type head struct {
	uid       imap.UID
	size      int64
	at        time.Time // when the server got it
	messageID string
}

// after lists the mails with a UID over last that came since a day, the oldest
// first.
func (s *session) after(last imap.UID, since time.Time) ([]imap.UID, error) {
	var all imap.UIDSet
	all.AddRange(last+1, 0)
	found, err := s.client.UIDSearch(&imap.SearchCriteria{UID: []imap.UIDSet{all}, Since: since}, nil).Wait()
	if err != nil {
		return nil, s.because(trouble(Answered, fmt.Errorf("search: %w", err)))
	}
	var out []imap.UID
	for _, uid := range found.AllUIDs() {
		if uid > last { // "n:*" names the last mail even when it is older
			out = append(out, uid)
		}
	}
	return out, nil
}

// messageIDOnly is the one header that is asked for before a mail is fetched.
var messageIDOnly = &imap.FetchItemBodySection{Specifier: imap.PartSpecifierHeader, HeaderFields: []string{"Message-ID"}, Peek: true}

// heads asks for size, arrival and Message-ID of some mails; one that is gone
// meanwhile is left out.
func (s *session) heads(uids []imap.UID) ([]head, error) {
	found, err := s.client.Fetch(imap.UIDSetNum(uids...), &imap.FetchOptions{UID: true, RFC822Size: true, InternalDate: true,
		BodySection: []*imap.FetchItemBodySection{messageIDOnly}}).Collect()
	if err != nil {
		return nil, s.because(trouble(Answered, fmt.Errorf("list mails: %w", err)))
	}
	out := make([]head, 0, len(found))
	for _, m := range found {
		out = append(out, head{uid: m.UID, size: m.RFC822Size, at: m.InternalDate, messageID: headerID(m.FindBodySection(messageIDOnly))})
	}
	return out, nil
}

// raw fetches a mail as it is, or only its headers; nil when it is gone. A mail
// that says to be smaller than it is ends at the limit.
func (s *session) raw(uid imap.UID, headOnly bool, limit int64) ([]byte, error) {
	section := &imap.FetchItemBodySection{Peek: true}
	if headOnly {
		section.Specifier = imap.PartSpecifierHeader
	}
	fetch := s.client.Fetch(imap.UIDSetNum(uid), &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{section}})
	data, err := collect(fetch, limit)
	if closing := fetch.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return nil, s.because(trouble(Cut, fmt.Errorf("fetch mail: %w", err)))
	}
	return data, nil
}

func collect(fetch *imapclient.FetchCommand, limit int64) ([]byte, error) {
	var data []byte
	for m := fetch.Next(); m != nil; m = fetch.Next() {
		for item := m.Next(); item != nil; item = m.Next() {
			body, ok := item.(imapclient.FetchItemDataBodySection)
			if !ok || body.Literal == nil {
				continue
			}
			var err error
			if data, err = io.ReadAll(io.LimitReader(body.Literal, limit)); err != nil {
				return nil, err
			}
			if int64(len(data)) < min(body.Literal.Size(), limit) {
				return nil, io.ErrUnexpectedEOF
			}
		}
	}
	return data, nil
}
