package hooks

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"escucha/internal/casework"
	"escucha/internal/measure"
)

// measureCommand makes the figures of every case anew and says how many.
func measureCommand(app core.App, g *casework.Engine) *cobra.Command {
	return &cobra.Command{Use: "measure", Args: cobra.NoArgs, SilenceUsage: true, Short: "Measure every case anew for the reports (JSON)",
		RunE: func(cmd *cobra.Command, _ []string) error {
			done, err := measure.Store{Engine: g}.Rebuild(app)
			if err != nil {
				return err
			}
			counts := map[string]int{"cases": done.Cases}
			for _, table := range []string{"measures", "moments", "snapshots"} {
				var n int
				if err := app.ConcurrentDB().Select("COUNT(*)").From(table).Row(&n); err != nil {
					return fmt.Errorf("count %s: %w", table, err)
				}
				counts[table] = n
			}
			return json.NewEncoder(cmd.OutOrStdout()).Encode(counts)
		}}
}
