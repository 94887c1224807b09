package complaint

import "testing"

// TestPromised: what we owe the customer is warned of; what the customer or the
// team owes has its own place.
func TestPromised(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]bool{
		TimerFirstContact: true, TimerNextStep: true, TimerETA: true, TimerParaphrase: true, TimerTemporary: true, TimerCompliance: true,
		TimerTransfer: true, TimerWrote: true, "write_proposal": true,
		TimerFollowUp: false, TimerTeamVersion: false, TimerDenial: false, TimerEscalation: false, TimerInformation: false, TimerOffer: false,
	} {
		if got := Promised(kind); got != want {
			t.Errorf("%s: %t, want %t", kind, got, want)
		}
	}
}
