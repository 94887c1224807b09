// Package casework applies the workflow to stored records: it reads what the
// rules need, asks domain/complaint, and stores the change with everything that
// follows from it in one transaction. Every door comes through here, because
// the record hooks call it.
package casework

import (
	"fmt"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/i18n"
	"escucha/internal/post"
)

// Engine is what the hooks, the routes, the portal and the clock share.
type Engine struct {
	Now   func() time.Time // the one clock of the application
	Texts *i18n.Catalog
	Post  func(core.SMTPConfig) post.Sender // the mail server of the settings
	Paper Paper                             // nil: mails leave without documents
	// Enclosure makes the documents of mails of no conversation; nil: without them
	Enclosure Enclosure

	mail mailState // what this process knows of the mail server

	mu      sync.RWMutex
	house   *House   // cached; nil when it must be read again
	edition int      // counts the changes of the settings
	jobs    sync.Map // *works by code
	born    time.Time
	expects map[string]time.Duration // how often each job runs
	parts   []HealthPart
}

// New returns an engine with its clock and texts.
func New(now func() time.Time, texts *i18n.Catalog) *Engine {
	g := &Engine{Now: now, Texts: texts, Post: post.Of, born: now(), expects: map[string]time.Duration{}}
	g.parts = []HealthPart{g.healthOfOutbox, g.healthOfJobs, g.healthOfMail}
	return g
}

// inTransaction runs fn with the event's app inside a transaction, so that what
// fn writes stands or falls with the record.
func inTransaction(e *core.RecordEvent, fn func() error) error {
	outer := e.App
	err := outer.RunInTransaction(func(tx core.App) error {
		e.App = tx
		return fn()
	})
	e.App = outer
	return err
}

// newRecord makes an empty record of a collection.
func newRecord(app core.App, collection string) (*core.Record, error) {
	c, err := app.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return nil, fmt.Errorf("find collection %s: %w", collection, err)
	}
	return core.NewRecord(c), nil
}
