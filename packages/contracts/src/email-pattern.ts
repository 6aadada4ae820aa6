/**
 * One mailbox, and nobody else's. What separates addresses in the head of a mail would send it to several, past the count
 * of mails that an address gets; what cannot be seen, or is another letter in lower case (the sign of the kelvin), would
 * make two of what looks or compares like one.
 */
const NEVER = String.raw`\s@<>"(),:;\[\]\\\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\u212a\u212b\ufeff`;
// Dots part the labels and are in none: there is one way to read an address, also one that is long and wrong.
const LABEL = `[^.${NEVER}]+`;
export const EMAIL_PATTERN = `^[^${NEVER}]+@(?:${LABEL}\\.)+${LABEL}$`;
