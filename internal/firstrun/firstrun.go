// Package firstrun makes a fresh installation ready: the business, its book of
// complaints, and its first administrator, asked on one page that a one-time
// token opens.
package firstrun

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/domain/legal"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/setup"
)

// Setup answers the setup page.
type Setup struct {
	app core.App
	g   *casework.Engine

	applying sync.Mutex // held while one applies
	mu       sync.Mutex // guards token
	token    string
}

var _ setup.Setup = (*Setup)(nil)

// New makes the setup with a fresh token: it lives as long as the process.
func New(app core.App, g *casework.Engine) *Setup {
	return &Setup{app: app, g: g, token: rand.Text()}
}

// Path is the address of the page with its token, for the owner's console.
func (s *Setup) Path() string { return "/setup/?t=" + s.token }

// Open tells whether there is no business yet.
func (s *Setup) Open(context.Context) bool {
	n, err := s.app.CountRecords(records.Business)
	if err != nil {
		s.app.Logger().Error("first run: count businesses", "error", err)
		return false
	}
	return n == 0
}

// CheckToken compares in constant time.
func (s *Setup) CheckToken(_ context.Context, token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.token != "" && subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) == 1
}

// Offer lists the legal profiles and zones.
func (s *Setup) Offer(_ context.Context, lang string) (setup.Offer, error) {
	var out setup.Offer
	seen := map[string]bool{}
	for _, p := range legal.All() {
		name := p.NameES
		if lang == "en" {
			name = p.NameEN
		}
		out.Profiles = append(out.Profiles, setup.Profile{Code: p.Code, Name: name, Country: lower(p.Country), TaxID: taxID[p.Country], Zone: p.TZ})
		if !seen[p.TZ] {
			seen[p.TZ] = true
			out.Zones = append(out.Zones, setup.Choice{Value: p.TZ, Text: p.TZ})
		}
	}
	for _, zone := range moreZones {
		if !seen[zone] {
			out.Zones = append(out.Zones, setup.Choice{Value: zone, Text: zone})
		}
	}
	return out, nil
}

// Preview is what a complaint that arrives now would get.
func (s *Setup) Preview(_ context.Context, in setup.Input, lang string) (setup.Preview, error) {
	p, err := legal.ByCode(in.Profile)
	if err != nil {
		p, err = legal.ByCode("gen")
	}
	if err != nil {
		return setup.Preview{}, fmt.Errorf("preview: %w", err)
	}
	loc, err := time.LoadLocation(first(in.Zone, p.TZ, "UTC"))
	if err != nil {
		loc = time.UTC // a zone that does not exist is refused on sending
	}
	cal, err := p.Calendar(nil)
	if err != nil {
		return setup.Preview{}, fmt.Errorf("preview: %w", err)
	}
	now := s.g.Now()
	due, err := legal.Due(p, now, loc, cal)
	if err != nil {
		return setup.Preview{}, fmt.Errorf("preview: %w", err)
	}
	return s.preview(p, due, now.In(loc).Year(), lang)
}

func (s *Setup) preview(p legal.Profile, due calendar.Result, year int, lang string) (setup.Preview, error) {
	out := setup.Preview{Number: p.Number(1, year), Due: due.Due.String(), Amount: p.Answer.Amount, Unit: p.Answer.Unit,
		Extendable: p.Extension != nil, RetentionYears: p.Retention.Years, Base: p.BaseES, VerifiedOn: p.VerifiedOn.String(), Rules: len(complaint.Catalogue())}
	if lang == "en" {
		out.Base = p.BaseEN
	}
	for _, d := range due.Trace {
		if weekday := d.Date.Weekday(); d.Reason == calendar.ReasonHoliday && weekday != time.Saturday && weekday != time.Sunday {
			out.Skipped = append(out.Skipped, d.Date.String())
		}
	}
	n, err := s.app.CountRecords(records.Templates)
	if err != nil {
		return out, fmt.Errorf("preview: count templates: %w", err)
	}
	out.Templates = int(n) / 2 // each in two languages
	out.HolidaysUntil = holidaysUntil(p)
	return out, nil
}

// holidaysUntil is the last year whose holidays are known.
func holidaysUntil(p legal.Profile) int {
	coverage, err := calendar.CoverageOf(p.Country, p.Region)
	if err != nil {
		return 0
	}
	return coverage.To
}
