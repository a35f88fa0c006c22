import { call } from '../console-api.ts';
import { button, element } from '../element.ts';
import { form } from '../form.ts';
import type { Values } from '../form.ts';
import type { Fault } from '../org-state.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { table } from '../table.ts';

const KINDS: Record<string, string> = {
  serverError: 'Answer with a server error',
  latency: 'Wait before answering',
  answerLost: 'Save, then lose the answer',
  requestLost: 'Cut the connection before anything happens',
  sessionExpired: 'End the session',
  concurrentLimit: 'Refuse: too many requests at once',
  lock: 'Lock rows: saves answer UNABLE_TO_LOCK_ROW',
};

export const faultSection: Section = {
  id: 'faults',
  title: 'Faults',
  purpose: 'What the world does to the next API requests, for a number of them or for a time.',
  inlet: 'tries again by itself, later and later, and never makes a record twice, even where only the answer was lost.',
  parts: ({ act, done }) => [
    part(
      ({ org, objects }) => ({ apiUser: org.apiUser.username, objects: objects.map(({ name }) => name) }),
      ({ apiUser, objects }) => [
        form({
          name: 'Order-a-fault',
          inputs: [
            { name: 'kind', label: 'What happens', kind: 'select', options: Object.entries(KINDS) },
            {
              ...{ name: 'status', label: 'Status', kind: 'select', value: '503' },
              options: ['500', '502', '503'].map((status) => [status, status]),
              when: ({ kind }) => kind === 'serverError',
            },
            {
              ...{ name: 'milliseconds', label: 'Milliseconds', kind: 'number', value: '3000' },
              when: ({ kind }) => kind === 'latency',
            },
            {
              ...{ name: 'object', label: 'Object', kind: 'select' },
              options: [['', 'Every object'], ...objects.map((name) => [name, name] as const)],
              optional: true,
              when: ({ kind }) => kind === 'lock',
            },
            {
              ...{ name: 'record', label: 'Only this record', optional: true },
              help: 'Its id: as somebody else who holds it, also for what refers to it.',
              when: ({ kind }) => kind === 'lock',
            },
            {
              ...{ name: 'extent', label: 'How long', kind: 'select' },
              options: [
                ['count', 'For a number of requests'],
                ['durationMilliseconds', 'For a time'],
              ],
            },
            {
              ...{ name: 'count', label: 'Requests', kind: 'number', value: '1' },
              when: ({ extent }) => extent === 'count',
            },
            {
              ...{ name: 'durationMilliseconds', label: 'Seconds', kind: 'number', value: '60' },
              when: ({ extent }) => extent === 'durationMilliseconds',
            },
            {
              ...{ name: 'username', label: 'Whose requests', kind: 'select', optional: true },
              options: [
                [apiUser, 'Those of Inlet'],
                ['', 'Those of everybody'],
              ],
            },
            {
              ...{ name: 'match', label: 'Only where the address has', optional: true },
              help: 'A part of the method and the path: POST /composite',
            },
          ],
          submit: 'Order the fault',
          onSubmit: order,
          onDone: done,
        }),
      ],
    ),
    part(
      ({ faults }) => faults,
      (rows) => [
        table({
          ...{ caption: 'Faults still to come', empty: 'No fault is ordered.', rows },
          columns: [
            ['What happens', what],
            ['How long', extentOf],
            ['Whose requests', ({ username }) => username ?? 'Those of everybody'],
            ['Address', ({ match }) => (match === undefined ? 'Any' : element('code', {}, match))],
          ],
          actions: (fault) => [
            button('Remove', () => act(() => call('DELETE', `faults/${fault.id}`), 'The fault is removed.'), {
              of: `fault ${fault.id}: ${what(fault)}`,
            }),
          ],
        }),
        ...(rows.length > 1
          ? [
              element(
                'div',
                { class: 'console-actions' },
                button('Remove all faults', () => act(() => call('DELETE', 'faults'), 'All faults are removed.')),
              ),
            ]
          : []),
      ],
    ),
  ],
};

async function order(values: Values): Promise<string> {
  const { kind = '', extent: _, status, milliseconds, count, durationMilliseconds, ...texts } = values;
  const given = Object.entries(texts).filter(([, value]) => value !== '');
  await call('POST', 'faults', {
    kind,
    ...Object.fromEntries(given),
    ...(status !== undefined && { status: Number(status) }),
    ...(milliseconds !== undefined && { milliseconds: Number(milliseconds) }),
    ...(count !== undefined && { count: Number(count) }),
    ...(durationMilliseconds !== undefined && { durationMilliseconds: Number(durationMilliseconds) * 1000 }),
  });
  return `Ordered: ${KINDS[kind]}.`;
}

function what({ kind, status, milliseconds, object, record }: Fault): string {
  const more = [status, milliseconds !== undefined && `${milliseconds} ms`, object, record].filter(Boolean);
  return [KINDS[kind] ?? kind, ...more].join(', ');
}

function extentOf({ count, until }: Fault): string {
  const time = until === undefined ? [] : [`until ${new Date(until).toLocaleTimeString('en-US')}`];
  return [...(count === undefined ? [] : [`${count} ${count === 1 ? 'request' : 'requests'}`]), ...time].join(', ');
}
