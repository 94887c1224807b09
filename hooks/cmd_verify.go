package hooks

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"escucha/internal/verify"
)

// verifyCommand recomputes chains, replays events and compares: it exits
// non-zero when something does not add up.
func verifyCommand(app core.App) *cobra.Command {
	return &cobra.Command{Use: "verify", Args: cobra.NoArgs, SilenceUsage: true, Short: "Check that nothing was changed behind the application's back (JSON)",
		RunE: func(cmd *cobra.Command, _ []string) error {
			report, err := verify.Run(app)
			if err != nil {
				return err
			}
			out := json.NewEncoder(cmd.OutOrStdout())
			out.SetIndent("", "  ")
			if err := out.Encode(report); err != nil {
				return fmt.Errorf("print report: %w", err)
			}
			if len(report.Problems) > 0 {
				return fmt.Errorf("%d problems", len(report.Problems))
			}
			return nil
		}}
}
