package seed

// route lays out what happens, in order, with the working hours in between.
func (w *world) route(t *tale) {
	t.then(0.3, "file", func() error { return w.file(t) })
	if t.path == "immediate" {
		w.routeEnd(t)
		return
	}
	if t.path == "voided" {
		t.then(5, "void", func() error { return w.void(t) })
		return
	}
	w.routeListening(t)
	if t.path == "withdrawn" {
		t.then(14, "withdraw", func() error { return w.withdraw(t) })
		return
	}
	w.routeFinding(t)
	switch t.path {
	case "misunderstanding":
		t.then(8, "explain", func() error { return w.explain(t) })
		w.routeEnd(t)
	case "denial", "disputed":
		w.routeDenial(t)
	default:
		w.routeSolution(t)
	}
}

// routeListening: somebody takes the case, calls, and says back what was understood.
func (w *world) routeListening(t *tale) {
	if chance(t.rng, 40) {
		t.then(1, "attach", func() error { return w.attach(t) })
	}
	t.then(3, "assess", func() error { return w.assess(t) })
	t.then(1, "call", func() error { return w.call(t) })
	t.then(0.5, "paraphrase", func() error { return w.paraphrase(t) })
	if t.online() {
		t.then(3, "confirm", func() error { return w.confirm(t) })
	}
}

// routeFinding: the other version, and what else happens meanwhile.
func (w *world) routeFinding(t *tale) {
	t.then(2, "investigate", func() error { return w.investigate(t) })
	if t.Temporary != "" {
		t.then(2, "lend", func() error { return w.lend(t) })
	}
	if chance(t.rng, 30) {
		t.then(12, "ask", func() error { return w.write(t, one(t.rng, w.words.Asks)) })
		t.then(2, "progress", func() error { return w.progress(t) })
	}
	if chance(t.rng, 8) || t.path == "transferred" {
		t.then(3, "transfer", func() error { return w.transfer(t) })
	}
	t.then(10, "statement", func() error { return w.statement(t) })
	if chance(t.rng, 6) || t.path == "escalated" {
		t.then(3, "escalate", func() error { return w.escalate(t) })
	}
	if t.path == "waiting" {
		t.then(2, "wait", func() error { return w.wait(t) })
		t.then(26, "answer", func() error { return w.answer(t) })
	}
}

// routeSolution: an offer, perhaps a second one, and what was agreed is done.
func (w *world) routeSolution(t *tale) {
	t.then(8, "propose", func() error { return w.propose(t, t.Offer) })
	switch t.path {
	case "refused":
		t.then(10, "refuse", func() error { return w.refuse(t) })
		t.then(6, "propose2", func() error { return w.proposeAgain(t) })
	case "lapsed":
		t.then(24*16, "propose2", func() error { return w.propose(t, t.Offer) })
	}
	t.then(9, "accept", func() error { return w.accept(t) })
	t.then(34, "resolve", func() error { return w.resolve(t) })
	if t.path == "reopened" {
		t.then(26, "recur", func() error { return w.followUp(t, "bad") })
		t.then(6, "propose2", func() error { return w.propose(t, w.words.Second) })
		t.then(6, "accept2", func() error { return w.accept(t) })
		t.then(20, "resolve2", func() error { return w.resolve(t) })
	}
	w.routeEnd(t)
	if t.path == "reopened-later" {
		t.then(24*6, "reopen", func() error { return w.reopen(t) })
	}
}

// routeEnd: the call after the solution, and thanks.
func (w *world) routeEnd(t *tale) {
	if t.path == "unreachable" {
		t.then(24, "attempt1", func() error { return w.followUp(t, "none") })
		t.then(26, "attempt2", func() error { return w.followUp(t, "none") })
		t.then(29, "attempt3", func() error { return w.followUp(t, "none") })
		t.elsewhen(len(t.steps) - 3)
		t.then(20, "give-up", func() error { return w.giveUp(t) })
		return
	}
	if chance(t.rng, 25) {
		t.then(24, "attempt1", func() error { return w.followUp(t, "none") })
	}
	t.then(25, "follow-up", func() error { return w.followUp(t, "good") })
	t.then(1, "close", func() error { return w.close(t) })
}

// routeDenial: two people say no, with what can be done instead.
func (w *world) routeDenial(t *tale) {
	t.then(9, "deny", func() error { return w.deny(t) })
	if chance(t.rng, 35) {
		t.then(4, "return", func() error { return w.sendBack(t) })
		t.then(5, "deny2", func() error { return w.deny(t) })
	}
	t.then(7, "approve", func() error { return w.approve(t) })
	t.then(26, "follow-up", func() error { return w.followUp(t, "sad") })
	t.then(3, "close", func() error { return w.closeUnsatisfied(t) })
	if t.path == "disputed" {
		t.then(24*5, "dispute", func() error { return w.dispute(t) })
		t.then(24*30, "settle", func() error { return w.settle(t) })
	}
}
