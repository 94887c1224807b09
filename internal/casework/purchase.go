package casework

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/internal/records"
)

// KeepPurchase is the create and update hook of purchases: of a day that has
// come, of no negative amount, and the types of its customer follow at once.
func (g *Engine) KeepPurchase(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r := e.Record
		before := r.Original().GetString("customer")
		if err := g.CheckPurchase(e.App, r); err != nil {
			return err
		}
		if r.IsNew() {
			r.Set("created", records.Stamp(g.Now()))
			r.Set("agent", agentID(ActorOf(r)))
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store purchase: %w", err)
		}
		if e.Context != nil && e.Context.Value(togetherKey{}) != nil {
			return nil
		}
		return g.retype(e.App, before, r.GetString("customer"))
	})
}

type togetherKey struct{}

// Together marks a context: of purchases saved with it the types follow with
// Renew, once for all, in the same transaction.
func Together(ctx context.Context) context.Context {
	return context.WithValue(ctx, togetherKey{}, true)
}

// Renew derives the types of these customers.
func (g *Engine) Renew(app core.App, ids ...string) error { return g.retype(app, ids...) }

// CustomerKeys are what the same person is found again by, the surest first:
// document, or a kind of contact, with its key.
func (h *House) CustomerKeys(document, email, phone string) [3][2]string {
	return [3][2]string{{"document", DocumentKey(document)}, {Email, h.ContactKey(Email, email)}, {Phone, h.ContactKey(Phone, phone)}}
}

// DropPurchase is the delete hook: without it the types are others.
func (g *Engine) DropPurchase(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		if err := e.Next(); err != nil {
			return fmt.Errorf("remove purchase: %w", err)
		}
		return g.retype(e.App, e.Record.GetString("customer"))
	})
}

// CheckPurchase completes a purchase and refuses what cannot be: a day to come,
// an amount below nothing.
func (g *Engine) CheckPurchase(app core.App, r *core.Record) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	if r.GetFloat("amount") < 0 {
		return g.refuse("amount", "purchase_negative")
	}
	if h.Business != nil {
		setDefault(r, "currency", h.Business.GetString("currency"))
	}
	r.Set("currency", strings.ToUpper(strings.TrimSpace(r.GetString("currency"))))
	at := r.GetDateTime("date").Time()
	if at.IsZero() {
		return nil // the schema says that it is missing
	}
	day := civilDay(at, h.Location)
	if day.After(calendar.DateIn(g.Now(), h.Location)) {
		return g.refuse("date", "purchase_future")
	}
	r.Set("date", day.String())
	return nil
}

// civilDay is the day of a purchase: a date without a time means itself, a
// moment means the day that it was in the shop.
func civilDay(at time.Time, zone *time.Location) calendar.Date {
	if utc := at.UTC(); utc.Equal(utc.Truncate(24 * time.Hour)) {
		return calendar.DateIn(utc, time.UTC)
	}
	return calendar.DateIn(at, zone)
}
