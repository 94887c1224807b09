// Sums for people: "S/ 689.00" in Lima, "689,00 €" in Madrid. Pure.

/** amount in the currency, as the locale and country write it; "" when there is none. */
export function money(amount, currency, locale, country) {
  if (amount === "" || amount === null || amount === undefined || isNaN(Number(amount))) return "";
  const place = country && !locale.includes("-") ? `${locale}-${country}` : locale;
  try {
    return new Intl.NumberFormat(place, { style: "currency", currency: currency || "USD" }).format(Number(amount));
  } catch {
    return `${amount} ${currency || ""}`.trim(); // a currency code that the browser does not know
  }
}

/** A number as typed ("1.234,50", "1234.5", "S/ 70") or null when it is none. */
export function parseAmount(text) {
  let digits = String(text ?? "").replace(/[^\d.,-]/g, "");
  if (!/\d/.test(digits)) return null;
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const decimals = digits.length - last - 1;
  if (last >= 0 && decimals !== 3) digits = digits.slice(0, last).replace(/[.,]/g, "") + "." + digits.slice(last + 1);
  else digits = digits.replace(/[.,]/g, "");
  const value = Number(digits);
  return isNaN(value) ? null : value;
}
