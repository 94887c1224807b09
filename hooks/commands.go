package hooks

import (
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"escucha/internal/casework"
)

// AddCommands adds the commands of the application to those of PocketBase.
func AddCommands(app core.App, root *cobra.Command, g *casework.Engine) {
	root.AddCommand(deadlineCommand(app), verifyCommand(app, g), agentCommand(app), seedCommand(app, g), searchCommand(app), purchasesCommand(app, g), measureCommand(app, g))
}
