package survey

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
)

// recent is how many days back mails that left are looked for; a round comes
// every few minutes.
const recent = 2

// forgetLinks takes the text out of the mails that left: until then the link
// must stand there, and afterwards nobody who reads the tables can answer for a
// customer. next_attempt of what left is when it was sent, and has the index.
func (s *Service) forgetLinks(now time.Time) error {
	_, err := s.app.NonconcurrentDB().NewQuery(`UPDATE outbox SET payload = json_remove(payload, '$.text')
		WHERE status = 'sent' AND next_attempt >= {:since} AND message = '' AND instr(payload, '/portal/s/') > 0`).
		Bind(dbx.Params{"since": records.Stamp(now.AddDate(0, 0, -recent))}).Execute()
	if err != nil {
		return fmt.Errorf("forget links of surveys: %w", err)
	}
	return nil
}
