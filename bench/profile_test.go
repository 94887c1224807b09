package main

import (
	"bytes"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"syscall"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"escucha/hooks"
	"escucha/internal/storage"
)

// inside is the program over a database that `-dir` left, in this process, to
// be looked at with -cpuprofile and -memprofile.
func inside(b *testing.B, dir string) http.Handler {
	b.Helper()
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: storage.Connect,
		DataMaxOpenConns: storage.MaxOpen, DataMaxIdleConns: storage.MaxIdle, AuxMaxOpenConns: storage.MaxIdle, AuxMaxIdleConns: 1})
	b.Cleanup(func() { closeApp(app) })
	check(b, app.Bootstrap())
	check(b, app.RunAllMigrations()) // it may be of an earlier version
	_, err := hooks.Register(app, hooks.Options{Public: os.DirFS("../pb_public")})
	check(b, err)
	router, err := apis.NewRouter(app)
	check(b, err)
	var mux http.Handler
	check(b, app.OnServe().Trigger(&core.ServeEvent{App: app, Router: router}, func(e *core.ServeEvent) (err error) {
		mux, err = e.Router.BuildMux()
		return err
	}))
	return mux
}

func check(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func send(b *testing.B, h http.Handler, token, method, path string, body []byte) {
	b.Helper()
	r := httptest.NewRequest(method, path, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", token)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		b.Fatalf("%s: %d %.300s", path, w.Code, w.Body)
	}
}

// BenchmarkCreate files into the complaints and into the bare collection.
func BenchmarkCreate(b *testing.B) {
	for _, collection := range []string{"complaints", bare} {
		b.Run(collection, func(b *testing.B) {
			dir := b.TempDir()
			s, err := makeShop(dir, os.DirFS("../pb_public"))
			check(b, err)
			check(b, fill(dir, s, 1000))
			h := inside(b, dir)
			bodies, err := filings(rand.New(rand.NewPCG(1, 2)), s.customer, 1000)
			check(b, err)
			i := 0
			measured(b, func() {
				send(b, h, s.token, http.MethodPost, "/api/collections/"+collection+"/records", bodies[i%1000])
				i++
			})
		})
	}
}

// BenchmarkSearch asks each kind of query of the database in ESCUCHA_BENCH_DIR,
// which `go run ./bench -only search -dir DIR` leaves in DIR/many.
func BenchmarkSearch(b *testing.B) {
	dir := filled(b)
	h, token := inside(b, dir), agentToken(b, dir)
	for name := range queries(rand.New(rand.NewPCG(7, 7)), 100_000) {
		b.Run(name, func(b *testing.B) {
			rng := rand.New(rand.NewPCG(7, 7))
			measured(b, func() {
				send(b, h, token, http.MethodGet, "/api/crm/search?"+url.Values{"q": {queries(rng, 100_000)[name]}}.Encode(), nil)
			})
		})
	}
}

// BenchmarkLists reads the lists of the desk, over the same database.
func BenchmarkLists(b *testing.B) {
	dir := filled(b)
	h, token := inside(b, dir), agentToken(b, dir)
	for _, path := range []string{"queue", "queue?limit=100", "today", "views", "counts", "notifications"} {
		b.Run(path, func(b *testing.B) {
			measured(b, func() { send(b, h, token, http.MethodGet, "/api/crm/"+path, nil) })
		})
	}
}

// filled is the database that a run with -dir left.
func filled(b *testing.B) string {
	b.Helper()
	dir := os.Getenv("ESCUCHA_BENCH_DIR")
	if dir == "" {
		b.Fatal("ESCUCHA_BENCH_DIR names no database")
	}
	return dir
}

// measured runs something over and over and reports the processor time of each
// turn, which other load hardly changes.
func measured(b *testing.B, do func()) {
	b.Helper()
	b.ReportAllocs()
	do()
	before := used(b)
	for b.Loop() {
		do()
	}
	b.ReportMetric((used(b)-before).Seconds()*1000/float64(b.N), "cpu-ms/op")
}

func used(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	check(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func agentToken(b *testing.B, dir string) string {
	b.Helper()
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: storage.Connect})
	check(b, app.Bootstrap())
	defer closeApp(app)
	agent, err := app.FindFirstRecordByData("agents", "email", "agente1@casanogal.example")
	check(b, err)
	token, err := agent.NewAuthToken()
	check(b, err)
	return token
}

// BenchmarkReport makes the page of a year, whole and split, over a database
// that `go run ./bench -only report -dir DIR` left in DIR/many-report-N.
func BenchmarkReport(b *testing.B) {
	dir := filled(b)
	h, token := inside(b, dir), agentToken(b, dir)
	for name, query := range map[string]string{"year": lastDays(365), "month": lastDays(37), "split": lastDays(365) + "&by=agent"} {
		b.Run(name, func(b *testing.B) {
			measured(b, func() { send(b, h, token, http.MethodGet, "/api/crm/reports/page?"+query, nil) })
		})
	}
}
