import { html, useEffect } from "../../vendor/vendor.js";
import { Catalogue } from "../parts/catalogue.js";
import { Empty, Skeleton, Trouble } from "../parts/notice.js";
import { Health } from "../parts/health.js";
import { Law } from "../parts/law.js";
import { Mailboxes } from "../parts/mailboxes.js";
import { Purchases } from "../parts/purchases.js";
import { Rules } from "../parts/rules.js";
import { read } from "../lib/api.js";
import { catalogues, open, pageOf, wordOf } from "../lib/catalogues.js";
import { t } from "../lib/i18n.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";
import { me, route } from "../lib/state.js";

const Tabs = ({ what, may }) => html`<nav class="tabs" aria-label=${t("desk.nav.settings")}>${open(may).map((name) => html`
  <a key=${name} href=${href("settings", { id: wordOf(name) })} aria-current=${name === what ? "page" : null}>${t(`settings.tab.${name}`)}</a>`)}</nav>`;

/** What each page is, and what may be done on it, once the server has said so. */
function Inside({ what }) {
  const shelf = useLoad(() => read("settings"), []);
  const Page = { rules: Rules, purchases: Purchases, law: Law, health: Health, mailboxes: Mailboxes }[what] || Catalogue;
  useEffect(() => {
    document.title = `${t(`settings.tab.${what}`)} · Escucha`;
    document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [what, Boolean(shelf.data)]);
  if (!shelf.data) return html`<h1 class="hidden" tabindex="-1">${t("desk.nav.settings")}</h1>${shelf.error ? html`<${Trouble} kind=${shelf.error} onRetry=${shelf.reload} />` : shelf.slow && html`<${Skeleton} />`}`;
  const tabs = html`<${Tabs} what=${what} may=${shelf.data.may} />`;
  return html`<${Page} key=${what} what=${what} list=${catalogues[what]} shelf=${shelf.data} tabs=${tabs} onChange=${shelf.reload} />`;
}

/** What the business may give and do, kept by those who answer for it. */
export default function Settings() {
  if (me.value.manages) return html`<div class="page"><${Inside} what=${pageOf(route.value.id)} /></div>`;
  return html`<div class="page"><h1 class="hidden" tabindex="-1">${t("desk.nav.settings")}</h1><${Empty} icon="lock" title=${t("settings.closed")} text=${t("settings.closed.text")}>
    <a class="button" href=${href("today")}>${t("desk.nav.today")}</a><//></div>`;
}
