package review

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	rules "escucha/domain/review"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Case is one that is talked about: what the customer said beside what the team
// said (R114, R116), why it is here, and what was decided.
type Case struct {
	ID              string         `json:"id"`
	Number          string         `json:"number"`
	Goal            string         `json:"goal"`
	Stage           string         `json:"stage"`
	Customer        string         `json:"customer"`
	ReceivedAt      string         `json:"received_at"`
	Recurrence      int            `json:"recurrence"`
	Confidential    bool           `json:"confidential"`
	Reasons         []rules.Reason `json:"reasons"`
	CustomerVersion string         `json:"customer_version"`
	TeamVersions    []Version      `json:"team_versions"` // none: it is missing, and said to be
	Remarks         []Remark       `json:"remarks"`
	Decisions       []Decision     `json:"decisions"`
	State           string         `json:"state"` // decided, studying or empty
}

// Version is what somebody of the team says happened.
type Version struct {
	Complaint string `json:"-" db:"complaint"`
	Agent     string `json:"agent" db:"author"`
	Author    string `json:"author" db:"-"`
	Text      string `json:"text" db:"text"`
	Created   string `json:"created" db:"created"`
}

// Remark is what somebody said of a case in the meeting, or after it of the
// meeting.
type Remark struct {
	ID        string `json:"id" db:"id"`
	Complaint string `json:"-" db:"complaint"`
	Agent     string `json:"agent" db:"author"`
	Author    string `json:"author" db:"-"`
	Text      string `json:"text" db:"text"`
	Created   string `json:"created" db:"created"`
}

// row is a case as it is read.
type row struct {
	ID           string         `db:"id"`
	Number       string         `db:"number"`
	Title        string         `db:"title"`
	Stage        string         `db:"stage"`
	Customer     string         `db:"customer_name"`
	Narrative    string         `db:"narrative"`
	Received     types.DateTime `db:"received_at"`
	Recurrence   int            `db:"recurrence"`
	Confidential bool           `db:"confidential"`
}

func (c row) id() string { return c.ID }

// standing reads the cases of some ids. One that was registered by mistake, or
// is part of another, is no case any more.
func standing(app core.App, ids []string) ([]row, error) {
	rows := []row{}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	q := app.ConcurrentDB().Select("complaints.id", "complaints.number", "complaints.stage", "complaints.narrative", "complaints.received_at",
		"complaints.recurrence", "complaints.confidential", "COALESCE(json_extract(complaints.customer_snapshot, '$.name'), '') AS customer_name",
		"CASE complaints.goal WHEN '' THEN substr(complaints.narrative, 1, 120) ELSE complaints.goal END AS title").From(records.Complaints).
		Where(dbx.NewExp("complaints.id IN (SELECT value FROM json_each({:ids}))", dbx.Params{"ids": string(list)})).
		AndWhere(dbx.NewExp("complaints.stage != 'voided' AND complaints.merged_into = ''"))
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("read cases of a meeting: %w", err)
	}
	return rows, nil
}

// byID are the cases of some ids that the reader may open.
func byID(r Reader, ids []string) (map[string]row, error) {
	rows, err := standing(r.App, ids)
	if err != nil {
		return nil, err
	}
	rows, err = kept(r, records.Complaints, rows, row.id)
	out := make(map[string]row, len(rows))
	for _, one := range rows {
		out[one.ID] = one
	}
	return out, err
}

// versions are the statements of some cases, oldest first.
func versions(app core.App, h *casework.House, ids []string) (map[string][]Version, error) {
	rows := []Version{}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	err = app.ConcurrentDB().NewQuery(`SELECT complaint, author, text, created FROM statements
		WHERE complaint IN (SELECT value FROM json_each({:ids})) ORDER BY complaint, created`).Bind(dbx.Params{"ids": string(list)}).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("versions of the team: %w", err)
	}
	out := map[string][]Version{}
	for _, v := range rows {
		v.Author = h.Name(v.Agent)
		out[v.Complaint] = append(out[v.Complaint], v)
	}
	return out, nil
}

// remarks are those of a meeting that the reader may see, by case; under "" are
// those about the meeting.
func remarks(r Reader, h *casework.House, review string) (map[string][]Remark, error) {
	rows := []Remark{}
	q := r.App.DB().Select("remarks.id", "remarks.complaint", "remarks.author", "remarks.text", "remarks.created").From(records.Remarks).
		Where(dbx.HashExp{"remarks.review": review}).OrderBy("remarks.created", "remarks.id").Limit(500)
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("remarks of a meeting: %w", err)
	}
	rows, err := kept(r, records.Remarks, rows, func(one Remark) string { return one.ID })
	if err != nil {
		return nil, err
	}
	out := map[string][]Remark{}
	for _, one := range rows {
		one.Author = h.Name(one.Agent)
		out[one.Complaint] = append(out[one.Complaint], one)
	}
	return out, nil
}
