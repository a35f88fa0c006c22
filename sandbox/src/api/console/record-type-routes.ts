import type { Router } from 'express';
import { z } from 'zod';
import type { NewRecordType, RecordTypeDefinition } from '../../org/types.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { bodyOf, refused, unknown } from './console-request.ts';

const settings = {
  name: z.string().min(1).max(80).optional(),
  description: z.string().max(255).optional(),
  active: z.boolean().optional(),
  assignedTo: z.array(z.string()).nullable().optional(),
  default: z.boolean().optional(),
  picklistValues: z.record(z.string(), z.array(z.string())).optional(),
};
const newRecordType = z.strictObject({
  ...settings,
  object: z.string(),
  name: z.string().min(1).max(80),
  developerName: z.string().min(1).max(80).optional(),
  isPersonType: z.boolean().optional(),
});
const change = z.strictObject(settings);

/** Record types, as an admin makes them in Setup. */
export function recordTypeRoutes(router: Router, state: SandboxState): void {
  const { org } = state;
  const find = (asked: string) => {
    const found = org.recordTypes().find(({ id, object, developerName }) => {
      return id === asked || `${object}.${developerName}` === asked;
    });
    if (!found) throw unknown(`record type ${asked}; name it Object.Developer_Name`);
    return found;
  };
  const set = (recordType: NewRecordType) => {
    const made = refused('object', () => org.setRecordType(recordType));
    state.schemaChanged();
    return made;
  };

  router.get('/record-types', (_request, response) => response.json({ recordTypes: org.recordTypes() }));
  router.post('/record-types', (request, response) => {
    const { assignedTo, ...asked } = bodyOf(newRecordType, request);
    const developerName = asked.developerName ?? asked.name.replace(/\W+/g, '_').replace(/^[\d_]+|_+$/g, '');
    const recordType = { ...asked, developerName, ...(assignedTo && { assignedTo }) };
    response.status(201).json(set(recordType as NewRecordType));
  });
  router.post('/record-types/:id', (request, response) => {
    const before = find(request.params.id);
    response.json(set({ ...asAsked(before), ...bodyOf(change, request) } as NewRecordType));
  });
  router.delete('/record-types/:id', (request, response) => {
    const { id } = find(request.params.id);
    refused('id', () => org.removeRecordType(id));
    state.schemaChanged();
    response.status(204).end();
  });
}

/** A record type in the words in which it was made. */
function asAsked({ id: _id, defaultFor, description, ...rest }: RecordTypeDefinition): object {
  return { ...rest, default: defaultFor.length > 0, ...(description !== null && { description }) };
}
