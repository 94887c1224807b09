package privacy

import (
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// Format names the shape of Copy; another shape gets another name.
const Format = "escucha.person.1"

// Row is a stored row as it is given out: codes as codes, times in UTC.
type Row map[string]any

// Copy is everything that is held on a person (GDPR art. 15 and 20): who they
// are, what was noted of them, each of their cases with all that belongs to it.
type Copy struct {
	Format   string           `json:"format"`
	Made     string           `json:"made"`
	Business Row              `json:"business"`
	Language string           `json:"language"` // of the person: es, en
	Person   []Row            `json:"person"`   // the one that stands, then those merged into it
	Consents []Accepted       `json:"consents"` // which text was accepted, when
	Held     map[string][]Row `json:"held"`     // by collection
	Cases    []Case           `json:"cases"`    // oldest first
}

// Case is one case of the person and its rows, by collection.
type Case struct {
	Case Row              `json:"case"`
	Held map[string][]Row `json:"held"`
}

// Number is the case's own.
func (c Case) Number() string { return textOf(c.Case["number"]) }

// Gather reads everything that is held on a person. Confidential cases are theirs
// too; who may ask is the caller's to see to.
func (s *Service) Gather(app core.App, p Person) (Copy, error) {
	h, err := s.g.House(app)
	if err != nil {
		return Copy{}, err
	}
	out := Copy{Format: Format, Made: records.Stamp(s.g.Now()), Business: Row{}, Language: p.language(h), Held: map[string][]Row{}, Cases: []Case{}}
	if b := h.Business; b != nil {
		for _, name := range []string{"name", "legal_name", "tax_id", "address", "email", "phone"} {
			out.Business[name] = b.GetString(name)
		}
	}
	if out.Consents, err = s.accepted(app, p.Cases); err != nil {
		return out, err
	}
	return out, out.fill(app, p)
}

func (p Person) language(h *casework.House) string {
	if lang := p.Root.GetString("language"); lang != "" {
		return lang
	}
	if h.Business != nil && h.Business.GetString("language") != "" {
		return h.Business.GetString("language")
	}
	return "es"
}

// fill reads the holdings: what belongs to the person, and what to each case.
func (c *Copy) fill(app core.App, p Person) error {
	team, err := app.FindCachedCollectionByNameOrId(records.Agents)
	if err != nil {
		return fmt.Errorf("copy of a person: %w", err)
	}
	read, ofCases := reader{app, team.Id}, []held{}
	for _, h := range there(app) {
		switch {
		case h.Inside:
		case h.Collection == records.Customers:
			c.Person = read.rows(h, p.Rows)
		case h.Collection == records.Complaints:
			for _, row := range read.rows(h, p.Cases) {
				c.Cases = append(c.Cases, Case{row, map[string][]Row{}})
			}
		case h.Collection == records.Events || targets[h.By[0]] != records.Customers:
			ofCases = append(ofCases, h)
		default:
			if c.Held[h.Collection], err = read.all(h, p.ids(), idsOf(p.Cases)); err != nil {
				return err
			}
		}
	}
	return c.fillCases(read, p, ofCases)
}

func (c *Copy) fillCases(read reader, p Person, list []held) (err error) {
	for i, one := range p.Cases {
		for _, h := range list {
			if c.Cases[i].Held[h.Collection], err = read.all(h, nil, []string{one.Id}); err != nil {
				return err
			}
		}
	}
	return nil
}

// reader turns stored rows into what is given out.
type reader struct {
	app  core.App
	team string // collection of those who work here
}

// all reads the rows of a holding, oldest first.
func (r reader) all(h held, people, cases []string) ([]Row, error) {
	order := "_rowid_"
	for _, name := range []string{"created", "position", "date", "seq"} {
		if h.in.Fields.GetByName(name) != nil {
			order = name
		}
	}
	var rows []*core.Record
	if err := r.app.RecordQuery(h.in).AndWhere(h.of(people, cases)).OrderBy(order, "_rowid_").All(&rows); err != nil {
		return nil, fmt.Errorf("%s of a person: %w", h.Collection, err)
	}
	return r.rows(h, rows), nil
}

func (r reader) rows(h held, rows []*core.Record) []Row {
	out := make([]Row, len(rows))
	for i, row := range rows {
		out[i] = r.row(h, row)
	}
	return out
}

// row is what is given out of a row: not who of the team wrote it, which is about
// them, and of a file where it is in the archive.
func (r reader) row(h held, row *core.Record) Row {
	out := Row{"id": row.Id}
	for _, f := range h.in.Fields {
		name := f.GetName()
		if slices.Contains(h.Unshown, name) || namesTeam(f, r.team) {
			continue
		}
		out[name] = records.Exported(row, name)
		if _, isFile := f.(*core.FileField); isFile && row.GetString(name) != "" {
			out[name] = FilePath(row)
		}
	}
	return out
}

// namesTeam: the field points at somebody who works here.
func namesTeam(f core.Field, team string) bool {
	relation, ok := f.(*core.RelationField)
	return ok && relation.CollectionId == team
}

// FilePath is where a file of a case is in the archive of a person.
func FilePath(attachment *core.Record) string {
	return path.Join("files", attachment.GetString("complaint"), attachment.Id, attachment.GetString("file"))
}

func textOf(v any) string {
	text, _ := v.(string)
	return text
}

// Accepted is a text about personal data that the person accepted with a case.
type Accepted struct {
	Case     string `json:"case"` // its number
	Version  string `json:"version"`
	Language string `json:"language"`
	At       string `json:"at"`
	Text     string `json:"text"`
}

// accepted reads from the filings which text stood under each of them.
func (s *Service) accepted(app core.App, cases []*core.Record) ([]Accepted, error) {
	out := []Accepted{}
	for _, c := range cases {
		filed := casework.Snapshot(c)
		if filed["consent"] == "" {
			continue
		}
		one := Accepted{Case: c.GetString("number"), Version: filed["consent"], Language: filed["consent_language"], At: filed["consent_at"]}
		if one.Language == "" { // filings before the texts had languages of their own
			one.Language, one.At = c.GetString("language"), c.GetString("received_at")
		}
		rows, err := app.FindAllRecords(records.Consents, dbx.HashExp{"version": one.Version, "language": one.Language})
		if err != nil {
			return nil, fmt.Errorf("text that was accepted: %w", err)
		}
		if len(rows) > 0 {
			one.Text = rows[0].GetString("text")
		}
		out = append(out, one)
	}
	return out, nil
}

// JSON is the copy as a file.
func (s *Service) JSON(_ core.App, c Copy, to io.Writer) error {
	out := json.NewEncoder(to)
	out.SetIndent("", " ")
	if err := out.Encode(c); err != nil {
		return fmt.Errorf("write the copy of a person: %w", err)
	}
	return nil
}
