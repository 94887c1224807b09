package casework

import (
	"net/http"
	"slices"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// AppendOnly refuses to change what is written once: statements, messages,
// follow-ups, files, events. What was said stays said (R141).
func (g *Engine) AppendOnly(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	return g.answer(http.StatusBadRequest, validation.Errors{"id": g.problem("append_only")})
}

// EngineOnly refuses rows that only the application writes, whoever asks.
func (g *Engine) EngineOnly(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	return g.answer(http.StatusForbidden, validation.Errors{"id": g.problem("engine_only")})
}

// Kept refuses to delete what a case consists of; the case itself goes only
// after its retention, with everything in it.
func (g *Engine) Kept(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	return g.refuse("id", "retention")
}

// parentKey carries the case to the hook of a row that the application itself
// writes for it, in the transaction that has just stored that case.
const parentKey = "@parent"

// parent loads the case that a row belongs to.
func (g *Engine) parent(app core.App, r *core.Record) (*core.Record, error) {
	if c, ok := r.GetRaw(parentKey).(*core.Record); ok {
		return c, nil
	}
	c, err := app.FindRecordById(records.Complaints, r.GetString("complaint"))
	if err != nil {
		return nil, g.refuse("complaint", "not_found")
	}
	if c.GetString("erased_at") != "" {
		return nil, g.refuse("complaint", "erased")
	}
	return c, nil
}

// byStaff refuses what only somebody of the team may do.
func (g *Engine) byStaff(a complaint.Actor) error {
	if a.Staff() {
		return nil
	}
	return g.answer(http.StatusForbidden, validation.Errors{"complaint": g.problem("forbidden_move")})
}

// onlyChanged refuses changes of other fields than those allowed. When a row was
// made is told by the event of its making: it is no change to tell of, and none
// to allow.
func (g *Engine) onlyChanged(stored, wanted *core.Record, allowed ...string) error {
	if !wanted.GetDateTime("created").Equal(stored.GetDateTime("created")) {
		return g.refuse("created", "fixed_field")
	}
	for name := range changes(stored, wanted) {
		if !slices.Contains(allowed, name) {
			return g.refuse(name, "fixed_field")
		}
	}
	return nil
}
