// Command bench measures the product against the bounds that it promises, and
// fails when one is missed: go run ./bench, from the root of the repository.
//
// Everything is compared in one run: ratios of medians of interleaved rounds,
// so that a slow machine is slow for both sides. It listens on loopback only
// and works in temporary directories that it removes.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"
)

func main() {
	many := flag.Int("cases", 100_000, "cases in the full database")
	period := flag.Duration("load", time.Minute, "how long the clients file and list")
	only := flag.String("only", "", "create, queue, process, search, types, report or desk: one part of it")
	keep := flag.String("dir", "", "work in this directory and leave it there, for profiling")
	flag.Parse()
	ok, err := run(*many, *period, *only, *keep)
	if err != nil {
		log.Println(err)
	}
	if err != nil || !ok {
		os.Exit(1)
	}
}

// bench is one run: the program, a database with few cases and one with many.
type bench struct {
	binary, few, many string
	shop              shop
	client            *client
	period            time.Duration
	cases             int
	keep              bool
}

func run(many int, period time.Duration, only, keep string) (ok bool, err error) {
	dir := keep
	if dir == "" {
		if dir, err = os.MkdirTemp("", "escucha-bench-"); err != nil {
			return false, fmt.Errorf("bench: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	b := &bench{few: filepath.Join(dir, "few"), many: filepath.Join(dir, "many"), period: period, cases: many, keep: keep != ""}
	if err := b.prepare(dir, many, only); err != nil {
		return false, err
	}
	var figures []figure
	for _, part := range []struct {
		name    string
		measure func() ([]figure, error)
	}{{"create", b.create}, {"queue", b.queue}, {"process", b.process}, {"search", b.search}, {"types", b.types}, {"report", b.report}, {"desk", b.desk}} {
		if only != "" && only != part.name {
			continue
		}
		more, err := part.measure()
		if err != nil {
			return false, fmt.Errorf("measure %s: %w", part.name, err)
		}
		figures = append(figures, more...)
	}
	return table(os.Stdout, figures)
}

// there reports whether a database was left in a directory.
func there(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "data.db"))
	return err == nil
}

// prepare builds the program and both databases.
func (b *bench) prepare(dir string, many int, only string) error {
	var err error
	if b.binary, err = program(dir); err != nil {
		return err
	}
	if only == "report" && there(b.few) { // of a run before: filling takes longer than measuring
		b.shop, err = findShop(b.few)
		b.client = newClient(b.shop.token, loadClients)
		return err
	}
	if b.shop, err = makeShop(b.few, os.DirFS("pb_public")); err != nil {
		return err
	}
	b.client = newClient(b.shop.token, loadClients)
	if err := os.CopyFS(b.many, os.DirFS(b.few)); err != nil {
		return fmt.Errorf("copy database: %w", err)
	}
	if err := fill(b.few, b.shop, 1000); err != nil {
		return err
	}
	if only == "create" || only == "types" || only == "report" || only == "desk" {
		return nil // they need few, or fill their own
	}
	begun := time.Now()
	err = fill(b.many, b.shop, many)
	fmt.Printf("filled %d cases in %s\n", many, time.Since(begun).Round(time.Second/10))
	return err
}

// create measures on the database with few cases.
func (b *bench) create() (figures []figure, err error) {
	s, err := start(b.binary, b.few)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	f, err := createRatio(s, b.client, b.shop.customer)
	return []figure{f}, err
}

func (b *bench) queue() (figures []figure, err error) {
	few, err := start(b.binary, b.few)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, few.stop()) }()
	many, err := start(b.binary, b.many)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, many.stop()) }()
	return queueRatios(many, few, b.client)
}

// search measures on the database with many cases and their messages.
func (b *bench) search() (figures []figure, err error) {
	s, err := start(b.binary, b.many)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	f, err := searchTimes(s, b.client, b.cases)
	return []figure{f}, err
}

// process measures the program as such: size, start, memory.
func (b *bench) process() (figures []figure, err error) {
	f, err := size(b.binary)
	if err != nil {
		return nil, err
	}
	begin, err := startTime(b.binary, b.many)
	if err != nil {
		return nil, err
	}
	s, err := start(b.binary, b.many)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	idle, err := idleMemory(s)
	if err != nil {
		return nil, err
	}
	loaded, err := loadedMemory(s, b.client, b.shop.customer, b.period)
	return []figure{f, begin, idle, loaded}, err
}
