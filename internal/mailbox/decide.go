package mailbox

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/thread"
	"escucha/internal/casework"
	"escucha/internal/inbound"
	"escucha/internal/records"
)

// mostPerHour is how many mails of one sender are sorted without a person.
const mostPerHour = 30

// decide works out what a mail means, and does what follows from it. What no
// person wrote is never answered, and reaches no case but one that it names.
func (p *Post) decide(app core.App, row *core.Record, m inbound.Mail) (fate, error) {
	us, err := p.self(app)
	if err != nil {
		return fate{}, err
	}
	kind := m.KindFor(us)
	row.Set("kind", string(kind))
	m.From = m.Writer(us)
	if row.GetBool("partial") {
		return fate{status: Quarantined, reason: "too_large"}, nil
	}
	if twice, err := double(app, row); err != nil || twice {
		return fate{status: Ignored, reason: "double"}, err
	}
	switch kind {
	case inbound.Bounced:
		return p.bounced(app, m)
	case inbound.Loop, inbound.Own:
		return fate{status: Ignored, reason: string(kind)}, nil
	}
	v, err := thread.Match(clues(m), finder{app, p.g})
	if err != nil {
		return fate{}, err
	}
	return p.place(app, row, m, kind, v)
}

// place puts a mail that somebody wrote, or a program for them, where it belongs.
func (p *Post) place(app core.App, row *core.Record, m inbound.Mail, kind inbound.Kind, v thread.Verdict) (fate, error) {
	if v.Complaint == "" && kind != inbound.Person {
		return fate{status: Ignored, reason: string(kind)}, nil
	}
	flooding, err := floods(app, row)
	if err != nil || flooding {
		return fate{status: Quarantined, reason: "too_many"}, err
	}
	switch {
	case v.Complaint != "":
		return p.join(app, row, m, kind, v)
	case v.How == thread.Foreign:
		return fate{status: Quarantined, reason: "foreign"}, nil
	}
	return p.stranger(app, row, m)
}

// join takes a mail into its case. What comes after the window of a closed case
// is offered to a person: it may be another case.
func (p *Post) join(app core.App, row *core.Record, m inbound.Mail, kind inbound.Kind, v thread.Verdict) (fate, error) {
	c, err := app.FindRecordById(records.Complaints, v.Complaint)
	if err != nil {
		return fate{}, fmt.Errorf("case of a mail: %w", err)
	}
	aside := kind == inbound.AutoReply
	again, err := p.g.Reopens(app, c)
	if err != nil {
		return fate{}, err
	}
	if c.GetString("stage") == string(complaint.Closed) && !again && !aside {
		return fate{status: Quarantined, reason: "window_over", complaint: c.Id}, nil
	}
	in := Letter(c.Id, row, m)
	in.Aside, in.InReplyTo = aside, v.Reference
	message, err := p.g.TakeIn(app, in)
	if err != nil {
		return fate{}, err
	}
	return fate{status: Filed, complaint: c.Id, message: message.Id}, nil
}

// Letter is a mail as the engine takes it in.
func Letter(complaintID string, row *core.Record, m inbound.Mail) casework.Incoming {
	from := m.From.Email
	if m.From.Name != "" {
		from = m.From.Name + " <" + m.From.Email + ">"
	}
	return casework.Incoming{Complaint: complaintID, Channel: "email", From: from, Subject: m.Subject, Text: shorten(m.Text, 900_000), Quoted: shorten(m.Quoted, 900_000),
		MessageID: shorten(m.MessageID, 290), ReceivedAt: row.GetDateTime("received_at").Time(), Files: filesOf(m)}
}

// clues are what a mail says of itself. Its number may stand anywhere, its key
// only comes back in what is quoted.
func clues(m inbound.Mail) thread.Clues {
	return thread.Clues{Sender: m.From.Email, InReplyTo: m.InReplyTo, References: m.References, Subject: m.Subject, Text: m.Text + "\n" + m.Quoted}
}

// bounced tells whoever wrote a letter that it did not arrive.
func (p *Post) bounced(app core.App, m inbound.Mail) (fate, error) {
	f := fate{status: Bounce, reason: "delay"}
	if m.Bounce == nil {
		return fate{status: Ignored, reason: "bounce"}, nil
	}
	if m.Bounce.Permanent {
		f.reason = "undelivered"
	}
	known, err := finder{app, p.g}.ByMessageID(m.Bounce.MessageID)
	if err != nil {
		return f, err
	}
	f.complaint = known.ID
	return f, p.g.Bounced(app, m.Bounce.MessageID, strings.TrimSpace(m.Bounce.Status+" "+m.Bounce.Diagnostic), m.Bounce.Permanent)
}

// double: the same mail came by another of our addresses too.
func double(app core.App, row *core.Record) (bool, error) {
	if row.GetString("message_id") == "" {
		return false, nil
	}
	n, err := app.CountRecords(records.Mails, dbx.HashExp{"message_id": row.GetString("message_id"), "sender": row.GetString("sender")},
		dbx.NewExp("id != {:id} AND status NOT IN ('new', 'unreadable')", dbx.Params{"id": row.Id}))
	if err != nil {
		return false, fmt.Errorf("look for doubles of %s: %w", row.Id, err)
	}
	return n > 0, nil
}

// floods: more came from one address within an hour than a person writes.
func floods(app core.App, row *core.Record) (bool, error) {
	at := row.GetDateTime("received_at").Time()
	n, err := app.CountRecords(records.Mails, dbx.HashExp{"sender": row.GetString("sender")}, dbx.NewExp("id != {:id} AND status != 'new' AND received_at BETWEEN {:from} AND {:to}",
		dbx.Params{"id": row.Id, "from": records.Stamp(at.Add(-time.Hour)), "to": records.Stamp(at)}))
	if err != nil {
		return false, fmt.Errorf("count mails of %s: %w", row.GetString("sender"), err)
	}
	return n >= mostPerHour, nil
}

// self is who we are, so that our own mail is known when it comes back.
func (p *Post) self(app core.App) (inbound.Self, error) {
	us := inbound.Self{Addresses: []string{app.Settings().Meta.SenderAddress}, Domain: casework.MailDomain(app)}
	var users []string
	if err := app.DB().Select("user").From(records.Mailboxes).Column(&users); err != nil {
		return us, fmt.Errorf("addresses of our mailboxes: %w", err)
	}
	for _, user := range users {
		if strings.Contains(user, "@") {
			us.Addresses = append(us.Addresses, user)
		}
	}
	return us, nil
}
