package search

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/dbx"

	"escucha/domain/legal"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/telephone"
)

// Scores of exact hits: above whatever words can reach, in this order.
const (
	exactNumber   = 3000
	exactCustomer = 2000
	theirCases    = 1000
)

// exact finds by number, telephone, document and mail, each by its index; after
// a customer come their newest cases.
func (s *searcher) exact() ([]doc, error) {
	numbers, err := s.byNumber()
	if err != nil {
		return nil, err
	}
	out, err := s.documents(Complaint, numbers, exactNumber)
	if err != nil {
		return nil, err
	}
	people, err := s.customers()
	if err != nil {
		return nil, err
	}
	found, err := s.documents(Customer, people, exactCustomer)
	if err != nil || len(people) == 0 {
		return append(out, found...), err
	}
	cases, err := s.casesOf(people)
	return slices.Concat(out, found, cases), err
}

// documents are those of some records, with the value that was found in each.
func (s *searcher) documents(kind string, values map[string]string, score float64) ([]doc, error) {
	if len(values) == 0 {
		return nil, nil
	}
	list := []any{}
	for record := range values {
		list = append(list, record)
	}
	var ids []int64
	if err := s.app.ConcurrentDB().Select("id").From("search_docs").Where(dbx.HashExp{"kind": kind}).AndWhere(dbx.In("record", list...)).Column(&ids); err != nil {
		return nil, fmt.Errorf("documents of %s: %w", kind, err)
	}
	docs, err := s.allowed(kind, ids, toRank)
	for i := range docs {
		docs[i].score, docs[i].exact = score, values[docs[i].Record]
	}
	return docs, err
}

// valued is a record with the value that was asked for.
type valued struct {
	ID    string `db:"id"`
	Value string `db:"value"`
}

func (s *searcher) lookUp(table, shown string, where ...dbx.Expression) (map[string]string, error) {
	var rows []valued
	err := s.app.ConcurrentDB().Select("id", shown+" AS value").From(table).Where(dbx.And(where...)).Limit(enough).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("look up %s of %s: %w", shown, table, err)
	}
	out := map[string]string{}
	for _, r := range rows {
		out[r.ID] = r.Value
	}
	return out, nil
}

// byNumber finds cases by their number, whole or short, and by the number that
// another system gave them.
func (s *searcher) byNumber() (map[string]string, error) {
	typed := strings.ToUpper(strings.TrimLeft(s.filter.Text, "#"))
	if typed == "" || len(typed) > 60 {
		return nil, nil
	}
	numbers, err := s.numbers(typed)
	if err != nil {
		return nil, err
	}
	out, err := s.lookUp(records.Complaints, "number", dbx.In("number", append(numbers, typed)...))
	if err != nil {
		return nil, err
	}
	other, err := s.lookUp(records.Complaints, "external_id", dbx.In("source", "online", "staff", "api", "paper", "backup_book", "import"),
		dbx.HashExp{"external_id": s.filter.Text}, dbx.NewExp("external_id != ''"))
	for id, value := range other {
		out[id] = value
	}
	return out, err
}

// short are the ways to say a number without its zeros: 406, 406-2026, 2026-406.
var short = regexp.MustCompile(`^(?:(\d{4})[-/ ])?0*(\d{1,9})(?:[-/ ](\d{4}))?$`)

// numbers are the whole numbers that a short one may stand for: the running
// number in every pattern and year that numbers were given in.
func (s *searcher) numbers(typed string) ([]any, error) {
	parts := short.FindStringSubmatch(typed)
	if parts == nil || parts[1] != "" && parts[3] != "" {
		return nil, nil
	}
	seq, err := strconv.Atoi(parts[2])
	if err != nil {
		return nil, fmt.Errorf("read number %s: %w", typed, err)
	}
	years := []int{}
	var patterns []string
	db := s.app.ConcurrentDB()
	if said, err := strconv.Atoi(parts[1] + parts[3]); err == nil {
		years = append(years, said)
	} else if err := db.NewQuery("SELECT DISTINCT year FROM sequences").Column(&years); err != nil {
		return nil, fmt.Errorf("years of numbers: %w", err)
	}
	if err := db.NewQuery("SELECT DISTINCT COALESCE(json_extract(data, '$.number.pattern'), '') FROM profiles_legal").Column(&patterns); err != nil {
		return nil, fmt.Errorf("patterns of numbers: %w", err)
	}
	var out []any
	for _, pattern := range patterns {
		profile := legal.Profile{Numbering: legal.Numbering{Pattern: pattern}}
		for _, year := range years {
			out = append(out, profile.Number(seq, year))
		}
	}
	return out, nil
}

// customers finds people by telephone, document and mail.
func (s *searcher) customers() (map[string]string, error) {
	out := map[string]string{}
	keep := func(rows map[string]string, err error) error {
		maps.Copy(out, rows)
		return err
	}
	if keys := documentKeys(s.filter.Text); len(keys) > 0 {
		if err := keep(s.lookUp(records.Customers, "document_number", dbx.In("document_key", keys...), dbx.HashExp{"merged_into": ""})); err != nil {
			return nil, err
		}
	}
	for kind, keys := range map[string][]any{casework.Phone: phoneKeys(s.filter.Text, s.filter.Country), casework.Email: mailKeys(s.filter.Text)} {
		if len(keys) == 0 {
			continue
		}
		if err := keep(s.reached(kind, keys)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// reached are the customers with one of these mails or telephones.
func (s *searcher) reached(kind string, keys []any) (map[string]string, error) {
	var rows []valued
	err := s.app.ConcurrentDB().Select("customers.id", "value").From(records.Contacts).InnerJoin(records.Customers, dbx.NewExp("customers.id = contacts.customer")).
		Where(dbx.HashExp{"kind": kind, "merged_into": ""}).AndWhere(dbx.In("key", keys...)).Limit(enough).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("look up %s: %w", kind, err)
	}
	out := map[string]string{}
	for _, r := range rows {
		out[r.ID] = r.Value
	}
	return out, nil
}

var (
	number   = regexp.MustCompile(`^\+?[0-9 ().\-/]{6,30}$`)
	document = regexp.MustCompile(`^[\pL0-9 .\-/]{5,30}$`)
)

// callingCodes are those of the countries of the legal profiles: a number kept
// with the code of another country is found without it.
var callingCodes = []string{"51", "57", "34", "52", "56", "54", "593"}

func phoneKeys(typed, country string) []any {
	digits := strings.TrimLeft(regexp.MustCompile(`\D`).ReplaceAllString(typed, ""), "0")
	if !number.MatchString(typed) || len(digits) < 6 {
		return nil
	}
	keys := []any{telephone.Key(typed, country), digits}
	for _, code := range callingCodes {
		keys = append(keys, "+"+code+digits, code+digits)
	}
	return keys
}

func documentKeys(typed string) []any {
	key := casework.DocumentKey(typed)
	if !document.MatchString(typed) || len(key) < 5 || !strings.ContainsAny(key, "0123456789") {
		return nil
	}
	return []any{key}
}

func mailKeys(typed string) []any {
	if before, after, ok := strings.Cut(typed, "@"); !ok || before == "" || after == "" || strings.ContainsAny(typed, " <>") {
		return nil
	}
	return []any{strings.ToLower(typed)}
}

// casesOf are the newest cases of some customers.
func (s *searcher) casesOf(people map[string]string) ([]doc, error) {
	values := map[string]string{}
	for id := range people {
		var ids []string
		err := s.app.ConcurrentDB().Select("id").From(records.Complaints).Where(dbx.HashExp{"customer": id}).OrderBy("received_at DESC").Limit(enough).Column(&ids)
		if err != nil {
			return nil, fmt.Errorf("cases of %s: %w", id, err)
		}
		for _, c := range ids {
			values[c] = ""
		}
	}
	return s.documents(Complaint, values, theirCases)
}
