package complaint

import "slices"

// Role is what a person, a program or the clock may do.
type Role string

// The roles. Admin may do what a supervisor may, because the owner of a small
// shop is both; the second person that a denial needs is a rule of its own.
const (
	Agent       Role = "agent"
	Lead        Role = "lead"
	Supervisor  Role = "supervisor"
	Admin       Role = "admin"
	Integration Role = "integration"
	Auditor     Role = "auditor"
	Customer    Role = "customer"
	System      Role = "system"
)

// Actor is who asks for a change.
type Actor struct {
	ID   string // record id; empty for the clock
	Kind string // agent, superuser, customer, system: what the event says
	Role Role
	Area string // record id of the area of an agent
}

// Leads reports whether the actor decides above an agent (supervisor or admin).
func (a Actor) Leads() bool { return a.Role == Supervisor || a.Role == Admin }

// Heads reports whether the actor answers for an area or for more.
func (a Actor) Heads() bool { return a.Leads() || a.Role == Lead }

// Staff reports whether the actor works in the business.
func (a Actor) Staff() bool {
	return slices.Contains([]Role{Agent, Lead, Supervisor, Admin}, a.Role)
}

// agent is the id of somebody at the desk: only they can own a case.
func (a Actor) agent() string {
	if a.Kind == "agent" {
		return a.ID
	}
	return ""
}

// holds reports whether the case is in the actor's hands: assigned to it, owned
// by it, of its area, or of nobody yet. Those who lead hold every case.
func (a Actor) holds(c Case) bool {
	if a.Leads() || !a.Staff() {
		return true
	}
	if a.ID != "" && (c.Assignee == a.ID || c.Owner == a.ID) {
		return true
	}
	if c.Area != "" && c.Area == a.Area {
		return true
	}
	return c.Assignee == "" && (c.Area == "" || a.Area == "")
}

// expand gives the roles that may do what the given role may: who leads may do
// what an agent does.
func expand(roles []Role) []Role {
	out := slices.Clone(roles)
	if slices.Contains(out, Agent) {
		out = append(out, Lead)
	}
	if slices.Contains(out, Agent) || slices.Contains(out, Lead) {
		out = append(out, Supervisor)
	}
	if slices.Contains(out, Supervisor) {
		out = append(out, Admin)
	}
	return out
}
