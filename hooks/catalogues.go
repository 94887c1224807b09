package hooks

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/privacy"
	"escucha/internal/records"
)

// kept are the lists that people keep by hand on the desk, by collection.
var kept = []string{records.Rewards, records.Alternatives, records.Plans, records.Causes, records.Products, records.Business,
	records.Books, records.Campaigns, records.Channels, records.Templates}

// shown are what the screens of the settings ask about besides.
var shown = []string{records.Consents, records.Mailboxes, records.Rules, records.Purchases}

// bindCatalogues: a row is sound, and nobody writes over what they did not see.
func bindCatalogues(app core.App, g *casework.Engine) {
	on(app.OnRecordUpdate(kept...), "catalogues.version", g.KeepVersion)
	on(app.OnRecordCreate(records.Causes), "causes.create", g.SoundCause)
	on(app.OnRecordUpdate(records.Causes), "causes.change", g.SoundCause)
	on(app.OnRecordCreate(records.Products), "products.create", g.SoundProduct)
	on(app.OnRecordUpdate(records.Products), "products.change", g.SoundProduct)
	on(app.OnRecordCreate(records.Complaints), "complaints.offered.file", g.Offered)
	on(app.OnRecordUpdate(records.Complaints), "complaints.offered.change", g.Offered)
}

// settings is what the screens of the lists need beside their rows: who may do
// what with each, and how the gestures of the month stand.
func (a api) settings(e *core.RequestEvent) error {
	if !casework.AuthActor(e.Auth).Heads() {
		return e.ForbiddenError("", nil)
	}
	may := map[string]doors{}
	for _, name := range slices.Concat(kept, shown) {
		var err error
		if may[name], err = doorsOf(e, name); err != nil {
			return err
		}
	}
	may["mail"] = doors{Create: casework.AuthActor(e.Auth).Role == complaint.Admin}
	if seesHealth(e.Auth) {
		may["health"] = doors{}
	}
	shelf, err := a.g.Shelf(e.App)
	if err != nil {
		return err
	}
	texts, err := privacy.New(a.g).Standings(e.App)
	if err != nil {
		return err
	}
	figures, err := a.figures(e)
	if err != nil {
		return err
	}
	return answer(e, map[string]any{"figures": figures, "consents": texts, "may": may, "budget": shelf.Budget, "rewards": shelf.Rewards, "codes": shelf.Codes})
}

// planReach tells how far a plan goes, before somebody starts it or ends it.
func (a api) planReach(e *core.RequestEvent) error {
	if !casework.AuthActor(e.Auth).Heads() {
		return e.ForbiddenError("", nil)
	}
	r, err := e.App.FindRecordById(records.Plans, e.Request.PathValue("id"))
	if err != nil {
		return e.NotFoundError("", err)
	}
	reach, err := a.g.PlanReach(e.App, r, func(collection string) casework.Visible { return visibleOf(e, collection) })
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, reach)
}

// doors say what somebody may do with the rows of a collection.
type doors struct {
	Create bool `json:"create"`
	Update bool `json:"update"`
}

// doorsOf asks the rules themselves, which for these lists look at the caller alone.
func doorsOf(e *core.RequestEvent, collection string) (doors, error) {
	c, err := e.App.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return doors{}, fmt.Errorf("who may keep %s: %w", collection, err)
	}
	info, err := e.RequestInfo()
	if err != nil {
		return doors{}, fmt.Errorf("who may keep %s: %w", collection, err)
	}
	var out doors
	if out.Create, err = e.App.CanAccessRecord(e.Auth, info, c.CreateRule); err != nil {
		return out, fmt.Errorf("who may make %s: %w", collection, err)
	}
	if out.Update, err = e.App.CanAccessRecord(e.Auth, info, c.UpdateRule); err != nil {
		return out, fmt.Errorf("who may change %s: %w", collection, err)
	}
	return out, nil
}
