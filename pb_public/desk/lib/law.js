// What the screen of the law is made of, as data. Pure. The server says what the law asks,
// and what may be written down.

const line = (name, max, more) => ({ name, type: "text", max, ...more });

/** The books of the business, kept by the same form as the other lists. */
export const books = {
  collection: "books", title: "name",
  fields: [line("name", 160, { focus: true }), [line("code", 40), line("paper_code", 60)], line("address", 300)],
};

/** The fields of a sheet of paper: of each kind of paper those that it has. */
export function sheetFields(kind, types, kinds) {
  const of = { backup: ["paper_book", "folio", "paper_date", "paper_restored"], official: ["paper_region", "folio", "paper_date", "paper_copies"], foliated: ["paper_book", "folio", "paper_date"] };
  const day = (name) => name === "paper_date" || name === "paper_restored";
  return [
    ...of[kind].map((name) => (day(name) ? { name, type: "date", kind: "short" } : { name, type: "text", kind: "short" })),
    { name: "customer.name", type: "text", max: 200, autocomplete: "off" }, { name: "customer.document_type", type: "select", options: types }, { name: "customer.document_number", type: "text", kind: "short" },
    { name: "customer.email", type: "email", autocomplete: "off" }, { name: "customer.phone", type: "tel", autocomplete: "off" }, { name: "customer.address", type: "text", max: 300, autocomplete: "off" },
    { name: "kind", type: "choices", options: kinds }, { name: "product_text", type: "text", max: 300 }, { name: "amount", type: "amount", kind: "short" },
    { name: "narrative", type: "area", rows: 5, voice: true }, { name: "remedy_requested", type: "area", rows: 2 },
  ];
}

/** What is typed as the filing that the server takes; the goal is the customer's request, cut where a sentence must end. */
export function filing(kind, book, data, amount) {
  const customer = {}, complaint = { book, channel: "counter", source: kind === "backup" ? "backup_book" : "paper" };
  for (const [name, value] of Object.entries(data)) {
    if (name.startsWith("customer.")) customer[name.slice(9)] = value;
    else if (value !== "" && value != null) complaint[name] = name === "amount" ? amount(value) ?? value : value;
  }
  complaint.goal = String(data.remedy_requested || "").trim().slice(0, 200);
  return { customer, complaint };
}

/** The parts of a profile that were not read in the law itself. */
export const unsure = (confidence) => Object.entries(confidence || {}).filter(([, level]) => level !== "primary");

/** The year so far, as the export first offers it. */
export const year = (today) => ({ from: `${today.slice(0, 4)}-01-01`, to: today });
