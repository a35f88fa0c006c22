import { checksEn } from './checks.en.ts';
import { diagnosisEn } from './diagnosis.en.ts';
import { budgetEn } from './budget.en.ts';
import { settingsEn } from './settings.en.ts';

/**
 * What Inlet says to people, in English: ICU messages by key. A key stays what it is for good, as texts are stored by it.
 */
export const en = {
  ...settingsEn,
  ...diagnosisEn,
  ...checksEn,
  ...budgetEn,
  // Why a booking is not in Salesforce.
  'again.halted': 'Salesforce did not get to it: other records of the call failed.',
  'again.shared': 'It shared a call with a booking of the same customer that failed.',

  // What a booking waits for.
  'waiting.orgPaused': 'The booking waits and is delivered by itself.',
  'waiting.incomplete': 'The booking is not complete yet.',
  'waiting.incomplete.fix':
    'Nothing to do as long as the scheduling product sends the rest; otherwise send the booking again, whole.',
  'waiting.missing': 'The messages so far do not tell {parts}; the booking waits for one that does.',
  'waiting.part.start': 'its start',
  'waiting.part.end': 'its end',
  'waiting.part.person': 'the customer’s e-mail address or phone number',
  'waiting.nothing': 'No message about this booking has arrived.',
  'waiting.newBooking':
    'Only the canceled half of a reschedule ({half}) has arrived; it waits for the new booking{hasSuccessor, select, yes { {successor}} other {}}.',

  // Whom a booking belongs to.
  'match.broughtId': 'the booking brought its id',
  'match.broughtConvertedId': 'the Lead whose id the booking brought was converted to it',
  'match.email': 'it has the customer’s e-mail address',
  'match.earlierEmail': 'an earlier booking of this e-mail address made it',
  'match.convertedEmail': 'a Lead with the customer’s e-mail address was converted to it',
  'match.noEmail': 'no Contact and no open Lead has the customer’s e-mail address',
  'match.phone': 'it has the customer’s phone number',
  'match.earlierPhone': 'an earlier booking of this phone number made it',
  'match.convertedPhone': 'a Lead with the customer’s phone number was converted to it',
  'match.noPhone': 'no Contact and no open Lead has the customer’s phone number',
  'match.idNotFound': 'the record that the booking named was not found',
  'match.nobodyLookedUp': 'nobody was looked up',
  'match.firstOf': '{why}; of {count, number} that match it was created first',

  // What is written, and why.
  'plan.noLead': 'No Lead was planned, as this page’s rules say: {why}.',
  'plan.sameRecord': 'It goes to the same {object} as another booking of the same customer.',
  'plan.chosen': '{object} {id} was chosen: {why}.',
  'plan.known.overwrite': '{why}; what the booking says anew is written',
  'plan.known.fillEmpty': '{why}; only its empty fields are filled',
  'plan.notKnown': 'the customer is not known',
  'plan.noEvent': 'No Event was made: the booking was called off before it came to Salesforce.',
  'plan.oneEvent': 'every booking has one Event; this one is {status}',
  'plan.eventChanged': 'the booking was {status}',
  'plan.eventDeleted': 'the booking was {status}; canceled Events are deleted',
  'plan.case': 'the booking page asks for a Case',
  'plan.notWritable': '{field} of {object} was left out: the API User may not write it.',
  'plan.ownerUnknown.create':
    'The booking does not tell the e-mail address of {owner}, so the API User owns what is created.',
  'plan.ownerUnknown.update': 'The booking does not tell the e-mail address of {owner}, so the Event keeps its owner.',
  'plan.itsOwner': 'its owner',
  'plan.noSuchUser.create':
    'No active Salesforce user has the e-mail address {email}, so the API User owns what is created.',
  'plan.noSuchUser.update': 'No active Salesforce user has the e-mail address {email}, so the Event keeps its owner.',
  'plan.inactiveUser.create':
    'The Salesforce user of {email} is inactive, so the API User owns what is created. Reactivate the user, or choose another one or a default owner in Setup › Users.',
  'plan.inactiveUser.update':
    'The Salesforce user of {email} is inactive, so the Event keeps its owner. Reactivate the user, or choose another one in Setup › Users.',
  'plan.defaultOwner.noOwner': 'The booking names no owner, so the default owner gets what is created.',
  'plan.defaultOwner.noEmail':
    'The booking does not tell the e-mail address of {owner}, so the default owner gets what is created.',
  'plan.defaultOwner.unknown':
    'No Salesforce user has the e-mail address {owner}, so the default owner gets what is created.',
  'plan.defaultOwner.inactive':
    'The Salesforce user of {owner} is inactive, so the default owner gets what is created.',
  'plan.onObject': '{object}: {note}',
  'value.cut': '{field} was cut to its {length, number} characters.',
  'value.leftOut': '{field} was left empty: "{value}" {why}. It stands in the Event’s description.',
  'value.notAnId': 'is not a record id',
  'value.notAnEmail': 'is not an e-mail address',
  'value.wrongType': 'cannot go into a field of type {type}',
  'value.blank': 'is blank',
  'value.tooLong': 'is longer than {length, number} characters',
  'value.doesNotFit': 'does not fit into {length, number} characters',
  'value.notYesOrNo': 'is neither yes nor no',
  'value.notANumber': 'is not a plain number',
  'value.tooManyDigits': 'has more than {digits, number} digits before the point',
  'value.notADate': 'is not a date in the form 2026-11-20',
  'value.dateOutOfRange': 'is not between the years 1700 and 4000',
  'value.notInPicklist': 'is not a value of this picklist',
  'value.noneInPicklist': 'names no value of this picklist',
  'status.requested': 'requested',
  'status.scheduled': 'scheduled',
  'status.reassigned': 'reassigned',
  'status.rescheduled': 'rescheduled',
  'status.completed': 'completed',
  'status.no-show': 'a no-show',
  'status.rejected': 'rejected',
  'status.canceled': 'canceled',

  // What is wrong between us and Salesforce.
  'salesforce.says': 'Salesforce says: {said}',
  'connection.address': 'The address of the Salesforce org cannot be used.',
  'connection.address.fix':
    'Enter the My Domain address of the org (https://<name>.my.salesforce.com), found under Setup › My Domain.',
  'connection.appBlocked': 'Salesforce blocks the connected app of Inlet in this org.',
  'connection.appBlocked.fix':
    'In Setup › Connected Apps OAuth Usage, install or unblock the app, admit the API User to it, then reconnect.',
  'connection.apiDisabled': 'Salesforce does not let the API User use the API.',
  'connection.apiDisabled.fix':
    'Give the API User a profile or permission set with "API Enabled"; the edition of the org must include the API.',
  'connection.inactiveOrg': 'The Salesforce org is locked, closed or suspended.',
  'connection.inactiveOrg.fix': 'Ask Salesforce to reopen the org, or connect another org.',
  'connection.inactiveUser': 'The API User is inactive or frozen in Salesforce.',
  'connection.inactiveUser.fix': 'Activate and unfreeze the user in Setup › Users, or reconnect with another user.',
  'connection.ipRestricted': 'Salesforce refuses the login by its login IP ranges or login hours.',
  'connection.ipRestricted.fix':
    'In the profile of the API User, admit the IP address of this server and remove the login hours.',
  'connection.loginRefused': 'Salesforce refuses the login of the API User.',
  'connection.loginRefused.fix':
    'Reconnect the org; the earlier approval was revoked, has expired, or was never given.',
  'connection.noRunAsUser': 'The connected app has no user to run as.',
  'connection.noRunAsUser.fix':
    'In the app’s policies, switch on the client credentials flow and name the API User under "Run As".',
  'connection.resourceMissing':
    'The address answers, but offers no Salesforce REST API of the version that Inlet uses.',
  'connection.resourceMissing.fix': 'Check that the address is the My Domain address of the org, then reconnect.',
  'connection.sessionRefused': 'Salesforce refuses the session of the API User, also after a new login.',
  'connection.sessionRefused.fix':
    'Check that the app has the scope "api", that API Access Control admits it, and that no high-assurance session is required.',
  'connection.versionRetired': 'Salesforce no longer offers the API version that Inlet uses.',
  'connection.versionRetired.fix': 'Ask the operator to update the Inlet backend.',
  'connection.wrongCredentials': 'Salesforce does not accept the consumer key and secret of the connected app.',
  'connection.wrongCredentials.fix':
    'Copy key and secret from the app again and reconnect; a new app takes up to 10 minutes to be known.',
  'connection.wrongOrg': 'The login leads to another Salesforce org than the one that was connected.',
  'connection.wrongOrg.fix': 'Reconnect with the address and the app of the right org, or connect this org anew.',
  'limit.concurrentRequests': 'The org has too many long-running API requests at once.',
  'limit.concurrentRequests.fix':
    'Nothing to do: it is tried again shortly. If it stays, look for long-running integrations.',
  'limit.dailyRequests': 'The org has used up its API requests of the last 24 hours.',
  'limit.dailyRequests.fix':
    'Wait until earlier requests fall out of the 24 hours, find the app that uses them in Setup › System Overview, or buy more.',
  'limit.logins': 'Salesforce admits no more logins of the API User for now.',
  'limit.logins.fix':
    'Nothing to do: it is tried again later. If it stays, see which other integration uses the same user.',
  'limit.maintenance': 'The org is read-only during a maintenance of Salesforce.',
  'limit.maintenance.fix': 'Nothing to do: it is tried again until the maintenance ends (status.salesforce.com).',
  'limit.storage': 'The org has no data storage left.',
  'limit.storage.fix': 'Delete records or buy storage (Setup › Storage Usage).',
  'transient.fix': 'Nothing to do: it is tried again. If it stays for hours, see status.salesforce.com.',
  'transient.noAnswerNow': 'Salesforce could not answer now.',
  'transient.htmlAnswer': 'A web page came back instead of data (HTTP {status}).',
  'transient.redirect': 'Salesforce sends us to another address, which is not followed.',
  'transient.busy': 'Salesforce is busy.',
  'transient.badAnswer': 'Salesforce did not answer properly (HTTP {status}).',
  'transient.timeout': 'Salesforce did not answer in time.',
  'transient.unreachable': 'Salesforce could not be reached ({code}).',
  'transient.certificate': 'The certificate of the Salesforce address is not trusted ({code}).',
  'transient.lost': 'The connection to Salesforce was lost before the answer was complete ({code}).',
  'transient.unreadable': 'The answer of Salesforce could not be understood: {what}.',
  'transient.login': 'Salesforce could not log the API User in now.',
  'transient.truncated':
    'Salesforce returned {rows, number} of {total, number} matching records, so a match could not be decided.',
  'transient.truncated.fix': 'Nothing to do: the look-up is repeated with fewer records.',
  'refused.request': 'Salesforce refused the request.',
  'refused.request.fix': 'See the reason that Salesforce gives.',
  'refused.access.fix':
    'Check that the Inlet package is installed and that the API User has the permission set "Inlet API User".',
  'refused.whole': 'Salesforce refused the whole request.',
  'refused.whole.fix':
    'See the reason that Salesforce gives; the other bookings of the batch are sent without this one.',
  'refused.tooLarge': 'The call to Salesforce would be too large: {what}.',
  'refused.tooLarge.fix': 'Nothing to do: it is sent in smaller parts.',

  // Refusals of our own API that its panel shows.
  'problem.nothingToRetry': 'Nothing to retry',
  'problem.nothingToDismiss': 'Nothing to dismiss',
  'problem.nothingToReopen': 'Nothing to reopen',
  'problem.inSalesforce': 'The booking is in Salesforce as it is.',
  'problem.dismissedReopenFirst': 'The booking is dismissed. Reopen it first.',
  'problem.dismissedAlready': 'The booking is dismissed already.',
  'problem.notDismissed': 'The booking is not dismissed.',
  'problem.incomplete': 'The booking is not complete yet; it is delivered when the rest of it arrives.',
  'problem.notFound': 'Not found',
  'problem.noBooking': 'This org has no booking {id}.',
  'problem.unauthorized': 'Unauthorized',
  'problem.noKey':
    'The key that came along opens no org: it was replaced or ended. Pair the package with the backend again; other callers send the API key of the org as "Authorization: Bearer …".',
  'problem.orgNotNamed': 'Org not named',
  'problem.orgNotNamed.detail': 'A request of the package names its Salesforce org in "Inlet-Org-Id".',
  'problem.keyOfAnotherOrg': 'Key of another org',
  'problem.keyOfAnotherOrg.detail':
    'This key was made for another Salesforce org than {id}. A sandbox or copy of an org has to be connected and paired by itself: ask the operator of the backend for a pairing code for this org.',
  'problem.tooManyCodes': 'Too many wrong codes',
  'problem.tooManyCodes.detail': 'Many wrong codes were tried. Wait a minute, then try again.',
  'problem.codeUnknown':
    'The code is not known, was used, or is older than 15 minutes; ask the operator of the backend for a new one.',
  'problem.codeForAnotherOrg': 'Code for another org',
  'problem.codeForAnotherOrg.detail':
    'This code is for "{org}", which is connected with another Salesforce org. Ask the operator of the backend to connect this org, and for a code for it.',
  'problem.internal': 'Internal error',
  'problem.internal.detail':
    'Something went wrong on our side, and it was logged. Send the request again; a repeat is safe.',

  // Connecting an org, and what is told about its connection.
  'connection.appMissing': 'The connected app of Inlet is not installed in this org.',
  'connection.appMissing.fix':
    'Install the app again (Setup › External Client App Manager, or Setup › Connected Apps OAuth Usage › Install), then reconnect.',
  'connection.certificateRefused': 'Salesforce does not accept the signature of the login.',
  'connection.certificateRefused.fix':
    'Upload the certificate that is shown in Setup › API connection to the app ("Use digital signatures"), check the consumer key, then connect again.',
  'connection.disconnected': 'This org was disconnected from Inlet.',
  'connection.disconnected.fix':
    'Connect it again in the tab Setup › API connection; what waits is then delivered by itself.',
  'connection.flowDisabled': 'The connected app does not allow this way of logging in.',
  'connection.flowDisabled.fix':
    'In the OAuth settings of the app, switch the flow on (client credentials, JWT bearer, or authorization code with refresh token), then reconnect.',
  'connection.notConnected': 'No Salesforce org is connected yet.',
  'connection.notConnected.fix':
    'Connect the org in the tab Setup › API connection; what waits is then delivered by itself.',
  'connection.passwordExpired': 'The password of the API User has expired.',
  'connection.passwordExpired.fix':
    'Set a new password for the user, or set "Password never expires" for its profile, then reconnect.',
  'connection.refreshLost':
    'A refresh of the token was interrupted after Salesforce had replaced the token, and the one before is dead.',
  'connection.refreshLost.fix':
    'Log in again: Setup › API connection › Reconnect. No setting and no booking is lost; what waits is then delivered.',
  'connection.tokenEnded':
    'Salesforce no longer accepts the approval that was given to Inlet: it expired, was revoked, or ended with the app or package that it belonged to.',
  'connection.tokenEnded.fix':
    'Log in again: Setup › API connection › Reconnect. If the app is gone from Setup › Connected Apps OAuth Usage, install it first. A user keeps five approvals an app: a sixth ends the oldest.',
  'connection.userNotApproved': 'The user may not use the connected app of Inlet.',
  'connection.userNotApproved.fix':
    'In the policies of the app, set "Permitted Users" to "Admin approved users are pre-authorized" and admit a permission set or profile that the API User has; then reconnect.',
  'transient.refreshUnderWay': 'Another process is renewing the session, and has not finished.',
  'problem.otherOrg': 'Another Salesforce org',
  'problem.otherOrg.detail':
    'This login leads to the Salesforce org {now}. Until now Inlet worked with {before}. If it is meant, confirm it: what waits is then delivered to the new org, and nothing more to the one before.',
  'problem.noCertificate': 'No certificate',
  'problem.noCertificate.detail': 'Make a certificate first and upload it to the app in Salesforce.',
  'problem.notConnected': 'Not connected',
  'problem.notConnected.detail': 'There is no connection to renew. Connect the org first.',
  'problem.noOrg': 'There is no such org.',
  'problem.orgNotTold':
    'The login did not say which org it is. Check that this is the My Domain address of a Salesforce org.',
  'problem.loginAddress':
    'Enter https://login.salesforce.com, https://test.salesforce.com, or the My Domain address of the org (https://<name>.my.salesforce.com), without a path.',
  'problem.myDomainAddress':
    'Enter the My Domain address of the org (https://<name>.my.salesforce.com, found under Setup › My Domain), without a path.',
  'problem.salesforceAway': 'Salesforce did not answer',
  'problem.salesforceRefuses': 'Salesforce refuses',
  'oauth.failed': 'Not connected',
  'oauth.denied': 'Access was denied',
  'oauth.denied.detail':
    'You, or somebody at this browser, chose "Deny" in Salesforce. Nothing was changed. To connect the org, start again from the tab Setup and choose "Allow".',
  'oauth.connected': 'Connected',
  'oauth.connected.detail': 'Inlet works with the Salesforce org of "{org}" as this user:',
  'oauth.close': 'You can close this window and go back to the tab Setup.',
  'oauth.asks': 'Connect as this user?',
  'oauth.admin': 'This is an administrator, or your own user.',
  'oauth.admin.detail':
    'Everything that Inlet writes would carry this name, could do all that an administrator may, and would stop when the person leaves or changes the password. A user of its own with an integration licence and the permission set "Inlet API User" is better.',
  'oauth.otherOrg': 'This is another Salesforce org than before.',
  'oauth.otherOrg.detail':
    'If you keep it, what waits for "{org}" is delivered to this org, and nothing more to the one before.',
  'oauth.keep': 'Keep this user',
  'oauth.discard': 'Do not connect',
  'oauth.discarded': 'Not connected',
  'oauth.discarded.detail':
    'The approval was given back to Salesforce, and nothing was changed. Start again from the tab Setup, and log in as the API User.',
  'oauth.user': 'Name',
  'oauth.username': 'User name',
  'oauth.email': 'E-mail',
  'oauth.profile': 'Profile',
  'oauth.org': 'Salesforce org',
  'oauth.licence': 'Licence',
  'oauth.ticketUnknown': 'This address was used already, or is older than 10 minutes.',
  'oauth.ticketUnknown.fix': 'Start again from the tab Setup.',
  'oauth.stateUnknown':
    'This answer of Salesforce belongs to no login that is under way: it was used already, is older than 10 minutes, or did not start here.',
  'oauth.stateUnknown.fix': 'Start again from the tab Setup.',
  'oauth.otherBrowser': 'This login was started in another browser.',
  'oauth.otherBrowser.fix': 'Finish it there; or start again from the tab Setup in this browser, with cookies allowed.',
  'oauth.answerUnknown': 'This page was answered already, is older than 10 minutes, or was opened in another browser.',
  'oauth.answerUnknown.fix': 'See in the tab Setup what is connected, and start again from there if need be.',
  'oauth.noRefreshToken': 'Salesforce gave no refresh token, so the connection would end within hours.',
  'oauth.noRefreshToken.fix':
    'Add the scope "Perform requests at any time (refresh_token, offline_access)" to the app, then start again from the tab Setup.',
  'oauth.orgNotTold': 'The login did not say which org it is.',
  'oauth.orgNotTold.fix': 'Check the login address, then start again from the tab Setup.',
  'oauth.replaced': 'Another login was started for this org meanwhile.',
  'oauth.replaced.fix': 'Finish that one, or start again from the tab Setup.',
  // Test bookings that leave nothing behind.
  'rehearsal.needs': 'Whether the {object} would be saved could not be asked: it needs the {other}, which is refused.',
  'rehearsal.needs.fix': 'Repair what refuses the {other}, then test again.',
  'dryRun.warning':
    'A test booking does what a real one does, as the API User, and has Salesforce undo all of it. Rules, flows and triggers run. What Salesforce does not undo may stay: gaps in auto-numbers, platform events that are published immediately, calls that your flows or triggers make to other systems, and log entries. Confirm that this is all right in this org, then test.',
  'dryRun.notAcknowledged': 'Please read this first',
  'dryRun.stopped': 'Test bookings are stopped',
  'dryRun.stopped.detail':
    'Salesforce kept what the last test booking created. Look into it, then allow test bookings again in the tab Diagnostics.',
  'dryRun.noRoom': 'Not now: API requests are kept for bookings',
  'dryRun.nobody.knownLead': 'The org has no open Lead that the API User can see, so this could not be tested.',
  'dryRun.nobody.knownContact': 'The org has no Contact that the API User can see, so this could not be tested.',
  'dryRun.ok':
    'A booking {hasPage, select, yes {of "{page}" } other {}}would arrive{hasFallbacks, select, yes {, with stand-ins in required fields} other {}}.',
  'dryRun.broken': 'A booking {hasPage, select, yes {of "{page}" } other {}}would be refused: {objects}.',
  'dryRun.unknown': 'Not everything of a booking {hasPage, select, yes {of "{page}" } other {}}could be tested.',
  'dryRun.nothing':
    'By its rules a booking {hasPage, select, yes {of "{page}" } other {}}creates and changes nothing in Salesforce.',
  'dryRun.kept':
    'Salesforce did not undo a test booking. Inlet took {removed, number} of its records away again{hasLeft, select, yes {; these are still there: {left}} other {}}. No more test bookings are made.',
  'dryRun.kept.fix':
    'Delete what is still there. Then find out what saves records outside of the transaction, such as a flow or trigger that calls Salesforce by its API, and allow test bookings again in the tab Diagnostics.',
  // Alerts, as a mail tells them.
  'alert.raised.subject':
    '{topic, select, connection {Inlet cannot reach Salesforce for "{org}"} apiUsage {The API requests of "{org}" are running out} backlog {Bookings of "{org}" have been waiting for long} page {A booking page of "{org}" fails} dryRun {Test bookings of "{org}" were stopped} other {Inlet needs a look at "{org}"}}',
  'alert.raised.body':
    '{topic, select, connection {Since {since} nothing can be delivered to the Salesforce org of "{org}". Bookings are accepted and wait; none is lost.} other {This concerns the Salesforce org of "{org}", since {since}.}}\n\n{sentence}\n\nWhat to do: {fix}',
  'alert.resolved.subject':
    '{topic, select, connection {Inlet reaches Salesforce again for "{org}"} apiUsage {"{org}" has API requests again} backlog {Bookings of "{org}" no longer wait} page {A booking page of "{org}" works again} dryRun {Test bookings of "{org}" may go on} other {"{org}" is well again}}',
  'alert.resolved.body':
    '{topic, select, connection {The connection to the Salesforce org of "{org}" works again, or was ended by a person; what waited for it is being delivered.} other {This is over for the Salesforce org of "{org}".}}\n\nIt had been: {sentence}',
  'alert.test.subject': 'A test from Inlet for "{org}"',
  'alert.test.body':
    'An admin of "{org}" asked Inlet for this message, to see whether it arrives. It does: you will be told when bookings cannot reach Salesforce, and when they can again.',
  'alerts.emailInvalid': 'This is no e-mail address.',
  'alerts.emailsTooMany': 'At most 10 addresses can be told.',
  'alerts.languageUnknown': 'Choose "en" or "de".',
  'alerts.noMail': 'Mail not set up',
  'alerts.noMail.detail':
    'Nothing was saved: this backend cannot send mail yet. Whoever operates it sets SMTP_URL and ALERT_EMAIL_FROM.',
  'alerts.nobody': 'Nobody to tell',
  'alerts.nobody.detail': 'No test was sent: neither an address nor a webhook is set up. Add an e-mail address first.',
  // Sources, and tests of them.
  'problem.sourceOff': 'Source switched off',
  'problem.sourceOff.detail':
    'The source "{name}" is switched off in Inlet, so nothing was stored. An admin switches it on again in Salesforce, in the app Inlet: Setup › Sources.',
  'problem.salesforce': 'Salesforce did not do it',
  'sources.nameMissing': 'Enter a name, by which you tell this source from others.',
  'sources.nameTooLong': 'A name holds at most 80 characters.',
  'sources.nameTaken': 'Another source is called "{name}". Choose another name.',
  'sources.badCharacters': 'It holds characters that cannot be stored.',
  'sources.kindUnknown': 'Choose one of: oncehub, calendly, calcom, api.',
  'sources.enabledWrong': 'It is true or false.',
  'sources.nothingToChange': 'Give a name, or whether the source is enabled.',
  'sources.rotateWhat': 'Choose "secret" or "key".',
  'sources.tooMany': 'An org has at most {most} sources. Rename one that is no longer used, and use it again.',
  'sources.unknown': 'This org has no source {id}.',
  'sources.notAText': 'It must be a text.',
  'sources.textTooLong': 'The text is too long.',
  'sources.notAnEmail': 'Enter an e-mail address such as name@example.com, or leave it empty.',
  'sources.tooManyAnswers': 'A test booking holds at most 50 answers.',
  'testRecords.reason': 'Test: its records were removed from Salesforce.',
  'testRecords.refused': 'Records not removed',
  'testRecords.notATest': 'This is a real booking. Inlet removes the records of test bookings only.',
  'testRecords.onItsWay':
    'The test booking is on its way to Salesforce. Wait until it has arrived, then remove its records.',
  'testRecords.none': 'The test booking has no records in Salesforce.',

  // Who gets whose bookings.
  'users.searchOnce': 'Give one text to search for.',
  'users.searchTooLong': 'A search holds at most 100 characters.',
  'users.queueObject': 'Choose Lead or Case: only they go to queues.',
  'users.toDefault': 'the default owner',
  'users.toApiUser': 'the API User',
  'users.inactive': 'The Salesforce user {name} is inactive. What these bookings create goes to {who}.',
  'users.inactive.fix': 'Reactivate the user in Setup › Users, or choose another user for these bookings.',
  'users.missing': 'The user {id}, chosen by hand, is not in this org. What these bookings create goes to {who}.',
  'users.missing.fix': 'Choose another user for these bookings.',
  'users.unknown': 'No Salesforce user has the e-mail address {email}. What these bookings create goes to {who}.',
  'users.unknown.fix': 'Choose a user for these bookings, or give the right user this e-mail address in Setup › Users.',
  'users.defaultInactive': 'The default owner {name} is inactive, so the API User gets what belongs to nobody else.',
  'users.defaultMissing':
    'The default owner {id} is not in this org, so the API User gets what belongs to nobody else.',
  'users.defaultOwner.fix': 'Choose another default owner.',

  // What the API User must be allowed, and why.
  'access.lookUp': 'Inlet looks for people here, so that nobody is made a second time.',
  'access.upsert': 'Inlet reads each {object} that it writes, to find it again.',
  'access.key': 'By this field a repeated write finds the {object} again and makes no second one.',
  'access.event.create': 'Every booking becomes an Event.',
  'access.event.edit': 'When a booking changes, its Event follows.',
  'access.event.delete': 'The creation rules delete the Event of a canceled booking.',
  'access.record.create': 'The creation rules make a {object}.',
  'access.record.edit': 'The creation rules fill fields of a {object} that is there.',
  'access.record.delete': 'The creation rules delete a {object}.',
  'access.field.create': '{label} of a new {object} gets its value from the booking.',
  'access.field.edit': '{label} of a {object} that is there gets its value from the booking.',
  'installation.hidden': 'The API User may not see this about itself; as an admin you may.',
  'installation.hidden.said': 'The API User may not see this about itself ("{said}"); as an admin you may.',
  'installation.notAssigned': 'Permission set not assigned',
  'installation.noPermissionSet':
    'The org has no permission set "Inlet API User", or hides it from the API User. Install the Inlet package, or assign the permission set in Setup › Permission Sets.',
  'installation.mayNotAssign':
    'The API User may not assign permission sets. Assign it as an admin: with the button of this page, or in Setup › Permission Sets › Inlet API User › Manage Assignments.',
  'events.modifyAll': 'The API User may change every Event: it has Modify All Data.',
  'events.byParent':
    'The API User may change the Events of everybody whose record it may edit: activities are controlled by their parents.',
  'events.private':
    'Activities are private, so the API User may change its own Events and those of users below it in the role hierarchy. Give it a role above the booking owners, or Modify All Data.',
  'events.privateUnknown':
    'Activities are private, and the API User may not see its own permissions. Check that it has a role above the booking owners, or Modify All Data.',
  'events.unknown':
    'The API User may not see how activities are shared. Assign "Inlet API User Diagnostics" to it, or look at Setup › Sharing Settings › Activity: where it is Private, the API User needs a role above the booking owners, or Modify All Data.',
} as const;
