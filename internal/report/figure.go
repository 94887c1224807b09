package report

// Units of a figure.
const (
	Minutes = "minutes"
	Percent = "percent"
	Number  = "count"
	Days    = "days"
	Score   = "score"
	Points  = "points" // of a difference, from -100 to 100
	Money   = "money"
)

// Figure is one KPI. Value is null when it cannot be said. Texts of a code are
// reports.figure.CODE and, how it is counted, reports.formula.CODE.
type Figure struct {
	Code     string   `json:"code"`
	Unit     string   `json:"unit"`
	Count    int      `json:"count"`          // of how many
	Good     *int     `json:"good,omitempty"` // how many of those, when it is a share
	Value    *float64 `json:"value"`
	P90      *float64 `json:"p90"`
	Work     *Spread  `json:"work,omitempty"` // in business minutes
	Wall     *Spread  `json:"wall,omitempty"` // by the clock
	Net      *Spread  `json:"net,omitempty"`  // business minutes without waiting for the customer or for the law
	Amounts  []Amount `json:"amounts,omitempty"`
	Previous *Earlier `json:"previous"`
	Note     string   `json:"note"`           // few: too few to say
	Mean     *float64 `json:"mean,omitempty"` // of answers from 1 to 5
	Parts    []Part   `json:"parts,omitempty"`
	Groups   []Group  `json:"groups,omitempty"`
}

// Spread is how times lie: half of them are below the median, nine of ten below
// the other. Minutes; null without any.
type Spread struct {
	Median *float64 `json:"median"`
	P90    *float64 `json:"p90"`
}

// Amount is what something cost in one currency; those are never added up.
type Amount struct {
	Currency string  `json:"currency"`
	Cost     float64 `json:"cost"`
}

// Earlier is the same figure of the period before.
type Earlier struct {
	Count int      `json:"count"`
	Good  *int     `json:"good,omitempty"`
	Value *float64 `json:"value"`
}

// Part is a figure by what it is made of: outcomes, reasons, currencies.
type Part struct {
	Code  string   `json:"code" db:"code"`
	Label string   `json:"label,omitempty"`
	Count int      `json:"count" db:"n"`
	Value *float64 `json:"value"`
}

// Group is a figure for some of the cases. A hidden one has no numbers, for
// they are less than five, or would tell how many those are.
type Group struct {
	Key    string   `json:"key"`
	Label  string   `json:"label"`
	Count  int      `json:"count"`
	Value  *float64 `json:"value"`
	P90    *float64 `json:"p90"`
	Hidden bool     `json:"hidden"`
	// of answers from 1 to 5: their mean
	Mean    *float64 `json:"mean,omitempty"`
	Amounts []Amount `json:"amounts,omitempty"`
	// beside the speed of a person: how content, and how many came back
	CSAT     *float64 `json:"csat,omitempty"`
	Reopened *float64 `json:"reopened,omitempty"`
}
