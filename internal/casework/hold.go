package casework

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// byMail are the channels whose messages leave by mail, when the customer has
// an address.
var byMail = []string{"email", "letter", "portal"}

// Held says which messages of a person to this customer wait before they leave,
// and for how many seconds they can be called back.
type Held struct {
	Channels []string `json:"channels"`
	Seconds  int      `json:"seconds"`
}

func (g *Engine) fileHeld(app core.App, c *core.Record, _ Visible, out *File) error {
	out.Held = Held{Channels: []string{}, Seconds: int(hold / time.Second)}
	if g.emailOf(app, c) != "" {
		out.Held.Channels = byMail
	}
	h, err := g.House(app)
	if err != nil {
		return err
	}
	out.Held.Channels = slices.Concat(out.Held.Channels, h.carried())
	return nil
}

// dropFiles takes back what was sent along with a message that is called back:
// its author has it before them again, and would send it twice. The events keep
// name and digest; what was there before the message stays.
func (g *Engine) dropFiles(app core.App, c, msg *core.Record, actor complaint.Actor) error {
	files, err := app.FindAllRecords(records.Attachments, dbx.HashExp{"complaint": c.Id, "message": msg.Id, "author": agentID(actor)},
		dbx.NewExp("created >= {:at}", dbx.Params{"at": msg.GetString("created")}))
	if err != nil {
		return fmt.Errorf("files of message %s: %w", msg.Id, err)
	}
	for _, f := range files {
		if err := app.DeleteWithContext(engineContext(), f); err != nil {
			return fmt.Errorf("take back file %s: %w", f.Id, err)
		}
		data := event.Data{Ref: f.Id, Note: f.GetString("name"), Digest: f.GetString("digest")}
		if err := g.tell(app, c, amendment{actor, "attachment.withdrawn", data}); err != nil {
			return err
		}
	}
	return nil
}
