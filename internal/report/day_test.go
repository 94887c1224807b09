package report

import (
	"testing"
	"time"

	"escucha/domain/calendar"
)

func TestDayMinutes(t *testing.T) {
	t.Parallel()
	lima, err := time.LoadLocation("America/Lima")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		name string
		week map[string][]string
		want int
	}{
		{"eight hours, Monday to Friday", map[string][]string{"mon": {"09:00-17:00"}, "tue": {"09:00-17:00"}, "wed": {"09:00-17:00"}, "thu": {"09:00-17:00"}, "fri": {"09:00-17:00"}}, 480},
		{"with a pause, and half of Saturday", map[string][]string{"mon": {"09:00-13:00", "15:00-19:00"}, "sat": {"09:00-13:00"}}, 360},
		{"never", map[string][]string{}, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			hours, err := calendar.ParseHours(row.week, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := dayMinutes(hours, calendar.Date{Year: 2026, Month: 11, Day: 23}, lima); got != row.want {
				t.Errorf("%d minutes, want %d", got, row.want)
			}
		})
	}
}
