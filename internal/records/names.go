// Package records is the only place that knows the names of collections and
// of the fields that rules need: it turns stored rows into values of the domain
// and back.
package records

// Collections.
const (
	Actions          = "actions" // corrective: so that it does not happen again
	Agents           = "agents"
	Areas            = "areas"
	Attachments      = "attachments"
	Behaviours       = "behaviours"
	Books            = "books"
	Business         = "business"
	Causes           = "causes"
	Channels         = "channels"
	Classifications  = "classifications"
	Complaints       = "complaints"
	CustomerProfiles = "profiles" // ways of behaving; those of the law are Profiles
	Customers        = "customers"
	Drafts           = "drafts"
	Events           = "events"
	FollowUps        = "follow_ups"
	Grants           = "grants"
	Holidays         = "holidays"
	Incidents        = "incidents"
	Messages         = "messages"
	Notices          = "notifications"
	Options          = "options"
	Outbox           = "outbox"
	Products         = "products"
	Profiles         = "profiles_legal"
	Proposals        = "proposals"
	Purchases        = "purchases"
	Reminders        = "reminders"
	Rewards          = "rewards"
	Rules            = "rules"
	Sequences        = "sequences"
	Statements       = "statements"
	Tags             = "tags"
	Tasks            = "tasks"
	Templates        = "templates"
	Urgencies        = "urgency_classes"
	Views            = "views"
)

// All lists the collections of the application.
func All() []string {
	return []string{Actions, Agents, Areas, Attachments, Behaviours, Books, Business, Causes, Channels, Classifications,
		Complaints, CustomerProfiles, Customers, Drafts, Events, FollowUps, Grants, Holidays, Incidents, Messages, Notices, Options,
		Outbox, Products, Profiles, Proposals, Purchases, Reminders, Rewards, Rules, Sequences, Statements, Tags, Tasks,
		Templates, Urgencies, Views}
}
