import { html } from "../../vendor/vendor.js";
import { read } from "../lib/api.js";
import { t, words } from "../lib/i18n.js";
import { useLoad } from "../lib/load.js";
import { asked, pick } from "../lib/report.js";
import { headline, silence, was } from "../lib/report-say.js";
import { href } from "../lib/routes.js";
import { today } from "../lib/say.js";
import { me } from "../lib/state.js";

const codes = ["compliance", "promises", "repurchase"];

const Line = ({ one, page }) => {
  const [big, small] = headline(one, page);
  return html`<dt><a href=${href("reports", { id: one.code })}>${t(`reports.figure.${one.code}`)}</a></dt>
    <dd>${big ? html`<b class="num">${big}</b> ${small}` : html`<span class="faint">${silence(one)}</span>`}<small>${was(one, page)}</small></dd>`;
};

/** Whether we answer in time, keep our word, and are bought from again: the month so far, for who answers for the whole. */
export default function Figures() {
  const wanted = ["admin", "supervisor"].includes(me.value.role), { from, to } = asked({}, today());
  const { data } = useLoad(() => (wanted ? Promise.all([read("reports/page", { from, to }, "today figures"), words("reports")]).then(([page]) => page) : null), [from, to]);
  const list = data ? pick(data.figures, codes) : [];
  if (!list.some((one) => one.count)) return null;
  return html`<section class="card stack tight" aria-labelledby="h-figures"><h2 class="label" id="h-figures">${t("reports.home")}</h2>
    <dl class="facts">${list.map((one) => html`<${Line} key=${one.code} one=${one} page=${data} />`)}</dl>
    <p class="small"><a class="tap" href=${href("reports")}>${t("reports.home.all")}</a></p></section>`;
}
