package testapp

import (
	"fmt"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Ids of the shop of the tests. Agents are named after their role; Agent2 works
// in another area.
const (
	Sales      = "areasales000001"
	Shipping   = "areashipping001"
	Agent      = "agentagent00001"
	Agent2     = "agentagent00002"
	Lead       = "agentlead000001"
	Supervisor = "agentsuperv0001"
	Admin      = "agentadmin00001"
	Auditor    = "agentauditor001"
	Robot      = "agentrobot00001"
	Left       = "agentleft000001" // no longer active
	Superuser  = "superuser000001"
	Rosa       = "customerrosa001"
	Password   = "cuatro palabras largas"
)

// shop is Casa Nogal in Lima under the Peruvian book.
func shop(app core.App) error {
	rows := []struct {
		collection, id string
		values         map[string]any
	}{
		{records.Business, "businessnogal01", map[string]any{"name": "Casa Nogal", "legal_name": "Casa Nogal S.A.C.", "tax_id": "20600000001",
			"address": "Av. Los Nogales 1180, Lima", "phone": "(01) 900 0100", "email": "escucha@casanogal.example", "country": "PE",
			"legal_profile": "pe", "timezone": "America/Lima", "currency": "PEN", "language": "es", "register": "usted"}},
		{records.Books, "principal", map[string]any{"name": "Principal", "active": true}},
		{records.Areas, Sales, map[string]any{"name": "Tienda", "active": true}},
		{records.Areas, Shipping, map[string]any{"name": "Despachos", "active": true}},
		{records.Agents, Agent, person("Inés Paredes", "ines", "agent", Sales)},
		{records.Agents, Agent2, person("Tomás Villar", "tomas", "agent", Shipping)},
		{records.Agents, Lead, person("Rubén Chumpitaz", "ruben", "lead", Sales)},
		{records.Agents, Supervisor, person("Graciela Otoya", "graciela", "supervisor", "")},
		{records.Agents, Admin, person("Lucía Mendiburu", "lucia", "admin", "")},
		{records.Agents, Auditor, person("Óscar Lira", "oscar", "auditor", "")},
		{records.Agents, Robot, person("Pasarela", "robot", "integration", "")},
		{records.Agents, Left, left("Bruno Cárdenas", "bruno")},
		{records.Customers, Rosa, map[string]any{"name": "Rosa Elena Quispe Huamán", "document_type": "dni", "document_number": "40000142",
			"email": "rosa.quispe@correo.example", "phone": "+51 900 000 142", "language": "es"}},
		{core.CollectionNameSuperusers, Superuser, map[string]any{"email": "duena@casanogal.example", "password": Password}},
	}
	for _, row := range rows {
		if err := insert(app, row.collection, row.id, row.values); err != nil {
			return fmt.Errorf("%s %s: %w", row.collection, row.id, err)
		}
	}
	return nil
}

func person(name, mail, role, area string) map[string]any {
	return map[string]any{"name": name, "email": mail + "@casanogal.example", "password": Password, "role": role,
		"area": area, "active": true, "verified": true, "locale": "es"}
}

// left is somebody who led and has left.
func left(name, mail string) map[string]any {
	return with(person(name, mail, "admin", ""), map[string]any{"active": false})
}

func insert(app core.App, collection, id string, values map[string]any) error {
	c, err := app.FindCollectionByNameOrId(collection)
	if err != nil {
		return err
	}
	r := core.NewRecord(c)
	r.Load(values)
	r.Id = id
	return app.Save(r)
}

// Person is the account of somebody of the shop.
func (a *App) Person(t testing.TB, id string) *core.Record {
	t.Helper()
	collection := records.Agents
	if id == Superuser {
		collection = core.CollectionNameSuperusers
	}
	r, err := a.FindRecordById(collection, id)
	if err != nil {
		t.Fatalf("find %s: %v", id, err)
	}
	return r
}

// Actor is somebody of the shop as the rules see them.
func (a *App) Actor(t testing.TB, id string) complaint.Actor {
	t.Helper()
	return casework.AuthActor(a.Person(t, id))
}

// Token signs somebody of the shop in.
func (a *App) Token(t testing.TB, id string) string {
	t.Helper()
	token, err := a.Person(t, id).NewAuthToken()
	if err != nil {
		t.Fatalf("sign in %s: %v", id, err)
	}
	return token
}

// Filing is a complete complaint of Rosa, as staff takes it down.
func Filing() map[string]any {
	return map[string]any{"kind": "claim", "channel": "phone", "customer": Rosa,
		"narrative":        "El sábado 14 recibí la vajilla. Tres platos llegaron rotos y faltan dos tazas.",
		"goal":             "Recibir el pedido completo y en buen estado",
		"remedy_requested": "El juego completo, sin golpes", "reply_channel": "email"}
}

// File registers a complaint for an agent; extra fields replace those of Filing.
func (a *App) File(t testing.TB, who string, extra map[string]any) *core.Record {
	t.Helper()
	fields := Filing()
	for name, value := range extra {
		fields[name] = value
	}
	c, err := a.Engine.Create(a, records.Complaints, fields, a.Actor(t, who))
	if err != nil {
		t.Fatalf("file complaint: %v %v", err, casework.Codes(err))
	}
	return c
}

// Move moves a case and fails the test when it is refused.
func (a *App) Move(t testing.TB, id, who string, m casework.Move) *core.Record {
	t.Helper()
	c, err := a.Engine.Transition(a, id, m, a.Actor(t, who))
	if err != nil {
		t.Fatalf("move to %s: %v %v", m.To, err, casework.Codes(err))
	}
	if m.To == string(complaint.Resolved) {
		a.Courier(t) // it counts from when the letter left
		return a.Reload(t, c)
	}
	return c
}

// Reload reads a record as it is stored now.
func (a *App) Reload(t testing.TB, r *core.Record) *core.Record {
	t.Helper()
	fresh, err := a.FindRecordById(r.Collection().Name, r.Id)
	if err != nil {
		t.Fatalf("reload %s: %v", r.Id, err)
	}
	return fresh
}
