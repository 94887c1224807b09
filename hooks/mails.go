package hooks

import (
	"context"
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/routine"

	"escucha/internal/casework"
	"escucha/internal/mailbox"
	"escucha/internal/records"
)

// mailRoom holds what the routes of incoming mail share.
type mailRoom struct {
	api
	p *mailbox.Post
}

// bindMails: mails that wait for a person, and the mailboxes.
func bindMails(se *core.ServeEvent, g *casework.Engine, p *mailbox.Post) {
	m, crm := mailRoom{api{g: g}, p}, desks(se)
	crm.GET("/mails", m.list)
	crm.POST("/mails/ignore", m.ignore)
	crm.GET("/mails/{id}", m.content)
	crm.POST("/mails/{id}/accept", m.accept)
	crm.POST("/mails/{id}/whole", m.whole)
	crm.POST("/mailboxes/{id}/secret", m.secret)
	crm.POST("/mailboxes/{id}/test", m.test)
}

// row finds a record that the caller may see; changing asks for the right to
// change it as well. What may not be seen is not there.
func (m mailRoom) row(e *core.RequestEvent, collection, id string, changing bool) (*core.Record, error) {
	if changing {
		return changeable(e, collection, id)
	}
	return readable(e, collection, id)
}

// list is one page of the mails that the caller may see.
func (m mailRoom) list(e *core.RequestEvent) error {
	q := e.Request.URL.Query()
	list, err := m.p.ListOf(e.App, q.Get("list"), q.Get("before"), visibleOf(e, records.Mails))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, list)
}

// content is one mail, as text.
func (m mailRoom) content(e *core.RequestEvent) error {
	row, err := m.row(e, records.Mails, e.Request.PathValue("id"), false)
	if err != nil {
		return err
	}
	content, err := m.p.ContentOf(e.App, row, visible(e))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, content)
}

// accept puts a mail into a case, an old one that the caller may change or a new
// one.
func (m mailRoom) accept(e *core.RequestEvent) error {
	row, err := m.row(e, records.Mails, e.Request.PathValue("id"), true)
	if err != nil {
		return err
	}
	var choice mailbox.Choice
	if err := e.BindBody(&choice); err != nil {
		return e.BadRequestError("", err)
	}
	if choice.Complaint != "" {
		if err := m.intoCase(e, choice.Complaint); err != nil {
			return err
		}
	}
	c, err := m.p.Accept(e.App, row.Id, choice, casework.AuthActor(e.Auth))
	if err != nil {
		return apis.ToApiError(err)
	}
	return m.answerCase(e, c, nil)
}

func (m mailRoom) intoCase(e *core.RequestEvent, id string) error {
	c, err := m.complaint(e, id)
	if err != nil {
		return err
	}
	return mayChange(e, c)
}

// ignore sets mails aside, with a reason; one that may not be seen is not there.
func (m mailRoom) ignore(e *core.RequestEvent) error {
	var in struct {
		IDs    []string `json:"ids"`
		Reason string   `json:"reason"`
	}
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	for _, id := range in.IDs {
		if _, err := m.row(e, records.Mails, id, true); err != nil {
			return err
		}
	}
	if err := m.p.Ignore(e.App, in.IDs, in.Reason, casework.AuthActor(e.Auth)); err != nil {
		return apis.ToApiError(err)
	}
	return e.NoContent(http.StatusNoContent)
}

// whole fetches all of a mail that was too large.
func (m mailRoom) whole(e *core.RequestEvent) error {
	row, err := m.row(e, records.Mails, e.Request.PathValue("id"), true)
	if err != nil {
		return err
	}
	if err := m.p.Whole(e.Request.Context(), e.App, row); err != nil {
		return m.say(e, row, err)
	}
	return m.content(e)
}

// secret stores what opens a mailbox. It is never answered.
func (m mailRoom) secret(e *core.RequestEvent) error {
	box, err := m.row(e, records.Mailboxes, e.Request.PathValue("id"), true)
	if err != nil {
		return err
	}
	var s mailbox.Secret
	if err := e.BindBody(&s); err != nil {
		return e.BadRequestError("", err)
	}
	if err := m.p.SetSecret(e.App, box, s); err != nil {
		return apis.ToApiError(err)
	}
	return e.NoContent(http.StatusNoContent)
}

// test tries a mailbox and tells what its server answered; one that works is read
// at once.
func (m mailRoom) test(e *core.RequestEvent) error {
	box, err := m.row(e, records.Mailboxes, e.Request.PathValue("id"), true)
	if err != nil {
		return err
	}
	if err := m.p.Probe(e.Request.Context(), e.App, box); err != nil {
		return m.say(e, box, err)
	}
	app, p := e.App, m.p // the answer does not wait for the mails
	routine.FireAndForget(func() {
		if err := p.ReadNow(context.Background(), app, box); err != nil {
			app.Logger().Error("mailbox not read", "error", err)
		}
	})
	return e.JSON(http.StatusOK, map[string]any{"ok": true})
}

// say tells the trouble of a mailbox in words that an owner understands, with
// what the server said.
func (m mailRoom) say(e *core.RequestEvent, row *core.Record, err error) error {
	if casework.Codes(err) != nil {
		return apis.ToApiError(err)
	}
	code, said := mailbox.CodeOf(err)
	name := row.GetString("name") // of a mailbox; of a mail it is its own mailbox that is meant
	if name == "" {
		name = row.GetString("subject")
	}
	e.App.Logger().Warn("mailbox not reached", "error", err)
	return e.JSON(http.StatusOK, map[string]any{"ok": false, "code": code, "answer": said, "text": m.g.Texts.T(language(e), "health.mailbox."+code, map[string]any{"name": name})})
}
