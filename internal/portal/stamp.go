package portal

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"time"
)

// stamp is what a form carries to know it again: who it is and since when it
// is on somebody's screen.
type stamp struct {
	ID    string
	Born  time.Time
	Again bool // given out with "please send it once more"
}

const (
	stampHead = 9  // 8 bytes of Unix milliseconds, 1 of flags
	stampBody = 25 // head and 16 random bytes
	stampSize = stampBody + sha256.Size
)

// stamper signs stamps, so that a program cannot make an old one up.
type stamper struct{ secret []byte }

// issue writes a fresh stamp of that moment.
func (s stamper) issue(now time.Time, again bool) (string, error) {
	body := make([]byte, stampBody, stampSize)
	binary.BigEndian.PutUint64(body, uint64(now.UnixMilli()))
	if again {
		body[stampHead-1] = 1
	}
	if _, err := rand.Read(body[stampHead:]); err != nil {
		return "", fmt.Errorf("draw form token: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(s.sign(body)), nil
}

// read is the stamp of a token; ok is false when we did not issue it.
func (s stamper) read(token string) (stamp, bool) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) != stampSize {
		return stamp{}, false
	}
	if !hmac.Equal(s.sign(raw[:stampBody:stampBody]), raw) {
		return stamp{}, false
	}
	return stamp{
		ID:    base64.RawURLEncoding.EncodeToString(raw[stampHead:stampBody]),
		Born:  time.UnixMilli(int64(binary.BigEndian.Uint64(raw))),
		Again: raw[stampHead-1] == 1,
	}, true
}

func (s stamper) sign(body []byte) []byte {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write(body)
	return mac.Sum(body)
}
