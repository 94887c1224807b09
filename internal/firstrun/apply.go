package firstrun

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/legal"
	"escucha/internal/records"
	"escucha/internal/setup"
)

// taxID is how each country calls the number of a business.
var taxID = map[string]string{"PE": "RUC", "CO": "NIT", "ES": "NIF", "MX": "RFC", "CL": "RUT", "AR": "CUIT", "EC": "RUC"}

// currency is that of the country.
var currency = map[string]string{"PE": "PEN", "CO": "COP", "ES": "EUR", "MX": "MXN", "CL": "CLP", "AR": "ARS", "EC": "USD"}

// moreZones are those of the same countries that no profile has as its own.
var moreZones = []string{"America/Argentina/Cordoba", "America/Cancun", "America/Tijuana", "America/Punta_Arenas", "Atlantic/Canary",
	"Pacific/Galapagos", "America/La_Paz", "America/Asuncion", "America/Montevideo", "America/Caracas", "America/Panama",
	"America/Costa_Rica", "America/Guatemala", "America/Santo_Domingo", "UTC"}

// Apply stores business, book and administrator, all or nothing. The token is
// spent with it.
func (s *Setup) Apply(ctx context.Context, token string, in setup.Input) error {
	if !s.Open(ctx) || !s.CheckToken(ctx, token) {
		return setup.ErrClosed
	}
	if _, err := time.LoadLocation(in.Zone); err != nil || in.Zone == "" {
		return setup.FieldErrors{"zone": {Code: "choice"}}
	}
	profile, err := legal.ByCode(in.Profile)
	if err != nil {
		return setup.FieldErrors{"profile": {Code: "choice"}}
	}
	err = s.app.RunInTransaction(func(tx core.App) error {
		for _, create := range []func(core.App, setup.Input, legal.Profile) error{createBusiness, createBook, s.createArea, createAdmin, createSuperuser, nameSender} {
			if err := create(tx, in, profile); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return explain(err)
	}
	s.spend()
	s.g.Forget()
	return nil
}

func (s *Setup) spend() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.token = ""
}

func createBusiness(app core.App, in setup.Input, p legal.Profile) error {
	return save(app, records.Business, "", map[string]any{"name": in.Name, "legal_name": in.LegalName, "tax_id": in.TaxID, "address": in.Address,
		"phone": in.Phone, "email": in.Email, "country": p.Country, "region": p.Region, "legal_profile": p.Code, "timezone": in.Zone,
		"language": in.Language, "register": "usted", "hours_text": in.Hours, "currency": first(currency[p.Country], "USD")})
}

func createBook(app core.App, in setup.Input, _ legal.Profile) error {
	return save(app, records.Books, "principal", map[string]any{"name": first(in.LegalName, in.Name), "address": in.Address, "active": true})
}

// createArea: a case needs an area that answers for it; a small shop has one.
func (s *Setup) createArea(app core.App, in setup.Input, _ legal.Profile) error {
	return save(app, records.Areas, "", map[string]any{"name": s.g.Texts.T(in.Language, "serve.area", nil), "active": true})
}

// nameSender lets mails come from the business.
func nameSender(app core.App, in setup.Input, _ legal.Profile) error {
	settings := app.Settings()
	settings.Meta.SenderName = in.Name
	if in.Email != "" {
		settings.Meta.SenderAddress = in.Email
	}
	if err := app.Save(settings); err != nil {
		return fmt.Errorf("first run, sender: %w", err)
	}
	return nil
}

func createAdmin(app core.App, in setup.Input, _ legal.Profile) error {
	return save(app, records.Agents, "", map[string]any{"name": in.AdminName, "email": in.AdminEmail, "password": in.AdminPassword,
		"role": "admin", "active": true, "verified": true, "locale": in.Language})
}

// createSuperuser: the same person opens the admin UI.
func createSuperuser(app core.App, in setup.Input, _ legal.Profile) error {
	return save(app, core.CollectionNameSuperusers, "", map[string]any{"email": in.AdminEmail, "password": in.AdminPassword})
}

func save(app core.App, collection, id string, values map[string]any) error {
	c, err := app.FindCollectionByNameOrId(collection)
	if err != nil {
		return fmt.Errorf("first run, %s: %w", collection, err)
	}
	r := core.NewRecord(c)
	r.Load(values)
	if id != "" {
		r.Id = id
	}
	if err := app.Save(r); err != nil {
		return fmt.Errorf("first run, %s: %w", collection, err)
	}
	return nil
}

// explain names the fields of the form that the records did not take.
func explain(err error) error {
	var fields validation.Errors
	if !errors.As(err, &fields) {
		return err
	}
	names := map[string]string{"email": "admin_email", "password": "admin_password", "name": "name"}
	out := setup.FieldErrors{}
	for name := range fields {
		out[first(names[name], name)] = setup.FieldError{Code: "invalid"}
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
