package privacy

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/i18n"
	"escucha/internal/records"
)

// Standing is how one text stands: a code (consent_now, consent_coming,
// consent_over), and whether it is fixed, because people may have accepted it.
type Standing struct {
	State string `json:"state"`
	Fixed bool   `json:"fixed"`
}

// Standings tells it of every text, by record id.
func (s *Service) Standings(app core.App) (map[string]Standing, error) {
	now, err := s.InForce(app, i18n.Default)
	if err != nil {
		return nil, err
	}
	today, err := s.g.Today(app)
	if err != nil {
		return nil, err
	}
	rows, err := app.FindAllRecords(records.Consents)
	if err != nil {
		return nil, fmt.Errorf("texts about personal data: %w", err)
	}
	out := map[string]Standing{}
	for _, r := range rows {
		one := Standing{"consent_over", true}
		switch {
		case day(r.GetString("valid_from")) > today:
			one = Standing{"consent_coming", false}
		case r.GetString("version") == now.Version:
			one.State = "consent_now"
		}
		out[r.Id] = one
	}
	return out, nil
}
