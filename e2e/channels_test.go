package e2e

import "testing"

// silence is the shortest sound file: a header and two samples.
const silence = "RIFF\x28\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00data\x04\x00\x00\x00\x00\x00\x00\x00"

// widths are the windows in which a contact is noted.
var widths = map[string]size{"phone": phone, "tablet": tablet, "desktop": desktop}

// noting opens the dialog that notes a contact of a case.
func (p *page) noting(s *server, id, what string) {
	p.t.Helper()
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.Eval(`(document.querySelector("[data-command=contact]").click(), "")`)
	p.WaitText("dialog h2", "Anotar un contacto")
	p.Pick("dialog "+field("what"), what)
}

// TestCallIsNoted: a call with its recording, which wants consent, at three widths.
func TestCallIsNoted(t *testing.T) {
	t.Parallel()
	for name, width := range widths {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, p := start(t), browse(t, width)
			id := s.Investigating(t, s.Token(t, "agents", Agent), "Recibir el juego completo")
			p.noting(s, id, "Llamada")
			p.Write("dialog "+field("minutes"), "4")
			p.Write("dialog "+field("text"), "Llamó su hija: siguen faltando dos tazas.")
			p.Attach("dialog "+field("file"), "llamada.wav", silence)
			p.WaitText("dialog", "Cómo aceptó que se grabara")
			p.Accessible("call", everything)
			p.ClickText("dialog .primary", "Anotar llamada")
			p.WaitText("dialog .error", "Sin el consentimiento del cliente")
			p.Pick("dialog "+field("recording_consent"), "Lo dijo en la llamada")
			p.Shot("desk-call-" + name)
			p.ClickText("dialog .primary", "Anotar llamada")
			p.WaitText(".timeline", "Llamó su hija: siguen faltando dos tazas.")
			p.WaitText(".timeline", "· 4 min")
			p.ClickText(".timeline .file", "llamada.wav")
			p.WaitFor("dialog audio[src]")
			p.WaitText("dialog", "Queda constancia de quién la escucha")
			p.Accessible("recording", everything)
		})
	}
}

// TestPostIsAnswered: a post that many read, an answer that waits, and the
// supervisor who approves it, at three widths.
func TestPostIsAnswered(t *testing.T) {
	t.Parallel()
	for name, width := range widths {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, p, boss := start(t), browse(t, width), browse(t, width)
			id := s.Investigating(t, s.Token(t, "agents", Agent), "Recibir el juego completo")
			p.noting(s, id, "Publicación")
			p.Write("dialog "+field("link"), "javascript:alert(1)")
			p.ClickText("dialog .primary", "Anotar publicación")
			p.WaitText("dialog .error", "Copie la dirección pública")
			p.Write("dialog "+field("link"), "https://social.example/p/1")
			p.Pick("dialog "+field("platform"), "Instagram")
			p.Write("dialog "+field("reach"), "2500")
			p.Accessible("post", everything)
			p.ClickText("dialog .primary", "Anotar publicación")
			p.WaitText("[data-post]", "Pudieron leerla 2500 personas")
			p.ClickText("[data-part=channels] button", "Respuesta pública")
			p.Wait(`document.querySelector("dialog textarea").value.startsWith("Gracias por escribirnos.")`)
			p.Write("dialog "+field("text"), "Gracias, Rosa.")
			p.ClickText("dialog .primary", "Guardar respuesta")
			p.WaitText("dialog .error", "quién es la persona: Rosa")
			p.Write("dialog "+field("text"), "Gracias por escribirnos. Le enviamos un mensaje privado.")
			p.ClickText("dialog .primary", "Guardar respuesta")
			p.WaitText("[data-reply]", "espera aprobación")
			p.Accessible("waiting", everything)
			p.Shot("desk-post-" + name)
			boss.LogIn(s, Admin)
			boss.OpenCase(s, id, "")
			boss.ClickText("[data-reply] button", "Aprobar")
			boss.Wait(`!document.querySelector("[data-reply]")`)
			boss.ClickText("[data-post] button", "Se siguió en privado")
			boss.WaitText("[data-post]", "En privado desde")
			boss.Accessible("approved", everything)
		})
	}
}

// TestWriteItHere: a link made in a call opens the form with what was told.
func TestWriteItHere(t *testing.T) {
	t.Parallel()
	s, ines, rosa := start(t), browse(t, desktop), browse(t, phone)
	ines.LogIn(s, Agent)
	ines.Open(s.URL + "/desk/#/registrar")
	ines.WaitFor("textarea.voice")
	ines.Write("textarea.voice", "Tres platos rotos")
	ines.Pick(field("complaint.channel"), "Teléfono")
	ines.ClickText("[data-part=call] summary", "La llamada")
	ines.ClickText("[data-part=call] button", "Crear el enlace")
	ines.WaitFor("#write-here")
	ines.Accessible("intake by telephone", everything)
	path := ines.Eval(`new URL(document.querySelector("#write-here").value).pathname`)
	rosa.Open(s.URL + path)
	rosa.Wait(`document.querySelector("textarea").value === "Tres platos rotos"`)
	rosa.Accessible("write it here", everything)
	rosa.Shot("portal-invited")
}

// TestChannelsAreKept: the owner says where a channel is and what holds for calls.
func TestChannelsAreKept(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Admin)
	p.listPage(s, "canales", "Canales")
	p.Row("Carta")
	p.Write("dialog "+field("contact"), "Apartado 12, Lima")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("tbody", "Apartado 12, Lima")
	p.ClickText(".card button", "Cambiar")
	p.Write("dialog "+field("recording_days"), "90")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".card", "se guardan 90 días")
	p.Accessible("channels", everything)
}
