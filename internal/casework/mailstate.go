package casework

import (
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/post"
)

// pauses are how long the whole queue waits after each trouble with the server
// in a row; long ones for what does not pass by waiting, as a wrong password
// that is tried too often locks the account.
var (
	pauses = []time.Duration{time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute}
	locked = []time.Duration{15 * time.Minute, 30 * time.Minute, time.Hour}
)

// mailState is what the process knows of its mail server. A process that starts
// anew knows nothing, and so asks the server at once.
type mailState struct {
	mu      sync.Mutex
	sender  post.Sender   // with which the trouble was
	failure *post.Failure // nil while all is well
	since   time.Time
	until   time.Time
	times   int
	replies map[string]string // of rows that were taken and not noted yet
}

// waits reports whether the queue is at rest. Other settings end the rest.
func (m *mailState) waits(s post.Sender, now time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.sender != s {
		m.sender, m.failure, m.times, m.until = s, nil, 0, time.Time{}
	}
	return now.Before(m.until)
}

// trouble lets the whole queue rest.
func (m *mailState) trouble(f *post.Failure, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.failure == nil {
		m.since = now
	}
	steps := pauses
	if f.Final {
		steps = locked
	}
	m.until = now.Add(steps[min(m.times, len(steps)-1)])
	m.failure, m.times = f, m.times+1
}

// well ends the trouble: the server took something, or somebody wants it tried now.
func (m *mailState) well() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.failure, m.times, m.until = nil, 0, time.Time{}
}

func (m *mailState) taken(row string) (reply string, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	reply, ok = m.replies[row]
	return reply, ok
}

func (m *mailState) remember(row, reply string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.replies == nil {
		m.replies = map[string]string{}
	}
	m.replies[row] = reply
}

func (m *mailState) forget(row string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.replies, row)
}

// MailHealth is how outgoing mail does. Code is empty when all is well; it has
// its words under health.smtp.
type MailHealth struct {
	Code   string `json:"code"`
	Since  string `json:"since,omitempty"`
	Until  string `json:"until,omitempty"` // when it is tried again
	Oldest string `json:"oldest,omitempty"`
	Queued int    `json:"queued"`
	Dead   int    `json:"dead"`
}

// mailOff: mails wait, and no server is set up. Nothing is broken.
const mailOff = "off"

// slow is how long a mail may wait before somebody should look.
const slow = time.Hour

// MailHealthOf is the part of outgoing mail in a state.
func MailHealthOf(h Health) MailHealth {
	mail, _ := h.Parts["mail"].(MailHealth)
	return mail
}

// healthOfMail: a server that takes nothing, in the words of its trouble, beside
// what waits.
func (g *Engine) healthOfMail(app core.App, h *Health) error {
	mail := g.mailHealth(app, h.OutboxQueued, h.OutboxDead, h.OldestQueued)
	h.Parts["mail"] = mail
	if mail.Until != "" {
		h.Problems = append(h.Problems, Problem{Code: "smtp." + mail.Code, Since: mail.Since, Grave: true})
	}
	return nil
}

func (g *Engine) mailHealth(app core.App, queued, dead int, oldest string) MailHealth {
	h := MailHealth{Queued: queued, Dead: dead, Oldest: oldest}
	g.mail.mu.Lock()
	defer g.mail.mu.Unlock()
	at, err := time.Parse(storedTime, oldest)
	switch {
	case !app.Settings().SMTP.Enabled:
		if queued > 0 {
			h.Code = mailOff
		}
	case g.mail.failure != nil:
		h.Code, h.Since, h.Until = g.mail.failure.Code, g.mail.since.UTC().Format(storedTime), g.mail.until.UTC().Format(storedTime)
	case dead > 0:
		h.Code = "dead"
	case err == nil && g.Now().Sub(at) > slow:
		h.Code = "slow"
	}
	return h
}
