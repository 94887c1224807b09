package portal

import (
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v5"
)

// trackData is the case on its page, with what an action could not take.
type trackData struct {
	CaseView
	Done    string // code of what was just done
	Failed  string // name of the action that was refused or not stored
	Typed   map[string]string
	Errs    FieldErrors
	Late    bool // the case had moved on
	Down    bool // nothing could be stored
	Uploads []*upload
	Form    FormSpec
}

func (p *Portal) track(c *echo.Context) error {
	done := c.QueryParam("done")
	if !slices.ContainsFunc(p.actions(), func(a action) bool { return a.done == done }) {
		done = ""
	}
	return p.showCase(c, http.StatusOK, trackData{Done: done})
}

func (p *Portal) showCase(c *echo.Context, status int, data trackData) error {
	found, err := p.caseOf(c)
	if err != nil {
		return err
	}
	data.CaseView = found
	return p.show(c, status, "track", "portal.track.title", func(v *view) error {
		v.NoIndex, v.D = true, data
		return nil
	})
}

// Lead is the option chosen beforehand: the only one, or the one that came
// back with an error.
func (d trackData) Lead(id string) bool {
	return d.Typed["option"] == id || d.Proposal != nil && len(d.Proposal.Options) == 1
}

// AllDone tells whether every step of the plan was carried out.
func (d trackData) AllDone() bool {
	return !slices.ContainsFunc(d.Tasks, func(t Task) bool { return !t.Done })
}

// Newest are the messages with the last one first.
func (d trackData) Newest() []Message {
	newest := slices.Clone(d.Messages)
	slices.Reverse(newest)
	return newest
}

// Glyph is the drawing of the stage.
func (d trackData) Glyph() string {
	switch d.Stage {
	case "resolved", "closed":
		return "s-filled"
	case "disputed", "voided":
		return "s-out"
	case "waiting_customer", "proposed":
		return "s-proposed"
	}
	return "s-half"
}

// Near writes a moment without the year when it is this year's.
func (v view) Near(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return v.DayMonth(t) + ", " + v.Clock(t)
}

// Ask is a text of one of the actions on the page.
func (v view) Ask(name string, pairs ...string) input {
	data, _ := v.D.(trackData) // only track.html asks
	return v.input(name, data.Typed[name], data.Errs, pairs)
}
