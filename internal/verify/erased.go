package verify

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/privacy"
)

// checkErased holds what is left of those who were erased against what may be.
func checkErased(app core.App, report *Report) error {
	left, err := privacy.Leftovers(app)
	for _, one := range left {
		report.add("", "not_erased", one.Collection+"."+one.Field, "", one.Row)
	}
	return err
}
