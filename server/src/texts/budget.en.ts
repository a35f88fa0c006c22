/** What Inlet says of the org's API calls, in English; see en.ts. */
export const budgetEn = {
  'budget.bookings':
    'The org has used {percent} % of its API calls of the last 24 hours ({used, number} of {allowed, number}). Bookings stop at {threshold} %, so that its other applications go on working.',
  'budget.bookings.cap':
    'Inlet has made {calls, number} API calls in the last 24 hours; its own limit is {cap, number}. Bookings wait until earlier calls are a day old.',
  'budget.bookings.fix':
    'Nothing to do: bookings go on by themselves when earlier calls are a day old. To send them sooner, press Retry, raise the limits under Diagnostics › API usage, or find the application that uses the calls.',
  'budget.background':
    'The org has used {percent} % of its API calls of the last 24 hours ({used, number} of {allowed, number}). Background work stops at {threshold} %, so that bookings have the rest; it goes on by itself.',
  'budget.background.cap':
    'Inlet has made {calls, number} API calls in the last 24 hours. Of its own limit of {cap, number}, background work uses {percent} % at most; it goes on by itself.',
  'budget.percent': 'must be a whole percentage: warn from 10, replication from 5, bookings from 50, each up to 100',
  'budget.ownCap': 'must be a whole number of API calls from 100 to 100,000,000, or null for no limit of its own',
  'budget.bookingsFirst':
    'Bookings would stop at {bookings} %, before background work at {replication} %. Set the limit for bookings at least as high as the one for background work.',
  'budget.forecast.notRead':
    'Salesforce has not told its counter in the last two hours, so when the API calls run out is not known.',
  'budget.forecast.tooShort':
    'The counter has been watched for less than an hour, so when the API calls run out is not known.',
  'budget.forecast.enough': 'As the last hours went, the API calls do not run out within a day.',
  'budget.forecast.usedUp': 'The API calls are used up. They come back as earlier calls become a day old.',
  'budget.forecast.runsOut':
    'As the last hours went ({perHour, number} more calls an hour), the API calls run out in about {hours, number} h.',
  'budget.apps.reading': 'The org’s event log is being read. Look again in a minute.',
  'budget.apps.noPermission':
    'The API User may not read the org’s event logs. To see the calls by application, give it the permission "View Event Log Files" (Setup › Permission Sets).',
  'budget.apps.noLog':
    'The org has no event log of API calls. Salesforce writes one a day for the day before, where event logs are available; if there is none tomorrow, see Setup › Event Manager.',
  'budget.apps.tooLarge':
    'The org’s event log of API calls has {megabytes, number} MB, more than Inlet reads. See Setup › Event Log File Browser.',
  'budget.apps.notNow': 'The org’s event log could not be read just now',
};
