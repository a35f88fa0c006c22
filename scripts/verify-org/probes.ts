import type { Probe } from './probe.ts';
import { apexProbes } from './probes/apex.ts';
import { callProbes } from './probes/calls.ts';
import { recordProbes } from './probes/records.ts';
import { schemaProbes } from './probes/schema.ts';

/** Every assumption about Salesforce that a script can try. */
export const probes: readonly Probe[] = [...schemaProbes, ...recordProbes, ...callProbes, ...apexProbes];
