package casework

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// Health is the state of the application in a few figures. What belongs to
// names, addresses or what a server said is in Problems and Parts, for those
// who lead.
type Health struct {
	OK           bool           `json:"ok"`
	OutboxQueued int            `json:"outbox_queued"`
	OutboxDead   int            `json:"outbox_dead"`
	OldestQueued string         `json:"oldest_queued"`
	MailEnabled  bool           `json:"mail_enabled"`
	Jobs         []JobState     `json:"jobs"`
	Problems     []Problem      `json:"problems,omitempty"`
	Parts        map[string]any `json:"parts,omitempty"` // of other packages, by name: mailboxes, mail
}

// JobState is one job: when it ended last, and whether well.
type JobState struct {
	Code  string `json:"code"`
	Every int    `json:"every"` // seconds
	Last  string `json:"last"`  // empty: never
	Good  string `json:"good"`  // when it ended well last
	OK    bool   `json:"ok"`
	Late  bool   `json:"late"`
	Error string `json:"error,omitempty"`
}

// Problem is something that is sick, as a code of the texts `health.CODE`, with
// what those need. Since is when it was well last; empty when that is not known.
type Problem struct {
	Code   string         `json:"code"`
	Since  string         `json:"since,omitempty"`
	Params map[string]any `json:"params,omitempty"`
	Grave  bool           `json:"grave"` // people are not served: not OK
}

// HealthPart adds what one subject knows of its own state.
type HealthPart func(app core.App, h *Health) error

// AddHealth adds a part, when the application is put together.
func (g *Engine) AddHealth(part HealthPart) { g.parts = append(g.parts, part) }

// Health reads the database for its own state.
func (g *Engine) Health(app core.App) (Health, error) {
	h := Health{Jobs: []JobState{}, Parts: map[string]any{}}
	for _, part := range g.parts {
		if err := part(app, &h); err != nil {
			return h, fmt.Errorf("read state: %w", err)
		}
	}
	h.OK = !slices.ContainsFunc(h.Problems, func(p Problem) bool { return p.Grave })
	return h, nil
}

// Hide leaves what a stranger may know: whether it works, and how much waits.
func (h *Health) Hide() {
	h.Problems, h.Parts = nil, nil
	for i := range h.Jobs {
		h.Jobs[i].Error = ""
	}
}

// Ails reports whether something is sick that those who lead should know of.
func (g *Engine) Ails(app core.App) (bool, error) {
	h, err := g.Health(app)
	return len(h.Problems) > 0, err
}

// queuedLong is how long a mail may wait before somebody should look.
const queuedLong = time.Hour

func (g *Engine) healthOfOutbox(app core.App, h *Health) error {
	h.MailEnabled = app.Settings().SMTP.Enabled
	var row struct {
		Queued int    `db:"queued"`
		Dead   int    `db:"dead"`
		Oldest string `db:"oldest"`
	}
	err := app.ConcurrentDB().NewQuery(`SELECT COALESCE(SUM(status IN ('queued', 'sending')), 0) AS queued, COALESCE(SUM(status = 'dead'), 0) AS dead,
		COALESCE(MIN(CASE WHEN status = 'queued' THEN created END), '') AS oldest FROM outbox WHERE status IN ('queued', 'sending', 'failed', 'dead')`).One(&row)
	if err != nil {
		return fmt.Errorf("outbox: %w", err)
	}
	h.OutboxQueued, h.OutboxDead, h.OldestQueued = row.Queued, row.Dead, row.Oldest
	if row.Dead > 0 {
		h.Problems = append(h.Problems, Problem{Code: "mail.dead", Params: map[string]any{"n": row.Dead}, Grave: true})
	}
	if row.Oldest != "" && row.Oldest < records.Stamp(g.Now().Add(-queuedLong)) {
		code := map[bool]string{true: "mail.waiting", false: "mail.off"}[h.MailEnabled]
		h.Problems = append(h.Problems, Problem{Code: code, Since: row.Oldest, Params: map[string]any{"n": row.Queued}})
	}
	return nil
}

// healthOfJobs: every job that is expected or ran since the start, and those of
// them that are late or failed.
func (g *Engine) healthOfJobs(app core.App, h *Health) error {
	rows, err := app.FindAllRecords(records.Jobs)
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	known := map[string]*core.Record{}
	for _, r := range rows {
		known[r.GetString("code")] = r
	}
	codes := maps.Clone(g.expects)
	g.jobs.Range(func(code, _ any) bool {
		if r := known[code.(string)]; r != nil {
			codes[code.(string)] = time.Duration(r.GetInt("every")) * time.Second
		}
		return true
	})
	for code, every := range codes {
		h.Jobs = append(h.Jobs, g.stateOf(code, every, known[code]))
	}
	slices.SortFunc(h.Jobs, func(a, b JobState) int { return cmp.Or(cmp.Compare(a.Every, b.Every), cmp.Compare(a.Code, b.Code)) })
	for _, j := range h.Jobs {
		if j.Late || !j.OK {
			h.Problems = append(h.Problems, Problem{Code: "job." + j.Code, Since: j.Good, Params: map[string]any{"late": j.Late, "error": j.Error}, Grave: true})
		}
	}
	return nil
}

// stateOf is one job. It is late after three intervals without an end, counted
// from the start of this process at the earliest: what was off could not run.
func (g *Engine) stateOf(code string, every time.Duration, row *core.Record) JobState {
	j, last := JobState{Code: code, Every: int(every.Seconds()), OK: true}, g.born
	if row != nil {
		j.Last, j.Good, j.OK, j.Error = row.GetString("ended"), row.GetString("good"), row.GetBool("ok"), row.GetString("error")
		if ended := row.GetDateTime("ended").Time(); ended.After(last) {
			last = ended
		}
	}
	j.Late = g.Now().Sub(last) > Patience*every
	return j
}
