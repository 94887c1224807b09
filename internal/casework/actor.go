package casework

import (
	"context"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
)

// actorKey is no field of any collection, so no client can send it.
const actorKey = "@actor"

// SetActor marks who asks for the change of a record. Without a mark it is the
// system: Go code and cron get no more rights by forgetting to say who.
func SetActor(r *core.Record, a complaint.Actor) { r.SetRaw(actorKey, a) }

// ActorOf reads the mark.
func ActorOf(r *core.Record) complaint.Actor {
	if a, ok := r.GetRaw(actorKey).(complaint.Actor); ok {
		return a
	}
	return SystemActor()
}

// SystemActor is the clock, cron and Go code.
func SystemActor() complaint.Actor {
	return complaint.Actor{Kind: "system", Role: complaint.System}
}

// CustomerActor is the customer with a link. The id is that of the customer
// record; empty for an anonymous case.
func CustomerActor(id string) complaint.Actor {
	return complaint.Actor{ID: id, Kind: "customer", Role: complaint.Customer}
}

// AuthActor tells who a signed-in record is: an agent with its role, or a
// superuser, who acts as admin and passes the same rules.
func AuthActor(auth *core.Record) complaint.Actor {
	if auth == nil {
		return complaint.Actor{Kind: "guest"}
	}
	if auth.IsSuperuser() {
		return complaint.Actor{ID: auth.Id, Kind: "superuser", Role: complaint.Admin}
	}
	return complaint.Actor{ID: auth.Id, Kind: "agent", Role: complaint.Role(auth.GetString("role")), Area: auth.GetString("area")}
}

// amendment is a change that the application itself makes as part of a business
// action: it may set server fields, and it says which event tells of it.
type amendment struct {
	actor complaint.Actor
	event string
	data  event.Data
}

type amendmentKey struct{}

// amending marks a context: saves with it come from the application itself.
func amending(a amendment) context.Context {
	return context.WithValue(context.Background(), amendmentKey{}, a)
}

// amendmentOf reads the mark.
func amendmentOf(ctx context.Context) (amendment, bool) {
	a, ok := ctx.Value(amendmentKey{}).(amendment)
	return a, ok
}
