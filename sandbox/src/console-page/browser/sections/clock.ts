import { call } from '../console-api.ts';
import { button, element } from '../element.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';

const HOUR = 60 * 60 * 1000;
const shownTime = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });

export const clockSection: Section = {
  id: 'clock',
  title: 'Clock',
  purpose: 'Moves the clock of the org: sessions end, calls of 24 hours ago count no more, new records bear its time.',
  inlet: 'goes by its own clock: what waits for a time still waits. The API limit is free again after a day.',
  parts: ({ act }) => [
    part(
      // By the minute: else it would be drawn again at every look.
      ({ clock }) => ({ minute: clock.now.slice(0, 16), offset: clock.offsetMilliseconds }),
      ({ minute, offset }) => {
        const move = (by: number) => () => call('POST', 'clock', { advanceMilliseconds: by });
        return [
          element(
            'p',
            { class: 'console-figure' },
            element('strong', {}, shownTime.format(new Date(`${minute}Z`))),
            offset === 0 ? ', the real time' : `, ${inWords(offset)}`,
          ),
          element(
            'div',
            { class: 'console-actions' },
            button('An hour on', () => act(move(HOUR), 'The clock went on by an hour.')),
            button('A day on', () => act(move(24 * HOUR), 'The clock went on by a day.')),
            button(
              'Back to the real time',
              () => act(() => call('DELETE', 'clock'), 'The clock tells the real time.'),
              {
                disabled: offset === 0,
              },
            ),
          ),
        ];
      },
    ),
  ],
};

function inWords(offset: number): string {
  const hours = Math.abs(offset) / HOUR;
  const amount = hours >= 48 ? `${Math.round(hours / 24)} days` : `${Number(hours.toFixed(1))} hours`;
  return `${amount} ${offset > 0 ? 'ahead' : 'behind'}`;
}
