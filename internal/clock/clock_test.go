package clock_test

import (
	"sync"
	"testing"
	"time"

	"escucha/internal/clock"
)

func TestClockStandsUntilMoved(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 11, 24, 15, 42, 0, 0, time.UTC)
	c := clock.At(start)
	for range 2 {
		if got := c.Now(); !got.Equal(start) {
			t.Errorf("it moved by itself to %s", got)
		}
	}
	c.Move(time.Hour)
	if got := c.Now().Sub(start); got != time.Hour {
		t.Errorf("moved %s, want an hour", got)
	}
	c.Set(start)
	if !c.Now().Equal(start) {
		t.Error("not set back")
	}
}

func TestMovesAddUp(t *testing.T) {
	t.Parallel()
	c := clock.At(time.Time{})
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() { c.Move(time.Second) })
	}
	all.Wait()
	if got := c.Now().Sub(time.Time{}); got != 100*time.Second {
		t.Errorf("moved %s, want 100 s", got)
	}
}
