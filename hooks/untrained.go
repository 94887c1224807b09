package hooks

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
)

// mostGiven is how many cases are asked about at once, as many as change together.
const mostGiven = 100

// advice is what is said of somebody before they are given a case.
type advice struct {
	Agent   string `json:"agent"`
	Message string `json:"message"`
}

// untrained says, before cases are given to somebody, who should have been
// trained for them and is not (R111). It advises; nothing is refused for it.
func (a api) untrained(e *core.RequestEvent) error {
	if !casework.AuthActor(e.Auth).Staff() {
		return e.ForbiddenError("", nil)
	}
	cases := strings.FieldsFunc(e.Request.URL.Query().Get("cases"), func(c rune) bool { return c == ',' })
	if len(cases) > mostGiven {
		return e.BadRequestError("", a.named("cases", "bulk_too_many"))
	}
	people, hard, err := a.g.UntrainedFor(e.App, cases, visible(e))
	if err != nil {
		return err
	}
	h, err := a.g.House(e.App)
	if err != nil {
		return err
	}
	items := []advice{}
	for _, id := range people {
		items = append(items, advice{id, a.g.Texts.N(language(e), "advice.untrained.given", hard, map[string]any{"name": h.Name(id)})})
	}
	return e.JSON(http.StatusOK, map[string]any{"items": items})
}

// ownAdvice is what is said to somebody who took a case; empty without reason.
func (a api) ownAdvice(e *core.RequestEvent, card *casework.Card) (string, error) {
	if card == nil {
		return "", nil
	}
	not, err := a.g.Untrained(e.App, card.Lane, e.Auth.Id, a.g.Now())
	if err != nil || !not {
		return "", err
	}
	return a.g.Texts.T(language(e), "advice.untrained.taken", nil), nil
}
