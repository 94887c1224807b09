package legal

import (
	"errors"
	"fmt"
	"slices"

	"escucha/domain/calendar"
)

// Ways in which an incomplete filing goes on once completed.
const (
	RestartResume   = "resume"
	RestartFromZero = "from_zero"
)

// levels of confidence: the law was read, told by others, not verified at
// all, or there is no law and it is the product's choice.
var levels = []string{"primary", "secondary", "unverified", "choice"}

// Validate says everything that is wrong with a profile (ErrProfile).
func (p Profile) Validate() error {
	err := errors.Join(p.checkIdentity(), p.checkTerms(), p.checkKinds(), p.checkDocuments(),
		checkPattern(p.Numbering))
	if err != nil {
		return fmt.Errorf("profile %q: %w", p.Code, errors.Join(ErrProfile, err))
	}
	return nil
}

func (p Profile) checkIdentity() error {
	var errs []error
	for field, text := range map[string]string{
		"code": p.Code, "name_es": p.NameES, "name_en": p.NameEN, "tz": p.TZ,
		"base_es": p.BaseES, "base_en": p.BaseEN,
	} {
		if text == "" {
			errs = append(errs, fmt.Errorf("%s is empty", field))
		}
	}
	if p.AnswerKind != AnswerLegal && p.AnswerKind != AnswerInternal {
		errs = append(errs, fmt.Errorf("answer_kind %q", p.AnswerKind))
	}
	for part, level := range p.Confidence {
		if !slices.Contains(levels, level) {
			errs = append(errs, fmt.Errorf("confidence of %s %q", part, level))
		}
	}
	_, err := p.Calendar(nil)
	return errors.Join(append(errs, err)...)
}

func (p Profile) checkTerms() error {
	errs := []error{p.Answer.Validate(), p.checkAmounts(), p.checkIncomplete(), p.checkPaper()}
	for _, special := range p.SpecialTerms {
		errs = append(errs, special.Term.Validate())
	}
	for _, s := range p.Suspension {
		if s.Event == "" || s.Max < 1 || s.Unit != calendar.UnitBusinessDays {
			errs = append(errs, fmt.Errorf("suspension %+v", s))
		}
	}
	return errors.Join(errs...)
}

func (p Profile) checkAmounts() error {
	if p.Extension != nil && p.Extension.MaxFactor < 2 {
		return fmt.Errorf("extension of %d times the term", p.Extension.MaxFactor)
	}
	if p.Retention.Years < 1 || p.Retention.From != "filed" {
		return fmt.Errorf("retention %+v", p.Retention)
	}
	if p.ReopenDays < 1 || p.InternalTargetDays < 1 || p.BackupDays < 0 {
		return fmt.Errorf("reopen_days %d, internal_target_days %d, backup_book_days %d",
			p.ReopenDays, p.InternalTargetDays, p.BackupDays)
	}
	return nil
}

func (p Profile) checkIncomplete() error {
	if p.Incomplete == nil {
		return nil
	}
	if p.Incomplete.Restart != RestartResume && p.Incomplete.Restart != RestartFromZero {
		return fmt.Errorf("incomplete.restart %q", p.Incomplete.Restart)
	}
	if ask := p.Incomplete.AskWithin; ask != nil {
		return errors.Join(ask.Validate(), p.Incomplete.CustomerHas.Validate())
	}
	return p.Incomplete.CustomerHas.Validate()
}

func (p Profile) checkKinds() error {
	var errs []error
	wanted := []string{}
	for _, legal := range p.KindMap {
		wanted = append(wanted, legal)
	}
	if p.Requalify != nil {
		wanted = append(wanted, p.Requalify.From, p.Requalify.To)
	}
	for _, code := range wanted {
		if !p.HasKind(code) {
			errs = append(errs, fmt.Errorf("legal kind %q is not in legal_kinds", code))
		}
	}
	return errors.Join(errs...)
}

func (p Profile) checkDocuments() error {
	var errs []error
	for _, code := range p.DocumentTypes {
		if _, err := documentType(p.Country, code); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (p Profile) checkPaper() error {
	if p.Paper == nil || slices.Contains([]string{PaperBackup, PaperOfficial, PaperFoliated}, p.Paper.Kind) && p.Paper.Copies > 0 {
		return nil
	}
	return fmt.Errorf("paper %+v", *p.Paper)
}
