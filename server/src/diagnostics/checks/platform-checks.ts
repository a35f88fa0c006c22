import { text } from '../../texts/text.ts';
import { isPaused } from '../facts/facts.ts';
import { broken, ok, unknown, warning } from './check.ts';
import { ownerOfBreak } from './connection-checks.ts';
import type { CheckDefinition } from './definition.ts';
import { limitNow } from './limit-checks.ts';

/** So many failures in a row are more than a hiccup. */
const manyFailures = 5;

const maintenance: CheckDefinition = {
  id: 'platform.maintenance',
  group: 'platform',
  needs: ['surroundings'],
  answer(facts) {
    const { pause, pausedUntil } = facts;
    const { surroundings } = facts.org;
    if (surroundings.known && surroundings.value.isReadOnly) {
      return broken(text('limit.maintenance'), { meaning: text('means.waits'), fix: text('limit.maintenance.fix') });
    }
    if (limitNow(facts) === 'maintenance') {
      const meaning = text('means.waitsUntil', { until: pausedUntil!.getTime() });
      return broken(text('limit.maintenance'), { meaning, fix: text('limit.maintenance.fix') });
    }
    // After its last wait a pause stands until a call goes through.
    if (pause?.cause === 'transient' && pause.failures >= manyFailures) {
      const finding = text('found.maintenance.failures', { count: pause.failures, why: pause.sentence });
      const said = { meaning: text('means.waits'), fix: text('limit.maintenance.fix') };
      return isPaused(facts) ? broken(finding, said) : warning(finding, said);
    }
    return ok(text('found.maintenance'));
  },
};

const apiVersion: CheckDefinition = {
  id: 'platform.apiVersion',
  group: 'platform',
  needs: ['apiUser'],
  answer(facts) {
    const { connection, org } = facts;
    if (ownerOfBreak(facts) === 'platform.apiVersion') {
      const { sentence, fix } = connection.cause!;
      return broken(sentence, { meaning: text('means.nothingArrives'), fix });
    }
    return org.apiUser.known ? ok(text('found.apiVersion')) : unknown(org.apiUser.why);
  },
};

export const platformChecks = [maintenance, apiVersion];
