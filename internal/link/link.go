// Package link is what a customer with a link may see of a case and do with
// it: it stands between the public pages and the engine, and holds no rule. The
// engine judges each action as it judges anybody's.
package link

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/channel"
	"escucha/internal/portal"
	"escucha/internal/privacy"
	"escucha/internal/records"
)

// Link opens cases by their key.
type Link struct {
	app      core.App
	g        *casework.Engine
	data     *privacy.Service
	channels *channel.Service
}

// The pages know no more of the engine than this.
var _ portal.Casework = (*Link)(nil)

// New returns the customer's side of the engine.
func New(app core.App, g *casework.Engine) *Link {
	return &Link{app, g, privacy.New(g), channel.New(g)}
}

// Open finds the key of the case with that number, both as typed.
func (l *Link) Open(_ context.Context, number, key string) (string, error) {
	c, err := l.find(l.app, key)
	if err != nil {
		return "", err
	}
	if cleanNumber(c.GetString("number")) != cleanNumber(number) {
		return "", portal.ErrNotFound
	}
	return c.GetString("tracking_key"), nil
}

// find reads the case of a key, as typed: a printed link is copied by hand.
func (l *Link) find(app core.App, key string) (*core.Record, error) {
	key = casework.CleanKey(key)
	if len(key) < 20 {
		return nil, portal.ErrNotFound
	}
	c, err := app.FindFirstRecordByData(records.Complaints, "tracking_key", key)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, portal.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("open case by key: %w", err)
	}
	return c, nil
}

// actor is the customer of a case.
func actor(c *core.Record) complaint.Actor { return casework.CustomerActor(c.GetString("customer")) }

// act runs one action on the case of a key, all or nothing, and turns a refusal
// into what the page can show.
func (l *Link) act(key string, do func(tx core.App, c *core.Record) error) error {
	return explain(l.app.RunInTransaction(func(tx core.App) error {
		c, err := l.find(tx, key)
		if err != nil {
			return err
		}
		return do(tx, c)
	}))
}

// explain turns the engine's answer into the page's: a stage that does not
// allow it is "not now", a field problem belongs at its field. The page words
// the code in its reader's language.
func explain(err error) error {
	codes := casework.Codes(err)
	if err == nil || codes == nil {
		return err
	}
	if tooLate(codes) {
		return errors.Join(portal.ErrNotNow, err)
	}
	out := portal.FieldErrors{}
	for name, code := range codes {
		out[pageField(name)] = portal.FieldError{Code: pageCode(code)}
	}
	return out
}

// tooLate: the case is elsewhere by now, or its time is over.
func tooLate(codes map[string]string) bool {
	return codes["stage"] != "" || codes["version"] != "" || codes["acceptance.channel"] == "proposal_not_open" ||
		codes["closed_at"] == "reopen_window"
}

// pageCode is how the forms call a problem. The rules speak to the team ("mark
// what the customer chose"); a customer is told what is left to fill in. What
// the platform says of a length needs a figure that is of no use to anybody.
func pageCode(code string) string {
	switch code {
	case "validation_max_text_constraint", "validation_length_too_long":
		return "too_long"
	case "filed_minimum", "option_required", "withdrawal_words_required", "reopen_reason_required", "refusal_required", "preferred_asked", "validation_required":
		return "required"
	}
	return code
}

// pageField is how the forms call a field of the engine.
func pageField(name string) string {
	names := map[string]string{"acceptance.option": "option", "refusal.reason": "reason", "withdrawal_words": "words",
		"product_text":   "product",
		"customer.email": "email", "customer.name": "name", "customer.document_number": "document_number", "customer.phone": "phone"}
	if page := names[name]; page != "" {
		return page
	}
	return name
}

// cleanNumber compares numbers without the zeros in front, which nobody types.
func cleanNumber(number string) string {
	out := []rune{}
	for _, r := range number {
		if r == '0' && len(out) == 0 || r == ' ' {
			continue
		}
		out = append(out, r)
	}
	return string(out)
}
