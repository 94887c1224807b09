package link

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/event"
	"escucha/internal/casework"
	"escucha/internal/portal"
	"escucha/internal/records"
)

// Receipt is the proof of filing: number, key, moment, and the date of the
// answer with why it is that one.
func (l *Link) Receipt(_ context.Context, key, lang string) (portal.Receipt, error) {
	c, err := l.find(l.app, key)
	if err != nil {
		return portal.Receipt{}, err
	}
	return l.receiptOfCase(c, lang)
}

func (l *Link) receiptOfCase(c *core.Record, lang string) (portal.Receipt, error) {
	h, err := l.g.House(l.app)
	if err != nil {
		return portal.Receipt{}, err
	}
	due, err := casework.Trace(c)
	if err != nil {
		return portal.Receipt{}, err
	}
	out := portal.Receipt{Number: c.GetString("number"), Key: c.GetString("tracking_key"), ReceivedAt: at(c, "received_at"), Due: due.Due.String(), Term: term(h),
		Skipped: skipped(due), Base: pick(lang, h.Profile.BaseES, h.Profile.BaseEN)}
	provider, err := h.Provider(c)
	if err != nil {
		return out, err
	}
	out.Provider = portal.Provider{Name: provider["name"], LegalName: provider["legal_name"], TaxID: provider["tax_id"],
		Address: provider["address"], Book: provider["book"], BookCode: provider["book_code"]}
	out.Source, out.Folio, out.PaperDate = c.GetString("source"), c.GetString("folio"), civil(at(c, "paper_date"), h)
	filed, err := l.filed(c)
	if err != nil {
		return portal.Receipt{}, err
	}
	out.Filing, out.LegalKind = asFiled(filed), filed.GetString("legal_kind")
	out.MailTo = out.Filing.Email
	if out.FileNames, err = l.fileNames(c); err != nil {
		return out, err
	}
	if answered := at(c, "resolved_at"); !answered.IsZero() {
		out.Answer, out.AnsweredAt = c.GetString("actions_public"), answered
	}
	return out, nil
}

// skipped are the holidays on working days that moved the date.
func skipped(due calendar.Result) []portal.Skipped {
	var out []portal.Skipped
	for _, d := range due.Trace {
		if d.Reason == calendar.ReasonHoliday && d.Date.Weekday() != time.Saturday && d.Date.Weekday() != time.Sunday {
			out = append(out, portal.Skipped{Date: d.Date.String(), Name: d.Name})
		}
	}
	return out
}

// told are the fields of a filing that the team may correct later; the proof of
// filing keeps what the customer wrote.
var told = []string{"kind", "legal_kind", "remedy_requested", "product_text", "amount", "currency", "reply_channel"}

// filed is the case as its first event tells of it.
func (l *Link) filed(c *core.Record) (*core.Record, error) {
	row, err := l.app.FindFirstRecordByFilter(records.Events, "complaint = {:c} && type = 'complaint.filed'", dbx.Params{"c": c.Id})
	if err != nil {
		return nil, fmt.Errorf("event of the filing of %s: %w", c.Id, err)
	}
	var data event.Data
	if err := json.Unmarshal([]byte(row.GetString("data")), &data); err != nil {
		return nil, fmt.Errorf("event of the filing of %s: %w", c.Id, err)
	}
	out := c.Clone()
	for _, name := range told {
		out.Set(name, data.Changes[name].After)
	}
	return out, nil
}

// asFiled is the filing as it was stored, from the case and its snapshot.
func asFiled(c *core.Record) portal.Filing {
	s := casework.Snapshot(c)
	return portal.Filing{Kind: c.GetString("kind"), Narrative: c.GetString("narrative"), RemedyRequested: c.GetString("remedy_requested"),
		Product: c.GetString("product_text"), Amount: c.GetFloat("amount"), Currency: c.GetString("currency"), Name: s["name"],
		DocumentType: s["document_type"], DocumentNumber: s["document_number"], Email: s["email"], Phone: s["phone"], Address: s["address"],
		ReplyChannel: c.GetString("reply_channel"), Minor: s["minor"] == "yes", Representative: s["representative"],
		RepDocument: s["rep_document"], RepAddress: s["rep_address"], RepPhone: s["rep_phone"], RepEmail: s["rep_email"], Language: c.GetString("language")}
}
