package inbound

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/mail"
)

// Read reads a mail. It fails only when the bytes cannot be got, are none, or
// are too many (ErrEmpty, ErrTooLarge): anything else gives a mail, with its
// problems.
func Read(raw io.Reader) (Mail, error) {
	data, err := io.ReadAll(io.LimitReader(raw, MaxSize+1))
	if err != nil {
		return Mail{}, fmt.Errorf("read mail: %w", err)
	}
	if len(data) > MaxSize {
		return Mail{}, ErrTooLarge
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return Mail{}, ErrEmpty
	}
	sum := sha256.Sum256(data)
	m := Mail{Kind: Person, Fingerprint: hex.EncodeToString(sum[:])}
	msg, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		m.Text = string(data)
		return m, nil
	}
	if a, err := msg.Header.AddressList("From"); err == nil && len(a) > 0 {
		m.From = Address{a[0].Name, a[0].Address}
	}
	m.MessageID, m.Subject = msg.Header.Get("Message-ID"), msg.Header.Get("Subject")
	body, err := io.ReadAll(msg.Body)
	if err != nil {
		return m, fmt.Errorf("read mail: %w", err)
	}
	m.Text = string(body)
	return m, nil
}
