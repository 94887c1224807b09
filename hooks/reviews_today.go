package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/review"
)

// dayOf is the day of the caller; Meeting is for who leads, while a weekly
// meeting is due (R113).
type dayOf struct {
	casework.Today
	Meeting *review.Watching `json:"meeting,omitempty"`
}

// withMeeting adds to a day that it is time for the weekly meeting.
func (a api) withMeeting(e *core.RequestEvent, day casework.Today) (dayOf, error) {
	if !casework.AuthActor(e.Auth).Leads() {
		return dayOf{Today: day}, nil
	}
	w, err := review.New(a.g).Watching(e.App)
	if err != nil || w.State == "" {
		return dayOf{Today: day}, err
	}
	return dayOf{day, &w}, nil
}
