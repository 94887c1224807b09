// Which input fits which field. The server says what is missing and why; this
// table only says how a person fills it in. Pure.

const area = { type: "area" }, text = { type: "text" }, line = { type: "line" }, yesno = { type: "yesno" }, check = { type: "check" };
const channel = { type: "select", from: "channels" };
const agent = { type: "select", from: "agents" };
const datetime = { type: "datetime" }, date = { type: "date" };
const words = { type: "area", voice: true };

const codes = (from, space) => ({ type: "choices", from, space });

export const fields = {
  kind: codes("kinds", "kind"), legal_kind: { type: "select", from: "legal_kinds", space: "legal_kind" },
  severity: codes("severities", "severity"), safety: yesno, data_loss: yesno,
  urgency: { type: "select", from: "urgencies" }, urgency_reason: area,
  lane: { type: "choices", list: ["normal", "attend_now"], space: "lane" },
  area: { type: "select", from: "areas" }, assignee: agent, owner: agent, supervisor: agent,
  next_step: line, next_step_due: datetime, person_only: check,
  goal: { type: "line", voice: true, max: 200 }, impact: line, since_when: text, product: { type: "select", from: "products" }, product_text: text,
  amount: { type: "amount" }, remedy_requested: area, channel,
  reply_channel: { type: "select", list: ["email", "whatsapp", "phone", "letter", "counter"], space: "channel" },
  mood_start: { type: "mood" }, mood_end: { type: "mood" }, anonymous_reason: text,
  paraphrase: words, understanding_confirmed_at: datetime, understanding_channel: channel, understanding_waived_reason: area,
  root_cause: area, cause: { type: "select", from: "causes" }, cause_detail: area, cause_public: area, actions_public: area,
  fault: codes("faults", "fault"), explanation: area, evidence_note: area, no_evidence_reason: area,
  alternatives: area, no_alternative_reason: area, denial_letter: area, review_reason: area,
  apology_given_at: datetime, apology_channel: channel,
  information_requested: area, information_reason: area, information_until: date,
  acceptance_channel: channel, acceptance_at: datetime,
  temporary_alternative: area, temporary_from: date, temporary_until: date, temporary_cost: { type: "amount" },
  temporary_closed_at: datetime, transfer_reason: area, transfer_summary: area,
  escalation_level: { type: "choices", list: ["1", "2", "3"] }, escalation_reason: area, escalation_request: area,
  resolution_kind: { type: "choices", list: ["solution", "partial", "agreement"], space: "resolution" },
  confidential: check, confidential_reason: area, extension_until: date, extension_reason: area,
  closing_kind: { type: "choices", list: ["confirmed", "unreachable", "informed_unsatisfied", "withdrawal"], space: "closing" },
  points: { type: "points" }, learning: area, thanked_orally: check, second_review: area, external_ways_told: check,
  reopen_reason: area, withdrawal_words: words, withdrawal_channel: channel, void_reason: area,
  // what only the server writes: told, never asked
  denial_by: { type: "fact", from: "agents" }, received_at: { type: "fact" }, resolved_at: { type: "fact" }, closed_at: { type: "fact" },
  legal_term: text, authority: text, authority_case: text, authority_served_at: datetime, authority_due: date,
  authority_outcome: area, authority_compliance: date, statement: words,
};

// evidence that has a form of its own, by the first part of the field's name
const own = {
  proposal: "proposal", proposals: "proposal", options: "proposal", customer_text: "proposal",
  eta: "proposal", eta_kind: "proposal", eta_basis: "proposal",
  mood_end: "closing", closing_kind: "closing", learning: "closing", thanked_orally: "closing",
  second_review: "closing", external_ways_told: "closing",
  letter: "letter", follow_up: "follow_up", follow_ups: "follow_up", closing: "closing",
  acceptance: "acceptance", refusal: "refusal", preferred_solution: "refusal", preferred_decision: "preferred", message: "message", messages: "message",
  technique: "technique", tasks: "tasks", tasks_done: "tasks", points: "points",
};

/** The form that a missing item belongs to: a name of a section, or "" for a plain input. */
export const section = (field) => own[String(field || "").split(".")[0]] || "";

// what is told together is asked together
const beside = { understanding_confirmed_at: ["understanding_channel"], apology_given_at: ["apology_channel"], acceptance_channel: ["acceptance_at"] };

/** The other inputs of a plain item; a cause that needs words brings theirs, and so
    does an urgency that lets a case pass before others. */
export function companions(name, value, catalog) {
  const chosen = (from) => (catalog?.[from] || []).find((one) => one.id === value);
  if (name === "cause") return chosen("causes")?.needs_text ? ["cause_detail"] : [];
  if (name === "urgency") return value && value !== "normal" && chosen("urgencies") ? ["urgency_reason"] : [];
  return beside[name] || [];
}

/** The name under which a plain item is filled in. */
export const inputName = (field) => (/^(statements?|team_version)/.test(field) ? "statement" : field);

export const widget = (field) => fields[inputName(field)] || area;

/** Choices of a widget: [{value, label}]; label(space, code) names a code. What is out of use is
    there only where it is the value. */
export function choices(spec, catalog, label, value) {
  if (spec.list) return spec.list.map((value) => ({ value, label: spec.space ? label(spec.space, value) : value }));
  const found = (catalog?.[spec.from] || []).filter((one) => one.id === value || (one.status !== "closed" && one.active !== false));
  return found.map((one) =>
    typeof one === "string" ? { value: one, label: label(spec.space, one) } : { value: one.id, label: one.name, parent: one.parent });
}
