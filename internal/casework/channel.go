package casework

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"escucha/domain/channel"
	"escucha/internal/records"
)

// Channel is one way of talking with the business, as the registry has it (R138).
type Channel struct {
	ID         string `db:"id"`
	Status     string `db:"status"`
	Answers    string `db:"answers"` // record id of who answers by it
	NameES     string `db:"name_es"`
	NameEN     string `db:"name_en"`
	Contact    string `db:"contact"` // number, address or page, as customers read it
	RedirectES string `db:"redirect_es"`
	RedirectEN string `db:"redirect_en"`
	Position   int    `db:"position"`
	Gateway    bool   `db:"gateway"` // a program of somebody else carries its messages
}

func loadChannels(app core.App, h *House) error {
	var rows []Channel
	err := app.DB().Select("id", "status", "answers", "name_es", "name_en", "contact", "redirect_es", "redirect_en", "gateway", "position").From(records.Channels).All(&rows)
	if err != nil {
		return fmt.Errorf("load channels: %w", err)
	}
	slices.SortFunc(rows, func(a, b Channel) int { return cmp.Or(a.Position-b.Position, strings.Compare(a.ID, b.ID)) })
	h.Channels = map[string]Channel{}
	for _, c := range rows {
		h.Channels[c.ID] = c
		if c.Status == string(channel.Official) && c.Contact != "" {
			h.ways = append(h.ways, c.ID)
		}
	}
	return nil
}

// Way is a channel as customers are told of it.
type Way struct{ Name, Contact string }

// Ways are the official channels of which is said where they are, in the order of
// the registry (R138).
func (h *House) Ways(lang string) []Way {
	out := []Way{}
	for _, id := range h.ways {
		c := h.Channels[id]
		out = append(out, Way{firstOf(byLanguage(lang, c.NameES, c.NameEN), c.NameES), c.Contact})
	}
	return out
}

// carried are the channels whose messages a program of somebody else carries.
func (h *House) carried() []string {
	out := []string{}
	for id, c := range h.Channels {
		if c.Gateway {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// openChannel: a person sends nothing by a channel that is closed.
func (g *Engine) openChannel(app core.App, r *core.Record, own bool) error {
	if own || r.GetString("direction") != "out" || r.GetString("channel") == "" {
		return nil
	}
	h, err := g.House(app)
	if err != nil {
		return err
	}
	if h.Channels[r.GetString("channel")].Status == string(channel.Closed) {
		return g.refuse("channel", "channel_closed")
	}
	return nil
}

// handed is how a message stands before it is addressed: one that was put into
// the customer's hands has arrived, whatever else does not leave by itself.
func handed(r *core.Record) string {
	if r.GetString("direction") == "out" && r.GetString("handed_to") != "" {
		return "handed"
	}
	return "none"
}

// addressOut addresses a message that a program of somebody else carries: to
// whom the customer last wrote from, else their telephone.
func (g *Engine) addressOut(app core.App, c, r *core.Record) error {
	h, err := g.House(app)
	if err != nil || !h.Channels[r.GetString("channel")].Gateway || r.GetString("purpose") == publicReply || r.GetString("delivery") == "handed" || c.GetBool("confidential") {
		return err // what few may read is not handed to a program of somebody else
	}
	to, err := g.handle(app, c, r.GetString("channel"))
	if err != nil || to == "" {
		return err
	}
	r.Set("to", to)
	r.Set("delivery", "queued")
	r.Set("message_id", "<"+security.RandomString(24)+"@"+MailDomain(app)+">")
	return nil
}

// handle is where the customer of a case is by a channel.
func (g *Engine) handle(app core.App, c *core.Record, by string) (string, error) {
	var from []string
	err := app.DB().Select("from").From(records.Messages).Where(dbx.HashExp{"complaint": c.Id, "channel": by, "direction": "in"}).
		AndWhere(dbx.NewExp("[[from]] != ''")).OrderBy("created DESC").Limit(1).Column(&from)
	if err != nil {
		return "", fmt.Errorf("where the customer of %s is: %w", c.Id, err)
	}
	if len(from) > 0 {
		return from[0], nil
	}
	if phone := Snapshot(c)["phone"]; phone != "" {
		return phone, nil
	}
	if c.GetString("customer") == "" {
		return "", nil
	}
	customer, err := app.FindRecordById(records.Customers, c.GetString("customer"))
	if err != nil {
		return "", fmt.Errorf("telephone of the customer of %s: %w", c.Id, err)
	}
	return customer.GetString("phone"), nil
}

// queueBy writes the outbox row of a message: a mail, or something that the
// program of its channel comes for.
func (g *Engine) queueBy(app core.App, c, msg *core.Record) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	by := msg.GetString("channel")
	if !h.Channels[by].Gateway {
		return g.queue(app, c, msg)
	}
	payload, err := json.Marshal(map[string]string{"to": msg.GetString("to"), "name": CustomerName(c), "text": msg.GetString("text"),
		"number": c.GetString("number"), "message": msg.Id})
	if err != nil {
		return fmt.Errorf("queue message: %w", err)
	}
	err = journal(app, records.Outbox, dbx.Params{"kind": "webhook", "channel": by, "target": msg.GetString("to"), "payload": string(payload), "complaint": c.Id,
		"message": msg.Id, "status": "queued", "next_attempt": msg.GetString("sent_at"), "created": records.Stamp(g.Now())})
	if err != nil {
		return fmt.Errorf("queue message %s for %s: %w", msg.Id, by, err)
	}
	return nil
}
