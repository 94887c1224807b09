package casework

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/legal"
	"escucha/internal/records"
)

// ProfileOf is a jurisdiction profile as the owner may have edited it; a
// database without rows has them as they are shipped.
func ProfileOf(app core.App, code string) (legal.Profile, error) {
	row, err := app.FindRecordById(records.Profiles, code)
	if errors.Is(err, sql.ErrNoRows) {
		return legal.ByCode(code)
	}
	if err != nil {
		return legal.Profile{}, fmt.Errorf("legal profile %s: %w", code, err)
	}
	return legal.Parse([]byte(row.GetString("data")))
}

// CalendarOf is the calendar of a profile with the holidays that the owner added
// or took away.
func CalendarOf(app core.App, p legal.Profile) (calendar.Calendar, error) {
	overrides, err := overridesOf(app)
	if err != nil {
		return calendar.Calendar{}, err
	}
	cal, err := p.Calendar(overrides)
	if err != nil {
		return cal, fmt.Errorf("calendar of profile %s: %w", p.Code, err)
	}
	return cal, nil
}

// overridesOf reads the owner's holidays; a database without its schema, as a
// command may meet it, has none.
func overridesOf(app core.App) ([]calendar.Override, error) {
	if _, err := app.FindCachedCollectionByNameOrId(records.Holidays); errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	rows, err := app.FindAllRecords(records.Holidays)
	if err != nil {
		return nil, fmt.Errorf("load holidays: %w", err)
	}
	var out []calendar.Override
	for _, r := range rows {
		day, err := calendar.Parse(r.GetString("day"))
		if err != nil {
			return nil, fmt.Errorf("holiday %s: %w", r.Id, err)
		}
		out = append(out, calendar.Override{Country: r.GetString("country"), Region: r.GetString("region"),
			Date: day, Kind: r.GetString("kind"), Name: r.GetString("name"), Reason: r.GetString("reason")})
	}
	return out, nil
}
