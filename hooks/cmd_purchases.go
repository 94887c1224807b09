package hooks

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"escucha/domain/purchase"
	"escucha/internal/casework"
	"escucha/internal/i18n"
	"escucha/internal/transfer"
)

// purchasesCommand is escucha purchases import FILE: what would become of it,
// or with --commit what did, as JSON. The program may be running meanwhile.
func purchasesCommand(app core.App, g *casework.Engine) *cobra.Command {
	o, columns := transfer.Options{By: casework.SystemActor(), Language: i18n.Default}, []string{}
	take := &cobra.Command{Use: "import FILE", Args: cobra.ExactArgs(1), SilenceUsage: true, Short: "Take in purchases from a CSV file (JSON)",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Columns = map[purchase.Field]string{}
			for _, one := range columns {
				field, header, _ := strings.Cut(one, "=")
				o.Columns[purchase.Field(field)] = header
			}
			result, err := importFile(app, g, args[0], o)
			if err != nil {
				return err
			}
			if err := json.NewEncoder(cmd.OutOrStdout()).Encode(result); err != nil {
				return fmt.Errorf("print result: %w", err)
			}
			return nil
		}}
	take.Flags().BoolVar(&o.Commit, "commit", false, "store them; without it nothing is stored")
	take.Flags().BoolVar(&o.MakeThem, "create-customers", false, "make the customers who are not known")
	take.Flags().StringArrayVar(&columns, "column", nil, "a field and its header, as in amount=Importe; may be repeated")
	cmd := &cobra.Command{Use: "purchases", Short: "What customers bought"}
	cmd.AddCommand(take)
	return cmd
}

func importFile(app core.App, g *casework.Engine, path string, o transfer.Options) (result *transfer.Result, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("import purchases: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return transfer.Purchases(app, g, file, o, nil)
}
