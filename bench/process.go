package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"sync"
	"time"
)

// loadClients file and list at the same time.
const loadClients = 8

// size is the binary in MB.
func size(binary string) (figure, error) {
	f := figure{name: "stripped binary", bound: 45, unit: "MB"}
	info, err := os.Stat(binary)
	if err != nil {
		return f, fmt.Errorf("size of the binary: %w", err)
	}
	f.measured = float64(info.Size()) / (1 << 20)
	return f, nil
}

// startTime is the median of several starts on an existing database.
func startTime(binary, dir string) (figure, error) {
	f := figure{name: "start on an existing database", bound: 1, unit: "s"}
	var times []float64
	for range 5 {
		s, err := start(binary, dir)
		if err != nil {
			return f, err
		}
		times = append(times, s.started.Seconds())
		if err := s.stop(); err != nil {
			return f, err
		}
	}
	f.measured = median(times)
	return f, nil
}

// idleMemory is what the process holds some seconds after its start, having
// answered nothing but its health.
func idleMemory(s *server) (figure, error) {
	f := figure{name: "memory, idle", bound: 90, unit: "MB"}
	time.Sleep(3 * time.Second)
	var err error
	f.measured, err = s.memory()
	return f, err
}

// loadedMemory is the most that the process held in the last seconds of a
// period in which clients filed and listed.
func loadedMemory(s *server, c *client, customer string, period time.Duration) (figure, error) {
	f := figure{name: "memory, after 8 clients filed and listed", bound: 200, unit: "MB"}
	until := time.Now().Add(period)
	counts, err := load(s, c, customer, until)
	if err != nil {
		return f, err
	}
	fmt.Printf("load: %d filed, %d listed in %s\n", counts[0], counts[1], period)
	f.measured, err = s.memory()
	return f, err
}

// load lets every client file one case and list four times, until the time.
func load(s *server, c *client, customer string, until time.Time) ([2]int, error) {
	var wait sync.WaitGroup
	var mu sync.Mutex
	var counts [2]int
	var failed error
	for i := range loadClients {
		wait.Go(func() {
			filed, listed, err := work(s, c, customer, rand.New(rand.NewPCG(7, uint64(i))), until)
			mu.Lock()
			defer mu.Unlock()
			counts[0], counts[1] = counts[0]+filed, counts[1]+listed
			if err != nil {
				failed = err
			}
		})
	}
	wait.Wait()
	return counts, failed
}

func work(s *server, c *client, customer string, rng *rand.Rand, until time.Time) (filed, listed int, err error) {
	lists := []string{"/api/crm/queue", "/api/crm/queue?stage=proposed", "/api/crm/today", "/api/crm/queue?owner=me"}
	for time.Now().Before(until) {
		body, err := filing(rng, customer)
		if err != nil {
			return filed, listed, err
		}
		if _, err := c.ask(http.MethodPost, s.base+"/api/collections/complaints/records", body); err != nil {
			return filed, listed, err
		}
		filed++
		for _, list := range lists {
			if _, err := c.ask(http.MethodGet, s.base+list, nil); err != nil {
				return filed, listed, err
			}
			listed++
		}
	}
	return filed, listed, nil
}
