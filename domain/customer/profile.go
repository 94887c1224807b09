package customer

// Profile is an observed way of behaving that calls for a technique (R108). It
// is suggested by signals or by a person, confirmed by a person with evidence,
// and expires. It never takes anything away from anybody.
type Profile string

// The six of seed 002.
const (
	Unreasonable Profile = "unreasonable"
	Intolerant   Profile = "intolerant"
	Abusive      Profile = "abusive"
	Compulsive   Profile = "compulsive"
	Uncommitted  Profile = "uncommitted"
	Disorganised Profile = "disorganised"
)

// Profiles lists them in the order in which they are offered.
func Profiles() []Profile {
	return []Profile{Unreasonable, Intolerant, Abusive, Compulsive, Uncommitted, Disorganised}
}

// Codes are profiles as they are stored.
func Codes(profiles []Profile) []string {
	out := make([]string, len(profiles))
	for i, p := range profiles {
		out[i] = string(p)
	}
	return out
}

// Signals are what can be counted in one case and around it.
type Signals struct {
	Refused      int // proposals refused whose preferred solution could not be given
	EarlyCalls   int // contacts of the customer before the promised moment
	DayContacts  int // contacts within twenty-four hours
	SameSubject  int // cases on the same subject in thirty days, this one included
	Unanswered   int // requests for information that ended without an answer
	Channels     int // by which the customer came in this case
	DataRequests int // how often missing data had to be asked for
}

// From how many of each a profile is suggested.
const (
	refusedFrom, earlyFrom, dayFrom, subjectFrom, unansweredFrom, channelsFrom, requestsFrom = 2, 3, 5, 3, 2, 3, 2
)

// Suggest names the profiles that the signals speak for, with the numbers that
// do. Abuse is never among them: only a person says that, no count does.
func Suggest(s Signals) map[Profile]map[string]int {
	out := map[Profile]map[string]int{}
	note := func(p Profile, name string, n, from int) {
		if n < from {
			return
		}
		if out[p] == nil {
			out[p] = map[string]int{}
		}
		out[p][name] = n
	}
	note(Unreasonable, "refused", s.Refused, refusedFrom)
	note(Intolerant, "early_calls", s.EarlyCalls, earlyFrom)
	note(Compulsive, "day_contacts", s.DayContacts, dayFrom)
	note(Compulsive, "same_subject", s.SameSubject, subjectFrom)
	note(Uncommitted, "unanswered", s.Unanswered, unansweredFrom)
	note(Disorganised, "channels", s.Channels, channelsFrom)
	note(Disorganised, "data_requests", s.DataRequests, requestsFrom)
	return out
}
