/** Bookings of this page also create a Case; all others follow the built-in rules. */
const supportPage = { id: 'support', name: 'Support call' };

/** The demo org's creation rules. */
export const samplePageRules = { pages: { [supportPage.id]: { case: true } } };

/** A company with two people, and a Lead: what an org knows before the first booking. */
export async function addSampleRecords(sandboxUrl: string, accessToken: string): Promise<void> {
  const create = async (object: string, values: object) => {
    const response = await fetch(`${sandboxUrl}/services/data/v66.0/sobjects/${object}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(values),
    });
    if (!response.ok) throw new Error(`The sample ${object} was refused: ${await response.text()}`);
    return ((await response.json()) as { id: string }).id;
  };
  const AccountId = await create('Account', { Name: 'Northwind Traders', Website: 'https://northwind.test' });
  await create('Contact', { FirstName: 'Nadia', LastName: 'North', Email: 'nadia@northwind.test', AccountId });
  await create('Contact', { FirstName: 'Omar', LastName: 'Okafor', Email: 'omar@northwind.test', AccountId });
  await create('Lead', { FirstName: 'Lee', LastName: 'Larsen', Email: 'lee@larsen.test', Company: 'Larsen & Sons' });
}

/** One booking of each kind: a stranger, a known Contact, a known Lead, a Case, and one that was canceled. */
export async function addSampleBookings(backendUrl: string, apiKey: string): Promise<void> {
  const owner = { email: 'rep@acme.test', name: 'Riley Reyes' };
  const demoPage = { id: 'demo', name: 'Product demo' };
  const at = (days: number, hour: number, minutes = 0) => {
    const time = new Date(Date.now() + days * 86_400_000);
    time.setUTCHours(hour, minutes, 0, 0);
    return time.toISOString();
  };
  const booking = (id: string, day: number, customer: object, more: object = {}) => ({
    id: `sample-${id}`,
    status: 'scheduled',
    updatedAt: at(0, 0),
    start: at(day, 15),
    end: at(day, 15, 30),
    timeZone: 'America/New_York',
    subject: demoPage.name,
    page: demoPage,
    owner,
    customer,
    ...more,
  });
  const bookings = [
    booking(
      'stranger',
      1,
      { name: 'Sam Stranger', email: 'sam@stranger.test', company: 'Stranger Things Ltd' },
      {
        answers: { Industry: 'Media', 'Office size': '30-50 people' },
        meetingUrl: 'https://meet.example.test/sam',
      },
    ),
    booking('contact', 2, { name: 'Nadia North', email: 'nadia@northwind.test', phone: '+1 202 555 0195' }),
    booking('lead', 3, { name: 'Lee Larsen', email: 'lee@larsen.test', phone: '+45 32 12 34 56' }),
    booking(
      'case',
      1,
      { name: 'Omar Okafor', email: 'omar@northwind.test' },
      {
        page: supportPage,
        subject: 'The export stops half-way',
        notes: 'It stops at 5,000 rows since Monday.',
      },
    ),
    booking(
      'canceled',
      4,
      { name: 'Carla Cancel', email: 'carla@cancel.test' },
      {
        status: 'canceled',
        reason: 'Change of plans',
      },
    ),
  ];
  const response = await fetch(`${backendUrl}/v1/bookings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(bookings),
  });
  if (!response.ok) throw new Error(`The sample bookings were refused: ${await response.text()}`);
  await allDelivered(backendUrl, apiKey);
}

/** Waits until nothing is waiting, so that whoever starts counting API calls counts only their own. */
async function allDelivered(backendUrl: string, apiKey: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const response = await fetch(`${backendUrl}/v1/org/bookings?limit=1`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    const { counts } = (await response.json()) as { counts: Record<string, number> };
    if (!counts['waiting']) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The sample bookings did not reach the sandbox org. See the messages above.');
}
