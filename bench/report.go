package main

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/hooks"
	"escucha/internal/casework"
	"escucha/internal/measure"
	"escucha/internal/storage"
)

// Rounds of the reports: pages of one period, and filings alone and beside them.
const (
	pageRounds   = 9
	filingRounds = 6
	filingsEach  = 40
	caught       = 500 // cases filed to see what catching up with them costs
)

// report measures what reports cost in stores of a tenth, once and ten times as
// many cases as said, of each of which a tenth came within the year.
func (b *bench) report() (figures []figure, err error) {
	for _, stored := range []int{b.cases / 10, b.cases, 10 * b.cases} {
		dir := fmt.Sprintf("%s-report-%d", b.many, stored)
		more, err := b.reportOf(dir, stored)
		if err != nil {
			return nil, fmt.Errorf("%d cases: %w", stored, err)
		}
		figures = append(figures, more...)
		if b.keep {
			continue
		}
		if err := os.RemoveAll(dir); err != nil {
			return nil, fmt.Errorf("remove what was filled: %w", err)
		}
	}
	return figures, nil
}

// reportOf does so in one store; only the largest has bounds.
func (b *bench) reportOf(dir string, stored int) (figures []figure, err error) {
	if !there(dir) {
		if err := b.past(dir, stored); err != nil {
			return nil, err
		}
	}
	s, err := start(b.binary, dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	year, err := b.pages(s, stored)
	if err != nil || stored < 10*b.cases {
		return nil, err
	}
	beside, err := b.beside(s)
	if err != nil {
		return nil, err
	}
	return []figure{{name: fmt.Sprintf("report page, one year, %d cases", stored), measured: year / 1000, bound: 1, unit: "s"}, beside}, b.export(s)
}

// past makes a store with so many cases and measures them.
func (b *bench) past(dir string, stored int) error {
	if err := os.CopyFS(dir, os.DirFS(b.few)); err != nil {
		return fmt.Errorf("copy database: %w", err)
	}
	begun := time.Now()
	if err := (past{stored, stored / 10}).live(dir, b.shop); err != nil {
		return err
	}
	fmt.Printf("%d cases: filled in %s\n", stored, time.Since(begun).Round(time.Second/10))
	return b.measured(dir, stored)
}

// measured brings the tables of the reports up to date by the product's own way,
// and files some cases to see what one costs.
func (b *bench) measured(dir string, stored int) error {
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: storage.Connect,
		DataMaxOpenConns: storage.MaxOpen, DataMaxIdleConns: storage.MaxIdle, AuxMaxOpenConns: storage.MaxIdle, AuxMaxIdleConns: 1})
	defer closeApp(app)
	if err := app.Bootstrap(); err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	g, err := hooks.Register(app, hooks.Options{Public: os.DirFS("pb_public"), Now: time.Now})
	if err != nil {
		return fmt.Errorf("bind hooks: %w", err)
	}
	store, begun := measure.Store{Engine: g}, time.Now()
	if _, err := store.Rebuild(app); err != nil {
		return fmt.Errorf("measure all cases: %w", err)
	}
	took := time.Since(begun)
	fmt.Printf("%d cases: measured in %s, %.0f a second\n", stored, took.Round(time.Second/10), float64(stored)/took.Seconds())
	if err := storage.LookAgain(app.NonconcurrentDB()); err != nil { // as each hour
		return err
	}
	return b.catch(app, g, store)
}

func (b *bench) catch(app core.App, g *casework.Engine, store measure.Store) error {
	clerk := clerk{app: app, g: g, customer: b.shop.customer, by: casework.SystemActor()}
	n := 0
	for n < caught {
		times, err := clerk.files(time.Second, nil)
		if err != nil {
			return err
		}
		n += len(times)
	}
	begun := time.Now()
	if _, err := store.Catch(app); err != nil {
		return fmt.Errorf("catch up: %w", err)
	}
	fmt.Printf("catching up with %d new cases: %.2f ms each\n", n, float64(time.Since(begun).Microseconds())/1000/float64(n))
	return nil
}

// pages asks for periods of several lengths and says how long each takes, in
// milliseconds; the median of a year is returned.
func (b *bench) pages(s *server, stored int) (float64, error) {
	var year float64
	for _, days := range []int{365, 37, 4} {
		times, size, err := b.pagesOf(s, lastDays(days))
		if err != nil {
			return 0, err
		}
		first := times[0]
		typical := median(times[1:])
		fmt.Printf("%d cases stored, %d days with %d: first %.0f ms, median %.0f ms, worst %.0f ms (%d kB)\n",
			stored, days, stored/10*days/365, first, typical, slices.Max(times[1:]), size/1024)
		if days == 365 {
			year = typical
		}
	}
	split, _, err := b.pagesOf(s, lastDays(365)+"&by=agent")
	if err != nil {
		return 0, err
	}
	fmt.Printf("%d cases stored, 365 days split by agent: median %.0f ms\n", stored, median(split))
	return year, nil
}

func (b *bench) pagesOf(s *server, query string) (times []float64, size int, err error) {
	for range pageRounds + 1 {
		begun := time.Now()
		answer, err := b.client.ask(http.MethodGet, s.base+"/api/crm/reports/page?"+query, nil)
		if err != nil {
			return nil, 0, err
		}
		times, size = append(times, float64(time.Since(begun).Microseconds())/1000), len(answer)
	}
	return times, size, nil
}

// lastDays is a period that ends today, as a query.
func lastDays(n int) string {
	today := time.Now()
	return "from=" + today.AddDate(0, 0, 1-n).Format(time.DateOnly) + "&to=" + today.Format(time.DateOnly)
}

// beside compares the median of filing a case alone with that while pages of a
// year are asked for, one after another; the rounds alternate.
func (b *bench) beside(s *server) (figure, error) {
	f := figure{name: "filing beside report pages / alone, median", bound: 1.5, unit: "×"}
	rng := rand.New(rand.NewPCG(5, 6))
	var alone, busy []float64
	pages := 0
	for range filingRounds {
		times, err := b.filings(s, rng)
		if err != nil {
			return f, err
		}
		alone = append(alone, times...)
		stop, done := make(chan struct{}), make(chan error, 1)
		go func() {
			for {
				select {
				case <-stop:
					done <- nil
					return
				default:
				}
				if _, err := b.client.ask(http.MethodGet, s.base+"/api/crm/reports/page?"+lastDays(365), nil); err != nil {
					done <- err
					return
				}
				pages++
			}
		}()
		times, err = b.filings(s, rng)
		close(stop)
		if err := errors.Join(err, <-done); err != nil {
			return f, err
		}
		busy = append(busy, times...)
	}
	f.measured = median(busy) / median(alone)
	fmt.Printf("filing: median %.1f ms, 95 %% %.1f ms alone; %.1f ms, %.1f ms beside %d pages\n",
		median(alone), percentile(alone, 95), median(busy), percentile(busy, 95), pages)
	return f, nil
}

// filings files some cases through the record API, one after another.
func (b *bench) filings(s *server, rng *rand.Rand) (times []float64, err error) {
	for range filingsEach {
		body, err := filing(rng, b.shop.customer)
		if err != nil {
			return nil, err
		}
		ms, err := b.client.timed(http.MethodPost, s.base+"/api/collections/complaints/records", body)
		if err != nil {
			return nil, err
		}
		times = append(times, ms)
	}
	return times, nil
}

// export reads the cases of a year as one file, as it comes.
func (b *bench) export(s *server) error {
	before, err := s.memory()
	if err != nil {
		return err
	}
	r, err := http.NewRequest(http.MethodGet, s.base+"/api/crm/export/cases.csv?"+lastDays(365), nil)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", b.shop.token)
	begun := time.Now()
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	rows, lines := 0, bufio.NewScanner(res.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		rows++
	}
	if err := errors.Join(lines.Err(), res.Body.Close()); err != nil {
		return err
	}
	took := time.Since(begun)
	after, err := s.memory()
	fmt.Printf("export: %s, %d rows in %s, %.0f a second; memory %.0f MB before, %.0f after\n",
		filepath.Base(res.Status), rows, took.Round(time.Second/10), float64(rows)/took.Seconds(), before, after)
	return err
}
