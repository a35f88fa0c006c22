import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { classifyResponse, classifyRow } from '../../src/salesforce/classify.ts';
import { readComposite } from '../../src/salesforce/composite.ts';
import { readGraphs } from '../../src/salesforce/graph.ts';
import { classifyOAuthError, readOAuthError } from '../../src/salesforce/oauth-errors.ts';
import { readSchema } from '../../src/salesforce/describe.ts';
import { parseJson } from '../../src/salesforce/json.ts';
import { toSubresponse } from '../../src/salesforce/subresponse.ts';

const folder = join(import.meta.dirname, '../../../../shared/salesforce/fixtures');
const skip = existsSync(folder) ? false : 'the recorded answers are not here';
const files = (name: string): string[] => (skip ? [] : readdirSync(join(folder, name)));
const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));

/** As the answer to one row, and as the answer to a whole call. */
const errors: Record<string, [row: string, call: string]> = {
  '300_multiple_choices.json': ['data severalMatches', 'transient'],
  '400_cannot_update_converted_lead.json': ['data converted', 'data'],
  '400_dml_invalid_field.json': ['data schema', 'data'],
  '400_duplicate_value.json': ['data duplicateValue', 'data'],
  '400_duplicates_detected_allow.json': ['data duplicateRule', 'data'],
  '400_duplicates_detected_block.json': ['data duplicateRule', 'data'],
  '400_field_integrity_state_country.json': ['data stateCountry', 'data'],
  '400_insufficient_access_cross_reference.json': ['data permission', 'data'],
  '400_invalid_cross_reference_recordtype.json': ['data recordType', 'data'],
  '400_invalid_field_for_insert_update.json': ['data fieldSecurity', 'data'],
  '400_json_parser_error.json': ['data malformed', 'data'],
  '400_malformed_id.json': ['data reference', 'data'],
  '400_required_field_missing.json': ['data requiredField', 'data'],
  '400_restricted_picklist.json': ['data picklist', 'data'],
  '400_soql_invalid_field.json': ['data schema', 'data'],
  '400_soql_invalid_type.json': ['data schema', 'data'],
  '400_string_too_long.json': ['data tooLong', 'data'],
  '400_unable_to_lock_row.json': ['transient', 'transient'],
  '401_session_expired.json': ['connection', 'connection'],
  '401_session_not_valid_for_rest.json': ['connection', 'connection'],
  '403_api_disabled_for_org.json': ['connection', 'connection'],
  '403_concurrent_limit_exceeded.json': ['limit', 'limit'],
  '403_request_limit_exceeded.json': ['limit', 'limit'],
  '404_entity_is_deleted.json': ['data deleted', 'data'],
  '404_external_id_field.json': ['data schema', 'data'],
  '404_not_found.json': ['data notFound', 'connection'],
  '404_not_found_in_composite.json': ['data notFound', 'connection'],
  '503_server_unavailable.json': ['transient', 'transient'],
};

const logins: Record<string, string> = {
  'error_app_blocked.json': 'connection appBlocked',
  'error_app_not_installed.json': 'connection appMissing',
  'error_cc_no_user.json': 'connection noRunAsUser',
  'error_client_id_invalid.json': 'connection wrongCredentials',
  'error_client_secret_invalid.json': 'connection wrongCredentials',
  'error_expired_refresh.json': 'connection tokenEnded',
  'error_grant_unsupported.json': 'connection flowDisabled',
  'error_inactive_user.json': 'connection inactiveUser',
  'error_ip_restricted.json': 'connection ipRestricted',
  'error_jwt_audience.json': 'connection address',
  'error_jwt_audience_doc.json': 'connection address',
  'error_jwt_not_approved.json': 'connection userNotApproved',
  'error_not_admin_approved.json': 'connection userNotApproved',
  'error_password_bad.json': 'connection loginRefused',
  'error_password_bad_restforce.json': 'connection loginRefused',
};

describe('recorded answers of real orgs', { skip }, () => {
  for (const file of files('errors')) {
    it(`errors/${file} has its cause`, () => {
      const status = Number(file.slice(0, 3));
      const body = read(`errors/${file}`);
      const { errors: found } = toSubresponse({ referenceId: 'r', httpStatusCode: status, body });
      const row = classifyRow(found);
      const rowCause = row.cause === 'data' ? `data ${row.faults[0].kind}` : row.cause;
      const call = classifyResponse(status, 'application/json;charset=UTF-8', body);
      assert.deepEqual([rowCause, call.cause], errors[file]);
      assert.ok(call.detail && call.fix);
    });
  }

  for (const file of files('oauth').filter((name) => name.startsWith('error_'))) {
    it(`oauth/${file} has its cause and keeps OAuth's code`, () => {
      const refusal = readOAuthError(read(`oauth/${file}`));
      assert.ok(refusal);
      const error = classifyOAuthError(400, refusal.error, refusal.description);
      assert.equal('kind' in error ? `${error.cause} ${String(error.kind)}` : error.cause, logins[file]);
      assert.equal(error.code, refusal.error);
    });
  }

  it('the graph success becomes a result with the id of the record', () => {
    const nodes = [
      { referenceId: 'reference_id_account_1', method: 'POST' as const, url: '/sobjects/Account', body: {} },
    ];
    const [result] = readGraphs(read('composite/graph_success.json'), [{ graphId: '1', nodes }]);
    assert.equal(result?.isSuccessful, true);
    assert.deepEqual(result?.responses[0]?.body, { id: '001R00000064wc7IAA', success: true, errors: [] });
  });

  it('of a rolled-back composite only the culprit has a fault of its own', () => {
    const answer = read('composite/composite_allOrNone_failure.json') as {
      compositeResponse: { referenceId: string }[];
    };
    const sent = answer.compositeResponse.map(({ referenceId }) => ({
      referenceId,
      method: 'POST' as const,
      url: '/sobjects/Account',
    }));
    const causes = readComposite(answer, sent).map((response) => classifyRow(response.errors).cause);
    assert.equal(causes.filter((cause) => cause === 'data').length, 1);
    assert.equal(causes.filter((cause) => cause === 'halted').length, causes.length - 1);
  });

  it('describes of a real org are read field by field', () => {
    const empty = { referenceId: '', status: 200, body: { totalSize: 0, done: true, records: [] }, errors: [] };
    const schema = readSchema([
      ...['Lead', 'Contact', 'Account', 'Event', 'Case'].map((name) => ({
        referenceId: name,
        status: 200,
        body: read(`describe/${name}.json`),
        errors: [],
      })),
      { ...empty, referenceId: 'assignmentRules' },
      { ...empty, referenceId: 'duplicateRules' },
    ]);
    const required = [...(schema.objects.get('Lead')?.fields.values() ?? [])]
      .filter((field) => field.createable && !field.nillable && !field.defaultedOnCreate)
      .map((field) => field.name);
    assert.deepEqual(required, ['LastName', 'Company']);
    const status = schema.objects.get('Lead')?.fields.get('Status');
    assert.ok(status && status.picklistValues.length > 0 && !status.restrictedPicklist);
    assert.deepEqual(schema.objects.get('Event')?.fields.get('WhoId')?.referenceTo.toSorted(), ['Contact', 'Lead']);
    assert.equal(schema.packagePrefix, undefined);
  });

  it('a soap fault is no JSON and stays text', () => {
    assert.equal(parseJson(readFileSync(join(folder, 'soap/login_fault_INVALID_LOGIN.xml'), 'utf8')), undefined);
  });
});
