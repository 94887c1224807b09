package report

import (
	"errors"
	"sync"
	"time"

	"escucha/internal/records"
)

// turn is held by whoever counts: figures of two at once would take all there is
// of a small machine from those who file.
var turn sync.Mutex

// quiet is how long nothing has happened to a case when a second one helps.
const quiet = time.Second

// rest is the longest pause of a page beside others' work.
const rest = 300 * time.Millisecond

// share has the sources counted: by one, so that a processor is left to those who
// file, and by a second one as long as nobody files. While somebody does, it rests
// after each for as long as that took: a page may be late, a filing may not.
func (c *counter) share(left []source) error {
	var mu sync.Mutex
	next := func() (s source, more bool) {
		mu.Lock()
		defer mu.Unlock()
		if more = len(left) > 0; more {
			s, left = left[0], left[1:]
		}
		return s, more
	}
	work := func(goesOn func() bool) error {
		for goesOn() {
			s, more := next()
			if !more {
				break
			}
			begun, own := time.Now(), *c
			own.out = counts{}
			if err := s.count(&own); err != nil {
				return err
			}
			mu.Lock()
			c.out.take(own.out)
			mu.Unlock()
			if !c.undisturbed() {
				c.pause(min(time.Since(begun), rest))
			}
		}
		return nil
	}
	helped := make(chan error, 1)
	go func() { helped <- work(c.undisturbed) }()
	return errors.Join(work(func() bool { return true }), <-helped)
}

// undisturbed reports whether nobody does anything just now. Whoever cannot tell
// does not help; the other one meets the same error.
func (c *counter) undisturbed() bool {
	var last string
	err := c.app.ConcurrentDB().NewQuery("SELECT created FROM events ORDER BY rowid DESC LIMIT 1").Row(&last)
	return err == nil && last < records.Stamp(c.now().Add(-quiet))
}

// take adds what another one counted, who counted other figures.
func (c counts) take(other counts) {
	for key, codes := range other {
		for code, found := range codes {
			*c.of(key, code) = *found
		}
	}
}
