package seed

import (
	"fmt"
	"math/rand/v2"
	"time"

	"escucha/domain/complaint"
)

// tale is one case: a story that happens to somebody, step by step.
type tale struct {
	Story
	index          int
	path           string // how it goes: solution, immediate, refused …
	customer       *customer
	product        string
	amount         float64
	order          string
	channel        string
	worker         complaint.Actor // who does the work in the area
	owner          complaint.Actor // who answers to the customer
	mood           int
	id             string // once it is filed
	asked          bool   // the survey was taken down
	filed          time.Time
	rng            *rand.Rand
	steps          []step
	at             time.Time // of the last step
	openerAndClose [2]string
}

// step is something that somebody does at a moment.
type step struct {
	name string
	at   time.Time
	do   func() error
}

// then adds a step so many working hours after the one before, give or take.
func (t *tale) then(hours float64, name string, do func() error) {
	t.at = worktime(t.at.Add(time.Duration(hours * (0.7 + 0.6*t.rng.Float64()) * float64(time.Hour))))
	t.steps = append(t.steps, step{name, t.at, do})
}

// elsewhen moves the last step to another hour of the day than that of an
// earlier one: who does not answer in the morning may in the afternoon.
func (t *tale) elsewhen(earlier int) {
	for t.at.Hour() == t.steps[earlier].at.Hour() {
		t.at = worktime(t.at.Add(2 * time.Hour))
	}
	t.steps[len(t.steps)-1].at = t.at
}

// online cases come from the form; the rest is taken down by somebody.
func (t *tale) online() bool { return t.channel == "portal" }

// tell makes the tale of a story that happens to a customer.
func (w *world) tell(i int, path string, s Story, filed time.Time) *tale {
	rng := rand.New(rand.NewPCG(w.o.Seed, uint64(i)+1))
	t := &tale{Story: s, index: i, path: path, rng: rng, filed: filed, at: filed, order: fmt.Sprintf("NV-%d", 20_100+rng.IntN(900))}
	t.customer = one(rng, w.customers)
	for range 40 { // a story told by a woman is hers
		if t.fits(t.customer) {
			break
		}
		t.customer = one(rng, w.customers)
	}
	thing := one(rng, s.Products)
	t.product, t.amount = thing.Text, thing.Amount
	t.channel = one(rng, []string{"portal", "portal", "portal", "phone", "phone", "counter", "email", "whatsapp", "letter", "social"})
	if path == "immediate" {
		t.channel = one(rng, []string{"phone", "counter"})
	}
	t.worker = w.agents[map[string]string{"Tienda": "ines", "Despachos": "tomas", "Taller": "ruben"}[s.Area]]
	t.owner, t.mood = t.worker, one(rng, []int{1, 2, 2, 2, 3, 3, 3, 3, 4, 2})
	if s.Area == "Tienda" || chance(rng, 55) {
		t.owner = w.agents["ines"]
	}
	t.openerAndClose = [2]string{one(rng, w.words.Openers), one(rng, w.words.Closers)}
	w.route(t)
	return t
}

// fits: some accounts say whether a woman or a man tells them.
func (t *tale) fits(c *customer) bool {
	switch t.ID {
	case "comedor-fecha", "trato-caja", "datos-compartidos":
		return c.woman
	case "numero-whatsapp":
		return !c.woman
	}
	return true
}

// fill puts the case's own values into a text.
func (w *world) fill(t *tale, text string) string {
	return fill(text, "producto", t.product, "pedido", t.order, "dia", w.words.day(t.filed.AddDate(0, 0, -1-t.index%6)), "nombre", t.customer.first,
		"objetivo", uncapital(t.Goal), "area", t.Area, "tarea", t.Task, "minutos", fmt.Sprint(3+t.index%9))
}

// narrative is the account in the customer's words.
func (w *world) narrative(t *tale) string {
	return t.openerAndClose[0] + sentence(w.fill(t, t.Narrative)) + w.fill(t, t.openerAndClose[1])
}
