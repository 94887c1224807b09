package setup_test

import (
	"context"
	"sync"

	"escucha/internal/setup"
)

const goodToken = "good-token"

// fake is an installation that remembers what it was given.
type fake struct {
	mu      sync.Mutex
	closed  bool
	fail    error
	applied []setup.Input
	asked   []setup.Input // previews
}

func (f *fake) Open(context.Context) bool { return !f.closed }

func (f *fake) CheckToken(_ context.Context, token string) bool { return token == goodToken }

func (f *fake) Offer(context.Context, string) (setup.Offer, error) {
	return setup.Offer{
		Profiles: []setup.Profile{
			{Code: "pe", Name: "Perú · Libro de Reclamaciones", Country: "pe", TaxID: "RUC", Zone: "America/Lima"},
			{Code: "co", Name: "Colombia · Estatuto del Consumidor", Country: "co", TaxID: "NIT", Zone: "America/Bogota"},
		},
		Zones: []setup.Choice{{Value: "America/Lima", Text: "Lima, 10:42"}, {Value: "America/Bogota", Text: "Bogotá, 10:42"}},
	}, nil
}

func (f *fake) Preview(_ context.Context, in setup.Input, _ string) (setup.Preview, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, in)
	return setup.Preview{
		Number: "000000001-2026", Due: "2026-12-17", Amount: 15, Unit: "business_days", RetentionYears: 2,
		Skipped: []string{"2026-12-08", "2026-12-09"}, Base: "DS 011-2011-PCM y DS 101-2022-PCM", VerifiedOn: "2026-06-12",
		Rules: 18, Templates: 35, HolidaysUntil: 2030,
	}, nil
}

func (f *fake) Apply(_ context.Context, _ string, in setup.Input) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail == nil {
		f.applied = append(f.applied, in)
		f.closed = true
	}
	return f.fail
}
