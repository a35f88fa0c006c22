/** Payloads in the products' own shapes, written for these tests. A change is laid over the top level of its part. */

type Json = Record<string, unknown>;

export const oncehubEvent = (type = 'booking.scheduled', data: Json = {}, event: Json = {}): Json => ({
  id: 'EVNT-TEST000001',
  object: 'event',
  creation_time: '2026-11-02T10:00:05.120Z',
  type,
  api_version: 'v2',
  data: {
    object: 'booking',
    id: 'BKNG-TEST00000001',
    tracking_id: 'BKNG-TEST00000001',
    subject: 'Product tour',
    status: 'scheduled',
    in_trash: false,
    creation_time: '2026-11-02T10:00:00.000Z',
    starting_time: '2026-11-20T15:00:00.000Z',
    last_updated_time: '2026-11-02T10:00:01.500Z',
    customer_timezone: 'Europe/Lisbon',
    owner: { id: 'USR-TEST01', object: 'user', first_name: 'Rita', last_name: 'Sousa', email: 'rita@acme.test' },
    duration_minutes: 45,
    virtual_conferencing: { join_url: 'https://meet.example.test/tour' },
    location_description: '',
    rescheduled_booking_id: '',
    cancel_reschedule_information: { reason: '', actioned_by: '', user_id: '' },
    form_submission: {
      name: "Joana d'Arc Pereira",
      email: "joana.o'hara+demo@customer.test",
      phone: '',
      mobile_phone: '+351 912 345 678',
      note: 'Two of us will come.',
      company: 'Pereira Lda',
      guests: ['guest@customer.test'],
      custom_fields: [
        { name: 'Team size', value: '11-50' },
        { name: 'Anything else?', value: '' },
      ],
    },
    booking_page: { id: 'BP-TEST01', object: 'booking_page', name: 'Tours', label: 'tours' },
    master_page: null,
    event_type: null,
    ...data,
  },
  ...event,
});

const invitee = (event: string, id: string) => `https://api.calendly.com/scheduled_events/${event}/invitees/${id}`;
export const inviteeA = invitee('EV-A', 'INV-A');
export const inviteeB = invitee('EV-B', 'INV-B');

export const calendlyEvent = (event = 'invitee.created', payload: Json = {}, scheduledEvent: Json = {}): Json => ({
  created_at: '2026-11-02T10:00:02.000000Z',
  created_by: 'https://api.calendly.com/users/U1',
  event,
  payload: {
    cancel_url: 'https://calendly.com/cancellations/INV-A',
    created_at: '2026-11-02T10:00:00.111111Z',
    email: 'omar@customer.test',
    first_name: null,
    last_name: null,
    name: 'Omar Al Farouk',
    new_invitee: null,
    old_invitee: null,
    questions_and_answers: [{ position: 0, question: 'Which product?', answer: 'Inlet\nand friends' }],
    rescheduled: false,
    status: 'active',
    text_reminder_number: '+1 415 555 0100',
    timezone: 'America/New_York',
    tracking: { utm_source: 'ad', salesforce_uuid: '00Q8d00000ABCDEEA4' },
    updated_at: '2026-11-02T10:00:00.123456Z',
    uri: inviteeA,
    scheduled_event: {
      uri: 'https://api.calendly.com/scheduled_events/EV-A',
      name: 'Discovery call',
      event_type: 'https://api.calendly.com/event_types/ET-1',
      start_time: '2026-11-20T15:00:00.000000Z',
      end_time: '2026-11-20T15:30:00.000000Z',
      event_memberships: [{ user: 'https://api.calendly.com/users/U1', user_email: 'rep@acme.test', user_name: 'Rep' }],
      location: { type: 'zoom_conference', join_url: 'https://zoom.example.test/j/1', status: 'pushed' },
      ...scheduledEvent,
    },
    ...payload,
  },
});

export const calcomEvent = (triggerEvent = 'BOOKING_CREATED', payload: Json = {}, event: Json = {}): Json => ({
  triggerEvent,
  createdAt: '2026-11-02T10:00:00.538Z',
  payload: {
    type: 'intro',
    title: 'Intro between Rep and Mei Tanaka',
    additionalNotes: '',
    customInputs: {},
    startTime: '2026-11-20T15:00:00Z',
    endTime: '2026-11-20T15:30:00Z',
    organizer: { id: 5, name: 'Rep', email: 'rep@acme.test', timeZone: 'Asia/Tokyo' },
    responses: {
      name: { label: 'your_name', value: { firstName: 'Mei', lastName: 'Tanaka' }, isHidden: false },
      email: { label: 'email_address', value: 'mei@customer.test', isHidden: false },
      attendeePhoneNumber: { label: 'phone_number', value: '+81 3 1234 5678', isHidden: false },
      location: { label: 'location', value: { optionValue: '', value: 'integrations:daily' }, isHidden: false },
      notes: { label: 'additional_notes', value: 'Please call early.' },
      guests: { label: 'additional_guests', value: ['guest@customer.test'] },
      rescheduleReason: { label: 'reschedule_reason' },
      topics: { label: 'Topics', value: ['CRM', 'Reports'] },
      urgent: { label: 'Urgent?', value: true },
      channel: { label: 'Channel', value: { value: 'other', optionValue: 'A friend' } },
      empty: { label: 'Left empty', value: '' },
    },
    userFieldsResponses: { topics: { label: 'Topics', value: ['CRM', 'Reports'] } },
    attendees: [
      { email: 'mei@customer.test', name: 'Mei Tanaka', timeZone: 'Asia/Tokyo', phoneNumber: null },
      { email: 'guest@customer.test', name: 'Guest', timeZone: 'Asia/Tokyo' },
    ],
    location: 'integrations:daily',
    eventTypeId: 7,
    eventTitle: 'Intro',
    uid: 'uid-new',
    metadata: { videoCallUrl: 'https://app.example.test/video/uid-new' },
    videoCallData: { type: 'daily_video', id: 'x', url: 'https://raw.example.test/x' },
    status: 'ACCEPTED',
    ...payload,
  },
  ...event,
});

/** Cal.com sends this one flat. */
export const meetingEnded = (fields: Json = {}): Json => {
  const { payload } = calcomEvent() as { payload: Json };
  const { organizer: _organizer, ...booking } = payload;
  return {
    triggerEvent: 'MEETING_ENDED',
    ...booking,
    user: { email: 'rep@acme.test', name: 'Rep' },
    createdAt: '2026-11-02T10:00:00.000Z',
    updatedAt: '2026-11-21T00:00:00.000Z',
    ...fields,
  };
};

export const apiBooking = (fields: Json = {}, customer: Json = {}): Json => ({
  id: 'BKNG-1',
  status: 'scheduled',
  updatedAt: '2026-11-02T10:00:00Z',
  start: '2026-11-20T10:00:00-05:00',
  end: '2026-11-20T10:30:00-05:00',
  timeZone: 'America/New_York',
  subject: 'Live demo',
  page: { id: 'BP-1', name: 'Demo' },
  owner: { email: 'rep@acme.test', name: 'Rep' },
  customer: { email: 'kim@customer.test', name: 'Kim van Dam', phone: '+1 202 555 0195', company: 'Dam', ...customer },
  location: '1 Main St',
  meetingUrl: 'https://meet.example.test/1',
  notes: 'Line one\r\nline two',
  answers: { Industry: 'Software', Seats: 40, 'Trial?': true, Tools: ['A', 'B'], Other: null },
  ...fields,
});
