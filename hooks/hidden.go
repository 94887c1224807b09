package hooks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/routine"
	"github.com/pocketbase/pocketbase/tools/subscriptions"

	"escucha/internal/records"
)

// deskTopic is where every desk listens for the word to read again.
const deskTopic = "desk"

// tellHidden is an update hook of the cases. The platform tells of a change only
// those who may see the record afterwards, so whoever has just lost sight of a
// case would keep it on the screen. All desks are told to read again, once it
// is stored; the word is the same for everybody and says of what to nobody.
func tellHidden(e *core.RecordEvent) error {
	hidden := hides(e.Record.Original(), e.Record)
	if err := e.Next(); err != nil {
		return fmt.Errorf("store case %s: %w", e.Record.Id, err)
	}
	if tx := e.App.TxInfo(); hidden && tx != nil {
		tx.OnComplete(func(failed error) error {
			if failed == nil {
				reread(e.App)
			}
			return nil
		})
	}
	return nil
}

// hides reports whether a change takes a case out of somebody's sight.
func hides(before, after *core.Record) bool {
	if !after.GetBool("confidential") {
		return false
	}
	readers := strings.Fields(after.GetString("readers"))
	gone := func(id string) bool { return !slices.Contains(readers, id) }
	return !before.GetBool("confidential") || slices.ContainsFunc(strings.Fields(before.GetString("readers")), gone)
}

// reread asks the desks of those who work here to read again.
func reread(app core.App) {
	for _, client := range app.SubscriptionsBroker().Clients() {
		auth, _ := client.Get(apis.RealtimeClientAuthKey).(*core.Record)
		if auth == nil || auth.Collection().Name != records.Agents || !client.HasSubscription(deskTopic) {
			continue
		}
		routine.FireAndForget(func() { client.Send(subscriptions.Message{Name: deskTopic, Data: []byte(`"reread"`)}) })
	}
}
