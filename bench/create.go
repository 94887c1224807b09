package main

import (
	"fmt"
	"math/rand/v2"
)

// Rounds of the creation: so many requests from so many clients, turn by turn.
const (
	createClients = 4
	createRounds  = 19
	createBatch   = 120
)

// createRatio compares filing a complaint through REST, with everything that
// follows from it, to storing the same body in the bare collection. The rounds
// alternate in one process, the first pair warms up, and each is compared to the
// one beside it: what else the machine does then weighs on both.
func createRatio(s *server, c *client, customer string) (figure, error) {
	f := figure{name: "create with every effect / bare create", bound: 0.35, unit: "×", atLeast: true}
	rng := rand.New(rand.NewPCG(1, 2))
	rates := map[string][]float64{}
	for round := range createRounds + 1 {
		for _, collection := range []string{"complaints", bare} {
			bodies, err := filings(rng, customer, createBatch)
			if err != nil {
				return f, err
			}
			rate, err := c.burst(s.base+"/api/collections/"+collection+"/records", bodies, createClients)
			if err != nil {
				return f, fmt.Errorf("create in %s: %w", collection, err)
			}
			if round > 0 {
				rates[collection] = append(rates[collection], rate)
			}
		}
	}
	var ratios []float64
	for i, rate := range rates["complaints"] {
		ratios = append(ratios, rate/rates[bare][i])
	}
	f.measured = median(ratios)
	fmt.Printf("create: %.0f/s with every effect, %.0f/s bare\n", median(rates["complaints"]), median(rates[bare]))
	return f, nil
}
