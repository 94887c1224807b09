package hooks

import (
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"
)

// AddCommands adds the commands of the application to those of PocketBase.
func AddCommands(app core.App, root *cobra.Command) {
	root.AddCommand(deadlineCommand(), verifyCommand(app), agentCommand(app))
}
