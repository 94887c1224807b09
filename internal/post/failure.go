package post

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"
	"syscall"

	"github.com/emersion/go-smtp"
)

// Steps of sending, in their order.
const (
	StepConnect = "connect"
	StepTLS     = "tls"
	StepHello   = "hello"
	StepAuth    = "auth"
	StepFrom    = "from"
	StepTo      = "to"
	StepData    = "data"
)

// Reply is what a server answered, in its own words.
type Reply struct {
	Code     int    // 250; 0 when it said nothing
	Enhanced string // 5.1.1
	Text     string
}

func (r Reply) String() string {
	if r.Code == 0 {
		return ""
	}
	return strings.Join(strings.Fields(fmt.Sprintf("%d %s %s", r.Code, r.Enhanced, r.Text)), " ")
}

// Failure is why a letter was not taken. Nothing was sent when there is one.
type Failure struct {
	Step   string
	Code   string // stable, has its words in the texts: password, greylisted, …
	Server bool   // it is not this letter: no other would be taken now
	Final  bool   // it does not pass by waiting: somebody must change something
	Reply  Reply
	Err    error
}

// Error is the server's words, or else what happened on the way.
func (f *Failure) Error() string {
	if said := f.Reply.String(); said != "" {
		return f.Step + ": " + said
	}
	return fmt.Sprintf("%s: %s: %v", f.Step, f.Code, f.Err)
}

func (f *Failure) Unwrap() error { return f.Err }

// FailureOf is the failure in an error; what is none counts as a passing
// trouble of that letter.
func FailureOf(err error) *Failure {
	if f, ok := errors.AsType[*Failure](err); ok {
		return f
	}
	return &Failure{Step: StepData, Code: "failed", Err: err}
}

// onTheWay tells what kept us from talking to the server at all.
func onTheWay(step string, err error) *Failure {
	f := &Failure{Step: step, Code: "dropped", Server: true, Err: err}
	var name *net.DNSError
	var wait net.Error
	switch {
	case certificate(err):
		f.Step, f.Code, f.Final = StepTLS, "certificate", true
	case errors.As(err, &name):
		f.Code, f.Final = "unknown_host", name.IsNotFound
	case errors.Is(err, syscall.ECONNREFUSED):
		f.Code = "connection_refused"
	case errors.As(err, &wait) && wait.Timeout():
		f.Code = "timeout"
	case step == StepTLS:
		f.Code, f.Final = "tls", true
	}
	return f
}

func certificate(err error) bool {
	var a *tls.CertificateVerificationError
	var b x509.UnknownAuthorityError
	var c x509.HostnameError
	return errors.As(err, &a) || errors.As(err, &b) || errors.As(err, &c)
}

// answered reads a refusal of the server at a step.
func answered(step string, err error) *Failure {
	said, ok := errors.AsType[*smtp.SMTPError](err)
	if !ok {
		f := onTheWay(step, err)
		f.Server = step != StepTo && step != StepData && step != StepFrom // it may be this letter that it chokes on
		return f
	}
	f := &Failure{Step: step, Reply: Reply{Code: said.Code, Enhanced: enhanced(said.EnhancedCode), Text: said.Message}, Err: err, Final: said.Code >= 500}
	f.Code, f.Server = judge(step, f.Reply)
	return f
}

// judge gives a refusal its code, and says whether it is about more than the letter.
func judge(step string, r Reply) (code string, server bool) {
	words := strings.ToLower(r.Text)
	switch {
	case r.Code == 421 && (step == StepHello || step == StepAuth):
		return "busy", true
	case step == StepAuth && r.Code >= 500:
		return "password", true
	case step == StepAuth || step == StepHello:
		return "refused", true
	case r.Code == 530 || strings.Contains(words, "relay") && r.Code >= 500:
		return "login_needed", true
	case r.Code == 552 && step != StepTo || r.Enhanced == "5.3.4":
		return "too_big", false
	case step == StepFrom && r.Code >= 500:
		return "sender", true
	case r.Code < 500:
		return passing(r), false
	case step == StepTo:
		return recipient(r), false
	}
	return "rejected", false
}

func passing(r Reply) string {
	switch {
	case r.Code == 452 || r.Enhanced == "4.2.2":
		return "mailbox_full"
	case r.Code == 421:
		return "busy"
	}
	return "greylisted"
}

func recipient(r Reply) string {
	switch {
	case r.Code == 552 || r.Enhanced == "5.2.2":
		return "mailbox_full"
	case strings.HasPrefix(r.Enhanced, "5.7"):
		return "rejected"
	}
	return "recipient"
}

func enhanced(c smtp.EnhancedCode) string {
	if c[0] <= 0 {
		return ""
	}
	return fmt.Sprintf("%d.%d.%d", c[0], c[1], c[2])
}
