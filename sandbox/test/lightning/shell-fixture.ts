import { after } from 'node:test';
import { startSandbox } from '../../src/api/server.ts';
import { Org } from '../../src/org/org.ts';
import type { StoredComponent } from '../../src/metadata/metadata-store.ts';

/** Compiled pages are kept between runs: the next one with the same sources need not compile them again. */
const shellFolder = new URL('../../../.test/shell', import.meta.url).pathname;

/** A sandbox in memory with the components deployed, closed after the tests of the file. */
export async function shellSandbox(components: readonly StoredComponent[]) {
  const sandbox = await startSandbox({ org: new Org(), shellFolder });
  after(sandbox.close);
  const { state, url } = sandbox;
  state.metadata.change(components);
  const admin = { userId: state.identity.admin().id };
  /** Gives the administrator what the package's permission set Inlet Admin gives. */
  const grantAdmin = () => {
    state.org.savePermissionSet({
      name: 'Inlet_Admin',
      label: 'Inlet Admin',
      userPermissions: [],
      objectPermissions: [],
      fieldPermissions: [],
      customPermissions: ['Inlet_Admin'],
      classAccesses: ['InletApiUser', 'InletOrg', 'InletRelay', 'InletPairing', 'InletCustomerBookings'],
      tabSettings: [{ tab: 'Inlet_Bookings', visibility: 'Visible' }],
      applications: ['Inlet'],
      externalCredentialPrincipals: [],
    });
    state.org.assignPermissionSet(admin.userId, 'Inlet_Admin');
  };
  const create = (object: string, values: Record<string, unknown>): string => {
    const saved = state.org.create(admin, object, values, { autoAssign: false, allowDuplicates: true });
    if (!saved.success) throw new Error(JSON.stringify(saved.errors));
    return saved.id;
  };
  const apex = async (method: string, parameters: object = {}, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/lightning/apex/${method.replace('.', '/')}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(parameters),
    });
    // Tests look into bodies of any shape.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    const body: any = await response.json();
    return { status: response.status, ...body };
  };
  return { url, state, grantAdmin, create, apex };
}
