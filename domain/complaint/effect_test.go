package complaint

import (
	"slices"
	"testing"
	"time"
)

// owed restates what each way brings about: event, reminders to start, kinds
// of reminders settled, messages owed.
var owed = map[string]struct {
	event string
	start []string
	stop  string
	tell  string
}{
	"T1":  {"complaint.filed", []string{"first_contact"}, "", "receipt"},
	"T2":  {"complaint.filed", []string{"first_contact"}, "", "receipt"},
	"T3":  {"complaint.moved", nil, "", ""},
	"T4":  {"complaint.moved", []string{"next_step"}, "next_step", ""},
	"T5":  {"complaint.moved", []string{"follow_up"}, "*", ""},
	"T6":  {"complaint.transferred", []string{"transfer"}, "", "transfer"},
	"T7":  {"complaint.escalated", []string{"escalation"}, "", ""},
	"T8":  {"complaint.confidential", nil, "", ""},
	"T9":  {"complaint.moved", []string{"information"}, "next_step", "information"},
	"T10": {"complaint.moved", []string{"next_step"}, "information", ""},
	"T11": {"complaint.moved", []string{"proposal"}, "next_step", "proposal"},
	"T12": {"complaint.moved", []string{"next_step", "eta"}, "proposal", "started"},
	"T13": {"complaint.moved", []string{"next_step"}, "proposal", ""},
	"T14": {"complaint.moved", []string{"denial_review"}, "proposal", ""},
	"T15": {"complaint.moved", []string{"next_step"}, "denial_review", ""},
	"T16": {"complaint.moved", []string{"follow_up"}, "*", ""},
	"T17": {"complaint.moved", []string{"follow_up"}, "*", ""},
	"T18": {"complaint.moved", []string{"follow_up"}, "*", ""},
	"T19": {"complaint.moved", nil, "*", ""},
	"T20": {"complaint.moved", []string{"first_contact", "next_step"}, "follow_up", "reopening"},
	"T21": {"complaint.moved", nil, "*", ""},
	"T22": {"complaint.moved", []string{"first_contact", "next_step"}, "follow_up", "reopening"},
	"T23": {"complaint.moved", nil, "*", ""},
	"T24": {"complaint.moved", []string{"next_step"}, "*", ""},
	"T25": {"complaint.moved", []string{"follow_up", "compliance"}, "*", ""},
	"T26": {"complaint.moved", nil, "*", "withdrawal"},
	"T27": {"complaint.moved", nil, "*", "void"},
	"T28": {"complaint.extended", nil, "", ""},
	"T29": {"complaint.temporary", []string{"temporary"}, "temporary", ""},
}

func TestWhatFollowsFromEveryWay(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, way Transition, from Stage) {
		want, got := owed[way.Code], EffectsOf(way.Code, legal(way, from))
		if got.Event != want.event {
			t.Errorf("event %s, want %s", got.Event, want.event)
		}
		var started []string
		for _, timer := range got.Start {
			started = append(started, timer.Kind)
			if timer.Due == (Span{}) {
				t.Errorf("reminder %s falls due at no time", timer.Kind)
			}
		}
		if !slices.Equal(started, want.start) {
			t.Errorf("starts %v, want %v", started, want.start)
		}
		if has := func(list []string, one string) bool {
			return one == "" && len(list) == 0 || slices.Contains(list, one)
		}; !has(got.Stop, want.stop) || !has(got.Tell, want.tell) {
			t.Errorf("stops %v, tells %v, want %q and %q", got.Stop, got.Tell, want.stop, want.tell)
		}
	})
}

func TestWhatBecomesOfTheOffer(t *testing.T) {
	t.Parallel()
	want := map[string]string{"T11": "send", "T12": "", "T13": "", "T14": "expire", "T24": "expire", "T26": "expire"}
	for _, way := range slices.Concat(From(Investigating)[:1], From(Proposed)) {
		from := way.From[len(way.From)-1]
		if slices.Contains(way.From, Proposed) {
			from = Proposed
		}
		if got := EffectsOf(way.Code, legal(way, from)).Offer; got != want[way.Code] {
			t.Errorf("%s: offer %q, want %q", way.Code, got, want[way.Code])
		}
	}
	way, _ := ByCode("T14")
	if got := EffectsOf("T14", legal(way, Investigating)).Offer; got != "" {
		t.Errorf("a refusal without an offer: %q", got)
	}
}

func TestFirstContactIsSoonerAboveTheQueue(t *testing.T) {
	t.Parallel()
	for lane, want := range map[Lane]Span{Normal: {Days: 1}, AttendNow: {Hours: 2}} {
		c := filed()
		c.Lane = lane
		if got := EffectsOf("T2", Facts{Case: c}).Start[0].Due; got != want {
			t.Errorf("%s: %v, want %v", lane, got, want)
		}
	}
}

func TestOnlyARealDateBecomesAReminder(t *testing.T) {
	t.Parallel()
	way, _ := ByCode("T12")
	f := legal(way, Proposed)
	if got := EffectsOf("T12", f).Start[1].Due.At; !got.Equal(now.AddDate(0, 0, 3)) {
		t.Errorf("reminder of the date at %s", got.Format(time.DateOnly))
	}
	f.Evidence.Sent.ETAKind = "none"
	if got := EffectsOf("T12", f).Start; len(got) != 1 {
		t.Errorf("reminders %v", got)
	}
}
