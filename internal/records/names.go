// Package records is the only place that knows the names of collections and
// of the fields that rules need: it turns stored rows into values of the domain
// and back.
package records

// Collections.
const (
	Activations      = "activations"
	Actions          = "actions" // corrective: so that it does not happen again
	Agents           = "agents"
	Alternatives     = "alternatives"
	Areas            = "areas"
	Articles         = "articles"
	ArticleVersions  = "article_versions" // as each was, and who wrote it
	Attachments      = "attachments"
	Behaviours       = "behaviours"
	Books            = "books"
	Business         = "business"
	Campaigns        = "campaigns"
	Causes           = "causes"
	Channels         = "channels"
	Classifications  = "classifications"
	Complaints       = "complaints"
	Contacts         = "contacts"
	Consents         = "consents"
	CustomerProfiles = "profiles" // ways of behaving; those of the law are Profiles
	Customers        = "customers"
	Decisions        = "decisions" // of a weekly meeting
	Drafts           = "drafts"
	Erasures         = "erasures"
	Events           = "events"
	FollowUps        = "follow_ups"
	Grants           = "grants"
	Holidays         = "holidays"
	Ideas            = "ideas"
	Jobs             = "jobs"
	Loyalty          = "loyalty"
	Mailboxes        = "mailboxes"
	Mails            = "mails" // each as it came, and what was made of it
	Merges           = "merges"
	Incidents        = "incidents"
	Issues           = "issues"      // of the system: what several cases show
	Invitations      = "invitations" // to write a call down in the customer's own words
	Messages         = "messages"
	Namesakes        = "namesakes" // customers who look like one and are not
	Notices          = "notifications"
	Options          = "options"
	Outbox           = "outbox"
	Outreach         = "outreach" // whom we told of a corrective action
	Plans            = "plans"
	Posts            = "posts" // what a customer wrote in public
	Products         = "products"
	Profiles         = "profiles_legal"
	Proposals        = "proposals"
	Purchases        = "purchases"
	Remarks          = "remarks" // what the team says of a case in a meeting
	Reminders        = "reminders"
	Reviews          = "reviews" // weekly meetings
	Rewards          = "rewards"
	Rules            = "rules"
	Schedules        = "schedules" // reports that go out by mail
	Sequences        = "sequences"
	Statements       = "statements"
	Surveys          = "surveys"
	Tags             = "tags"
	Tasks            = "tasks"
	Templates        = "templates"
	TimeEntries      = "time_entries" // minutes that somebody spent on a case
	Trainings        = "trainings"
	Urgencies        = "urgency_classes"
	Views            = "views"
)

// All lists the collections of the application.
func All() []string {
	return []string{Actions, Activations, Agents, Alternatives, Areas, ArticleVersions, Articles, Attachments, Behaviours,
		Books, Business, Campaigns, Causes, Channels, Classifications, Complaints, Consents, Contacts, CustomerProfiles,
		Customers, Decisions, Drafts, Erasures, Events, FollowUps, Grants, Holidays, Ideas, Incidents, Invitations, Issues,
		Jobs, Loyalty, Mailboxes, Mails, Merges, Messages, Namesakes, Notices, Options, Outbox, Outreach, Plans, Posts,
		Products, Profiles, Proposals, Purchases, Remarks, Reminders, Reviews, Rewards, Rules, Schedules, Sequences,
		Statements, Surveys, Tags, Tasks, Templates, TimeEntries, Trainings, Urgencies, Views}
}
