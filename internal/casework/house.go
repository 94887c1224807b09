package casework

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/domain/customer"
	"escucha/domain/legal"
	"escucha/internal/records"
)

// House is what every decision needs of the business: its settings, legal
// profile, calendar, opening hours, catalogues and chosen rule levels.
type House struct {
	Business *core.Record // nil before the first run
	Profile  legal.Profile
	Calendar calendar.Calendar
	Hours    calendar.Hours
	Location *time.Location
	Lists    records.Lists
	eased    []easing
	Book     string              // record id of the book that a filing goes into
	Books    []Book              // in use
	texts    map[string]template // by code and language
	Channels map[string]Channel  // the registry, by code
	ways     []string            // the official ones that say where they are
	agents   map[string]string   // names by record id
	areas    map[string]string
	roles    map[string]complaint.Role // of the agents who are active
	above    map[string]string         // the parent of each cause that has one
	plans    []running                 // contingency plans that new cases join
	// whether there is an emergency plan to start
	emergencies bool
	// what customers are compared with
	Thresholds customer.Thresholds
	Baseline   customer.Baseline
}

// template is what a text to a customer is written from.
type template struct {
	Code     string `db:"code"`
	Language string `db:"language"`
	Subject  string `db:"subject"`
	Body     string `db:"body"`
}

// House reads the settings once and keeps them until one of them changes.
func (g *Engine) House(app core.App) (*House, error) {
	g.mu.RLock()
	house, edition := g.house, g.edition
	g.mu.RUnlock()
	if house != nil {
		return house, nil
	}
	house, err := loadHouse(app)
	if err != nil {
		return nil, fmt.Errorf("load settings of the business: %w", err)
	}
	if tx := app.TxInfo(); tx != nil { // what a transaction saw may still be rolled back
		tx.OnComplete(func(failed error) error {
			if failed == nil {
				g.keepHouse(house, edition)
			}
			return nil
		})
		return house, nil
	}
	g.keepHouse(house, edition)
	return house, nil
}

// keepHouse caches the settings unless one of them changed since they were read.
func (g *Engine) keepHouse(house *House, edition int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.edition == edition {
		g.house = house
	}
}

// Forget makes the next decision read the settings again.
func (g *Engine) Forget() {
	g.mu.Lock()
	g.house = nil
	g.edition++
	g.mu.Unlock()
}

func loadHouse(app core.App) (*House, error) {
	h := &House{Location: time.UTC, Thresholds: customer.Defaults()}
	var err error
	if h.Lists, err = records.LoadLists(app); err != nil {
		return nil, err
	}
	for _, load := range []func(core.App, *House) error{loadBusiness, loadCustomers, loadProfile, loadCalendar, loadLevels, loadBook, loadTexts, loadNames, loadPlans, loadChannels} {
		if err := load(app, h); err != nil {
			return nil, err
		}
	}
	return h, nil
}

func loadBusiness(app core.App, h *House) error {
	rows, err := app.FindAllRecords(records.Business)
	if err != nil || len(rows) == 0 {
		return err
	}
	h.Business = rows[0]
	if zone := h.Business.GetString("timezone"); zone != "" {
		if h.Location, err = time.LoadLocation(zone); err != nil {
			return fmt.Errorf("time zone %q: %w", zone, err)
		}
	}
	return nil
}

// loadProfile reads the profile from its row, where the owner may have edited
// it; a fresh database has the default.
func loadProfile(app core.App, h *House) error {
	code := "gen"
	if h.Business != nil && h.Business.GetString("legal_profile") != "" {
		code = h.Business.GetString("legal_profile")
	}
	profile, err := ProfileOf(app, code)
	h.Profile = profile
	return err
}

func loadCalendar(app core.App, h *House) error {
	var err error
	if h.Calendar, err = CalendarOf(app, h.Profile); err != nil {
		return err
	}
	h.Hours, err = openingHours(h.Business)
	h.Hours = h.Hours.ClosedOnHolidays(h.Calendar)
	return err
}

// openingHours reads the hours of the business; without any, Monday to Friday
// from nine to six.
func openingHours(business *core.Record) (calendar.Hours, error) {
	week := map[string][]string{}
	if business != nil && business.GetString("hours") != "" && business.GetString("hours") != "null" {
		if err := json.Unmarshal([]byte(business.GetString("hours")), &week); err != nil {
			return calendar.Hours{}, fmt.Errorf("opening hours: %w", err)
		}
	}
	if len(week) == 0 {
		for _, day := range []string{"mon", "tue", "wed", "thu", "fri"} {
			week[day] = []string{"09:00-18:00"}
		}
	}
	return calendar.ParseHours(week, nil)
}

// easing is the owner's choice about one rule, perhaps for a time.
type easing struct {
	code  string
	level complaint.Level
	until time.Time
}

func loadLevels(app core.App, h *House) error {
	rows, err := app.FindAllRecords(records.Rules)
	if err != nil {
		return fmt.Errorf("load rules: %w", err)
	}
	for _, r := range rows {
		h.eased = append(h.eased, easing{r.Id, complaint.Level(r.GetString("level")), r.GetDateTime("until").Time()})
	}
	return nil
}

// Levels are the choices in force now.
func (h *House) Levels(now time.Time) map[string]complaint.Level {
	out := map[string]complaint.Level{}
	for _, e := range h.eased {
		if e.until.IsZero() || now.Before(e.until) {
			out[e.code] = e.level
		}
	}
	return out
}

func loadTexts(app core.App, h *House) error {
	var rows []template
	if err := app.DB().Select("code", "language", "subject", "body").From(records.Templates).All(&rows); err != nil {
		return fmt.Errorf("load templates: %w", err)
	}
	h.texts = make(map[string]template, len(rows))
	for _, t := range rows {
		h.texts[t.Code+" "+t.Language] = t
	}
	return nil
}

// loadNames: a business has few agents and areas, and every event and text
// names some.
func loadNames(app core.App, h *House) (err error) {
	if h.agents, err = names(app, records.Agents); err != nil {
		return err
	}
	if h.areas, err = names(app, records.Areas); err != nil {
		return err
	}
	return loadRoles(app, h)
}

// loadRoles: who works at the desk now.
func loadRoles(app core.App, h *House) error {
	var rows []struct {
		ID   string `db:"id"`
		Role string `db:"role"`
	}
	if err := app.DB().Select("id", "role").From(records.Agents).Where(dbx.HashExp{"active": true}).All(&rows); err != nil {
		return fmt.Errorf("roles of agents: %w", err)
	}
	h.roles = map[string]complaint.Role{}
	for _, r := range rows {
		h.roles[r.ID] = complaint.Role(r.Role)
	}
	return nil
}
