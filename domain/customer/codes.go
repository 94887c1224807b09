// Package customer says what kind of customer somebody is from what is on
// record, which behaviours deserve a technique, and which cases resemble one
// another. Nothing here decides when or how well a customer is served: neither
// legal dates nor the place in the queue look at it.
package customer

// Criteria by which customers are told apart: current or potential, and the
// five of Iván Thompson (R106).
const (
	Relation     = "relation"
	Activity     = "activity"
	Frequency    = "frequency"
	Volume       = "volume"
	Satisfaction = "satisfaction"
	Influence    = "influence"
)

// Values of the criteria. The empty value says that there are not enough data,
// and is shown as such.
const (
	Unknown = ""

	Current, Potential                = "current", "potential"
	Active, Inactive                  = "active", "inactive"
	Frequent, Occasional              = "frequent", "occasional"
	High, Average, Low                = "high", "average", "low"
	Delighted, Satisfied, Disaffected = "delighted", "satisfied", "dissatisfied"
	Regular                           = "regular" // of frequency and of influence
	Family                            = "family"
)

// values of each criterion, as the schema has them.
var values = map[string][]string{
	Relation: {Current, Potential}, Activity: {Active, Inactive}, Frequency: {Frequent, Regular, Occasional},
	Volume: {High, Average, Low}, Satisfaction: {Delighted, Satisfied, Disaffected}, Influence: {High, Regular, Family},
}

// Criteria lists them in the order in which they are shown.
func Criteria() []string {
	return []string{Relation, Activity, Frequency, Volume, Satisfaction, Influence}
}

// Values lists what a criterion may be, besides unknown; nil for none of ours.
func Values(criterion string) []string { return values[criterion] }
