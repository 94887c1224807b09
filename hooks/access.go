package hooks

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// The fragments that every access rule is made of. An agent who has left keeps
// the account but is not active. A confidential case is seen by those named on
// it and by those who lead; `readers` holds their ids.
const (
	agent  = `@request.auth.collectionName = "agents" && @request.auth.active = true`
	worker = agent + ` && @request.auth.role != "auditor"`
	staff  = worker + ` && @request.auth.role != "integration"`
	leader = agent + ` && (@request.auth.role = "supervisor" || @request.auth.role = "admin")`
	admin  = agent + ` && @request.auth.role = "admin"`
	chief  = agent + ` && (@request.auth.role = "lead" || @request.auth.role = "supervisor" || @request.auth.role = "admin")`
	own    = agent + ` && agent = @request.auth.id`
	stays  = own + ` && @request.body.agent:changed = false`

	leads     = `@request.auth.role = "supervisor" || @request.auth.role = "admin"`
	openCase  = `(confidential = false || ` + leads + ` || readers ~ @request.auth.id)`
	openChild = `(complaint.confidential = false || ` + leads + ` || complaint.readers ~ @request.auth.id)`
	ofProfile = `(evidence_complaint.confidential = false || evidence_complaint = "" || ` + leads + ` || evidence_complaint.readers ~ @request.auth.id)`
	ofAny     = `(complaint = "" || ` + openChild + `)`
	heads     = `(@request.auth.role = "lead" || ` + leads + `)`
	ofOption  = `(proposal.complaint.confidential = false || ` + leads + ` || proposal.complaint.readers ~ @request.auth.id)`
)

// rules are the five doors of one collection; nil is closed to all but superusers.
type rules struct{ list, view, create, update, delete *string }

func door(rule string) *string { return &rule }

// same opens list and view alike.
func same(read string) rules { return rules{list: door(read), view: door(read)} }

func (r rules) creates(rule string) rules { r.create = door(rule); return r }
func (r rules) updates(rule string) rules { r.update = door(rule); return r }
func (r rules) deletes(rule string) rules { r.delete = door(rule); return r }

// access says who may do what with each collection. What a change must fulfil
// is not here: that is the workflow's, and it holds for everybody.
func access() map[string]rules {
	child := agent + " && " + openChild
	childWork := staff + " && " + openChild
	list := same(agent).creates(admin).updates(admin)
	return map[string]rules{
		records.Complaints:       same(agent + " && " + openCase).creates(worker).updates(staff + " && " + openCase).deletes(admin),
		records.Statements:       same(child).creates(childWork),
		records.Messages:         same(child).creates(worker + " && " + openChild),
		records.Attachments:      same(child).creates(worker + " && " + openChild),
		records.FollowUps:        same(child).creates(childWork),
		records.Proposals:        same(child).creates(childWork).updates(childWork),
		records.Options:          same(agent + " && " + ofOption).creates(staff + " && " + ofOption).updates(staff + " && " + ofOption).deletes(staff + " && " + ofOption),
		records.Tasks:            same(child).creates(childWork).updates(childWork),
		records.Surveys:          same(child).creates(childWork).updates(childWork),
		records.Loyalty:          same(agent + " && " + ofAny).creates(staff + " && " + ofAny).updates(staff + " && " + ofAny),
		records.Grants:           same(child).creates(childWork).updates(childWork),
		records.TimeEntries:      same(child).creates(childWork).updates(childWork + " && (" + heads + " || agent = @request.auth.id)"),
		records.Incidents:        same(child + " && (" + heads + " || agent = @request.auth.id)").creates(childWork),
		records.Actions:          same(agent + " && " + ofAny).creates(agent + " && " + heads + " && " + ofAny).updates(staff + " && " + ofAny + " && (" + heads + " || owner = @request.auth.id)"),
		records.Issues:           same(agent).creates(chief).updates(staff + " && (" + heads + " || owner = @request.auth.id)"),
		records.Outreach:         same(chief + " && " + ofAny),
		records.Rewards:          list,
		records.Reviews:          same(agent).creates(chief).updates(chief),
		records.Decisions:        same(agent + " && " + ofAny).creates(chief + " && " + ofAny).updates(chief + " && " + ofAny),
		records.Remarks:          same(agent + " && " + ofAny).creates(staff + " && " + ofAny),
		records.Posts:            same(child).creates(childWork).updates(childWork),
		records.Invitations:      same(own),
		records.Reminders:        same(child).creates(childWork).updates(childWork),
		records.Events:           same(agent + ` && ` + ofAny + ` && (type != "incident.noted" || ` + heads + ` || actor = @request.auth.id)`),
		records.Customers:        same(agent).creates(worker).updates(staff),
		records.Contacts:         same(agent).creates(worker).updates(staff).deletes(staff),
		records.Merges:           same(agent).creates(chief).updates(chief),
		records.Namesakes:        same(agent).creates(staff).deletes(chief),
		records.Purchases:        same(agent).creates(worker).updates(staff),
		records.Classifications:  same(agent).creates(staff),
		records.Behaviours:       same(child).creates(childWork),
		records.CustomerProfiles: same(agent + " && " + ofProfile).creates(staff + " && " + ofProfile).updates(leader + " && " + ofProfile),
		records.Alternatives:     same(agent).creates(staff).updates(chief),
		records.Plans:            same(agent).creates(chief).updates(chief),
		records.Ideas:            same(agent + " && " + ofAny).creates(staff + " && " + ofAny).updates(staff + " && " + ofAny + " && (" + heads + " || author = @request.auth.id)"),
		records.Trainings:        same(agent).creates(chief).updates(chief),
		records.Articles:         same(agent + ` && (status != "draft" || ` + heads + `)`).creates(chief).updates(chief),
		records.ArticleVersions:  same(chief),
		records.Activations:      same(agent + ` && (complaint = "" || ` + openChild + `)`).updates(childWork),
		records.Agents:           same(agent).creates(admin).updates(agent + ` && (id = @request.auth.id || @request.auth.role = "admin")`),
		records.Areas:            list,
		records.Causes:           list,
		records.Consents:         same(agent).creates(admin).updates(admin).deletes(admin),
		records.Erasures:         same(leader),
		records.Urgencies:        list,
		records.Channels:         list,
		records.Products:         list,
		records.Tags:             same(agent).creates(leader).updates(leader),
		records.Views:            same(agent + ` && (shared = true || agent = @request.auth.id)`).creates(own).updates(stays).deletes(agent + ` && (agent = @request.auth.id || (shared = true && (` + leads + `)))`),
		records.Books:            list,
		records.Campaigns:        same(chief).creates(admin).updates(admin),
		records.Schedules:        same(chief).creates(chief).updates(chief).deletes(chief),
		records.Templates:        same(agent).creates(leader).updates(leader),
		records.Profiles:         same(agent).updates(admin),
		records.Holidays:         same(agent).creates(admin).updates(admin).deletes(admin),
		records.Rules:            same(agent).creates(admin).updates(admin).deletes(admin),
		records.Business:         same(agent).updates(admin),
		records.Mailboxes:        same(admin).creates(admin).updates(admin),
		records.Mails:            same(staff + " && " + ofAny).updates(staff + " && " + ofAny),
		records.Notices:          same(own + " && " + ofAny).updates(stays + " && " + ofAny),
		records.Drafts:           same(own).creates(own).updates(stays).deletes(own),
		records.Outbox:           same(leader),
		records.Jobs:             same(leader),
		records.Sequences:        {},
	}
}

// AccessRules are the rules of every collection in the order list, view, create,
// update, delete; nil is closed to all but superusers.
func AccessRules() map[string][5]*string {
	out := map[string][5]*string{}
	for name, r := range access() {
		out[name] = [5]*string{r.list, r.view, r.create, r.update, r.delete}
	}
	return out
}

// applyAccess writes the rules into the collections where they differ: an edit
// in the admin UI lasts until the next start.
func applyAccess(app core.App) error {
	for name, r := range access() {
		c, err := app.FindCollectionByNameOrId(name)
		if err != nil {
			return fmt.Errorf("access rules of %s: %w", name, err)
		}
		if equal(c.ListRule, r.list) && equal(c.ViewRule, r.view) && equal(c.CreateRule, r.create) && equal(c.UpdateRule, r.update) && equal(c.DeleteRule, r.delete) {
			continue
		}
		c.ListRule, c.ViewRule, c.CreateRule, c.UpdateRule, c.DeleteRule = r.list, r.view, r.create, r.update, r.delete
		if err := app.Save(c); err != nil {
			return fmt.Errorf("access rules of %s: %w", name, err)
		}
	}
	return applySignIn(app)
}

// signIn: who has left does not sign in either.
const signIn = `active = true`

func applySignIn(app core.App) error {
	c, err := app.FindCollectionByNameOrId(records.Agents)
	if err != nil {
		return fmt.Errorf("sign-in rule of agents: %w", err)
	}
	if rule := signIn; !equal(c.AuthRule, &rule) {
		c.AuthRule = &rule
		if err := app.Save(c); err != nil {
			return fmt.Errorf("sign-in rule of agents: %w", err)
		}
	}
	return nil
}

func equal(a, b *string) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}
