package hooks

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/routine"
	"github.com/pocketbase/pocketbase/tools/subscriptions"

	"escucha/internal/presence"
)

// topic is where the desks of one case listen.
func topic(id string) string { return "presence/" + id }

// presence notes what the caller does with a case and answers who else has it
// open. A superuser is nobody of the desk and is not shown.
func (a api) presence(e *core.RequestEvent) error {
	c, err := a.complaint(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	var in struct {
		State string `json:"state"`
		Tab   string `json:"tab"`
	}
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	if !slices.Contains([]string{presence.Looking, presence.Writing, presence.Gone}, in.State) || len(in.Tab) > 40 {
		return e.BadRequestError("", nil)
	}
	if !e.Auth.IsSuperuser() {
		who := presence.Person{ID: e.Auth.Id, Name: e.Auth.GetString("name"), State: in.State}
		if a.board.Say(presence.Word{Case: c.Id, Tab: in.Tab, Person: who}, a.g.Now()) {
			a.show(e.App, c)
		}
	}
	return e.JSON(http.StatusOK, map[string]any{"others": a.board.Others(c.Id, e.Auth.Id, a.g.Now())})
}

// show tells the desks that listen to a case who has it open. The collection's
// own rule is asked for each listener and each message: anybody may subscribe
// to any topic.
func (a api) show(app core.App, c *core.Record) {
	for _, client := range app.SubscriptionsBroker().Clients() {
		auth, _ := client.Get(apis.RealtimeClientAuthKey).(*core.Record)
		topics := client.Subscriptions(topic(c.Id) + "?")
		if auth == nil || len(topics) == 0 || !mayOpen(app, c, auth) {
			continue
		}
		data, err := json.Marshal(map[string]any{"others": a.board.Others(c.Id, auth.Id, a.g.Now())})
		if err != nil {
			app.Logger().Error("presence", "error", fmt.Errorf("who has %s open: %w", c.Id, err))
			return
		}
		for name := range topics {
			routine.FireAndForget(func() { client.Send(subscriptions.Message{Name: name, Data: data}) })
		}
	}
}

// mayOpen asks the view rule of the case for somebody who listens. The row is
// read as it is now; a rule that cannot be asked is a no.
func mayOpen(app core.App, c, auth *core.Record) bool {
	if auth.Collection().Name == "agents" && !auth.GetBool("active") {
		return false
	}
	info := &core.RequestInfo{Context: core.RequestInfoContextRealtime, Method: http.MethodGet, Auth: auth}
	ok, err := app.CanAccessRecord(c, info, c.Collection().ViewRule)
	if err != nil {
		app.Logger().Warn("presence", "error", fmt.Errorf("access of %s to %s: %w", auth.Id, c.Id, err))
	}
	return ok && err == nil
}
