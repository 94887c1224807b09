package hooks

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"escucha/domain/calendar"
	"escucha/domain/legal"
	"escucha/internal/casework"
)

// deadlineCommand prints a legal date with its trace, as the product computes
// it: escucha deadline PROFILE DATE.
func deadlineCommand(app core.App) *cobra.Command {
	return &cobra.Command{Use: "deadline PROFILE DATE", Args: cobra.ExactArgs(2), SilenceUsage: true,
		Short: "Compute a legal date and say why it is that one (JSON)",
		RunE: func(cmd *cobra.Command, args []string) error {
			due, err := deadlineOf(app, args[0], args[1])
			if err != nil {
				return err
			}
			out := json.NewEncoder(cmd.OutOrStdout())
			out.SetIndent("", "  ")
			return out.Encode(map[string]any{"due": due.Due, "trace": due.Trace, "calendar": due.Version})
		}}
}

// deadlineOf computes the legal date of a filing on a civil date, at noon in the
// zone of the profile, with the owner's own profile and holidays.
func deadlineOf(app core.App, profile, date string) (calendar.Result, error) {
	p, err := casework.ProfileOf(app, profile)
	if err != nil {
		return calendar.Result{}, fmt.Errorf("deadline: %w", err)
	}
	day, err := calendar.Parse(date)
	if err != nil {
		return calendar.Result{}, fmt.Errorf("deadline: %w", err)
	}
	loc, err := time.LoadLocation(p.TZ)
	if err != nil {
		return calendar.Result{}, fmt.Errorf("deadline: zone of profile %s: %w", p.Code, err)
	}
	cal, err := casework.CalendarOf(app, p)
	if err != nil {
		return calendar.Result{}, fmt.Errorf("deadline: %w", err)
	}
	return legal.Due(p, day.StartIn(loc).Add(12*time.Hour), loc, cal)
}
