package hooks

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/message"
	"escucha/internal/casework"
	"escucha/internal/catalog"
	"escucha/internal/records"
)

// bindTemplates: what the texts to a customer must hold, before they are
// stored and before they leave.
func bindTemplates(app core.App, g *casework.Engine) {
	on(app.OnRecordCreate(records.Templates), "templates.create", g.SoundTemplate)
	on(app.OnRecordUpdate(records.Templates), "templates.change", g.SoundTemplate)
	on(app.OnRecordDelete(records.Templates), "templates.kept", g.Kept)
	on(app.OnRecordCreate(records.Messages), "messages.words", g.SoundWords)
}

// template tells what a text may say and must say, and how it was at first.
func (a api) template(e *core.RequestEvent) error {
	r, err := a.templateOf(e)
	if err != nil {
		return err
	}
	original, err := catalog.Template(r.Id)
	if err != nil {
		return err
	}
	return answer(e, map[string]any{"placeholders": message.Known(), "required": message.Required(r.GetString("code")), "original": original})
}

// tryTemplate shows how a text reads that is not stored yet, and what it lacks:
// on a case that the caller may open, else on their words alone.
func (a api) tryTemplate(e *core.RequestEvent) error {
	r, err := a.templateOf(e)
	if err != nil {
		return err
	}
	var in struct{ Subject, Body, Complaint string }
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	faults, err := a.g.Faults(e.App, r.GetString("code"), in.Subject, in.Body, language(e))
	if err != nil {
		return err
	}
	out := map[string]any{"faults": problemsOf(faults)}
	if in.Complaint != "" {
		c, err := a.complaint(e, in.Complaint)
		if err != nil {
			return err
		}
		c.Set("language", r.GetString("language")) // as this text speaks
		if out["text"], err = a.g.Preview(e.App, c, in.Subject, in.Body, e.Auth); err != nil {
			return err
		}
	}
	return e.JSON(http.StatusOK, out)
}

func problemsOf(faults map[string][2]string) map[string]any {
	out := map[string]any{}
	for field, one := range faults {
		out[field] = map[string]string{"code": one[0], "message": one[1]}
	}
	return out
}

// templateOf is the text of the path, for whom its own rule lets see it and who
// leads an area or more.
func (a api) templateOf(e *core.RequestEvent) (*core.Record, error) {
	if !casework.AuthActor(e.Auth).Heads() {
		return nil, e.ForbiddenError("", nil)
	}
	r, err := e.App.FindRecordById(records.Templates, e.Request.PathValue("id"))
	if err != nil {
		return nil, e.NotFoundError("", err)
	}
	return r, nil
}
