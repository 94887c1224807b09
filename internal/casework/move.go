package casework

// Move is the body of POST /api/crm/complaints/{id}/transition: a stage and, in
// the same transaction, the evidence that its rules ask for.
type Move struct {
	To         string         `json:"to"`
	Version    *int           `json:"version"`
	Fields     map[string]any `json:"fields"`
	Statement  string         `json:"statement"`
	Proposal   *Offer         `json:"proposal"`
	Acceptance *Acceptance    `json:"acceptance"`
	Refusal    *Refusal       `json:"refusal"`
	Letter     *Letter        `json:"letter"`
	Message    *Note          `json:"message"`
	FollowUp   *Call          `json:"follow_up"`
	Closing    *Letter        `json:"closing"`
	TasksDone  []string       `json:"tasks_done"`
}

// Offer is a proposal with its alternatives and tasks.
type Offer struct {
	CustomerText string        `json:"customer_text"`
	ETAKind      string        `json:"eta_kind"`
	ETA          string        `json:"eta"`
	ETABasis     string        `json:"eta_basis"`
	Temporary    bool          `json:"temporary"` // a way out until the real solution, from Starts to Ends
	Starts       string        `json:"starts"`
	Ends         string        `json:"ends"`
	Options      []OfferOption `json:"options"`
	Tasks        []OfferTask   `json:"tasks"`
}

// OfferOption is one alternative; the cost is the business's own matter.
type OfferOption struct {
	Text    string  `json:"text"`
	Cost    float64 `json:"cost"`
	Benefit string  `json:"benefit"`
	// the known alternative that it was made from; its words may be others by now
	Alternative string `json:"alternative"`
}

// OfferTask is one thing to do if the customer agrees.
type OfferTask struct {
	Title string `json:"title"`
	Due   string `json:"due"`
}

// Acceptance is the customer's yes, by link or as an agent noted it.
type Acceptance struct {
	Channel string `json:"channel"`
	Option  string `json:"option"`
	Words   string `json:"words"`
}

// Refusal is the customer's no, with what they would prefer (R073).
type Refusal struct {
	Channel           string `json:"channel"`
	Reason            string `json:"reason"`
	PreferredSolution string `json:"preferred_solution"`
	PreferredRefused  bool   `json:"preferred_refused"`
}

// Letter is a text for the customer; an empty one is written from the template.
type Letter struct {
	Subject string `json:"subject"`
	Text    string `json:"text"`
	Channel string `json:"channel"`
}

// Note is any other message of the same step.
type Note struct {
	Purpose string `json:"purpose"`
	Text    string `json:"text"`
	Channel string `json:"channel"`
}

// Call is what the follow-up call found.
type Call struct {
	Contacted bool   `json:"contacted"`
	Satisfied *bool  `json:"satisfied"`
	Recurred  *bool  `json:"recurred"`
	Solved    *bool  `json:"solved"`
	Channel   string `json:"channel"`
	Note      string `json:"note"`
}
