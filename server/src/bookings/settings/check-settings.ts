import type { FieldSchema, ObjectSchema, OrgSchema } from '../../salesforce/types.ts';
import { objectName } from '../../texts/object-name.ts';
import { text, type Text } from '../../texts/text.ts';
import { ruleNames, rulesOfPage, type PageRules } from '../creation-rules.ts';
import type { BookingSettings } from './booking-settings.ts';
import { checkRecordTypes } from './check-record-types.ts';
import { checkSource } from './check-source.ts';
import { createdObjects } from './created-objects.ts';
import { mappedObjects, mappingOfPage, type FieldMapping, type MappedObject } from './field-mapping.ts';
import { isAlwaysFilled, refusalOf } from './field-support.ts';
import { shortId, type OrgRecords } from './org-records.ts';
import { sourcesOfRequired } from './required-sources.ts';

/** Something about settings, at its place in the document. */
export interface SettingsFinding {
  path: (string | number)[];
  message: Text;
}

/** What would make bookings fail, and what an admin should know though they would not. */
export interface SettingsCheck {
  problems: SettingsFinding[];
  warnings: SettingsFinding[];
}

interface Checking extends SettingsCheck {
  schema: OrgSchema;
  records: OrgRecords;
  /** Questions that bookings are known to answer. */
  questions: string[];
}

/**
 * Checks settings against the org as the API User sees it. Pure: a setting that would make bookings fail is a problem, with
 * the reason, at its place in the document.
 */
export function checkSettings(
  settings: BookingSettings,
  { schema, records, questions = [] }: { schema: OrgSchema; records: OrgRecords; questions?: string[] },
): SettingsCheck {
  const checking: Checking = { problems: [], warnings: [], schema, records, questions };
  checkRules(['rules', 'all'], settings.rules.all, ruleNames, checking);
  for (const [page, own] of Object.entries(settings.rules.pages)) {
    const names = ruleNames.filter((name) => name in own);
    checkRules(['rules', 'pages', page], rulesOfPage(settings.rules, page), names, checking);
  }
  const { all, pages } = settings.mapping;
  for (const object of mappedObjects) {
    checkMappings(['mapping', 'all', object], object, all[object], checking);
    for (const [page, own] of Object.entries(pages)) {
      checkMappings(['mapping', 'pages', page, object], object, own[object] ?? [], checking);
    }
  }
  checkRequired(settings, checking);
  checkUsers(settings, checking);
  return { problems: checking.problems, warnings: checking.warnings };
}

function checkMappings(
  path: (string | number)[],
  object: MappedObject,
  mappings: FieldMapping[],
  { schema, problems, warnings }: Checking,
): void {
  if (mappings.length === 0) return;
  const of = schema.objects.get(object);
  if (!of) {
    const isMissing = object === 'PersonAccount' && schema.objects.has('Account');
    const message = isMissing ? text('settings.noPersonMapping') : text('settings.objectHidden', named(object));
    return void problems.push({ path, message });
  }
  mappings.forEach(({ field: name, from }, index) => {
    const at = [...path, index];
    if (mappings.findIndex((other) => other.field === name) < index) {
      problems.push({
        path: [...at, 'field'],
        message: text('settings.mappedTwice', { field: name, ...named(object) }),
      });
    }
    const field = of.fields.get(name);
    if (!field) {
      return void problems.push({
        path: [...at, 'field'],
        message: text('settings.noSuchField', { field: name, ...named(object) }),
      });
    }
    const isFixedRecord = field.type === 'reference' && from.kind === 'constant';
    const refusal = isFixedRecord
      ? refusalOf(object, { ...field, type: 'string', masterDetail: false })
      : refusalOf(object, field);
    if (refusal) return void problems.push({ path: [...at, 'field'], message: refusal });
    if (!field.createable || !field.updateable) {
      const key = field.createable ? 'settings.onlyOnCreate' : 'settings.onlyOnUpdate';
      warnings.push({ path: [...at, 'field'], message: text(key, { field: field.label, ...named(object) }) });
    }
    for (const finding of checkSource(from, field)) {
      (finding.isWarning ? warnings : problems).push({
        path: [...at, 'from', ...finding.at],
        message: finding.message,
      });
    }
  });
}

/** A required field that no value can be made up for would hold every booking that makes such a record. */
function checkRequired(settings: BookingSettings, { schema, problems, warnings, questions }: Checking): void {
  const told = new Set<string>();
  const pages = new Set([...Object.keys(settings.rules.pages), ...Object.keys(settings.mapping.pages)]);
  for (const page of [undefined, ...pages]) {
    const mapping = mappingOfPage(settings.mapping, page);
    for (const object of createdObjects(rulesOfPage(settings.rules, page))) {
      const of = schema.objects.get(object);
      if (!of) continue;
      for (const { field, state, fallback } of sourcesOfRequired(object, of, mapping, questions)) {
        const key = `${object} ${field.name}`;
        // Mapped to what not every booking tells, and nothing can be made up.
        const isRisky = state === 'mapped' && fallback === null && !isAlwaysFilled(object, field.name);
        if ((state !== 'unsupported' && !isRisky) || told.has(key)) continue;
        told.add(key);
        const path = page === undefined ? ['mapping', 'all', object] : ['mapping', 'pages', page, object];
        const params = { ...named(object), field: field.label, type: field.type };
        if (isRisky) warnings.push({ path, message: text('settings.requiredMayLackValue', params) });
        else problems.push({ path, message: text('settings.requiredWithoutValue', params) });
      }
    }
  }
}

/** Checks the rules that this part of the document states, by all rules that hold for its bookings. */
function checkRules(path: (string | number)[], rules: PageRules, names: (keyof PageRules)[], checking: Checking): void {
  const { schema, records, warnings, problems } = checking;
  const states = (...some: (keyof PageRules)[]) => some.some((name) => names.includes(name));
  const problem = (name: keyof PageRules, message: Text, ...more: string[]): void => {
    problems.push({ path: [...path, name, ...more], message });
  };

  const created = createdObjects(rules);
  const causes: Record<MappedObject, keyof PageRules> = {
    ...{ Lead: 'stranger', Contact: 'stranger', PersonAccount: 'stranger', Event: 'event', Case: 'case' },
    Account: 'strangerWithoutAccount',
  };
  for (const object of created) {
    const cause = causes[object];
    const isOfStrangers = cause === 'stranger' || cause === 'strangerWithoutAccount';
    if (!states(cause) && !(isOfStrangers && states('stranger', 'strangerWithoutAccount', 'case'))) continue;
    const why = cannotCreate(object, schema);
    if (why) problem(cause, why);
  }
  if (states('stranger', 'event', 'case') && created.size === 0) {
    warnings.push({ path: [...path, 'event'], message: text('settings.nothingIsMade') });
  }
  if (states('stranger') && rules.stranger === 'contactInAccount') {
    if (!schema.objects.get('Account')?.fields.has('Website')) problem('stranger', text('settings.noWebsite'));
    else if (!canCreate(schema, 'Contact', 'AccountId')) {
      problem('stranger', text('settings.fieldNotWritable', { field: 'AccountId', object: 'Contact' }));
    }
  }
  const persons = schema.objects.get('PersonAccount');
  if (states('stranger') && rules.stranger === 'personAccount' && persons?.recordTypes.length === 0) {
    problem('stranger', text('settings.noPersonRecordType'));
  }
  if (states('leadStatus') && rules.leadStatus !== null) checkLeadStatus(rules.leadStatus, schema, problem);
  for (const { name, message } of checkRecordTypes(rules, schema)) if (states(name)) problem(name, message);
  for (const [name, object] of ownerRules) {
    const owner = rules[name];
    if (!states(name) || typeof owner !== 'object') continue;
    const queue = records.queues.get(shortId(owner.queueId));
    if (!queue) problem(name, text('settings.noQueue', { id: owner.queueId }), 'queueId');
    else if (!queue.objects.has(object)) {
      problem(name, text('settings.queueOfOthers', { queue: queue.name, object }), 'queueId');
    }
  }
  if (states('campaign') && rules.campaign) checkCampaign(rules.campaign, records, problem);
  if (states('attendees') && rules.attendees === 'invite' && records.seesInvitations === false) {
    problem('attendees', text('settings.objectHidden', { object: 'EventRelation' }));
  }
  const isMailed = rules.campaign !== null || rules.attendees === 'invite';
  if (states('respectOptOut', 'campaign', 'attendees') && rules.respectOptOut && isMailed) {
    for (const object of ['Lead', 'Contact']) {
      if (schema.objects.get(object)?.fields.has('HasOptedOutOfEmail')) continue;
      problem('respectOptOut', text('settings.optOutHidden', { object }));
    }
  }
  if (states('knownOwner') && rules.knownOwner === 'bookingOwner') {
    for (const object of ['Lead', 'Contact']) {
      if (schema.objects.get(object)?.fields.get('OwnerId')?.updateable) continue;
      warnings.push({
        path: [...path, 'knownOwner'],
        message: text('settings.fieldNotWritable', { field: 'OwnerId', object }),
      });
    }
  }
  if (states('relatedTo') && rules.relatedTo !== 'nothing') {
    if (!canCreate(schema, 'Event', 'WhatId')) {
      problem('relatedTo', text('settings.fieldNotWritable', { field: 'WhatId', object: 'Event' }));
    } else if (rules.relatedTo === 'openOpportunity' && records.seesOpportunities === false) {
      problem('relatedTo', text('settings.objectHidden', { object: 'Opportunity' }));
    }
  }
}

const ownerRules = [
  ['leadOwner', 'Lead'],
  ['caseOwner', 'Case'],
] as const;

function checkCampaign(
  { id, memberStatus }: NonNullable<PageRules['campaign']>,
  { campaigns }: OrgRecords,
  problem: (name: keyof PageRules, message: Text, ...more: string[]) => void,
): void {
  const campaign = campaigns.get(shortId(id));
  if (!campaign) return problem('campaign', text('settings.noCampaign', { id }), 'id');
  if (memberStatus !== null && !campaign.memberStatuses.has(memberStatus)) {
    const params = { status: memberStatus, campaign: campaign.name };
    problem('campaign', text('settings.noMemberStatus', params), 'memberStatus');
  }
}

function checkLeadStatus(
  status: string,
  schema: OrgSchema,
  problem: (name: keyof PageRules, message: Text) => void,
): void {
  const field = schema.objects.get('Lead')?.fields.get('Status');
  if (!field?.createable) problem('leadStatus', text('settings.fieldNotWritable', { field: 'Status', object: 'Lead' }));
  else if (!field.picklistValues.includes(status)) problem('leadStatus', text('settings.noLeadStatus', { status }));
}

/** Why bookings cannot make records of the object; undefined where they can. */
function cannotCreate(object: MappedObject, schema: OrgSchema): Text | undefined {
  const of = schema.objects.get(object);
  if (!of) {
    const hasNone = object === 'PersonAccount' && schema.objects.has('Account');
    return hasNone ? text('settings.noPersonAccounts') : text('settings.objectHidden', named(object));
  }
  if (!of.createable) return text('settings.objectNotCreatable', named(object));
  return keyOf(of) === undefined ? text('settings.noKey', named(object)) : undefined;
}

function named(object: string) {
  return { object: objectName(object) };
}

/** Our external id of the object's records, as far as the API User may write it. */
function keyOf({ fields }: ObjectSchema): FieldSchema | undefined {
  return [...fields.values()].find(
    ({ name, createable }) => createable && /^(\w+?__)?Inlet_(Customer|Booking)_Id__c$/.test(name),
  );
}

function canCreate(schema: OrgSchema, object: string, field: string): boolean {
  return schema.objects.get(object)?.fields.get(field)?.createable === true;
}

function checkUsers({ users }: BookingSettings, { records, problems }: Checking): void {
  const check = (path: string[], id: string) => {
    const user = records.users.get(shortId(id));
    if (!user) problems.push({ path, message: text('settings.noUser', { id }) });
    else if (!user.isActive) problems.push({ path, message: text('settings.inactiveUser', { user: user.name }) });
  };
  if (users.defaultOwner !== null) check(['users', 'defaultOwner'], users.defaultOwner);
  for (const [email, id] of Object.entries(users.owners)) check(['users', 'owners', email], id);
}
