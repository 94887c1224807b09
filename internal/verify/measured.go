package verify

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/measure"
	months "escucha/internal/report"
)

// Newest is how many cases Measured looks at unless it is asked for all.
const Newest = 1000

// Measured adds what the tables of the reports say otherwise than the records of
// the newest cases, of all of them if newest is 0, and what is kept of any month
// otherwise than its cases. escucha measure mends both.
func Measured(app core.App, s measure.Store, newest int, report *Report) error {
	n, err := s.Check(app, newest, func(d measure.Difference) { report.add(d.Complaint, "measure", d.Column, d.Want, d.Have) })
	if err != nil {
		return fmt.Errorf("verify figures: %w", err)
	}
	report.Measured = n
	err = months.Check(app, s.Engine, func(d months.Differing) { report.add("", "month", d.Month+" "+d.Source+" "+d.Column, d.Want, d.Have) })
	if err != nil {
		return fmt.Errorf("verify months: %w", err)
	}
	return nil
}
