package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A voucher is handed over one day and used on another: both are on record.
func init() {
	m.Register(func(app core.App) error {
		grants, err := app.FindCollectionByNameOrId("grants")
		if err != nil {
			return err
		}
		if status, ok := grants.Fields.GetByName("status").(*core.SelectField); ok {
			status.Values = []string{"pending", "approved", "refused", "delivered", "redeemed"}
		}
		grants.Fields.Add(text("redemption_note", 2000), date("redeemed_at"))
		return app.Save(grants)
	}, func(app core.App) error {
		grants, err := app.FindCollectionByNameOrId("grants")
		if err != nil {
			return err
		}
		if _, err := app.DB().NewQuery("UPDATE grants SET status = 'delivered' WHERE status = 'redeemed'").Execute(); err != nil {
			return fmt.Errorf("take back what was redeemed: %w", err)
		}
		if status, ok := grants.Fields.GetByName("status").(*core.SelectField); ok {
			status.Values = []string{"pending", "approved", "refused", "delivered"}
		}
		grants.Fields.RemoveByName("redemption_note")
		grants.Fields.RemoveByName("redeemed_at")
		return app.Save(grants)
	})
}
