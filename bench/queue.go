package main

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

const queueRounds = 300

// cardFields are the columns that a card of the queue is read from.
const cardFields = "id,number,goal,narrative:excerpt(140),kind,channel,stage,stage_since,lane,urgency,severity,customer,customer_snapshot," +
	"area,owner,assignee,next_step,next_step_due,legal_due,received_at,resolved_at,resolution_kind,mood_start,person_only,confidential,open,version"

// queueRatios compares the queue page of 30 over many cases to the one over
// few, and to a bare list with the same rule, index and columns. Request by
// request in turn.
func queueRatios(many, few *server, c *client) ([]figure, error) {
	list := url.Values{"filter": {"open=true"}, "sort": {"queue_key"}, "perPage": {"30"}, "skipTotal": {"1"}, "fields": {cardFields}}
	targets := []string{many.base + "/api/crm/queue", few.base + "/api/crm/queue", many.base + "/api/collections/" + bare + "/records?" + list.Encode()}
	for _, target := range targets {
		if n, err := c.items(target); err != nil {
			return nil, fmt.Errorf("queue: %w", err)
		} else if n != 30 {
			return nil, fmt.Errorf("queue: %d cases on the page of %s", n, target)
		}
	}
	times := make([][]float64, len(targets))
	for round := range queueRounds + 20 {
		for i, target := range targets {
			ms, err := c.timed(http.MethodGet, target, nil)
			if err != nil {
				return nil, fmt.Errorf("queue %s: %w", strings.TrimPrefix(target, "http://"), err)
			}
			if round >= 20 { // the first ones warm up
				times[i] = append(times[i], ms)
			}
		}
	}
	full, short, plain := median(times[0]), median(times[1]), median(times[2])
	fmt.Printf("queue page: %.2f ms over many, %.2f ms over few, %.2f ms bare\n", full, short, plain)
	return []figure{
		{name: "queue page, 100,000 cases / 1,000 cases", measured: full / short, bound: 1.5, unit: "×"},
		{name: "queue page / bare list of the same columns", measured: full / plain, bound: 1.5, unit: "×"},
	}, nil
}
