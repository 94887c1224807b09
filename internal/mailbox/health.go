package mailbox

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// State is how a mailbox is doing, for those who lead.
type State struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Last   string `json:"last"` // when it was read well last; empty: never
	Error  string `json:"error,omitempty"`
	Answer string `json:"answer,omitempty"` // of the server, in its own words
}

// Health adds the mailboxes that are read, and as a problem each that is not: one
// failure may be the network's, of a second in a row people are told.
func (p *Post) Health(app core.App, h *casework.Health) error {
	boxes, err := app.FindAllRecords(records.Mailboxes, dbx.HashExp{"active": true})
	if err != nil {
		return fmt.Errorf("mailboxes: %w", err)
	}
	states := []State{}
	for _, box := range boxes {
		s := State{ID: box.Id, Name: box.GetString("name"), OK: box.GetString("last_error") == "", Last: box.GetString("last_ok"),
			Error: box.GetString("last_error"), Answer: box.GetString("last_answer")}
		states = append(states, s)
		if !s.OK && box.GetInt("failures") > 1 {
			h.Problems = append(h.Problems, casework.Problem{Code: "mailbox." + s.Error, Since: s.Last, Params: map[string]any{"name": s.Name}, Grave: true})
		}
	}
	h.Parts["mailboxes"] = states
	return nil
}
