package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		r, err := refs(app, "complaints", "agents", "channels")
		if err != nil {
			return err
		}
		for _, create := range []func(core.App, map[string]*core.Collection) error{
			createStatements, createMessages, createProposals, createTasks, createReminders, createDrafts,
		} {
			if err := create(app, r); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		return drop(app, "drafts", "follow_ups", "reminders", "tasks", "options", "proposals", "attachments", "messages", "statements")
	})
}

// createStatements: the version of the team, in the words of whoever attended.
func createStatements(app core.App, r map[string]*core.Collection) error {
	_, err := build(app, "statements",
		[]string{"CREATE INDEX idx_statements_complaint ON statements (complaint, created)"},
		needed(one(r["complaints"], "complaint")), one(r["agents"], "author"),
		&core.TextField{Name: "text", Required: true, Max: 100_000}, date("created"))
	return err
}

func createMessages(app core.App, r map[string]*core.Collection) error {
	messages, err := build(app, "messages",
		[]string{
			"CREATE INDEX idx_messages_complaint ON messages (complaint, created)",
			"CREATE INDEX idx_messages_message_id ON messages (message_id)",
		},
		needed(one(r["complaints"], "complaint")),
		&core.SelectField{Name: "direction", Required: true, MaxSelect: 1, Values: []string{"in", "out", "note"}},
		&core.SelectField{Name: "purpose", MaxSelect: 1, Values: []string{"reply", "receipt", "paraphrase", "information", "proposal",
			"letter", "closing", "apology", "started", "progress", "transfer", "extension", "note", "call", "customer", "reopening", "withdrawal", "void"}},
		one(r["channels"], "channel"), text("from", 300), text("to", 300), text("subject", 500),
		&core.TextField{Name: "text", Required: true, Max: 1_000_000}, text("html", 1_000_000), text("template", 60),
		text("message_id", 300), text("in_reply_to", 300), one(r["agents"], "author"), date("sent_at"),
		pick("delivery", "queued", "sent", "failed", "delivered", "none"), date("created"))
	if err != nil {
		return err
	}
	_, err = build(app, "attachments",
		[]string{"CREATE INDEX idx_attachments_complaint ON attachments (complaint, created)"},
		needed(one(r["complaints"], "complaint")), one(messages, "message"),
		&core.SelectField{Name: "kind", Required: true, MaxSelect: 1, Values: []string{"evidence", "letter", "recording", "other"}},
		&core.FileField{Name: "file", Required: true, MaxSelect: 1, MaxSize: 20 << 20, Protected: true},
		text("name", 300), count("size"), text("digest", 64), one(r["agents"], "author"), flag("from_customer"), date("created"))
	return err
}

// createProposals: a solution put to the customer, with the alternatives to
// choose from.
func createProposals(app core.App, r map[string]*core.Collection) error {
	proposals, err := build(app, "proposals",
		[]string{
			"CREATE INDEX idx_proposals_complaint ON proposals (complaint, created)",
			"CREATE INDEX idx_proposals_expiry ON proposals (status, expires)",
		},
		needed(one(r["complaints"], "complaint")),
		&core.SelectField{Name: "status", MaxSelect: 1, Values: []string{"draft", "sent", "accepted", "refused", "expired"}},
		text("customer_text", 20_000), pick("eta_kind", "real", "none"), date("eta"), text("eta_basis", 2000),
		flag("temporary"), date("starts"), date("ends"), date("sent_at"), date("expires"),
		one(r["channels"], "accepted_channel"), text("accepted_words", 2000), date("answered_at"),
		text("refusal_reason", 20_000), text("preferred_solution", 20_000), flag("preferred_refused"),
		pick("preferred_decision", "accept", "partly", "cannot"), text("preferred_reason", 5000),
		one(r["agents"], "author"), date("created"), updated())
	if err != nil {
		return err
	}
	_, err = build(app, "options",
		[]string{"CREATE INDEX idx_options_proposal ON options (proposal, position)"},
		needed(one(proposals, "proposal")), &core.TextField{Name: "text", Required: true, Max: 5000},
		number("cost"), text("benefit", 2000), flag("chosen"), count("position"))
	return err
}

func createTasks(app core.App, r map[string]*core.Collection) error {
	proposals, err := app.FindCollectionByNameOrId("proposals")
	if err != nil {
		return err
	}
	_, err = build(app, "tasks",
		[]string{
			"CREATE INDEX idx_tasks_complaint ON tasks (complaint, created)",
			"CREATE INDEX idx_tasks_due ON tasks (assignee, pending, due)",
		},
		needed(one(r["complaints"], "complaint")), one(proposals, "proposal"),
		&core.TextField{Name: "title", Required: true, Max: 500}, one(r["agents"], "assignee"),
		date("due"), date("done_at"), flag("pending"), date("created"))
	return err
}

// createReminders: everything that falls due, found by one index.
func createReminders(app core.App, r map[string]*core.Collection) error {
	if _, err := build(app, "reminders",
		[]string{
			"CREATE INDEX idx_reminders_due ON reminders (pending, due)",
			"CREATE INDEX idx_reminders_assignee ON reminders (assignee, pending, due)",
			"CREATE INDEX idx_reminders_complaint ON reminders (complaint, pending)",
		},
		one(r["complaints"], "complaint"), &core.TextField{Name: "kind", Required: true, Max: 40}, one(r["agents"], "assignee"),
		&core.DateField{Name: "due", Required: true}, date("notified_at"), date("done_at"), flag("pending"),
		text("outcome", 500), text("note", 2000), date("created")); err != nil {
		return err
	}
	_, err := build(app, "follow_ups",
		[]string{"CREATE INDEX idx_follow_ups_complaint ON follow_ups (complaint, created)"},
		needed(one(r["complaints"], "complaint")), count("attempt"), flag("contacted"), pick("satisfied", "yes", "no"),
		pick("recurred", "yes", "no"), pick("solved", "yes", "no"), one(r["channels"], "channel"), text("note", 20_000),
		one(r["agents"], "agent"), date("created"))
	return err
}

// createDrafts: what somebody was writing, by person and place.
func createDrafts(app core.App, r map[string]*core.Collection) error {
	_, err := build(app, "drafts",
		[]string{"CREATE UNIQUE INDEX idx_drafts_place ON drafts (agent, key)"},
		needed(one(r["agents"], "agent")), &core.TextField{Name: "key", Required: true, Max: 120}, raw("data", 2_000_000), updated())
	return err
}
