package complaint

import (
	"slices"
	"time"
)

// now is a Tuesday morning in Lima; every test counts from it.
var now = time.Date(2026, 11, 24, 15, 0, 0, 0, time.UTC)

var (
	ines  = Actor{ID: "ines", Kind: "agent", Role: Agent, Area: "shop"}
	tomas = Actor{ID: "tomas", Kind: "agent", Role: Agent, Area: "store"}
	lucia = Actor{ID: "lucia", Kind: "agent", Role: Supervisor}
	rosa  = Actor{ID: "rosa", Kind: "customer", Role: Customer}
	clock = Actor{Kind: "system", Role: System}
)

// filed is a case as it stands when it was taken down.
func filed() Case {
	return Case{ID: "c1", Number: "1-2026", Stage: Received, StageSince: now.Add(-26 * time.Hour),
		ReceivedAt: now.Add(-26 * time.Hour), Kind: Claim, LegalKind: "reclamo", Channel: "phone", Customer: "rosa",
		Narrative: "Tres platos llegaron rotos.", Goal: "Recibir el juego completo",
		RemedyRequested: "cambio", Severity: Medium, Safety: No, DataLoss: No, Urgency: "normal",
		UrgencyRank: normalRank, Lane: Normal, LegalDue: now.AddDate(0, 0, 15),
		Impact: "No puede servir la mesa.", MoodStart: 2,
		Points: []Point{{Text: "¿Cuándo llega?", Answer: "El viernes."}}}
}

// worked is a case of ines's area with everything that may ever be asked for,
// standing in the given stage.
func worked(s Stage) Case {
	c := filed()
	c.Stage, c.Area, c.Assignee, c.Owner, c.Supervisor = s, "shop", "ines", "ines", "lucia"
	c.NextStep, c.NextStepDue = "Llamar", now.Add(24*time.Hour)
	c.UnderstandingAt, c.UnderstandingChannel = now.Add(-time.Hour), "phone"
	c.Cause, c.CauseDetail, c.Fault = "delivery", "Caja sin separadores", FaultCompany
	c.CausePublic, c.ActionsPublic, c.Explanation = "Se embaló mal.", "Va otro juego.", "El plazo era otro."
	c.EvidenceNote, c.Alternatives, c.DenialLetter, c.DenialBy = "Fotos", "Un vale", "Lamentamos…", "tomas"
	c.ReviewReason, c.ApologyGivenAt = "Pruebe otra vía", now.Add(-time.Hour)
	c.InformationRequested, c.InformationReason, c.InformationUntil = "La boleta", "Para el cambio", now.AddDate(0, 0, 12)
	c.AcceptanceChannel, c.MoodEnd, c.Learning = "phone", 4, "Separadores"
	if c.Stage == Resolved {
		c.ResolvedAt = now.AddDate(0, 0, -3)
	}
	return ended(c)
}

// ended adds what the ways out of the usual path ask for.
func ended(c Case) Case {
	c.SecondReview, c.ExternalWaysTold = "Revisado por Lucía", true
	c.ReopenReason, c.WithdrawalWords, c.WithdrawalChannel = "Falta una taza", "Ya no hace falta", "phone"
	c.VoidReason, c.Authority, c.AuthorityCase = "Duplicado de 2-2026", "INDECOPI", "E-77"
	c.AuthorityServedAt, c.AuthorityDue = now.Add(-time.Hour), now.AddDate(0, 0, 10)
	c.AuthorityOutcome, c.AuthorityCompliance = "Acuerdo", now.AddDate(0, 0, 5)
	return c
}

func offer(status string) *Proposal {
	return &Proposal{ID: "p1", Status: status, CustomerText: "Le enviamos otro juego.", ETAKind: "real",
		ETA: now.AddDate(0, 0, 3), ETABasis: "Está apartado", Options: 2, Chosen: true, AcceptedChannel: "phone",
		RefusalReason: "Tarda", PreferredSolution: "El jueves", PreferredDecision: "accept", PreferredReason: "Se puede"}
}

// evidence is everything that other records may say in favour of a move.
func evidence() Evidence {
	return Evidence{TeamVersions: 1, Attachments: 1, Draft: offer("draft"), Sent: offer("accepted"),
		LetterSent: true, ClosingSent: true, ExtensionNotice: true, FollowUp: &FollowUp{Contacted: true, Satisfied: true},
		Attempts:         []time.Time{now.Add(-50 * time.Hour), now.Add(-25 * time.Hour), now.Add(-2 * time.Hour)},
		CustomerAnswered: true, BusinessDaysOpen: 1}
}

// attributes changes what the transitions without a target stage change.
var attributes = map[string]func(*Case){
	"T6": func(c *Case) {
		c.Area, c.TransferReason, c.TransferSummary = "store", "Es del almacén", "Faltan dos tazas"
	},
	"T7": func(c *Case) {
		c.EscalationLevel, c.EscalationReason, c.EscalationRequest = 1, "Supera mi límite", "Autorizar"
	},
	"T8": func(c *Case) { c.Confidential, c.ConfidentialReason = true, "Datos de salud" },
	"T28": func(c *Case) {
		c.ExtensionUntil, c.ExtensionReason = now.AddDate(0, 0, 20), "Falta el peritaje"
	},
	"T29": func(c *Case) {
		c.Temporary, c.TemporaryFrom, c.TemporaryUntil = "Un juego prestado", now, now.AddDate(0, 0, 5)
	},
}

// legal is the least that a transition needs to be taken from the given stage,
// by an agent where one may take it.
func legal(way Transition, from Stage) Facts {
	f := Facts{Before: worked(from), Evidence: evidence(), Now: now,
		Settings: Settings{LegalKinds: true, ExtensionMax: now.AddDate(0, 0, 30)}, Actor: mover(way)}
	if from == "" {
		f.Before, f.Case = Case{}, filed()
		return f
	}
	switch way.Code {
	case "T13":
		f.Evidence.Sent.Status = "refused"
	case "T17":
		f.Before.Fault = ""
	}
	if from == Closed {
		f.Before.ClosedAt = now.AddDate(0, 0, -3)
	}
	return moved(way, f)
}

// moved asks for the transition.
func moved(way Transition, f Facts) Facts {
	f.Case = way.Variant(f.Before)
	if way.To == "" {
		f.Case = f.Before
		attributes[way.Code](&f.Case)
	}
	return f
}

func mover(way Transition) Actor {
	if slices.Contains(way.Roles, Agent) {
		return ines
	}
	return actorOf(way.Roles[0])
}

func actorOf(r Role) Actor {
	switch r {
	case Agent:
		return ines
	case Supervisor:
		return lucia
	case Customer:
		return rosa
	case System:
		return clock
	}
	return Actor{ID: string(r), Kind: "agent", Role: r, Area: "shop"}
}

// ask settles and judges, as the application does at every save.
func ask(f Facts) Decision {
	f.Case = Settle(f)
	if f.Before.Stage == "" {
		return CheckFiling(f)
	}
	return Check(f)
}
