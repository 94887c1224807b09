package customer_test

import (
	"maps"
	"testing"

	"escucha/domain/customer"
)

// TestReturn: a case closed on 1 March, and purchases on every side of the windows.
func TestReturn(t *testing.T) {
	t.Parallel()
	closed := day(t, "2026-03-01")
	rows := []struct {
		name  string
		after []int // days after the closing, oldest first
		today int
		days  int
		count map[int]int
		due   []bool // 30, 90, 180
	}{
		{"nothing yet", nil, 10, 0, map[int]int{}, []bool{false, false, false}},
		{"only before and on the day", []int{-5, 0}, 300, 0, map[int]int{}, []bool{true, true, true}},
		{"the next day", []int{1}, 300, 1, map[int]int{30: 1, 90: 1, 180: 1}, []bool{true, true, true}},
		{"on day 30", []int{30}, 30, 30, map[int]int{30: 1, 90: 1, 180: 1}, []bool{false, false, false}},
		{"the window of 30 is over on day 31", nil, 31, 0, map[int]int{}, []bool{true, false, false}},
		{"on day 31", []int{31}, 91, 31, map[int]int{90: 1, 180: 1}, []bool{true, true, false}},
		{"on days 90 and 91", []int{90, 91}, 180, 90, map[int]int{90: 1, 180: 2}, []bool{true, true, false}},
		{"on days 180 and 181", []int{180, 181}, 181, 180, map[int]int{180: 1}, []bool{true, true, true}},
		{"after all windows", []int{200}, 300, 200, map[int]int{}, []bool{true, true, true}},
	}
	for _, row := range rows {
		var bought []customer.Purchase
		for _, days := range row.after {
			bought = append(bought, customer.Purchase{Day: closed.AddDays(days), Amount: 1, Currency: "PEN"})
		}
		got := customer.Return(closed, closed.AddDays(row.today), bought)
		if got.Days != row.days || !maps.Equal(got.Count, row.count) {
			t.Errorf("%s: %+v, want %d days, %v", row.name, got, row.days, row.count)
		}
		for i, window := range customer.Windows() {
			if got.Due[window] != row.due[i] {
				t.Errorf("%s: window of %d over is %v", row.name, window, got.Due[window])
			}
		}
	}
}
