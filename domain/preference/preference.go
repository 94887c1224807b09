// Package preference knows how somebody may want the desk to look and behave.
package preference

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
)

// Most is how many bytes the preferences of one person may take.
const Most = 20_000

// mostHints bounds the list of hints that somebody has dismissed.
const mostHints = 100

// Preferences is what one person chose; an empty choice is that of the system.
type Preferences struct {
	Hints    []string `json:"hints,omitempty"`   // codes of hints dismissed for good
	Theme    string   `json:"theme,omitzero"`    // light, dark
	Contrast string   `json:"contrast,omitzero"` // more
	Density  string   `json:"density,omitzero"`  // compact
	Keys     string   `json:"keys,omitzero"`     // off: letters alone are no commands (WCAG 2.1.4)
	Notify   bool     `json:"notify,omitzero"`   // notifications outside the desk
	Digest   string   `json:"digest,omitzero"`   // off: no mail of the morning
	Hour     int      `json:"digest_hour,omitzero"`
}

// ErrShape says that something is not a set of preferences.
var ErrShape = errors.New("not a set of preferences")

// hintCode is how a hint is called: "queue.order".
var hintCode = regexp.MustCompile(`^[a-z][a-z_.]{0,39}$`)

// Parse reads preferences as they are stored. Nothing at all means none; what
// is too long, of an unknown name or of an unknown value is refused with
// ErrShape, so that nobody keeps other things there.
func Parse(raw []byte) (Preferences, error) {
	var p Preferences
	if text := string(bytes.TrimSpace(raw)); text == "" || text == "null" || text == `""` {
		return p, nil
	}
	if len(raw) > Most {
		return p, fmt.Errorf("%w: %d bytes", ErrShape, len(raw))
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return Preferences{}, fmt.Errorf("%w: %w", ErrShape, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Preferences{}, fmt.Errorf("%w: more than one value", ErrShape)
	}
	return p, p.check()
}

// Merge puts some changes, by the same names, over preferences; what the
// changes do not name stays. The result is checked as in Parse.
func Merge(p Preferences, changes []byte) (Preferences, error) {
	if _, err := Parse(changes); err != nil {
		return Preferences{}, err
	}
	p.Hints = slices.Clone(p.Hints)
	if err := json.Unmarshal(changes, &p); err != nil {
		return Preferences{}, fmt.Errorf("%w: %w", ErrShape, err)
	}
	return p, p.check()
}

// check looks at the values: a choice is one of the known ones or none.
func (p Preferences) check() error {
	for _, one := range []struct {
		value   string
		allowed []string
	}{{p.Theme, []string{"light", "dark"}}, {p.Contrast, []string{"more"}}, {p.Density, []string{"compact"}}, {p.Keys, []string{"off"}}, {p.Digest, []string{"off"}}} {
		if one.value != "" && !slices.Contains(one.allowed, one.value) {
			return fmt.Errorf("%w: %q", ErrShape, one.value)
		}
	}
	if p.Hour < 0 || p.Hour > 23 {
		return fmt.Errorf("%w: hour %d", ErrShape, p.Hour)
	}
	if len(p.Hints) > mostHints {
		return fmt.Errorf("%w: %d hints", ErrShape, len(p.Hints))
	}
	for _, code := range p.Hints {
		if !hintCode.MatchString(code) {
			return fmt.Errorf("%w: hint %q", ErrShape, code)
		}
	}
	return nil
}

// morning is the hour of the digest of who chose none.
const morning = 8

// DigestFrom tells whether somebody wants the mail of the morning, and from which
// hour of the business's day on.
func (p Preferences) DigestFrom() (wanted bool, hour int) {
	if p.Hour == 0 {
		return p.Digest != "off", morning
	}
	return p.Digest != "off", p.Hour
}
