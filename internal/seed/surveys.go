package seed

import (
	"math/rand/v2"

	"escucha/internal/records"
)

// answered takes the survey down after the thanks: most who are called answer,
// and most of those are content.
func (w *world) answered(t *tale) error {
	rng := rand.New(rand.NewPCG(w.o.Seed, uint64(t.index)+2_000_000))
	if t.asked || !chance(rng, 60) {
		return nil
	}
	t.asked = true
	fields := map[string]any{"solution": 3 + rng.IntN(3), "treatment": 4 + rng.IntN(2), "expectation": one(rng, []string{"yes", "yes", "yes", "partly"}),
		"recommend": 7 + rng.IntN(4)}
	if fields["solution"] == 3 {
		fields["reason"] = one(rng, []string{"time", "time", "explanation", "repeat"})
	}
	return w.add(t, records.Surveys, t.owner, fields)
}
