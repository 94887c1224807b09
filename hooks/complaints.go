package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// bindComplaints: every door to a case.
func bindComplaints(app core.App, g *casework.Engine) {
	// Before a case is stored: number, key, dates, receipt and first event, or nothing.
	on(app.OnRecordCreate(records.Complaints), "complaints.file", g.FileComplaint)
	// What a filing has had validated before it took its turn to write.
	on(app.OnRecordValidate(records.Complaints), "complaints.valid", g.ValidOnce)
	// Before a change is stored: the rules, against the row as it is now.
	on(app.OnRecordUpdate(records.Complaints), "complaints.change", g.ChangeComplaint)
	// Before tags are stored: no tag that is no longer offered.
	on(app.OnRecordCreate(records.Complaints), "complaints.tags.file", g.OfferedTags)
	on(app.OnRecordUpdate(records.Complaints), "complaints.tags.change", g.OfferedTags)
	// Inside of that: what the case says of its customer.
	on(app.OnRecordUpdate(records.Complaints), "complaints.customer", g.CaseOfCustomer)
	// Inside of all: whoever loses sight of a case is told to read again.
	on(app.OnRecordUpdate(records.Complaints), "complaints.hidden", tellHidden)
	// Before a case is deleted: not until its retention ends.
	on(app.OnRecordDelete(records.Complaints), "complaints.forget", g.ForgetComplaint)
}

// bindCasework: what a case consists of.
func bindCasework(app core.App, g *casework.Engine) {
	on(app.OnRecordCreate(records.Statements), "statements.give", g.GiveStatement)
	on(app.OnRecordCreate(records.Messages), "messages.keep", g.KeepMessage)
	on(app.OnRecordCreate(records.Messages), "messages.contact", g.ContactOfCustomer)
	on(app.OnRecordCreate(records.Attachments), "attachments.keep", g.KeepAttachment)
	on(app.OnRecordCreate(records.FollowUps), "follow_ups.make", g.FollowUp)
	on(app.OnRecordCreate(records.Tasks), "tasks.add", g.AddTask)
	on(app.OnRecordUpdate(records.Tasks), "tasks.finish", g.FinishTask)
	on(app.OnRecordCreate(records.Reminders), "reminders.add", g.AddReminder)
	on(app.OnRecordUpdate(records.Reminders), "reminders.change", g.ChangeReminder)
	written := []string{records.Statements, records.Messages, records.Attachments, records.FollowUps}
	on(app.OnRecordUpdate(written...), "written.update", g.AppendOnly)
	kept := append(written, records.Tasks, records.Reminders, records.Proposals, records.Customers)
	on(app.OnRecordDelete(kept...), "kept.delete", g.Kept)
}

// bindOffers: proposals and the alternatives in them.
func bindOffers(app core.App, g *casework.Engine) {
	on(app.OnRecordCreate(records.Proposals), "proposals.draft", g.DraftProposal)
	on(app.OnRecordUpdate(records.Proposals), "proposals.answer", g.AnswerProposal)
	on(app.OnRecordUpdate(records.Proposals), "proposals.wish", g.WishOfCustomer)
	on(app.OnRecordCreate(records.Options), "options.create", g.GuardOption)
	on(app.OnRecordUpdate(records.Options), "options.update", g.GuardOption)
	on(app.OnRecordDelete(records.Options), "options.delete", g.GuardOption)
}

// bindGrants: gestures beyond the solution, and what may be given.
func bindGrants(app core.App, g *casework.Engine) {
	on(app.OnRecordCreate(records.Rewards), "rewards.create", g.SoundReward)
	on(app.OnRecordUpdate(records.Rewards), "rewards.change", g.SoundReward)
	on(app.OnRecordCreate(records.Grants), "grants.make", g.MakeGrant)
	on(app.OnRecordUpdate(records.Grants), "grants.answer", g.AnswerGrant)
	on(app.OnRecordDelete(records.Grants, records.Rewards), "grants.kept", g.Kept)
}

// bindJournal: what only the application writes.
func bindJournal(app core.App, g *casework.Engine) {
	own := []string{records.Events, records.Outbox, records.Sequences, records.Jobs}
	on(app.OnRecordCreate(own...), "journal.create", g.EngineOnly)
	on(app.OnRecordUpdate(own...), "journal.update", g.EngineOnly)
	on(app.OnRecordDelete(own...), "journal.delete", g.EngineOnly)
	on(app.OnRecordCreate(records.Notices), "notices.create", g.EngineOnly)
	on(app.OnRecordUpdate(records.Notices), "notices.read", g.ReadNotice)
	on(app.OnRecordDelete(records.Notices), "notices.delete", g.EngineOnly)
}

// bindPeople: customers and agents.
func bindPeople(app core.App, g *casework.Engine) {
	on(app.OnRecordCreate(records.Customers), "customers.keep", g.KeepCustomer)
	on(app.OnRecordUpdate(records.Customers), "customers.change", g.KeepCustomer)
	on(app.OnRecordCreate(records.Contacts), "contacts.keep", g.KeepContact)
	on(app.OnRecordUpdate(records.Contacts), "contacts.change", g.KeepContact)
	on(app.OnRecordDelete(records.Contacts), "contacts.drop", g.DropContact)
	on(app.OnRecordUpdate(records.Agents), "agents.guard", g.GuardAgent)
	on(app.OnRecordCreate(records.Views), "views.create", g.KeepView)
	on(app.OnRecordUpdate(records.Views), "views.update", g.KeepView)
}

// bindCustomers: what is known of them beyond their data.
func bindCustomers(app core.App, g *casework.Engine) {
	on(app.OnRecordCreate(records.Purchases), "purchases.keep", g.KeepPurchase)
	on(app.OnRecordUpdate(records.Purchases), "purchases.change", g.KeepPurchase)
	on(app.OnRecordDelete(records.Purchases), "purchases.drop", g.DropPurchase)
	on(app.OnRecordCreate(records.Classifications), "classifications.correct", g.Classify)
	on(app.OnRecordCreate(records.Behaviours), "behaviours.note", g.NoteBehaviour)
	on(app.OnRecordCreate(records.CustomerProfiles), "profiles.suggest", g.SuggestProfile)
	on(app.OnRecordUpdate(records.CustomerProfiles), "profiles.judge", g.JudgeProfile)
	on(app.OnRecordCreate(records.Incidents), "incidents.note", g.NoteIncident)
	on(app.OnRecordUpdate(records.Classifications, records.Behaviours, records.Incidents), "observed.update", g.AppendOnly)
	on(app.OnRecordDelete(records.Classifications, records.Behaviours, records.CustomerProfiles, records.Incidents), "observed.delete", g.Kept)
	// Before a draft is stored: of each field the later word.
	on(app.OnRecordCreate(records.Drafts), "drafts.begin", g.KeepDraft)
	on(app.OnRecordUpdate(records.Drafts), "drafts.merge", g.KeepDraft)
}

// bindSettings: the owner's choices, and that decisions read them afresh.
func bindSettings(app core.App, g *casework.Engine) {
	on(app.OnRecordCreate(records.Books), "books.create", g.SoundBook)
	on(app.OnRecordUpdate(records.Books), "books.change", g.SoundBook)
	on(app.OnRecordCreate(records.Rules), "rules.ease", g.EaseRule)
	on(app.OnRecordUpdate(records.Rules), "rules.change", g.EaseRule)
	on(app.OnRecordDelete(records.Rules), "rules.restore", g.RestoreRule)
	on(app.OnRecordCreate(records.Business), "business.one", g.OneBusiness)
	on(app.OnRecordDelete(records.Business), "business.keep", g.KeepBusiness)
	sound := []string{records.Business, records.Profiles, records.Holidays}
	on(app.OnRecordCreate(sound...), "settings.create", g.SoundSettings)
	on(app.OnRecordUpdate(sound...), "settings.update", g.SoundSettings)
	read := []string{records.Business, records.Profiles, records.Holidays, records.Rules, records.Causes, records.Channels, records.Urgencies, records.Books,
		records.Templates, records.Agents, records.Areas}
	on(app.OnRecordAfterCreateSuccess(read...), "settings.created", g.Settings)
	on(app.OnRecordAfterUpdateSuccess(read...), "settings.updated", g.Settings)
	on(app.OnRecordAfterDeleteSuccess(read...), "settings.deleted", g.Settings)
}
