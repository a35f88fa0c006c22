import { ApiError } from '../../org/types.ts';
import type { QueryRecord } from '../../org/types.ts';
import { refusal } from './apex-context.ts';
import type { ApexContext } from './apex-context.ts';

const MOST = 50;

/** InletCustomerBookings.getBookings: from the org's own Events, as the user may see them. */
export function getBookings(context: ApexContext, { recordId }: Record<string, unknown>): object[] {
  if (typeof recordId !== 'string' || !/^(00Q|003)\w{12}(\w{3})?$/.test(recordId)) {
    throw refusal(context, 'Inlet_Apex_NotAPerson');
  }
  const soql = `SELECT Id, Subject, StartDateTime, EndDateTime, Inlet_Booking_Status__c, Inlet_Booking_Reason__c,
    Inlet_Booking_Page__c, Inlet_Meeting_Link__c, Owner.Name FROM Event
    WHERE WhoId = '${recordId}' AND Inlet_Booking_Id__c != NULL AND IsChild = FALSE
    ORDER BY StartDateTime DESC LIMIT ${MOST}`;
  const { state, user } = context;
  try {
    const options = { all: false, batchSize: 2000, version: '66.0' };
    return state.org.query({ userId: user.id }, soql, options).records.map((event) => booking(event, state.org.now()));
  } catch (error) {
    if (error instanceof ApiError) throw refusal(context, 'Inlet_Apex_FieldsMissing', error.message);
    throw error;
  }
}

function booking(event: QueryRecord, now: Date): object {
  const end = event['EndDateTime'];
  return {
    id: event['Id'],
    subject: event['Subject'],
    startDateTime: event['StartDateTime'],
    endDateTime: end,
    status: event['Inlet_Booking_Status__c'],
    reason: event['Inlet_Booking_Reason__c'],
    page: event['Inlet_Booking_Page__c'],
    meetingLink: event['Inlet_Meeting_Link__c'],
    ownerName: (event['Owner'] as QueryRecord | null)?.['Name'] ?? null,
    isPast: typeof end === 'string' && new Date(end) < now,
  };
}
