package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		c := core.NewBaseCollection("complaints")
		for _, add := range []func(core.App, *core.Collection) error{
			complaintFiling, complaintTriage, complaintFinding, complaintEnding, complaintKept,
		} {
			if err := add(app, c); err != nil {
				return err
			}
		}
		c.Indexes = complaintIndexes()
		if err := app.Save(c); err != nil {
			return err
		}
		c.Fields.Add(many(c, "linked"), one(c, "merged_into"))
		return app.Save(c)
	}, func(app core.App) error { return drop(app, "complaints") })
}

// refs finds the collections that relations point at.
func refs(app core.App, names ...string) (map[string]*core.Collection, error) {
	out := map[string]*core.Collection{}
	for _, name := range names {
		c, err := app.FindCollectionByNameOrId(name)
		if err != nil {
			return nil, fmt.Errorf("find collection %s: %w", name, err)
		}
		out[name] = c
	}
	return out, nil
}

// complaintFiling: what arrives with the filing.
func complaintFiling(app core.App, c *core.Collection) error {
	r, err := refs(app, "books", "channels", "customers", "products")
	if err != nil {
		return err
	}
	c.Fields.Add(
		&core.TextField{Name: "number", Max: 40, Presentable: true},
		&core.TextField{Name: "tracking_key", Max: 40, Hidden: true},
		pick("kind", "petition", "grievance", "claim", "suggestion"), text("legal_kind", 40), text("legal_profile", 40),
		one(r["books"], "book"), one(r["channels"], "channel"), pick("source", "online", "staff", "api", "paper", "backup_book", "import"),
		text("external_id", 120), one(r["customers"], "customer"), raw("customer_snapshot", 20_000), text("anonymous_reason", 500),
		text("narrative", 1_000_000), raw("points", 200_000), text("goal", 2000), text("impact", 5000), text("since_when", 500),
		one(r["products"], "product"), text("product_text", 300), number("amount"), text("currency", 3), text("remedy_requested", 20_000),
		pick("language", "es", "en"), pick("reply_channel", "email", "letter", "phone", "whatsapp", "counter"),
		count("mood_start"), count("mood_end"), text("folio", 60), text("paper_book", 60))
	return nil
}

// complaintTriage: severity, urgency, who has it, what comes next.
func complaintTriage(app core.App, c *core.Collection) error {
	r, err := refs(app, "urgency_classes", "areas", "agents")
	if err != nil {
		return err
	}
	c.Fields.Add(
		pick("severity", "low", "medium", "high", "critical"), pick("safety", "yes", "no"), pick("data_loss", "yes", "no"),
		one(r["urgency_classes"], "urgency"), text("urgency_reason", 1000), pick("lane", "normal", "attend_now"),
		one(r["areas"], "area"), one(r["agents"], "assignee"), one(r["agents"], "owner"), one(r["agents"], "supervisor"),
		pick("stage", "received", "assessing", "investigating", "waiting_customer", "proposed", "executing",
			"denial_review", "resolved", "closed", "disputed", "voided"), date("stage_since"),
		text("next_step", 1000), date("next_step_due"),
		count("escalation_level"), text("escalation_reason", 5000), text("escalation_request", 5000),
		text("transfer_reason", 5000), text("transfer_summary", 20_000),
		flag("confidential"), text("confidential_reason", 5000), many(r["agents"], "watchers"), flag("person_only"),
		one(r["agents"], "received_by"))
	return nil
}

// complaintFinding: what was understood, found and decided.
func complaintFinding(app core.App, c *core.Collection) error {
	r, err := refs(app, "causes", "channels")
	if err != nil {
		return err
	}
	c.Fields.Add(
		text("paraphrase", 5000), date("understanding_confirmed_at"), one(r["channels"], "understanding_channel"),
		text("understanding_waived_reason", 2000), one(r["causes"], "cause"), text("cause_detail", 5000),
		text("cause_public", 20_000), text("actions_public", 20_000),
		pick("fault", "company", "customer", "shared", "third_party", "misunderstanding", "undetermined"),
		text("explanation", 20_000), text("evidence_note", 20_000), text("no_evidence_reason", 5000),
		text("alternatives", 20_000), text("no_alternative_reason", 5000), text("denial_letter", 50_000), text("denial_by", 40),
		text("review_reason", 5000), date("apology_given_at"), one(r["channels"], "apology_channel"),
		text("information_requested", 5000), text("information_reason", 5000), date("information_until"),
		one(r["channels"], "acceptance_channel"), date("acceptance_at"),
		text("temporary_alternative", 5000), date("temporary_from"), date("temporary_until"), number("temporary_cost"), date("temporary_closed_at"))
	return nil
}

// complaintEnding: how it was answered, closed, reopened, disputed.
func complaintEnding(app core.App, c *core.Collection) error {
	r, err := refs(app, "channels")
	if err != nil {
		return err
	}
	c.Fields.Add(
		pick("resolution_kind", "solution", "partial", "misunderstanding", "agreement", "denial", "withdrawal"),
		pick("closing_kind", "confirmed", "unreachable", "informed_unsatisfied", "withdrawal"),
		text("learning", 5000), flag("thanked_orally"), text("second_review", 20_000), flag("external_ways_told"),
		text("reopen_reason", 20_000), text("withdrawal_words", 20_000), one(r["channels"], "withdrawal_channel"), text("void_reason", 5000),
		text("authority", 300), text("authority_case", 120), date("authority_served_at"), date("authority_due"),
		text("authority_outcome", 20_000), date("authority_compliance"),
		date("extension_until"), text("extension_reason", 5000))
	return nil
}

// complaintKept: what the application keeps by itself.
func complaintKept(_ core.App, c *core.Collection) error {
	c.Fields.Add(
		date("received_at"), date("legal_due"), date("internal_due"), raw("due_trace", 100_000), date("first_contact_at"),
		date("resolved_at"), date("closed_at"), date("reopened_at"), count("reopen_count"), flag("imported"),
		date("retention_until"), flag("open"), text("queue_key", 40), text("readers", 1000), count("version"), updated())
	return nil
}

// complaintIndexes serve the lists of the desk: each is held by a test that
// reads the query plan.
func complaintIndexes() []string {
	return []string{
		"CREATE UNIQUE INDEX idx_complaints_number ON complaints (number)",
		"CREATE UNIQUE INDEX idx_complaints_key ON complaints (tracking_key)",
		"CREATE INDEX idx_complaints_queue ON complaints (open, queue_key)",
		"CREATE INDEX idx_complaints_stage ON complaints (stage, queue_key)",
		"CREATE INDEX idx_complaints_owner ON complaints (owner, open, queue_key)",
		"CREATE INDEX idx_complaints_assignee ON complaints (assignee, open, queue_key)",
		"CREATE INDEX idx_complaints_area ON complaints (area, open, queue_key)",
		"CREATE INDEX idx_complaints_legal_due ON complaints (open, legal_due)",
		"CREATE INDEX idx_complaints_next_due ON complaints (open, next_step_due)",
		"CREATE INDEX idx_complaints_customer ON complaints (customer, received_at)",
		"CREATE UNIQUE INDEX idx_complaints_external ON complaints (source, external_id) WHERE external_id != ''",
	}
}
