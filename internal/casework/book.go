package casework

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/internal/records"
)

// Book is one numbering series: that of an establishment.
type Book struct {
	ID, Name, Code, Address, PaperCode string
}

// loadBook reads the books in use; the first of them takes what says nothing
// else.
func loadBook(app core.App, h *House) error {
	rows, err := app.FindRecordsByFilter(records.Books, "active = true", "id", 0, 0)
	if err != nil {
		return fmt.Errorf("load books: %w", err)
	}
	for _, r := range rows {
		h.Books = append(h.Books, BookOf(r))
	}
	if len(h.Books) > 0 {
		h.Book = h.Books[0].ID
	}
	return nil
}

// BookOf reads the row of a book; one without a code is known by its id.
func BookOf(r *core.Record) Book {
	return Book{ID: r.Id, Name: r.GetString("name"), Code: firstOf(r.GetString("code"), r.Id), Address: r.GetString("address"), PaperCode: r.GetString("paper_code")}
}

// FindBook is the book in use with this id or code; the usual one for neither.
func (h *House) FindBook(name string) Book {
	for _, b := range h.Books {
		if name == b.ID || name == b.Code {
			return b
		}
	}
	if len(h.Books) == 0 {
		return Book{}
	}
	return h.Books[0]
}

// chooseBook: a filing says which establishment it is about, or goes into the
// first book. It never changes its book: the number is of that series.
func (g *Engine) chooseBook(r *core.Record, h *House) error {
	asked := r.GetString("book")
	if asked == "" {
		r.Set("book", h.Book)
		return nil
	}
	if h.FindBook(asked).ID != asked {
		return g.refuse("book", "book_closed")
	}
	return nil
}

// provider keeps who the business was on filing: a new address or name does not
// rewrite what the customer was handed (DS 011-2011-PCM art. 5).
func (h *House) provider(r *core.Record) error {
	data := map[string]string{}
	if h.Business != nil {
		for _, name := range []string{"name", "legal_name", "tax_id", "address", "phone", "email"} {
			data[name] = h.Business.GetString(name)
		}
	}
	b := h.FindBook(r.GetString("book"))
	data["book"], data["book_code"] = b.Name, b.Code
	data["address"] = firstOf(b.Address, data["address"])
	text, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("snapshot of the provider: %w", err)
	}
	r.Set("provider_snapshot", string(text))
	return nil
}

// Provider is the business as it was on filing; an older case has it as it is now.
func (h *House) Provider(c *core.Record) (map[string]string, error) {
	out := map[string]string{}
	text := c.GetString("provider_snapshot")
	if text == "" || text == "null" {
		now := core.NewRecord(c.Collection())
		now.Set("book", c.GetString("book"))
		if err := h.provider(now); err != nil {
			return nil, err
		}
		text = now.GetString("provider_snapshot")
	}
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		return nil, fmt.Errorf("provider of %s: %w", c.Id, err)
	}
	return out, nil
}

// told is when the customer put the complaint to the business: a sheet of paper
// was handed over on its own day, whenever it is registered.
func (h *House) told(r *core.Record, now time.Time) time.Time {
	written := r.GetDateTime("paper_date").Time()
	if written.IsZero() {
		return now
	}
	day := civilDate(written, h.Location)
	if !day.Before(calendar.DateIn(now, h.Location)) {
		return now
	}
	return day.EndIn(h.Location)
}

// sheetTaken tells whether a sheet of a book of paper is registered already.
func sheetTaken(app core.App, r *core.Record) (bool, error) {
	if r.GetString("folio") == "" {
		return false, nil
	}
	n, err := app.CountRecords(records.Complaints, dbx.HashExp{"book": r.GetString("book"), "paper_book": r.GetString("paper_book"), "folio": r.GetString("folio")},
		dbx.NewExp("folio != '' AND stage != 'voided'"))
	if err != nil {
		return false, fmt.Errorf("look for sheet %s: %w", r.GetString("folio"), err)
	}
	return n > 0, nil
}

// SoundBook is the create and update hook of books: each has a name, a code of
// its own, and one stays in use, or nothing could be filed.
func (g *Engine) SoundBook(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r := e.Record
		if strings.TrimSpace(r.GetString("name")) == "" {
			return g.refuse("name", "validation_required")
		}
		code := strings.TrimSpace(r.GetString("code"))
		r.Set("code", code)
		same, err := e.App.CountRecords(records.Books, dbx.NewExp("id != {:id} AND {:code} != '' AND (code = {:code} OR id = {:code})", dbx.Params{"id": r.Id, "code": code}))
		if err != nil {
			return fmt.Errorf("look for book %s: %w", code, err)
		}
		others, err := e.App.CountRecords(records.Books, dbx.NewExp("id != {:id} AND active = true", dbx.Params{"id": r.Id}))
		if err != nil {
			return fmt.Errorf("count books: %w", err)
		}
		if same > 0 {
			return g.refuse("code", "book_code_taken")
		}
		if others == 0 && !r.GetBool("active") {
			return g.refuse("active", "book_last")
		}
		return e.Next()
	})
}

// enclose says which document travels with a message: the receipt of a filing
// with its sheet, where the law has one, and the answer with the letter. It is
// made when the mail leaves, by Paper.
func (g *Engine) enclose(app core.App, message *core.Record) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	switch {
	case message.GetString("purpose") == "letter":
		message.Set("attach", "letter")
	case message.GetString("purpose") != "receipt":
		message.Set("attach", "")
	case h.Profile.HasSheet():
		message.Set("attach", "sheet")
	default:
		message.Set("attach", "receipt")
	}
	return nil
}
