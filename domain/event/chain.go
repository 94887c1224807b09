// Package event is the record of what happened: one entry for each business
// action, chained to the one before it in the same case by a hash, so that an
// entry changed or removed behind the application's back is found.
package event

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Entry is one event of one case, as it is hashed and stored.
type Entry struct {
	Seq       int    // 1 for the filing, then without gaps
	Complaint string // record id; empty for what belongs to no case
	Type      string // stable code such as complaint.moved
	Actor     string // record id of who did it; empty for the clock
	ActorKind string // agent, superuser, customer, system
	Data      []byte // JSON
	Created   string // UTC, "2006-01-02 15:04:05.000Z"
	Previous  string // hash of the entry before; empty for the first
	Hash      string
}

// Sum computes the hash of the entry over everything but the hash itself. The
// data is hashed in canonical form, so that a database that stores the same
// JSON with other spacing does not change it.
func (e Entry) Sum() (string, error) {
	data, err := canonical(e.Data)
	if err != nil {
		return "", fmt.Errorf("hash event %d of %s: %w", e.Seq, e.Complaint, err)
	}
	line, err := json.Marshal([]any{e.Previous, e.Seq, e.Complaint, e.Type, e.Actor, e.ActorKind, e.Created, string(data)})
	if err != nil {
		return "", fmt.Errorf("hash event %d of %s: %w", e.Seq, e.Complaint, err)
	}
	sum := sha256.Sum256(line)
	return hex.EncodeToString(sum[:]), nil
}

// Seal returns the entry with its place in the chain and its hash.
func (e Entry) Seal(previous Entry) (Entry, error) {
	e.Seq, e.Previous = previous.Seq+1, previous.Hash
	sum, err := e.Sum()
	e.Hash = sum
	return e, err
}
