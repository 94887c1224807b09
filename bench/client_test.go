package main

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
)

// answering is a server that counts and answers as told.
func answering(t *testing.T, status int, body string) (string, *atomic.Int64) {
	t.Helper()
	var asked atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if r.Header.Get("Authorization") != "token" {
			status = http.StatusUnauthorized
		}
		w.WriteHeader(status)
		if _, err := w.Write([]byte(body)); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL, &asked
}

func TestBurstAsksEachOnce(t *testing.T) {
	t.Parallel()
	url, asked := answering(t, http.StatusOK, "{}")
	rate, err := newClient("token", 3).burst(url, make([][]byte, 20), 3)
	if err != nil || rate <= 0 || asked.Load() != 20 {
		t.Errorf("%d asked, rate %v, %v", asked.Load(), rate, err)
	}
}

// A figure measured on refusals would be worth nothing.
func TestRefusalsAreErrors(t *testing.T) {
	t.Parallel()
	url, _ := answering(t, http.StatusBadRequest, "{}")
	c := newClient("token", 2)
	if _, err := c.burst(url, make([][]byte, 4), 2); err == nil {
		t.Error("a burst of refusals was measured")
	}
	if _, err := c.timed(http.MethodGet, url, nil); err == nil {
		t.Error("a refusal was timed")
	}
	if _, err := c.items(url); err == nil {
		t.Error("a refusal was counted")
	}
}

func TestItems(t *testing.T) {
	t.Parallel()
	url, _ := answering(t, http.StatusOK, `{"items":[1,2,3]}`)
	if n, err := newClient("token", 1).items(url); err != nil || n != 3 {
		t.Errorf("%d %v", n, err)
	}
	broken, _ := answering(t, http.StatusOK, `[`)
	if _, err := newClient("token", 1).items(broken); err == nil {
		t.Error("a broken answer was counted")
	}
}

func TestFirstOf(t *testing.T) {
	t.Parallel()
	url, _ := answering(t, http.StatusOK, `{"items":[{"id":"a"},{"id":"b"}]}`)
	if id, err := newClient("token", 1).firstOf(url); err != nil || id != "a" {
		t.Errorf("%q %v", id, err)
	}
	for _, text := range []string{`{"items":[]}`, `[`} {
		other, _ := answering(t, http.StatusOK, text)
		if id, err := newClient("token", 1).firstOf(other); err == nil {
			t.Errorf("%s has the case %q", text, id)
		}
	}
}
