package search

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
)

// Rebuild makes the index anew from the tables, in one transaction, and tells
// how many documents it holds.
func Rebuild(app core.App) (documents int, err error) {
	err = app.RunInTransaction(func(tx core.App) error {
		for _, step := range []string{"DELETE FROM search_pending", "DELETE FROM search_docs",
			"INSERT INTO search_docs SELECT * FROM search_fill", "INSERT INTO search_index (search_index) VALUES ('rebuild')"} {
			if _, err := tx.DB().NewQuery(step).Execute(); err != nil {
				return fmt.Errorf("rebuild search index: %w", err)
			}
		}
		return tx.DB().NewQuery("SELECT COUNT(*) FROM search_docs").Row(&documents)
	})
	return documents, err
}
