package hooks

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"escucha/internal/search"
)

// searchCommand is escucha search rebuild: the index made anew from the tables,
// when verify found that it differs. The program may be running meanwhile.
func searchCommand(app core.App) *cobra.Command {
	cmd := &cobra.Command{Use: "search", Short: "The full-text index"}
	cmd.AddCommand(&cobra.Command{Use: "rebuild", Args: cobra.NoArgs, SilenceUsage: true, Short: "Make the full-text index anew (JSON)",
		RunE: func(cmd *cobra.Command, _ []string) error {
			documents, err := search.Rebuild(app)
			if err != nil {
				return err
			}
			if err := json.NewEncoder(cmd.OutOrStdout()).Encode(map[string]int{"documents": documents}); err != nil {
				return fmt.Errorf("print result: %w", err)
			}
			return nil
		}})
	return cmd
}
