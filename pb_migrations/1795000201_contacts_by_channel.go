package pb_migrations

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// What each way of talking has besides words: the call and its recording, the
// letter with its postmark, the copy that was handed over, the answer that
// everybody reads; and what came outside of the established channels.
func init() {
	m.Register(func(app core.App) error {
		r, err := refs(app, "agents")
		if err != nil {
			return err
		}
		for _, change := range []struct {
			collection string
			add        func(*core.Collection, map[string]*core.Collection)
		}{{"messages", messageByChannel}, {"complaints", complaintByChannel}, {"attachments", recordingFields}} {
			if err := changeFields(app, change.collection, func(c *core.Collection) error { change.add(c, r); return nil }); err != nil {
				return fmt.Errorf("%s by channel: %w", change.collection, err)
			}
		}
		return setMessageValues(app, true)
	}, func(app core.App) error {
		if err := setMessageValues(app, false); err != nil {
			return err
		}
		for collection, fields := range byChannelFields {
			err := changeFields(app, collection, func(c *core.Collection) error {
				c.Indexes = slices.DeleteFunc(c.Indexes, func(one string) bool { return slices.Contains(byChannelIndexes[collection], one) })
				return nil
			})
			if err != nil {
				return err
			}
			if err := removeFields(app, collection, fields...); err != nil {
				return err
			}
		}
		return nil
	})
}

var byChannelFields = map[string][]string{
	"messages": {"off_channel", "came_by", "call_direction", "call_seconds", "call_number", "call_with", "posted_on", "registered_no",
		"handed_to", "approval", "approved_by", "approved_at", "approval_note", "external_id"},
	"complaints":  {"off_channel", "came_by", "redirected_at", "arrived_at", "arrived_reason"},
	"attachments": {"recording_consent", "consent_at", "consent_note", "keep_until", "purged_at"},
}

var byChannelIndexes = map[string][]string{
	"messages": {
		"CREATE UNIQUE INDEX idx_messages_external ON messages (channel, external_id) WHERE external_id != ''",
		"CREATE INDEX idx_messages_from ON messages (channel, `from`) WHERE external_id != ''",
		"CREATE INDEX idx_messages_approval ON messages (approval, created) WHERE approval = 'pending'",
	},
	"attachments": {"CREATE INDEX idx_attachments_keep ON attachments (keep_until) WHERE keep_until != ''"},
}

func messageByChannel(c *core.Collection, r map[string]*core.Collection) {
	c.Fields.Add(
		&core.BoolField{Name: "off_channel", Help: "Llegó por un canal que no es oficial."},
		&core.TextField{Name: "came_by", Max: 300, Help: "Por dónde llegó, si no fue por un canal oficial."},
		pick("call_direction", "in", "out"),
		&core.NumberField{Name: "call_seconds", OnlyInt: true, Min: types.Pointer(0.0), Max: types.Pointer(86_400.0), Help: "Cuánto duró la llamada, en segundos."},
		text("call_number", 40), text("call_with", 200), date("posted_on"), text("registered_no", 60),
		&core.TextField{Name: "handed_to", Max: 200, Help: "A quién se entregó en mano."},
		&core.SelectField{Name: "approval", MaxSelect: 1, Values: []string{"pending", "approved", "refused"}, Help: "Visto bueno de una respuesta pública."},
		one(r["agents"], "approved_by"), date("approved_at"), text("approval_note", 2000),
		&core.TextField{Name: "external_id", Max: 200, Help: "Cómo llama al mensaje quien lo trae; cada uno entra una vez."})
	c.Indexes = append(c.Indexes, byChannelIndexes["messages"]...)
}

func complaintByChannel(c *core.Collection, _ map[string]*core.Collection) {
	c.Fields.Add(
		&core.BoolField{Name: "off_channel", Help: "Llegó por un canal que no es oficial."},
		&core.TextField{Name: "came_by", Max: 300, Help: "Por dónde llegó, si no fue por un canal oficial."},
		&core.DateField{Name: "redirected_at", Help: "Cuándo se le dijo al cliente por dónde seguir."},
		&core.DateField{Name: "arrived_at", Help: "Cuándo llegó, si fue antes de registrarse: los plazos cuentan desde ahí."},
		&core.TextField{Name: "arrived_reason", Max: 1000, Help: "Por qué no se registró el día en que llegó."})
}

func recordingFields(c *core.Collection, _ map[string]*core.Collection) {
	c.Fields.Add(
		&core.SelectField{Name: "recording_consent", MaxSelect: 1, Values: []string{"announced", "spoken", "written"}, Help: "Cómo aceptó el cliente que se grabara: se avisó al empezar, lo dijo en la llamada o por escrito."},
		&core.DateField{Name: "consent_at", Help: "Cuándo lo aceptó."}, text("consent_note", 500),
		&core.DateField{Name: "keep_until", Help: "Hasta cuándo se guarda la grabación."},
		&core.DateField{Name: "purged_at", Help: "Cuándo se borró la grabación."})
	c.Indexes = append(c.Indexes, byChannelIndexes["attachments"]...)
}

func setMessageValues(app core.App, add bool) error {
	for field, values := range map[string][]string{"purpose": {"public_reply", "redirect", "handed"}, "delivery": {"handed"}} {
		for _, value := range values {
			if err := setValue(app, "messages", field, value, add); err != nil {
				return err
			}
		}
	}
	return nil
}
