package hooks

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// health answers how the application is; 503 when something is sick or the
// database does not answer. What is sick, in words, is for those who lead.
func (a api) health(e *core.RequestEvent) error {
	state, err := a.g.Health(e.App)
	if err != nil {
		return e.JSON(http.StatusServiceUnavailable, map[string]any{"ok": false})
	}
	if !seesHealth(e.Auth) {
		state.Hide()
	}
	status := http.StatusOK
	if !state.OK && !seesHealth(e.Auth) { // the desk reads it as any answer
		status = http.StatusServiceUnavailable
	}
	return e.JSON(status, state)
}

// seesHealth: who leads, and the administration of the system.
func seesHealth(who *core.Record) bool {
	if who == nil {
		return false
	}
	return who.IsSuperuser() || who.Collection().Name == records.Agents && who.GetBool("active") && casework.AuthActor(who).Leads()
}
