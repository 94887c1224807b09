package calendar

import (
	"errors"
	"testing"
	"time"
)

// shop opens Monday to Friday in two shifts, on Saturday in the morning and
// on Sunday around the hour at which clocks change.
func shop(t testing.TB, closed ...Date) Hours {
	t.Helper()
	week := map[string][]string{"sat": {"09:00-13:00"}, "sun": {"00:00-06:00"}}
	for _, day := range []string{"mon", "tue", "wed", "thu", "fri"} {
		week[day] = []string{"15:00-19:00", "09:00-13:00"}
	}
	hours, err := ParseHours(week, closed)
	if err != nil {
		t.Fatal(err)
	}
	return hours
}

func TestAddBusiness(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, zone, from string
		add              time.Duration
		want             string
	}{
		{"inside a shift", "America/Lima", "2026-11-23 09:30", 2 * time.Hour, "2026-11-23 11:30"},
		{"over the midday break", "America/Lima", "2026-11-23 12:00", 2 * time.Hour, "2026-11-23 16:00"},
		{"ends at closing", "America/Lima", "2026-11-23 11:00", 2 * time.Hour, "2026-11-23 13:00"},
		{"before opening", "America/Lima", "2026-11-23 06:30", 2 * time.Hour, "2026-11-23 11:00"},
		{"in the break", "America/Lima", "2026-11-23 14:00", time.Hour, "2026-11-23 16:00"},
		{"over the night", "America/Lima", "2026-11-23 18:00", 2 * time.Hour, "2026-11-24 10:00"},
		{"nothing waits for the opening", "America/Lima", "2026-11-23 14:00", 0, "2026-11-23 15:00"},
		{"late on a Saturday", "America/Lima", "2026-11-21 12:30", 8 * time.Hour, "2026-11-23 10:30"},
		{"a whole week", "America/Lima", "2026-11-23 09:00", 50 * time.Hour, "2026-11-29 06:00"},
		{"the clock goes forward", "Europe/Madrid", "2026-03-29 01:00", 2 * time.Hour, "2026-03-29 04:00"},
		{"the clock goes back", "Europe/Madrid", "2026-10-25 01:00", 2 * time.Hour, "2026-10-25 02:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			loc := zone(t, test.zone)
			got, err := shop(t).AddBusiness(at(t, test.from, loc).UTC(), test.add, loc)
			if err != nil {
				t.Fatal(err)
			}
			if text := got.In(loc).Format("2006-01-02 15:04"); text != test.want {
				t.Errorf("ends %s, want %s", text, test.want)
			}
		})
	}
}

func TestClosedDays(t *testing.T) {
	t.Parallel()
	lima := zone(t, "America/Lima")
	monday := at(t, "2026-12-07 18:00", lima)
	tests := []struct {
		name  string
		hours Hours
		want  string
	}{
		{"opens on a holiday", shop(t), "2026-12-08 10:00"},
		{"own closing day", shop(t, Date{2026, 12, 8}), "2026-12-09 10:00"},
		{"rests on holidays", shop(t).ClosedOnHolidays(mustNew(t, "PE", "")), "2026-12-10 10:00"},
	}
	for _, test := range tests {
		got, err := test.hours.AddBusiness(monday, 2*time.Hour, lima)
		if text := got.In(lima).Format("2006-01-02 15:04"); err != nil || text != test.want {
			t.Errorf("%s: ends %s, %v; want %s", test.name, text, err, test.want)
		}
	}
	if !shop(t).IsOpen(monday, lima) || shop(t).IsOpen(monday.Add(time.Hour), lima) {
		t.Error("open at 18:00, closed from 19:00 on")
	}
}

func TestNeverOpen(t *testing.T) {
	t.Parallel()
	empty, err := ParseHours(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := empty.AddBusiness(time.Unix(0, 0), time.Hour, time.UTC); !errors.Is(err, ErrNeverOpen) {
		t.Errorf("error %v, want ErrNeverOpen", err)
	}
	if _, err := shop(t).AddBusiness(time.Unix(0, 0), -time.Hour, time.UTC); !errors.Is(err, ErrHours) {
		t.Errorf("negative: error %v, want ErrHours", err)
	}
}

func TestAllDay(t *testing.T) {
	t.Parallel()
	hours, err := ParseHours(map[string][]string{"sat": {"00:00-24:00"}, "sun": {"00:00-24:00"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	santiago := zone(t, "America/Santiago")
	// Sunday 6 September 2026 has 23 hours there.
	got, err := hours.AddBusiness(at(t, "2026-09-05 00:00", santiago), 47*time.Hour, santiago)
	if text := got.Format("2006-01-02 15:04"); err != nil || text != "2026-09-07 00:00" {
		t.Errorf("the weekend ends %s, %v", text, err)
	}
}

func TestParseHoursRefuses(t *testing.T) {
	t.Parallel()
	for name, week := range map[string]map[string][]string{
		"unknown day":     {"lunes": {"09:00-13:00"}},
		"no dash":         {"mon": {"09:00"}},
		"no colon":        {"mon": {"9-13"}},
		"words":           {"mon": {"aa:bb-cc:dd"}},
		"backwards":       {"mon": {"13:00-09:00"}},
		"empty interval":  {"mon": {"09:00-09:00"}},
		"past midnight":   {"mon": {"22:00-24:01"}},
		"minute 60":       {"mon": {"09:60-13:00"}},
		"one-digit":       {"mon": {"09:5-13:00"}},
		"negative":        {"mon": {"-1:00-13:00"}},
		"overlap":         {"mon": {"09:00-13:00", "12:00-15:00"}},
		"same start":      {"mon": {"09:00-13:00", "09:00-10:00"}},
		"negative minute": {"mon": {"09:-1-13:00"}},
	} {
		if _, err := ParseHours(week, nil); !errors.Is(err, ErrHours) {
			t.Errorf("%s: error %v, want ErrHours", name, err)
		}
	}
}
