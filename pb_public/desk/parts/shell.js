import { html } from "../../vendor/vendor.js";
import { Bell } from "./bell.js";
import { Icon } from "./icon.js";
import { Offline } from "./notice.js";
import { useKeys } from "../lib/keys.js";
import { label, t } from "../lib/i18n.js";
import { capped, counts } from "../lib/notify.js";
import { panel } from "../lib/panel.js";
import { href } from "../lib/routes.js";
import { initials } from "../lib/say.js";
import { me, route, session } from "../lib/state.js";

export const Mark = () => html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="9" /><path d="M22.6 8.4a10 10 0 1 0 0 15.2M19.4 12.6a4.8 4.8 0 1 0 0 6.8" /><circle cx="23.3" cy="16" r="2.2" /></svg>`;

const go = (name) => { location.hash = href(name); };
const show = (name) => () => { panel.value = name; };

function Entry({ name, icon, text, also, only, count }) {
  const here = route.value.name === name || route.value.name === also;
  return html`<a href=${href(name)} class=${only} aria-current=${here ? "page" : null}><${Icon} name=${icon} /><span class="text">${text}</span>${count > 0 && html` <span class="count">${capped(count)}</span>`}</a>`;
}

/** To the search, or into its box when it is there already. */
function seek() {
  const box = document.querySelector("main [role=search] input");
  if (box) box.focus();
  else go("search");
}

/** The rail and the sheet of paper beside it. */
export function Shell({ children }) {
  useKeys({ c: () => go("intake"), h: () => go("today"), q: () => go("queue"), p: () => go("customers"), "/": seek });
  return html`<div class="desk">
    <a class="skip" href="#contenido" onClick=${skip}>${t("desk.skip")}</a>
    <header class="rail no-print">
      <a class="brand" href=${href("today")}><${Mark} /><span class="text"><b>Escucha</b><small>${session.value.business?.name}</small></span></a>
      <a class="button" href=${href("intake")}><${Icon} name="plus" /><span class="text">${t("desk.nav.intake")}</span><kbd>C</kbd></a>
      <button type="button" class="button quiet seek" aria-keyshortcuts="Control+K" onClick=${show("command")}><${Icon} name="search" /><span class="text">${t("desk.nav.command")}</span><kbd>Ctrl K</kbd></button>
      <nav aria-label=${t("desk.nav.label")}>
        <${Entry} name="today" icon="today" text=${t("desk.nav.today")} count=${counts.value.today} />
        <${Entry} name="queue" icon="queue" text=${t("desk.nav.queue")} also="case" count=${counts.value.queue} />
        <${Entry} name="intake" icon="plus" text=${t("desk.nav.intake")} only="phone-only" />
        <${Entry} name="customers" icon="customers" text=${t("desk.nav.customers")} also="customer" only="wide-only" />
        <${Entry} name="meeting" icon="meeting" text=${t("desk.nav.meeting")} only="wide-only" />
        ${(counts.value.mail > 0 || route.value.name === "mail") && html`<${Entry} name="mail" icon="mail" text=${t("desk.nav.mail")} count=${counts.value.mail} only="wide-only" />`}
        ${me.value.manages && html`<${Entry} name="reports" icon="chart" text=${t("desk.nav.reports")} only="wide-only" /><${Entry} name="settings" icon="settings" text=${t("desk.nav.settings")} only="wide-only" />`}
        <${Bell} onOpen=${show("notices")} />
        <button type="button" class="entry phone-only" onClick=${show("command")}><${Icon} name="search" /><span class="text">${t("desk.nav.search")}</span></button>
      </nav>
      <button type="button" class="button quiet help" onClick=${show("help")}><${Icon} name="info" /><span class="text">${t("desk.nav.keys")}</span><kbd>?</kbd></button>
      <button type="button" class="self person" onClick=${show("settings")}><span class="avatar" aria-hidden="true">${initials(me.value.name)}</span>
        <span class="text">${me.value.name}<small>${label("role", me.value.role)}</small></span></button>
    </header>
    <main id="contenido" tabindex="-1"><${Offline} />${children}</main>
  </div>`;
}

// the address is the router's, so the link moves the focus by itself
export function skip(event) {
  event.preventDefault();
  document.querySelector("main").focus();
}
