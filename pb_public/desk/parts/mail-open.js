import { html, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { fetched, size } from "./file.js";
import { Icon } from "./icon.js";
import { sender, why } from "./mail-row.js";
import { Words } from "./message.js";
import { Banner, Skeleton, Trouble } from "./notice.js";
import { pb, post, read } from "../lib/api.js";
import { trouble } from "../lib/errors.js";
import { has, t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";
import { when } from "../lib/say.js";
import { toast } from "../lib/state.js";

const decided = ["filed", "bounce"];

/** Names only: what came with a mail is opened from the case that it goes to. */
const Files = ({ list }) => list.length > 0 && html`<ul class="stack tight small" aria-label=${t("inbox.files")}>${list.map((one, i) => html`<li key=${i} class="cluster near">
  <${Icon} name=${one.dangerous ? "alert" : "clip"} /><span class="file-name">${one.name}</span> <span class="faint">${size(one.size)}</span>${one.dangerous && html`<b>${t("inbox.dangerous")}</b>`}</li>`)}</ul>`;

function Reading({ data, onWhole, busy }) {
  const { mail } = data;
  return html`<dl class="facts small"><dt>${t("inbox.from")}</dt><dd>${sender(mail)}${mail.sender_name && mail.sender && html` <span class="faint">${mail.sender}</span>`}</dd>
      <dt>${t("inbox.when")}</dt><dd>${when(mail.received_at)}</dd>${data.to.length > 0 && html`<dt>${t("inbox.to")}</dt><dd>${data.to.join(", ")}</dd>`}</dl>
    <${Banner} tone=${mail.reason === "foreign" || mail.status === "unreadable" ? "soon" : ""} icon=${mail.reason === "foreign" ? "alert" : "info"}><b>${why(mail)}.</b> ${has(`inbox.why.${mail.reason}.text`) && t(`inbox.why.${mail.reason}.text`)} ${mail.note}<//>
    ${mail.partial && html`<p><button type="button" class="button" aria-busy=${busy} onClick=${onWhole}><${Icon} name="download" />${t("inbox.whole", { size: size(mail.size) })}</button></p>`}
    ${data.text && html`<div class="message" data-direction="in"><div class="body"><${Words} text=${data.text} whole=${true} /></div></div>`}
    ${data.quoted && html`<details class="quoted"><summary>${t("desk.message.quoted")}</summary><p class="pre small">${data.quoted}</p></details>`}
    <${Files} list=${data.files} />`;
}

/** One mail, read safely as text, and what may be done about it. */
export default function Open({ id, onDone, onClose }) {
  const one = useLoad(() => read(`mails/${id}`, {}, `mail ${id}`), [id]), [busy, setBusy] = useState(false);
  const [accept, take] = useLater(() => import("./mail-accept.js")), [aside, ask] = useLater(() => import("./mail-ignore.js"));
  const mail = one.data?.mail, over = () => { onClose(); onDone(); };
  async function whole() {
    setBusy(true);
    try {
      const found = await post(`mails/${id}/whole`);
      if (found.ok === false) toast([found.text, found.answer].filter(Boolean).join(" "), "late");
      else one.reload();
    } catch (error) { toast(trouble(error) === "offline" ? t("desk.error.offline") : error.response?.message || t("desk.error.failed"), "late"); } finally { setBusy(false); }
  }
  const original = () => fetched({ url: pb.files.getURL({ id, collectionName: "mails" }, mail.raw), name: "correo.eml" });
  return html`<${Dialog} title=${mail?.subject || t("inbox.untitled")} onClose=${onClose} footer=${mail && html`
      ${mail.raw && html`<button type="button" class="button quiet" onClick=${original}><${Icon} name="download" />${t("inbox.original")}</button>`}<span class="grow" />
      ${mail.complaint && html`<a class="button" href=${href("case", { id: mail.complaint })}>${t("inbox.case")}</a>`}
      ${!decided.includes(mail.status) && html`${mail.status !== "ignored" && html`<button type="button" class="button" onClick=${() => ask({ ids: [id], onDone: over })}>${t("inbox.ignore")}</button>`}
        <button type="button" class="button primary" onClick=${() => take({ data: one.data, onDone: over })}>${t("inbox.accept")}</button>`}`}>
    ${one.error && html`<${Trouble} kind=${one.error} onRetry=${one.reload} />`}${one.slow && !one.data && html`<${Skeleton} rows=${3} />`}
    ${one.data && html`<${Reading} data=${one.data} onWhole=${whole} busy=${busy} />`}
  <//>${accept}${aside}`;
}
