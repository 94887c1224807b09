package survey

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

const (
	fewest = 5  // answers under which an average would tell who said what
	past   = 90 // days that the figures look back
)

// Figures are how a round of surveys went. Averages of few answers are not told.
type Figures struct {
	Invited   int      `json:"invited" db:"invited"`
	Opened    int      `json:"opened" db:"opened"`
	Answered  int      `json:"answered" db:"answered"`
	Solution  *float64 `json:"solution" db:"solution"`   // 1 to 5
	Treatment *float64 `json:"treatment" db:"treatment"` // 1 to 5
	Recommend *float64 `json:"recommend" db:"recommend"` // 0 to 10
	Campaign  string   `json:"-" db:"campaign"`
}

// Counts are the surveys of the last days and of each campaign.
type Counts struct {
	Days      int                `json:"days"`
	Last      Figures            `json:"last"`
	Campaigns map[string]Figures `json:"campaigns"`
}

// Confidential cases are counted nowhere.
const counted = `SELECT s.campaign AS campaign, SUM(s.sent_at != '') AS invited, SUM(s.opened_at != '') AS opened, SUM(s.answered_at != '') AS answered,
	AVG(NULLIF(s.solution, 0)) AS solution, AVG(NULLIF(s.treatment, 0)) AS treatment, AVG(CAST(NULLIF(s.recommend, '') AS REAL)) AS recommend
	FROM surveys s JOIN complaints c ON c.id = s.complaint AND c.confidential = 0 WHERE `

// Count reads the figures.
func Count(app core.App, g *casework.Engine) (Counts, error) {
	out := Counts{Days: past, Campaigns: map[string]Figures{}}
	var rows []Figures
	err := app.ConcurrentDB().NewQuery(counted + "s.campaign != '' GROUP BY s.campaign").All(&rows)
	if err != nil {
		return out, fmt.Errorf("count campaigns: %w", err)
	}
	for _, row := range rows {
		out.Campaigns[row.Campaign] = row.shy()
	}
	var last []Figures
	err = app.ConcurrentDB().NewQuery(counted + "s.sent_at >= {:since} AND s.sent_at > '' AND s.campaign = '' GROUP BY s.campaign").
		Bind(dbx.Params{"since": records.Stamp(g.Now().AddDate(0, 0, -past))}).All(&last)
	if err != nil {
		return out, fmt.Errorf("count surveys: %w", err)
	}
	if len(last) > 0 {
		out.Last = last[0].shy()
	}
	return out, nil
}

// shy leaves out what so few said that each could be known.
func (f Figures) shy() Figures {
	if f.Answered < fewest {
		f.Solution, f.Treatment, f.Recommend = nil, nil, nil
	}
	return f
}
