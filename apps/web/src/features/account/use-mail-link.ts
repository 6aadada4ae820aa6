import { useEffect, useState } from 'react';
import { type MailLink, readMailLink } from './mail-link.ts';

/**
 * What the link of a mail proves stands behind the #, which no server and no log sees; it is taken out of the address
 * at once, so that it is in no history either.
 */
export function useMailLink(): MailLink | undefined {
  const [link] = useState(() => readMailLink(location.hash));
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, '', location.pathname);
  }, []);
  return link;
}
