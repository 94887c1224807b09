package hooks

import (
	"io"
	"mime"
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/casework"
	"escucha/internal/privacy"
	"escucha/internal/records"
)

// bindPrivacy: texts about personal data, and that nothing is written any more
// about somebody who was erased.
func bindPrivacy(app core.App, g *casework.Engine) {
	s := privacy.New(g)
	on(app.OnRecordCreate(records.Consents), "consents.add", s.KeepConsent)
	on(app.OnRecordUpdate(records.Consents), "consents.change", s.KeepConsent)
	on(app.OnRecordDelete(records.Consents), "consents.drop", s.DropConsent)
	on(app.OnRecordCreate(records.Erasures), "erasures.create", g.EngineOnly)
	on(app.OnRecordUpdate(records.Erasures), "erasures.update", g.EngineOnly)
	on(app.OnRecordDelete(records.Erasures), "erasures.delete", g.EngineOnly)
	on(app.OnRecordUpdate(records.Customers), "erased.person", s.Living)
	on(app.OnRecordCreate(privacy.OfPerson()...), "erased.create", s.Living)
	on(app.OnRecordUpdate(privacy.OfPerson()...), "erased.update", s.Living)
	// Every night: what erasures left on the disk.
	schedule(app, g, job{"erasures", "43 3 * * *", day, s.Finish})
}

// asked finds the person of the path, for those who answer to them: supervisors
// and administrators, who see every case.
func (a api) asked(e *core.RequestEvent) (privacy.Person, error) {
	r, err := readable(e, records.Customers, e.Request.PathValue("id"))
	if err != nil {
		return privacy.Person{}, err
	}
	if !casework.AuthActor(e.Auth).Leads() {
		return privacy.Person{}, e.ForbiddenError("", nil)
	}
	return privacy.Find(e.App, r.Id)
}

// copies are the forms in which a person gets what is held on them.
var copies = map[string]struct {
	kind  string
	write func(*privacy.Service, core.App, privacy.Copy, io.Writer) error
}{
	"json": {"application/json", (*privacy.Service).JSON},
	"pdf":  {"application/pdf", (*privacy.Service).PDF},
	"zip":  {"application/zip", (*privacy.Service).ZIP},
}

// copyOf answers with the copy of a person, once it is told of in an event.
func (a api) copyOf(form string) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		p, err := a.asked(e)
		if err != nil {
			return err
		}
		s := privacy.New(a.g)
		held, err := s.Gather(e.App, p)
		if err != nil {
			return err
		}
		err = e.App.RunInTransaction(func(tx core.App) error {
			data := event.Data{Ref: p.Root.Id, Extra: map[string]any{"form": form, "cases": len(p.Cases)}}
			return a.g.TellOf(tx, p.Root.Id, casework.AuthActor(e.Auth), "person.exported", data)
		})
		if err != nil {
			return err
		}
		h := e.Response.Header()
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": p.Root.Id + "." + form}))
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Type", copies[form].kind)
		return copies[form].write(s, e.App, held, e.Response)
	}
}

// erasure tells whether a person may be erased, and until when not.
func (a api) erasure(e *core.RequestEvent) error {
	p, err := a.asked(e)
	if err != nil {
		return err
	}
	v, err := privacy.New(a.g).Judge(e.App, p)
	if err != nil {
		return err
	}
	v.Admin = casework.AuthActor(e.Auth).Role == complaint.Admin
	return e.JSON(http.StatusOK, v)
}

// erase takes a person out of the database.
func (a api) erase(e *core.RequestEvent) error {
	p, err := a.asked(e)
	if err != nil {
		return err
	}
	actor := casework.AuthActor(e.Auth)
	if actor.Role != complaint.Admin {
		return e.ForbiddenError("", nil)
	}
	var order privacy.Order
	if err := e.BindBody(&order); err != nil {
		return e.BadRequestError("", err)
	}
	done, err := privacy.New(a.g).Erase(e.App, p.Root.Id, order, actor)
	if err != nil {
		return apis.ToApiError(err)
	}
	reread(e.App)
	return e.JSON(http.StatusOK, done)
}
