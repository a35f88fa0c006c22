import InletRecordLinks from 'c/inletRecordLinks';
import { mount, textOf } from '../../../../../test/mount';
import { emitObjectInfos } from '../../../../../test/object-infos';

const records = [
  { object: 'Lead', id: '00Q000000000001AAA' },
  { object: 'Case', id: '500000000000001AAA' },
];

describe('the links to the records of a booking', () => {
  it('are called as the org calls the object, or by the API name where the user may not see it', async () => {
    const links = await mount('c-inlet-record-links', InletRecordLinks, { records });
    await emitObjectInfos();
    expect(textOf(links)).toBe('Prospect Case');
    await expect(links).toBeAccessible();
  });

  it('lead to the address that Lightning makes', async () => {
    const links = await mount('c-inlet-record-links', InletRecordLinks, { records });
    const hrefs = [...links.shadowRoot!.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(hrefs).toEqual(['https://www.example.com', 'https://www.example.com']);
  });

  it('are a dash where there is none', async () => {
    const links = await mount('c-inlet-record-links', InletRecordLinks, { records: [] });
    expect(textOf(links)).toBe('–');
    await expect(links).toBeAccessible();
  });
});
