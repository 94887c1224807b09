package correct

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/action"
	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Watch is the job of the night: supervisors hear of a cause and product of which
// several customers complain, once. A pair is told again only after it was none
// for as long as cases are counted.
func (s *Service) Watch(app core.App) error {
	h, err := s.g.House(app)
	if err != nil {
		return err
	}
	found, err := s.Proposed(app, h.Language())
	if err != nil {
		return err
	}
	failed := []error{s.forget(app, found)}
	for _, p := range found {
		failed = append(failed, app.RunInTransaction(func(tx core.App) error { return s.tellPair(tx, h, p) }))
	}
	return errors.Join(failed...)
}

// tellPair tells of one pair, unless it was told.
func (s *Service) tellPair(app core.App, h *casework.House, p Proposed) error {
	done, err := app.DB().NewQuery("INSERT INTO issue_told (cause, product, at) VALUES ({:cause}, {:product}, {:at}) ON CONFLICT DO NOTHING").
		Bind(dbx.Params{"cause": p.Cause, "product": p.Product, "at": records.Stamp(s.g.Now())}).Execute()
	if err != nil {
		return fmt.Errorf("note that a pair was told: %w", err)
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return err
	}
	heads := h.People(complaint.Supervisor)
	if len(heads) == 0 {
		heads = h.People(complaint.Admin)
	}
	names := strings.Trim(p.CauseName+" · "+p.ProductName, " ·")
	return s.g.Inform(app, casework.Word{Kind: "issue", Actor: casework.SystemActor(),
		Params: map[string]any{"title": names, "cause": p.Cause, "product": p.Product, "cases": p.Cases, "customers": p.Customers}}, heads...)
}

// forget drops the pairs that were told long ago and are none any more; one that
// goes on is kept as told.
func (s *Service) forget(app core.App, found []Proposed) error {
	return app.RunInTransaction(func(tx core.App) error {
		now := records.Stamp(s.g.Now())
		for _, p := range found {
			_, err := tx.DB().Update("issue_told", dbx.Params{"at": now}, dbx.HashExp{"cause": p.Cause, "product": p.Product}).Execute()
			if err != nil {
				return fmt.Errorf("keep a pair as told: %w", err)
			}
		}
		_, err := tx.DB().NewQuery("DELETE FROM issue_told WHERE at < {:since}").Bind(dbx.Params{"since": records.Stamp(action.Since(s.g.Now()))}).Execute()
		if err != nil {
			return fmt.Errorf("forget pairs: %w", err)
		}
		return nil
	})
}
