import { mappedObjects } from '../../bookings/settings/field-mapping.ts';
import type { PageHealth } from '../../bookings/booking-health.ts';
import { text, type Text } from '../../texts/text.ts';
import type { Facts } from '../facts/facts.ts';
import { worst, type CellCause, type CheckAnswer, type CheckId, type CheckState } from './check.ts';
import { heldCauses, withoutPage } from './held-causes.ts';
import { isPlain, objectsOf } from './page-groups.ts';
import { setupUrl } from './setup-urls.ts';

/** Why a cell is amber or red. */
export interface MatrixCause {
  state: 'warning' | 'broken';
  sentence: Text;
  fix: Text | null;
  setupUrl: string | null;
  checkId: CheckId | null;
  bookings: number;
}

export interface MatrixCell {
  object: string;
  /** unused: bookings of the page make no such record. */
  state: CheckState | 'unused';
  causes: MatrixCause[];
}

export interface MatrixPage extends PageHealth {
  state: CheckState;
  cells: MatrixCell[];
}

export interface Matrix {
  objects: { name: string; label: string }[];
  pages: MatrixPage[];
}

/** Booking pages × objects, with the cause of every amber and red cell. Pure. */
export function matrix(facts: Facts, answers: ReadonlyMap<CheckId, CheckAnswer>): Matrix {
  const { schema } = facts.org;
  const cellCauses = [...answers].flatMap(([id, { cells }]) => cells.map((cause) => ({ ...cause, id })));
  const held = heldByCell(facts);
  const isKnown = answers.get('fields.required')?.state !== 'unknown';
  const pages = pagesOf(facts);
  // Few orgs have Person Accounts; the others need not read about them.
  const isShown = (name: string) =>
    name !== 'PersonAccount' ||
    (schema.known && schema.value.objects.has(name)) ||
    pages.some(({ id }) => objectsOf(facts, id).has(name));
  const objects = mappedObjects.filter(isShown);
  return {
    objects: objects.map((name) => {
      const label = schema.known ? schema.value.objects.get(name)?.label : undefined;
      return { name, label: label ?? name };
    }),
    pages: pages.map((page) => {
      const used = objectsOf(facts, page.id);
      const cells = objects.map((object): MatrixCell => {
        const isUsed = used.has(object);
        const own = held.get(`${page.id} ${object}`) ?? [];
        const told = isUsed ? cellCauses.filter((cause) => cause.object === object && isOn(facts, cause, page.id)) : [];
        const causes = [
          ...own.map(({ cause }) => cause),
          ...told.filter((cause) => !own.some((one) => isSame(one, cause))).map(toMatrixCause),
          ...dryRunCauses(facts, page.id, object),
        ];
        if (causes.length > 0) return { object, state: worst(causes.map(({ state }) => state)), causes };
        return { object, state: !isUsed ? 'unused' : isKnown || page.delivered > 0 ? 'ok' : 'unknown', causes };
      });
      const states = cells.flatMap(({ state }) => (state === 'unused' ? [] : [state]));
      return { ...page, state: worst(states), cells };
    }),
  };
}

/** Pages that bookings came by of late, and those that have settings of their own. */
function pagesOf({ bookings, settings, dryRuns }: Facts): PageHealth[] {
  const known = new Set(bookings.pages.map(({ id }) => id));
  const others = [
    ...Object.keys(settings.rules.pages),
    ...Object.keys(settings.mapping.pages),
    ...dryRuns.flatMap(({ pageId }) => pageId ?? []),
  ];
  const silent = [...new Set(others)].filter((id) => !known.has(id));
  const nothing = { source: '', delivered: 0, held: 0, waiting: 0 };
  return [...bookings.pages, ...silent.map((id) => ({ id, name: id, ...nothing }))];
}

interface HeldCell {
  cause: MatrixCause;
  field: string | null;
}

/** What bookings are held for, by page and object: one look at the groups for all cells. */
function heldByCell(facts: Facts): Map<string, HeldCell[]> {
  const cells = new Map<string, HeldCell[]>();
  for (const { checkId, diagnosis, byPage } of heldCauses(facts)) {
    for (const [pageId, bookings] of byPage) {
      const [anyObject = 'Event'] = objectsOf(facts, pageId);
      const object = (mappedObjects as readonly string[]).includes(diagnosis.object ?? '')
        ? diagnosis.object!
        : anyObject;
      const key = `${pageId} ${object}`;
      const cause: MatrixCause = {
        ...{ state: 'broken', sentence: withoutPage(diagnosis.sentence), fix: diagnosis.fix },
        setupUrl: diagnosis.setupPath ? setupUrl(facts, diagnosis.setupPath) : null,
        ...{ checkId, bookings },
      };
      cells.set(key, [...(cells.get(key) ?? []), { cause, field: diagnosis.field?.name ?? null }]);
    }
  }
  return cells;
}

function isOn(facts: Facts, { pages }: CellCause, pageId: string): boolean {
  if (pages === 'all') return true;
  return pages === 'plain' ? isPlain(facts, pageId) : pages.includes(pageId);
}

/** What bookings are held for is not told a second time as what will hold them. */
function isSame({ cause, field }: HeldCell, told: CellCause & { id: CheckId }): boolean {
  return cause.checkId === told.id && field === told.field;
}

function toMatrixCause({ state, sentence, fix, setupUrl, id }: CellCause & { id: CheckId }): MatrixCause {
  return { state, sentence, fix, setupUrl, checkId: id, bookings: 0 };
}

function dryRunCauses({ dryRuns }: Facts, pageId: string, object: string): MatrixCause[] {
  return dryRuns
    .filter((run) => run.pageId === pageId)
    .flatMap(({ at, objects }) =>
      objects.flatMap(({ object: of, state, sentence, fix }): MatrixCause[] =>
        of !== object || state === 'ok'
          ? []
          : [
              {
                ...{ state, fix, setupUrl: null, checkId: null, bookings: 0 },
                sentence: text('found.dryRun', { what: sentence, at: at.getTime() }),
              },
            ],
      ),
    );
}
