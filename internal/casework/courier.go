package casework

import (
	"context"
	"fmt"
	"net/mail"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/mailer"

	"escucha/internal/post"
)

// patience is how long one letter may take; less than the lease of its row, so
// that a slow server never gets it twice.
const patience = 5 * time.Minute

// Deliver sends what waits in the outbox, by one connection. Without a mail
// server configured the rows wait; they are not counted as failed.
func (g *Engine) Deliver(app core.App) error {
	config := app.Settings().SMTP
	if !config.Enabled {
		return nil
	}
	sender := g.Post(config)
	if g.mail.waits(sender, g.Now()) {
		return nil
	}
	r := &round{g: g, sender: sender}
	defer r.close()
	return g.DeliverBy(app, r.send)
}

// round is one run of the courier.
type round struct {
	g       *Engine
	sender  post.Sender
	session *post.Session
}

// send is the courier of mails. Whoever extends the platform may look at each,
// or carry it in another way, by its OnMailerSend hook.
func (r *round) send(app core.App, row *core.Record) error {
	letter, err := r.g.letter(app, row)
	if err != nil {
		return err
	}
	event := new(core.MailerEvent)
	event.App, event.Mailer, event.Message = app, &carrier{r, letter, row}, asMessage(letter)
	return app.OnMailerSend().Trigger(event, func(e *core.MailerEvent) error { return e.Mailer.Send(e.Message) })
}

// asMessage is the letter as hooks of the platform know it.
func asMessage(l post.Letter) *mailer.Message {
	return &mailer.Message{From: mail.Address{Name: l.From.Name, Address: l.From.Email}, To: []mail.Address{{Name: l.To.Name, Address: l.To.Email}},
		Subject: l.Subject, Text: l.Text, Headers: map[string]string{"Message-ID": l.MessageID, "X-Escucha-Case": l.Case}}
}

// carrier is the mailer of one letter.
type carrier struct {
	*round
	letter post.Letter
	row    *core.Record
}

// Send hands the letter over, with what hooks changed of its words.
func (c *carrier) Send(m *mailer.Message) error {
	c.letter.Subject, c.letter.Text = m.Subject, m.Text
	reply, err := c.hand(c.letter)
	if err != nil {
		return err
	}
	c.g.mail.well()
	c.row.Set("reply", shorten(reply.String(), 1900))
	return nil
}

// hand uses the connection of the letter before. One that the server closed
// meanwhile, as many do after some letters, is opened anew.
func (r *round) hand(l post.Letter) (post.Reply, error) {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	used := r.session != nil && !r.session.Broken()
	reply, err := r.handBy(ctx, l)
	if f := post.FailureOf(err); err != nil && used && f.Step == post.StepFrom && broke(err) {
		return r.handBy(ctx, l)
	}
	return reply, err
}

func (r *round) handBy(ctx context.Context, l post.Letter) (post.Reply, error) {
	if r.session != nil && r.session.Broken() {
		r.close()
	}
	if r.session == nil {
		session, err := r.sender.Open(ctx)
		if err != nil {
			return post.Reply{}, fmt.Errorf("open mail server: %w", err)
		}
		r.session = session
	}
	return r.session.Send(ctx, l)
}

func (r *round) close() {
	if r.session != nil {
		r.session.Close()
		r.session = nil
	}
}
