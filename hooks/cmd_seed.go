package hooks

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"escucha/internal/casework"
	"escucha/internal/seed"
)

// seedCommand fills a database with a shop to try things in: escucha seed --demo.
func seedCommand(app core.App, g *casework.Engine) *cobra.Command {
	var demo bool
	var now string
	o := seed.Options{}
	cmd := &cobra.Command{Use: "seed --demo", Args: cobra.NoArgs, SilenceUsage: true, Short: "Fill a database with a shop to try things in (JSON)",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !demo {
				return errors.New("say --demo: the rows are made up and cannot be told from real ones afterwards")
			}
			if err := seedTime(&o, now); err != nil {
				return err
			}
			if err := errors.Join(app.RunAllMigrations(), Prepare(app)); err != nil {
				return fmt.Errorf("prepare database: %w", err)
			}
			result, err := seed.Run(app, g, o)
			if err != nil {
				return err
			}
			out := json.NewEncoder(cmd.OutOrStdout())
			out.SetIndent("", "  ")
			return out.Encode(result)
		}}
	f := cmd.Flags()
	f.BoolVar(&demo, "demo", false, "yes, fill it with made-up cases")
	f.Uint64Var(&o.Seed, "seed", 1, "the same number gives the same shop")
	f.IntVar(&o.Cases, "cases", 200, "how many cases")
	f.IntVar(&o.Days, "days", 90, "over how many days")
	f.StringVar(&now, "now", "", "where the story ends, RFC 3339 (default: now)")
	f.BoolVar(&o.Force, "force", false, "also when there are complaints already")
	return cmd
}

// seedTime reads the flags that need it.
func seedTime(o *seed.Options, now string) error {
	o.Now = time.Now()
	if now != "" {
		var err error
		if o.Now, err = time.Parse(time.RFC3339, now); err != nil {
			return fmt.Errorf("--now: %w", err)
		}
	}
	if o.Cases < 1 || o.Days < 1 {
		return errors.New("--cases and --days must be at least 1")
	}
	return nil
}
