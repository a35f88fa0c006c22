import InletLoginQuestion from 'c/inletLoginQuestion';
import { mount, press, textOf } from '../../../../../test/mount';
import { connection, loginQuestion } from '../../../../../test/setup-answers';

async function open(more: object = {}) {
  const pending = { ...loginQuestion, asks: { ...loginQuestion.asks!, ...more } };
  const question = await mount('c-inlet-login-question', InletLoginQuestion, {
    connection: { ...connection, pending },
  });
  const discard = jest.fn();
  question.addEventListener('discard', discard);
  return { question, discard };
}

describe('a login that asks', () => {
  it('says at which org it ended, which is known, and what becomes of what waits', async () => {
    const { question, discard } = await open();
    const text = textOf(question);
    for (const part of [
      '00D000000000009EAA · other.my.salesforce.com',
      '00D000000000001EAA · acme.my.salesforce.com',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('c.Inlet_Login_OtherOrgHeading c.Inlet_Login_OtherOrgText');
    expect(text).not.toContain('c.Inlet_Login_AdminText');
    await expect(question).toBeAccessible();
    await press(question, 'c.Inlet_Login_Stay');
    expect(discard).toHaveBeenCalled();
  });

  it('says that the user is an administrator, where that is all', async () => {
    const { question } = await open({ otherThan: null, isAdmin: true });
    const text = textOf(question);
    expect(text).toContain('c.Inlet_Login_AdminHeading c.Inlet_Login_AdminText');
    expect(text).not.toContain('c.Inlet_Login_Before');
    await expect(question).toBeAccessible();
  });

  it('is kept in the window of the browser that logged in only', async () => {
    const opened = jest.spyOn(window, 'open').mockReturnValue(null);
    const { question } = await open();
    await press(question, 'c.Inlet_Login_Answer');
    expect(opened).toHaveBeenCalledWith('https://inlet.example.com/oauth/question', '_blank', 'noopener');
  });
});
