// Two people at one case: what both changed is never decided by who was faster.
import { trouble } from "./errors.js";
import { fields } from "./fields.js";
import { t } from "./i18n.js";
import { overlaps } from "./merge.js";
import { firstName } from "./say.js";
import { toast } from "./state.js";

/** The field of the case that a value of the form is for: its own, or that of a dialog, "action.transfer.area"; else "". */
export const fieldOf = (key) => (key.startsWith("action.") ? key.split(".")[2] : key in fields && key !== "statement" ? key : "");

/** meetings(form, file)(keys) → which of these values somebody else changed as well since they were begun, see
    merge.js, each with its key; of all values when none are named. */
export const meetings = (form, file) => (keys = Object.keys(form.fields.value)) => keys.flatMap((key) => {
  const name = fieldOf(key), one = form.fields.value[key];
  if (!name || !one || one.gone) return [];
  return overlaps({ [name]: one }, file.value?.complaint, file.value?.events).map((found) => ({ ...found, key }));
});

/** Calls with the version that is known. When that is old, reads the case again, and where nobody touched
    the same and the case stands where it stood, calls once more and says so. keys: what the call stores. */
export async function beside(c, call, keys) {
  const { stage, version } = c.file.value.complaint;
  try {
    return await call(version);
  } catch (error) {
    if (!keys || trouble(error) !== "stale") throw error;
    await c.load();
    const now = c.file.value.complaint;
    if (c.met(keys).length || now.stage !== stage) throw error;
    const answer = await call(now.version), { who } = error.response?.data?.version?.params || {};
    toast(who ? t("desk.merge.joined", { name: firstName(who) }) : t("desk.merge.joined.nobody"));
    return answer;
  }
}
