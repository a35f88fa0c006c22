import express from 'express';
import type { Router } from 'express';
import { XMLBuilder } from 'fast-xml-parser';
import { metadataFolders } from '../metadata/metadata-folders.ts';
import { MetadataError } from '../metadata/metadata-problem.ts';
import { propertiesOf } from '../metadata/retrieve.ts';
import { child, children, isTrue, parseXml, textOf, type XmlElement } from '../metadata/xml-element.ts';
import { refusalOfMetadata, userOfToken } from './metadata-access.ts';
import { writeText } from './reply.ts';
import type { SandboxState } from './sandbox-state.ts';

/** A fault of the Metadata API: `faultcode` is `sf:<code>`. */
class SoapFault extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type User = NonNullable<ReturnType<typeof userOfToken>>;
type Operation = (state: SandboxState, body: XmlElement, user: User) => object | object[];

/** `/services/Soap/m/<version>`: the Metadata API as the CLI and jsforce speak it. */
export function metadataSoap(state: SandboxState): Router {
  const router = express.Router();
  const text = express.text({ type: () => true, limit: '64mb' });
  router.post('/services/Soap/m/:version{/*rest}', text, (request, response) => {
    try {
      const { operation, body, token } = readEnvelope(String(request.body));
      const user = userOfToken(state, token);
      if (!user)
        throw new SoapFault(
          'INVALID_SESSION_ID',
          'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session',
        );
      const refusal = refusalOfMetadata(state, user.id);
      if (refusal) throw new SoapFault('INSUFFICIENT_ACCESS', `INSUFFICIENT_ACCESS: ${refusal}`);
      const run = operations[operation];
      if (!run)
        throw new SoapFault('INVALID_OPERATION', `INVALID_OPERATION: this sandbox org does not offer ${operation}`);
      const result = run(state, body, user);
      writeText(
        response,
        200,
        'text/xml;charset=UTF-8',
        envelope({ [`${operation}Response`]: { '@_xmlns': NAMESPACE, result } }),
      );
    } catch (error) {
      const fault = error instanceof SoapFault ? error : undefined;
      if (!fault && !(error instanceof MetadataError)) console.error(error);
      const code = fault?.code ?? (error instanceof MetadataError ? 'soapenv:Client' : 'UNKNOWN_EXCEPTION');
      const faultcode = code.includes(':') ? code : `sf:${code}`;
      const faultstring = (error as Error).message;
      writeText(response, 500, 'text/xml;charset=UTF-8', envelope({ 'soapenv:Fault': { faultcode, faultstring } }));
    }
  });
  return router;
}

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

const operations: Record<string, Operation> = {
  deploy: (state, body, user) => {
    const options = child(body, 'DeployOptions') ?? child(body, 'deployOptions') ?? body;
    const zip = Buffer.from(textOf(body, 'ZipFile') ?? textOf(body, 'zipFile') ?? '', 'base64');
    const id = state.metadataJobs.start(
      zip,
      {
        checkOnly: isTrue(options, 'checkOnly'),
        rollbackOnError: textOf(options, 'rollbackOnError') !== 'false',
        ignoreWarnings: isTrue(options, 'ignoreWarnings'),
        testLevel: textOf(options, 'testLevel') ?? '',
        runTests: children(options, 'runTests').map(({ text }) => text),
      },
      user,
    );
    return { done: false, id, state: 'Queued' };
  },
  checkDeployStatus: (state, body) => {
    const id = textOf(body, 'asyncProcessId') ?? '';
    const result = state.metadataJobs.deployOf(id);
    if (!result)
      throw new SoapFault('INVALID_CROSS_REFERENCE_KEY', `INVALID_CROSS_REFERENCE_KEY: no deploy with the id ${id}`);
    const { details, ...summary } = result;
    return isTrue(body, 'includeDetails') ? { details, ...summary } : summary;
  },
  cancelDeploy: (_state, body) => ({ done: true, id: textOf(body, 'String') ?? textOf(body, 'id') ?? '' }),
  retrieve: (state, body, user) => {
    const request = child(body, 'retrieveRequest') ?? child(body, 'request') ?? body;
    const unpackaged = child(request, 'unpackaged');
    const members = (unpackaged ? children(unpackaged, 'types') : []).flatMap((types) =>
      children(types, 'members').map(({ text }) => ({ type: textOf(types, 'name') ?? '', fullName: text })),
    );
    const version = textOf(request, 'apiVersion') ?? '66.0';
    const { id } = state.metadataJobs.retrieve({ version, members }, user);
    return { done: false, id, state: 'Queued' };
  },
  checkRetrieveStatus: (state, body) => {
    const id = textOf(body, 'asyncProcessId') ?? textOf(body, 'id') ?? '';
    const result = state.metadataJobs.retrieveOf(id);
    if (!result)
      throw new SoapFault('INVALID_CROSS_REFERENCE_KEY', `INVALID_CROSS_REFERENCE_KEY: no retrieve with the id ${id}`);
    return result;
  },
  describeMetadata: () => ({
    metadataObjects: metadataFolders.map(({ folder, type, suffix, hasMetaFile, bundle }) => ({
      ...(type === 'CustomObject' ? { childXmlNames: ['CustomField'] } : {}),
      directoryName: folder,
      inFolder: false,
      metaFile: hasMetaFile ?? false,
      ...(bundle ? {} : { suffix }),
      xmlName: type,
    })),
    organizationNamespace: '',
    partialSaveAllowed: false,
    testRequired: false,
  }),
  listMetadata: (state, body, user) =>
    children(body, 'queries').flatMap((query) =>
      state.metadata
        .ofType(textOf(query, 'type') ?? '')
        .flatMap((component) =>
          propertiesOf(component, { organizationId: state.org.organizationId, user }).slice(0, 1),
        ),
    ),
};

function readEnvelope(xml: string): { operation: string; body: XmlElement; token: string } {
  const root = withoutPrefixes(parseXml(xml));
  const header = child(root, 'Header');
  const session = header && child(header, 'SessionHeader');
  const body = child(root, 'Body')?.children[0];
  if (!body) throw new SoapFault('soapenv:Client', 'The envelope has no body');
  return { operation: body.name, body, token: (session && textOf(session, 'sessionId')) ?? '' };
}

function withoutPrefixes(element: XmlElement): XmlElement {
  return { ...element, name: element.name.replace(/^.*:/, ''), children: element.children.map(withoutPrefixes) };
}

const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: false });

function envelope(body: object): string {
  const root = {
    'soapenv:Envelope': {
      '@_xmlns:soapenv': 'http://schemas.xmlsoap.org/soap/envelope/',
      '@_xmlns:sf': 'http://soap.sforce.com/2006/04/metadata',
      'soapenv:Body': body,
    },
  };
  return `<?xml version="1.0" encoding="UTF-8"?>${String(builder.build(root))}`;
}
