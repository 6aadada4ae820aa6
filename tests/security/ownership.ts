/** What came back to somebody who may call the route and does not own what it names. */
export interface ForeignAnswer {
  readonly route: string;
  readonly by: string;
  readonly status: number;
  readonly expected: number;
  readonly text: string;
}

/** @returns what is wrong: an answer that is no refusal, or one that tells something */
export function ownershipFaults(answers: readonly ForeignAnswer[], secrets: readonly string[]): string[] {
  return answers.flatMap(({ route, by, status, expected, text }) => [
    ...(status === expected ? [] : [`${route} answers ${by} with ${status}, not ${expected}`]),
    ...leaks(text, secrets).map((secret) => `${route} tells ${by} of ${secret}`),
  ]);
}

export const leaks = (text: string, secrets: readonly string[]): string[] =>
  secrets.filter((secret) => text.includes(secret));

/** @returns tables that are not what they were */
export const changedTables = (
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (table) => before[table] !== after[table],
  );
