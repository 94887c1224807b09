package mailbox

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/thread"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// finder looks up what a mail names.
type finder struct {
	app core.App
	g   *casework.Engine
}

var _ thread.Finder = finder{}

// ByMessageID is the case of a message that we sent or took in.
func (f finder) ByMessageID(id string) (thread.Case, error) {
	if id == "" {
		return thread.Case{}, nil
	}
	return f.one("SELECT c.id, c.number FROM messages m JOIN complaints c ON c.id = m.complaint WHERE m.message_id = {:v} LIMIT 1", id)
}

// ByKey is the case of a tracking key.
func (f finder) ByKey(key string) (thread.Case, error) {
	return f.one("SELECT id, number FROM complaints WHERE tracking_key = {:v} LIMIT 1", key)
}

func (f finder) one(query, value string) (thread.Case, error) {
	var c thread.Case
	err := f.app.DB().NewQuery(query).Bind(dbx.Params{"v": value}).Row(&c.ID, &c.Number)
	if errors.Is(err, sql.ErrNoRows) {
		return thread.Case{}, nil
	}
	if err != nil {
		return c, fmt.Errorf("find the case of a mail: %w", err)
	}
	return c, nil
}

// Belongs says whether an address is the customer's, now or on filing.
func (f finder) Belongs(c thread.Case, email string) (bool, error) {
	row, err := f.app.FindRecordById(records.Complaints, c.ID)
	if err != nil {
		return false, fmt.Errorf("whose case is %s: %w", c.ID, err)
	}
	h, err := f.g.House(f.app)
	if err != nil {
		return false, err
	}
	key := h.ContactKey(casework.Email, email)
	if strings.EqualFold(strings.TrimSpace(casework.Snapshot(row)["email"]), key) {
		return true, nil
	}
	if row.GetString("customer") == "" {
		return false, nil
	}
	keys, err := casework.ContactKeys(f.app, row.GetString("customer"), casework.Email)
	return slices.Contains(keys, key), err
}
