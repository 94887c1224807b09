// What each way of talking asks for, as data, and what becomes of what was typed. Pure.
import { seconds } from "./register.js";

const codes = ["facebook", "instagram", "x", "tiktok", "youtube", "google", "linkedin", "other"];
const names = { facebook: "Facebook", instagram: "Instagram", x: "X", tiktok: "TikTok", youtube: "YouTube", google: "Google", linkedin: "LinkedIn" };
/** The platforms to choose from: [{value, label}]. */
export const platforms = (t) => codes.map((value) => ({ value, label: names[value] || t("channels.platform.other") }));
export const platformName = (code, t) => names[code] || t("channels.platform.other");

const text = { name: "text", type: "area", rows: 3 }, file = { name: "file", type: "file" };
const call = [{ name: "call_direction", type: "choices", list: ["in", "out"] }, [{ name: "call_number", type: "tel", max: 40 }, { name: "minutes", type: "amount" }],
  { name: "call_with", type: "text", max: 200 }, text, { ...file, accept: "audio/*" },
  { name: "recording_consent", type: "choices", list: ["announced", "spoken", "written"], when: "file" }, { name: "consent_at", type: "datetime", when: "file" },
  { name: "off_channel", type: "check", unless: "out" }, { name: "came_by", type: "text", max: 300, when: "off_channel", unless: "out" }];

/** Of each contact: where it goes, the fields in their order, those in one line in a list of their own. */
export const contacts = {
  call: { collection: "messages", fixed: { direction: "note", purpose: "call", channel: "phone" }, fields: call },
  letter: { collection: "messages", fixed: { channel: "letter" }, fields: [{ name: "letter_direction", type: "choices", list: ["in", "out"] }, [{ name: "posted_on", type: "date" }, { name: "registered_no", type: "text", max: 60 }], text, file] },
  handed: { collection: "messages", fixed: { direction: "out", purpose: "handed", channel: "counter" }, fields: [{ name: "handed_to", type: "text", max: 200 }, text, file] },
  post: { collection: "posts", fixed: {}, fields: [{ name: "link", type: "url", max: 1000 }, [{ name: "platform", type: "select", list: "platforms" }, { name: "handle", type: "text", max: 120 }], [{ name: "reach", type: "amount" }, { name: "private", type: "check" }]] },
  public: { collection: "messages", fixed: { direction: "out", purpose: "public_reply", channel: "social" }, fields: [{ ...text, rows: 4 }] },
  redirect: { collection: "messages", fixed: { direction: "out", purpose: "redirect" }, fields: [{ ...text, rows: 6 }] },
};

/** The contacts that can be noted now; an answer in public needs what it answers. */
export const offered = (file) => ["call", "letter", "handed", "post", ...(file.posts?.length ? ["public"] : [])];

const shown = (field, typed) => !(field.when && !typed[field.when]) && !(field.unless === "out" && typed.call_direction === "out");
/** The fields that have a place as it is filled in now, lines kept. */
export const fieldsOf = (what, typed) => contacts[what].fields.map((one) => (Array.isArray(one) ? one.filter((each) => shown(each, typed)) : one)).filter((one) => Array.isArray(one) || shown(one, typed));

/** What was typed, as the record is made. */
export function recordOf(what, typed) {
  const { fixed } = contacts[what], values = { ...fixed };
  for (const { name } of fieldsOf(what, typed).flat()) {
    if (["file", "recording_consent", "consent_at", "minutes", "letter_direction"].includes(name)) continue;
    if (typed[name] !== undefined && typed[name] !== "") values[name] = name === "reach" ? Number(typed[name]) || 0 : typed[name];
  }
  if (what === "call") Object.assign(values, { call_direction: typed.call_direction || "in", call_seconds: seconds(typed.minutes) });
  if (what === "letter") values.direction = typed.letter_direction === "out" ? "out" : "in";
  return values;
}

/** Whether the case has something of its channels to show. */
export const speaks = ({ complaint, posts, messages }) => Boolean(posts?.length || (complaint.off_channel && !complaint.redirected_at && complaint.open) || messages.some((one) => one.approval === "pending"));
