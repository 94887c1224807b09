package measure

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/measure"
)

// Owned begins the rows of every query about some cases: whose it is.
type Owned struct {
	Complaint string `db:"complaint"`
}

func (o Owned) owner() string { return o.Complaint }

// each reads the rows of a query and hands each to the facts of its case.
func each[T interface{ owner() string }](app core.App, name, ids string, at map[string]*measure.Facts, take func(*measure.Facts, T)) error {
	rows, err := of[T](app, name, ids)
	for _, r := range rows {
		if f := at[r.owner()]; f != nil {
			take(f, r)
		}
	}
	return err
}

type contactRow struct {
	Owned
	Ref  string `db:"ref"`
	Came bool   `db:"came"`
	Off  bool   `db:"off"`
	At   string `db:"at"`
}

func readContacts(app core.App, ids string, at map[string]*measure.Facts) error {
	return each(app, "contacts", ids, at, func(f *measure.Facts, r contactRow) {
		switch sent := moment(r.At); {
		case r.Came:
			f.Contacts = append(f.Contacts, measure.Contact{Ref: r.Ref, At: sent, Off: r.Off})
		case f.Receipt.IsZero():
			f.Receipt = sent
		}
	})
}

type promiseRow struct {
	Owned
	Ref    string `db:"ref"`
	Due    string `db:"due"`
	Done   string `db:"done"`
	Broken string `db:"broken"`
}

func readPromises(app core.App, ids string, at map[string]*measure.Facts) error {
	return each(app, "promises", ids, at, func(f *measure.Facts, r promiseRow) {
		f.Promises = append(f.Promises, measure.Promise{Ref: r.Ref, Due: moment(r.Due), Done: moment(r.Done), Broken: moment(r.Broken)})
	})
}

// markRow is something that happened at a moment.
type markRow struct {
	Owned
	Ref string `db:"ref"`
	At  string `db:"at"`
}

func readReached(app core.App, ids string, at map[string]*measure.Facts) error {
	return each(app, "reached", ids, at, func(f *measure.Facts, r markRow) { f.Reached = append(f.Reached, moment(r.At)) })
}

func readIncidents(app core.App, ids string, at map[string]*measure.Facts) error {
	return each(app, "incidents", ids, at, func(f *measure.Facts, r markRow) {
		f.Incidents = append(f.Incidents, measure.Mark{Ref: r.Ref, At: moment(r.At)})
	})
}

func readKin(app core.App, ids string, at map[string]*measure.Facts) error {
	return each(app, "kin", ids, at, func(f *measure.Facts, r markRow) {
		f.Kin = append(f.Kin, measure.Kin{Received: moment(r.At)})
	})
}

type surveyRow struct {
	Owned
	Ref         string `db:"ref"`
	Sent        string `db:"sent"`
	Answered    string `db:"answered"`
	Solution    int    `db:"solution"`
	Treatment   int    `db:"treatment"`
	Effort      int    `db:"effort"`
	Recommend   string `db:"recommend"`
	Expectation string `db:"expectation"`
	Compared    string `db:"compared"`
}

func readSurveys(app core.App, ids string, at map[string]*measure.Facts) error {
	return each(app, "surveys", ids, at, func(f *measure.Facts, r surveyRow) {
		f.Survey = &measure.Survey{Ref: r.Ref, Sent: moment(r.Sent), Answered: moment(r.Answered), Solution: r.Solution, Treatment: r.Treatment,
			Effort: r.Effort, Recommend: score(r.Recommend), Expectation: r.Expectation, Compared: r.Compared}
	})
}

type costRow struct {
	Owned
	Ref      string  `db:"ref"`
	At       string  `db:"at"`
	Value    float64 `db:"value"`
	Currency string  `db:"currency"`
}

func readCosts(app core.App, ids string, at map[string]*measure.Facts) error {
	return each(app, "costs", ids, at, func(f *measure.Facts, r costRow) {
		f.Costs = append(f.Costs, measure.Cost{Ref: r.Ref, At: moment(r.At), Value: r.Value, Currency: r.Currency})
	})
}
