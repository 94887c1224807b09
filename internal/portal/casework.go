// Package portal serves the customers' pages. It holds no rule of complaint
// handling: what may be done, and what is missing, it asks of Casework.
package portal

import (
	"context"
	"errors"

	"escucha/internal/portal/web"
)

// Casework is the engine as the pages see it. Every method is safe for
// concurrent use. A key is given as stored (no dashes, upper case). Methods
// with a key return ErrNotFound for one that opens nothing, and ErrNotNow
// when the case has moved on and the action is no longer possible.
// Implementations return FieldErrors for what the customer can mend (the
// names are those of Filing's comments) and plain errors for the rest.
type Casework interface {
	// Business is who receives the complaints.
	Business(ctx context.Context, lang string) (Business, error)
	// Form is what the form asks, by the legal profile in force.
	Form(ctx context.Context, lang string) (FormSpec, error)
	// Privacy is the text about personal data that holds now.
	Privacy(ctx context.Context, lang string) (Privacy, error)
	// Invitation is what a link to the form has in it already: values by the names
	// of the form. ErrNotFound when it was used or its days are over.
	Invitation(ctx context.Context, token string) (map[string]string, error)
	// File registers a complaint: all or nothing. A second call with the same
	// Filing.Token must return the first receipt.
	File(ctx context.Context, filing Filing) (Receipt, error)
	// Receipt is what was filed, for the receipt page and the sheet.
	Receipt(ctx context.Context, key, lang string) (Receipt, error)
	// Paper is a document of the case as PDF: sheet, receipt, letter.
	// ErrNotFound for one that there is not, or not yet.
	Paper(ctx context.Context, key, kind, lang string) (Paper, error)
	// Open is the stored key of the case with that number and key, both as
	// typed but for case, dashes and spaces.
	Open(ctx context.Context, number, key string) (string, error)
	// Case is what its customer may see of a case.
	Case(ctx context.Context, key, lang string) (CaseView, error)

	// AddInformation stores a message of the customer; field names: text, files.
	AddInformation(ctx context.Context, key string, add Addition) error
	// ConfirmParaphrase says that the summary is right.
	ConfirmParaphrase(ctx context.Context, key string) error
	// CorrectParaphrase says what is wrong with it; field name: correction.
	CorrectParaphrase(ctx context.Context, key, text string) error
	// Accept takes one option of the proposal; "" when it has none to choose
	// from. Field name: option.
	Accept(ctx context.Context, key, optionID string) error
	// Refuse declines the proposal; field names: reason, preferred_solution.
	Refuse(ctx context.Context, key string, refusal Refusal) error
	// Withdraw takes the complaint back in the customer's words; field name: words.
	Withdraw(ctx context.Context, key, words string) error
	// Reopen says why it is not solved; field name: reopen_reason.
	Reopen(ctx context.Context, key, reason string) error
}

// FieldError and FieldErrors are what a form can be told.
type (
	FieldError  = web.FieldError
	FieldErrors = web.FieldErrors
)

// What Casework may answer besides.
var (
	ErrNotFound = errors.New("no such case")
	ErrNotNow   = errors.New("not possible at this stage of the case")
	ErrTooLarge = errors.New("too large")
)
