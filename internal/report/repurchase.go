package report

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/customer"
	"escucha/internal/records"
)

//go:embed closed.sql
var closedSQL string

// WindowLine is how many customers came back within so many days of a closing,
// of those whose window is over. Share is in percent; null without anybody.
type WindowLine struct {
	Days      int      `json:"days"`
	Customers int      `json:"customers"`
	Returned  int      `json:"returned"`
	Share     *float64 `json:"share"`
}

// ReturnLine is one closed case with what came after it (R001). Zero is not
// told; Returned is null when nobody bought again.
type ReturnLine struct {
	Complaint string      `json:"complaint"`
	Number    string      `json:"number"`
	Closed    string      `json:"closed"` // civil day
	MoodStart int         `json:"mood_start"`
	MoodEnd   int         `json:"mood_end"`
	Solution  int         `json:"solution"`
	Recommend *int        `json:"recommend"`
	Gesture   bool        `json:"gesture"`
	Returned  *int        `json:"returned_after"` // days
	Purchases map[int]int `json:"purchases"`      // within each window
}

// ReturnReport is whether those whose case was closed bought again. Unlisted
// are confidential cases: they count, and nobody reads which ones they are.
type ReturnReport struct {
	From     string       `json:"from"`
	To       string       `json:"to"`
	Windows  []WindowLine `json:"windows"`
	Items    []ReturnLine `json:"items"`
	Unlisted int          `json:"unlisted"`
}

type closedCase struct {
	ID           string `db:"id"`
	Number       string `db:"number"`
	Customer     string `db:"customer"`
	Confidential bool   `db:"confidential"`
	ClosedAt     string `db:"closed_at"`
	MoodStart    int    `db:"mood_start"`
	MoodEnd      int    `db:"mood_end"`
	Solution     int    `db:"solution"`
	Recommend    string `db:"recommend"`
	Gesture      bool   `db:"gesture"`
}

// Repurchase looks at the cases closed in a period.
func Repurchase(app core.App, p Period) (Report, error) {
	var cases []closedCase
	if err := app.ConcurrentDB().NewQuery(closedSQL).Bind(p.bounds()).All(&cases); err != nil {
		return nil, fmt.Errorf("report repurchase: %w", err)
	}
	bought, err := purchasesOf(app, cases)
	if err != nil {
		return nil, err
	}
	out := &ReturnReport{From: p.From.String(), To: p.To.String(), Items: []ReturnLine{}}
	tally := newTally()
	for _, c := range cases {
		closed, err := p.dayOf(c.ClosedAt)
		if err != nil {
			return nil, fmt.Errorf("report repurchase: %w", err)
		}
		after := customer.Return(closed, p.Today, bought[c.Customer])
		tally.add(c.Customer, after)
		if c.Confidential {
			out.Unlisted++
			continue
		}
		out.Items = append(out.Items, lineOf(c, closed, after))
	}
	out.Windows = tally.lines()
	return out, nil
}

func lineOf(c closedCase, closed calendar.Date, after customer.Repurchase) ReturnLine {
	line := ReturnLine{Complaint: c.ID, Number: c.Number, Closed: closed.String(), MoodStart: c.MoodStart, MoodEnd: c.MoodEnd,
		Solution: c.Solution, Gesture: c.Gesture, Purchases: map[int]int{}}
	if n, err := strconv.Atoi(c.Recommend); err == nil { // empty: not answered
		line.Recommend = &n
	}
	if after.Days > 0 {
		line.Returned = &after.Days
	}
	for _, window := range customer.Windows() {
		line.Purchases[window] = after.Count[window]
	}
	return line
}

// tally counts customers, each once for a window, whatever the number of cases.
type tally map[int]map[string]bool

func newTally() tally {
	out := tally{}
	for _, window := range customer.Windows() {
		out[window] = map[string]bool{}
	}
	return out
}

func (t tally) add(who string, after customer.Repurchase) {
	for window, customers := range t {
		if after.Due[window] {
			customers[who] = customers[who] || after.Count[window] > 0
		}
	}
}

func (t tally) lines() []WindowLine {
	var out []WindowLine
	for _, window := range customer.Windows() {
		line := WindowLine{Days: window, Customers: len(t[window])}
		for _, returned := range t[window] {
			if returned {
				line.Returned++
			}
		}
		if line.Customers > 0 {
			share := cents(100 * float64(line.Returned) / float64(line.Customers))
			line.Share = &share
		}
		out = append(out, line)
	}
	return out
}

// some is how many customers are asked about at a time.
const some = 500

// purchasesOf reads what the customers of these cases bought, by their index.
func purchasesOf(app core.App, cases []closedCase) (map[string][]customer.Purchase, error) {
	var ids []any
	seen := map[string]bool{}
	for _, c := range cases {
		if !seen[c.Customer] {
			ids = append(ids, c.Customer)
			seen[c.Customer] = true
		}
	}
	out := map[string][]customer.Purchase{}
	for part := range slices.Chunk(ids, some) {
		var rows []struct {
			Customer string `db:"customer"`
			Date     string `db:"date"`
		}
		err := app.ConcurrentDB().Select("customer", "date").From(records.Purchases).Where(dbx.In("customer", part...)).OrderBy("customer", "date").All(&rows)
		if err != nil {
			return nil, fmt.Errorf("report repurchase: %w", err)
		}
		for _, row := range rows {
			day, err := calendar.Parse(row.Date[:min(len(row.Date), 10)])
			if err != nil {
				return nil, fmt.Errorf("report repurchase: %w", err)
			}
			out[row.Customer] = append(out[row.Customer], customer.Purchase{Day: day})
		}
	}
	return out, nil
}

// Table is the report as rows, one for each case that may be listed.
func (r *ReturnReport) Table() ([]string, [][]string) {
	headers := []string{"number", "closed", "mood_start", "mood_end", "solution", "recommend", "gesture", "returned_after"}
	for _, window := range customer.Windows() {
		headers = append(headers, fmt.Sprint("purchases_", window))
	}
	var rows [][]string
	for _, one := range r.Items {
		row := []string{one.Number, one.Closed, number(&one.MoodStart, true), number(&one.MoodEnd, true), number(&one.Solution, true), number(one.Recommend, false),
			strconv.FormatBool(one.Gesture), number(one.Returned, false)}
		for _, window := range customer.Windows() {
			row = append(row, strconv.Itoa(one.Purchases[window]))
		}
		rows = append(rows, row)
	}
	return headers, rows
}

// number is empty for what was not told.
func number(n *int, zeroIsNone bool) string {
	if n == nil || zeroIsNone && *n == 0 {
		return ""
	}
	return strconv.Itoa(*n)
}
