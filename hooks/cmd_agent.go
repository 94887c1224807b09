package hooks

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"escucha/internal/records"
)

// agentCommand adds a person to the desk: escucha agent create EMAIL PASSWORD.
func agentCommand(app core.App) *cobra.Command {
	var name, role string
	create := &cobra.Command{Use: "create EMAIL PASSWORD", Args: cobra.ExactArgs(2), SilenceUsage: true, Short: "Add a person to the desk",
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := app.FindCollectionByNameOrId(records.Agents)
			if err != nil {
				return fmt.Errorf("create agent: %w", err)
			}
			r := core.NewRecord(c)
			r.Load(map[string]any{"name": name, "role": role, "active": true, "verified": true, "locale": "es"})
			r.SetEmail(args[0])
			r.SetPassword(args[1])
			if err := app.Save(r); err != nil {
				return fmt.Errorf("create agent %s: %w", args[0], err)
			}
			cmd.Println(r.Id)
			return nil
		}}
	create.Flags().StringVar(&name, "name", "Agente", "name as customers read it")
	create.Flags().StringVar(&role, "role", "agent", "agent, lead, supervisor, admin, integration or auditor")
	agent := &cobra.Command{Use: "agent", Short: "People at the desk"}
	agent.AddCommand(create)
	return agent
}
