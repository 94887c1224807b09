package seed

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	weekly "escucha/domain/review"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/review"
)

// agreed is what the shop decided in a meeting. Days is how long somebody has
// for it; without owner it waits to be completed. Done is how it turned out.
type agreed struct {
	text, kind, cause, owner, done string
	days                           int
}

// meetings of the last weeks, the running one last.
var meetings = []struct {
	minutes string
	present []string
	agreed  []agreed
}{
	{"Se revisaron los pedidos que llegaron incompletos. Despacho contó que la lista de armado no se firma los sábados.",
		[]string{"graciela", "ines", "tomas", "ruben"}, []agreed{
			{"Firmar la lista de armado de cada pedido antes de cargarlo", "process", "delivery", "tomas", "La lista se firma en cada carga desde el lunes.", 7},
			{"Guía de armado con fotos dentro de cada caja de aparador", "product", "training", "ruben", "", 21}}},
	{"Se escuchó a los clientes que llamaron dos veces por lo mismo. El equipo pidió ver en la ficha lo que se prometió.",
		[]string{"graciela", "ines", "tomas", "lucia"}, []agreed{
			{"Llamar al cliente el día anterior a cada entrega", "call", "communication", "ines", "", 10},
			{"Repasar cada semana, diez minutos, cómo se da una mala noticia", "training", "communication", "graciela", "", 14}}},
	{"", []string{"graciela", "ines", "tomas", "ruben"}, []agreed{
		{"Mínimo de 40 juegos de separadores; se avisa al bajar de 60", "process", "delivery", "tomas", "", 4},
		{"Toda llamada del sábado queda anotada en Escucha", "process", "communication", "", "", 0}}},
}

// meet holds the meetings, each on the Monday after its week; the last one is
// still open.
func (w *world) meet() error {
	if n, err := w.app.CountRecords(records.Reviews); err != nil || n > 0 {
		return err // cases are added to a shop that has met
	}
	week := weekly.Current(calendar.DateIn(w.o.Now, w.zone))
	for range len(meetings) - 1 {
		week = week.Before()
	}
	for i := range meetings {
		at, last := week.Last().AddDays(1).StartIn(w.zone).Add(17*time.Hour), i == len(meetings)-1
		if w.clock.Set(at); last {
			w.clock.Set(w.o.Now)
		}
		if last || at.After(w.born.AddDate(0, 0, 7)) { // else there was no shop yet
			if err := w.hold(i, week, at, last); err != nil {
				return fmt.Errorf("week %s: %w", week, err)
			}
		}
		week = weekly.Of(week.Last().AddDays(1))
	}
	w.clock.Set(w.o.Now)
	return nil
}

func (w *world) hold(i int, week weekly.Week, at time.Time, open bool) error {
	m, host := meetings[i], w.agents["graciela"]
	var present []string
	for _, key := range m.present {
		present = append(present, w.agents[key].ID)
	}
	values := map[string]any{"week": week.String(), "host": host.ID, "held_at": records.Stamp(at), "attendees": present, "minutes": m.minutes}
	r, err := w.g.Create(w.app, records.Reviews, values, host)
	if err != nil {
		return err
	}
	for n, d := range m.agreed {
		if err := w.decide(r.Id, d, n == 0, week); err != nil {
			return err
		}
	}
	if open {
		return nil
	}
	r, err = w.app.FindRecordById(records.Reviews, r.Id)
	if err != nil {
		return err
	}
	r.Set("status", review.Closed)
	if err := w.save(r, host); err != nil {
		return err
	}
	return w.carryOut(m.agreed)
}

// decide notes one decision, the first of a meeting about a case of its week.
func (w *world) decide(meeting string, d agreed, ofCase bool, week weekly.Week) error {
	values := map[string]any{"review": meeting, "text": d.text, "kind": d.kind, "cause": d.cause}
	if d.owner != "" {
		values["owner"], values["due"] = w.agents[d.owner].ID, calendar.DateIn(w.clock.Now(), w.zone).AddDays(d.days).String()
	}
	if ofCase {
		found, err := w.app.FindRecordsByFilter(records.Complaints, "cause = {:cause} && confidential = false && received_at < {:to}", "-received_at", 1, 0,
			map[string]any{"cause": d.cause, "to": records.Stamp(week.Last().EndIn(w.zone))})
		if err != nil {
			return err
		}
		if len(found) > 0 {
			values["complaint"] = found[0].Id
		}
	}
	_, err := w.g.Create(w.app, records.Decisions, values, w.agents["graciela"])
	return err
}

// carryOut: of what was decided, what was done a few days later.
func (w *world) carryOut(list []agreed) error {
	for _, d := range list {
		if d.done == "" {
			continue
		}
		w.clock.Set(w.clock.Now().AddDate(0, 0, 4))
		a, err := w.app.FindFirstRecordByFilter(records.Actions, "source = 'meeting' && title = {:title}", map[string]any{"title": d.text})
		if err != nil {
			return fmt.Errorf("action %q: %w", d.text, err)
		}
		a.Set("status", "done")
		a.Set("outcome", d.done)
		if err := w.save(a, w.agents[d.owner]); err != nil {
			return err
		}
	}
	return nil
}

// save changes a row in somebody's name.
func (w *world) save(r *core.Record, by complaint.Actor) error {
	casework.SetActor(r, by)
	if err := w.app.Save(r); err != nil {
		return fmt.Errorf("change %s: %w", r.Collection().Name, err)
	}
	return nil
}
