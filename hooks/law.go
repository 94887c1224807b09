package hooks

import (
	"bytes"
	"context"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"escucha/domain/calendar"
	"escucha/domain/legal"
	"escucha/internal/casework"
	"escucha/internal/link"
	"escucha/internal/paper"
	"escucha/internal/pdf"
	"escucha/internal/portal"
	"escucha/internal/post"
	"escucha/internal/records"
)

// enclosing has mails carry the documents of their case.
func enclosing(g *casework.Engine) {
	g.Paper = func(app core.App, c *core.Record, kind, lang string, made time.Time) (post.File, error) {
		found, err := link.New(app, g).PaperAt(context.Background(), c, kind, lang, made)
		return post.File{Name: found.Name, Type: "application/pdf", Data: found.Content}, err
	}
}

// bindLaw: the books of the law and what is handed over on paper.
func bindLaw(crm *router.RouterGroup[*core.RequestEvent], a api) {
	crm.GET("/law", a.law)
	crm.GET("/complaints/{id}/papers/{kind}", a.paper)
	crm.GET("/books/{id}/sheets", a.sheets)
	crm.GET("/books/{id}/poster.pdf", a.poster)
	crm.GET("/books/{id}/export.pdf", a.exportBook("pdf"))
	crm.GET("/books/{id}/export.csv", a.exportBook("csv"))
}

// law is the profile in force in the owner's words, and the books.
func (a api) law(e *core.RequestEvent) error {
	actor := casework.AuthActor(e.Auth)
	if !actor.Heads() {
		return e.ForbiddenError("", nil)
	}
	h, err := a.g.House(e.App)
	if err != nil {
		return err
	}
	rows, err := e.App.FindRecordsByFilter(records.Books, "id != ''", "-active,id", 0, 0)
	if err != nil {
		return err
	}
	books := []map[string]any{}
	for _, r := range rows {
		b := casework.BookOf(r)
		books = append(books, map[string]any{"id": b.ID, "name": b.Name, "code": r.GetString("code"), "address": b.Address, "paper_code": b.PaperCode,
			"active": r.GetBool("active"), "version": r.GetInt("version"), "link": formLink(e.App, b)})
	}
	doors, err := doorsOf(e, records.Books)
	if err != nil {
		return err
	}
	return answer(e, map[string]any{"profile": profileCard(h.Profile, language(e)), "books": books, "may": doors, "export": actor.Leads()})
}

// profileCard is a profile as the owner reads it: what it asks, where that comes
// from, and how sure that is.
func profileCard(p legal.Profile, lang string) map[string]any {
	pick := func(es, en string) string {
		if lang == "en" {
			return en
		}
		return es
	}
	notes, owner := p.NotesES, p.OwnerNotesES
	if lang == "en" {
		notes, owner = p.NotesEN, p.OwnerNotesEN
	}
	out := map[string]any{"code": p.Code, "name": pick(p.NameES, p.NameEN), "base": pick(p.BaseES, p.BaseEN), "answer": p.Answer, "law": p.AnswerKind == legal.AnswerLegal,
		"internal": p.InternalTargetDays, "extension": p.Extension != nil, "suspension": p.Suspension, "retention": p.Retention.Years, "commercial_ban": p.CommercialBan,
		"minimum": p.FiledMinimum, "notes": notes, "owner_notes": owner, "sources": p.Sources, "verified_on": p.VerifiedOn.String(), "confidence": p.Confidence}
	if p.Paper != nil {
		out["paper"] = map[string]any{"kind": p.Paper.Kind, "copies": p.Paper.Copies, "note": pick(p.Paper.NoteES, p.Paper.NoteEN)}
	}
	return out
}

// formLink is the public form of one establishment.
func formLink(app core.App, b casework.Book) string {
	return strings.TrimRight(app.Settings().Meta.AppURL, "/") + "/portal/form?libro=" + url.QueryEscape(b.Code)
}

// paper is a document of a case, for whoever may open it.
func (a api) paper(e *core.RequestEvent) error {
	c, err := a.complaint(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	found, err := link.New(e.App, a.g).PaperOf(e.Request.Context(), c, e.Request.PathValue("kind"), language(e))
	if errors.Is(err, portal.ErrNotFound) {
		return e.NotFoundError("", err)
	}
	if err != nil {
		return err
	}
	return file(e, found.Name, "application/pdf", found.Content)
}

// file hands over bytes that nobody on the way keeps.
func file(e *core.RequestEvent, name, kind string, content []byte) error {
	h := e.Response.Header()
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Cache-Control", "no-store")
	return e.Blob(http.StatusOK, kind, content)
}

// book is the book of the request, for who leads.
func (a api) book(e *core.RequestEvent, may func() bool) (casework.Book, error) {
	if !may() {
		return casework.Book{}, e.ForbiddenError("", nil)
	}
	r, err := e.App.FindRecordById(records.Books, e.Request.PathValue("id"))
	if err != nil {
		return casework.Book{}, e.NotFoundError("", err)
	}
	return casework.BookOf(r), nil
}

// sheets are the cases of a book that were written on paper, and those missing.
func (a api) sheets(e *core.RequestEvent) error {
	b, err := a.book(e, casework.AuthActor(e.Auth).Heads)
	if err != nil {
		return err
	}
	list, gaps, err := a.g.Sheets(e.App, b.ID, visible(e))
	if err != nil {
		return err
	}
	return answer(e, map[string]any{"sheets": list, "gaps": gaps})
}

// poster is the notice to hang up in the establishment.
func (a api) poster(e *core.RequestEvent) error {
	b, err := a.book(e, casework.AuthActor(e.Auth).Heads)
	if err != nil {
		return err
	}
	h, err := a.g.House(e.App)
	if err != nil {
		return err
	}
	w, err := link.New(e.App, a.g).Writer(e.Request.Context(), language(e))
	if err != nil {
		return err
	}
	place := w.Business.Name + " · " + b.Name
	if b.Address != "" {
		place = w.Business.Name + " · " + b.Address
	}
	content, err := pdf.RenderPoster(w.Poster(h.Profile, place, b.Code, formLink(e.App, b)))
	if err != nil {
		return err
	}
	return file(e, a.g.Texts.T(language(e), "paper.file.poster", nil)+"-"+b.Code+".pdf", "application/pdf", content)
}

// exportBook is one book of a period, for the authority that asks for it. What
// the caller may not see is counted and left out.
func (a api) exportBook(format string) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		b, err := a.book(e, casework.AuthActor(e.Auth).Leads)
		if err != nil {
			return err
		}
		from, to, err := period(e)
		if err != nil {
			return err
		}
		rows, hidden, err := a.g.InBook(e.App, b.ID, from, to, visible(e))
		if err != nil {
			return err
		}
		l := link.New(e.App, a.g)
		w, err := l.Writer(e.Request.Context(), language(e))
		if err != nil {
			return err
		}
		entries, err := l.Entries(rows, language(e))
		if err != nil {
			return err
		}
		out := paper.Book{Provider: provider(w.Business, b), From: from.String(), To: to.String(), Entries: entries, Hidden: hidden}
		name := a.g.Texts.T(language(e), "paper.file.book", nil) + "-" + b.Code + "-" + from.String() + "-" + to.String()
		if format == "csv" {
			var content bytes.Buffer
			if err := w.CSV(&content, out); err != nil {
				return err
			}
			return file(e, name+".csv", "text/csv; charset=utf-8", content.Bytes())
		}
		content, err := pdf.Render(w.Book(out))
		if err != nil {
			return err
		}
		return file(e, name+".pdf", "application/pdf", content)
	}
}

func provider(b portal.Business, book casework.Book) portal.Provider {
	out := portal.Provider{Name: b.Name, LegalName: b.LegalName, TaxID: b.TaxID, Address: b.Address, Book: book.Name, BookCode: book.Code}
	if book.Address != "" {
		out.Address = book.Address
	}
	return out
}

// period reads from and to, both civil dates and both counted in.
func period(e *core.RequestEvent) (from, to calendar.Date, err error) {
	q := e.Request.URL.Query()
	if from, err = calendar.Parse(q.Get("from")); err == nil {
		to, err = calendar.Parse(q.Get("to"))
	}
	if err != nil || to.Before(from) {
		return from, to, e.BadRequestError("", err)
	}
	return from, to, nil
}
