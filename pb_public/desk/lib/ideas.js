// How the board of ideas is cut and ordered. Pure.

/** Where an idea may stand, in the order of the board. */
export const statuses = ["new", "studying", "trying", "adopted", "declined"];
const open = statuses.slice(0, 3);

/** The views of the screen: which ideas each shows. */
export const views = {
  open: (one) => open.includes(one.status) && one.kind !== "question",
  adopted: (one) => one.status === "adopted",
  declined: (one) => one.status === "declined",
  questions: (one) => one.kind === "question" && open.includes(one.status),
  mine: (one, me) => one.author === me,
};
export const viewOf = (name) => (views[name] ? name : "open");

/** [{status, items}] of one view, none empty; within one, as the server ordered them. */
export const grouped = (items, view, me) => statuses
  .map((status) => ({ status, items: items.filter((one) => one.status === status && views[view](one, me)) }))
  .filter((group) => group.items.length);
