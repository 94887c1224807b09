package records

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
)

// Lists is what the rules need of the catalogues.
type Lists struct {
	UrgencyRank    map[string]int
	CauseNeedsText map[string]bool
}

// LoadLists reads the urgencies and causes.
func LoadLists(app core.App) (Lists, error) {
	out := Lists{UrgencyRank: map[string]int{}, CauseNeedsText: map[string]bool{}}
	var urgencies []struct {
		ID   string `db:"id"`
		Rank int    `db:"rank"`
	}
	if err := app.ConcurrentDB().Select("id", "rank").From(Urgencies).All(&urgencies); err != nil {
		return out, fmt.Errorf("load urgencies: %w", err)
	}
	for _, u := range urgencies {
		out.UrgencyRank[u.ID] = u.Rank
	}
	var causes []struct {
		ID string `db:"id"`
	}
	if err := app.ConcurrentDB().Select("id").From(Causes).Where(needsText).All(&causes); err != nil {
		return out, fmt.Errorf("load causes: %w", err)
	}
	for _, c := range causes {
		out.CauseNeedsText[c.ID] = true
	}
	return out, nil
}
