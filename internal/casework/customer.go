package casework

import (
	"fmt"
	"net/http"
	"strings"
	"unicode"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/customer"
	"escucha/domain/legal"
	"escucha/internal/i18n"
	"escucha/internal/records"
)

// derived are the types that the application computes; nobody types them in.
var derived = []string{"relation", "activity", "frequency", "volume", "satisfaction", "influence", "types", "merged_into",
	"email_key", "phone_key", "document_key", "name_key", "document_state", "erased_at"}

// KeepCustomer is the create and update hook of customers: keys for finding
// the same person again, whatever way the data were typed.
func (g *Engine) KeepCustomer(e *core.RecordEvent) error {
	r := e.Record
	a, amended := amendmentOf(e.Context)
	if !amended {
		if err := g.ownData(r); err != nil {
			return err
		}
	}
	if r.IsNew() {
		r.Set("created", records.Stamp(g.Now()))
		r.Set("created_by", agentID(ActorOf(r)))
	}
	if err := g.identify(e.App, r, amended); err != nil {
		return err
	}
	before, by := r.Original().GetString("referred_by"), r.GetString("referred_by")
	return inTransaction(e, func() error {
		changed, err := g.retypeRecord(e.App, r)
		if err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store customer: %w", err)
		}
		if err := g.mirror(e.App, r); err != nil {
			return err
		}
		if amended {
			if err := g.TellOf(e.App, r.Id, a.actor, a.event, a.data); err != nil {
				return err
			}
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

// ownData refuses what nobody types in, and any change of somebody who was found
// to be another customer.
func (g *Engine) ownData(r *core.Record) error {
	for _, name := range derived {
		if r.GetString(name) != r.Original().GetString(name) {
			return g.refuse(name, "server_field")
		}
	}
	if r.GetString("merged_into") != "" {
		return g.answer(http.StatusConflict, validation.Errors{"merged_into": g.problem("customer_merged")})
	}
	return nil
}

// identify computes what the customer is found by. A document that cannot be is
// refused to who can ask again; what customers file themselves, or what comes
// from elsewhere, is kept as it was told.
func (g *Engine) identify(app core.App, r *core.Record, amended bool) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	kind, number, was := r.GetString("document_type"), r.GetString("document_number"), r.Original()
	state, fault := customer.CheckDocument(h.Country(), kind, number)
	told := kind != was.GetString("document_type") || number != was.GetString("document_number")
	if who := ActorOf(r).Kind; told && !amended && state == customer.DocumentWrong && (who == "agent" || who == "superuser") {
		return g.wrongDocument(h.Country(), kind, fault)
	}
	r.Set("document_state", string(state))
	r.Set("document_key", DocumentKey(number))
	r.Set("name_key", customer.NameKey(r.GetString("name")))
	for _, kind := range []string{Email, Phone} {
		r.Set(kind+"_key", h.ContactKey(kind, r.GetString(kind)))
	}
	return nil
}

// wrongDocument says what is wrong, with an example of the kind.
func (g *Engine) wrongDocument(country, kind string, fault customer.Fault) error {
	types, err := legal.DocumentTypes(country)
	if err != nil {
		return fmt.Errorf("documents of %s: %w", country, err)
	}
	params := map[string]any{}
	for _, t := range types {
		if t.Code == kind {
			params["example"] = t.Example
		}
	}
	// filled in already: the library reads what is left in braces as its own
	problem := validation.NewError(string(fault), g.Texts.T(i18n.Default, "error."+string(fault), params))
	return g.answer(http.StatusBadRequest, validation.Errors{"document_number": problem.SetParams(params)})
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

// DocumentKey keeps letters and digits in upper case.
func DocumentKey(number string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsLetter(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, number)
}
