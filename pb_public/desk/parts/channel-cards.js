import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { platformName } from "../lib/channels.js";
import { t, tn } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { channelName, when } from "../lib/say.js";
import { toast } from "../lib/state.js";

/** It came by another way than the established ones: where to go on is to be told. */
function Redirect({ c, onTell }) {
  const { complaint } = c.file.value;
  return html`<div class="banner" data-tone="soon"><${Icon} name="info" /><span>${t("channels.off", { channel: channelName(complaint.channel) })}${complaint.came_by && ` ${complaint.came_by}`}</span>
    <button type="button" class="button" onClick=${onTell}>${t("channels.what.redirect")}</button></div>`;
}

function Post({ c, one }) {
  const change = (values) => c.put("posts", one.id, values);
  return html`<article class="card stack tight" data-post=${one.id}>
    <header class="cluster between"><h3>${platformName(one.platform, t)}${one.handle && html` <span class="faint">${one.handle}</span>`}</h3>
      ${one.private ? html`<span class="badge" data-tone="done"><${Icon} name="lock" />${t("channels.private.since", { when: when(one.private_at) })}</span>`
        : html`<button type="button" class="button" aria-busy=${c.busy.value === "posts"} onClick=${() => change({ private: true })}>${t("channels.private.now")}</button>`}</header>
    <p class="small"><a class="tap" href=${one.link} target="_blank" rel="noopener noreferrer">${one.link}</a></p>
    ${one.reach > 0 && html`<p class="small soft num">${tn("channels.reach.people", one.reach)}</p>`}</article>`;
}

/** An answer that everybody will read, before a second person has seen it. */
function Waiting({ c, one }) {
  const key = `judge.${one.id}`, note = c.form.data.value[key] || "", [refusing, setRefusing] = useState(false);
  const judge = async (approve) => { if (await c.ask("judge", `messages/${one.id}/approval`, { approve, note: approve ? "" : note }, [key])) toast(t(`channels.judged.${approve}`)); };
  return html`<article class="card stack tight" data-reply=${one.id}><header class="cluster between"><h3>${t("channels.what.public")}</h3><span class="badge" data-tone="soon">${t("channels.approval.pending")}</span></header>
    <p class="small faint">${one.author_name} · ${when(one.created)}</p><p class="pre">${one.text}</p>
    ${one.may_judge && html`
      ${refusing && html`<${Input} type="area" name=${key} label=${t("channels.refusal")} value=${note} error=${c.error("note")} onValue=${(value) => c.set({ [key]: value })} />`}
      <p class="cluster">${refusing ? html`<button type="button" class="button" aria-busy=${c.busy.value === "judge"} onClick=${() => judge(false)}>${t("channels.refuse.send")}</button>
          <button type="button" class="button quiet" onClick=${() => setRefusing(false)}>${t("desk.cancel")}</button>`
        : html`<button type="button" class="button" aria-busy=${c.busy.value === "judge"} onClick=${() => judge(true)}><${Icon} name="check" />${t("channels.approve")}</button>
          <button type="button" class="button quiet" onClick=${() => setRefusing(true)}>${t("channels.refuse")}</button>`}</p>`}
    ${one.may_judge && c.tried.value === "judge" && c.message.value && html`<p class="small" role="alert">${c.error("approval") || c.message.value}</p>`}</article>`;
}

/** What a case has of its channels: where it came from, its posts, the answers that wait. */
export default function ChannelCards({ c }) {
  const { complaint, posts, messages } = c.file.value, waiting = messages.filter((one) => one.approval === "pending");
  const [dialog, open] = useLater(() => import("./channel-dialog.js"));
  return html`<section class="stack" aria-label=${t("channels.own")} data-part="channels">
    ${complaint.off_channel && !complaint.redirected_at && complaint.open && html`<${Redirect} c=${c} onTell=${() => open({ c, what: "redirect" })} />`}
    ${waiting.map((one) => html`<${Waiting} key=${one.id} c=${c} one=${one} />`)}
    ${posts.map((one) => html`<${Post} key=${one.id} c=${c} one=${one} />`)}
    ${posts.length > 0 && !waiting.length && complaint.open && html`<p><button type="button" class="button" onClick=${() => open({ c, what: "public" })}><${Icon} name="reply" />${t("channels.what.public")}</button></p>`}${dialog}
  </section>`;
}
