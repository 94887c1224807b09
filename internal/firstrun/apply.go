package firstrun

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/ozzo-validation/v4/is"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/legal"
	"escucha/internal/casework"
	"escucha/internal/catalog"
	"escucha/internal/records"
	"escucha/internal/setup"
)

// Apply stores business, book and administrator, all or nothing. The token is
// spent with it. Of two who send at once the first one wins.
func (s *Setup) Apply(ctx context.Context, token string, in setup.Input) error {
	s.applying.Lock()
	defer s.applying.Unlock()
	if !s.Open(ctx) || !s.CheckToken(ctx, token) {
		return setup.ErrClosed
	}
	profile, err := check(in)
	if err != nil {
		return err
	}
	err = s.app.RunInTransaction(func(tx core.App) error {
		for _, create := range []func(core.App, setup.Input, legal.Profile) error{createBusiness, createBook, s.createArea, createAdmin, createPlans, createSuperuser, signMails} {
			if err := create(tx, in, profile); err != nil {
				return err
			}
		}
		return nil
	})
	if casework.Codes(err)["name"] == "one_business" { // another process was faster
		return setup.ErrClosed
	}
	if err != nil {
		return err
	}
	s.spend()
	s.g.Forget()
	return nil
}

// check refuses what was not on offer, and addresses that no mail reaches.
func check(in setup.Input) (legal.Profile, error) {
	wrong := setup.FieldErrors{}
	if _, err := time.LoadLocation(in.Zone); err != nil || in.Zone == "" || in.Zone == "Local" {
		wrong["zone"] = setup.FieldError{Code: "invalid"}
	}
	profile, err := legal.ByCode(in.Profile)
	if err != nil {
		wrong["profile"] = setup.FieldError{Code: "invalid"}
	}
	for name, address := range map[string]string{"email": in.Email, "admin_email": in.AdminEmail} {
		if address != "" && is.EmailFormat.Validate(address) != nil {
			wrong[name] = setup.FieldError{Code: "invalid"}
		}
	}
	if len(wrong) > 0 {
		return profile, wrong
	}
	return profile, nil
}

func (s *Setup) spend() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.token = ""
}

func createBusiness(app core.App, in setup.Input, p legal.Profile) error {
	values := map[string]any{"name": in.Name, "legal_name": in.LegalName, "tax_id": in.TaxID, "address": in.Address,
		"phone": in.Phone, "email": in.Email, "country": p.Country, "region": p.Region, "legal_profile": p.Code, "timezone": in.Zone,
		"language": in.Language, "register": "usted", "hours_text": in.Hours, "currency": first(currency[p.Country], "USD")}
	return save(app, records.Business, "", values, map[string]string{"legal_profile": "profile", "timezone": "zone", "hours_text": "hours"})
}

func createBook(app core.App, in setup.Input, _ legal.Profile) error {
	values := map[string]any{"name": first(in.LegalName, in.Name), "address": in.Address, "active": true}
	return save(app, records.Books, "principal", values, map[string]string{"name": "legal_name"})
}

// createArea: a case needs an area that answers for it; a small shop has one.
func (s *Setup) createArea(app core.App, in setup.Input, _ legal.Profile) error {
	return save(app, records.Areas, "", map[string]any{"name": s.g.Texts.T(in.Language, "serve.area", nil), "active": true}, nil)
}

func createAdmin(app core.App, in setup.Input, _ legal.Profile) error {
	values := map[string]any{"name": in.AdminName, "email": in.AdminEmail, "password": in.AdminPassword,
		"role": "admin", "active": true, "verified": true, "locale": in.Language}
	return save(app, records.Agents, "", values, map[string]string{"name": "admin_name", "email": "admin_email", "password": "admin_password"})
}

// createPlans: a plan is wanted when there is no time to write one; the owner
// answers for the first two.
func createPlans(app core.App, in setup.Input, _ legal.Profile) error {
	admin, err := app.FindAuthRecordByEmail(records.Agents, in.AdminEmail)
	if err != nil {
		return fmt.Errorf("first run, plans: %w", err)
	}
	rows, err := catalog.Plans(in.Language, admin.Id)
	if err != nil {
		return fmt.Errorf("first run, plans: %w", err)
	}
	for _, row := range rows {
		if err := save(app, records.Plans, "", row, nil); err != nil {
			return err
		}
	}
	return nil
}

// createSuperuser: the same person opens the admin UI. One who is there
// already, made on the command line, keeps the password of then.
func createSuperuser(app core.App, in setup.Input, _ legal.Profile) error {
	if _, err := app.FindAuthRecordByEmail(core.CollectionNameSuperusers, in.AdminEmail); err == nil {
		return nil
	}
	return save(app, core.CollectionNameSuperusers, "", map[string]any{"email": in.AdminEmail, "password": in.AdminPassword},
		map[string]string{"email": "admin_email", "password": "admin_password"})
}

// signMails: mails come from the business, and their links lead to where this
// page was opened. Both can be changed in the settings of the admin UI.
func signMails(app core.App, in setup.Input, _ legal.Profile) error {
	settings, err := app.Settings().Clone()
	if err != nil {
		return fmt.Errorf("first run, settings: %w", err)
	}
	settings.Meta.SenderName = in.Name
	settings.Meta.SenderAddress = first(in.Email, in.AdminEmail)
	if is.URL.Validate(in.Host) == nil && in.Host != "" {
		settings.Meta.AppURL = in.Host
	}
	if err := app.Save(settings); err != nil {
		return fmt.Errorf("first run, settings: %w", err)
	}
	return nil
}

// save creates a record; what it does not take is named as the form calls it.
func save(app core.App, collection, id string, values map[string]any, names map[string]string) error {
	c, err := app.FindCollectionByNameOrId(collection)
	if err != nil {
		return fmt.Errorf("first run, %s: %w", collection, err)
	}
	r := core.NewRecord(c)
	r.Load(values)
	if id != "" {
		r.Id = id
	}
	var fields validation.Errors
	err = app.Save(r)
	if errors.As(err, &fields) {
		return explain(fields, names)
	}
	if err != nil {
		return fmt.Errorf("first run, %s: %w", collection, err)
	}
	return nil
}

func explain(fields validation.Errors, names map[string]string) error {
	out := setup.FieldErrors{}
	for name, problem := range fields {
		code := "invalid"
		var coded validation.Error
		if errors.As(problem, &coded) && coded.Code() == "validation_max_text_constraint" {
			code = "too_long"
		}
		out[first(names[name], name)] = setup.FieldError{Code: code}
	}
	return out
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

func lower(s string) string { return strings.ToLower(s) }
