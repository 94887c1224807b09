package channel

import (
	"slices"
	"strings"
	"time"
)

// Consents are the ways in which somebody agreed to be recorded: announced at the
// beginning of the call, asked and answered in it, or given in writing (R112).
func Consents() []string { return []string{"announced", "spoken", "written"} }

// RecordingDays is how long recordings are kept where the business does not say.
const RecordingDays = 180

// Keep is until when a recording of this moment is kept: days of the business, or
// RecordingDays.
func Keep(made time.Time, days int) time.Time { return made.AddDate(0, 0, Days(days)) }

// Days is for how many days recordings are kept by what the business says.
func Days(said int) int {
	if said <= 0 {
		return RecordingDays
	}
	return said
}

// again is how long the parts of a recording that a player asks for one after
// the other count as one hearing.
const again = 10 * time.Minute

// Heard reports whether a request for a recording is a hearing of its own: from
// the beginning always, the middle of it unless the same person began a moment
// ago. bytes is the header Range, last the hearing before by the same person.
func Heard(bytes string, last, now time.Time) bool {
	whole := bytes == "" || strings.HasPrefix(strings.ReplaceAll(bytes, " ", ""), "bytes=0-")
	return whole || last.IsZero() || now.Sub(last) > again
}

// Audio reports whether a detected type is one of sound.
func Audio(mime string) bool {
	kind, _, _ := strings.Cut(mime, ";")
	return strings.HasPrefix(kind, "audio/") || kind == "application/ogg"
}

// mustRecord are the profiles whose law asks to record a claim made by telephone.
// Colombia: Ley 1480 de 2011 art. 58 num. 5 b; verified on 2026-11-22.
var mustRecord = []string{"co"}

// MustRecord reports whether claims by telephone must be recorded.
func MustRecord(profile string) bool { return slices.Contains(mustRecord, profile) }
