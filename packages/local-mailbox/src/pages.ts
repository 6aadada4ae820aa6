import type { Message } from './mail-store.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** Mail may be hostile: the pages run no script, and a message's HTML is shown in a sandboxed frame. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
} as const;
export const MESSAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

const layout = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><style>
:root{color-scheme:light dark;--ink:#1b1f3b;--paper:#fff;--sand:#f6f2ea;--line:#e0d8c8;--quiet:#5d5a6b;--link:#3b49df}
@media (prefers-color-scheme:dark){:root{--ink:#f3efe6;--paper:#20243f;--sand:#15182d;--line:#3a3f63;--quiet:#b5b2c4;--link:#aab2ff}}
*{box-sizing:border-box}body{margin:0;background:var(--sand);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:52rem;margin:0 auto;padding:1.5rem 1rem}h1{font-size:1.4rem;overflow-wrap:anywhere}
a{color:var(--link)}ul{list-style:none;margin:0;padding:0;background:var(--paper);border:1px solid var(--line);border-radius:10px;overflow:hidden}
li+li{border-top:1px solid var(--line)}li a{display:block;padding:.8rem 1rem;text-decoration:none;color:inherit;overflow-wrap:anywhere}
li a:hover,li a:focus-visible{background:var(--sand)}strong{display:block}.quiet{color:var(--quiet);font-size:.9rem}
form{display:flex;gap:.5rem;margin:1rem 0;align-items:end;flex-wrap:wrap}label{display:grid;gap:.25rem;flex:1}
input,button{font:inherit;min-height:44px;padding:.4rem .8rem;border-radius:10px;border:1px solid var(--line);background:var(--paper);color:var(--ink)}
iframe{width:100%;height:34rem;border:1px solid var(--line);border-radius:10px;background:#fff}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}pre{white-space:pre-wrap;overflow-wrap:anywhere}
</style></head><body><main>${body}</main></body></html>`;

export function listPage(messages: readonly Message[], to: string, base: string): string {
  const items = messages
    .map(
      (message) =>
        `<li><a href="${base}/messages/${message.id}"><strong>${escapeHtml(message.subject)}</strong><span class="quiet">To ${escapeHtml(message.to)} · ${escapeHtml(message.receivedAt.replace('T', ' ').slice(0, 19))} UTC</span></a></li>`,
    )
    .join('');
  return layout(
    'Mailbox',
    `<h1>Mailbox</h1><p class="quiet">Mail that Haat sends on this machine stays here. Nothing leaves it.</p>
<form method="get" action="${base}/"><label>Recipient<input name="to" value="${escapeHtml(to)}" autocomplete="off"></label><button>Search</button></form>
${items ? `<ul>${items}</ul>` : '<p>No messages yet.</p>'}`,
  );
}

export const messagePage = (message: Message, base: string): string =>
  layout(
    message.subject,
    `<p><a href="${base}/">All messages</a></p><h1>${escapeHtml(message.subject)}</h1>
<p class="quiet">From ${escapeHtml(message.from)}<br>To ${escapeHtml(message.to)}<br>${escapeHtml(message.receivedAt)}</p>
<iframe title="The message as HTML" src="${base}/messages/${message.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<h2>As text</h2><pre>${escapeHtml(message.text)}</pre>`,
  );

/** Its links lead out of the frame, as they lead out of a mail program. */
export const messageBody = ({ html }: Message): string => html.replace(/<body/i, '<base target="_blank">$&');
