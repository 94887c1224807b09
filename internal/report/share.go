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

// share has the sources counted: by one, so that a processor is left to those who
// file, and by a second one as long as nobody files.
func (c *counter) share(rest []source) error {
	var mu sync.Mutex
	next := func() (s source, more bool) {
		mu.Lock()
		defer mu.Unlock()
		if more = len(rest) > 0; more {
			s, rest = rest[0], rest[1:]
		}
		return s, more
	}
	work := func(goesOn func() bool) error {
		for goesOn() {
			s, more := next()
			if !more {
				break
			}
			own := *c
			own.out = counts{}
			if err := s.count(&own); err != nil {
				return err
			}
			mu.Lock()
			c.out.take(own.out)
			mu.Unlock()
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
