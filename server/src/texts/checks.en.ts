/**
 * What diagnostics says of an org, in English; a part of `en`. What was found stands alone as a sentence, and in the verdict
 * after a colon: so it begins small where it can.
 */
export const checksEn = {
  'verdict.closed': 'Bookings are not reaching Salesforce: {what}',
  'verdict.waits': 'Bookings wait: {what}',
  'verdict.some': 'Some bookings are not reaching Salesforce: {what}',
  'verdict.warning': 'Bookings reach Salesforce, but something needs a look: {what}',
  'verdict.unknown': 'Whether bookings reach Salesforce is not known: {what}',
  'verdict.ok': 'Bookings reach Salesforce',
  'verdict.waiting':
    '{count, plural, one {# booking is waiting and will be delivered} other {# bookings are waiting and will be delivered}}',
  'verdict.held':
    '{count, plural, one {# booking is held; press Retry when it is repaired} other {# bookings are held; press Retry when it is repaired}}',

  'check.backend.reachable': 'Is the Inlet backend reachable from the org?',
  'check.backend.reachable.how':
    'Whoever reads this answer has reached it. Where it is not reachable, the tab says so itself.',
  'check.connection': 'Is the connection to Salesforce good?',
  'check.connection.how': 'By how the last calls and logins ended, and one call when it is checked.',
  'check.apiUser.active': 'Is the API User active, and not frozen?',
  'check.apiUser.active.how':
    'Who is inactive or frozen cannot log in. When and by whom it was done, the tab asks the org itself.',
  'check.apiUser.licence': 'Does the API User have a licence that opens Leads, Contacts and Events?',
  'check.apiUser.licence.how': 'Asked of Salesforce as the API User, and by the tab as you.',
  'check.apiUser.profile': 'Which profile does the API User have, and does it let the user in?',
  'check.apiUser.profile.how':
    'Asked of Salesforce as the API User; login hours and IP ranges show when a login is refused.',
  'check.apiUser.apiEnabled': 'Does the API User have "API Enabled"?',
  'check.apiUser.apiEnabled.how': 'Who lacks it is refused every call.',
  'check.apiUser.permissionSet': 'Does the API User have the permission set Inlet API User, or what it grants?',
  'check.apiUser.permissionSet.how':
    'The API User’s own assignments, for which it needs "View Setup and Configuration" (permission set Inlet API User Diagnostics); and what Salesforce lets it see.',
  'check.apiUser.access': 'May the API User do what the settings need?',
  'check.apiUser.access.how':
    'What your settings write is compared with what Salesforce lets the API User write, object by object.',
  'check.apiUser.events': 'May the API User change the Events of others?',
  'check.apiUser.events.how':
    'By the sharing of activities and the API User’s permissions; needs "View Setup and Configuration".',
  'check.package.version': 'Is the Inlet package installed, and new enough?',
  'check.package.version.how': 'By the package’s own fields; its version is told by the tab, which is a part of it.',
  'check.usage.daily': 'Has the org API requests left?',
  'check.usage.daily.how':
    'Salesforce tells its count of the last 24 hours with each answer; the tab reads it without a call.',
  'check.usage.concurrent': 'Are there too many long requests at once?',
  'check.usage.concurrent.how': 'Salesforce tells it only by refusing a call.',
  'check.storage': 'Has the org data storage left?',
  'check.storage.how': 'The tab reads it without a call; else Salesforce tells it only by refusing a record.',
  'check.backlog': 'Do bookings wait longer than they should?',
  'check.backlog.how': 'Counted in Inlet’s own queue.',
  'check.platform.maintenance': 'Is Salesforce in maintenance?',
  'check.platform.maintenance.how':
    'No API of an org tells it: it shows by the errors of calls. What is planned is on status.salesforce.com.',
  'check.platform.apiVersion': 'Does Salesforce still offer the API version that Inlet uses?',
  'check.platform.apiVersion.how': 'A retired version is refused.',
  'check.fields.required': 'Does every required field get a value?',
  'check.fields.required.how': 'The required fields of each object are held against the mapping of each booking page.',
  'check.fields.unsupported': 'Are there required fields that cannot take a value from a booking?',
  'check.fields.unsupported.how': 'By the type of each required field without a default value.',
  'check.fields.access': 'Are fields hidden from the API User, or read-only?',
  'check.fields.access.how':
    'The fields that your settings write are held against what Salesforce lets the API User write.',
  'check.fields.picklist': 'Are the picklist values in use still in the org?',
  'check.fields.picklist.how':
    'Values of the settings and of the last 500 bookings are held against the org’s picklists.',
  'check.fields.length': 'Do the values of bookings fit their fields?',
  'check.fields.length.how': 'The values of the last 500 bookings are held against the length of their fields.',
  'check.rules.validation': 'Do validation rules refuse bookings?',
  'check.rules.validation.how':
    'By the errors of held bookings; the rules themselves are read as the API User, which needs "View Setup and Configuration".',
  'check.rules.duplicate': 'Do duplicate rules refuse bookings?',
  'check.rules.duplicate.how':
    'By the errors of held bookings; the rules themselves are read as the API User, which needs "View Setup and Configuration".',
  'check.automation': 'Do flows or triggers of the org fail?',
  'check.automation.how':
    'By the errors of held bookings; which flows and triggers there are is read as the API User, which needs "View Setup and Configuration".',
  'check.recordTypes': 'Are the record types, queues and campaigns of the rules still there?',
  'check.recordTypes.how': 'What the creation rules name is looked up as the API User.',
  'check.users': 'Are the booking owners known to Salesforce, and active?',
  'check.users.how': 'The owners of the bookings of 90 days are looked up by their e-mail addresses.',
  'check.otherCalendars': 'Does another product write the same meetings?',
  'check.otherCalendars.how':
    'Whether Events of others stand beside the Events of the last 20 bookings: in the same calendar, at the same time.',
  'check.pages.failing': 'Are there pages of which every booking fails?',
  'check.pages.failing.how': 'Counted over the bookings of 30 days.',

  'permission.read': 'read',
  'permission.create': 'create',
  'permission.edit': 'edit',
  'permission.delete': 'delete',

  'means.nothingArrives':
    'No booking reaches Salesforce. Nothing is lost: all wait, and are delivered when this is repaired.',
  'means.waits': 'Bookings wait until it is over, and are delivered then by themselves.',
  'means.waitsUntil': 'Bookings wait, and are tried again on {until, date, moment}.',
  'means.someHeld':
    'The bookings that this concerns are held. Nothing is lost: they are delivered when it is repaired.',
  'means.stillHeld': 'The bookings that it concerned are still held.',
  'means.valuesLost': 'Bookings are delivered, but not with these values.',
  'means.standIns': 'Bookings are delivered with a stand-in where they have no value of their own.',
  'means.events': 'An Event that somebody else owns cannot follow its booking when that changes.',
  'means.users': 'What comes of their bookings goes to the default owner, or to the API User.',
  'means.otherEvents': 'The same meeting may stand twice in somebody’s calendar.',
  'means.usage.near': 'When the org’s API requests run out, bookings wait.',
  'means.usage.reserved': 'From {percent, number} % on, bookings wait, so that the org’s other applications can go on.',
  'means.storage.near': 'When the storage is used up, no record can be made.',
  'means.package.old': 'Parts of Inlet in Salesforce may not work.',
  'means.backlog.closed': 'They are delivered when Salesforce can be reached again.',
  'means.backlog.old': 'They should have been delivered within seconds.',

  'unknown.notAsked': 'this has not been checked yet: press Check now',
  'unknown.connection': 'it cannot be checked while Salesforce cannot be reached. {why}',
  'unknown.limit': 'it cannot be checked now: {why}',
  'unknown.budget': 'it is not checked now, to keep API requests for bookings, until {until, date, moment}. {why}',
  'unknown.passing': 'Salesforce could not answer. {why}',
  'unknown.permission': 'the API User may not see this: {why}',
  'unknown.rules': 'the API User may not see the org’s rules: assign it the permission set Inlet API User Diagnostics',
  'unknown.stripped': 'it cannot be told while the API User lacks the permission set Inlet API User',
  'unknown.packageAbsent': 'the permission set comes with the package, which is not there',
  'unknown.usage': 'no call was answered in the last 24 hours, so the org’s count is not known',
  'unknown.storage': 'no record was refused for want of storage; how much is left, the tab reads in the org itself',
  'unknown.apiEnabledGone': 'the org says that the API User lacks "API Enabled"; the next call will show it',

  'found.other': 'something does not fit the org',
  'found.backend': 'the backend answers (version {version})',
  'found.connection.broken': '{why} It has been so since {since, date, moment}',
  'found.connection.ok': 'Inlet works in Salesforce as {name}, connected since {since, date, day}',
  'found.connection.okSimply': 'Salesforce is connected',
  'found.apiUser.active': 'the API User {name} is active: Salesforce lets it in',
  'found.apiUser.active.seen': 'the API User is active, as the org itself says',
  'found.apiUser.inactive': 'the API User is deactivated or frozen, noticed on {since, date, day}',
  'found.apiUser.isInactive': 'the API User is deactivated',
  'found.apiUser.deactivated': 'the API User was deactivated on {at, date, day}',
  'found.apiUser.deactivatedBy': 'the API User was deactivated on {at, date, day} by {by}',
  'found.apiUser.frozen': 'the API User is frozen',
  'found.apiUser.inactive.fix': 'Reactivate it, then press Reconnect',
  'found.apiUser.frozen.fix': 'Unfreeze it, then press Reconnect',
  'found.licence': 'the licence is {name}',
  'found.licence.powerless': 'the licence of the API User, {name}, opens neither Leads nor Events',
  'found.licence.fix': 'Give the API User a licence such as Salesforce Integration or Salesforce, then press Reconnect',
  'found.profile': 'the profile is {name}',
  'found.apiEnabled': 'Salesforce answers the API User’s calls',
  'found.apiEnabled.seen': 'the API User has it, as the org itself says',
  'found.apiEnabled.missing': 'the API User may not use the API: it lacks "API Enabled", noticed on {since, date, day}',
  'found.apiEnabled.fix':
    'Assign it the permission set Inlet API User, or switch "API Enabled" on in its profile, then press Reconnect',
  'found.permissionSet': 'the API User has it',
  'found.permissionSet.enough': 'which permission sets it has, it may not see; it may do all that the settings need',
  'found.permissionSet.replaced': 'it is not assigned, and other permissions grant all that it would',
  'found.permissionSet.missing':
    'the API User does not have the permission set Inlet API User, and lacks {count, plural, one {# permission} other {# permissions}}',
  'found.permissionSet.fix': 'Assign it: Setup › Installation here, or Permission Sets in Salesforce Setup',
  'found.access': 'it may do all that the settings need',
  'found.access.missing':
    'the API User lacks {count, plural, one {# permission} other {# permissions}} on {names}, although it has the permission set',
  'found.access.lacks': 'the API User may not {permission} {object}',
  'found.access.fix': 'Grant it what is listed by a permission set, then press Check again',
  'found.events.held':
    '{count, plural, one {# booking is held because its Event belongs} other {# bookings are held because their Events belong}} to somebody else, and activities are private',
  'found.events.fix':
    'Give the API User a role above the booking owners, or "Modify All Data": Setup › Sharing Settings and Roles',
  'found.package': 'it is installed; its version is told in the tab',
  'found.package.version': 'version {version} is installed',
  'found.package.hidden': 'it is installed; the API User does not see its fields',
  'found.package.absent':
    'the Inlet package is not in the org any more, or the API User lost everything that it grants',
  'found.package.fix':
    'Install the package, assign the permission set Inlet API User to the API User, then press Reconnect. If it is installed, assign the permission set',
  'found.package.old': 'version {version} of the package is older than the backend ({backend}) needs',
  'found.package.update': 'Install the newest version of the package',
  'found.usage':
    '{used, number} of {allowed, number} API requests were used in the last 24 hours ({percent, number} %), {own, number} of them by Inlet',
  'found.usage.exceeded':
    'the org has used up its API requests of the last 24 hours: {used, number} of {allowed, number}',
  'found.usage.fix':
    'See in Setup › System Overview and in the API usage below which application uses them; reduce that, or buy requests',
  'found.concurrent': 'no call was refused for it',
  'found.storage': '{used, number} of {max, number} MB are used ({percent, number} %)',
  'found.backlog.none': 'no booking waits',
  'found.backlog':
    '{count, plural, one {# booking waits} other {# bookings wait}}, the oldest since {since, date, moment}',
  'found.backlog.closed.fix': 'Repair the connection; they need nothing else',
  'found.backlog.fix': 'Ask the operator of the backend whether it is overloaded or its database is slow',
  'found.maintenance': 'no call of late failed as in a maintenance',
  'found.maintenance.failures':
    'the last {count, number} calls in a row failed, as in a maintenance or a disturbance. {why}',
  'found.apiVersion': 'Salesforce answers it',
  'found.held': '{count, plural, one {# booking is} other {# bookings are}} held for what is repaired by now',
  'found.repaired.fix': 'It is repaired in Salesforce: press Retry at the bookings that are held',
  'found.fields.required':
    '{count, plural, one {a required field gets} other {# required fields get}} no value: {names}',
  'found.fields.required.none': 'every required field gets a value',
  'found.fields.required.risk':
    '{count, plural, one {a required field gets} other {# required fields get}} a stand-in, or depend on an answer: {names}',
  'found.fields.required.fix': 'Map a booking field or a fixed value to each in Setup › Field validation',
  'found.fields.unsupported':
    '{count, plural, one {a required field takes} other {# required fields take}} no value from a booking: {names}',
  'found.fields.unsupported.none': 'there is none',
  'found.fields.unsupported.risk':
    '{count, plural, one {a required field takes} other {# required fields take}} a fixed record only: {names}',
  'found.fields.unsupported.fix':
    'In Salesforce make it optional, give it a default value, or require it on the page layout instead',
  'found.required.mapped.fix': 'Map a second source, or give the field a default value in Salesforce',
  'found.fieldAccess':
    'the API User may not write {count, plural, one {a field} other {# fields}} that the settings fill: {names}',
  'found.fieldAccess.none': 'it may write every field that the settings fill',
  'found.fieldAccess.gone': 'the field {field} of {object} does not exist any more, or is hidden from the API User',
  'found.fieldAccess.fix': 'Grant {object}.{field} to the API User in a permission set of yours, or change the mapping',
  'found.fieldAccess.all.fix': 'Grant the fields to the API User in a permission set of yours, or change the mapping',
  'found.picklist': 'values in use are not in the picklist of {count, plural, one {a field} other {# fields}}: {names}',
  'found.picklist.none': 'all values in use are in their picklists',
  'found.picklist.risk': '{count, number} of the last bookings say "{value}", which {field} of {object} does not list',
  'found.picklist.fix': 'Add the value to the picklist in Salesforce, or change the mapping',
  'found.length': 'values are too long for {count, plural, one {a field} other {# fields}}: {names}',
  'found.length.none': 'all values of the last bookings fit',
  'found.length.risk':
    '{count, number} of the last bookings have up to {longest, number} characters for {field} of {object}, which holds {limit, number}',
  'found.length.fix': 'Make the field longer in Salesforce, or map a shorter value',
  'found.rules.validation':
    '{count, plural, one {a validation rule refused # booking} other {validation rules refused # bookings}}: {names}',
  'found.rules.validation.none':
    '{count, plural, one {# validation rule is} other {# validation rules are}} active, and none holds a booking',
  'found.rules.duplicate':
    '{count, plural, one {a duplicate rule refused # booking} other {duplicate rules refused # bookings}}: {names}',
  'found.rules.duplicate.none':
    '{count, plural, one {# duplicate rule is} other {# duplicate rules are}} active, and none holds a booking',
  'found.rules.automation':
    '{count, plural, one {a flow or trigger failed for # booking} other {flows or triggers failed for # bookings}}: {names}',
  'found.rules.automation.none':
    '{count, plural, one {# flow or trigger runs} other {# flows and triggers run}} when records are saved, and none holds a booking',
  'found.rule.says': 'its error text is "{said}"',
  'found.rule.duplicate': 'it is active on {object}',
  'found.runsOn': 'it runs when {object} is saved',
  'found.recordTypes': 'all that the rules name is there',
  'found.recordTypes.fix':
    'Choose another in Setup › Creation rules, or restore it and assign it to the API User in Salesforce',
  'found.users': 'all {count, number} booking owners are known and active',
  'found.users.problem':
    '{count, plural, one {a booking owner is} other {# booking owners are}} missing in Salesforce or inactive: {names}',
  'found.users.held':
    '{count, plural, one {# booking is} other {# bookings are}} held because the owner is an inactive user',
  'found.otherEvents':
    '{doubled, number} of the last {looked, number} Events stand twice: another product writes them too',
  'found.otherEvents.none': 'beside the last {count, number} Events the API User sees none of another product',
  'found.otherEvents.by': '{count, number} were made by {by}',
  'found.otherEvents.fix':
    'Let one of the two write the Events: switch the other product’s calendar sync off, or Events in Setup › Creation rules',
  'found.pages':
    '{count, plural, one {every booking of the page {names} fails} other {every booking of # pages fails: {names}}}',
  'found.pages.none': 'there is none',
  'found.pages.item': '{count, number} bookings are held, and none was delivered',
  'found.pages.single':
    '{count, plural, one {# booking is} other {# bookings are}} held for what concerns single records only',
  'found.pages.fix': 'Open the bookings of the page and see what each is held for',
  'found.dryRun': 'a test booking of {at, date, moment} found: {what}',
};
