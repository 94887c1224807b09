package review

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	rules "escucha/domain/review"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Decision is what a meeting decided.
type Decision struct {
	ID        string `json:"id" db:"id"`
	Complaint string `json:"complaint" db:"complaint"`
	Text      string `json:"text" db:"text"`
	Kind      string `json:"kind" db:"kind"`
	Cause     string `json:"cause" db:"cause"`
	Product   string `json:"product" db:"product"`
	Owner     string `json:"owner" db:"owner"`
	OwnerName string `json:"owner_name" db:"-"`
	Due       string `json:"due" db:"due"`
	Action    string `json:"action" db:"action"` // what it became
	Author    string `json:"author" db:"author"`
	Created   string `json:"created" db:"created"`
}

// decisions are those of a meeting that stand.
func decisions(app core.App, h *casework.House, review string) ([]Decision, error) {
	out := []Decision{}
	q := app.DB().Select("decisions.id", "decisions.complaint", "decisions.text", "decisions.kind", "decisions.cause", "decisions.product", "decisions.owner",
		"decisions.due", "decisions.action", "decisions.author", "decisions.created").From(records.Decisions).
		Where(dbx.HashExp{"decisions.review": review, "decisions.withdrawn": false}).OrderBy("decisions.created", "decisions.id").Limit(500)
	if err := q.All(&out); err != nil {
		return nil, fmt.Errorf("decisions of a meeting: %w", err)
	}
	for i := range out {
		out[i].OwnerName = h.Name(out[i].Owner)
	}
	return out, nil
}

// judged is a decision as the rules look at it.
func (d Decision) judged(h *casework.House) (rules.Decision, error) {
	out := rules.Decision{ID: d.ID, Owner: d.Owner, AtDesk: h.AtDesk(d.Owner)}
	var err error
	if d.Due != "" {
		out.Due, err = dayOf(d.Due, h)
	}
	return out, err
}

// dayOf is the day of a moment as it is stored. A date without an hour, midnight
// in UTC, is that day wherever the business is.
func dayOf(stored string, h *casework.House) (calendar.Date, error) {
	const midnight = " 00:00:00.000Z"
	if len(stored) == len("2006-01-02")+len(midnight) && stored[10:] == midnight {
		return calendar.Parse(stored[:10])
	}
	at, err := momentOf(stored)
	if err != nil {
		return calendar.Date{}, err
	}
	return calendar.DateIn(at, h.Location), nil
}
