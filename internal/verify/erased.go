package verify

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/event"
	"escucha/internal/privacy"
	"escucha/internal/records"
)

// checkErased holds what is left of those who were erased against what may be.
func checkErased(app core.App, report *Report) error {
	left, err := privacy.Leftovers(app)
	for _, one := range left {
		report.add("", "not_erased", one.Collection+"."+one.Field, "", one.Row)
	}
	return err
}

// checkErasures holds the events that account for redacted ones against the
// erasures themselves: an event alone redacts nothing. What an erasure covers is
// empty, or checkErased tells of it.
func checkErasures(app core.App, id string, entries []event.Entry, report *Report) error {
	for _, e := range entries {
		var d event.Data
		if e.Type != event.Erased || json.Unmarshal(e.Data, &d) != nil {
			continue // broken data was told of already
		}
		erasure, err := app.FindRecordById(records.Erasures, d.Ref)
		if errors.Is(err, sql.ErrNoRows) {
			report.add(id, "missing_row", records.Erasures, d.Ref, "")
			continue
		}
		if err != nil {
			return fmt.Errorf("find erasure %s: %w", d.Ref, err)
		}
		if err := checkCovered(app, id, erasure, report); err != nil {
			return err
		}
	}
	return nil
}

// checkCovered: the case is one of the person who was erased.
func checkCovered(app core.App, id string, erasure *core.Record, report *Report) error {
	if id == "" {
		return nil
	}
	c, err := app.FindRecordById(records.Complaints, id)
	if err != nil {
		return fmt.Errorf("erased case %s: %w", id, err)
	}
	p, err := privacy.Find(app, c.GetString("customer"))
	if errors.Is(err, sql.ErrNoRows) || err == nil && p.Root.Id != erasure.GetString("customer") {
		report.add(id, "missing_row", records.Erasures, c.GetString("customer"), erasure.GetString("customer"))
		return nil
	}
	return err
}
