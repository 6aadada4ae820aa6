import { createServer, type Server, type Socket } from 'node:net';
import { ADMIN_COMMANDS } from './commands/admin.ts';
import { assertFields, type Command } from './commands/command.ts';
import { Cursors } from './commands/cursors.ts';
import { READ_COMMANDS } from './commands/read.ts';
import { WRITE_COMMANDS } from './commands/write.ts';
import { commandNotFound, MongoCommandError } from './errors.ts';
import type { Store } from './storage/store.ts';
import { type Document, readMessage, writeReply } from './wire/messages.ts';

const COMMANDS = new Map<string, Command>(
  Object.entries({ ...ADMIN_COMMANDS, ...READ_COMMANDS, ...WRITE_COMMANDS }),
);

/** Speaks the wire protocol. A command runs to its end before the next one begins, on all connections. */
export function createMongoServer(store: Store): { server: Server; closeConnections(): void } {
  const cursors = new Cursors();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    let pending: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      try {
        for (;;) {
          const message = readMessage(pending);
          if (!message) break;
          pending = pending.subarray(message.length);
          const reply = answer(message.request.command, store, cursors);
          if (!message.request.unacknowledged) socket.write(writeReply(message.request, reply));
        }
      } catch {
        // Not this protocol: there is no way to answer, or to find the next message.
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  return {
    server,
    closeConnections: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function answer(command: Document, store: Store, cursors: Cursors): Document {
  const name = Object.keys(command)[0] ?? '';
  try {
    const definition = COMMANDS.get(name);
    if (!definition) throw commandNotFound(name);
    assertFields(name, command, definition);
    return definition.run(command, { store, cursors, database: String(command.$db ?? 'test') });
  } catch (error) {
    if (error instanceof MongoCommandError) {
      return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.details };
    }
    const message = error instanceof Error ? error.message : String(error);
    return { ok: 0, errmsg: message, code: 1, codeName: 'InternalError' };
  }
}
