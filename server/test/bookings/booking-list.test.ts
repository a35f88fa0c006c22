import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { BookingWorld, isDelivered, isHeld, stranger, type Row } from '../support/booking-world.ts';
import { engines } from '../support/test-database.ts';

for (const engine of await engines()) {
  describe(`the list of bookings on ${engine.name}`, () => {
    let world: BookingWorld;
    before(async () => (world = await BookingWorld.open(engine)));
    after(() => world?.close());
    beforeEach(() => world.begin());

    const call = async (method: string, path: string, body?: unknown, language = 'en') => {
      const response = await fetch(`${world.backend.url}/v1/org/bookings${path}`, {
        method,
        headers: { authorization: `Bearer ${world.backend.org.apiKey}`, 'accept-language': language },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Row };
    };
    const names = async (query: string) =>
      (await call('GET', `?${query}`)).body['bookings'].map((booking: Row) => booking['customer'].name);
    /** The ids from the last page to the first, by `previous`. */
    const backwards = async (query: string): Promise<string[]> => {
      let page = (await call('GET', `?${query}`)).body;
      while (page['next']) page = (await call('GET', `?${query}&cursor=${page['next']}`)).body;
      let ids: string[] = [];
      for (;;) {
        ids = [...page['bookings'].map((booking: Row) => booking['id']), ...ids];
        if (page['previous'] === null) break;
        page = (await call('GET', `?${query}&cursor=${page['previous']}`)).body;
      }
      // Before this page is the first, which has no cursor.
      const first = (await call('GET', `?${query}`)).body['bookings'];
      return [...first.map((booking: Row) => booking['id']), ...ids];
    };
    const needPhone = () =>
      world.sandbox.console('validation-rules', {
        object: 'Lead',
        name: 'Phone_needed',
        formula: 'ISBLANK(Phone)',
        message: 'A lead needs a phone.',
        field: 'Phone',
      });
    const withoutRule = () => fetch(`${world.sandbox.url}/sandbox/validation-rules/Phone_needed`, { method: 'DELETE' });
    const named = (name: string, more: Row = {}) =>
      stranger({
        customer: { name, email: `${name.split(' ')[0]!.toLowerCase()}@list.test`, company: 'Acme' },
        ...more,
      });

    it('leads through every booking exactly once, page by page, in each order', async () => {
      const starts = ['2026-12-03', '2026-12-01', '2026-12-01', '2026-12-02', '2026-12-01', '2026-12-02'];
      await world.postAll(
        starts.map((day, n) =>
          named(`${'CABBAD'[n]} Person`, {
            start: `${day}T10:00:00Z`,
            end: `${day}T11:00:00Z`,
            customer: { name: `${'CABBAD'[n]} Person`, email: `p${n}@list.test`, company: 'Acme' },
          }),
        ),
      );
      await world.settled();
      for (const sort of ['received', 'start', 'updated', 'customer']) {
        const seen: Record<string, Row[]> = {};
        for (const direction of ['asc', 'desc']) {
          seen[direction] = [];
          let next: string | null = '';
          while (next !== null) {
            const cursor: string = next === '' ? '' : `&cursor=${next}`;
            const { status, body } = await call('GET', `?sort=${sort}&direction=${direction}&limit=2${cursor}`);
            assert.equal(status, 200, JSON.stringify(body));
            assert.equal(body['total'], 7);
            seen[direction].push(...body['bookings']);
            next = body['next'];
          }
        }
        const ids = (direction: string) => seen[direction]!.map((booking) => booking['id']);
        assert.deepEqual(await backwards(`sort=${sort}&limit=2`), ids('desc'), sort);
        assert.equal(new Set(ids('asc')).size, 7, sort);
        assert.deepEqual(ids('desc'), ids('asc').toReversed(), sort);
        const keys: Record<string, (booking: Row) => string> = {
          received: (booking) => booking['receivedAt'],
          start: (booking) => booking['start'],
          updated: (booking) => booking['updatedAt'],
          customer: (booking) => booking['customer'].name.toLowerCase(),
        };
        const values = seen['asc']!.map(keys[sort]!);
        assert.deepEqual(values, values.toSorted(), sort);
      }
    });

    it('narrows to sources, and to the days on which a booking starts where the reader is', async () => {
      const at = (name: string, start: string) =>
        named(name, { start, end: new Date(Date.parse(start) + 1_800_000).toISOString() });
      await world.postAll([
        at('Ada Lateevening', '2026-03-28T22:30:00Z'),
        at('Bea Midnight', '2026-03-28T23:00:00Z'),
        at('Cid Summertime', '2026-03-29T21:59:59Z'),
        at('Dan Nextday', '2026-03-29T22:00:00Z'),
      ]);
      const inBerlin = (query: string) =>
        names(`sort=start&direction=asc&search=list.test&timeZone=Europe/Berlin&${query}`);
      // In Berlin the 29th of March 2026 has 23 hours: from 23:00 to 22:00 in UTC.
      assert.deepEqual(await inBerlin('from=2026-03-29&to=2026-03-29'), ['Bea Midnight', 'Cid Summertime']);
      assert.deepEqual(await inBerlin('to=2026-03-28'), ['Ada Lateevening']);
      assert.deepEqual(await inBerlin('from=2026-03-30'), ['Dan Nextday']);
      const utc = await names('sort=start&direction=asc&search=list.test&from=2026-03-29');
      assert.deepEqual(utc, ['Cid Summertime', 'Dan Nextday']);
      const moments = 'from=2026-03-28T23:00:00Z&to=2026-03-29T22:00:00Z';
      assert.deepEqual(await inBerlin(moments), ['Bea Midnight', 'Cid Summertime']);
      const [source] = (await call('GET', '/filters')).body['sources'];
      assert.equal(source.kind, 'api');
      assert.equal((await names(`source=${source.id}&search=list.test`)).length, 4);
      assert.deepEqual(await names('source=src_other&search=list.test'), []);
    });

    it('knows every time zone that a Salesforce user can have', async () => {
      const refused = [];
      for (const zone of Intl.supportedValuesOf('timeZone')) {
        const { status } = await call('GET', `?from=2026-03-29&limit=1&timeZone=${encodeURIComponent(zone)}`);
        if (status !== 200) refused.push(zone);
      }
      assert.deepEqual(refused, []);
    });

    it('finds by any word of name, address, page and ids, in any case, and takes wildcards as letters', async () => {
      await world.postAll([
        named('Ada Lovelace', { id: 'ENGINE_1', page: { id: 'a', name: '100% Discount' } }),
        named('Grace Hopper', { page: { id: 'b', name: 'Compilers' } }),
      ]);
      assert.deepEqual(await names('search=LOVE'), ['Ada Lovelace']);
      assert.deepEqual(await names('search=grace%20compil'), ['Grace Hopper']);
      assert.deepEqual(await names('search=grace%20lovelace'), []);
      assert.deepEqual(await names('search=engine_1'), ['Ada Lovelace']);
      assert.deepEqual(await names('search=0%25'), ['Ada Lovelace']);
      assert.deepEqual(await names('search=GRACE@LIST.test'), ['Grace Hopper']);
      assert.deepEqual(await names('search=_race'), []);
    });

    it('counts each state under all filters but the state, and tells what can be filtered by', async () => {
      await needPhone();
      await world.postAll([named('Ida Held'), named('Max Held', { page: { id: 'p2', name: 'Other' } })]);
      await world.settled();
      const { body } = await call('GET', '?state=held&page=BP-1');
      assert.deepEqual(
        body['bookings'].map((booking: Row) => booking['customer'].name),
        ['Ida Held'],
      );
      assert.deepEqual(body['counts'], { waiting: 0, delivered: 1, held: 1, dismissed: 0 });
      assert.equal(body['total'], 1);
      const filters = (await call('GET', '/filters')).body;
      assert.deepEqual(filters['pages'], [
        { id: 'BP-1', name: 'Demo' },
        { id: 'p2', name: 'Other' },
      ]);
      assert.deepEqual(filters['owners'], ['rep@acme.test']);
      assert.deepEqual(
        filters['causes'].map((cause: Row) => [cause['count'], cause['field'].name]),
        [[2, 'Phone']],
      );
      assert.match(filters['causes'][0].sentence, /A lead needs a phone/);
      const byCause = `cause=${encodeURIComponent(filters['causes'][0].key)}`;
      assert.deepEqual((await names(byCause)).toSorted(), ['Ida Held', 'Max Held']);
    });

    it('keeps with each attempt what was sent, a long text shortened, and shows the latest fifty', async () => {
      const notes = 'n'.repeat(5_000);
      await needPhone();
      const id = await world.post(named('Ida Held', { notes }));
      await world.until(id, isHeld);
      await withoutRule();
      await call('POST', `/${id}/retry`);
      const { attempts, plan } = await world
        .until(id, isDelivered)
        .then(async () => (await call('GET', `/${id}`)).body);
      assert.deepEqual(
        attempts.map((attempt: Row) => attempt['outcome']),
        ['held', 'delivered'],
      );
      for (const { operations } of attempts) {
        assert.deepEqual(
          operations.map(({ action, object }: Row) => `${action} ${object}`),
          ['upsert Lead', 'upsert Event'],
        );
        assert.equal(operations[0].values['Company'], 'Acme');
        assert.match(operations[1].values['Description'], /n{900}…$/);
      }
      assert.match(plan.operations[1].values['Description'], /n{5000}/);
      await sql`insert into booking_attempts (org_id, booking_id, revision, outcome, api_calls, batch_size, detail, at)
        select org_id, booking_id, revision, 'retry', 1, 1, '{"operations":[]}', at + n * interval '1 second'
        from booking_attempts cross join generate_series(1, 60) n
        where booking_id = ${id} and outcome = 'delivered'`.execute(world.database.kysely);
      const shown = (await call('GET', `/${id}`)).body['attempts'];
      assert.equal(shown.length, 50);
      assert.deepEqual(
        shown,
        shown.toSorted((a: Row, b: Row) => (a['at'] < b['at'] ? -1 : 1)),
      );
      assert.ok(shown.every((attempt: Row) => attempt['outcome'] === 'retry'));
    });

    it('speaks the language of whoever asks, of the same stored booking', async () => {
      await needPhone();
      try {
        const [id] = await world.postAll([named('Ana Jones')]);
        await world.settled();
        const inGerman = (await call('GET', `/${id}`, undefined, 'fr, de-AT;q=0.9')).body;
        assert.match(
          inGerman['diagnosis'].sentence,
          /^Die Validierungsregel „\w+“ auf Lead .*: „A lead needs a phone\.“/,
        );
        assert.match(inGerman['diagnosis'].fix, /„Erneut versuchen“/);
        assert.match(inGerman['plan'].operations[0].reason, /^kein Kontakt und kein offener Lead/);
        assert.match(inGerman['attempts'][0].diagnosis.sentence, /^(Eine|Die) Validierungsregel/);
        for (const language of ['en-GB', 'fr', '*']) {
          const { body } = await call('GET', `/${id}`, undefined, language);
          assert.match(body['diagnosis'].sentence, /^The validation rule "\w+" on Lead/);
        }
        const refused = (await call('POST', `/${id}/reopen`, undefined, 'de')).body;
        assert.deepEqual(
          [refused['title'], refused['detail']],
          ['Nichts wieder zu öffnen', 'Die Buchung ist nicht verworfen.'],
        );
      } finally {
        await withoutRule();
      }
    });

    it('refuses what it does not know, by name, and a cursor of another order', async () => {
      await world.postAll([named('One More'), named('And Another')]);
      const { next } = (await call('GET', '?limit=1')).body;
      for (const [query, parameter] of [
        ['before=1', '?before'],
        ['sort=colour', '?sort'],
        ['from=tomorrow', '?from'],
        ['from=2026-02-30', '?from'],
        ['to=9999-01-01', '?to'],
        ['from=2026-03-02&to=2026-03-01', '?to'],
        ['from=2026-03-02T10:00:00Z&to=2026-03-02T11:00:00%2B02:00', '?to'],
        ['from=2026-03-02&to=2026-03-03T00:00:00Z', '?to'],
        ['from=2026-03-02&timeZone=Atlantis/Capital', '?timeZone'],
        ['from=2026-03-02&timeZone=%2B02:00', '?timeZone'],
        ['limit=0', '?limit'],
        ['cursor=x', '?cursor'],
        [`cursor=${next}&sort=start`, '?cursor'],
        [`cursor=${next}&direction=asc`, '?cursor'],
      ]) {
        const { status, body } = await call('GET', `?${query}`);
        assert.equal(status, 400, query);
        assert.equal(body['errors'][0].pointer, parameter);
      }
    });

    describe('what somebody does about bookings', () => {
      it('retries all with the same cause, and only those', async () => {
        await needPhone();
        const ids = await world.postAll([named('Ida Held'), named('Max Held')]);
        const other = await world.post(named('Eva Other', { owner: { email: 'former@acme.test' } }));
        await world.settled();
        const { causeKey, sameCause } = (await call('GET', `/${ids[0]}`)).body;
        assert.ok(sameCause >= 1);
        await withoutRule();
        await world.sandbox.console('validation-rules', {
          object: 'Lead',
          name: 'Other_rule',
          formula: 'FirstName = "Eva"',
          message: 'Not Eva.',
        });
        assert.equal((await call('POST', `/${other}/retry`)).status, 202);
        await world.until(other, isHeld);
        const retried = await call('POST', '/retry', { cause: causeKey });
        assert.deepEqual([retried.status, retried.body], [202, { retried: 2 }]);
        for (const id of ids) await world.until(id, isDelivered);
        const otherNow = await call('GET', `/${other}`);
        assert.equal(otherNow.body['state'], 'held');
        const [action] = (await call('GET', `/${ids[0]}`)).body['actions'];
        assert.equal(action.action, 'retried');
        assert.equal(action.by.name, 'first key');
        assert.deepEqual((await call('POST', '/retry', { cause: causeKey })).body, { retried: 0 });
      });

      it('dismisses with a reason, is not tried again, and reopens as it was', async () => {
        await needPhone();
        const id = await world.post(named('Ida Held'));
        const { diagnosis } = await world.until(id, isHeld);
        assert.equal((await call('POST', `/${id}/dismiss`, { reason: '  ' })).body['errors'][0].pointer, '/reason');
        assert.equal((await call('POST', `/${id}/dismiss`, { reason: 'Test booking' })).status, 200);
        assert.equal((await call('POST', `/${id}/dismiss`, { reason: 'Again' })).status, 409);
        assert.equal((await call('POST', `/${id}/retry`)).status, 409);
        await withoutRule();
        await world.settled();
        const dismissed = (await call('GET', `/${id}`)).body;
        assert.equal(dismissed['state'], 'dismissed');
        assert.equal(dismissed['dismissal'].reason, 'Test booking');
        assert.equal((await call('GET', '')).body['counts'].dismissed, 1);
        assert.deepEqual((await call('POST', `/${id}/reopen`)).body, { id, state: 'held' });
        const reopened = (await call('GET', `/${id}`)).body;
        assert.deepEqual([reopened['diagnosis'], reopened['dismissal']], [diagnosis, null]);
        assert.deepEqual(
          reopened['actions'].map((action: Row) => action['action']),
          ['dismissed', 'reopened'],
        );
        assert.equal((await call('POST', `/${id}/reopen`)).status, 409);
      });

      it('comes back by itself when its source changes it', async () => {
        await needPhone();
        const booking = named('Ida Held');
        const id = await world.post(booking);
        await world.until(id, isHeld);
        assert.equal((await call('POST', `/${id}/dismiss`, { reason: 'Later' })).status, 200);
        await withoutRule();
        await world.post({ ...booking, updatedAt: '2026-11-22T09:00:00Z', status: 'rescheduled' });
        const delivered = await world.until(id, isDelivered);
        assert.equal((delivered as unknown as Row)['dismissal'], null);
      });

      it('does not dismiss what is in Salesforce', async () => {
        const { id } = await world.deliver(named('Dana Delivered'));
        assert.equal((await call('POST', `/${id}/dismiss`, { reason: 'No' })).status, 409);
        assert.equal((await world.backend.get(id)).state, 'delivered');
      });
    });
  });
}
