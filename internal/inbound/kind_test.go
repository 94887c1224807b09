package inbound

import (
	"slices"
	"strings"
	"testing"
)

func TestKind(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, header string
		want         Kind
	}{
		{"a person", "", Person},
		{"answered by itself", "Auto-Submitted: auto-replied (vacation)", AutoReply},
		{"not by itself", "Auto-Submitted: no", Person},
		{"old sign", "X-Autoreply: yes", AutoReply},
		{"precedence of answers", "Precedence: auto_reply", AutoReply},
		{"rules of Exchange", "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent", AutoReply},
		{"made by Exchange for a person", "X-MS-Exchange-Generated-Message-Source: Journal", Person},
		{"subject alone", "Subject: Respuesta automática: hola", Person},
		{"subject in the middle", "Subject: Sobre su respuesta automática\nX-Auto-Response-Suppress: All", Person},
		{"subject and a sign", "Subject: Automatic reply: hi\nX-Auto-Response-Suppress: All", AutoReply},
		{"out of the office from nobody", "Subject: Fuera de la oficina\nReturn-Path: <>", AutoReply},
		{"asks for no answers", "X-Auto-Response-Suppress: All", Person},
		{"bulk and asks for no answers", "Precedence: bulk\nX-Auto-Response-Suppress: OOF", AutoReply},
		{"bulk alone", "Precedence: bulk", Person},
		{"a list", "List-Id: <x.y.example>\nPrecedence: list", List},
		{"a circular", "List-Unsubscribe: <mailto:a@b.example>\nPrecedence: bulk", List},
		{"a shop that lets one leave", "List-Unsubscribe: <mailto:a@b.example>", Person},
		{"an answer to a list", "List-Id: <x.y.example>\nAuto-Submitted: auto-replied", AutoReply},
		{"from the server, of something else", "Return-Path: <>", Person},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			m := mustRead(t, strings.TrimPrefix(tc.header+"\nFrom: ana@mail.example\nDate: Fri, 04 Dec 2026 12:00:00 +0100\n\nhola", "\n"))
			if m.Kind != tc.want {
				t.Errorf("kind %s, want %s", m.Kind, tc.want)
			}
		})
	}
}

func TestKindFor(t *testing.T) {
	t.Parallel()
	group := "<reclamos.casanogal.example>"
	cases := []struct {
		name string
		mail Mail
		want Kind
	}{
		{"a person", Mail{Kind: Person, From: Address{Email: "ana@mail.example"}}, Person},
		{"one of us", Mail{Kind: Person, From: Address{Email: "Reclamos@casanogal.example"}}, Own},
		{"one of us, answered elsewhere of ours", Mail{Kind: Person, From: Address{Email: "reclamos@casanogal.example"}, ReplyTo: Address{Email: "graciela@casanogal.example"}}, Own},
		{"a form on our pages", Mail{Kind: Person, From: Address{Email: "reclamos@casanogal.example"}, ReplyTo: Address{Email: "ana@mail.example"}}, Person},
		{"nobody", Mail{Kind: Person}, Person},
		{"our mail came back", Mail{Kind: Person, MessageID: "<x@CasaNogal.example>", caseMark: "7-2026"}, Loop},
		{"our mail from our address", Mail{Kind: AutoReply, From: Address{Email: "reclamos@casanogal.example"}, caseMark: "7-2026"}, Loop},
		{"the mark of another shop", Mail{Kind: AutoReply, MessageID: "<x@otra.example>", caseMark: "7-2026"}, AutoReply},
		{"a domain that ends like ours", Mail{Kind: Person, MessageID: "<x@otra-casanogal.example>", caseMark: "7-2026"}, Person},
		{"fifty servers", Mail{Kind: Person, received: 50}, Person},
		{"more", Mail{Kind: Person, received: 51}, Loop},
		{"a bounce from our own server", Mail{Kind: Bounced, From: Address{Email: "graciela@casanogal.example"}}, Bounced},
		{"through our own group", Mail{Kind: List, listID: "Reclamos " + group}, Person},
		{"through another group", Mail{Kind: List, listID: "<otros.casanogal.example>"}, List},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := tc.mail.KindFor(us); got != tc.want {
				t.Errorf("kind %s, want %s", got, tc.want)
			}
		})
	}
	if got := (Mail{Kind: Person, MessageID: "<x@>", caseMark: "1"}).KindFor(Self{Addresses: []string{""}}); got != Person {
		t.Errorf("who has said nothing of themselves has no mail of their own: %s", got)
	}
}

// TestBounceOfMany takes the first recipient that was lost before one that waits.
func TestBounceOfMany(t *testing.T) {
	t.Parallel()
	block := func(action, who, status string) string {
		return "\nFinal-Recipient: rfc822;" + who + "\nAction: " + action + "\nStatus: " + status + "\n"
	}
	cases := []struct{ name, blocks, who, status string }{
		{"waits, then lost", block("delayed", "A@x.example", "4.4.1") + block("Failed", "B@x.example", "5.1.1"), "b@x.example", "5.1.1"},
		{"lost twice", block("failed", "a@x.example", "5.2.2") + block("failed", "b@x.example", "5.1.1"), "a@x.example", "5.2.2"},
		{"arrived, then waits", block("delivered", "a@x.example", "2.0.0") + block("delayed", "b@x.example", "4.2.2 (full)"), "b@x.example", "4.2.2"},
		{"all arrived", block("relayed", "a@x.example", "2.0.0"), "", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			m := mustRead(t, "From: MAILER-DAEMON@x.example\nContent-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n"+tc.blocks+"--b--")
			switch {
			case tc.who == "" && (m.Bounce != nil || m.Kind != AutoReply):
				t.Errorf("kind %s, bounce %+v", m.Kind, m.Bounce)
			case tc.who != "" && (m.Bounce == nil || m.Bounce.Recipient != tc.who || m.Bounce.Status != tc.status || m.Bounce.Permanent != strings.HasPrefix(tc.status, "5")):
				t.Errorf("bounce %+v", m.Bounce)
			}
		})
	}
}

// TestNoBounce keeps what people write about bounces a mail of people.
func TestNoBounce(t *testing.T) {
	t.Parallel()
	for name, raw := range map[string]string{
		"a person complains":       "From: ana@mail.example\nSubject: No se pudo entregar el mueble\n\nMail delivery failed, dice su correo.",
		"a server says hello":      "From: postmaster@mail.example\nSubject: Aviso\n\nCambiamos de servidor.",
		"a list about mail":        "From: postmaster@mail.example\nList-Id: <a.b>\nSubject: failure notice\n\nx",
		"a report in a mail of it": "From: ana@mail.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nMiren.\n--b\nContent-Type: message/rfc822\n\nContent-Type: multipart/report; boundary=c\n\n--c\nContent-Type: message/delivery-status\n\nX: y\n\nAction: failed\n--c--\n--b--",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if m := mustRead(t, raw); m.Bounce != nil || m.Kind == Bounced {
				t.Errorf("%+v", m.Bounce)
			}
		})
	}
}

func TestInvitation(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, text, want string }{
		{"a day", "BEGIN:VEVENT\nSUMMARY:Visita\nDTSTART;VALUE=DATE:20261209\nEND:VEVENT", "Visita · 2026-12-09"},
		{"a moment", "BEGIN:VEVENT\nDTSTART:20261209T150000Z\nSUMMARY;LANGUAGE=es:Visita\\; y té\nEND:VEVENT", "Visita; y té · 2026-12-09 15:00 UTC"},
		{"a moment that is none", "BEGIN:VEVENT\nDTSTART:mañana\nEND:VEVENT", "mañana"},
		{"only the first", "BEGIN:VEVENT\nSUMMARY:a\nSUMMARY:b\nEND:VEVENT\nBEGIN:VEVENT\nLOCATION:c\nEND:VEVENT", "a"},
		{"no event", "BEGIN:VCALENDAR\nSUMMARY:a", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := invitation(tc.text); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestProblemsAreSorted(t *testing.T) {
	t.Parallel()
	var p problems
	for _, code := range []string{"c", "a", "b", "a", "c"} {
		p.add(code)
	}
	if !slices.Equal(p, []string{"a", "b", "c"}) {
		t.Errorf("%v", p)
	}
}

func TestWriter(t *testing.T) {
	t.Parallel()
	ana, shop, other := Address{Email: "ana@mail.example"}, Address{Email: "RECLAMOS@casanogal.example"}, Address{Email: "graciela@casanogal.example"}
	cases := []struct {
		name          string
		from, replyTo Address
		want          Address
	}{
		{"somebody", ana, Address{}, ana},
		{"somebody who reads elsewhere", ana, Address{Email: "ana@otro.example"}, ana},
		{"a form of our pages", shop, ana, ana},
		{"one of us", shop, Address{}, shop},
		{"one of us for another", shop, other, shop},
		{"nobody", Address{}, ana, Address{}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := (Mail{From: tc.from, ReplyTo: tc.replyTo}).Writer(us); got != tc.want {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}
