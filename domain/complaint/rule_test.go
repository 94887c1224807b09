package complaint

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"escucha/domain/customer"
)

// both edits the case as stored and as asked for: the fact was never there.
func both(edit func(*Case)) func(*Facts) {
	return func(f *Facts) {
		if f.Before.Stage != "" {
			edit(&f.Before)
		}
		edit(&f.Case)
	}
}

// asked edits only what the client asks for.
func asked(edit func(*Case)) func(*Facts) { return func(f *Facts) { edit(&f.Case) } }

// lacking takes exactly one thing away from facts that are otherwise complete.
// A rule without an entry here fails the test: it was never seen to refuse.
var lacking = map[string]func(*Facts){
	"narrative_required":   asked(func(c *Case) { c.Narrative = "  " }),
	"filed_minimum":        func(f *Facts) { f.Evidence.FiledMissing = []string{"document_number"} },
	"kind_required":        asked(func(c *Case) { c.Kind = "complaint" }),
	"channel_required":     asked(func(c *Case) { c.Channel = "" }),
	"customer_or_reason":   asked(func(c *Case) { c.Customer = "" }),
	"goal_required":        asked(func(c *Case) { c.Goal = "" }),
	"remedy_required":      asked(func(c *Case) { c.RemedyRequested = "" }),
	"paper_sheet_required": asked(func(c *Case) { c.Source, c.Folio, c.PaperDate = "backup_book", " ", now.AddDate(0, 0, -1) }),
	"paper_date_required":  asked(func(c *Case) { c.Source, c.Folio = "backup_book", "000123" }),
	"paper_date_past":      asked(func(c *Case) { c.PaperDate = now.AddDate(0, 0, 1) }),
	"paper_sheet_free":     func(f *Facts) { f.Case.Folio, f.Evidence.SheetTaken = "000123", true },
	"legal_term_known":     func(f *Facts) { f.Case.LegalTerm, f.Settings.TermUnknown = "billing", true },
	"information_longer_once": func(f *Facts) {
		f.Before.Stage, f.Case.Stage, f.Before.InformationExtended = WaitingCustomer, WaitingCustomer, true
		f.Before.InformationUntil, f.Case.InformationUntil, f.Settings.InformationMax = now, now.AddDate(0, 0, 9), now.AddDate(0, 1, 0)
	},
	"goal_length": both(func(c *Case) { c.Goal = fmt.Sprintf("%0201d", 0) }),

	"legal_kind_required":    both(func(c *Case) { c.LegalKind = "" }),
	"severity_required":      both(func(c *Case) { c.Severity = "" }),
	"safety_assessed":        both(func(c *Case) { c.Safety = "" }),
	"urgency_required":       both(func(c *Case) { c.Urgency = "" }),
	"area_required":          both(func(c *Case) { c.Area = "" }),
	"assignee_required":      both(func(c *Case) { c.Assignee = "" }),
	"owner_required":         both(func(c *Case) { c.Owner = "" }),
	"goal_stated":            both(func(c *Case) { c.Goal = "" }),
	"next_step_required":     both(func(c *Case) { c.NextStep = " " }),
	"next_step_due_required": both(func(c *Case) { c.NextStepDue = zero }),
	"points_listed":          both(func(c *Case) { c.Points = nil }),
	"impact_noted":           both(func(c *Case) { c.Impact = "" }),
	"mood_noted":             both(func(c *Case) { c.MoodStart = 0 }),

	"team_version_required": func(f *Facts) { f.Evidence.TeamVersions = 0 },
	"cause_required":        both(func(c *Case) { c.Cause = "" }),
	"cause_detail_required": both(func(c *Case) { c.CauseNeedsText, c.CauseDetail = true, "" }),
	"fault_required":        both(func(c *Case) { c.Fault = "" }),
	"evidence_required":     noEvidence,
	"single_source":         noEvidence,

	"proposal_required": func(f *Facts) { f.Evidence.Draft = nil },
	"eta_kind_required": func(f *Facts) { f.Evidence.Draft.ETAKind = "" },
	"eta_date_required": func(f *Facts) { f.Evidence.Draft.ETA = now },
	"eta_basis_required": func(f *Facts) {
		f.Evidence.Draft.ETABasis = " "
	},
	"third_party_alternatives": func(f *Facts) {
		both(func(c *Case) { c.Fault, c.Alternatives = FaultThirdParty, "" })(f)
		f.Evidence.Draft.Options = 0
	},
	"two_options": func(f *Facts) { f.Evidence.Draft.Options = 1 },
	"preferred_asked": func(f *Facts) {
		f.Evidence.Sent.Status, f.Evidence.Sent.PreferredSolution = "refused", ""
	},
	"preferred_decided":   func(f *Facts) { f.Evidence.Sent.Status, f.Evidence.Sent.PreferredReason = "refused", "" },
	"acceptance_required": func(f *Facts) { f.Evidence.Sent.Status = "sent" },
	"option_required":     func(f *Facts) { f.Evidence.Sent.Chosen = false },
	"refusal_required":    func(f *Facts) { f.Evidence.Sent.Status = "sent" },

	"alternatives_required": both(func(c *Case) { c.Alternatives = "" }),
	"third_party_offer": both(func(c *Case) {
		c.Fault, c.Alternatives, c.NoAlternativeReason = FaultThirdParty, "", "La agencia no responde"
	}),
	"denial_letter_required": both(func(c *Case) { c.DenialLetter = "" }),
	"points_answered":        both(func(c *Case) { c.Points = []Point{{Text: "¿Y las tazas?"}} }),
	"denial_second_person":   both(func(c *Case) { c.DenialBy = "lucia" }),
	"review_reason_required": both(func(c *Case) { c.ReviewReason = "" }),

	"cause_public_required":   both(func(c *Case) { c.CausePublic = "" }),
	"actions_public_required": both(func(c *Case) { c.ActionsPublic = "" }),
	"explanation_required":    both(func(c *Case) { c.Explanation = "" }),
	"understanding_required":  both(func(c *Case) { c.UnderstandingAt = zero }),
	"letter_required":         func(f *Facts) { f.Evidence.LetterSent = false },
	"tasks_done":              func(f *Facts) { f.Evidence.OpenTasks = []string{"Embalar"} },
	"temporary_closed": both(func(c *Case) {
		c.Temporary, c.TemporaryFrom, c.TemporaryUntil = "Uno prestado", now, now.Add(time.Hour)
	}),
	"apology_when_ours":            both(func(c *Case) { c.Fault, c.ApologyGivenAt = FaultShared, zero }),
	"immediate_window":             func(f *Facts) { f.Evidence.BusinessDaysOpen = 4 },
	"immediate_accepted":           both(func(c *Case) { c.AcceptanceChannel = "" }),
	"immediate_not_customer_fault": both(func(c *Case) { c.Fault = FaultCustomer }),
	"immediate_not_critical":       both(func(c *Case) { c.Severity = Critical }),
	"authority_outcome_required":   both(func(c *Case) { c.AuthorityOutcome = "" }),
	"authority_compliance_noted":   both(func(c *Case) { c.AuthorityCompliance = zero }),

	"closing_kind_required":       asked(func(c *Case) { c.ClosingKind = "" }),
	"letter_left":                 func(f *Facts) { f.Before.ResolvedAt = time.Time{} },
	"follow_up_required":          func(f *Facts) { f.Evidence.FollowUp = nil },
	"follow_up_satisfied":         func(f *Facts) { f.Evidence.FollowUp.Satisfied = false },
	"follow_up_not_recurred":      func(f *Facts) { f.Evidence.FollowUp.Recurred = true },
	"closing_message":             func(f *Facts) { f.Evidence.ClosingSent = false },
	"mood_end_required":           both(func(c *Case) { c.MoodEnd = 0 }),
	"learning_note":               both(func(c *Case) { c.Learning = "" }),
	"attempts_required":           func(f *Facts) { f.Evidence.Attempts = f.Evidence.Attempts[:2] },
	"second_review_required":      both(func(c *Case) { c.SecondReview = "" }),
	"external_ways_required":      both(func(c *Case) { c.ExternalWaysTold = false }),
	"withdrawal_words_required":   both(func(c *Case) { c.WithdrawalWords = "" }),
	"withdrawal_channel_required": both(func(c *Case) { c.WithdrawalChannel = "" }),
	"void_reason_required":        both(func(c *Case) { c.VoidReason = "" }),

	"information_required":        both(func(c *Case) { c.InformationRequested = "" }),
	"information_reason_required": both(func(c *Case) { c.InformationReason = "" }),
	"information_until_required":  func(f *Facts) { f.Settings.InformationMin = now.AddDate(0, 0, 13) },
	"answer_or_period_over":       func(f *Facts) { f.Actor, f.Evidence.CustomerAnswered = clock, false },
	"reopen_reason_required":      both(func(c *Case) { c.ReopenReason = "" }),
	"reopen_window":               both(func(c *Case) { c.ClosedAt = now.AddDate(0, 0, -31) }),
	"authority_required":          both(func(c *Case) { c.Authority = "" }),
	"authority_case_required":     both(func(c *Case) { c.AuthorityCase = "" }),
	"authority_served_required":   both(func(c *Case) { c.AuthorityServedAt = now.Add(time.Hour) }),
	"authority_due_required":      both(func(c *Case) { c.AuthorityDue = zero }),
	"dispute_owner_required":      both(func(c *Case) { c.Supervisor = "" }),

	"transfer_target_required":     asked(func(c *Case) { c.Area, c.Assignee = "", "" }),
	"transfer_reason_required":     asked(func(c *Case) { c.TransferReason = " " }),
	"transfer_summary_required":    both(func(c *Case) { c.TransferSummary = "El de la vez anterior" }),
	"escalation_reason_required":   asked(func(c *Case) { c.EscalationReason = "" }),
	"escalation_request_required":  asked(func(c *Case) { c.EscalationRequest = "" }),
	"confidential_reason_required": asked(func(c *Case) { c.ConfidentialReason = "" }),
	"confidential_off_supervisor":  func(f *Facts) { f.Before.Confidential, f.Case.Confidential = true, false },
	"extension_allowed":            func(f *Facts) { f.Settings.ExtensionMax = zero },
	"extension_before_due":         both(func(c *Case) { c.LegalDue = now }),
	"extension_within_max":         asked(func(c *Case) { c.ExtensionUntil = now.AddDate(0, 0, 31) }),
	"extension_reason_required":    asked(func(c *Case) { c.ExtensionReason = "" }),
	"extension_notice_required":    func(f *Facts) { f.Evidence.ExtensionNotice = false },
	"temporary_required":           asked(func(c *Case) { c.Temporary = "" }),
	"temporary_period_required":    asked(func(c *Case) { c.TemporaryUntil = c.TemporaryFrom }),

	"narrative_intact":  asked(func(c *Case) { c.Narrative = "Otra cosa" }),
	"closed_case_fixed": func(f *Facts) { f.Before.Stage, f.Case.Stage, f.Changed = Closed, Closed, []string{"goal"} },
	"next_step_kept":    asked(func(c *Case) { c.NextStep = " " }),
	"cause_kept": func(f *Facts) {
		f.Before.Stage, f.Case.Stage, f.Case.Cause = Resolved, Resolved, ""
	},
	"fault_after_versions": func(f *Facts) { f.Case.Fault, f.Evidence.TeamVersions = FaultCustomer, 0 },
	"fault_by_lead":        func(f *Facts) { f.Case.Fault, f.Settings.FaultByLead = FaultCustomer, true },
	"urgency_reason_required": both(func(c *Case) {
		c.Urgency, c.UrgencyRank = "server_down", 1
	}),
	"severity_floor":                 both(func(c *Case) { c.Safety, c.Severity = Yes, Medium }),
	"supervisor_required":            both(func(c *Case) { c.Severity, c.Supervisor = Critical, "" }),
	"legal_kind_downgrade":           func(f *Facts) { f.Settings.LegalDowngrade = true },
	"understanding_dated":            asked(func(c *Case) { c.UnderstandingAt = now.Add(time.Hour) }),
	"understanding_channel_required": both(func(c *Case) { c.UnderstandingChannel = "" }),
	"apology_dated":                  asked(func(c *Case) { c.ApologyGivenAt = c.ReceivedAt.Add(-time.Hour) }),
	"resolution_kind_kept":           asked(func(c *Case) { c.ResolutionKind = Denial }),

	"profile_lane": func(f *Facts) {
		under(f, customer.Intolerant)
		f.Before.Lane, f.Case.Lane = AttendNow, Normal
	},
	"profile_person_only": func(f *Facts) {
		under(f, customer.Disorganised)
		f.Before.PersonOnly, f.Case.PersonOnly = true, false
	},
	"news_soon": func(f *Facts) {
		f.Settings.NewsBy = now.AddDate(0, 0, 1)
		f.Case.NextStepDue = now.AddDate(0, 0, 2)
	},
	"explained_twice": func(f *Facts) {
		under(f, customer.Uncommitted)
		both(func(c *Case) { c.Fault = FaultCustomer })(f)
		f.Evidence.Conduct.Explanations = 1
	},
	"conflict_trained": func(f *Facts) {
		both(func(c *Case) { c.Lane = AttendNow })(f)
		f.Evidence.Conduct.Untrained = true
	},
	"root_cause_required": both(func(c *Case) { c.Recurrence, c.RootCause = 2, " " }),
}

// under has the case attended under a profile since before the change.
func under(f *Facts, p customer.Profile) {
	both(func(c *Case) { c.Profiles, c.Lane, c.PersonOnly = []customer.Profile{p}, AttendNow, true })(f)
	f.Evidence.Conduct.Profiles = []customer.Profile{p}
}

func noEvidence(f *Facts) {
	f.Evidence.Attachments = 0
	both(func(c *Case) { c.EvidenceNote = "" })(f)
}

// follows lists what else is missing when one thing is, because the same fact
// serves two rules.
var follows = map[string][]string{
	"evidence_required":         {"single_source"},
	"single_source T14":         {"evidence_required"},
	"third_party_alternatives":  {"two_options"},
	"team_version_required T17": {"fault_after_versions"},
	"extension_allowed":         {"extension_within_max"},
}

func alsoMissing(rule, guard string) []string {
	return append(slices.Clone(follows[rule]), follows[rule+" "+guard]...)
}

// guarded gives complete facts for each place where the guard holds.
func guarded(guard string) map[string]Facts {
	if guard == Save {
		c := worked(Investigating)
		return map[string]Facts{"save": {Before: c, Case: c, Evidence: evidence(), Actor: ines, Now: now}}
	}
	way, _ := ByCode(guard)
	out := map[string]Facts{}
	for _, from := range way.From {
		out[guard+" from "+string(from)] = legal(way, from)
	}
	if way.From == nil {
		out[guard] = legal(way, "")
	}
	return out
}

func TestEveryRuleRefusesByItself(t *testing.T) {
	t.Parallel()
	for _, rule := range Catalogue() {
		take, listed := lacking[rule.Code]
		if !listed {
			t.Errorf("rule %s has no row: it was never seen to refuse", rule.Code)
			continue
		}
		for _, guard := range rule.Guards {
			for place, f := range guarded(guard) {
				t.Run(rule.Code+" "+place, func(t *testing.T) {
					t.Parallel()
					refuses(t, rule, guard, f, take)
				})
			}
		}
	}
	for code := range lacking {
		if _, known := RuleByCode(code); !known {
			t.Errorf("row for %s, which is no rule", code)
		}
	}
}

// refuses asserts that the rule is what is missing, at its field and level,
// and that nothing else is but what follows from the same fact.
func refuses(t *testing.T, rule Rule, guard string, f Facts, take func(*Facts)) {
	t.Helper()
	if d := ask(f); slices.ContainsFunc(slices.Concat(d.Missing, d.Advised), func(m Missing) bool { return m.Rule == rule.Code }) {
		t.Fatalf("already missing in the complete facts: %v", d)
	}
	take(&f)
	d := ask(f)
	list := d.Missing
	if rule.Level == Advised {
		list = d.Advised
	}
	if want := (Missing{rule.Code, rule.Field, rule.Level, rule.names(f)}); !slices.Contains(list, want) {
		t.Fatalf("not reported: %v, advised %v", d.Missing, d.Advised)
	}
	if d.OK() != (rule.Level == Advised) && len(alsoMissing(rule.Code, guard)) == 0 {
		t.Errorf("OK is %v for a rule that is %s", d.OK(), rule.Level)
	}
	listed := map[string]bool{}
	for _, m := range slices.Concat(d.Missing, d.Advised, d.Met) {
		if listed[m.Rule] {
			t.Errorf("listed twice: %v", m)
		}
		listed[m.Rule] = true
	}
	for _, m := range slices.Concat(d.Missing, d.Advised) {
		if m.Rule != rule.Code && !slices.Contains(alsoMissing(rule.Code, guard), m.Rule) {
			t.Errorf("also missing: %v", m)
		}
	}
}

func TestCatalogueIsSound(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, rule := range Catalogue() {
		if seen[rule.Code] {
			t.Errorf("%s is listed twice", rule.Code)
		}
		seen[rule.Code] = true
		if rule.Field == "" || rule.Met == nil || !slices.Contains([]Level{Legal, Required, Advised}, rule.Level) {
			t.Errorf("%s lacks field, condition or level", rule.Code)
		}
		for _, guard := range rule.Guards {
			if _, known := ByCode(guard); !known && guard != Save {
				t.Errorf("%s guards %s, which is no way", rule.Code, guard)
			}
		}
	}
}
