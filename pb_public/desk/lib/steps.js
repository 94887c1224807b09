// Where a case is on its way, for the line of stages. Pure.

const usual = ["received", "assessing", "investigating", "proposed", "executing", "resolved", "closed"];

/** When each stage was reached, from the events of the case (oldest first or last). */
export function reached(events) {
  const at = {};
  const sorted = [...(events || [])].sort((a, b) => (a.created < b.created ? -1 : 1));
  for (const event of sorted) {
    if (event.type === "complaint.filed") at.received ??= event.created;
    if (event.type === "complaint.moved" && event.data?.to) at[event.data.to] = event.created;
  }
  return at;
}

/** [{stage, past, current, at}]: the usual way, with the detours that were taken. */
export function path(stage, events) {
  const at = reached(events);
  const here = usual.includes(stage) ? usual.indexOf(stage) : -1;
  let line = [...usual];
  if (stage === "waiting_customer") line.splice(3, 0, stage);
  else if (stage === "denial_review") line.splice(3, 2, stage);
  else if (here < 0) line = [...usual.filter((one) => at[one]), stage];
  const current = line.indexOf(stage);
  return line
    .map((one, i) => ({ stage: one, past: i < current, current: i === current, at: (i <= current && at[one]) || "" }))
    // a case resolved at once never went through what lies between
    .filter((one) => !one.past || one.at || one.stage === "received" || !Object.keys(at).length);
}
