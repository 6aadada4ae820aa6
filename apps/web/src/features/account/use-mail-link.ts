import { useEffect, useState } from 'react';
import { type MailLink, readMailLink } from './mail-link.ts';

/**
 * What the link of a mail proves stands behind the #, which no server and no log sees; it is taken out of the address
 * at once, so that it is in no history either. Another link that is opened in the same tab is another one here.
 */
export function useMailLink(): MailLink | undefined {
  const [link, setLink] = useState(() => readMailLink(location.hash));
  useEffect(() => {
    const forget = () => history.replaceState(history.state, '', location.pathname);
    const read = () => {
      if (!location.hash) return;
      setLink(readMailLink(location.hash));
      forget();
    };
    if (location.hash) forget();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return link;
}
