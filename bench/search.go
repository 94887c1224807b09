package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// searchRounds: how often each kind of query is asked, each time another one.
const searchRounds = 60

// queries are what people look for, in equal parts; n is the number of cases.
func queries(rng *rand.Rand, n int) map[string]string {
	i := rng.IntN(n)
	return map[string]string{
		"short number":       fmt.Sprint(i + 1_000_000),
		"number and year":    fmt.Sprintf("%d-2025", i+1_000_000),
		"telephone":          fmt.Sprintf("+51 9%08d", i%(n/casesPerPerson)),
		"document":           fmt.Sprint(firstDocument + i%(n/casesPerPerson)),
		"beginning of names": strings.ToLower(pick(rng, firstNames...)[:4]) + " " + strings.ToLower(pick(rng, lastNames...)[:3]),
		"two common words":   pick(rng, "pedido piezas", "mesa instrucciones", "transportista caja", "fotografías boleta"),
		"word in everything": pick(rng, "antes", "lunes", "llamé", "semana"),
		"beginning of it":    pick(rng, "instruc", "sem", "transpor", "sist"),
		"rare word":          word(vocabulary/2 + rng.IntN(vocabulary/2)),
		"word and a rare":    "lunes " + word(1000+rng.IntN(1000)),
		"accents":            pick(rng, "portería", "explicado", "fotografias", "BOLETÁ"),
		"plural":             pick(rng, "cajas", "sistemas", "compras", "sábados"),
	}
}

// searchTimes asks as an agent and bounds the 95th percentile of all answers.
func searchTimes(s *server, c *client, n int) (figure, error) {
	f := figure{name: "search, 95 % of answers within", bound: 50, unit: "ms"}
	rng := rand.New(rand.NewPCG(7, 7))
	var all []float64
	each := map[string][]float64{}
	for round := range searchRounds + 3 {
		for name, text := range queries(rng, n) {
			target := s.base + "/api/crm/search?" + url.Values{"q": {text}}.Encode()
			ms, err := c.timed(http.MethodGet, target, nil)
			if err != nil {
				return f, fmt.Errorf("search for %s: %w", name, err)
			}
			if round < 3 { // the first ones warm up
				found, err := c.items(target)
				if err == nil && found == 0 {
					err = fmt.Errorf("%q finds nothing", text)
				}
				if err != nil {
					return f, fmt.Errorf("search for %s: %w", name, err)
				}
				continue
			}
			all, each[name] = append(all, ms), append(each[name], ms)
		}
	}
	for name, times := range each {
		fmt.Printf("search %-20s median %5.1f ms, 95 %% %5.1f ms\n", name, median(times), percentile(times, 95))
	}
	f.measured = percentile(all, 95)
	return f, nil
}

// percentile of a list; the list is sorted in place.
func percentile(values []float64, p int) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[min(len(values)-1, len(values)*p/100)]
}
