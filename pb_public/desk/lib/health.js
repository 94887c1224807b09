// What is sick, in the words of who owns the business.
import { has, t, tn } from "./i18n.js";
import { when } from "./say.js";

/** {code, since, params: {n}} → a sentence. A job that has no text of its own is told by its name. */
export function ailment({ code, since, params = {} }) {
  const from = since ? t("health.since", { when: when(since) }) : t("health.since.start");
  if (params.n && has(`health.${code}.one`)) return tn(`health.${code}`, params.n, { since: from });
  return has(`health.${code}`) ? t(`health.${code}`, { ...params, since: from }) : t("health.other", { since: from, what: code.split(".").pop() });
}

/** What a job does, as it is called here. */
export const jobName = (code) => (has(`health.name.${code}`) ? t(`health.name.${code}`) : code);

/** How a job is: "failed", "late", "waiting" for its first run, or "well". */
export const condition = (job) => (!job.ok ? "failed" : job.late ? "late" : job.last ? "well" : "waiting");
