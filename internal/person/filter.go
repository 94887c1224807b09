package person

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/dbx"

	"escucha/domain/customer"
	"escucha/internal/records"
)

// Filter is what the list of customers is asked for; empty means any.
type Filter struct {
	Text    string      // name, telephone, mail or document
	Types   [][2]string // criterion and value, all of them together
	Profile string      // confirmed, and not over
	After   string      // cursor
	Limit   int         // 1 to 100, default 40
}

// FilterOf reads the address of a list: type is criterion.value, several with
// commas.
func FilterOf(q url.Values) Filter {
	limit, err := strconv.Atoi(q.Get("limit"))
	if err != nil || limit < 1 || limit > 100 {
		limit = 40
	}
	f := Filter{Text: strings.TrimSpace(q.Get("q")), Profile: q.Get("profile"), After: q.Get("cursor"), Limit: limit}
	for _, one := range strings.Split(q.Get("type"), ",") {
		if criterion, value, _ := strings.Cut(one, "."); one != "" {
			f.Types = append(f.Types, [2]string{criterion, value})
		}
	}
	return f
}

// Wrong names the part of the filter that asks for a code that does not exist,
// and would look like an empty list; empty when all do.
func (f Filter) Wrong() string {
	for _, one := range f.Types {
		if !slices.Contains(customer.Values(one[0]), one[1]) {
			return "type"
		}
	}
	if f.Profile != "" && !slices.Contains(customer.Profiles(), customer.Profile(f.Profile)) {
		return "profile"
	}
	return ""
}

// where narrows a query on customers to those who are there: merged and erased
// ones have no name of their own any more. Criteria are columns of the index that the
// list walks along; Wrong has refused others.
func (r Reader) where(f Filter) (dbx.Expression, error) {
	parts := []dbx.Expression{dbx.HashExp{"customers.merged_into": "", "customers.erased_at": ""}}
	for _, one := range f.Types {
		parts = append(parts, dbx.HashExp{"customers." + one[0]: one[1]})
	}
	if f.Profile == "" {
		return dbx.And(parts...), nil
	}
	among, err := r.withProfile(f.Profile)
	if err != nil {
		return nil, err
	}
	return dbx.And(append(parts, dbx.NewExp("+customers.id IN (SELECT value FROM json_each({:among}))", dbx.Params{"among": among}))...), nil
}

// withProfile lists, as JSON, the customers with a confirmed profile whose
// evidence the caller may see.
func (r Reader) withProfile(profile string) (string, error) {
	q := r.App.ConcurrentDB().Select("profiles.customer").From(records.CustomerProfiles).
		Where(dbx.HashExp{"profiles.status": "confirmed", "profiles.profile": profile}).
		AndWhere(dbx.NewExp("profiles.expires > {:now}", dbx.Params{"now": records.Stamp(r.Engine.Now())}))
	if err := r.Sees(records.CustomerProfiles)(q); err != nil {
		return "", err
	}
	var ids []string
	if err := q.Column(&ids); err != nil {
		return "", fmt.Errorf("customers with profile %s: %w", profile, err)
	}
	return list(ids)
}
