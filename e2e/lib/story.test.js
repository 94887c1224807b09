import { table } from "./harness.js";
import { beginning, blocks, pieces } from "/desk/lib/text.js";
import { entries, moods, part, reach } from "/desk/lib/timeline.js";
import { kindOf, why } from "/desk/lib/upload.js";

table("blocks", blocks, [
  ["plain words", ["Hola.\n\nAdiós."], [{ quoted: false, text: "Hola.\n\nAdiós." }]],
  ["lines of an earlier mail", ["Sí.\n> ¿Viene?\n> Rosa\nGracias"], [{ quoted: false, text: "Sí." }, { quoted: true, text: "> ¿Viene?\n> Rosa" }, { quoted: false, text: "Gracias" }]],
  ["everything after its heading", ["Sí.\n\nEl mar, 17 nov 2026, Casa Nogal <a@b.example> escribió:\nBuenos días\nAdiós"],
    [{ quoted: false, text: "Sí." }, { quoted: true, text: "El mar, 17 nov 2026, Casa Nogal <a@b.example> escribió:\nBuenos días\nAdiós" }]],
  ["in English", ["Yes\nOn Tue, Casa Nogal wrote:\nhello"], [{ quoted: false, text: "Yes" }, { quoted: true, text: "On Tue, Casa Nogal wrote:\nhello" }]],
  ["a forwarded one", ["Vea:\n-----Mensaje original-----\nDe: X"], [{ quoted: false, text: "Vea:" }, { quoted: true, text: "-----Mensaje original-----\nDe: X" }]],
  ["a sentence that only sounds like it", ["El martes me escribió: que vendría"], [{ quoted: false, text: "El martes me escribió: que vendría" }]],
  ["other line ends", ["a\r\nb\rc"], [{ quoted: false, text: "a\nb\nc" }]], ["nothing", [undefined], []],
]);

const lines = (n) => Array.from({ length: n }, (_, i) => `línea ${i + 1}`).join("\n");
table("beginning of a long text", beginning, [
  ["short", [lines(20)], ""], ["a little longer is not worth a fold", [lines(25)], ""], ["long", [lines(26)], lines(20)],
  ["one endless line", ["x".repeat(4000)], "x".repeat(1800)], ["empty", [""], ""],
]);

table("pieces", pieces, [
  ["plain", ["Sin nada"], [{ text: "Sin nada" }]],
  ["an address ends before the full stop", ["Vea https://a.example/b?c=d."], [{ text: "Vea " }, { text: "https://a.example/b?c=d", href: "https://a.example/b?c=d" }, { text: "." }]],
  ["in brackets", ["(https://a.example/x)"], [{ text: "(" }, { text: "https://a.example/x", href: "https://a.example/x" }, { text: ")" }]],
  ["brackets of its own", ["https://a.example/x_(y)"], [{ text: "https://a.example/x_(y)", href: "https://a.example/x_(y)" }]],
  ["a mail", ["rosa@correo.example"], [{ text: "rosa@correo.example", href: "mailto:rosa@correo.example" }]],
  ["no other kind", ["http://a.example javascript:alert(1) data:text/html,x ftp://b.example"], [{ text: "http://a.example javascript:alert(1) data:text/html,x ftp://b.example" }]],
  ["markup is text", ["<a href=https://a.example>x</a>"], [{ text: "<a href=" }, { text: "https://a.example", href: "https://a.example" }, { text: ">x</a>" }]],
  ["a colleague", ["@Inés Paredes mire", ["Inés Paredes"]], [{ text: "@Inés Paredes", person: true }, { text: " mire" }]],
]);

const file = {
  complaint: { channel: "phone", narrative: "Llegó rota", received_at: "2026-11-17 10" },
  messages: [{ id: "m2", created: "2026-11-18 10", sent_at: "2026-11-18 12" }, { id: "m1", created: "2026-11-18 09" }],
  events: [{ id: "e1", type: "complaint.moved", created: "2026-11-18 11" }, { id: "e2", type: "complaint.updated", created: "2026-11-18 11" }],
  attachments: [{ id: "f1", message: "m1", created: "2026-11-18 09" }, { id: "f2", from_customer: true, created: "2026-11-17 10" }, { id: "f3", created: "2026-11-19 09" }],
};
table("entries", () => entries(file).map((one) => [one.key, one.files.map((f) => f.id)]), [
  ["by time, files where they belong, small edits left out", [], [["story", ["f2"]], ["m1", ["f1"]], ["e1", []], ["m2", []], ["f3", ["f3"]]]],
]);
const keys = (n) => Array.from({ length: n }, (_, i) => ({ key: i }));
table("part", (n, shown) => { const { before, recent } = part(keys(n), shown); return [before.length, recent.length]; }, [
  ["few", [8, 6], [0, 8]], ["many", [700, 6], [694, 6]], ["more on request", [700, 46], [654, 46]], ["all", [40, 46], [0, 40]],
]);
table("reach", (n, key, shown) => reach(keys(n), key, shown), [["one that is shown", [20, 19, 6], 6], ["an old one", [20, 3, 6], 19], ["none", [20, "x", 6], 6]]);
table("moods", moods, [
  ["as noted", [{ mood_start: 1, mood_end: 3 }, []], [1, 3]], ["never noted", [{ mood_start: 0, mood_end: 0 }, []], []], ["the same", [{ mood_start: 2, mood_end: 2 }, []], [2]],
  ["by the way", [{ mood_start: 2, mood_end: 4 }, [{ created: "2", data: { changes: { mood_end: { before: 0, after: 4 } } } }, { created: "1", data: { changes: { mood_start: { before: 1, after: 2 } } } }]], [1, 2, 4]],
]);
table("kind of a file", kindOf, [["a picture", ["Foto.JPG"], "picture"], ["a pdf", ["boleta.pdf"], "pdf"], ["a drawing that may hold a script", ["x.svg"], "other"], ["a page", ["x.html"], "other"], ["none", [undefined], "other"]]);
table("why a file did not arrive", (answer) => { const { key, text } = why(answer); return [key, text || ""]; }, [
  ["too large for the server", [{ status: 413 }], ["desk.file.toobig", ""]], ["no connection", [{ status: 0 }], ["desk.file.offline", ""]],
  ["its own words", [{ status: 400, data: { file: { message: "Muy grande" } }, message: "No" }], ["desk.file.failed", "Muy grande"]],
  ["of another field", [{ status: 400, data: { message: { message: "No es de este caso" } } }], ["desk.file.failed", "No es de este caso"]], ["of the whole", [{ status: 403, message: "No" }], ["desk.file.failed", "No"]],
]);
