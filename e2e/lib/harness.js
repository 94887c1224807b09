// The least that a test needs: names, comparisons, and a list that Go reads.
export const results = [];

export async function test(name, body) {
  try {
    await body();
    results.push({ name, error: "" });
  } catch (error) {
    results.push({ name, error: String(error.message || error) });
  }
}

export function equal(got, want) {
  const a = JSON.stringify(got), b = JSON.stringify(want);
  if (a !== b) throw new Error(`got ${a}, want ${b}`);
}

/** One named row after another through the same function: [[name, args, want]]. */
export function table(title, run, rows) {
  for (const [name, args, want] of rows) test(`${title}: ${name}`, () => equal(run(...args), want));
}
