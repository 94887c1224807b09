package measure

import (
	"fmt"
	"maps"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cast"
)

// Difference is a case whose stored figures are not what its records give now.
// Column is empty where the whole row is missing, or should not be there.
type Difference struct {
	Complaint, Column, Want, Have string
}

// Check measures the newest cases again, all of them if newest is 0, and compares,
// a batch at a time. What is still to be caught up is caught up first; besides
// that nothing is written. It answers with how many cases it looked at.
func (s Store) Check(app core.App, newest int, differs func(Difference)) (n int, err error) {
	if _, err := s.catch(app, 1<<30); err != nil {
		return 0, err
	}
	h, err := s.read(app)
	if err != nil {
		return 0, err
	}
	if err := s.open(app, &h); err != nil {
		return 0, err
	}
	from, err := before(app, newest)
	if err != nil {
		return 0, err
	}
	for seen := (state{Rebuild: from}); ; {
		b, ids, err := s.rebuilding(app, seen)
		if err != nil || len(ids) == 0 {
			return n, err
		}
		if err := s.twice(app, h, ids, differs); err != nil {
			return n, err
		}
		n, seen = n+len(ids), b.next
	}
}

// before is the place behind which the newest cases stand.
func before(app core.App, newest int) (string, error) {
	if newest <= 0 {
		return "0", nil
	}
	var place []string
	err := app.ConcurrentDB().NewQuery("SELECT rowid FROM complaints ORDER BY rowid DESC LIMIT 1 OFFSET {:n}").Bind(dbx.Params{"n": newest}).Column(&place)
	if err != nil {
		return "", fmt.Errorf("newest cases: %w", err)
	}
	return append(place, "0")[0], nil
}

// twice reports only what still differs after another look: somebody may be at
// work on a case while it is compared.
func (s Store) twice(app core.App, h house, ids []string, differs func(Difference)) error {
	seen := map[string]bool{}
	if err := s.again(app, h, ids, func(d Difference) { seen[d.Complaint] = true }); err != nil || len(seen) == 0 {
		return err
	}
	if _, err := s.catch(app, 1<<30); err != nil {
		return err
	}
	return s.again(app, h, slices.Sorted(maps.Keys(seen)), differs)
}

// again measures some cases and compares each.
func (s Store) again(app core.App, h house, ids []string, differs func(Difference)) error {
	results, err := s.measure(app, h, ids, s.Engine.Now())
	if err != nil {
		return err
	}
	for _, r := range results {
		if err := compare(app, r, differs); err != nil {
			return err
		}
	}
	return nil
}

// compare holds one case against what is stored of it.
func compare(app core.App, r result, differs func(Difference)) error {
	var rows []dbx.NullStringMap
	if err := app.ConcurrentDB().NewQuery("SELECT * FROM measures WHERE complaint = {:id}").Bind(dbx.Params{"id": r.id}).All(&rows); err != nil {
		return fmt.Errorf("figures of %s: %w", r.id, err)
	}
	if (len(rows) > 0) != r.ok {
		differs(Difference{Complaint: r.id, Want: fmt.Sprint(r.ok), Have: fmt.Sprint(len(rows) > 0)})
	}
	if len(rows) == 0 || !r.ok {
		return nil
	}
	wanted := params(r.row)
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if want, have := stored(wanted[name]), rows[0][name].String; want != have {
			differs(Difference{r.id, name, want, have})
		}
	}
	return compareMoments(app, r, differs)
}

// stored is a value as the database gives it back in text; nothing is NULL.
func stored(v any) string {
	switch x := v.(type) {
	case *int:
		if x == nil {
			return ""
		}
		return cast.ToString(*x)
	case *bool:
		if x == nil {
			return ""
		}
		return stored(*x)
	case bool:
		return map[bool]string{true: "1", false: "0"}[x]
	}
	return cast.ToString(v)
}

func compareMoments(app core.App, r result, differs func(Difference)) error {
	var have []string
	err := app.ConcurrentDB().NewQuery(`SELECT kind || ' ' || day || ' ' || ref || ' ' || good || ' ' || CAST(value AS TEXT) || ' ' || currency FROM moments
		WHERE complaint = {:id}`).Bind(dbx.Params{"id": r.id}).Column(&have)
	if err != nil {
		return fmt.Errorf("moments of %s: %w", r.id, err)
	}
	want := make([]string, len(r.moments))
	for i, m := range r.moments {
		want[i] = fmt.Sprintf("%s %s %s %s %s %s", m.Kind, m.Day, m.Ref, stored(m.Good), number(m.Value), m.Currency)
	}
	slices.Sort(have)
	slices.Sort(want)
	if !slices.Equal(want, have) {
		differs(Difference{r.id, "moments", fmt.Sprint(want), fmt.Sprint(have)})
	}
	return nil
}

// number is a value as SQLite writes it: with a point, always.
func number(x float64) string {
	if x == float64(int64(x)) {
		return fmt.Sprintf("%.1f", x)
	}
	return cast.ToString(x)
}
