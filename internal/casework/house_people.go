package casework

import (
	"context"
	"maps"
	"net/http"
	"slices"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
)

// Name is the name of an agent; empty when there is none.
func (h *House) Name(agent string) string { return h.agents[agent] }

// AtDesk reports whether somebody works here now.
func (h *House) AtDesk(agent string) bool { return complaint.Actor{Role: h.roles[agent]}.Staff() }

// Role is what an active agent may do; empty for who is not.
func (h *House) Role(agent string) complaint.Role { return h.roles[agent] }

// People are those who work here now, by id, in the order of their ids; with
// roles, only those.
func (h *House) People(roles ...complaint.Role) []string {
	var out []string
	for _, id := range slices.Sorted(maps.Keys(h.roles)) {
		if h.AtDesk(id) && (len(roles) == 0 || slices.Contains(roles, h.roles[id])) {
			out = append(out, id)
		}
	}
	return out
}

// Language is that of the business.
func (h *House) Language() string { return h.language() }

// RefuseAll is a 400 that names several fields, each with its code.
func (g *Engine) RefuseAll(codes map[string]string) error {
	problems := validation.Errors{}
	for field, code := range codes {
		problems[field] = g.problem(code)
	}
	return g.answer(http.StatusBadRequest, problems)
}

// Stale is a 409: the row has another version than the one that was changed.
func (g *Engine) Stale(version int) error {
	return g.answer(http.StatusConflict, validation.Errors{"version": g.problem("stale_row").SetParams(map[string]any{"version": version})})
}

// Own marks a save as one of the application itself, for other packages.
func Own() context.Context { return engineContext() }

// IsOwn reports whether a save is one of the application itself.
func IsOwn(ctx context.Context) bool {
	_, ok := amendmentOf(ctx)
	return ok
}

// OnlyChanged refuses changes of other fields than those allowed, for other packages.
func (g *Engine) OnlyChanged(stored, wanted *core.Record, allowed ...string) error {
	return g.onlyChanged(stored, wanted, allowed...)
}
