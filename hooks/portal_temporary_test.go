package hooks_test

import (
	"testing"
	"time"

	"escucha/internal/casework"
	"escucha/internal/testapp"
)

// TestATemporaryProposalSaysSo: before the customer chooses and after, with its
// days; one that is no such thing does not.
func TestATemporaryProposalSaysSo(t *testing.T) {
	t.Parallel()
	s, v, key := filed(t)
	s.investigate(key)
	s.Clock.Move(time.Hour)
	proposal := offer()
	proposal.Temporary, proposal.Starts, proposal.Ends = true, "2026-11-26", "2026-12-05"
	s.Move(t, s.byKey(key).Id, testapp.Lead, casework.Move{To: "proposed", Statement: "Salió sin separadores.",
		Fields: map[string]any{"cause": "delivery", "fault": "company"}, Proposal: proposal})
	v.get("/portal/c/"+key).is(200).worded().has("alternativa temporal", "jueves 26 de noviembre de 2026", "sábado 5 de diciembre de 2026")
	option := firstOption(t, s.App, s.byKey(key).Id)
	v.done(v.act(key, "accept", "option", option), "Queda acordado")
	v.get("/portal/c/"+key).worded().has("Mientras tanto", "Un juego nuevo completo", "Desde el jueves 26 de noviembre hasta el sábado 5 de diciembre", "Es lo que acordamos por ahora")

	plain, w, other := filed(t)
	plain.offer(other)
	w.get("/portal/c/"+other).is(200).lacks("temporal", "Mientras tanto")
	w.act(other, "accept", "option", firstOption(t, plain.App, plain.byKey(other).Id))
	plain.stage(other, "executing")
	w.get("/portal/c/" + other).lacks("Mientras tanto")
}
