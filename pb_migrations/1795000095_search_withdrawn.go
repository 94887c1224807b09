package pb_migrations

import (
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What was called back before it left was never said: no search finds it. And a
// receipt, which no search finds either, does not pass through the index at all.
func init() {
	m.Register(func(app core.App) error {
		withdrawn := "kind = 'message' AND record IN (SELECT id FROM messages WHERE delivery = 'withdrawn')"
		said, triggers := saidMessages()
		steps := append(messagesAre(said, triggers), strings.Split(strings.TrimSuffix(searchForget(withdrawn), ";\n"), ";\n")...)
		return runAll(app, append(steps, "DELETE FROM search_docs WHERE "+withdrawn))
	}, func(app core.App) error {
		before := searchSources[3]
		return runAll(app, append(messagesAre(before, before.triggers()), "DELETE FROM search_pending", "DELETE FROM search_docs",
			"INSERT INTO search_docs SELECT * FROM search_fill", "INSERT INTO search_index (search_index) VALUES ('rebuild')"))
	})
}

// saidMessages is what is found of the messages, and the triggers that keep it.
func saidMessages() (searchSource, []string) {
	s := searchSources[3]
	s.only = "@purpose != 'receipt' AND @delivery != 'withdrawn'"
	s.read = append(slices.Clone(s.read), "delivery")
	triggers := s.triggers()
	triggers[0] = trigger(s.table, "insert", " WHEN "+strings.ReplaceAll(s.only, "@", "new."), s.keep()+searchIndex(s.which("new")))
	return s, triggers
}

// messagesAre puts another source of messages, and its triggers, in the place of
// the one before.
func messagesAre(s searchSource, triggers []string) []string {
	sources := slices.Clone(searchSources)
	sources[3] = s
	steps := []string{"DROP TRIGGER search_messages_insert", "DROP TRIGGER search_messages_update", "DROP TRIGGER search_messages_delete",
		"DROP VIEW search_fill", "DROP VIEW search_source"}
	return append(append(steps, searchViews(sources)...), triggers...)
}
