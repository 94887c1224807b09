package seed

import (
	"fmt"
	"math/rand/v2"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// shopped writes what a customer bought in the year before their first case:
// most a few things, some often, some nothing yet.
func (w *world) shopped(t *tale) error {
	rng := rand.New(rand.NewPCG(w.o.Seed, uint64(t.index)+1_000_000))
	ago := 3 + rng.IntN(20)
	for i := range one(rng, []int{0, 1, 1, 2, 2, 3, 4, 5, 7}) {
		day := t.filed.AddDate(0, 0, -ago)
		thing := t.product
		if i > 0 {
			thing = one(rng, one(rng, w.stories).Products).Text
		}
		_, err := w.g.Create(w.app, records.Purchases, map[string]any{"customer": t.customer.id, "date": day.Format("2006-01-02"), "currency": "PEN",
			"amount": float64(40+rng.IntN(1200)) + 0.9, "product": sentence(thing), "external_id": fmt.Sprintf("B%03d-%05d", w.series, t.index*10+i+1)}, casework.SystemActor())
		if err != nil {
			return fmt.Errorf("purchase: %w", err)
		}
		ago += 20 + rng.IntN(90)
	}
	return nil
}
