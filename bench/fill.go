package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/legal"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// openEvery: one case in so many is still open, as in a shop of some years.
const openEvery = 5

var (
	goals     = []string{"Recibir el pedido completo y en buen estado", "Que recojan el sofá y devuelvan el dinero", "Una fecha de entrega que se cumpla", "Que cambien la puerta del ropero que llegó rayada"}
	sentences = []string{"El sábado recibí el pedido y faltaban dos piezas. ", "Llamé el mismo día y me dijeron que esperara al lunes. ",
		"El lunes nadie encontraba mi compra en el sistema. ", "La mesa cojea aunque la armamos según las instrucciones. ",
		"Ya lo he explicado tres veces a personas distintas. ", "Tengo las fotografías y la boleta de venta. ",
		"El transportista dejó la caja en la portería sin avisar. ", "Necesito una respuesta antes del fin de semana. "}
)

func pick(rng *rand.Rand, from ...string) string { return from[rng.IntN(len(from))] }

// narrative has 300 to 1,500 characters.
func narrative(rng *rand.Rand) string {
	var out strings.Builder
	for length := 300 + rng.IntN(1100); out.Len() < length; {
		out.WriteString(pick(rng, sentences...))
	}
	return out.String()
}

// fill stores n cases in the complaints, the same rows in the bare collection,
// and what goes with them. Straight into the tables: what is measured is reading them.
func fill(dir string, s shop, n int) error {
	db, err := core.DefaultDBConnect(filepath.Join(dir, "data.db"))
	if err != nil {
		return fmt.Errorf("fill database: %w", err)
	}
	due, err := trace()
	if err != nil {
		return err
	}
	err = indexedLater(db, func(tx *dbx.Tx) error {
		rng := rand.New(rand.NewPCG(2026, 11))
		for i := range n {
			if _, err := tx.Insert(records.Complaints, row(rng, s, due, i, n)).Execute(); err != nil {
				return fmt.Errorf("fill case %d: %w", i, err)
			}
		}
		if _, err := tx.Insert(records.Sequences, dbx.Params{"id": "sequence0002025", "book": "principal", "year": 2025, "last": n}).Execute(); err != nil {
			return fmt.Errorf("fill numbers: %w", err)
		}
		if err := furnish(tx, n); err != nil {
			return err
		}
		return copyBare(tx)
	})
	if err != nil {
		return fmt.Errorf("fill database: %w", err)
	}
	// The statistics of the planner, which the platform renews every night, would
	// else still be those of the empty tables.
	for _, step := range []string{"PRAGMA analysis_limit = 400", "ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := db.NewQuery(step).Execute(); err != nil {
			return fmt.Errorf("fill database: %w", err)
		}
	}
	return db.Close()
}

// copyBare stores the same rows in the bare collection, whose columns may stand
// in another order.
func copyBare(tx *dbx.Tx) error {
	var columns []string
	if err := tx.NewQuery("SELECT name FROM pragma_table_info('bare')").Column(&columns); err != nil {
		return fmt.Errorf("columns of the bare collection: %w", err)
	}
	list := "[[" + strings.Join(columns, "]], [[") + "]]"
	_, err := tx.NewQuery("INSERT INTO bare (" + list + ") SELECT " + list + " FROM complaints").Execute()
	return err
}

// trace is a legal date as the product stores it with each case.
func trace() (string, error) {
	p, err := legal.ByCode("pe")
	if err != nil {
		return "", fmt.Errorf("trace: %w", err)
	}
	cal, err := p.Calendar(nil)
	if err != nil {
		return "", fmt.Errorf("trace: %w", err)
	}
	due, err := legal.Due(p, time.Date(2026, 11, 17, 21, 8, 0, 0, time.UTC), time.UTC, cal)
	if err != nil {
		return "", fmt.Errorf("trace: %w", err)
	}
	data, err := json.Marshal(due)
	return string(data), err
}

// row is case i of n: spread over three years, one in five open, the open ones
// among the newest.
func row(rng *rand.Rand, s shop, due string, i, n int) dbx.Params {
	received := time.Now().Add(-time.Duration(n-i) * 3 * 365 * 24 * time.Hour / time.Duration(n))
	open := i%openEvery == 0
	stage := "closed"
	if open {
		stage = pick(rng, "received", "assessing", "investigating", "proposed", "executing")
	}
	id := fmt.Sprintf("c%014d", i)
	agent := pick(rng, s.agents...)
	snapshot := `{"name":"Rosa Elena Quispe Huamán","document_type":"dni","document_number":"40000142","email":"rosa.quispe@correo.example","phone":"+51 900 000 142","address":"Jr. Los Cedros 214, Lince"}`
	return dbx.Params{"id": id, "number": fmt.Sprintf("%09d-2025", i+1_000_000), "tracking_key": casework.NewKey(), "kind": "claim", "legal_kind": "reclamo",
		"legal_profile": "pe", "book": "principal", "channel": pick(rng, "portal", "phone", "counter"), "source": "staff", "customer": s.customer,
		"customer_snapshot": snapshot, "narrative": narrative(rng), "points": `[{"text":"¿Cuándo llega lo que falta?","answer":""}]`,
		"goal": pick(rng, goals...), "impact": pick(rng, sentences...), "remedy_requested": pick(rng, goals...), "language": "es", "reply_channel": "email",
		"mood_start": 1 + rng.IntN(5), "severity": pick(rng, "low", "medium", "high"), "safety": "no", "urgency": "normal", "lane": "normal",
		"area": s.area, "assignee": agent, "owner": agent, "stage": stage, "stage_since": records.Stamp(received), "next_step": "Llamar al cliente",
		"next_step_due": records.Stamp(received.AddDate(0, 0, 2)), "received_at": records.Stamp(received), "legal_due": records.Stamp(received.AddDate(0, 0, 21)),
		"internal_due": records.Stamp(received.AddDate(0, 0, 14)), "due_trace": due, "retention_until": records.Stamp(received.AddDate(2, 0, 0)),
		"open": open, "queue_key": fmt.Sprintf("15100000000%013d%s", received.UnixMilli(), id), "readers": " " + agent + " ", "version": 3,
		"watchers": "[]", "linked": "[]", "updated": records.Stamp(received)}
}
