package customer

import (
	"slices"
	"testing"
)

// TestEffects: every profile is attended first and by a person, and each has
// something of its own.
func TestEffects(t *testing.T) {
	t.Parallel()
	own := map[Profile]Effect{Unreasonable: SupervisorTold, Intolerant: NewsDaily, Abusive: SupervisorOwns, Compulsive: NewsScheduled,
		Uncommitted: ExplanationCount, Disorganised: Summary}
	for _, p := range Profiles() {
		want := []Effect{AttendedNow, PersonOnly, own[p]}
		if got := Effects(p); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", p, got, want)
		}
	}
	if got := Effects("furious"); got != nil {
		t.Errorf("no profile of ours: %v", got)
	}
}

func TestAsks(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name     string
		profiles []Profile
		owns     bool
		days     int
	}{
		{"nobody special", nil, false, 0},
		{"abusive", []Profile{Abusive}, true, 0},
		{"intolerant", []Profile{Intolerant}, false, 1},
		{"compulsive", []Profile{Compulsive}, false, 3},
		{"the shorter of two", []Profile{Compulsive, Intolerant}, false, 1},
		{"one of several", []Profile{Disorganised, Abusive}, true, 0},
	}
	for _, row := range rows {
		if got := Asks(row.profiles, SupervisorOwns); got != row.owns {
			t.Errorf("%s: owns %t", row.name, got)
		}
		if got := NewsDays(row.profiles); got != row.days {
			t.Errorf("%s: news within %d days, want %d", row.name, got, row.days)
		}
	}
}

// TestAids: who cannot wait is offered a gesture and what explains; who does not
// do their part, what explains; nobody else.
func TestAids(t *testing.T) {
	t.Parallel()
	want := map[Profile][]Aid{Intolerant: {AidGestures, AidArticles}, Uncommitted: {AidArticles}}
	for _, p := range append(Profiles(), "furious") {
		if got := Aids(p); !slices.Equal(got, want[p]) {
			t.Errorf("%s: %v", p, got)
		}
	}
}
