package identity

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/customer"
	"escucha/internal/records"
)

// Of a name's words so many are looked for, in pairs, and of those found so many
// are compared.
const (
	mostWords = 6
	mostNamed = 200
)

// sameName finds the same name, and names in which two words of this one stand;
// which of those are near enough, customer.SameName says.
func sameName(app core.App, r *core.Record) ([]shared, error) {
	var rows, near []shared
	err := app.ConcurrentDB().Select("id", "('name') AS why").From(records.Customers).
		Where(dbx.HashExp{"name_key": r.GetString("name_key"), "merged_into": ""}).AndWhere(dbx.NewExp("name_key != ''")).Limit(mostDoubles + 1).All(&rows)
	if err != nil {
		return nil, err
	}
	match := pairs(r.GetString("name"))
	if match == "" {
		return rows, nil
	}
	err = app.ConcurrentDB().NewQuery(`SELECT d.record AS id, 'name' AS why FROM search_index CROSS JOIN search_docs d ON d.id = search_index.rowid
		WHERE search_index MATCH {:match} AND search_index.rowid BETWEEN 1000000000001 AND 1999999999999 LIMIT {:most}`).
		Bind(dbx.Params{"match": match, "most": mostNamed}).All(&near)
	if err != nil {
		return nil, err
	}
	waiting, err := notIndexed(app, r)
	return append(append(rows, near...), waiting...), err
}

// notIndexed are the few whose words are not in the index yet.
func notIndexed(app core.App, r *core.Record) ([]shared, error) {
	var rows []struct {
		ID   string `db:"record"`
		Name string `db:"name"`
	}
	err := app.ConcurrentDB().NewQuery("SELECT d.record, d.name FROM search_pending p CROSS JOIN search_docs d ON d.id = p.id WHERE d.kind = 'customer'").All(&rows)
	if err != nil {
		return nil, err
	}
	out := []shared{}
	for _, row := range rows {
		if customer.SameName(r.GetString("name"), row.Name) {
			out = append(out, shared{row.ID, "name"})
		}
	}
	return out, nil
}

// pairs is the query for names with any two of the words of this one.
func pairs(name string) string {
	words := []string{}
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) }) {
		if len(customer.NameWords(word)) > 0 && len(words) < mostWords {
			words = append(words, word)
		}
	}
	var out []string
	for i := range words {
		for _, other := range words[i+1:] {
			out = append(out, fmt.Sprintf(`("%s" AND "%s")`, words[i], other))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "name : (" + strings.Join(out, " OR ") + ")"
}
