package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/stemmanews/stemma/source"
)

// failure is what went wrong, in words for the user, and its cause.
type failure struct {
	shown *source.Error
	cause error
}

func (f *failure) Error() string   { return f.shown.Error() }
func (f *failure) Unwrap() []error { return []error{f.shown, f.cause} }

func refuse(address, reason, hint string, cause error) error {
	return &failure{&source.Error{Path: address, Reason: reason, Hint: hint}, cause}
}

// explain turns an error into one that names the address, says what is wrong
// and what can be done.
func (c *Client) explain(address string, err error) error {
	if f, ok := err.(*failure); ok {
		return f
	}
	reason, hint := "cannot be fetched", "check the address and the connection"
	var dns *net.DNSError
	var tlsErr *tls.CertificateVerificationError
	status, isStatus := errors.AsType[*StatusError](err)
	_, isRules := errors.AsType[*rulesError](err)
	switch {
	case errors.Is(err, ErrLocal), errors.Is(err, errPort):
		reason, hint = "is refused: it leads to "+leads(err), hintLocal
	case errors.Is(err, errRobots):
		reason, hint = "was not fetched: "+errRobots.Error(), "save the page with a browser and give the file"
	case errors.Is(err, errAskedToWait):
		reason, hint = "was not fetched: "+err.Error(), "try again then"
	case isStatus && isRules:
		reason, hint = "was not fetched: "+err.Error()+", which counts as forbidding it", "try again later"
	case isStatus:
		reason, hint = "cannot be fetched: "+status.Error(), statusHint(status)
	case errors.Is(err, errTooLarge):
		reason, hint = "is too large: over the limit of "+source.Size(c.opts.MaxBytes)+" for one document", "raise the limit with --max-size"
	case errors.Is(err, errSlow), errors.Is(err, errTimeout), errors.Is(err, context.DeadlineExceeded):
		reason, hint = "was given up: "+passed(err), "try again later"
	case errors.Is(err, errRedirects):
		reason, hint = "cannot be fetched: "+err.Error(), "open it in a browser and give the address that you end at"
	case errors.As(err, &dns) && dns.IsNotFound:
		reason, hint = "cannot be fetched: there is no site "+dns.Name, "check its spelling"
	case errors.As(err, &tlsErr):
		reason, hint = "is refused: the site cannot prove that it is "+nameOf(address), "check the address; save the page with a browser if you trust it"
	case strings.Contains(err.Error(), "response headers exceeded"):
		reason, hint = fmt.Sprintf("is refused: its header has more than %d KiB", maxHeader>>10), "save the page with a browser and give the file"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		reason, hint = "was cut off on its way", "try again later"
	default:
		reason += ": " + plainCause(err).Error()
	}
	return refuse(address, reason, hint, err)
}

func leads(err error) string {
	text := plainCause(err).Error()
	if inner, ok := errors.AsType[*source.Error](err); ok {
		text = inner.Path + ", which " + inner.Reason
	}
	return text
}

func passed(err error) string {
	if errors.Is(err, errSlow) {
		return errSlow.Error()
	}
	return errTimeout.Error()
}

func statusHint(s *StatusError) string {
	switch {
	case s.Wait > 0:
		return "the site asks to wait " + s.Wait.Round(time.Second).String()
	case s.Code == http.StatusNotFound || s.Code == http.StatusGone:
		return "it was taken down or never there"
	case s.Code == http.StatusUnauthorized || s.Code == http.StatusForbidden || s.Code == http.StatusPaymentRequired:
		return "save the page with a browser and give the file"
	}
	return "try again later"
}

func nameOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	name, _, _ := strings.Cut(rest, "/")
	return name
}

// plainCause strips what Go's client puts before the cause: the address again,
// and the operation.
func plainCause(err error) error {
	for {
		var op *net.OpError
		switch inner := errors.Unwrap(err); {
		case errors.As(err, &op) && op.Err != nil && op != err:
			err = op
		case op != nil && op.Err != nil:
			return op.Err
		case inner != nil && strings.HasPrefix(err.Error(), "Get "):
			err = inner
		default:
			return err
		}
	}
}

// Lasting says whether an error of Get will be the same tomorrow: a refusal,
// rather than a failure.
func Lasting(err error) bool {
	if s, ok := errors.AsType[*StatusError](err); ok {
		return s.Code < 500 && !passing(err)
	}
	return errors.Is(err, ErrLocal) || errors.Is(err, errPort) || errors.Is(err, errRobots) || errors.Is(err, errTooLarge) || errors.Is(err, errRedirects)
}
