// Package labour says what the time of the team on a case costs the business.
// Noting it is voluntary, and nobody is judged by it (R089).
package labour

import "math"

// Most is how many minutes one entry can have: those of a day.
const Most = 24 * 60

// Sound reports whether somebody can have worked that many minutes: whole ones,
// at least one, at most a day.
func Sound(minutes float64) bool {
	return minutes == math.Trunc(minutes) && minutes >= 1 && minutes <= Most
}

// Rate is what an hour costs, in whole cents; 0 where the business set none.
func Rate(hour float64) float64 { return max(0, math.Round(hour*100)/100) }

// Cost of some minutes at what an hour costs, rounded to cents, half of one up.
// It is counted in cents, so that nothing is lost in between.
func Cost(minutes int, hour float64) float64 {
	return math.Floor((float64(minutes)*math.Round(hour*100)+30)/60) / 100
}
