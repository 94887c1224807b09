package link

import (
	"context"
	"errors"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/casework"
	"escucha/internal/channel"
	"escucha/internal/portal"
	"escucha/internal/records"
)

// AddInformation stores what the customer adds; what follows from it is the
// engine's to decide, as for what comes by mail.
func (l *Link) AddInformation(_ context.Context, key string, add portal.Addition) error {
	return l.act(key, func(tx core.App, c *core.Record) error {
		if strings.TrimSpace(add.Text) == "" && len(add.Files) == 0 {
			return portal.FieldErrors{"text": {Code: "required"}}
		}
		_, err := l.g.TakeIn(tx, casework.Incoming{Complaint: c.Id, Channel: "portal", Text: add.Text, MessageID: add.Token, Files: add.Files, Form: true})
		return err
	})
}

// ConfirmParaphrase notes that we understood, by the link (R007).
func (l *Link) ConfirmParaphrase(_ context.Context, key string) error {
	return l.act(key, func(tx core.App, c *core.Record) error {
		if !pendingParaphrase(c) {
			return portal.ErrNotNow
		}
		c.Set("understanding_confirmed_at", records.Stamp(l.g.Now()))
		c.Set("understanding_channel", "portal")
		if err := l.g.Amend(tx, c, actor(c), "understanding.confirmed", event.Data{Note: c.GetString("paraphrase")}); err != nil {
			return err
		}
		return l.g.StopTimers(tx, c, complaint.TimerParaphrase)
	})
}

// CorrectParaphrase takes the customer's correction: the summary is taken back
// and the owner is reminded to write a better one (R009).
func (l *Link) CorrectParaphrase(_ context.Context, key, text string) error {
	return l.act(key, func(tx core.App, c *core.Record) error {
		if !pendingParaphrase(c) {
			return portal.ErrNotNow
		}
		if strings.TrimSpace(text) == "" {
			return portal.FieldErrors{"correction": {Code: "required"}}
		}
		said := c.GetString("paraphrase")
		c.Set("paraphrase", "")
		if err := l.g.Amend(tx, c, actor(c), "understanding.corrected", event.Data{Note: said}); err != nil {
			return err
		}
		if _, err := l.g.Create(tx, records.Messages, map[string]any{"complaint": c.Id, "direction": "in", "channel": "portal", "text": text}, actor(c)); err != nil {
			return err
		}
		return l.g.Wrote(tx, c)
	})
}

func pendingParaphrase(c *core.Record) bool {
	return c.GetString("paraphrase") != "" && c.GetDateTime("understanding_confirmed_at").IsZero()
}

// Accept takes one option of the proposal (T12).
func (l *Link) Accept(_ context.Context, key, option string) error {
	return l.act(key, func(tx core.App, c *core.Record) error {
		if c.GetString("stage") != string(complaint.Proposed) {
			return portal.ErrNotNow
		}
		words := l.acceptance(c)
		return l.g.TakeUp(tx, c, casework.Move{To: string(complaint.Executing),
			Acceptance: &casework.Acceptance{Channel: "portal", Option: option, Words: words}}, "mail.do_agreed")
	})
}

// acceptance is the sentence that an acceptance is kept as; the Peruvian book
// prescribes its own (DS 011-2011-PCM art. 6-A).
func (l *Link) acceptance(c *core.Record) string {
	lang, name := c.GetString("language"), "mail.accepted"
	if c.GetString("legal_profile") == "pe" {
		name = "mail.accepted_pe"
	}
	return l.g.Texts.T(lang, name, nil)
}

// Refuse declines the proposal and says what would be better (T13, R073).
func (l *Link) Refuse(_ context.Context, key string, r portal.Refusal) error {
	return l.act(key, func(tx core.App, c *core.Record) error {
		if c.GetString("stage") != string(complaint.Proposed) {
			return portal.ErrNotNow
		}
		if strings.TrimSpace(r.PreferredSolution) == "" && !r.PreferredRefused {
			return portal.FieldErrors{"preferred_solution": {Code: "required"}}
		}
		return l.g.TakeUp(tx, c, casework.Move{To: string(complaint.Investigating), Refusal: &casework.Refusal{Channel: "portal",
			Reason: r.Reason, PreferredSolution: r.PreferredSolution, PreferredRefused: r.PreferredRefused}}, "mail.offer_refused")
	})
}

// Withdraw takes the complaint back in the customer's words (T26).
func (l *Link) Withdraw(_ context.Context, key, words string) error {
	return l.act(key, func(tx core.App, c *core.Record) error {
		return l.g.TakeUp(tx, c, casework.Move{To: string(complaint.Closed), Fields: map[string]any{
			"closing_kind": "withdrawal", "withdrawal_words": words, "withdrawal_channel": "portal"}}, "")
	})
}

// Reopen says why it is not solved (T20 while resolved, T22 once closed).
func (l *Link) Reopen(_ context.Context, key, reason string) error {
	return l.act(key, func(tx core.App, c *core.Record) error {
		return l.g.TakeUp(tx, c, casework.Move{To: string(complaint.Investigating), Fields: map[string]any{"reopen_reason": reason}}, "mail.try_otherwise")
	})
}

// Invitation is what a link to the form has in it already.
func (l *Link) Invitation(_ context.Context, token string) (map[string]string, error) {
	known, err := l.channels.Open(l.app, token)
	if errors.Is(err, channel.ErrOver) {
		return nil, portal.ErrNotFound
	}
	return known, err
}
