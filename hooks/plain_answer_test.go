package hooks_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"escucha/internal/testapp"
)

// paged is the page as it is answered.
type paged struct {
	Previous struct{ From, To string }
	Figures  []shown
	Causes   []struct {
		Cause, Parent     string
		Count, Reopened   int
		Share, Cumulative float64
		Treatment         *float64
		Cost              []amount
	}
	Unknown int `json:"causes_unknown"`
	Ageing  struct {
		At           string
		Known        bool
		Open, Oldest int
		Buckets      []struct {
			Code  string
			Count int
		}
	}
	Series struct {
		Step       string
		Resolution []struct {
			From        string
			Count       int
			Median, P90 *float64
		}
		Received []struct {
			From          string
			Count, Closed int
		}
	}
}

// shown is a figure as the page answers it.
type shown struct {
	Code            string
	Count           int
	Good            *int
	Value, P90      *float64
	Work, Wall, Net *struct{ Median, P90 *float64 }
	Amounts         []amount
	Previous        struct {
		Count int
		Good  *int
		Value *float64
	}
	Groups []grouped
	Parts  []struct {
		Code, Label string
		Count       int
		Value       *float64
	}
}

// grouped is what the page says of one group.
type grouped struct {
	Key                  string
	Count                int
	Value, P90           *float64
	CSAT, Reopened, Mean *float64
	Amounts              []amount
	Hidden               bool
}

// silent tells whether nothing is said of it.
func (g grouped) silent() bool {
	return g.Count == 0 && g.Value == nil && g.P90 == nil && g.CSAT == nil && g.Reopened == nil && g.Mean == nil && len(g.Amounts) == 0
}

// group finds one of a figure; hidden, when it is not there.
func (f shown) group(key string) grouped {
	for _, g := range f.Groups {
		if g.Key == key {
			return g
		}
	}
	return grouped{Hidden: true}
}

// amount is money of one currency.
type amount struct {
	Currency string
	Cost     float64
}

// byCurrency are amounts, by their currency.
func byCurrency(list []amount) map[string]float64 {
	out := map[string]float64{}
	for _, one := range list {
		out[one.Currency] = one.Cost
	}
	return out
}

// reported reads what is asked of the reports of a period, perhaps split.
func reported[T any](t *testing.T, a *testapp.App, name string, in span, by string) (out T) {
	t.Helper()
	got := a.Ask(t, testapp.Admin, http.MethodGet, "/api/crm/reports/"+name+"?from="+in.from+"&to="+in.to+"&by="+by, nil)
	if got.Status != http.StatusOK {
		t.Fatalf("%s of %v by %q: %d %s", name, in, by, got.Status, got.Text)
	}
	report(t, json.Unmarshal([]byte(got.Text), &out))
	return out
}

// figures are those of the page, by their codes.
func (page paged) figures() map[string]shown {
	out := map[string]shown{}
	for _, f := range page.Figures {
		out[f.Code] = f
	}
	return out
}

// pageOf asks for every figure of a period, perhaps split.
func pageOf(t *testing.T, a *testapp.App, in span, by string) map[string]shown {
	t.Helper()
	return reported[paged](t, a, "page", in, by).figures()
}
