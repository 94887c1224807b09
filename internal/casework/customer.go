package casework

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// derived are the types that the application computes; nobody types them in.
var derived = []string{"relation", "activity", "frequency", "volume", "satisfaction", "influence", "types", "merged_into",
	"email_key", "phone_key", "document_key"}

// KeepCustomer is the create and update hook of customers: keys for finding
// the same person again, whatever way the data were typed.
func (g *Engine) KeepCustomer(e *core.RecordEvent) error {
	r := e.Record
	for _, name := range derived {
		if r.GetString(name) != r.Original().GetString(name) {
			return g.refuse(name, "server_field")
		}
	}
	if r.IsNew() {
		r.Set("created", records.Stamp(g.Now()))
		r.Set("created_by", agentID(ActorOf(r)))
	}
	r.Set("email_key", emailKey(r.GetString("email")))
	r.Set("phone_key", PhoneKey(r.GetString("phone")))
	r.Set("document_key", DocumentKey(r.GetString("document_number")))
	before, by := r.Original().GetString("referred_by"), r.GetString("referred_by")
	return inTransaction(e, func() error {
		changed, err := g.retypeRecord(e.App, r)
		if err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store customer: %w", err)
		}
		rows := changedTypes{}
		if err := rows.add(r.Id, changed, records.Stamp(g.Now())); err != nil {
			return err
		}
		if err := rows.store(e.App); err != nil || before == by {
			return err
		}
		return g.retype(e.App, before, by)
	})
}

// retypeRecord derives the types of a customer who is about to be stored.
func (g *Engine) retypeRecord(app core.App, r *core.Record) ([]KnownType, error) {
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	c, s := g.comparisonOf(h), someone{ID: r.Id, Types: r.GetString("types")}
	if !r.IsNew() {
		people, err := loadPeople(app, []string{r.Id}, c)
		if err != nil {
			return nil, err
		}
		if len(people) > 0 {
			s = people[0]
		}
	}
	s.facts.Reach, s.facts.Press = r.GetInt("public_reach"), r.GetBool("press")
	if len(s.facts.Purchases) > 0 { // the others have nothing to compare
		if c.baseline, err = g.baselineNow(app, c, h); err != nil {
			return nil, err
		}
	}
	if err := c.renew(&s); err != nil {
		return nil, err
	}
	r.Set("types", s.new)
	for criterion, one := range s.kept {
		r.Set(criterion, one.Value)
	}
	return s.moved, nil
}

// PhoneKey keeps the last nine digits, so that a number is found with or
// without its country code.
func PhoneKey(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, phone)
	if len(digits) > 9 {
		return digits[len(digits)-9:]
	}
	return digits
}

// DocumentKey keeps letters and digits in upper case.
func DocumentKey(number string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsLetter(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, number)
}

func emailKey(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
