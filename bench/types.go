package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/hooks"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/storage"
)

// purchasesPerPerson is how often a customer of three years came.
const purchasesPerPerson = 10

// filingPause is how long the clerk of the measurement waits between two cases.
const filingPause = 10 * time.Millisecond

// shopping stores customers with their purchases of three years.
func shopping(dir string, customers int) error {
	db, err := core.DefaultDBConnect(filepath.Join(dir, "data.db"))
	if err != nil {
		return fmt.Errorf("fill purchases: %w", err)
	}
	rng := rand.New(rand.NewPCG(2026, 13))
	err = indexedLater(db, func(tx *dbx.Tx) error {
		for i := range customers {
			id := fmt.Sprintf("k%014d", i)
			if _, err := tx.Insert(records.Customers, dbx.Params{"id": id, "name": person(i), "created": "2024-01-01 00:00:00.000Z"}).Execute(); err != nil {
				return fmt.Errorf("customer %d: %w", i, err)
			}
			if err := buys(tx, rng, id, i); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("fill purchases: %w", err)
	}
	if err := storage.LookAgain(db); err != nil {
		return fmt.Errorf("fill purchases: %w", err)
	}
	return db.Close()
}

// buys stores the purchases of one customer: a few buy much, and one in fifty
// pays in another currency.
func buys(tx *dbx.Tx, rng *rand.Rand, id string, i int) error {
	for j := range purchasesPerPerson {
		day := time.Now().AddDate(0, 0, -rng.IntN(3*365))
		currency := "PEN"
		if i%50 == 0 {
			currency = "USD"
		}
		if _, err := tx.Insert(records.Purchases, dbx.Params{"id": fmt.Sprintf("b%012d%02d", i, j), "customer": id, "date": day.Format("2006-01-02 00:00:00.000Z"),
			"amount": math.Round(100*math.Exp(4+rng.NormFloat64())) / 100, "currency": currency, "created": records.Stamp(day)}).Execute(); err != nil {
			return fmt.Errorf("purchase of customer %d: %w", i, err)
		}
	}
	return nil
}

// types measures how long it takes to renew the types of all customers, and how
// long a filing takes meanwhile, in the same process and database.
func (b *bench) types() ([]figure, error) {
	dir := b.many + "-types"
	if err := os.CopyFS(dir, os.DirFS(b.few)); err != nil {
		return nil, fmt.Errorf("copy database: %w", err)
	}
	if err := shopping(dir, b.cases); err != nil {
		return nil, err
	}
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: storage.Connect,
		DataMaxOpenConns: storage.MaxOpen, DataMaxIdleConns: storage.MaxIdle, AuxMaxOpenConns: storage.MaxIdle, AuxMaxIdleConns: 1})
	defer closeApp(app)
	if err := app.Bootstrap(); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	g, err := hooks.Register(app, hooks.Options{Public: os.DirFS("pb_public"), Now: time.Now})
	if err != nil {
		return nil, fmt.Errorf("bind hooks: %w", err)
	}
	return b.retyping(app, g)
}

func (b *bench) retyping(app core.App, g *casework.Engine) ([]figure, error) {
	clerk := clerk{app: app, g: g, customer: b.shop.customer, by: complaint.Actor{ID: b.shop.agents[0], Kind: "agent", Role: complaint.Agent}}
	if _, err := clerk.files(time.Second, nil); err != nil { // warms up
		return nil, err
	}
	alone, err := clerk.files(5*time.Second, nil)
	if err != nil {
		return nil, err
	}
	var figures []figure
	var meanwhile []float64
	for _, name := range []string{"types of all customers, first run", "the same again, nothing changed"} {
		begun, worked, done := time.Now(), processor(), make(chan error, 1)
		go func() { done <- g.Retype(app) }()
		times, err := clerk.files(0, done)
		if err != nil {
			return nil, err
		}
		figures = append(figures, figure{name: name, measured: time.Since(begun).Seconds(), bound: 60, unit: "s"})
		fmt.Printf("%s: %.1f s of processor, %d filings included\n", name, (processor() - worked).Seconds(), len(times))
		meanwhile = append(meanwhile, times...)
	}
	fmt.Printf("filing: p95 %.1f ms, max %.1f ms alone (%d); p95 %.1f ms, max %.1f ms while types are renewed (%d)\n",
		percentile(alone, 95), slices.Max(alone), len(alone), percentile(meanwhile, 95), slices.Max(meanwhile), len(meanwhile))
	return append(figures,
		figure{name: "filing while types are renewed / alone, p95", measured: percentile(meanwhile, 95) / percentile(alone, 95), bound: 4, unit: "×"},
		figure{name: "longest filing while types are renewed", measured: slices.Max(meanwhile) / 1000, bound: 1, unit: "s"}), nil
}

// processor is the time that this process has worked: what others do on the
// machine hardly changes it.
func processor() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// clerk files one case after another.
type clerk struct {
	app      core.App
	g        *casework.Engine
	customer string
	by       complaint.Actor
}

// files does so for a time, or until something else is done, and says how long
// each filing took, in milliseconds.
func (c clerk) files(period time.Duration, until <-chan error) ([]float64, error) {
	var times []float64
	rng := rand.New(rand.NewPCG(3, 4))
	for begun := time.Now(); until != nil || time.Since(begun) < period; {
		select {
		case err := <-until:
			return times, err
		case <-time.After(filingPause):
		}
		at := time.Now()
		if _, err := c.g.Create(c.app, records.Complaints, map[string]any{"kind": "claim", "channel": "phone", "customer": c.customer, "narrative": narrative(rng),
			"goal": pick(rng, goals...), "remedy_requested": pick(rng, goals...), "reply_channel": "email"}, c.by); err != nil {
			return nil, fmt.Errorf("file meanwhile: %w", err)
		}
		times = append(times, float64(time.Since(at).Microseconds())/1000)
	}
	return times, nil
}
