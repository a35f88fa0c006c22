import { orgAddress } from 'c/inletOrgAddress';

describe("the org's own login address", () => {
  it.each([
    ['acme.lightning.force.com', 'https://acme.my.salesforce.com'],
    ['acme--uat.sandbox.lightning.force.com', 'https://acme--uat.sandbox.my.salesforce.com'],
    ['localhost:3001', 'https://localhost:3001'],
  ])('of a page at %s is %s', (host, address) => {
    expect(orgAddress({ protocol: 'https:', host })).toBe(address);
  });
});
