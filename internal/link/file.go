package link

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/legal"
	"escucha/internal/casework"
	"escucha/internal/channel"
	"escucha/internal/portal"
	"escucha/internal/records"
)

// File registers a complaint from the public form: customer, case and files in
// one transaction. The same form sent twice files once.
func (l *Link) File(ctx context.Context, f portal.Filing) (portal.Receipt, error) {
	if key, err := l.filedBefore(f.Token); err != nil || key != "" {
		return l.receiptOf(ctx, key, f.Language, err)
	}
	if f.Minor && strings.TrimSpace(f.Representative) == "" {
		return portal.Receipt{}, portal.FieldErrors{"representative": {Code: "required"}}
	}
	if wrong := l.wrongDocument(f); wrong != nil {
		return portal.Receipt{}, wrong
	}
	consent, err := l.consented(f)
	if err != nil {
		return portal.Receipt{}, err
	}
	var key string
	err = l.app.RunInTransaction(func(tx core.App) error {
		invited, err := l.channels.Claim(tx, f.Invitation)
		if err != nil {
			return err
		}
		customer, err := l.customer(tx, f, invited)
		if err != nil {
			return err
		}
		fields, err := l.filing(tx, f, customer, invited)
		if err != nil {
			return err
		}
		c, err := l.g.FileOnline(tx, fields, typed(f, consent))
		if err != nil {
			return err
		}
		if err := l.channels.Tie(tx, invited, c); err != nil {
			return err
		}
		key = c.GetString("tracking_key")
		return l.attach(tx, c, "", portal.Addition{Files: f.Files})
	})
	return l.receiptOf(ctx, key, f.Language, explain(err))
}

// wrongDocument tells of a number that cannot be one of its kind, with an
// example: a slip of the finger would leave the filing without effect.
func (l *Link) wrongDocument(f portal.Filing) error {
	h, err := l.g.House(l.app)
	if err != nil {
		return err
	}
	types, err := legal.DocumentTypes(h.Profile.Country)
	if err != nil || f.DocumentNumber == "" {
		return err
	}
	for _, t := range types {
		if t.Code == f.DocumentType && legal.CheckDocument(h.Profile.Country, t.Code, f.DocumentNumber) != nil {
			text := l.g.Texts.T(f.Language, "error.document_number_format", map[string]any{"example": t.Example})
			return portal.FieldErrors{"document_number": {Code: "document_number_format", Message: text}}
		}
	}
	return nil
}

func (l *Link) receiptOf(ctx context.Context, key, lang string, err error) (portal.Receipt, error) {
	if err != nil {
		return portal.Receipt{}, err
	}
	return l.Receipt(ctx, key, lang)
}

// filedBefore finds the key of the case that this form made already.
func (l *Link) filedBefore(token string) (string, error) {
	if token == "" {
		return "", nil
	}
	rows, err := l.app.FindRecordsByFilter(records.Complaints, "source = 'online' && external_id = {:t}", "", 1, 0, dbx.Params{"t": token})
	if err != nil || len(rows) == 0 {
		return "", err
	}
	return rows[0].GetString("tracking_key"), nil
}

// filing is the complaint as the form gave it. A form without a kind is a
// claim: the stricter reading (DS 011-2011-PCM art. 6).
func (l *Link) filing(app core.App, f portal.Filing, customer string, invited channel.Invited) (map[string]any, error) {
	h, err := l.g.House(app)
	if err != nil {
		return nil, err
	}
	kind := f.Kind
	if kind == "" {
		kind = "claim"
	}
	return map[string]any{"book": h.FindBook(f.Book).ID, "kind": kind, "channel": "portal", "source": "online", "external_id": f.Token, "customer": customer,
		"narrative": f.Narrative, "remedy_requested": f.RemedyRequested, "product_text": f.Product, "amount": f.Amount,
		"currency": f.Currency, "reply_channel": f.ReplyChannel, "language": f.Language, "owner": invited.Owner}, nil
}

// typed is what belongs to this filing alone: the data as they were typed, so
// that nothing known of the person from elsewhere shows on the receipt, who
// files for a minor, and which privacy text was read.
func typed(f portal.Filing, consent map[string]string) map[string]string {
	out := map[string]string{"name": f.Name, "document_type": f.DocumentType, "document_number": f.DocumentNumber,
		"email": f.Email, "phone": f.Phone, "address": f.Address}
	maps.Copy(out, consent)
	if f.Minor {
		out["minor"], out["representative"] = "yes", f.Representative
		out["rep_document"], out["rep_address"], out["rep_phone"], out["rep_email"] = f.RepDocument, f.RepAddress, f.RepPhone, f.RepEmail
	}
	return out
}

// customer finds the same person by document or mail when the rest of what was
// typed agrees, or keeps a new one. Nothing known of a person is changed from
// outside.
func (l *Link) customer(app core.App, f portal.Filing, invited channel.Invited) (string, error) {
	known, err := l.g.Known(app, "", f.Email, f.DocumentNumber)
	if err != nil {
		return "", fmt.Errorf("find customer: %w", err)
	}
	if invited.Customer != nil { // whom the agent wrote it down for
		known = append([]*core.Record{invited.Customer}, known...)
	}
	for _, r := range known {
		same, err := l.sameData(app, r, f)
		if err != nil {
			return "", err
		}
		if same {
			return r.Id, nil
		}
	}
	r, err := l.g.Create(app, records.Customers, map[string]any{"name": f.Name, "document_type": f.DocumentType, "document_number": f.DocumentNumber,
		"email": f.Email, "phone": f.Phone, "address": f.Address, "language": f.Language}, casework.CustomerActor(""))
	if err != nil {
		return "", err
	}
	return r.Id, nil
}

// sameData: every datum that was given is one that is known, however it was
// written.
func (l *Link) sameData(app core.App, r *core.Record, f portal.Filing) (bool, error) {
	line := func(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }
	for _, datum := range []struct {
		name, typed string
		plain       func(string) string
	}{{"name", f.Name, line}, {"address", f.Address, line}, {"document_number", f.DocumentNumber, casework.DocumentKey}} {
		if datum.typed != "" && datum.plain(datum.typed) != datum.plain(r.GetString(datum.name)) {
			return false, nil
		}
	}
	h, err := l.g.House(app)
	if err != nil {
		return false, err
	}
	for kind, typed := range map[string]string{casework.Email: f.Email, casework.Phone: f.Phone} {
		keys, err := casework.ContactKeys(app, r.Id, kind)
		if err != nil || typed != "" && !slices.Contains(keys, h.ContactKey(kind, typed)) {
			return false, err
		}
	}
	return true, nil
}

// attach keeps the files of a filing or of a message.
func (l *Link) attach(app core.App, c *core.Record, message string, add portal.Addition) error {
	for _, file := range add.Files {
		values := map[string]any{"complaint": c.Id, "message": message, "kind": "evidence", "file": file}
		if _, err := l.g.Create(app, records.Attachments, values, actor(c)); err != nil {
			return err
		}
	}
	return nil
}
