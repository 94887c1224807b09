import { html, useEffect } from "../../vendor/vendor.js";
import { Catalogue } from "../parts/catalogue.js";
import { Empty, Skeleton, Trouble } from "../parts/notice.js";
import { Health } from "../parts/health.js";
import { Law } from "../parts/law.js";
import { Mail } from "../parts/mail.js";
import { Mailboxes } from "../parts/mailboxes.js";
import { Purchases } from "../parts/purchases.js";
import { Rules } from "../parts/rules.js";
import { Surveys } from "../parts/surveys.js";
import { Texts } from "../parts/texts.js";
import { read } from "../lib/api.js";
import { catalogues } from "../lib/catalogues.js";
import { t } from "../lib/i18n.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";
import { groups, pageOf, wordOf } from "../lib/settings.js";
import { me, route } from "../lib/state.js";

const Tab = ({ to, on, children }) => html`<a href=${href("settings", { id: wordOf(to) })} aria-current=${on ? "page" : null}>${children}</a>`;

/** The groups, and under them the pages of the one that is open. */
function Tabs({ what, may }) {
  const all = groups(may), here = all.find((one) => one.pages.includes(what)) || all[0];
  return html`<nav class="tabs" aria-label=${t("desk.nav.settings")}>${all.map((one) => html`<${Tab} key=${one.name} to=${one.pages[0]} on=${one === here}>${t(`settings.group.${one.name}`)}<//>`)}</nav>
    ${here?.pages.length > 1 && html`<nav class="tabs inner" aria-label=${t(`settings.group.${here.name}`)}>${here.pages.map((name) => html`<${Tab} key=${name} to=${name} on=${name === what}>${t(`settings.tab.${name}`)}<//>`)}</nav>`}`;
}

/** What each page is, and what may be done on it, once the server has said so. */
function Inside({ what }) {
  const shelf = useLoad(() => read("settings"), []);
  const Page = { rules: Rules, purchases: Purchases, law: Law, health: Health, mailboxes: Mailboxes, mail: Mail, surveys: Surveys, templates: Texts }[what] || Catalogue;
  useEffect(() => {
    document.title = `${t(`settings.tab.${what}`)} · Escucha`;
    for (const one of document.querySelectorAll(".tabs [aria-current]")) one.scrollIntoView({ block: "nearest", inline: "center" });
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
