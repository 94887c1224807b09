package casework

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
)

// DeadMail is a mail that was set aside: to whom, of which case, and why.
type DeadMail struct {
	ID        string `json:"id" db:"id"`
	To        string `json:"to" db:"target"`
	Complaint string `json:"complaint" db:"complaint"`
	Number    string `json:"number" db:"number"`
	Problem   string `json:"problem" db:"problem"`
	Said      string `json:"said" db:"last_error"` // the server's words
	Tries     int    `json:"tries" db:"attempts"`
	Words     string `json:"words" db:"-"` // of the problem, and what to do, for the reader
	Advice    string `json:"advice" db:"-"`
}

// deadShown is how many are listed: more than one screen is one trouble.
const deadShown = 50

// DeadMails lists them, the newest first, in the words of a language.
func (g *Engine) DeadMails(app core.App, lang string) ([]DeadMail, error) {
	list := []DeadMail{}
	err := app.ConcurrentDB().NewQuery(`SELECT outbox.id, outbox.target, outbox.complaint, COALESCE(complaints.number, '') AS number, outbox.problem,
		outbox.last_error, outbox.attempts FROM outbox LEFT JOIN complaints ON complaints.id = outbox.complaint
		WHERE outbox.status = 'dead' ORDER BY outbox.next_attempt DESC LIMIT ` + fmt.Sprint(deadShown)).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list dead mail: %w", err)
	}
	for i := range list {
		if list[i].Problem == "" { // set aside before problems had codes
			list[i].Problem = "failed"
		}
		list[i].Words, list[i].Advice = g.MailWords(list[i].Problem, lang)
	}
	return list, nil
}

// MailWords say what a code of trouble means to an owner, and what to do about it.
func (g *Engine) MailWords(code, lang string) (words, advice string) {
	key := "health.smtp." + code
	if code == "" || !g.Texts.Has(lang, key) {
		return "", ""
	}
	return g.Texts.T(lang, key, nil), g.Texts.T(lang, key+".do", nil)
}
