import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';

const logged = (error: Error): Record<string, unknown> => {
  const lines: string[] = [];
  createLogger({ level: 'info', to: { write: (line) => lines.push(line) } }).warn(
    { err: error },
    'it failed',
  );
  return (JSON.parse(lines.join('')) as { err: Record<string, unknown> }).err;
};

describe('an error in the log', () => {
  it('does not show the row that PostgreSQL refused', () => {
    const refused = Object.assign(new Error('null value in column "version" of relation "orders"'), {
      code: '23502',
      detail: 'Failing row contains (1, meera@buyers.example, Meera Nair).',
      where: "unnamed portal parameter $1 = 'Meera Nair'",
    });
    const line = logged(refused);
    expect(JSON.stringify(line)).not.toMatch(/Meera|meera/);
    expect(line).toMatchObject({ type: 'Error', code: '23502', message: refused.message });
    expect(line.stack).toContain('logger.unit.test.ts');
  });

  it('does not name whom a mail was for', () => {
    const rejected = Object.assign(
      new Error("Can't send mail - all recipients were rejected: 550 <meera@buyers.example> is unknown"),
      {
        code: 'EENVELOPE',
        response: '550 <meera@buyers.example> is unknown',
        rejected: ['meera@buyers.example'],
        rejectedErrors: [new Error('550 meera@buyers.example')],
      },
    );
    const line = logged(rejected);
    expect(JSON.stringify(line)).not.toContain('meera');
    expect(line.message).toBe("Can't send mail - all recipients were rejected: 550 <[address]> is unknown");
  });

  it('keeps where it came from, also in a package with a scope', () => {
    const error = new Error('out of order');
    error.stack = 'Error: out of order\n    at handle (/app/node_modules/@fastify/cors/index.js:1:2)';
    expect(logged(error).stack).toContain('node_modules/@fastify/cors/index.js');
  });
});
