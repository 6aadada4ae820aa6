import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalMailbox } from '@haat/local-mailbox/local-mailbox.ts';

export interface ReceivedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface TestMailbox {
  readonly smtpUrl: string;
  received(): Promise<ReceivedMail[]>;
  close(): Promise<void>;
}

export async function startTestMailbox(smtpPort = 0): Promise<TestMailbox> {
  const dataDir = mkdtempSync(join(tmpdir(), 'haat-mailbox-'));
  const mailbox = await startLocalMailbox({ dataDir, smtpPort });
  return {
    smtpUrl: mailbox.smtpUrl,
    received: async () =>
      (await mailbox.app.inject('/api/messages')).json<{ messages: ReceivedMail[] }>().messages,
    async close() {
      await mailbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
