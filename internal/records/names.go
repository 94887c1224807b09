// Package records is the only place that knows the names of collections and
// of the fields that rules need: it turns stored rows into values of the domain
// and back.
package records

// Collections.
const (
	Agents      = "agents"
	Areas       = "areas"
	Attachments = "attachments"
	Books       = "books"
	Business    = "business"
	Causes      = "causes"
	Channels    = "channels"
	Complaints  = "complaints"
	Customers   = "customers"
	Drafts      = "drafts"
	Events      = "events"
	FollowUps   = "follow_ups"
	Holidays    = "holidays"
	Messages    = "messages"
	Options     = "options"
	Outbox      = "outbox"
	Products    = "products"
	Profiles    = "profiles_legal"
	Proposals   = "proposals"
	Reminders   = "reminders"
	Rules       = "rules"
	Sequences   = "sequences"
	Statements  = "statements"
	Tags        = "tags"
	Tasks       = "tasks"
	Templates   = "templates"
	Urgencies   = "urgency_classes"
	Views       = "views"
)

// All lists the collections of the application.
func All() []string {
	return []string{Agents, Areas, Attachments, Books, Business, Causes, Channels, Complaints, Customers,
		Drafts, Events, FollowUps, Holidays, Messages, Options, Outbox, Products, Profiles, Proposals,
		Reminders, Rules, Sequences, Statements, Tags, Tasks, Templates, Urgencies, Views}
}
