// What is asked about a corrective action, and what is sent; whether it may be done is
// the server's to say.
import { create, post, update } from "./api.js";
import { fromWall } from "./dates.js";
import { t } from "./i18n.js";
import { catalog, me, zone } from "./state.js";

export const kinds = ["process", "product", "training", "video", "call", "videocall", "email", "review"];
const topics = ["conflict", "listening", "product", "law", "privacy", "other"];
export const effects = ["better", "same", "worse", "unknown"];

const coded = (space, list) => list.map((value) => ({ value, label: t(`actions.${space}.${value}`) }));
const named = (list) => (list || []).map((one) => ({ value: one.id, label: one.name, parent: one.parent }));
const people = () => named(catalog.value.agents);
const templates = () => (catalog.value.templates || []).map((one) => ({ value: one.code || one.id, label: one.name || one.code }));

const field = (name, type, more) => ({ name, type, label: t(`actions.field.${name}`), ...more });
const ticks = (name) => field(name, "ticks", { options: people() });

/** What each kind is carried out with; the rest has words alone. */
const needs = {
  training: () => [field("topic", "select", { options: coded("topic", topics) }), field("scheduled_at", "datetime"), ticks("attendees")],
  video: () => [field("link", "url")],
  call: () => [field("scheduled_at", "datetime"), field("spoke_with", "text")],
  videocall: () => [field("scheduled_at", "datetime"), field("link", "url"), field("spoke_with", "text")],
  email: () => [field("template", "select", { options: templates() }), field("sent_at", "datetime", { hint: t("actions.field.sent_at.hint") })],
};
const planned = (kind) => (needs[kind]?.() || []).filter((one) => !["spoke_with", "attendees", "sent_at"].includes(one.name));

const main = (kind) => [field("kind", "select", { options: coded("kind", kinds) }), field("title", "line", { max: 300 }), ...planned(kind),
  field("owner", "select", { options: people() }), field("due", "date"), field("cause", "select", { options: named(catalog.value.causes) }),
  field("product", "select", { options: named(catalog.value.products) })];

// until the end of the working day, on the clock of the business
const dated = ({ due, ...rest }) => ({ ...rest, ...(due === undefined ? {} : { due: due && due.length === 10 ? fromWall(`${due}T18:00`, zone.value) : due }) });
const only = (record, fields) => Object.fromEntries(fields.map(({ name }) => [name, record[name]]).filter(([, value]) => value?.length || value === true));

/** Opens one: on a case, from an issue or by itself. first: what is known of it. */
export const opening = (first, onDone) => ({ keep: `action.new.${first.issue || first.complaint || ""}`, texts: "actions.new", first: { kind: "process", owner: me.value.id, ...first },
  fields: ({ kind }) => main(kind), send: (data) => create("actions", dated(data)), onDone });

const asked = (one, name, fields, onDone, more) => ({ keep: `action.${name}.${one.id}`, texts: `actions.${name}`, intro: one.title, fields, onDone,
  send: (data) => update("actions", one.id, dated({ ...data, ...more })), first: only(one.record, typeof fields === "function" ? fields(one.record) : fields) });

export const changing = (one, onDone) => asked(one, "change", ({ kind }) => main(kind || one.kind), onDone);
export const telling = (one, onDone) => asked(one, "words", told(), onDone);

const told = () => [field("notify", "check"), field("public", "area", { hint: t("actions.field.public.hint"), max: 1000 })];

/** What ends it: done, verified or dropped. */
export const ending = {
  done: (one, onDone) => asked(one, "done", [...(needs[one.kind]?.() || []), field("outcome", "area"), ...told()], onDone, { status: "done" }),
  verified: (one, onDone) => ({ ...asked(one, "verified", [field("effect_code", "choices", { options: coded("effect", effects) }), field("effect", "area"),
    ...(one.early ? [field("early_reason", "line", { max: 1000 })] : [])], onDone, { status: "verified" }), first: { effect_code: one.figures.shows } }),
  dropped: (one, onDone) => asked(one, "dropped", [field("outcome", "area", { label: t("actions.field.why") })], onDone, { status: "dropped" }),
};

/** The cause is looked for again, after what was done changed nothing. */
export const again = (one, onDone) => opening({ kind: "review", title: t("actions.again.title", { title: one.title }), complaint: one.complaint,
  cause: one.cause, product: one.product, issue: one.issue }, onDone);

export const mailing = (one) => post(`actions/${one.id}/mail`);

/** An issue that is opened, and how it ends. */
export const issuing = (first, onDone) => ({ keep: `issue.new.${first.cause || ""}.${first.product || ""}`, texts: "actions.issue.new", first: { owner: me.value.id, ...first }, onDone,
  fields: [field("title", "line", { max: 300, label: t("actions.issue.what") }), field("cause", "select", { options: named(catalog.value.causes) }),
    field("product", "select", { options: named(catalog.value.products) }), field("owner", "select", { options: people() }), field("note", "area")],
  send: (data) => create("issues", data) });

export const closing = (one, status, onDone) => ({ keep: `issue.${status}.${one.id}`, texts: `actions.issue.${status}`, intro: one.title, first: { note: one.note }, onDone,
  fields: [field("note", "area")], send: ({ note }) => update("issues", one.id, { status, note }) });
