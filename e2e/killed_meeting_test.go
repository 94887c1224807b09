package e2e

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestKilledWhileClosing: a program that dies while a meeting is being closed
// leaves it open and whole, or closed with an action for each decision; what was
// said before and acknowledged is there, and the record is whole.
func TestKilledWhileClosing(t *testing.T) {
	t.Parallel()
	const decisions = 25
	s := start(t)
	for round := range 3 {
		token := s.Token(t, "agents", Admin)
		week := weekBack(round)
		if a := s.API(t, token, http.MethodPost, "/api/crm/reviews/"+week, map[string]any{}); a.Status >= http.StatusBadRequest {
			t.Fatalf("open %s: %d %s", week, a.Status, a.Text)
		}
		id := s.API(t, token, http.MethodGet, "/api/crm/reviews/"+week, nil).At("review", "id").(string)
		me := s.Who(t, token)
		s.API(t, token, http.MethodPatch, "/api/collections/reviews/records/"+id, map[string]any{"attendees": []string{me}})
		for n := range decisions {
			s.Create(t, token, "decisions", map[string]any{"review": id, "text": fmt.Sprintf("Decisión %d de %s", n, week), "kind": "process", "owner": me, "due": dayIn(9) + " 12:00:00.000Z"})
		}
		said := s.closeAndDie(t, token, week, id)
		s.Restart(t)
		token = s.Token(t, "agents", Admin)
		made := func() float64 {
			n, _ := s.API(t, token, http.MethodGet, "/api/collections/actions/records?perPage=1&filter=review='"+id+"'", nil).At("totalItems").(float64)
			return n
		}
		switch status := s.API(t, token, http.MethodGet, "/api/crm/reviews/"+week, nil).At("review", "status"); {
		case status == "open" && made() != 0:
			t.Errorf("%s is open with %v actions", week, made())
		case status == "open":
			if a := s.API(t, token, http.MethodPost, "/api/crm/reviews/"+week+"/close", map[string]any{}); a.Status != http.StatusOK {
				t.Errorf("close %s after all: %d %s", week, a.Status, a.Text)
			}
		}
		if n := made(); n != decisions {
			t.Errorf("%s is closed with %v actions", week, n)
		}
		list := s.API(t, token, http.MethodGet, "/api/collections/remarks/records?perPage=500&filter=review='"+id+"'", nil).Text
		for _, text := range said {
			if !strings.Contains(list, `"`+text+`"`) {
				t.Errorf("%q was acknowledged and is not there", text)
			}
		}
	}
	if report := s.Command(t, "verify"); !strings.Contains(report, `"problems": []`) {
		t.Errorf("verify: %s", report)
	}
}

// closeAndDie asks to close a meeting while others still remark, and kills the
// program once enough of that is there; it gives the remarks that were acknowledged.
func (s *server) closeAndDie(t *testing.T, token, week, id string) (said []string) {
	t.Helper()
	enough, asked := make(chan struct{}), sync.WaitGroup{}
	var mu sync.Mutex
	asked.Go(func() {
		for n := 0; ; n++ {
			text := fmt.Sprintf("Comentario %d.", n)
			a, err := s.call(token, http.MethodPost, "/api/collections/remarks/records", map[string]any{"review": id, "text": text})
			if err != nil || a.Status != http.StatusOK {
				return
			}
			mu.Lock()
			said = append(said, text)
			mu.Unlock()
			if n == 5 {
				close(enough)
			}
		}
	})
	<-enough
	asked.Go(func() {
		_, _ = s.call(token, http.MethodPost, "/api/crm/reviews/"+week+"/close", map[string]any{}) // it dies on the way
	})
	s.Crash(t)
	asked.Wait()
	return said
}

// weekBack is an ISO week of the past, the one before this for 0.
func weekBack(n int) string {
	year, week := time.Now().In(time.FixedZone("Lima", -5*3600)).AddDate(0, 0, -7*(n+1)).ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, week)
}

// TestKilledWhileMeasuring: whoever measures everything anew and is stopped in
// the middle has lost nothing; the program goes on where it was.
func TestKilledWhileMeasuring(t *testing.T) {
	t.Parallel()
	made, err := reported()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(made.dir)); err != nil {
		t.Fatal(err)
	}
	binary, err := work.binary()
	if err != nil {
		t.Fatal(err)
	}
	before, err := command(dir, "measure")
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		killedWhileWriting(t, binary, dir)
		if report, err := command(dir, "verify"); err != nil || !strings.Contains(report, `"problems": []`) {
			t.Errorf("verify: %v %s", err, report)
		}
	}
	s := serve(t, dir)
	a := s.API(t, signedIn(t, s, Admin, made.password), http.MethodGet, "/api/crm/reports/page", nil)
	if a.Status != http.StatusOK {
		t.Errorf("the reports: %d %s", a.Status, a.Text)
	}
	s.stop()
	if after, err := command(dir, "measure"); err != nil || after != before {
		t.Errorf("%v: before %s, after %s", err, before, after)
	}
}

// killedWhileWriting starts to measure and kills that once it writes.
func killedWhileWriting(t *testing.T, binary, dir string) {
	t.Helper()
	log := filepath.Join(dir, "data.db-wal")
	size := func() int64 {
		if info, err := os.Stat(log); err == nil {
			return info.Size()
		}
		return 0
	}
	cmd := exec.Command(binary, "measure", "--dir="+dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { defer close(ended); _ = cmd.Wait() }() // killed, or done before that
	for was := size(); size() == was; {
		select {
		case <-ended:
			return
		case <-time.After(time.Millisecond):
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Logf("it was done already: %v", err)
	}
	<-ended
}
