package mailbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// tokens is who asks for tokens.
var tokens = &http.Client{Timeout: 20 * time.Second}

// token exchanges the refresh token for one that opens the mailbox (RFC 6749,
// section 6).
func (s Secret) token(ctx context.Context) (string, error) {
	if s.RefreshToken == "" || s.TokenURL == "" {
		return "", trouble(NoSecret, errors.New("no refresh token is stored"))
	}
	form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {s.RefreshToken}, "client_id": {s.ClientID}}
	for name, value := range map[string]string{"client_secret": s.ClientSecret, "scope": s.Scope} {
		if value != "" {
			form.Set(name, value)
		}
	}
	ask, err := http.NewRequestWithContext(ctx, http.MethodPost, s.TokenURL, strings.NewReader(form.Encode()))
	if err != nil {
		return "", trouble(TokenDenied, fmt.Errorf("ask for a token: %w", err))
	}
	ask.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	got, err := tokens.Do(ask)
	if err != nil {
		return "", trouble(Unreachable, fmt.Errorf("ask for a token: %w", err))
	}
	defer got.Body.Close() //nolint:errcheck // it was only read
	return readToken(got)
}

func readToken(got *http.Response) (string, error) {
	var answer struct {
		Token string `json:"access_token"`
		Error string `json:"error"`
		Why   string `json:"error_description"`
	}
	err := json.NewDecoder(io.LimitReader(got.Body, 1<<20)).Decode(&answer)
	if got.StatusCode == http.StatusOK && err == nil && answer.Token != "" {
		return answer.Token, nil
	}
	said := strings.Join(strings.Fields(answer.Error+" "+answer.Why), " ")
	return "", &Trouble{Code: TokenDenied, Answer: strings.TrimSpace(fmt.Sprintf("%d %.300s", got.StatusCode, said)), err: errors.New("no token was given")}
}
