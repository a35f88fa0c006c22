import send from '@salesforce/apex/InletRelay.send';
import InletAlerts from 'c/inletAlerts';
import { answering } from '../../../../../test/backend';
import { alert } from '../../../../../test/diagnostics-answers';
import { findAll, mount, settle, textOf } from '../../../../../test/mount';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });

async function open(alerts: object[]) {
  answering(send, { 'GET /v1/org/alerts': { alerts } });
  const list = await mount('c-inlet-alerts', InletAlerts);
  await settle(20);
  return list;
}

describe('alerts', () => {
  it('shows those that are open, with fix and who was told, and not those that are over', async () => {
    const list = await open([alert, { ...alert, id: 'al_2', state: 'resolved', sentence: 'Over.' }]);
    expect(findAll(list, 'li').length).toBe(1);
    for (const part of ['The connection is lost. Reconnect.', 'c.Inlet_Alerts_Told', 'c.Inlet_Alerts_ToldFailed']) {
      expect(textOf(list)).toContain(part);
    }
    await expect(list).toBeAccessible();
  });

  it('shows nothing where nothing is open', async () => {
    expect(textOf(await open([]))).toBe('');
  });
});
