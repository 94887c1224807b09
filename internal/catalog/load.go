// Package catalog loads what a fresh install starts with: causes, urgencies,
// channels, jurisdiction profiles, templates and the text about personal data. Rows that exist are the
// owner's and are never touched.
package catalog

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/legal"
	"escucha/internal/records"
)

//go:embed lists.json templates.json consents.json
var files embed.FS

// Load inserts every row of the catalogues that is missing, in one transaction.
func Load(app core.App) error {
	return app.RunInTransaction(func(tx core.App) error {
		for _, load := range []func(core.App) error{loadLists, loadTemplates, loadConsents, loadProfiles} {
			if err := load(tx); err != nil {
				return err
			}
		}
		return nil
	})
}

func loadLists(app core.App) error {
	var lists map[string][]map[string]any
	if err := read("lists.json", &lists); err != nil {
		return err
	}
	for _, name := range []string{records.Causes, records.Urgencies, records.Channels} {
		for i, row := range lists[name] {
			row["position"], row["active"] = i+1, true
			if err := insert(app, name, fmt.Sprint(row["id"]), row); err != nil {
				return err
			}
		}
	}
	return nil
}

func loadTemplates(app core.App) error {
	var rows []map[string]any
	if err := read("templates.json", &rows); err != nil {
		return err
	}
	for _, row := range rows {
		if err := insert(app, records.Templates, fmt.Sprintf("%s-%s", row["code"], row["language"]), row); err != nil {
			return err
		}
	}
	return nil
}

// loadConsents: the text about personal data that a fresh install shows.
func loadConsents(app core.App) error {
	var rows []map[string]any
	if err := read("consents.json", &rows); err != nil {
		return err
	}
	for _, row := range rows {
		if err := insert(app, records.Consents, fmt.Sprintf("%s-%s", row["version"], row["language"]), row); err != nil {
			return err
		}
	}
	return nil
}

func loadProfiles(app core.App) error {
	for _, p := range legal.All() {
		data, err := json.Marshal(p)
		if err != nil {
			return fmt.Errorf("write profile %s: %w", p.Code, err)
		}
		row := map[string]any{"name_es": p.NameES, "name_en": p.NameEN, "country": p.Country, "region": p.Region,
			"data": string(data), "source": strings.Join(p.Sources, "; "), "verified_on": p.VerifiedOn.String()}
		if err := insert(app, records.Profiles, p.Code, row); err != nil {
			return err
		}
	}
	return nil
}

func read(name string, into any) error {
	data, err := files.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("parse %s: %w", name, err)
	}
	return nil
}

// insert adds a row with this id unless it is there already.
func insert(app core.App, collection, id string, row map[string]any) error {
	if _, err := app.FindRecordById(collection, id); err == nil {
		return nil
	}
	c, err := app.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return fmt.Errorf("load %s: %w", collection, err)
	}
	r := core.NewRecord(c)
	r.Load(row)
	r.Id = id
	if err := app.Save(r); err != nil {
		return fmt.Errorf("load %s %s: %w", collection, id, err)
	}
	return nil
}
