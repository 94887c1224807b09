// The cases that were open last, for the command bar: of one agent in this browser,
// and gone with the sign-out. Nothing but id, number and goal is kept.
import { me, session } from "./state.js";

const most = 8;
const key = (agent) => `escucha.recent.${agent}`;

function read(agent) {
  try { return JSON.parse(localStorage.getItem(key(agent))) || []; } catch { return []; }
}

function write(agent, list) {
  try { localStorage.setItem(key(agent), JSON.stringify(list)); } catch { /* then there are no recent cases */ }
}

export const recent = () => read(me.value.id);

/** The list with a case at its head, once. Pure. */
export const ahead = (list, { id, number, goal }) => [{ id, number, goal: goal || "" }, ...list.filter((one) => one.id !== id)].slice(0, most);

/** Notes that a case was opened. */
export const visited = (complaint) => write(me.value.id, ahead(recent(), complaint));

/** Keeps only what can still be opened. */
export const renew = (cases) => {
  const now = new Map(cases.map((one) => [one.id, one]));
  write(me.value.id, recent().filter((one) => now.has(one.id)).map(({ id }) => ({ id, number: now.get(id).number, goal: now.get(id).goal })));
};

let who = "";
session.subscribe((one) => {
  if (one) who = one.agent.id;
  else if (who) {
    try { localStorage.removeItem(key(who)); } catch { /* storage is forbidden: nothing was kept */ }
    who = "";
  }
});
