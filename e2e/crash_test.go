package e2e

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestKilledWhileFiling: whatever was acknowledged is there after the program
// was killed in the middle of it, numbered without a gap, and the record is
// whole. Each round ends with the twentieth answer, wherever the others are.
func TestKilledWhileFiling(t *testing.T) {
	t.Parallel()
	s := start(t)
	var all ledger
	for round := range 4 {
		if round > 0 {
			s.Restart(t)
		}
		token := s.Token(t, "agents", Agent)
		enough, want := make(chan struct{}), len(all.numbers)+20
		var clients sync.WaitGroup
		for range 4 {
			clients.Go(func() { all.fileUntilKilled(s, token, want, enough) })
		}
		<-enough
		s.Crash(t)
		clients.Wait()
	}
	s.Restart(t)
	all.check(t, s)
	if report := s.Command(t, "verify"); !strings.Contains(report, `"problems": []`) {
		t.Errorf("verify: %s", report)
	}
}

// ledger is what the program said it had filed.
type ledger struct {
	mu      sync.Mutex
	numbers []string
}

// fileUntilKilled files until the program no longer answers, and says once when
// there are as many answers as wanted.
func (l *ledger) fileUntilKilled(s *server, token string, want int, enough chan<- struct{}) {
	for {
		a, err := s.call(token, http.MethodPost, "/api/collections/complaints/records", map[string]any{"kind": "grievance", "channel": "phone",
			"anonymous_reason": "No desea identificarse", "narrative": "Nadie contestó el teléfono.", "goal": "Que conste"})
		number, filed := a.At("number").(string)
		if err != nil || !filed {
			return
		}
		l.mu.Lock()
		l.numbers = append(l.numbers, number)
		if len(l.numbers) == want {
			close(enough)
		}
		l.mu.Unlock()
	}
}

// check compares what was said with what is there.
func (l *ledger) check(t *testing.T, s *server) {
	t.Helper()
	a := s.API(t, s.Token(t, "_superusers", Superuser), http.MethodGet, "/api/collections/complaints/records?perPage=1000&fields=number&sort=number", nil)
	rows, _ := a.At("items").([]any)
	var stored []string
	for _, row := range rows {
		stored = append(stored, row.(map[string]any)["number"].(string))
	}
	for _, number := range l.numbers {
		if !slices.Contains(stored, number) {
			t.Errorf("%s was acknowledged and is not there", number)
		}
	}
	for i, number := range stored {
		if !strings.HasPrefix(number, fmt.Sprintf("%09d-", i+1)) {
			t.Fatalf("number %d is %s", i+1, number)
		}
	}
}
