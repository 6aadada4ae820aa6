/** What has the focus; the page as a whole counts as nothing. */
export const focused = (): HTMLElement | undefined =>
  document.activeElement instanceof HTMLElement && document.activeElement !== document.body
    ? document.activeElement
    : undefined;

/**
 * Back to what opened a dialog that is gone now. Where that is gone too, reading goes on from the page's start.
 * Whoever moved the focus on purpose in the meantime keeps it.
 */
export function giveFocusBack(opener: HTMLElement | undefined): void {
  if (focused()) return;
  const target = opener?.isConnected ? opener : document.querySelector<HTMLElement>('main');
  target?.focus({ preventScroll: true });
}
