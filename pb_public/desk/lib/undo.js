// Ten seconds to call a message back. The server holds it and decides; here is
// only the offer, and what comes back into the composer.
import { signal } from "../../vendor/vendor.js";
import { post } from "./api.js";
import { instant } from "./dates.js";
import { byField } from "./errors.js";
import { t } from "./i18n.js";
import { href } from "./routes.js";
import { atOnce, dismiss, spoken, toast, toasts } from "./state.js";

/** {id of the case, files, cursor} that wait for the composer of a case. */
export const returned = signal(null);

/** Seconds until a moment, for the eye: whole, and none below zero. Pure. */
export const secondsTo = (until, now) => Math.max(0, Math.ceil((until - now) / 1000));

/** The text that comes back, before what was begun meanwhile. Pure. */
export const rejoin = (text, begun) => [text, begun].map((one) => (one || "").trim()).filter(Boolean).join("\n\n");

/** Says that a message is on its way. One that is held, as its sent_at tells, can be called back until then.
    words: {key of the draft, mode, files, cursor}. */
export function sent(c, made, words) {
  const until = instant(made.sent_at || made.created), done = t(`desk.composer.${words.mode}.done`);
  if (made.delivery !== "queued" || secondsTo(until, atOnce()) === 0) return toast(done);
  const id = `undo ${made.id}`;
  const run = () => { dismiss(id); return callBack(c, made.id, words); };
  toasts.value = [...toasts.value.filter((one) => one.tone), { id, text: done, tone: "held", until, run }];
  spoken.value = `${done} ${t("desk.undo.how")}`;
}

async function callBack(c, id, { key, mode, files, cursor }) {
  try {
    const { message } = await post(`messages/${id}/undo`);
    c.set({ [key]: rejoin(message.text, c.form.data.value[key]), "composer.channel": message.channel });
    c.mode.value = mode;
    location.hash = href("case", { id: c.id });
    returned.value = { id: c.id, files, cursor };
    spoken.value = t("desk.undo.done");
    await c.load();
  } catch (error) {
    toast(byField(error.response?.data).message?.message || t(error.status ? "desk.error.failed" : "desk.error.offline"), "late");
  }
}
