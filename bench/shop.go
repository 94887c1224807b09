package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/hooks"
	"escucha/internal/casework"
	"escucha/internal/records"
	_ "escucha/pb_migrations"
)

// bare is the collection that the product is measured against: the columns,
// types and access rules of the complaints, the one index of the queue, and no
// hooks.
const bare = "bare"

// agents of the shop.
const agents = 8

// shop is what the measurements need to know of the database.
type shop struct {
	token    string // of an agent
	customer string
	agents   []string
	area     string
}

// makeShop builds a database with the real migrations, hooks and catalogues,
// one shop, and the bare collection beside the complaints.
func makeShop(dir string, public fs.FS) (shop, error) {
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir})
	if err := app.Bootstrap(); err != nil {
		return shop{}, fmt.Errorf("make database: %w", err)
	}
	defer closeApp(app)
	if err := app.RunAllMigrations(); err != nil {
		return shop{}, fmt.Errorf("make database: %w", err)
	}
	g, err := hooks.Register(app, hooks.Options{Public: public, Now: time.Now})
	if err != nil {
		return shop{}, fmt.Errorf("bind hooks (run from the root of the repository): %w", err)
	}
	if err := hooks.Prepare(app); err != nil {
		return shop{}, fmt.Errorf("load catalogues: %w", err)
	}
	s, err := open(app, g)
	if err != nil {
		return s, fmt.Errorf("open shop: %w", err)
	}
	return s, makeBare(app)
}

// closeApp checkpoints and closes the files; a failure shows as a database that
// cannot be opened afterwards.
func closeApp(app core.App) {
	if err := app.ClearBootstrap(); err != nil {
		fmt.Fprintln(os.Stderr, "close database:", err)
	}
}

// open stores the business, its people and one customer through the hooks.
func open(app core.App, g *casework.Engine) (shop, error) {
	var s shop
	var failed error
	save := func(collection string, values map[string]any) string {
		r, err := g.Create(app, collection, values, casework.SystemActor())
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("store in %s: %w", collection, err))
			return ""
		}
		return r.Id
	}
	save(records.Business, map[string]any{"name": "Casa Nogal", "country": "PE", "legal_profile": "pe", "timezone": "America/Lima",
		"currency": "PEN", "language": "es", "phone": "(01) 900 0100", "email": "escucha@casanogal.example"})
	save(records.Books, map[string]any{"id": "principal", "name": "Principal", "active": true})
	s.area = save(records.Areas, map[string]any{"name": "Tienda", "active": true})
	for i := range agents {
		s.agents = append(s.agents, save(records.Agents, map[string]any{"name": fmt.Sprintf("Agente %d", i+1), "role": "agent", "area": s.area,
			"email": fmt.Sprintf("agente%d@casanogal.example", i+1), "password": "cuatro palabras largas", "active": true, "verified": true, "locale": "es"}))
	}
	s.customer = save(records.Customers, map[string]any{"name": "Rosa Elena Quispe Huamán", "document_type": "dni", "document_number": "40000142",
		"email": "rosa.quispe@correo.example", "phone": "+51 900 000 142", "language": "es"})
	if failed != nil {
		return s, failed
	}
	agent, err := app.FindRecordById(records.Agents, s.agents[0])
	if err != nil {
		return s, fmt.Errorf("sign an agent in: %w", err)
	}
	s.token, err = agent.NewAuthToken()
	return s, err
}

// findShop is that of a database that a run before has made.
func findShop(dir string) (s shop, err error) {
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir})
	if err := app.Bootstrap(); err != nil {
		return s, fmt.Errorf("open database: %w", err)
	}
	defer closeApp(app)
	customer, err := app.FindFirstRecordByData(records.Customers, "document_number", "40000142")
	if err != nil {
		return s, fmt.Errorf("find customer: %w", err)
	}
	agent, err := app.FindFirstRecordByData(records.Agents, "email", "agente1@casanogal.example")
	if err != nil {
		return s, fmt.Errorf("find agent: %w", err)
	}
	s = shop{customer: customer.Id, agents: []string{agent.Id}, area: agent.GetString("area")}
	s.token, err = agent.NewAuthToken()
	return s, err
}

func makeBare(app core.App) error {
	ours, err := app.FindCollectionByNameOrId(records.Complaints)
	if err != nil {
		return fmt.Errorf("make bare collection: %w", err)
	}
	c := core.NewBaseCollection(bare)
	if c.Fields, err = ours.Fields.Clone(); err != nil {
		return fmt.Errorf("make bare collection: %w", err)
	}
	c.Indexes = []string{"CREATE INDEX idx_bare_queue ON bare (open, queue_key)"}
	c.ListRule, c.ViewRule, c.CreateRule = ours.ListRule, ours.ViewRule, ours.CreateRule
	if err := app.Save(c); err != nil {
		return fmt.Errorf("make bare collection: %w", err)
	}
	return nil
}
