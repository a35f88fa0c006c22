import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { missingJava } from '../../scripts/checks/check-apex.ts';
import { checkRules } from '../../scripts/checks/check-rules.ts';
import { sayFinding } from '../../scripts/checks/finding.ts';
import { missingChecks } from '../../scripts/checks/install-checks.ts';
import { packageFiles } from '../../scripts/package/package-files.ts';
import { skipUnlessRequired } from './skip-unless-required.ts';

const skip = skipUnlessRequired(missingChecks() ?? missingJava());

describe('the package, by the rules of Salesforce Code Analyzer', { skip }, () => {
  it('has no finding of severity 1 or 2', async () => {
    assert.deepEqual((await checkRules(await packageFiles())).map(sayFinding), []);
  });

  it('is found out when a class or a component breaks one', async () => {
    const apex = `public class Open {
  public static List<Lead> all(String name) {
    return Database.query('SELECT Id FROM Lead WHERE Name = \\'' + name + '\\'');
  }
}
`;
    const component = `import { LightningElement } from 'lwc';
export default class Open extends LightningElement {
  renderedCallback() {
    this.template.querySelector('div').innerHTML = location.hash;
  }
}
`;
    const found = await checkRules(
      new Map([
        ['classes/Open.cls', Buffer.from(apex)],
        ['lwc/open/open.js', Buffer.from(component)],
      ]),
    );
    const places = found.map(({ file, line, rule }) => `${file.replaceAll(path.sep, '/')}:${line} ${rule}`);
    assert.ok(places.includes('classes/Open.cls:3 ApexSOQLInjection'), places.join('\n'));
    assert.ok(places.includes('lwc/open/open.js:4 @lwc/lwc/no-inner-html'), places.join('\n'));
  });
});
