package privacy

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/dbutils"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// Order is what an administrator asks for: why, and the name typed to confirm.
type Order struct {
	Reason  string `json:"reason"`
	Confirm string `json:"confirm"`
}

// Done is an erasure that was carried out. Finished says whether the files and
// what the database left on the disk are gone too; else the night sees to it.
type Done struct {
	Erasure  string `json:"erasure"`
	Cases    int    `json:"cases"`
	Finished bool   `json:"finished"`
}

// Erase takes a person out of the database, all or nothing: numbers, dates, codes
// and amounts stay. A second time it answers the same and changes nothing.
// Refused with a 400 that names the field: an open case, a date, the reason, the
// name.
func (s *Service) Erase(app core.App, id string, order Order, actor complaint.Actor) (Done, error) {
	var done Done
	err := app.RunInTransaction(func(tx core.App) error {
		p, err := Find(tx, id)
		if err != nil {
			return err
		}
		row, err := erasureOf(tx, p.Root.Id)
		if err != nil {
			return err
		}
		if row != nil {
			done = Done{row.Id, row.GetInt("cases"), row.GetString("finished_at") != ""}
			return nil
		}
		v, err := s.Judge(tx, p)
		if err != nil {
			return err
		}
		known, err := p.identifiers(tx)
		if err != nil {
			return err
		}
		if err := s.refusal(v, known, order); err != nil {
			return err
		}
		done, err = s.erase(tx, work{s: s, app: tx, p: p, known: known, actor: actor, at: records.Stamp(s.g.Now()), id: core.GenerateDefaultRandomId()}, order.Reason)
		return err
	})
	if err != nil || done.Finished {
		return done, err
	}
	if done.Finished, err = s.finish(app, done.Erasure, daytime); err != nil { // it is erased; the night tries again
		app.Logger().Error("finishing an erasure failed", "erasure", done.Erasure, "error", err)
	}
	return done, nil
}

// erasureOf finds the erasure of a person; nil when there was none.
func erasureOf(app core.App, customer string) (*core.Record, error) {
	row, err := app.FindFirstRecordByFilter(records.Erasures, "customer = {:c}", dbx.Params{"c": customer})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("erasure of %s: %w", customer, err)
	}
	return row, nil
}

// erase does it, in the transaction of the caller. Events come first: they are
// read from what the rows still say.
func (s *Service) erase(tx core.App, w work, reason string) (Done, error) {
	// what is overwritten leaves nothing in the pages that it stood on
	if _, err := tx.DB().NewQuery("PRAGMA secure_delete = ON").Execute(); err != nil {
		return Done{}, fmt.Errorf("erase: %w", err)
	}
	files, err := w.files()
	if err != nil {
		return Done{}, err
	}
	for _, step := range []func() error{w.drafts, w.events, w.rows, w.mark, func() error { return w.note(reason, files) }} {
		if err := step(); err != nil {
			return Done{}, fmt.Errorf("erase %s: %w", w.p.Root.Id, err)
		}
	}
	return Done{Erasure: w.id, Cases: len(w.p.Cases)}, nil
}

// work is one erasure while it is done.
type work struct {
	s     *Service
	app   core.App
	p     Person
	known []string // by what they are known
	actor complaint.Actor
	at    string // now, as it is stored
	id    string // of the erasure
}

// rows deletes or empties what each holding says.
func (w work) rows() error {
	for _, h := range there(w.app) {
		var err error
		switch which := h.of(w.p.ids(), idsOf(w.p.Cases)); {
		case len(h.By) == 0 || h.Fate == Stays:
			continue
		case h.Fate == Goes:
			_, err = w.app.DB().Delete(h.Collection, which).Execute()
		default:
			err = w.empty(h, which)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", h.Collection, err)
		}
	}
	return nil
}

// empty blanks the personal fields of some rows.
func (w work) empty(h held, which dbx.Expression) error {
	columns := dbx.Params{}
	for _, f := range h.personal() {
		columns[f.GetName()] = h.blank(f)
	}
	if len(columns) == 0 {
		return nil
	}
	_, err := w.app.DB().Update(h.Collection, columns, which).Execute()
	return err
}

// blank is a field without its value. What may be there only once gets a value
// that nobody knows.
func (h held) blank(f core.Field) any {
	for _, text := range h.in.Indexes {
		index := dbutils.ParseIndex(text)
		if index.Unique && index.Where == "" && len(index.Columns) == 1 && index.Columns[0].Name == f.GetName() {
			return dbx.NewExp("hex(randomblob(14))")
		}
	}
	switch f.(type) {
	case *core.NumberField:
		return 0
	case *core.BoolField:
		return false
	case *core.JSONField:
		return "null"
	}
	return ""
}

// mark puts a word in the place of the name, and the day on the person and cases.
func (w work) mark() error {
	lang := "es"
	if h, err := w.s.g.House(w.app); err != nil {
		return err
	} else if h.Business != nil && h.Business.GetString("language") != "" {
		lang = h.Business.GetString("language")
	}
	people := there(w.app)[0] // the customers stand first
	columns := dbx.Params{"name": w.s.g.Texts.T(lang, "privacy.erased", nil), "erased_at": w.at}
	for _, f := range people.personal() {
		columns[f.GetName()] = people.blank(f)
	}
	if _, err := w.app.DB().Update(records.Customers, columns, dbx.In("id", anys(w.p.ids())...)).Execute(); err != nil {
		return fmt.Errorf("mark the person: %w", err)
	}
	return nil
}

// drafts in which somebody was writing about the person or their cases.
func (w work) drafts() error {
	said := append(append(w.p.ids(), idsOf(w.p.Cases)...), w.known...)
	for _, one := range said {
		_, err := w.app.DB().NewQuery("DELETE FROM drafts WHERE instr(key, {:one}) > 0 OR instr(lower(data), lower({:one})) > 0").Bind(dbx.Params{"one": one}).Execute()
		if err != nil {
			return fmt.Errorf("drafts: %w", err)
		}
	}
	return nil
}

// files are the folders of what was attached: names of files may say who it is.
func (w work) files() ([]string, error) {
	rows := []*core.Record{}
	err := w.app.RecordQuery(records.Attachments).AndWhere(dbx.In("complaint", anys(idsOf(w.p.Cases))...)).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("files of %s: %w", w.p.Root.Id, err)
	}
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.BaseFilesPath()
	}
	return out, nil
}

// note keeps that it was done, with what is left to do on the disk.
func (w work) note(reason string, files []string) error {
	list, err := json.Marshal(files)
	if err != nil {
		return fmt.Errorf("note the erasure: %w", err)
	}
	by := ""
	if w.actor.Kind == "agent" {
		by = w.actor.ID
	}
	_, err = w.app.DB().Insert(records.Erasures, dbx.Params{"id": w.id, "customer": w.p.Root.Id, "reason": reason, "cases": len(w.p.Cases),
		"people": len(w.p.Rows), "files": string(list), "agent": by, "created": w.at}).Execute()
	if err != nil {
		return fmt.Errorf("note the erasure: %w", err)
	}
	return nil
}
