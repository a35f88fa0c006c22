import express from 'express';
import type { Router } from 'express';
import { writeText } from './reply.ts';

/**
 * SOAP is not spoken here; its login is refused as new orgs refuse it, so that a client's `login(username, password)`
 * is told why. The first sentence of the text was seen on the wire, faultcode's prefix is an assumption.
 */
export function soap(): Router {
  const router = express.Router();
  router.post('/services/Soap/:kind/:version{/*rest}', (request, response) => {
    const namespace = request.params.kind === 'c' ? 'enterprise' : 'partner';
    const message =
      'INVALID_OPERATION: SOAP API login() is disabled by default in this org. Use OAuth at /services/oauth2/token.';
    const fault =
      `<faultcode>sf:INVALID_OPERATION</faultcode><faultstring>${message}</faultstring>` +
      `<detail><sf:UnexpectedErrorFault xsi:type="sf:UnexpectedErrorFault"><sf:exceptionCode>INVALID_OPERATION</sf:exceptionCode>` +
      `<sf:exceptionMessage>${message}</sf:exceptionMessage></sf:UnexpectedErrorFault></detail>`;
    const envelope =
      '<?xml version="1.0" encoding="UTF-8"?>' +
      `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="urn:fault.${namespace}.soap.sforce.com" ` +
      `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><soapenv:Fault>${fault}</soapenv:Fault></soapenv:Body></soapenv:Envelope>`;
    writeText(response, 500, 'text/xml;charset=UTF-8', envelope);
  });
  return router;
}
