package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// OptionTexts are the alternatives of a proposal, numbered as offered.
func OptionTexts(app core.App, proposal string) ([]string, error) {
	var texts []string
	err := app.DB().Select("text").From(records.Options).Where(dbx.HashExp{"proposal": proposal}).OrderBy("position", "id").Column(&texts)
	if err != nil {
		return nil, fmt.Errorf("options of %s: %w", proposal, err)
	}
	for i := range texts {
		texts[i] = fmt.Sprintf("%d. %s", i+1, texts[i])
	}
	return texts, nil
}

func areaName(app core.App, id string) string {
	if id == "" {
		return ""
	}
	r, err := app.FindRecordById(records.Areas, id)
	if err != nil {
		return "" // the area was removed: nobody is named
	}
	return r.GetString("name")
}
