import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { post } from "../lib/api.js";
import { platforms } from "../lib/channels.js";
import { trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { longDay, dayOf } from "../lib/say.js";
import { spoken } from "../lib/state.js";

const asks = {
  phone: [["call.call_number", "text", 40], ["call.minutes", "amount"], ["call.call_with", "text", 200]],
  social: [["post.link", "url", 1000], ["post.platform", "select"], ["post.handle", "text", 120], ["post.reach", "amount"]],
};

// what goes into the form that the customer will find; what is on record of them does not
const shared = (data) => ({ narrative: data["complaint.narrative"], product: data["complaint.product_text"], kind: data["complaint.kind"],
  remedy_requested: data["complaint.remedy_requested"], name: data["customer.name"], email: data["customer.email"], phone: data["customer.phone"] });

/** "Please write it here": a link to the public form with what was told, for the customer to finish. */
function WriteHere({ data }) {
  const [made, setMade] = useState(null), [message, setMessage] = useState(""), [busy, setBusy] = useState(false);
  async function make() {
    if (busy) return;
    setBusy(true);
    try {
      const fields = Object.fromEntries(Object.entries(shared(data)).filter(([, value]) => value));
      setMade(await post("invitations", { fields, customer: data.who === "known" ? data["customer.id"] : "", note: data["call.text"] || "" }));
      spoken.value = t("channels.write.ready");
    } catch (error) {
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : error.response?.message || t("desk.error.failed"));
    } finally {
      setBusy(false);
    }
  }
  const address = made && (made.url.startsWith("http") ? made.url : location.origin + made.path);
  return html`<div class="stack tight"><p class="small soft">${t("channels.write.how")}</p>
    ${made ? html`<div class="field"><label for="write-here">${t("channels.write.link")}</label><input class="input" id="write-here" readonly value=${address} onFocus=${(e) => e.target.select()} />
        <span class="hint">${t("channels.write.until", { day: longDay(dayOf(made.until)) })}</span></div>`
      : html`<p><button type="button" class="button" aria-busy=${busy} onClick=${make}><${Icon} name="link" />${t("channels.write.make")}</button></p>`}
    ${message && html`<p class="small" role="alert">${message}</p>`}</div>`;
}

/** What each way of arriving has of its own; nothing that the law needs is asked twice. */
export function Along({ one }) {
  const { data, set, errors } = one, by = data["complaint.channel"];
  const field = (name, type, more = {}) => html`<${Input} key=${name} type=${type} name=${name} label=${t(`channels.${name.split(".")[1] || name}`)} value=${data[name]}
    error=${errors[name] || errors[name.split(".")[1]]} onValue=${(value) => set({ [name]: value })} ...${more} />`;
  const own = asks[by] || [];
  const pair = html`<div class="pair">${own.map(([name, type, max]) => field(name, type, { max, options: type === "select" ? platforms(t) : [] }))}</div>`;
  return html`<section class="stack tight" aria-label=${t("channels.own")} data-part="along">
    ${by === "social" && pair}
    ${by === "phone" && html`<details class="stack tight" data-part="call" open=${own.some(([name]) => errors[name] || data[name])}><summary class="link">${t("channels.call.more")}</summary><div class="stack">${pair}${field("call.text", "area")}<${WriteHere} data=${data} /></div></details>`}
    ${field("came_before", "check")}
    ${data.came_before && html`<div class="pair">${field("complaint.arrived_at", "date")}${field("complaint.arrived_reason", "text", { max: 1000 })}</div>`}
    ${field("complaint.off_channel", "check")}
    ${data["complaint.off_channel"] && field("complaint.came_by", "text", { max: 300, hint: t("channels.came_by.hint") })}
    ${!data.confirmed && field("confirm", "check", { hint: t("channels.confirm.hint") })}
  </section>`;
}
