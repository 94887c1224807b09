import { html, useEffect, useId, useLayoutEffect, useState } from "../../vendor/vendor.js";
import { read } from "../lib/api.js";
import { label, t, tn } from "../lib/i18n.js";
import { asking, matching, named, put } from "../lib/mention.js";
import { initials } from "../lib/say.js";
import { me, spoken } from "../lib/state.js";

const known = new Map();

/** Who may open a case, as the server says; asked for once while the case stays open. */
function people(id) {
  if (!known.has(id)) {
    known.clear();
    known.set(id, read(`complaints/${id}/agents`, {}, `agents ${id}`).then((answer) => answer.items));
    known.get(id).catch(() => known.delete(id));
  }
  return known.get(id);
}

/** The ids of those whom a note names. Offline there are none, and the note itself is refused too. */
export const mentionsIn = (id, text) => people(id).then((list) => named(text, list), () => []);

/** Offers names while "@" is being typed: a list box that the text field controls. */
export function Mention({ c, box, text, onText }) {
  const id = useId(), [list, setList] = useState([]), [asked, setAsked] = useState(null), [at, setAt] = useState(0);
  useEffect(() => { people(c.id).then((all) => setList(all.filter((one) => one.id !== me.value.id)), () => {}); }, [c.id]);
  const found = asked ? matching(list, asked.query) : [], open = found.length > 0;
  const look = () => { setAsked(asking(box.current.value, box.current.selectionStart)); setAt(0); };
  useEffect(look, [text]);
  useEffect(() => { if (open) spoken.value = tn("desk.mention.found", found.length); }, [open, found.length]);

  function choose(one) {
    const field = box.current, next = put(field.value, asked.from, field.selectionStart, one.name);
    onText(next.text);
    setAsked(null);
    field.focus();
    requestAnimationFrame(() => { field.setSelectionRange(next.caret, next.caret); setAsked(null); });
  }
  const keys = { ArrowDown: () => setAt((at + 1) % found.length), ArrowUp: () => setAt((at + found.length - 1) % found.length),
    Enter: () => choose(found[at]), Tab: () => choose(found[at]), Escape: () => setAsked(null) };

  // before the next key can come: a list that is seen has the keyboard
  useLayoutEffect(() => {
    const field = box.current;
    const press = (event) => {
      if (!open || !keys[event.key] || event.ctrlKey || event.metaKey || event.isComposing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      keys[event.key]();
    };
    field.addEventListener("keydown", press, true);
    field.addEventListener("click", look);
    return () => { field.removeEventListener("keydown", press, true); field.removeEventListener("click", look); };
  });
  // the field stays a text field; these say which list it controls and what is chosen in it
  useEffect(() => {
    const field = box.current, facts = { "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": open && id, "aria-activedescendant": open && `${id}-${at}` };
    for (const [name, value] of Object.entries(facts)) if (value) field.setAttribute(name, value); else field.removeAttribute(name);
    return () => Object.keys(facts).forEach((name) => field.removeAttribute(name));
  }, [open, at]);

  if (!open) return null;
  return html`<ul class="mentions" role="listbox" id=${id} aria-label=${t("desk.mention.list")}>
    ${found.map((one, i) => html`<li key=${one.id} id=${`${id}-${i}`} class="item" role="option" aria-selected=${i === at ? "true" : "false"}
      onPointerDown=${(event) => { event.preventDefault(); choose(one); }}><span class="avatar small" aria-hidden="true">${initials(one.name)}</span>${one.name} <small>${label("role", one.role)}</small></li>`)}</ul>`;
}
