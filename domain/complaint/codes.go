package complaint

// Codes of the select fields of a complaint. They are stored as they are and
// translated where they are shown.
type (
	// Kind is the seed's meaning of the filing (R056-R058), not the legal one.
	Kind string
	// Severity grows from low to critical.
	Severity string
	// Lane is normal (first in, first out) or attend_now, above the queue (R101).
	Lane string
	// Fault says whose failure it was, decided only after both versions (R059, R092).
	Fault string
	// ClosingKind says how a case ended.
	ClosingKind string
	// ResolutionKind says what the answer was.
	ResolutionKind string
)

// The codes themselves.
const (
	Petition   Kind = "petition"
	Grievance  Kind = "grievance"
	Claim      Kind = "claim"
	Suggestion Kind = "suggestion"

	Low      Severity = "low"
	Medium   Severity = "medium"
	High     Severity = "high"
	Critical Severity = "critical"

	Normal    Lane = "normal"
	AttendNow Lane = "attend_now"

	FaultCompany          Fault = "company"
	FaultCustomer         Fault = "customer"
	FaultShared           Fault = "shared"
	FaultThirdParty       Fault = "third_party"
	FaultMisunderstanding Fault = "misunderstanding"
	FaultUndetermined     Fault = "undetermined"

	Confirmed           ClosingKind = "confirmed"
	Unreachable         ClosingKind = "unreachable"
	InformedUnsatisfied ClosingKind = "informed_unsatisfied"
	WithdrawnByCustomer ClosingKind = "withdrawal"

	Solution         ResolutionKind = "solution"
	Partial          ResolutionKind = "partial"
	Misunderstanding ResolutionKind = "misunderstanding"
	Agreement        ResolutionKind = "agreement"
	Denial           ResolutionKind = "denial"
	Withdrawal       ResolutionKind = "withdrawal"

	// Yes and No are the answers of a question that must be asked: empty means
	// that nobody has asked it yet.
	Yes = "yes"
	No  = "no"
)

// Kinds lists the kinds in the order in which they are offered.
func Kinds() []Kind { return []Kind{Claim, Grievance, Petition, Suggestion} }

// Severities lists the severities, lightest first.
func Severities() []Severity { return []Severity{Low, Medium, High, Critical} }

// Faults lists the answers to "whose failure was it?".
func Faults() []Fault {
	return []Fault{FaultCompany, FaultShared, FaultCustomer, FaultThirdParty, FaultMisunderstanding, FaultUndetermined}
}

// atLeast reports whether s is as severe as floor.
func (s Severity) atLeast(floor Severity) bool { return rank(s) >= rank(floor) }

func rank(s Severity) int {
	for i, v := range Severities() {
		if v == s {
			return i + 1
		}
	}
	return 0
}
