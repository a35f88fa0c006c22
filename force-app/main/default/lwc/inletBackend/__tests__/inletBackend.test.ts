import send from '@salesforce/apex/InletRelay.send';
import { request } from 'c/inletBackend';

jest.mock('@salesforce/apex/InletRelay.send', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Inlet_Common_AnsweredHeading', () => ({ default: 'The backend answered {0}' }), {
  virtual: true,
});

describe('a request to the backend', () => {
  it('gives the answer', async () => {
    (send as jest.Mock).mockResolvedValue({ status: 200, body: '{"id":"org_1"}' });
    await expect(request('GET', '/v1/org')).resolves.toEqual({ id: 'org_1' });
  });

  it('that is refused says why in the words of the backend', async () => {
    const problem = { title: 'Not found', detail: 'This org has no booking bk_1.' };
    (send as jest.Mock).mockResolvedValue({ status: 404, body: JSON.stringify(problem) });
    await expect(request('GET', '/v1/org')).rejects.toMatchObject({
      status: 404,
      title: 'Not found',
      message: 'This org has no booking bk_1.',
    });
  });

  it('that something else answers is told by the number, and what to do', async () => {
    (send as jest.Mock).mockResolvedValue({ status: 502, body: '<html>Bad gateway</html>' });
    await expect(request('GET', '/v1/org')).rejects.toMatchObject({
      title: 'The backend answered 502',
      message: 'c.Inlet_Common_AnsweredHelp',
    });
  });

  it('that Apex does not pass on says what Apex says', async () => {
    (send as jest.Mock).mockRejectedValue({ body: { message: 'Ask for Inlet Admin.' } });
    await expect(request('GET', '/v1/org')).rejects.toMatchObject({ status: 0, message: 'Ask for Inlet Admin.' });
  });
});
