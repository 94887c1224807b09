package seed

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// lesson is a corrective action of the shop: when it was opened, carried out,
// given up and looked at, in days before the story ends; 0 is not yet.
type lesson struct {
	fields               map[string]any
	owner                string
	opened, ended, check int
	end, effect          map[string]any
}

// lessons are told by the shop at all stages, the oldest first.
func lessons() []lesson {
	say := func(outcome string) map[string]any { return map[string]any{"status": "done", "outcome": outcome} }
	return []lesson{
		{fields: map[string]any{"kind": "process", "title": "Separadores de cartón en cada caja de vajilla", "cause": "delivery", "source": "meeting", "due": 20}, owner: "graciela",
			opened: 70, ended: 58, check: 9, effect: map[string]any{"effect": "Llegan menos piezas rotas; los retrasos siguen igual."},
			end: with(say("Todas las cajas llevan separadores y una hoja de revisión."), map[string]any{"notify": true, "public": "cada pieza viaja ahora en su propio hueco"})},
		{fields: map[string]any{"kind": "training", "title": "Decir solo fechas que podemos cumplir", "cause": "communication", "due": 15}, owner: "ines",
			opened: 45, ended: 30, end: with(say("Practicamos con cuatro casos nuestros."), map[string]any{"attendees": []string{"ines", "tomas"}, "scheduled_at": 31})},
		{fields: map[string]any{"kind": "call", "title": "Acompañar por teléfono el armado de los roperos", "cause": "misuse", "due": 10}, owner: "tomas",
			opened: 40, ended: 25, end: map[string]any{"status": "dropped", "outcome": "La hoja nueva de armado ya responde lo que preguntaban."}},
		{fields: map[string]any{"kind": "video", "title": "Vídeo: armar la mesa sin forzar los tornillos", "cause": "misuse", "due": 20}, owner: "ines", opened: 24},
		{fields: map[string]any{"kind": "product", "title": "Probar otro barniz en las mesas de exterior", "cause": "product_defect", "due": 30}, owner: "tomas", opened: 12},
		{fields: map[string]any{"kind": "process", "title": "Revisar cada boleta antes de entregarla", "cause": "billing", "due": 14}, owner: "ines", opened: 6},
	}
}

// correct opens the actions, carries out some and looks at one again, each through
// its hooks at its own moment; and the issue that the first of them mends.
func (w *world) correct() error {
	for i, one := range lessons() {
		if one.opened > w.o.Days {
			continue // the shop is younger
		}
		if i == 0 {
			issue, err := w.trouble(one.opened + 1)
			if err != nil {
				return fmt.Errorf("systemic issue: %w", err)
			}
			one.fields["issue"] = issue
		}
		if err := w.lesson(one); err != nil {
			return fmt.Errorf("action %q: %w", one.fields["title"], err)
		}
	}
	w.clock.Set(w.o.Now)
	return nil
}

func (w *world) trouble(ago int) (string, error) {
	w.daysAgo(ago)
	r, err := w.g.Create(w.app, records.Issues, map[string]any{"title": "Piezas que llegan rotas o incompletas", "cause": "delivery", "owner": w.agents["graciela"].ID,
		"note": "Ocurre en las cajas grandes y con dos transportistas."}, w.agents["graciela"])
	if err != nil {
		return "", err
	}
	return r.Id, nil
}

// daysAgo moves the clock to the middle of a working day.
func (w *world) daysAgo(days int) time.Time {
	day := w.o.Now.AddDate(0, 0, -days)
	at := time.Date(day.Year(), day.Month(), day.Day(), 11, 0, 0, 0, w.zone)
	w.clock.Set(at)
	return at
}

func (w *world) lesson(l lesson) error {
	fields := maps.Clone(l.fields)
	days, _ := fields["due"].(int)
	fields["due"] = records.Stamp(w.daysAgo(l.opened).AddDate(0, 0, days))
	fields["owner"] = w.agents[l.owner].ID
	r, err := w.g.Create(w.app, records.Actions, fields, w.agents["graciela"])
	if err != nil {
		return err
	}
	for _, step := range []struct {
		ago    int
		fields map[string]any
	}{{l.ended, l.end}, {l.check, with(l.effect, map[string]any{"status": "verified"})}} {
		if step.ago == 0 {
			return nil
		}
		w.daysAgo(step.ago)
		if r, err = w.app.FindRecordById(records.Actions, r.Id); err != nil {
			return err
		}
		r.Load(w.named(step.fields))
		casework.SetActor(r, w.agents["graciela"])
		if err := w.app.Save(r); err != nil {
			return err
		}
	}
	return nil
}

// named puts ids for first names, and moments for days ago.
func (w *world) named(fields map[string]any) map[string]any {
	out := maps.Clone(fields)
	if people, ok := out["attendees"].([]string); ok {
		ids := []string{}
		for _, one := range people {
			ids = append(ids, w.agents[one].ID)
		}
		slices.Sort(ids)
		out["attendees"] = ids
	}
	if days, ok := out["scheduled_at"].(int); ok {
		out["scheduled_at"] = records.Stamp(w.o.Now.AddDate(0, 0, -days))
	}
	return out
}

// with puts sets of fields together; a later one stands.
func with(sets ...map[string]any) map[string]any {
	out := map[string]any{}
	for _, one := range sets {
		maps.Copy(out, one)
	}
	return out
}
