package seed

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/catalog"
	"escucha/internal/records"
)

// known are ways of solving it that the shop has offered before.
var known = []struct {
	title, text, cause, product string
	cost                        float64
	temporary                   bool
}{
	{"Juego nuevo completo", "Le entregamos un juego nuevo y completo, embalado pieza por pieza, y recogemos el dañado.", "delivery", "vajilla", 120, false},
	{"Entrega en el horario que usted elija", "Se lo llevamos el día y en la franja de dos horas que a usted le convenga, también en sábado.", "delivery", "", 35, false},
	{"Reparación en su casa", "Un maestro de nuestro taller va a su casa y lo repara allí, sin costo.", "product_defect", "", 90, false},
	{"Cambio por otro igual", "Se lo cambiamos por otro igual y nuevo, revisado antes de salir.", "product_defect", "", 240, false},
	{"Devolución de lo pagado", "Le devolvemos lo que pagó, por el mismo medio y en un máximo de tres días hábiles.", "", "", 0, false},
	{"Explicación con las piezas delante", "Le explicamos el armado paso a paso, en la tienda o por videollamada, y le dejamos la guía por escrito.", "communication", "", 10, false},
	{"Préstamo de un mueble equivalente", "Le prestamos uno equivalente hasta que el suyo esté listo; lo llevamos y lo recogemos nosotros.", "", "", 60, true},
	{"Vajilla prestada para la fecha", "Le prestamos un juego completo para la fecha señalada y lo recogemos después.", "delivery", "vajilla", 45, true},
}

// prepare writes what the shop has ready for hard times.
func (w *world) prepare() error {
	for _, k := range known {
		if _, err := w.ensure(records.Alternatives, "title", k.title, map[string]any{"text": k.text, "cause": k.cause, "product_text": k.product, "cost": k.cost,
			"currency": "PEN", "temporary": k.temporary, "active": true}); err != nil {
			return err
		}
	}
	rows, err := catalog.Plans("es", w.agents["graciela"].ID)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if row["kind"] == "emergency" {
			reward, err := w.ensure(records.Rewards, "name", gestures[0].name, nil)
			if err != nil {
				return err
			}
			row["reward"] = reward.Id
		}
		if _, err := w.ensure(records.Plans, "name", fmt.Sprint(row["name"]), row); err != nil {
			return err
		}
	}
	return nil
}

// start puts the plans to work: one over the late orders, one for a customer
// whose problem came back.
func (w *world) start() error {
	found := func(kind string) (*core.Record, error) {
		return w.app.FindFirstRecordByFilter(records.Plans, "kind = {:kind} && active = true", map[string]any{"kind": kind})
	}
	open := func(id string) (*core.Record, error) { return w.app.FindRecordById(records.Complaints, id) }
	late, err := found("contingency")
	if err != nil {
		return fmt.Errorf("contingency plan: %w", err)
	}
	in := casework.PlanStart{Matching: true, Reason: w.words.Late}
	if _, err := w.g.ActivatePlan(w.app, late, in, w.agents["ines"], open); err != nil {
		return fmt.Errorf("start the contingency plan: %w", err)
	}
	back, err := w.app.FindRecordsByFilter(records.Complaints, "open = true && reopen_count > 0 && confidential = false", "queue_key", 1, 0)
	if err != nil || len(back) == 0 {
		return err
	}
	mend, err := found("emergency")
	if err != nil {
		return fmt.Errorf("emergency plan: %w", err)
	}
	in = casework.PlanStart{Complaints: []string{back[0].Id}, Reason: w.words.Mend, Reward: true}
	if _, err := w.g.ActivatePlan(w.app, mend, in, w.agents["ines"], open); err != nil {
		return fmt.Errorf("start the emergency plan: %w", err)
	}
	return nil
}
