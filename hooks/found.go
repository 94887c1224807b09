package hooks

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
)

// readable finds a row that the caller may read. One that may not be seen is not
// there: the answer is the same as for one that never was.
func readable(e *core.RequestEvent, collection, id string) (*core.Record, error) {
	r, err := e.App.FindRecordById(collection, id)
	if err != nil {
		return nil, e.NotFoundError("", err)
	}
	if err := allowed(e, r, r.Collection().ViewRule, e.NotFoundError("", nil)); err != nil {
		return nil, err
	}
	return r, nil
}

// changeable finds a row that the caller may change; of one that they may only
// read they are told so.
func changeable(e *core.RequestEvent, collection, id string) (*core.Record, error) {
	r, err := readable(e, collection, id)
	if err != nil {
		return nil, err
	}
	if err := mayChange(e, r); err != nil {
		return nil, err
	}
	return r, nil
}

// mayChange asks the collection's own rule.
func mayChange(e *core.RequestEvent, r *core.Record) error {
	return allowed(e, r, r.Collection().UpdateRule, e.ForbiddenError("", nil))
}

// allowed asks a rule of a collection about the caller; refused is the answer
// when it says no, also of a rule that cannot be asked.
func allowed(e *core.RequestEvent, r *core.Record, rule *string, refused error) error {
	info, err := e.RequestInfo()
	if err != nil {
		return fmt.Errorf("access to %s: %w", r.Collection().Name, err)
	}
	ok, err := e.App.CanAccessRecord(r, info, rule)
	if err != nil {
		e.App.Logger().Warn("rule of a row", "collection", r.Collection().Name, "row", r.Id, "error", err)
	}
	if err != nil || !ok {
		return refused
	}
	return nil
}
