package reminder

import (
	"testing"
	"time"
)

func moment(t *testing.T, text string) time.Time {
	t.Helper()
	if text == "" {
		return time.Time{}
	}
	at, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func place(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// TestPutOff: within its time it is only quiet, beyond it moves, never past the
// legal date; a promise moved in silence is broken.
func TestPutOff(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name                string
		due, limit, until   string
		reason              string
		promise, told, past bool // past: broken before
		want                string
		broken              bool
		field, code         string
	}{
		{name: "quiet within its time", due: "2026-11-24 18:00", until: "2026-11-24 16:00", reason: "En reunión", want: "2026-11-24 18:00"},
		{name: "quiet until its very time", due: "2026-11-24 18:00", until: "2026-11-24 18:00", reason: "En reunión", promise: true, want: "2026-11-24 18:00"},
		{name: "one's own moves", due: "2026-11-24 18:00", until: "2026-11-25 10:00", reason: "Falta el dato", want: "2026-11-25 10:00"},
		{name: "a promise in silence", due: "2026-11-24 18:00", until: "2026-11-25 10:00", reason: "Falta el dato", promise: true, want: "2026-11-25 10:00", broken: true},
		{name: "a promise with a word", due: "2026-11-24 18:00", until: "2026-11-25 10:00", reason: "Falta el dato", promise: true, told: true, want: "2026-11-25 10:00"},
		{name: "broken is counted once", due: "2026-11-24 11:00", until: "2026-11-25 10:00", reason: "Falta el dato", promise: true, past: true, want: "2026-11-25 10:00"},
		{name: "up to the legal date", due: "2026-11-24 18:00", limit: "2026-11-26 23:59", until: "2026-11-26 23:59", reason: "Falta", want: "2026-11-26 23:59"},
		{name: "not past the legal date", due: "2026-11-24 18:00", limit: "2026-11-26 23:59", until: "2026-11-27 00:00", reason: "Falta", told: true, field: "snoozed_until", code: "snooze_legal_due"},
		{name: "not into the past", due: "2026-11-24 18:00", until: "2026-11-24 12:00", reason: "Falta", field: "snoozed_until", code: "snooze_past"},
		{name: "not without a why", due: "2026-11-24 18:00", until: "2026-11-25 12:00", reason: " ", field: "reason", code: "snooze_reason"},
	}
	now := moment(t, "2026-11-24 12:00")
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			put, refused := PutOff(Standing{Due: moment(t, row.due), Promised: row.promise, Broken: row.past, Limit: moment(t, row.limit)},
				Wish{Until: moment(t, row.until), Reason: row.reason, Told: row.told}, now)
			if row.code != "" {
				if refused == nil || refused.Field != row.field || refused.Code != row.code {
					t.Fatalf("refused %v, want %s of %s", refused, row.code, row.field)
				}
				return
			}
			if refused != nil {
				t.Fatalf("refused: %v", *refused)
			}
			if !put.Due.Equal(moment(t, row.want)) || !put.Quiet.Equal(moment(t, row.until)) || put.Broken != row.broken {
				t.Errorf("due %s, quiet until %s, broken %t", put.Due, put.Quiet, put.Broken)
			}
		})
	}
}

func TestFinish(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, outcome, reason, want, code string }{
		{"as said nothing", "", "", Done, ""},
		{"done", Done, "", Done, ""},
		{"not needed", NotNeeded, "Ya lo tiene", NotNeeded, ""},
		{"passed on", PassedOn, "Lo ve Despachos", PassedOn, ""},
		{"not needed, and no why", NotNeeded, "", "", "reminder_outcome_reason"},
		{"passed on, and no why", PassedOn, "  ", "", "reminder_outcome_reason"},
		{"something else", "Hecho", "", "", "reminder_outcome"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, refused := Finish(row.outcome, row.reason)
			if got != row.want || (refused == nil) != (row.code == "") || refused != nil && refused.Code != row.code {
				t.Errorf("%q, %v; want %q, %q", got, refused, row.want, row.code)
			}
		})
	}
}

// TestSet: minutes are a promise that starts now; anything else has a time ahead.
func TestSet(t *testing.T) {
	t.Parallel()
	now := moment(t, "2026-11-24 12:00")
	rows := []struct {
		name, note string
		minutes    int
		due        string
		kind, want string
		code       string
	}{
		{"a date", "Preguntar al taller", 0, "2026-11-25 09:00", Manual, "2026-11-25 09:00", ""},
		{"twenty minutes", "Llamarle con el dato", 20, "", CallBack, "2026-11-24 12:20", ""},
		{"minutes before a date", "Llamarle", 20, "2026-12-01 09:00", CallBack, "2026-11-24 12:20", ""},
		{"a working day of minutes", "Llamarle", 480, "", CallBack, "2026-11-24 20:00", ""},
		{"more than a day", "Llamarle", 481, "", "", "", "promise_minutes"},
		{"minutes ago", "Llamarle", -5, "", "", "", "promise_minutes"},
		{"about nothing", " ", 0, "2026-11-25 09:00", "", "", "reminder_note"},
		{"at no time", "Llamarle", 0, "", "", "", "reminder_due"},
		{"in the past", "Llamarle", 0, "2026-11-24 11:59", "", "", "reminder_due"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			kind, at, refused := Set(row.note, row.minutes, moment(t, row.due), now)
			if row.code != "" {
				if refused == nil || refused.Code != row.code {
					t.Errorf("refused %v, want %s", refused, row.code)
				}
				return
			}
			if refused != nil || kind != row.kind || !at.Equal(moment(t, row.want)) {
				t.Errorf("%s at %s, %v", kind, at, refused)
			}
		})
	}
}

// TestBucket: by the days of the business, over the change of clock too.
func TestBucket(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, zone, now, at, want string }{
		{"a minute ago", "America/Lima", "2026-11-24 15:42", "2026-11-24 15:41", Late},
		{"this very moment", "America/Lima", "2026-11-24 15:42", "2026-11-24 15:42", Today},
		{"tonight in Lima, tomorrow in UTC", "America/Lima", "2026-11-24 15:42", "2026-11-25 04:59", Today},
		{"past midnight in Lima", "America/Lima", "2026-11-24 15:42", "2026-11-25 05:00", Tomorrow},
		{"Sunday is of this week", "America/Lima", "2026-11-24 15:42", "2026-11-29 20:00", Week},
		{"Monday is later", "America/Lima", "2026-11-24 15:42", "2026-11-30 15:00", Later},
		{"on a Sunday all is later", "America/Lima", "2026-11-29 15:00", "2026-12-01 15:00", Later},
		{"the short day of Santiago", "America/Santiago", "2026-09-05 20:00", "2026-09-07 02:30", Tomorrow},
		{"the long day of Madrid", "Europe/Madrid", "2026-10-24 21:00", "2026-10-25 22:59", Tomorrow},
		{"after the long day of Madrid", "Europe/Madrid", "2026-10-24 21:00", "2026-10-25 23:00", Later},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := Bucket(moment(t, row.at), moment(t, row.now), place(t, row.zone)); got != row.want {
				t.Errorf("%s, want %s", got, row.want)
			}
		})
	}
	if n := len(Buckets()); n != 5 {
		t.Errorf("%d stretches", n)
	}
}

// TestWholeDay: Santiago goes from four hours behind to three at the end of
// 5 September 2026.
func TestWholeDay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"2026-09-06 03:59:59": true, "2026-09-06 02:59:59": false, "2026-09-07 02:59:59": true, "2026-09-06 14:00:00": false} {
		at, err := time.Parse(time.DateTime, text)
		if err != nil {
			t.Fatal(err)
		}
		if got := WholeDay(at, place(t, "America/Santiago")); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
}

// TestExhausted: three calls, two days, two hours (R033).
func TestExhausted(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name  string
		calls []string
		tries int
		want  bool
	}{
		{"enough", []string{"2026-11-24 15:00", "2026-11-24 20:00", "2026-11-25 15:00"}, 3, true},
		{"two calls", []string{"2026-11-24 15:00", "2026-11-25 20:00"}, 3, false},
		{"two are enough here", []string{"2026-11-24 15:00", "2026-11-25 20:00"}, 2, true},
		{"all on one day", []string{"2026-11-24 14:00", "2026-11-24 16:00", "2026-11-24 20:00"}, 3, false},
		{"all at one hour", []string{"2026-11-24 15:00", "2026-11-25 15:10", "2026-11-26 15:50"}, 3, false},
		{"one day in Lima, two in UTC", []string{"2026-11-24 15:00", "2026-11-25 01:00", "2026-11-25 02:00"}, 3, false},
		{"none", nil, 3, false},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var calls []time.Time
			for _, text := range row.calls {
				calls = append(calls, moment(t, text))
			}
			if got := Exhausted(calls, row.tries, place(t, "America/Lima")); got != row.want {
				t.Errorf("%t", got)
			}
		})
	}
}

// TestAgain: another hour of the same day once, then another day.
func TestAgain(t *testing.T) {
	t.Parallel()
	lima := place(t, "America/Lima")
	first, second := moment(t, "2026-11-24 15:00"), moment(t, "2026-11-24 20:00")
	if hours, days := Again([]time.Time{first}, first, lima); hours != 3 || days != 0 {
		t.Errorf("after the first: %d hours, %d days", hours, days)
	}
	if hours, days := Again([]time.Time{first, second}, second, lima); hours != 0 || days != 1 {
		t.Errorf("after the second: %d hours, %d days", hours, days)
	}
	third := moment(t, "2026-11-25 15:00")
	if hours, days := Again([]time.Time{first, second, third}, third, lima); hours != 3 || days != 0 {
		t.Errorf("the next day: %d hours, %d days", hours, days)
	}
}
