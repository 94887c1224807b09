package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"
)

// client asks the server in the name of the agent.
type client struct {
	http  *http.Client
	token string
}

func newClient(token string, conns int) *client {
	return &client{token: token, http: &http.Client{Timeout: 30 * time.Second,
		Transport: &http.Transport{MaxIdleConnsPerHost: conns, MaxConnsPerHost: conns}}}
}

// ask does one request, reads the answer to its end and wants a 200.
func (c *client) ask(method, url string, body []byte) ([]byte, error) {
	r, err := http.NewRequest(method, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", c.token)
	r.Header.Set("Content-Type", "application/json")
	res, err := c.http.Do(r)
	if err != nil {
		return nil, err
	}
	answer, err := io.ReadAll(res.Body)
	if closing := res.Body.Close(); err == nil {
		err = closing
	}
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s %s: %s %.500s", method, url, res.Status, answer)
	}
	return answer, err
}

// items is how many cases a list answers with.
func (c *client) items(url string) (int, error) {
	var page struct{ Items []any }
	answer, err := c.ask(http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	err = json.Unmarshal(answer, &page)
	return len(page.Items), err
}

// firstOf is the id of the first case of a list.
func (c *client) firstOf(url string) (string, error) {
	var page struct{ Items []struct{ ID string } }
	answer, err := c.ask(http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	if err := json.Unmarshal(answer, &page); err != nil {
		return "", fmt.Errorf("%s: %w", url, err)
	}
	if len(page.Items) == 0 {
		return "", fmt.Errorf("%s: no case", url)
	}
	return page.Items[0].ID, nil
}

// timed is how long one request takes, in milliseconds.
func (c *client) timed(method, url string, body []byte) (float64, error) {
	begun := time.Now()
	_, err := c.ask(method, url, body)
	return float64(time.Since(begun).Microseconds()) / 1000, err
}

// burst posts n bodies from several clients at once and returns the rate per
// second.
func (c *client) burst(url string, bodies [][]byte, clients int) (float64, error) {
	begun := time.Now()
	var wait sync.WaitGroup
	problems := make(chan error, clients)
	for i := range clients {
		wait.Go(func() {
			for j := i; j < len(bodies); j += clients {
				if _, err := c.ask(http.MethodPost, url, bodies[j]); err != nil {
					problems <- err
					return
				}
			}
		})
	}
	wait.Wait()
	rate := float64(len(bodies)) / time.Since(begun).Seconds()
	select {
	case err := <-problems:
		return rate, err
	default:
		return rate, nil
	}
}

// filing is a complaint as the desk sends it.
func filing(rng *rand.Rand, customer string) ([]byte, error) {
	data, err := json.Marshal(map[string]any{
		"kind": "claim", "channel": pick(rng, "phone", "counter", "email"), "customer": customer, "narrative": narrative(rng),
		"goal": pick(rng, goals...), "remedy_requested": pick(rng, goals...), "impact": "No puedo usar el mueble y lo necesito esta semana.",
		"since_when": "Desde el sábado 14", "reply_channel": "email", "mood_start": 2, "amount": 689.9, "currency": "PEN",
		"product_text": "Vajilla Colca de 16 piezas", "points": []map[string]string{{"text": "¿Cuándo llega lo que falta?", "answer": ""}},
	})
	if err != nil {
		return nil, fmt.Errorf("write a complaint: %w", err)
	}
	return data, nil
}

func filings(rng *rand.Rand, customer string, n int) ([][]byte, error) {
	out := make([][]byte, n)
	for i := range out {
		var err error
		if out[i], err = filing(rng, customer); err != nil {
			return nil, err
		}
	}
	return out, nil
}
