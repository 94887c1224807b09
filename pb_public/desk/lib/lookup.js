// Finding a customer by what is typed: a mail, or figures that may be a phone
// or a document. Pure.

/** The query for GET /api/crm/lookup, or null while there is too little to ask. */
export function query(typed) {
  const text = String(typed || "").trim();
  if (text.includes("@")) return /^[^@\s]+@[^@\s]+\.[^@\s]{2,}$/.test(text) ? { email: text } : null;
  const figures = text.replace(/[^\dA-Za-z]/g, "");
  if (figures.replace(/\D/g, "").length < 6) return null;
  return /[A-Za-z]/.test(figures) ? { document: figures } : { phone: text, document: figures };
}

/** The fields of a new customer that what was typed already fills. */
export function seed(typed) {
  const found = query(typed);
  if (!found) return {};
  if (found.email) return { email: found.email };
  return found.phone ? { phone: found.phone } : { document_number: found.document };
}
