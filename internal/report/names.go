package report

import (
	"fmt"

	"escucha/internal/records"
)

// named are the splits whose groups are rows of a catalogue; the others are
// words of ours, with the beginning of their keys in the texts.
var (
	catalogued = map[string]string{"area": records.Areas, "agent": records.Agents, "cause": records.Causes, "product": records.Products, "channel": records.Channels}
	worded     = map[string]string{"kind": "kind.", "profile": "desk.profile.", "type": "desk.type."}
)

// names are what the groups of a split are called, by key.
func (c *counter) names(by string) (map[string]string, error) {
	table := catalogued[by]
	if table == "" {
		return map[string]string{}, nil
	}
	column := "name"
	if by == "cause" || by == "channel" {
		column = "name_es AS name"
		if c.ask.Language == "en" {
			column = "COALESCE(NULLIF(name_en, ''), name_es) AS name"
		}
	}
	var rows []struct {
		ID   string `db:"id"`
		Name string `db:"name"`
	}
	if err := c.app.ConcurrentDB().Select("id", column).From(table).All(&rows); err != nil {
		return nil, fmt.Errorf("report names of %s: %w", table, err)
	}
	out := map[string]string{}
	for _, row := range rows {
		out[row.ID] = row.Name
	}
	return out, nil
}

// label is what one group is called.
func (c *counter) label(by, key string, names map[string]string) string {
	if key == "" {
		return c.texts.T(c.ask.Language, "reports.group.none", nil)
	}
	if prefix := worded[by]; prefix != "" {
		if by == "type" {
			prefix += c.ask.Criterion + "."
		}
		return c.texts.T(c.ask.Language, prefix+key, nil)
	}
	if names[key] == "" {
		return key
	}
	return names[key]
}
