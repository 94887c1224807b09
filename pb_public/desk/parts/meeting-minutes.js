import { html } from "../../vendor/vendor.js";
import { Input } from "./input.js";
import { Remarks } from "./meeting-case.js";
import { Saved } from "./notice.js";
import { Told } from "./versions.js";
import { t } from "../lib/i18n.js";

/** Two people wrote the minutes: both texts, and which stands; nothing is lost until one is chosen. */
function Clash({ m, met }) {
  const { minutes } = m.pack.value.review;
  const take = (text) => { m.form.set({ minutes: text }, { minutes }, true); document.querySelector('[data-field="minutes"]')?.focus(); };
  const ways = [["mine", met.mine, () => take(met.mine)], ["theirs", met.theirs, () => m.form.clear(["minutes"])]];
  return html`<section class="card stack tight" role="alert"><h3>${t("reviews.clash")}</h3><p class="small soft">${t("reviews.clash.text")}</p>
    <div class="both">${ways.map(([name, text, run]) => html`<section key=${name}><h4>${t(`reviews.clash.${name}`)}</h4><${Told} text=${text} /><p><button type="button" class="button" onClick=${run}>${t("reviews.clash.keep")}</button></p></section>`)}</div>
    <p><button type="button" class="button quiet" onClick=${() => take(`${met.theirs}\n\n${met.mine}`)}>${t("reviews.clash.both")}</button></p></section>`;
}

/** The minutes: written while people talk, kept at every pause, part of the meeting once they are noted. */
export function Minutes({ m }) {
  const { review, remarks = [], may } = m.pack.value, written = m.form.data.value.minutes, met = m.met();
  if (!review) return null;
  const heading = html`<header class="heading"><h2 id="h-minutes">${t("reviews.minutes")}</h2>${review.status === "open" && written !== undefined && html`<${Saved} saved=${m.form.saved.value} />`}</header>`;
  if (review.status === "closed" || !may.decide) {
    return html`<section class="panel stack tight" aria-labelledby="h-minutes">${heading}${review.minutes ? html`<${Told} text=${review.minutes} />` : html`<p class="small faint">${t("reviews.minutes.none")}</p>`}
      ${review.status === "closed" && html`<${Remarks} m=${m} one=${{ id: "", remarks }} texts="reviews.addendum" />`}</section>`;
  }
  const save = (event) => { event.preventDefault(); m.minutes(); };
  return html`<section class="panel" aria-labelledby="h-minutes">${heading}
    ${met ? html`<${Clash} m=${m} met=${met} />` : html`<form class="stack tight" onSubmit=${save}><${Input} type="area" rows=${4} name="minutes" label=${t("reviews.minutes")} bare hint=${t("reviews.minutes.hint")} max=${50000}
      value=${written ?? review.minutes ?? ""} error=${m.errors.value.minutes?.minutes} onValue=${(value) => m.form.set({ minutes: value }, { minutes: review.minutes || "" })} />
      <p><button class="button" aria-disabled=${written === undefined ? "true" : null} aria-busy=${m.busy.value.includes("minutes")}>${t("reviews.minutes.save")}</button></p></form>`}</section>`;
}
