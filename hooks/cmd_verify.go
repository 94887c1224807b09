package hooks

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"escucha/internal/casework"
	"escucha/internal/measure"
	"escucha/internal/verify"
)

// verifyCommand recomputes chains and figures, replays events and compares: it
// exits non-zero when something does not add up.
func verifyCommand(app core.App, g *casework.Engine) *cobra.Command {
	all := false
	c := &cobra.Command{Use: "verify", Args: cobra.NoArgs, SilenceUsage: true, Short: "Check that nothing was changed behind the application's back (JSON)",
		RunE: func(cmd *cobra.Command, _ []string) error {
			report, err := verify.Run(app)
			if err != nil {
				return err
			}
			newest := verify.Newest
			if all {
				newest = 0
			}
			if err := verify.Measured(app, measure.Store{Engine: g}, newest, &report); err != nil {
				return err
			}
			return tellReport(cmd.OutOrStdout(), report)
		}}
	c.Flags().BoolVar(&all, "all", false, fmt.Sprintf("count the figures of every case again, not of the newest %d alone", verify.Newest))
	return c
}

// tellReport prints what was found; anything found is an error.
func tellReport(w io.Writer, report verify.Report) error {
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	if err := out.Encode(report); err != nil {
		return fmt.Errorf("print report: %w", err)
	}
	if len(report.Problems) > 0 {
		return fmt.Errorf("%d problems", len(report.Problems))
	}
	return nil
}
