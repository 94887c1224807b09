package search

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
)

// Customers finds people by telephone, document and mail, and by the words of
// their data, narrowed by a query on customers: a page of ids in order, and the
// cursor of the next one. country is how a telephone is read.
func Customers(app core.App, text, country, after string, limit int, narrow casework.Visible) (ids []string, next string, err error) {
	s := &searcher{app: app, filter: Filter{Text: trimmed(text), Country: country, Kind: Customer, After: after, Limit: limit}, access: Access{Customers: narrow}, kinds: only(Customer)}
	s.terms = parse(s.filter.Text)
	exact, err := s.customers()
	if err != nil {
		return nil, "", fmt.Errorf("search customers: %w", err)
	}
	docs, err := s.documents(Customer, exact, exactCustomer)
	if err != nil {
		return nil, "", fmt.Errorf("search customers: %w", err)
	}
	if docs, err = s.together(docs); err != nil {
		return nil, "", fmt.Errorf("search customers: %w", err)
	}
	page := s.page(docs)
	if len(page) > limit {
		page = page[:limit]
		next = cursor(page[limit-1])
	}
	for _, d := range page {
		ids = append(ids, d.Record)
	}
	return ids, next, nil
}
