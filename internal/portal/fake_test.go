package portal_test

import (
	"context"
	"errors"
	"io"
	"maps"
	"strings"
	"sync"
	"time"

	"escucha/internal/portal"
)

const (
	fakeKey    = "K7QD93MXTFHW2RPNABCDEFGH"
	fakeNumber = "000000406-2026"
)

// fake is an engine that remembers what it was asked.
type fake struct {
	mu          sync.Mutex
	business    portal.Business
	spec        portal.FormSpec
	view        portal.CaseView
	filings     []portal.Filing
	contents    []string // of the files of all filings and additions
	calls       []string
	fail        error         // what every write answers
	slow        chan struct{} // File waits for it
	down        bool          // Business fails
	broken      error         // what Form and Case answer
	invitations map[string]map[string]string
}

func newFake() *fake {
	lima, err := time.LoadLocation("America/Lima")
	if err != nil {
		panic(err)
	}
	return &fake{business: casaNogal(lima), spec: peru(), view: proposed()}
}

func casaNogal(zone *time.Location) portal.Business {
	return portal.Business{
		Name: "Casa Nogal", LegalName: "Casa Nogal S.A.C.", TaxID: "20600000001",
		Address: "Av. Los Nogales 1180, Surquillo, Lima", Phone: "(01) 900 0100",
		Email: "escucha@casanogal.example", WhatsApp: "900 000 100", Ways: []portal.Way{{Name: "Carta", Contact: "Apartado 12, Lima"}}, Hours: "lunes a sábado, 9:00 a 19:00",
		Country: "pe", Profile: "pe", BookCode: "LR-SUR-01", Zone: zone, Currency: "PEN",
		Term: portal.Term{Amount: 15, Unit: "business_days"}, RetentionYears: 2,
		FirstContact: portal.Term{Amount: 1, Unit: "business_days"},
		LegalNote:    "Presentarlo con nosotros no le impide acudir a INDECOPI ni es un requisito para hacerlo.",
		ExternalWays: []string{"INDECOPI"},
	}
}

func peru() portal.FormSpec {
	return portal.FormSpec{
		Required: []string{"name", "document_number", "narrative"}, AnyOf: [][]string{{"email", "address"}},
		Kinds: []string{"claim", "grievance"}, DocumentTypes: []string{"dni", "ce", "passport"},
		ReplyChannels: []string{"email", "letter"}, Minors: true, Currency: "PEN",
		MaxFiles: 5, MaxFileBytes: 8 << 20, Consent: "2026-11 es",
	}
}

func at(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour+5, minute, 0, 0, time.UTC)
}

func proposed() portal.CaseView {
	return portal.CaseView{
		Number: fakeNumber, Key: fakeKey, ReceivedAt: at(17, 16, 8), Narrative: story,
		Goal: "Recibir el pedido completo y en buen estado", Stage: "proposed", Since: at(24, 11, 52),
		Passed: []portal.Passed{{Stage: "received", At: at(17, 16, 8)}, {Stage: "assessing", At: at(18, 9, 30)}, {Stage: "investigating", At: at(18, 12, 0)}},
		Ahead:  []string{"executing", "resolved", "closed"}, Attends: portal.Attendant{Name: "Inés Paredes"},
		NextStep: "Esperamos su elección", NextDue: "2026-12-01", Due: "2026-12-10",
		Paraphrase: "Lo que usted necesita es recibir el juego completo y en buen estado, por la mañana y antes del sábado 5 de diciembre.",
		Proposal: &portal.Proposal{
			Text: "En las tres, la entrega es por la mañana y antes del sábado 5.", ETA: "2026-11-27",
			Expires: at(30, 18, 0), Phrase: "Acuerdo aceptado para solucionar el reclamo",
			Options: []portal.Option{
				{ID: "one", Text: "Un juego nuevo completo\nSe lo llevamos el viernes 27 entre 9 y 11, en dos cajas con separadores."},
				{ID: "two", Text: "Solo las cinco piezas\nTres platos y dos tazas el jueves 26, y le devolvemos S/ 70."},
			},
		},
		Tasks:     []portal.Task{{Title: "Separar un juego revisado pieza por pieza", Done: true}, {Title: "Llevarlo a su casa", Due: "2026-11-27"}},
		Temporary: &portal.Temporary{Text: "Le prestamos seis platos de muestra", From: "2026-11-24", Until: "2026-12-05"},
		Messages: []portal.Message{
			{In: true, Text: "Señorita Inés, añado algo importante: la entrega tendría que ser por la mañana.", At: at(23, 18, 5)},
			{Author: "Inés Paredes", Text: "Buenos días, Rosa Elena. Tengo dos maneras de resolverlo.", At: at(24, 11, 52)},
		},
		FileNames: []string{"plato-1.jpg"}, CanAdd: true, CanWithdraw: true,
	}
}

const story = "El sábado 14 recibí la vajilla que pedí para el almuerzo de los 80 años de mi madre. Tres platos llegaron rotos y faltan dos tazas. Solo quiero el juego completo, sin golpes."

func (f *fake) Privacy(context.Context, string) (portal.Privacy, error) {
	return portal.Privacy{Version: "2026-11", Language: "es", From: "2026-11-01", Parts: []portal.PrivacyPart{{Title: "Qué guardamos", Text: "Lo que usted nos cuenta."}}}, f.broken
}

func (f *fake) Business(context.Context, string) (portal.Business, error) {
	if f.down {
		return portal.Business{}, errors.New("database is locked")
	}
	return f.business, nil
}

func (f *fake) Form(context.Context, string) (portal.FormSpec, error) { return f.spec, f.broken }

func (f *fake) Invitation(_ context.Context, token string) (map[string]string, error) {
	if known := f.invitations[token]; known != nil {
		return known, f.broken
	}
	return nil, errors.Join(portal.ErrNotFound, f.broken)
}

func (f *fake) File(_ context.Context, filing portal.Filing) (portal.Receipt, error) {
	if f.slow != nil {
		<-f.slow
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail != nil {
		return portal.Receipt{}, f.fail
	}
	for _, file := range filing.Files {
		f.read(file.Reader.Open())
	}
	f.filings = append(f.filings, filing)
	return portal.Receipt{Number: fakeNumber, Key: fakeKey}, nil
}

func (f *fake) read(r io.ReadSeekCloser, err error) {
	if err != nil {
		panic(err)
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	f.contents = append(f.contents, string(raw))
}

func (f *fake) Receipt(_ context.Context, key, _ string) (portal.Receipt, error) {
	if key != fakeKey {
		return portal.Receipt{}, portal.ErrNotFound
	}
	filing := portal.Filing{
		Kind: "claim", Narrative: story, RemedyRequested: "Recibir el juego completo antes del 5 de diciembre", Name: "Rosa Elena Quispe Huamán",
		DocumentType: "dni", DocumentNumber: "99012276", Email: "rosa.quispe@correo.example", Phone: "900 000 142",
		Address: "Jr. Los Ceibos 214, Breña, Lima", Product: "Vajilla Colca, 42 piezas", Amount: 689, Currency: "PEN", ReplyChannel: "email",
	}
	if len(f.filings) > 0 {
		filing = f.filings[len(f.filings)-1]
	}
	return portal.Receipt{
		Number: fakeNumber, Key: fakeKey, ReceivedAt: at(17, 16, 8), Due: "2026-12-10",
		Term: f.business.Term, Skipped: []portal.Skipped{{Date: "2026-12-08", Name: "Inmaculada Concepción"}, {Date: "2026-12-09", Name: "Batalla de Ayacucho"}},
		Base: "DS 011-2011-PCM", MailTo: filing.Email, Filing: filing, FileNames: []string{"plato-1.jpg", "plato-2.jpg"},
		Provider: portal.Provider{Name: f.business.Name, LegalName: f.business.LegalName, TaxID: f.business.TaxID, Address: f.business.Address, BookCode: f.business.BookCode},
	}, nil
}

func (f *fake) Paper(_ context.Context, key, kind, _ string) (portal.Paper, error) {
	if key != fakeKey || kind != "sheet" {
		return portal.Paper{}, portal.ErrNotFound
	}
	return portal.Paper{Name: "hoja ñ.pdf", Content: []byte("%PDF-1.3")}, f.broken
}

func (f *fake) Open(_ context.Context, number, key string) (string, error) {
	if number != fakeNumber || key != fakeKey {
		return "", portal.ErrNotFound
	}
	return fakeKey, nil
}

func (f *fake) Case(_ context.Context, key, _ string) (portal.CaseView, error) {
	if key != fakeKey {
		return portal.CaseView{}, portal.ErrNotFound
	}
	return f.view, f.broken
}

// write records a call with its words, or fails as told.
func (f *fake) write(key string, words ...string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if key != fakeKey {
		return portal.ErrNotFound
	}
	if f.fail == nil {
		f.calls = append(f.calls, strings.Join(words, "|"))
	}
	return f.fail
}

func (f *fake) AddInformation(_ context.Context, key string, add portal.Addition) error {
	for _, file := range add.Files {
		f.read(file.Reader.Open())
	}
	return f.write(key, "add", add.Text)
}

func (f *fake) ConfirmParaphrase(_ context.Context, key string) error { return f.write(key, "confirm") }

func (f *fake) CorrectParaphrase(_ context.Context, key, text string) error {
	return f.write(key, "correct", text)
}

func (f *fake) Accept(_ context.Context, key, option string) error {
	return f.write(key, "accept", option)
}

func (f *fake) Refuse(_ context.Context, key string, r portal.Refusal) error {
	silent := map[bool]string{true: "silent", false: "told"}
	return f.write(key, "refuse", r.Reason, r.PreferredSolution, silent[r.PreferredRefused])
}

func (f *fake) Withdraw(_ context.Context, key, words string) error {
	return f.write(key, "withdraw", words)
}

func (f *fake) Reopen(_ context.Context, key, reason string) error {
	return f.write(key, "reopen", reason)
}

// stages are views of the case at every stage, with all that can be shown.
func stages() map[string]portal.CaseView {
	views := map[string]portal.CaseView{}
	for _, stage := range []string{
		"received", "assessing", "investigating", "waiting_customer", "proposed", "executing",
		"denial_review", "resolved", "closed", "disputed", "voided",
	} {
		v := proposed()
		v.Stage = stage
		views[stage] = v
	}
	late := views["resolved"]
	late.Proposal, late.Paraphrase, late.CanReopen, late.ReopenUntil = nil, "", true, "2026-12-31"
	late.Letter, late.LetterAt = "Estimada Rosa Elena:\n\nEl golpe ocurrió en el almacén.", at(28, 10, 0)
	asked, dispute, void := views["waiting_customer"], views["disputed"], views["voided"]
	asked.Proposal = nil
	asked.Asked = &portal.Asked{What: "Una foto de la caja", Why: "Para ver cómo viajó", Until: "2026-12-02"}
	dispute.Authority, void.VoidedReason = "INDECOPI", "Duplicado del caso 000000405-2026"
	maps.Copy(views, map[string]portal.CaseView{"resolved": late, "waiting_customer": asked, "disputed": dispute, "voided": void})
	return views
}
