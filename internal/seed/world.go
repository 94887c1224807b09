package seed

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/clock"
	"escucha/internal/records"
)

// world is the shop while its past is written.
type world struct {
	app       core.App
	g         *casework.Engine
	o         Options
	clock     *clock.Clock
	zone      *time.Location
	stories   []Story
	words     words
	agents    map[string]complaint.Actor // by first name in the address
	areas     map[string]string          // ids by name
	customers []*customer
	password  string
	people    []string
	told      map[string]int      // how often each story was used
	tags      map[string][]string // ids by story
	series    int                 // of the receipts of its till: a second shop in one database has its own
	born      time.Time           // when the shop opens its first book
}

// customer is a person who buys there; stored when the first case is filed.
type customer struct {
	id, name, first, email string
	woman                  bool
	fields                 map[string]any
}

func newWorld(app core.App, g *casework.Engine, o Options) (*world, error) {
	w := &world{app: app, g: g, o: o, agents: map[string]complaint.Actor{}, areas: map[string]string{}, told: map[string]int{}, tags: map[string][]string{}}
	var err error
	if w.stories, w.words, err = load(); err != nil {
		return nil, err
	}
	if w.zone, err = time.LoadLocation("America/Lima"); err != nil {
		return nil, fmt.Errorf("zone of the shop: %w", err)
	}
	w.o.Now = o.Now.In(w.zone)
	w.born = w.o.Now.AddDate(0, 0, -o.Days-2)
	w.clock = clock.At(w.born)
	w.customers = w.invite(rand.New(rand.NewPCG(o.Seed, 0)))
	return w, nil
}

// open makes the business, its areas and people where they are missing.
func (w *world) open() error {
	if err := w.business(); err != nil {
		return err
	}
	for _, name := range []string{"Tienda", "Despachos", "Taller"} {
		r, err := w.ensure(records.Areas, "name", name, map[string]any{"active": true})
		if err != nil {
			return err
		}
		w.areas[name] = r.Id
	}
	for _, one := range tags {
		r, err := w.ensure(records.Tags, "name", one.name, map[string]any{"active": true})
		if err != nil {
			return err
		}
		for _, story := range one.stories {
			w.tags[story] = append(w.tags[story], r.Id)
		}
	}
	for _, one := range gestures {
		if _, err := w.ensure(records.Rewards, "name", one.name, map[string]any{"kind": one.kind, "cost": one.cost, "currency": "PEN", "unlimited": one.stock == 0,
			"stock": one.stock, "limit_agent": 80, "limit_lead": 150, "conditions": one.conditions, "active": true}); err != nil {
			return err
		}
	}
	w.password = strings.Join([]string{security.RandomStringWithAlphabet(5, letters), security.RandomStringWithAlphabet(5, letters), security.RandomStringWithAlphabet(5, letters)}, "-")
	made := false
	for _, p := range staff {
		r, fresh, err := w.hire(p)
		if err != nil {
			return err
		}
		made = made || fresh
		w.agents[p.key] = casework.AuthActor(r)
	}
	if !made {
		w.password = ""
	}
	return w.prepare()
}

// tags are the shop's own words for what it wants to find again, with the
// stories that they are put on.
var tags = []struct {
	name    string
	stories []string
}{
	{"Daño en el traslado", []string{"vajilla-rota", "colchon-mojado", "rayado-transporte"}},
	{"Fecha incumplida", []string{"sofa-no-llega", "comedor-fecha"}},
	{"Compra para un evento", []string{"sillas-evento", "vajilla-rota"}},
}

// gestures are what the shop may give besides the solution.
var gestures = []struct {
	name, kind, conditions string
	cost, stock            int
}{
	{"Cuenco del taller", "gift", "Se entrega envuelto, con una nota de quien atendió.", 45, 14},
	{"Entrega y armado en casa", "service", "De lunes a viernes, dentro de Lima.", 90, 0},
	{"Saldo a favor", "credit", "Sin vencimiento y sin compra mínima.", 120, 0},
}

// letters that nobody reads wrong.
const letters = "abcdefghjkmnpqrstuvwxyz23456789"

// staff are the people of Casa Nogal.
var staff = []struct{ key, name, role, area string }{
	{"ines", "Inés Paredes", "lead", "Tienda"},
	{"tomas", "Tomás Villar", "agent", "Despachos"},
	{"ruben", "Rubén Chumpitaz", "agent", "Taller"},
	{"graciela", "Graciela Otoya", "supervisor", ""},
	{"lucia", "Lucía Mendiburu", "admin", ""},
}

func (w *world) hire(p struct{ key, name, role, area string }) (*core.Record, bool, error) {
	email := p.key + "@casanogal.example"
	w.people = append(w.people, email)
	if r, err := w.app.FindAuthRecordByEmail(records.Agents, email); err == nil {
		return r, false, nil
	}
	r, err := w.g.Create(w.app, records.Agents, map[string]any{"name": p.name, "email": email, "password": w.password, "role": p.role,
		"area": w.areas[p.area], "active": true, "verified": true, "locale": "es", "position": w.words.Positions[p.key]}, casework.SystemActor())
	return r, true, err
}

// business: Casa Nogal in Lima, unless somebody set up another one.
func (w *world) business() error {
	n, err := w.app.CountRecords(records.Business)
	if err != nil {
		return fmt.Errorf("count businesses: %w", err)
	}
	if n == 0 {
		_, err = w.g.Create(w.app, records.Business, map[string]any{"name": "Casa Nogal", "legal_name": "Casa Nogal S.A.C.", "tax_id": "20600000001",
			"address": "Av. Los Nogales 1180, Lima", "phone": "(01) 900 0100", "whatsapp": "+51 900 900 100", "email": "escucha@casanogal.example",
			"country": "PE", "legal_profile": "pe", "timezone": "America/Lima", "currency": "PEN", "language": "es", "register": "usted",
			"hours": `{"mon":["09:00-19:00"],"tue":["09:00-19:00"],"wed":["09:00-19:00"],"thu":["09:00-19:00"],"fri":["09:00-19:00"],"sat":["09:00-19:00"]}`}, casework.SystemActor())
	}
	if err != nil {
		return err
	}
	books, err := w.app.CountRecords(records.Books)
	if err != nil || books > 0 {
		return err
	}
	_, err = w.g.Create(w.app, records.Books, map[string]any{"id": "principal", "name": "Casa Nogal S.A.C.", "address": "Av. Los Nogales 1180, Lima", "active": true}, casework.SystemActor())
	return err
}

// ensure finds a row by one of its fields, or makes it.
func (w *world) ensure(collection, field, value string, more map[string]any) (*core.Record, error) {
	if r, err := w.app.FindFirstRecordByFilter(collection, field+" = {:v}", dbx.Params{"v": value}); err == nil {
		return r, nil
	}
	more[field] = value
	return w.g.Create(w.app, collection, more, casework.SystemActor())
}

// invite makes up the customers: fewer than cases, because some come back.
func (w *world) invite(rng *rand.Rand) []*customer {
	var out []*customer
	for i := range max(1, w.o.Cases*2/3) {
		out = append(out, w.person(rng, i))
	}
	return out
}

func (w *world) person(rng *rand.Rand, i int) *customer {
	c := &customer{woman: chance(rng, 55)}
	names := w.words.Men
	if c.woman {
		names = w.words.Women
	}
	c.first = one(rng, names)
	father, mother := one(rng, w.words.Surnames), one(rng, w.words.Surnames)
	c.name = c.first + " " + father + " " + mother
	plain := strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n", " ", ".").Replace(strings.ToLower(c.first + " " + father))
	c.email = fmt.Sprintf("%s%d@correo.example", strings.NewReplacer("Á", "a", "Ó", "o", "Ñ", "n").Replace(plain), i+1)
	c.fields = map[string]any{"name": c.name, "document_type": "dni", "document_number": fmt.Sprintf("%08d", 40_000_000+rng.IntN(9_000_000)),
		"email": c.email, "phone": fmt.Sprintf("+51 9%02d 000 %03d", rng.IntN(100), rng.IntN(1000)), "language": "es",
		"address": fmt.Sprintf("%s %d, %s", one(rng, w.words.Streets), 100+rng.IntN(1900), one(rng, w.words.Districts))}
	if chance(rng, 15) {
		c.fields["notes_handling"] = one(rng, w.words.Handling)
	}
	return c
}
