package review

import (
	_ "embed" // the queries
	"encoding/json"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	rules "escucha/domain/review"
	questions "escucha/domain/survey"
	"escucha/internal/casework"
	"escucha/internal/records"
)

var (
	//go:embed reasons.sql
	reasonsSQL string
	//go:embed acts.sql
	actsSQL string
	//go:embed answers.sql
	answersSQL string
)

// listed is how many new cases a pack names; the figure has them all.
const listed = 50

// Selection is which cases a pack is about, and its figures: ids and codes, and
// no words of anybody. So it can be kept as it was when the meeting was closed.
type Selection struct {
	Figures []Figure `json:"figures"`
	Causes  []Cause  `json:"causes"`
	Cases   []Chosen `json:"cases"`
	More    int      `json:"more"`     // to talk about, beyond those
	New     []string `json:"new"`      // ids
	Hidden  int      `json:"unlisted"` // confidential ones that the reader may not open
	Acts    []Act    `json:"acts"`
	Answers []string `json:"answers"` // ids of surveys
	At      string   `json:"at"`
}

// Chosen is a case with why it was chosen.
type Chosen struct {
	ID      string         `json:"id"`
	Reasons []rules.Reason `json:"reasons"`
}

// Act is what somebody approved for themselves, or why a case went first.
type Act struct {
	Complaint string  `json:"complaint" db:"complaint"`
	Reason    string  `json:"reason" db:"reason"` // self_approved, queue_jump
	Kind      string  `json:"kind" db:"kind"`     // grant, denial; urgency, lane
	What      string  `json:"what" db:"what"`
	Note      string  `json:"-" db:"note"` // somebody's words: read again each time
	Cost      float64 `json:"cost,omitempty" db:"cost"`
	Currency  string  `json:"currency,omitempty" db:"currency"`
	Agent     string  `json:"agent" db:"agent"`
	At        string  `json:"at" db:"at"`
}

// choose finds what the pack of a week is about, of what the reader may open.
func (s *Service) choose(r Reader, p span) (Selection, error) {
	out := Selection{At: records.Stamp(p.at)}
	found, err := s.reasons(r.App, p)
	if err != nil {
		return out, err
	}
	if out.Acts, err = acts(r.App, p); err != nil {
		return out, err
	}
	for _, a := range out.Acts {
		found[a.Complaint] = append(found[a.Complaint], rules.Reason(a.Reason))
	}
	if err := s.pick(r, p, found, &out); err != nil {
		return out, err
	}
	if out.Acts, err = kept(r, records.Complaints, out.Acts, func(a Act) string { return a.Complaint }); err != nil {
		return out, err
	}
	if out.New, err = fresh(r, p); err != nil {
		return out, err
	}
	if out.Answers, err = s.answers(r, p); err != nil {
		return out, err
	}
	if out.Figures, err = figures(r.App, p); err != nil {
		return out, err
	}
	out.Causes, err = causes(r.App, p)
	return out, err
}

// reasons are those of every case, by its id.
func (s *Service) reasons(app core.App, p span) (map[string][]rules.Reason, error) {
	var rows []struct {
		Complaint string `db:"complaint"`
		Reason    string `db:"reason"`
	}
	if err := app.ConcurrentDB().NewQuery(reasonsSQL).Bind(p.params()).All(&rows); err != nil {
		return nil, fmt.Errorf("why cases are talked about: %w", err)
	}
	out := map[string][]rules.Reason{}
	for _, row := range rows {
		out[row.Complaint] = append(out[row.Complaint], rules.Reason(row.Reason))
	}
	return out, s.untrained(app, p, out)
}

// untrained adds the hard cases that are with somebody who never learned to
// handle them.
func (s *Service) untrained(app core.App, p span, found map[string][]rules.Reason) error {
	var rows []struct {
		ID       string `db:"id"`
		Assignee string `db:"assignee"`
	}
	err := app.ConcurrentDB().NewQuery(`SELECT id, assignee FROM complaints WHERE open = 1 AND queue_key < '1' AND queue_key > ''
		AND lane = 'attend_now' AND assignee != '' AND received_at < {:at} LIMIT 200`).Bind(dbx.Params{"at": records.Stamp(p.at)}).All(&rows)
	if err != nil {
		return fmt.Errorf("who attends hard cases: %w", err)
	}
	for _, row := range rows {
		ok, err := s.g.Trained(app, row.Assignee, conflict, p.at)
		if err != nil {
			return fmt.Errorf("training of %s: %w", row.Assignee, err)
		}
		if !ok {
			found[row.ID] = append(found[row.ID], rules.Untrained)
		}
	}
	return nil
}

// pick sorts out what may be seen and what is told in full.
func (s *Service) pick(r Reader, p span, found map[string][]rules.Reason, out *Selection) error {
	ids := make([]string, 0, len(found))
	for id := range found {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	rows, err := standing(r.App, ids)
	if err != nil {
		return err
	}
	seen, err := kept(r, records.Complaints, rows, row.id)
	if err != nil {
		return err
	}
	out.Hidden = len(rows) - len(seen)
	cases := make([]rules.Case, 0, len(seen))
	for _, row := range seen {
		c := rules.Case{ID: row.ID, Reasons: found[row.ID], Received: row.Received.Time()}
		if at := row.Received.Time(); !at.Before(p.from) && at.Before(p.to) {
			c.Reasons = append(c.Reasons, rules.New)
		}
		cases = append(cases, c)
	}
	told, more := rules.Choose(cases, rules.Told)
	for _, c := range told {
		out.Cases = append(out.Cases, Chosen{c.ID, c.Reasons})
	}
	out.More = more
	return nil
}

// acts are what the week has of them, confidential cases included.
func acts(app core.App, p span) ([]Act, error) {
	out := []Act{}
	if err := app.ConcurrentDB().NewQuery(actsSQL).Bind(p.params()).All(&out); err != nil {
		return nil, fmt.Errorf("what was approved for oneself or went first: %w", err)
	}
	seen := map[Act]bool{}
	return slices.DeleteFunc(out, func(a Act) bool {
		key := Act{Complaint: a.Complaint, Reason: a.Reason, Kind: a.Kind, What: a.What, Agent: a.Agent}
		defer func() { seen[key] = true }()
		return seen[key]
	}), nil
}

// fresh are the newest cases of the week that the reader may open.
func fresh(r Reader, p span) ([]string, error) {
	ids := []string{}
	err := r.App.ConcurrentDB().NewQuery(`SELECT id FROM complaints WHERE open IN (0, 1) AND received_at >= {:from} AND received_at < {:to}
		AND stage != 'voided' AND merged_into = '' ORDER BY received_at DESC LIMIT 200`).Bind(p.params()).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("new cases of the week: %w", err)
	}
	ids, err = kept(r, records.Complaints, ids, func(id string) string { return id })
	return ids[:min(len(ids), listed)], err
}

// reply is an answered survey, as far as the meeting goes.
type reply struct {
	ID        string `db:"id"`
	Complaint string `db:"complaint"`
	Solution  int    `db:"solution"`
	Treatment int    `db:"treatment"`
	Recommend string `db:"recommend"`
	Comment   string `db:"comment"`
}

// detractor reports whether somebody had to be called back.
func (y reply) detractor(h *casework.House) bool {
	a := questions.Answer{Solution: y.Solution, Treatment: y.Treatment}
	if n := 0; y.Recommend != "" {
		if _, err := fmt.Sscan(y.Recommend, &n); err == nil { // a choice of the schema is a number
			a.Recommend = &n
		}
	}
	return questions.Detractor(a, h.Thresholds.Detractor)
}

func (s *Service) answers(r Reader, p span) ([]string, error) {
	var rows []reply
	if err := r.App.ConcurrentDB().NewQuery(answersSQL).Bind(p.params()).All(&rows); err != nil {
		return nil, fmt.Errorf("what customers answered: %w", err)
	}
	rows, err := kept(r, records.Complaints, rows, func(y reply) string { return y.Complaint })
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	return ids, err
}

// frozen reads the selection of a closed meeting; false for one that has none.
func frozen(r *core.Record) (Selection, bool) {
	var out Selection
	text := r.GetString("pack")
	if text == "" || text == "null" {
		return out, false
	}
	return out, json.Unmarshal([]byte(text), &out) == nil
}
