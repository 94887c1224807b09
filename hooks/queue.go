package hooks

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
)

// queue lists the cases in the order in which they are attended, or in another
// one for who leads.
func (a api) queue(e *core.RequestEvent) error {
	actor := casework.AuthActor(e.Auth)
	f := casework.FilterOf(e.Request.URL.Query()).For(actor)
	if err := a.g.Check(e.App, f, actor); err != nil {
		return err
	}
	page, err := a.g.Queue(e.App, f, visible(e))
	if err != nil {
		return err
	}
	return answer(e, page)
}

// views lists the tabs of the queue, and what else the caller may do with it.
func (a api) views(e *core.RequestEvent) error {
	actor := casework.AuthActor(e.Auth)
	views, err := a.g.Views(e.App, actor, visible(e))
	if err != nil {
		return err
	}
	sorts := []string{}
	if casework.MaySort(actor) {
		sorts = casework.Sorts()
	}
	return answer(e, map[string]any{"views": views, "sorts": sorts, "share": casework.MayShare(actor)})
}

// refusal is why a case of a bulk change stayed as it was.
type refusal struct {
	ID      string `json:"id"`
	Number  string `json:"number"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Field   string `json:"field"`
}

// bulk changes many cases, one by one, and says of each what became of it.
func (a api) bulk(e *core.RequestEvent) error {
	var in casework.Bulk
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	outcomes, err := a.g.ChangeMany(e.App, in, casework.AuthActor(e.Auth), a.changeable(e))
	if err != nil {
		return err
	}
	done, refused := []casework.BulkCase{}, []refusal{}
	for _, o := range outcomes {
		if o.Err == nil {
			done = append(done, casework.BulkCase{ID: o.ID, Version: o.Version})
			continue
		}
		if !casework.Refused(o.Err) {
			e.App.Logger().Error("a case of a bulk change failed", "complaint", o.ID, "error", o.Err.Error())
		}
		refused = append(refused, a.refusal(o, language(e)))
	}
	return e.JSON(http.StatusOK, map[string]any{"done": done, "refused": refused})
}

// changeable opens a case that the caller may see and change.
func (a api) changeable(e *core.RequestEvent) casework.Opener {
	return func(id string) (*core.Record, error) {
		c, err := a.complaint(e, id)
		if err != nil {
			return nil, err
		}
		return c, mayChange(e, c)
	}
}

// refusal names the first field, in the order of their names, for which a case
// was refused; without one, what kind of answer it was.
func (a api) refusal(o casework.BulkOutcome, lang string) refusal {
	out := refusal{ID: o.ID, Number: o.Number}
	if !casework.Refused(o.Err) {
		out.Code, out.Message = "internal", a.g.Text(lang, "internal")
		return out
	}
	found := apis.ToApiError(o.Err)
	said := found
	errors.As(translated(a.g, found, lang), &said)
	out.Code, out.Message = fmt.Sprintf("http_%d", said.Status), said.Message
	for _, field := range slices.Sorted(maps.Keys(said.Data)) {
		if problem, ok := said.Data[field].(map[string]any); ok {
			code, _ := problem["code"].(string)
			message, _ := problem["message"].(string)
			out.Field, out.Code, out.Message = field, cmp.Or(code, out.Code), cmp.Or(message, out.Message)
			break
		}
	}
	return out
}
