package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
)

// What is searched beside the cases: three messages for each of them, and one
// customer for five.
const (
	messagesPerCase = 3
	casesPerPerson  = 5
	vocabulary      = 30_000
	firstDocument   = 50_000_000
)

var (
	firstNames = []string{"Rosa", "Inés", "Tomás", "Graciela", "Rubén", "Lucía", "Óscar", "Marta", "Bruno", "Nélida", "Íñigo", "Begoña", "Wilfredo", "Zoila", "Dolores", "Efraín"}
	lastNames  = []string{"Quispe", "Paredes", "Villar", "Otoya", "Chumpitaz", "Mendiburu", "Lira", "Solís", "Cárdenas", "Huamán", "Núñez", "Etxeberria", "Ríos", "Zevallos", "Peña", "Yupanqui"}
	syllables  = []string{"ca", "lo", "men", "tri", "pa", "sur", "ba", "dé", "fi", "gon", "ji", "ñu", "que", "ri", "so", "tal", "un", "ver", "xo", "yá"}
)

// word is word i of the vocabulary; each has its own.
func word(i int) string {
	var out strings.Builder
	for i += len(syllables); i > 0; i /= len(syllables) {
		out.WriteString(syllables[i%len(syllables)])
	}
	return out.String() + "r"
}

// chatter is a message: sentences that everybody writes, and words of which few
// are common and most are rare, as in any language.
func chatter(rng *rand.Rand, zipf *rand.Zipf) string {
	var out strings.Builder
	for length := 150 + rng.IntN(350); out.Len() < length; {
		if rng.IntN(2) == 0 {
			out.WriteString(pick(rng, sentences...))
			continue
		}
		for range 6 {
			out.WriteString(word(int(zipf.Uint64())) + " ")
		}
	}
	return out.String()
}

// person is the name of customer i; telephone and document follow from i too.
func person(i int) string {
	return firstNames[i%len(firstNames)] + " " + lastNames[i/len(firstNames)%len(lastNames)] + " " + lastNames[i/7%len(lastNames)]
}

// indexedLater fills tables without what keeps the full-text index, and makes the
// index at the end: in a quarter of the time that row by row would take.
func indexedLater(db *dbx.DB, fill func(*dbx.Tx) error) error {
	return db.Transactional(func(tx *dbx.Tx) error {
		var triggers []struct {
			Name string `db:"name"`
			SQL  string `db:"sql"`
		}
		if err := tx.Select("name", "sql").From("sqlite_master").Where(dbx.NewExp("type = 'trigger' AND name LIKE 'search_%'")).All(&triggers); err != nil {
			return fmt.Errorf("list triggers: %w", err)
		}
		var before, after []string
		for _, t := range triggers {
			before, after = append(before, "DROP TRIGGER "+t.Name), append(after, t.SQL)
		}
		if err := each(tx, before); err != nil {
			return err
		}
		if err := fill(tx); err != nil {
			return err
		}
		return each(tx, append(after, "DELETE FROM search_pending", "DELETE FROM search_docs",
			"INSERT INTO search_docs SELECT * FROM search_fill", "INSERT INTO search_index (search_index) VALUES ('rebuild')"))
	})
}

func each(tx *dbx.Tx, steps []string) error {
	for _, step := range steps {
		if _, err := tx.NewQuery(step).Execute(); err != nil {
			return fmt.Errorf("%.60s: %w", step, err)
		}
	}
	return nil
}

// furnish stores messages and customers beside the cases.
func furnish(tx *dbx.Tx, cases int) error {
	rng := rand.New(rand.NewPCG(2026, 12))
	for i := range cases / casesPerPerson {
		if _, err := tx.Insert(records.Customers, dbx.Params{"id": fmt.Sprintf("p%014d", i), "name": person(i), "phone": fmt.Sprintf("+51 9%08d", i),
			"phone_key": fmt.Sprintf("+519%08d", i), "document_number": fmt.Sprint(firstDocument + i), "document_key": fmt.Sprint(firstDocument + i),
			"created": "2024-01-01 00:00:00.000Z"}).Execute(); err != nil {
			return fmt.Errorf("customer %d: %w", i, err)
		}
		if _, err := tx.Insert(records.Contacts, dbx.Params{"id": fmt.Sprintf("k%014d", i), "customer": fmt.Sprintf("p%014d", i), "kind": "phone",
			"value": fmt.Sprintf("+51 9%08d", i), "key": fmt.Sprintf("+519%08d", i)}).Execute(); err != nil {
			return fmt.Errorf("contact %d: %w", i, err)
		}
	}
	zipf := rand.NewZipf(rng, 1.1, 3, vocabulary-1)
	begun := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range cases * messagesPerCase {
		if _, err := tx.Insert(records.Messages, dbx.Params{"id": fmt.Sprintf("m%014d", i), "complaint": fmt.Sprintf("c%014d", i%cases),
			"direction": pick(rng, "in", "out", "note"), "purpose": "reply", "subject": "Su caso", "text": chatter(rng, zipf),
			"created": records.Stamp(begun.Add(time.Duration(i) * 4 * time.Minute))}).Execute(); err != nil {
			return fmt.Errorf("message %d: %w", i, err)
		}
	}
	return nil
}
