import { checkbox, dateTime, id, lookup } from '../field.ts';
import { setupObject } from '../sobject.ts';
import { alwaysVisible, readOnly, system, updateOnly } from '../traits.ts';

/** Whether a user may log in now, beside `User.IsActive`: one for each user. [K] from the object reference. */
export const userLogin = setupObject({
  name: 'UserLogin',
  label: 'User Login',
  labelPlural: 'User Login',
  keyPrefix: '0Yw',
  updateable: true,
  fields: [
    id('User Login ID'),
    lookup('UserId', 'User ID', null, ['User'], readOnly, { nillable: false }),
    checkbox('IsFrozen', 'Frozen', alwaysVisible, updateOnly),
    checkbox('IsPasswordLocked', 'Locked Out', alwaysVisible, updateOnly),
    dateTime('LastModifiedDate', 'Last Modified Date', system),
    lookup('LastModifiedById', 'Last Modified By ID', null, ['User'], system),
  ],
});
