const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** The sandbox's pages carry no script at all. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action *; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
} as const;

/** @param body trusted HTML: whatever comes from outside must be escaped before */
export const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><style>
:root{color-scheme:light dark;--ink:#1b1f3b;--paper:#fff;--sand:#f6f2ea;--line:#e0d8c8;--quiet:#5d5a6b}
@media (prefers-color-scheme:dark){:root{--ink:#f3efe6;--paper:#20243f;--sand:#15182d;--line:#3a3f63;--quiet:#b5b2c4}}
*{box-sizing:border-box}body{margin:0;background:var(--sand);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:8vh auto;padding:2rem;background:var(--paper);border:1px solid var(--line);border-radius:10px}
main.wide{max-width:64rem;margin:2rem auto}h1{font-size:1.4rem;margin:0 0 .5rem}p{margin:.5rem 0;color:var(--quiet)}
button{font:inherit;font-weight:700;min-height:44px;padding:.6rem 1.1rem;border-radius:10px;border:1px solid var(--line);cursor:pointer;background:var(--paper);color:var(--ink)}
button.main{background:#f5a524;border-color:#f5a524;color:#1b1f3b}button:focus-visible{outline:3px solid #3b49df;outline-offset:2px}
form{display:flex;gap:.75rem;flex-wrap:wrap;margin-top:1.25rem}table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
td,th{text-align:left;padding:.5rem;border-bottom:1px solid var(--line)}.scroll{overflow-x:auto}
</style></head><body>${body}</body></html>`;
