import { BSON } from 'bson';

/** https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
const MORE_TO_COME = 1 << 1;
export const MAX_MESSAGE_BYTES = 48_000_000;

export type Document = Record<string, unknown>;

export interface Request {
  readonly requestId: number;
  /** Legacy handshakes want a legacy reply. */
  readonly legacy: boolean;
  /** The client does not wait for an answer. */
  readonly unacknowledged: boolean;
  readonly command: Document;
}

// UUIDs stay Binary values; numbers beyond 2^53 stay Long.
const DESERIALIZE = { promoteLongs: true, promoteValues: true, promoteBuffers: false } as const;

/**
 * Takes one message off the front of a buffer.
 * @returns undefined when it is not complete yet
 * @throws RangeError for what is not the MongoDB protocol
 */
export function readMessage(buffer: Buffer): { request: Request; length: number } | undefined {
  if (buffer.length < HEADER_BYTES) return undefined;
  const length = buffer.readInt32LE(0);
  if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) throw new RangeError('bad message length');
  if (buffer.length < length) return undefined;
  const requestId = buffer.readInt32LE(4);
  const opCode = buffer.readInt32LE(12);
  const body = buffer.subarray(HEADER_BYTES, length);
  if (opCode === OP_MSG) return { request: readOpMsg(requestId, body), length };
  if (opCode === OP_QUERY) return { request: readOpQuery(requestId, body), length };
  throw new RangeError(`unsupported opcode ${opCode}`);
}

function readOpMsg(requestId: number, body: Buffer): Request {
  const flags = body.readUInt32LE(0);
  let command: Document = {};
  const sequences: Document = {};
  // A checksum, where one is announced, is the last four bytes.
  const end = flags & 1 ? body.length - 4 : body.length;
  let offset = 4;
  while (offset < end) {
    const kind = body.readUInt8(offset);
    offset += 1;
    const size = body.readInt32LE(offset);
    if (kind === 0) {
      command = BSON.deserialize(body.subarray(offset, offset + size), DESERIALIZE);
    } else if (kind === 1) {
      const nameEnd = body.indexOf(0, offset + 4);
      const documents: Document[] = [];
      let at = nameEnd + 1;
      while (at < offset + size) {
        const documentSize = body.readInt32LE(at);
        documents.push(BSON.deserialize(body.subarray(at, at + documentSize), DESERIALIZE));
        at += documentSize;
      }
      sequences[body.toString('utf8', offset + 4, nameEnd)] = documents;
    } else {
      throw new RangeError(`unknown section kind ${kind}`);
    }
    offset += size;
  }
  return {
    requestId,
    legacy: false,
    unacknowledged: (flags & MORE_TO_COME) !== 0,
    command: { ...command, ...sequences },
  };
}

function readOpQuery(requestId: number, body: Buffer): Request {
  const nameEnd = body.indexOf(0, 4);
  const namespace = body.toString('utf8', 4, nameEnd);
  const at = nameEnd + 1 + 8;
  const query = BSON.deserialize(body.subarray(at, at + body.readInt32LE(at)), DESERIALIZE);
  const [database = 'admin'] = namespace.split('.');
  return {
    requestId,
    legacy: true,
    unacknowledged: false,
    command: { ...((query.$query as Document | undefined) ?? query), $db: database },
  };
}

let nextRequestId = 1;

export function writeReply(request: Request, document: Document): Buffer {
  const bson = BSON.serialize(document, { ignoreUndefined: true });
  const prefix = request.legacy ? legacyPrefix() : Buffer.alloc(5);
  const message = Buffer.allocUnsafe(HEADER_BYTES + prefix.length + bson.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(nextRequestId++ & 0x7fffffff, 4);
  message.writeInt32LE(request.requestId, 8);
  message.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  prefix.copy(message, HEADER_BYTES);
  message.set(bson, HEADER_BYTES + prefix.length);
  return message;
}

/** Flags, cursor id, starting position, and one document returned. */
function legacyPrefix(): Buffer {
  const prefix = Buffer.alloc(20);
  prefix.writeInt32LE(8, 0);
  prefix.writeInt32LE(1, 16);
  return prefix;
}
