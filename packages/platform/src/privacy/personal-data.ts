import {
  type DataSubject,
  PersonalData,
  type PersonalDataSection,
  DataSubject as Subject,
} from '@haat/contracts/http/personal-data.ts';
import type { HttpApp } from '../http/http-app.ts';

/**
 * Answers auth's question what the service keeps about somebody. Needs the rule `'POST /internal/personal-data': SERVICE`.
 * @param collect everything that is about the subject, without secrets and without what is about others
 */
export function personalDataRoute(
  app: HttpApp,
  collect: (subject: DataSubject) => Promise<PersonalDataSection[]>,
): void {
  app.post(
    '/internal/personal-data',
    {
      schema: {
        summary: 'What is kept about somebody',
        tags: ['internal'],
        body: Subject,
        response: { 200: PersonalData },
      },
    },
    async (request) => ({ sections: await collect(request.body) }),
  );
}
