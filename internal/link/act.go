package link

import (
	"context"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/casework"
	"escucha/internal/portal"
	"escucha/internal/records"
)

// AddInformation stores what the customer adds. What we were waiting for takes
// the case up again (T10).
func (l *Link) AddInformation(_ context.Context, key string, add portal.Addition) error {
	return l.act(key, func(tx core.App, c *core.Record) error {
		if c.GetString("stage") == string(complaint.Voided) {
			return portal.ErrNotNow
		}
		if done, err := l.addedBefore(tx, c, add.Token); err != nil || done {
			return err
		}
		text := add.Text
		switch nothing := strings.TrimSpace(text) == ""; {
		case nothing && len(add.Files) == 0:
			return portal.FieldErrors{"text": {Code: "required"}}
		case nothing:
			text = l.g.Texts.T(c.GetString("language"), "mail.files_only", nil)
		}
		m, err := l.g.Create(tx, records.Messages, map[string]any{"complaint": c.Id, "direction": "in", "channel": "portal",
			"text": text, "message_id": add.Token}, actor(c))
		if err != nil {
			return err
		}
		if err := l.attach(tx, c, m.Id, add); err != nil {
			return err
		}
		if c.GetString("stage") != string(complaint.WaitingCustomer) {
			return l.wrote(tx, c)
		}
		return l.move(tx, c, casework.Move{To: string(complaint.Investigating)}, "mail.customer_answered")
	})
}

// wrote puts the customer's words before the owner, once until they are
// answered. A case that nobody has yet is read when somebody takes it.
func (l *Link) wrote(tx core.App, c *core.Record) error {
	n, err := tx.CountRecords(records.Reminders, dbx.HashExp{"complaint": c.Id, "kind": complaint.TimerWrote, "pending": true})
	if err != nil || n > 0 || c.GetString("owner") == "" {
		return err
	}
	return l.g.Remind(tx, c, complaint.TimerWrote, complaint.Span{Hours: 4})
}

// addedBefore finds a message of the same form: a reload sends nothing twice.
func (l *Link) addedBefore(app core.App, c *core.Record, token string) (bool, error) {
	if token == "" {
		return false, nil
	}
	n, err := app.CountRecords(records.Messages, dbx.HashExp{"message_id": token, "complaint": c.Id})
	return n > 0, err
}

// move asks the engine for a move in the customer's name, and leaves the team a
// next step for the next working day.
func (l *Link) move(app core.App, c *core.Record, m casework.Move, step string) error {
	if m.Fields == nil {
		m.Fields = map[string]any{}
	}
	if step != "" {
		due, err := l.g.WorkingDays(app, 1)
		if err != nil {
			return err
		}
		m.Fields["next_step"] = l.g.Texts.T(c.GetString("language"), step, nil)
		m.Fields["next_step_due"] = records.Stamp(due)
	}
	_, err := l.g.Transition(app, c.Id, m, actor(c))
	return err
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
		return l.wrote(tx, c)
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
		return l.move(tx, c, casework.Move{To: string(complaint.Executing),
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
		return l.move(tx, c, casework.Move{To: string(complaint.Investigating), Refusal: &casework.Refusal{Channel: "portal",
			Reason: r.Reason, PreferredSolution: r.PreferredSolution, PreferredRefused: r.PreferredRefused}}, "mail.offer_refused")
	})
}

// Withdraw takes the complaint back in the customer's words (T26).
func (l *Link) Withdraw(_ context.Context, key, words string) error {
	return l.act(key, func(tx core.App, c *core.Record) error {
		return l.move(tx, c, casework.Move{To: string(complaint.Closed), Fields: map[string]any{
			"closing_kind": "withdrawal", "withdrawal_words": words, "withdrawal_channel": "portal"}}, "")
	})
}

// Reopen says why it is not solved (T20 while resolved, T22 once closed).
func (l *Link) Reopen(_ context.Context, key, reason string) error {
	return l.act(key, func(tx core.App, c *core.Record) error {
		return l.move(tx, c, casework.Move{To: string(complaint.Investigating), Fields: map[string]any{"reopen_reason": reason}}, "mail.try_otherwise")
	})
}
