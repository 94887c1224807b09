package privacy

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// OfPerson names the collections whose rows lead straight to a person, whether
// they are in the schema or not. Rows of a case are guarded by their case.
func OfPerson() []string {
	var out []string
	for _, h := range ofPerson {
		if len(h.By) > 0 && h.Collection != records.Erasures {
			out = append(out, h.Collection)
		}
	}
	return out
}

// Living is the create and update hook of what is known of people: nothing is
// written about somebody who was erased.
func (s *Service) Living(e *core.RecordEvent) error {
	r := e.Record
	if r.Collection().Name == records.Customers {
		if err := s.g.Living(e.App, r.Id); err != nil {
			return err
		}
		return e.Next()
	}
	for name, collection := range targets {
		f, ok := r.Collection().Fields.GetByName(name).(*core.RelationField)
		if !ok || collection != records.Customers {
			continue
		}
		for _, id := range slices.Compact(slices.Sorted(slices.Values(append(r.GetStringSlice(f.Name), r.Original().GetStringSlice(f.Name)...)))) {
			if err := s.g.Living(e.App, id); err != nil {
				return err
			}
		}
	}
	return e.Next()
}
