// Package agenda is what somebody has to do and when, as they take it along:
// the list of their reminders, the mail of the morning, the calendar of their
// telephone. It reads; what a person may not open is left out by the rules of the
// collections.
package agenda

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
)

// Agenda answers for one application.
type Agenda struct{ g *casework.Engine }

// New returns an agenda on an engine.
func New(g *casework.Engine) Agenda { return Agenda{g} }

// Reader is somebody who asks, with what narrows a query on the reminders to
// what they may read.
type Reader struct {
	App     core.App
	Actor   complaint.Actor
	Visible casework.Visible
}
