import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { BookingWorld, isDelivered, isHeld, stranger, type Row } from '../support/booking-world.ts';
import { engines } from '../support/test-database.ts';

const minute = 60_000;
const [engine] = await engines();

describe('an org that gets worse', () => {
  let world: BookingWorld;
  before(async () => (world = await BookingWorld.open(engine!)));
  after(() => world?.close());
  beforeEach(() => world.begin());

  const alerts = async (): Promise<string[][]> => {
    world.clock.advance(minute);
    await world.backend.app.alertKeeper.sweep();
    const { body } = await world.backend.ask('GET', '/v1/org/alerts');
    return (body.alerts as Row[]).map(({ subject, state }) => [subject as string, state as string]);
  };

  it('a page whose newest bookings are all refused is alerted, at no API call, and it is told when one arrives', async () => {
    const page = { id: 'BP-2', name: 'Support' };
    await world.deliver(stranger({ page }));
    const { id: ruleId } = await world.sandbox.console<{ id: string }>('validation-rules', {
      ...{ object: 'Event', name: 'No_Support', formula: 'true', message: 'No.' },
    });
    const held: string[] = [];
    for (let times = 0; times < 3; times++) {
      held.push(await world.post(stranger({ page })));
      await world.until(held.at(-1)!, isHeld);
      if (times === 1) assert.deepEqual(await alerts(), [], 'two may be an accident');
    }
    const calls = await world.callsOf(async () => assert.deepEqual(await alerts(), [['page:BP-2', 'open']]));
    assert.equal(calls.total, 0);
    await world.sandbox.console(`validation-rules/${ruleId}`, { active: false });
    await world.backend.retry(held[0]!);
    await world.until(held[0]!, isDelivered);
    assert.deepEqual(await alerts(), [['page:BP-2', 'resolved']]);
  });

  it('used-up API requests are alerted, and that they are there again', async () => {
    await world.sandbox.console('limits', { used: 100_000 });
    const id = await world.post(stranger());
    await world.backend.app.deliverer.idle();
    assert.deepEqual(await alerts(), [['apiUsage', 'open']]);
    await world.sandbox.console('limits', { used: 0 });
    world.clock.advance(20 * minute);
    await world.until(id, isDelivered);
    assert.deepEqual(await alerts(), [['apiUsage', 'resolved']]);
  });
});
