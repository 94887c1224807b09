package hooks

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/mail"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/post"
	"escucha/internal/records"
)

// bindMail: the mail server of the business, for who runs it; and the mails that
// did not leave, for who may open their cases.
func bindMail(se *core.ServeEvent, a api) {
	crm := se.Router.Group("/api/crm")
	crm.Bind(apis.RequireAuth("agents", core.CollectionNameSuperusers))
	crm.BindFunc(activeOnly)
	crm.GET("/mail", a.runs(a.mail))
	crm.PUT("/mail", a.runs(a.setMail))
	crm.POST("/mail/test", a.runs(a.testMail))
	crm.POST("/outbox/{id}/retry", a.retry)
}

// runs lets in who runs the business.
func (a api) runs(next func(*core.RequestEvent) error) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		if casework.AuthActor(e.Auth).Role != complaint.Admin {
			return e.ForbiddenError("", nil)
		}
		return next(e)
	}
}

// mailSettings are those of the platform that the owner needs. The password is
// written and never read.
type mailSettings struct {
	Enabled     bool   `json:"enabled"`
	Host        string `json:"host"`
	Port        int    `json:"port"`
	TLS         bool   `json:"tls"`
	User        string `json:"user"`
	Password    string `json:"password,omitempty"`
	HasPassword bool   `json:"has_password"`
	Method      string `json:"method"`
	LocalName   string `json:"local_name"`
	SenderName  string `json:"sender_name"`
	Sender      string `json:"sender"`
}

// mail is the settings in words, and how the outbox does.
func (a api) mail(e *core.RequestEvent) error {
	state, err := a.g.Health(e.App)
	if err != nil {
		return err
	}
	dead, err := a.g.DeadMails(e.App, language(e))
	if err != nil {
		return err
	}
	s, out := e.App.Settings(), casework.MailHealthOf(state)
	words, advice := a.g.MailWords(out.Code, language(e))
	return e.JSON(http.StatusOK, map[string]any{"health": out, "words": words, "advice": advice, "dead": dead, "settings": mailSettings{Enabled: s.SMTP.Enabled, Host: s.SMTP.Host, Port: s.SMTP.Port,
		TLS: s.SMTP.TLS, User: s.SMTP.Username, HasPassword: s.SMTP.Password != "", Method: s.SMTP.AuthMethod, LocalName: s.SMTP.LocalName,
		SenderName: s.Meta.SenderName, Sender: s.Meta.SenderAddress}})
}

// setMail stores the settings; an empty password leaves the one that is there,
// unless nobody signs in any more.
func (a api) setMail(e *core.RequestEvent) error {
	var in mailSettings
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	s, err := e.App.Settings().Clone()
	if err != nil {
		return fmt.Errorf("read settings: %w", err)
	}
	password := in.Password
	if password == "" && in.User != "" {
		password = s.SMTP.Password
	}
	s.SMTP.Enabled, s.SMTP.Host, s.SMTP.Port, s.SMTP.TLS, s.SMTP.Username = in.Enabled, in.Host, in.Port, in.TLS, in.User
	s.SMTP.Password, s.SMTP.AuthMethod, s.SMTP.LocalName = password, in.Method, in.LocalName
	s.Meta.SenderName, s.Meta.SenderAddress = in.SenderName, in.Sender
	if err := e.App.Save(s); err != nil {
		return refusedSettings(e, err)
	}
	return a.mail(e)
}

// names of the fields as the platform says them, and as we do.
var settingNames = map[string]string{"username": "user", "authMethod": "method", "localName": "local_name", "senderName": "sender_name", "senderAddress": "sender"}

// refusedSettings names the fields that the platform did not take.
func refusedSettings(e *core.RequestEvent, err error) error {
	var all validation.Errors
	if !errors.As(err, &all) {
		return fmt.Errorf("save mail settings: %w", err)
	}
	flat := validation.Errors{}
	for _, group := range all {
		var fields validation.Errors
		if errors.As(group, &fields) {
			maps.Copy(flat, fields)
		}
	}
	for theirs, ours := range settingNames {
		if problem, ok := flat[theirs]; ok {
			delete(flat, theirs)
			flat[ours] = problem
		}
	}
	return e.BadRequestError("", flat)
}

// trial is how long somebody waits before the screen for a test to end.
var trial = post.Patience{Connect: 10 * time.Second, Command: 15 * time.Second, Data: 20 * time.Second}

// testMail sends one mail with the stored settings, whether they are in use yet
// or not, and answers with all that was said.
func (a api) testMail(e *core.RequestEvent) error {
	var in struct {
		To string `json:"to"`
	}
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	if to, err := mail.ParseAddress(in.To); err != nil || to.Address != in.To {
		return a.g.Refuse("to", "contact_email", nil)
	}
	meta, lang := e.App.Settings().Meta, language(e)
	sender := a.g.Post(e.App.Settings().SMTP)
	if sender.Patience == (post.Patience{}) {
		sender.Patience = trial
	}
	ctx, stop := context.WithTimeout(e.Request.Context(), time.Minute)
	defer stop()
	lines, reply, err := sender.Try(ctx, post.Letter{From: post.Address{Name: meta.SenderName, Email: meta.SenderAddress}, To: post.Address{Email: in.To},
		Subject: a.g.Texts.T(lang, "mail.test.subject", nil), Text: a.g.Texts.T(lang, "mail.test.text", nil), Language: lang, Date: a.g.Now(), Automatic: true,
		MessageID: "<" + security.RandomString(24) + "@" + casework.MailDomain(e.App) + ">"})
	out := map[string]any{"ok": err == nil, "lines": lines, "said": reply.String()}
	if err != nil {
		f := post.FailureOf(err)
		out["code"], out["step"], out["said"] = f.Code, f.Step, f.Reply.String()
		out["words"], out["advice"] = a.g.MailWords(f.Code, lang)
	}
	return e.JSON(http.StatusOK, out)
}

// retry sends a mail now that was set aside, by its row or its message. One of no case is of who leads.
func (a api) retry(e *core.RequestEvent) error {
	row, err := e.App.FindFirstRecordByFilter(records.Outbox, "id = {:id} || message = {:id}", dbx.Params{"id": e.Request.PathValue("id")})
	if err != nil {
		return e.NotFoundError("", err)
	}
	actor := casework.AuthActor(e.Auth)
	if id := row.GetString("complaint"); id != "" {
		c, err := a.complaint(e, id)
		if err != nil {
			return err
		}
		if err := mayChange(e, c); err != nil {
			return err
		}
	} else if !actor.Leads() {
		return e.NotFoundError("", nil)
	}
	if row, err = a.g.Retry(e.App, row.Id, actor); err != nil {
		return apis.ToApiError(err)
	}
	words, advice := a.g.MailWords(row.GetString("problem"), language(e))
	return e.JSON(http.StatusOK, map[string]any{"id": row.Id, "words": words, "advice": advice, "status": row.GetString("status"), "problem": row.GetString("problem"),
		"last_error": row.GetString("last_error"), "reply": row.GetString("reply"), "next_attempt": row.GetString("next_attempt")})
}
