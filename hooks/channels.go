package hooks

import (
	"errors"
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	domain "escucha/domain/channel"
	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/channel"
	"escucha/internal/records"
)

// bindChannels: what each way of talking has of its own. Before the hooks of the
// cases and messages, which address and tell of what is found here.
func bindChannels(app core.App, g *casework.Engine) {
	s := channel.New(g)
	on(app.OnRecordCreate(records.Channels), "channels.create", s.KeepChannel)
	on(app.OnRecordUpdate(records.Channels), "channels.change", s.KeepChannel)
	on(app.OnRecordCreate(records.Complaints), "channels.file", s.FileByChannel)
	on(app.OnRecordCreate(records.Messages), "channels.message", s.KeepMessage)
	on(app.OnRecordCreate(records.Attachments), "channels.attachment", s.KeepFile)
	on(app.OnFileDownloadRequest(records.Attachments), "channels.heard", s.Heard)
	on(app.OnRecordCreate(records.Posts), "posts.add", s.AddPost)
	on(app.OnRecordUpdate(records.Posts), "posts.change", s.ChangePost)
	on(app.OnRecordDelete(records.Posts), "posts.kept", g.Kept)
	on(app.OnRecordCreate(records.Invitations), "invitations.create", g.EngineOnly)
	on(app.OnRecordUpdate(records.Invitations), "invitations.update", g.EngineOnly)
	on(app.OnRecordDelete(records.Invitations), "invitations.delete", g.EngineOnly)
	// Every night: recordings whose time is over, links that nobody used.
	schedule(app, g, job{"recordings", "29 3 * * *", day, func(app core.App) error { return errors.Join(g.PurgeRecordings(app), s.Forget(app)) }})
}

// judgeReply approves a public answer, or refuses it.
func (a api) judgeReply(e *core.RequestEvent) error {
	m, err := e.App.FindRecordById(records.Messages, e.Request.PathValue("id"))
	if err != nil {
		return e.NotFoundError("", err)
	}
	c, err := a.complaint(e, m.GetString("complaint"))
	if err != nil {
		return err
	}
	if err := mayChange(e, c); err != nil {
		return err
	}
	var in struct {
		Approve bool   `json:"approve"`
		Note    string `json:"note"`
	}
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	if m, err = a.g.JudgeReply(e.App, m.Id, in.Approve, in.Note, casework.AuthActor(e.Auth)); err != nil {
		return apis.ToApiError(err)
	}
	return e.JSON(http.StatusOK, map[string]any{"id": m.Id, "approval": m.GetString("approval"), "approved_at": m.GetString("approved_at")})
}

// judgeable marks the public answers that wait and that the caller may judge.
func judgeable(messages []map[string]any, actor complaint.Actor) {
	for _, m := range messages {
		purpose, _ := m["purpose"].(string)
		author, _ := m["author"].(string)
		if m["approval"] == "pending" {
			m["may_judge"] = casework.MayJudge(purpose, author, actor)
		}
	}
}

// figures are those by which calls and posts are judged, for the settings.
func (a api) figures(e *core.RequestEvent) (map[string]any, error) {
	h, err := a.g.House(e.App)
	if err != nil || h.Business == nil {
		return map[string]any{}, err
	}
	days, reach := h.Business.GetInt("recording_days"), h.Business.GetInt("reach_approval")
	return map[string]any{"id": h.Business.Id, "version": h.Business.GetInt("version"), "recording_days": days, "reach_approval": reach,
		"days": domain.Days(days), "reach": domain.Threshold(reach)}, nil
}
