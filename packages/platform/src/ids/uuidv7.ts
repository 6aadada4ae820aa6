import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const BYTES_AN_ID = 16;
/** Asked of the system for many ids at once: that costs more than the ids do. */
const random = new Uint8Array(256 * BYTES_AN_ID);
let used = random.length;
let latest = 0;
let counter = 0;

/** A new id (RFC 9562, version 7). Those of one process sort in the order in which they were made. */
export function uuidv7(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  const bytes = random.subarray(used, used + BYTES_AN_ID);
  used += BYTES_AN_ID;
  const now = Date.now();
  if (now > latest) {
    latest = now;
    counter = new DataView(bytes.buffer, bytes.byteOffset).getUint32(6) >>> 1;
  } else {
    counter = (counter + 1) >>> 0;
    if (counter === 0) latest++;
  }
  return v7({ random: bytes, msecs: latest, seq: counter });
}
