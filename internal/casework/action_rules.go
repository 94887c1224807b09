package casework

import (
	"net/http"
	"slices"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/action"
	"escucha/domain/complaint"
	"escucha/internal/records"
)

// answersFor: who leads decides about a corrective action; its owner says how
// it went.
func answersFor(actor complaint.Actor) bool {
	return actor.Leads() || actor.Role == complaint.Lead
}

// MayMake is what somebody may make of an action: statuses to which it may go.
func MayMake(status, owner string, actor complaint.Actor) []string {
	out := []string{}
	if !actor.Staff() || !answersFor(actor) && owner != actor.ID {
		return out
	}
	for _, to := range action.Moves(action.Status(status)) {
		if to != action.Dropped || answersFor(actor) {
			out = append(out, string(to))
		}
	}
	return out
}

// carrying are the fields that say how an action is carried out; told those
// about telling others of it.
var (
	carrying = []string{"status", "outcome", "scheduled_at", "link", "template", "topic", "attendees", "spoke_with", "sent_at"}
	told     = []string{"notify", "public", "article"}
	decided  = []string{"kind", "title", "owner", "due", "product", "cause", "issue"}
	looked   = []string{"status", "effect", "effect_code", "early_reason", "product", "cause"}
)

func actionFields(stored *core.Record, actor complaint.Actor) []string {
	switch action.Status(stored.GetString("status")) {
	case action.Done:
		return slices.Concat(looked, told)
	case action.Verified:
		return told
	case action.Dropped:
		return nil
	}
	if answersFor(actor) {
		return slices.Concat(carrying, told, decided)
	}
	return slices.Concat(carrying, told)
}

// ActionOf is an action as the rules see it.
func ActionOf(r *core.Record) action.Action {
	return action.Action{Kind: action.Kind(r.GetString("kind")), Status: action.Status(r.GetString("status")),
		ScheduledAt: r.GetDateTime("scheduled_at").Time(), SentAt: r.GetDateTime("sent_at").Time(), DoneAt: r.GetDateTime("done_at").Time(),
		Link: r.GetString("link"), Template: r.GetString("template"), SpokeWith: r.GetString("spoke_with"), Attendees: len(r.GetStringSlice("attendees")),
		Outcome: r.GetString("outcome"), Effect: r.GetString("effect"), EffectCode: action.Effect(r.GetString("effect_code")),
		EarlyReason: r.GetString("early_reason"), Cause: r.GetString("cause"), Product: r.GetString("product")}
}

// lacking answers with everything that an action or an issue lacks, by field.
func (g *Engine) lacking(list []action.Problem) error {
	if len(list) == 0 {
		return nil
	}
	out := validation.Errors{}
	for _, p := range list {
		out[p.Field] = g.problem(p.Code)
	}
	return g.answer(http.StatusBadRequest, out)
}

// later is what only comes about with time, and nobody sets at the opening.
var later = []string{"done_at", "outcome", "effect", "effect_code", "early_reason", "effect_checked_at", "sent_at",
	"before_count", "after_count", "before_rate", "after_rate"}

// checkOpening: what only comes about later is not there from the start, and
// recurrence is found by the application.
func (g *Engine) checkOpening(app core.App, r *core.Record, own bool) error {
	if own {
		return nil
	}
	for _, name := range later {
		if !same(nil, records.Exported(r, name)) {
			return g.refuse(name, "server_field")
		}
	}
	if s := r.GetString("status"); s != "" && s != string(action.Open) {
		return g.refuse("status", "action_outcome")
	}
	if r.GetString("source") == "recurrence" {
		return g.refuse("source", "server_field")
	}
	if err := g.knowsTemplate(app, r); err != nil {
		return err
	}
	return g.checkOwner(app, r)
}

// knowsTemplate: a mail is written from a text that there is.
func (g *Engine) knowsTemplate(app core.App, r *core.Record) error {
	code := r.GetString("template")
	if code == "" || code == r.Original().GetString("template") && !r.IsNew() {
		return nil
	}
	h, err := g.House(app)
	if err != nil {
		return err
	}
	for _, one := range h.texts {
		if one.Code == code {
			return nil
		}
	}
	return g.refuse("template", "not_found")
}

func (g *Engine) checkOwner(app core.App, r *core.Record) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	if !(complaint.Actor{Role: h.roles[r.GetString("owner")]}).Staff() {
		return g.refuse("owner", "agent_unavailable")
	}
	return nil
}
