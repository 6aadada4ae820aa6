/**
 * Texts that were programs somewhere. Each calls `__ran()` where it is run; shown as text, none does anything.
 * None has a line break or more than 120 characters, so that each fits where a name or a title does.
 */
export const PAYLOADS: readonly string[] = [
  '<script>__ran()</script>',
  '<ScRiPt >__ran()</ScRiPt>',
  '"><script>__ran()</script>',
  "'><script>__ran()</script>",
  '</title><script>__ran()</script>',
  '</script><script>__ran()</script>',
  '</textarea><script>__ran()</script>',
  '--><script>__ran()</script>',
  ']]><script>__ran()</script>',
  '<img src=x onerror=__ran()>',
  '"><img src=x onerror="__ran()">',
  '<img src=x: onerror\u000b=\u000b__ran()>',
  '<svg/onload=__ran()>',
  '<svg><script>__ran()</script></svg>',
  '<svg><animate onbegin=__ran() attributeName=x dur=1s>',
  '<math><mtext></mtext><mglyph><style><img src onerror=__ran()>',
  '<body onload=__ran()>',
  '<input autofocus onfocus=__ran()>',
  '<details open ontoggle=__ran()>',
  '<marquee onstart=__ran()>',
  '<video><source onerror=__ran()></video>',
  '<iframe srcdoc="<script>parent.__ran()</script>"></iframe>',
  '<iframe src="javascript:parent.__ran()"></iframe>',
  '<object data="data:text/html,<script>parent.__ran()</script>"></object>',
  '<a href="javascript:__ran()">x</a>',
  '<form action="javascript:__ran()"><button autofocus>x</button></form>',
  '<base href="//evil.example/">',
  '<link rel=stylesheet href="//evil.example/x.css">',
  '<meta http-equiv=refresh content="0;url=javascript:__ran()">',
  '<style>*{background:url(javascript:__ran())}</style>',
  '" onmouseover="__ran()" autofocus onfocus="__ran()" x="',
  "' onmouseover='__ran()' autofocus onfocus='__ran()' x='",
  'javascript:__ran()',
  'java\u0009script:__ran()',
  ' data:text/html,<script>__ran()</script>',
  '{{constructor.constructor("__ran()")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the braces are what is tried
  '${__ran()}',
  '#{__ran()}',
  '<%= __ran() %>',
  '\\u003cscript\\u003e__ran()\\u003c/script\\u003e',
  '&lt;script&gt;__ran()&lt;/script&gt;',
  '%3Cscript%3E__ran()%3C/script%3E',
  '\u2028__ran()//',
  '"});__ran();({"',
  '__proto__[innerHTML]=<img src onerror=__ran()>',
];

/** Several in one text, each after the other has had its chance to open something. */
export const mixed = (maxLength: number, from = 0): string => {
  let text = '';
  for (const payload of [...PAYLOADS.slice(from), ...PAYLOADS.slice(0, from)]) {
    if (text.length + payload.length + 1 <= maxLength) text += ` ${payload}`;
  }
  return text.trim();
};
