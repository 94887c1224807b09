package channel

import "testing"

func TestPublicLink(t *testing.T) {
	t.Parallel()
	for link, want := range map[string]bool{"https://social.example/p/1": true, "http://social.example": true, "javascript:alert(1)": false,
		"https://ana:clave@social.example": false, "social.example/p/1": false, "https://localhost/x": false, "ftp://social.example": false,
		"": false, "https://": false, " https://social.example": false, "https://social.example/%zz": false} {
		if got := publicLink(link); got != want {
			t.Errorf("%q: %v", link, got)
		}
	}
}
