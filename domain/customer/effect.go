package customer

import "slices"

// Effect is one thing that a confirmed profile changes in how the open cases of
// its customer are attended (R100, R101, R122). None of them shortens a right:
// no legal date, no answer and no outcome follows from a profile.
type Effect string

// The effects.
const (
	AttendedNow      Effect = "attend_now"   // above the queue
	PersonOnly       Effect = "person_only"  // no text that nobody wrote
	SupervisorOwns   Effect = "owner"        // a supervisor answers for the case
	SupervisorTold   Effect = "told"         // a supervisor knows of it
	NewsDaily        Effect = "daily"        // the next step is at most a business day away
	NewsScheduled    Effect = "scheduled"    // the next step is at most three business days away
	ExplanationCount Effect = "explanations" // a refusal needs two explanations on record
	Summary          Effect = "summary"      // one summary after each contact
)

// each profile's own effects; the first two are those of all of them.
var effects = map[Profile][]Effect{
	Unreasonable: {SupervisorTold}, Intolerant: {NewsDaily}, Abusive: {SupervisorOwns}, Compulsive: {NewsScheduled},
	Uncommitted: {ExplanationCount}, Disorganised: {Summary},
}

// Effects lists what follows from a confirmed profile, in the order in which it
// is told.
func Effects(p Profile) []Effect {
	own, known := effects[p]
	if !known {
		return nil
	}
	return append([]Effect{AttendedNow, PersonOnly}, own...)
}

// Asks reports whether any of these profiles has this effect.
func Asks(profiles []Profile, effect Effect) bool {
	return slices.ContainsFunc(profiles, func(p Profile) bool { return slices.Contains(Effects(p), effect) })
}

// NewsDays is within how many business days these profiles want the next step
// to be; 0 is no such wish.
func NewsDays(profiles []Profile) int {
	switch {
	case Asks(profiles, NewsDaily):
		return 1
	case Asks(profiles, NewsScheduled):
		return 3
	}
	return 0
}

// Explanations is how often something must have been explained before the
// customer's part in it can justify a refusal (R122).
const Explanations = 2

// Aid is something at hand that the technique of a profile proposes, besides
// words: its card leads there (R122, R123).
type Aid string

// The aids: something given beyond the solution, and what explains it.
const (
	AidGestures Aid = "gestures"
	AidArticles Aid = "articles"
)

// Aids of a profile, in the order in which they are offered.
func Aids(p Profile) []Aid {
	switch p {
	case Intolerant:
		return []Aid{AidGestures, AidArticles}
	case Uncommitted:
		return []Aid{AidArticles}
	}
	return nil
}
