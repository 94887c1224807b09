package portal

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"sync"
	"time"
)

// onceLife is how long a repeated send is known; longer than a form lives.
const onceLife = 25 * time.Hour

// once lets the sends of one form do their work a single time. It forgets on
// restart; Filing.Token then lets the engine tell.
type once struct {
	mu   sync.Mutex
	runs map[string]*run
	now  func() time.Time
}

type run struct {
	done  chan struct{}
	print string
	born  time.Time
	key   string
	err   error
}

func newOnce(now func() time.Time) *once {
	return &once{runs: map[string]*run{}, now: now}
}

// do calls work for the first send of id and gives its key to all later ones,
// waiting when they come at the same time. same is false when an earlier send
// was successful with another content. After a failure the next send works.
func (o *once) do(id, print string, work func() (string, error)) (key string, same bool, err error) {
	for {
		r, first := o.enter(id, print)
		if first {
			o.work(id, r, work)
			return r.key, true, r.err
		}
		<-r.done
		if r.err == nil {
			return r.key, r.print == print, nil
		}
	}
}

func (o *once) enter(id, print string) (r *run, first bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if r, ok := o.runs[id]; ok {
		return r, false
	}
	o.forget()
	r = &run{done: make(chan struct{}), print: print, born: o.now(), err: errPanicked}
	o.runs[id] = r
	return r, true
}

func (o *once) work(id string, r *run, work func() (string, error)) {
	defer close(r.done)
	defer func() {
		if r.err != nil {
			o.mu.Lock()
			delete(o.runs, id)
			o.mu.Unlock()
		}
	}()
	r.key, r.err = work()
}

func (o *once) forget() {
	for id, r := range o.runs {
		if o.now().Sub(r.born) > onceLife {
			delete(o.runs, id)
		}
	}
}

// fingerprint tells whether two sends say the same.
func fingerprint(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])
}
