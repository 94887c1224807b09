package pb_migrations

import (
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The full-text index: search_docs keeps the text of everything that is found,
// search_index its words, search_pending names the few documents whose words are
// not there yet: a search reads those as they are. Indexing each filing by itself
// made it a third slower; by the dozen it costs half. Triggers keep all three, so that they are right in the same
// transaction whoever writes: the record hooks, the engine's own rows, a purge,
// a script. The view search_source says what they should hold, search_fill in
// what order; the index is made anew and checked by them.
func init() {
	m.Register(func(app core.App) error {
		steps := append([]string{searchDocs, searchPending, searchWords, searchTerms, searchBatch,
			// What is erased leaves no words behind; small merges at each write.
			`INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1)`,
			`INSERT INTO search_index (search_index, rank) VALUES ('automerge', 8)`}, searchViews(searchSources)...)
		for _, s := range searchSources {
			steps = append(steps, s.triggers()...)
		}
		return runAll(app, append(append(steps, searchOptions()...), `INSERT INTO search_docs SELECT * FROM search_fill`,
			`INSERT INTO search_index (search_index) VALUES ('rebuild')`))
	}, func(app core.App) error {
		var steps []string
		for _, table := range []string{"customers", "complaints", "proposals", "messages", "options"} {
			for _, on := range []string{"insert", "update", "delete"} {
				steps = append(steps, "DROP TRIGGER search_"+table+"_"+on)
			}
		}
		return runAll(app, append(steps, "DROP VIEW search_fill", "DROP VIEW search_source",
			"DROP TABLE search_pending", "DROP TABLE search_terms", "DROP TABLE search_index", "DROP TABLE search_docs"))
	})
}

// runAll runs statements that have no parameters.
func runAll(app core.App, steps []string) error {
	for _, step := range steps {
		if _, err := app.DB().NewQuery(step).Execute(); err != nil {
			return fmt.Errorf("search index, %.60q: %w", step, err)
		}
	}
	return nil
}

// searchDocs: one row per thing found. Ids of one kind stand together and grow
// with time, so that the newest of a kind are read first without sorting.
const searchDocs = `CREATE TABLE search_docs (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL,
	complaint TEXT NOT NULL, at TEXT NOT NULL, title TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (kind, record))`

// searchPending: documents whose words are to be indexed with the next batch.
const searchPending = `CREATE TABLE search_pending (id INTEGER PRIMARY KEY)`

// searchBatch is the size of a batch, and what a search reads at most besides
// the index. In the order of ids: the index would write a segment at each step back.
const searchBatch = `CREATE TRIGGER search_pending_batch AFTER INSERT ON search_pending WHEN (SELECT COUNT(*) FROM search_pending) >= 64 BEGIN
	INSERT INTO search_index (rowid, title, name, body) SELECT d.id, d.title, d.name, d.body FROM search_pending p JOIN search_docs d ON d.id = p.id ORDER BY p.id;
	DELETE FROM search_pending;
END`

// searchWords: case and accents folded by the tokenizer, beginnings of two and
// three letters in an index of their own.
const searchWords = `CREATE VIRTUAL TABLE search_index USING fts5(title, name, body, content = 'search_docs', content_rowid = 'id',
	tokenize = "unicode61 remove_diacritics 2", prefix = '2 3')`

// searchTerms lists the words of the index in their order.
const searchTerms = `CREATE VIRTUAL TABLE search_terms USING fts5vocab('search_index', 'instance')`

// searchSource is what of a table is found by its words. The expressions are
// SQL; @ stands for the row.
type searchSource struct {
	kind, table             string
	base                    int // ids are above it
	complaint, at           string
	title, name, body, only string
	read                    []string // the columns that the expressions look at
}

// A customer who was merged into another one is not found. Neither are receipts:
// they say again what the case says, and every case has one.
var searchSources = []searchSource{
	{"customer", "customers", 1e12, "''", "@created", "''", "trim(@name || ' ' || @preferred_name)",
		"trim(@email || ' ' || @phone || ' ' || @document_number || ' ' || @address)", "@merged_into = ''",
		[]string{"name", "preferred_name", "email", "phone", "document_number", "address", "merged_into"}},
	{"complaint", "complaints", 2e12, "@id", "@received_at", "@goal",
		"trim(@number || ' ' || CASE WHEN json_valid(@customer_snapshot) THEN COALESCE(json_extract(@customer_snapshot, '$.name'), '') ELSE '' END)",
		"trim(@narrative || char(10) || @impact || char(10) || @remedy_requested || char(10) || @product_text, char(10))", "1",
		[]string{"goal", "number", "customer_snapshot", "narrative", "impact", "remedy_requested", "product_text", "received_at"}},
	{"proposal", "proposals", 3e12, "@complaint", "@created", "''", "''",
		"trim(@customer_text || char(10) || @eta_basis || char(10) || COALESCE((SELECT group_concat(text, char(10) ORDER BY position, id) FROM options WHERE proposal = @id), ''), char(10))", "1",
		[]string{"customer_text", "eta_basis"}},
	{"message", "messages", 4e12, "@complaint", "@created", "@subject", `CASE WHEN @direction = 'in' THEN @"from" ELSE '' END`, "@text", "@purpose != 'receipt'",
		[]string{"subject", "text", "from", "direction", "purpose"}},
}

// values are the columns of the document, read from a row.
func (s searchSource) values(row string) string {
	return strings.ReplaceAll(fmt.Sprintf("'%s', @id, %s, %s, %s, %s, %s", s.kind, s.complaint, s.at, s.title, s.name, s.body), "@", row)
}

// searchViews: search_source, and search_fill with an id for each.
func searchViews(sources []searchSource) []string {
	var rows, filled []string
	for _, s := range sources {
		rows = append(rows, "SELECT "+s.values("r.")+" FROM "+s.table+" r WHERE "+strings.ReplaceAll(s.only, "@", "r."))
		filled = append(filled, fmt.Sprintf(`SELECT %d + k.place, s.* FROM (SELECT r.id, row_number() OVER (ORDER BY %s, r.id) AS place FROM %s r) k
JOIN search_source s ON s.kind = '%s' AND s.record = k.id`, s.base, strings.ReplaceAll(s.at, "@", "r."), s.table, s.kind))
	}
	return []string{"CREATE VIEW search_source (kind, record, complaint, at, title, name, body) AS " + strings.Join(rows, "\nUNION ALL\n"),
		"CREATE VIEW search_fill (id, kind, record, complaint, at, title, name, body) AS " + strings.Join(filled, "\nUNION ALL\n")}
}

// The steps of the triggers. A condition names the documents in question.
func searchForget(which string) string {
	return "INSERT INTO search_index (search_index, rowid, title, name, body) SELECT 'delete', id, title, name, body FROM search_docs WHERE " + which +
		" AND id NOT IN (SELECT id FROM search_pending);\nDELETE FROM search_pending WHERE id IN (SELECT id FROM search_docs WHERE " + which + ");\n"
}

func searchIndex(which string) string {
	return "INSERT INTO search_pending (id) SELECT id FROM search_docs WHERE " + which + ";\n"
}

// keep stores what the new row says. The row's own values are used, not the
// view: these statements are compiled at every filing.
func (s searchSource) keep() string {
	return fmt.Sprintf(`INSERT INTO search_docs (id, kind, record, complaint, at, title, name, body)
	SELECT (SELECT COALESCE(MAX(id), %d) + 1 FROM search_docs WHERE id BETWEEN %d AND %d), %s WHERE %s
	ON CONFLICT (kind, record) DO UPDATE SET complaint = excluded.complaint, at = excluded.at, title = excluded.title, name = excluded.name, body = excluded.body;
`, s.base, s.base, s.base+999_999_999_999, s.values("new."), strings.ReplaceAll(s.only, "@", "new."))
}

func (s searchSource) which(row string) string {
	return "kind = '" + s.kind + "' AND record = " + row + ".id"
}

func trigger(table, on, when, body string) string {
	return "CREATE TRIGGER search_" + table + "_" + on + " AFTER " + strings.ToUpper(on) + " ON " + table + when + " BEGIN " + body + "END"
}

// triggers of the table itself. An update that leaves the text as it was costs a
// comparison.
func (s searchSource) triggers() []string {
	changed := make([]string, len(s.read))
	for i, column := range s.read {
		changed[i] = fmt.Sprintf(`old."%s" IS NOT new."%s"`, column, column)
	}
	gone := "DELETE FROM search_docs WHERE " + s.which("old")
	update := searchForget(s.which("old")) + gone + " AND NOT (" + strings.ReplaceAll(s.only, "@", "new.") + ");\n" + s.keep() + searchIndex(s.which("new"))
	return []string{
		trigger(s.table, "insert", "", s.keep()+searchIndex(s.which("new"))),
		trigger(s.table, "update", " WHEN "+strings.Join(changed, " OR "), update),
		trigger(s.table, "delete", "", searchForget(s.which("old"))+gone+";\n"),
	}
}

// searchOptions: the alternatives are found with their proposal. The view is not
// asked: the platform takes all views away while it changes a column.
func searchOptions() []string {
	renew := func(row string) string {
		which := "kind = 'proposal' AND record = " + row + ".proposal"
		body := strings.ReplaceAll(searchSources[2].body, "@", "p.")
		return searchForget(which) + "UPDATE search_docs SET body = (SELECT " + body + " FROM proposals p WHERE p.id = record) WHERE " + which +
			" AND EXISTS (SELECT 1 FROM proposals WHERE id = record);\n" + searchIndex(which)
	}
	return []string{
		trigger("options", "insert", "", renew("new")),
		trigger("options", "update", " WHEN old.text IS NOT new.text OR old.position IS NOT new.position OR old.proposal IS NOT new.proposal", renew("old")+renew("new")),
		trigger("options", "delete", "", renew("old")),
	}
}
