import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { table } from '../table.ts';

const shownTime = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });

export const auditSection: Section = {
  id: 'audit-trail',
  title: 'Setup audit trail',
  purpose:
    'What an admin did to the org, here or by the API: the last 20. Set the clock back first to have done it earlier.',
  inlet: 'says since when the API User is inactive, and who did it, where the admin who looks may view Setup.',
  parts: () => [
    part(
      ({ auditTrail }) => auditTrail,
      (rows) => [
        table({
          ...{ caption: 'Setup audit trail', empty: 'Nobody changed anything in Setup.', rows },
          columns: [
            ['Time', ({ createdDate }) => shownTime.format(new Date(createdDate))],
            ['By', ({ createdBy }) => createdBy],
            ['Section', ({ section }) => section],
            ['What was done', ({ display }) => display],
          ],
        }),
      ],
    ),
  ],
};
