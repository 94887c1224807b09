import { html, useEffect, useRef, useState } from "../../vendor/vendor.js";
import { Icon } from "../parts/icon.js";
import { PeopleFilters } from "../parts/people-filters.js";
import { PeopleList } from "../parts/people-list.js";
import { t } from "../lib/i18n.js";
import { asked } from "../lib/people.js";
import { href } from "../lib/routes.js";
import { lastPlace, route } from "../lib/state.js";

const pause = 150; // ms after the last key

/** What is typed, and a moment later what is asked; the address keeps it without a step back for each letter. */
function useQuestion() {
  const [text, setText] = useState(route.value.query.q || ""), [query, setQuery] = useState(asked(route.value.query));
  useEffect(() => { setText(route.value.query.q || ""); setQuery(asked(route.value.query)); }, [route.value]);
  useEffect(() => {
    const timer = setTimeout(() => setQuery((old) => (old.q || "") === text.trim() ? old : asked({ ...old, q: text })), pause);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    lastPlace.value = href("customers", { query });
    history.replaceState(null, "", lastPlace.value);
  }, [query]);
  return { text, setText, query };
}

/** Everybody whom the business knows, found by whatever is known of them. */
export default function Customers() {
  const { text, setText, query } = useQuestion(), [codes, setCodes] = useState(null), box = useRef();
  const down = () => document.querySelector("main .row .title")?.focus();
  return html`<div class="page stack tight">
    <header class="page-head"><h1 tabindex="-1">${t("desk.nav.customers")}</h1></header>
    <form role="search" onSubmit=${(e) => { e.preventDefault(); down(); }}><label class="seeker"><${Icon} name="search" />
      <input ref=${box} class="input" type="search" value=${text} aria-label=${t("people.seek")} placeholder=${t("people.hint")} autocomplete="off" enterkeyhint="search"
        onInput=${(e) => setText(e.target.value)} onKeyDown=${(e) => { if (e.key === "ArrowDown") { e.preventDefault(); down(); } }} /></label></form>
    ${codes && html`<${PeopleFilters} query=${query} codes=${codes} />`}
    <${PeopleList} query=${query} onCodes=${setCodes} />
  </div>`;
}
