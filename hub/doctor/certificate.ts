// The certificate of MQTT over TLS: readable, with its key, and valid for a while yet.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dayMs, type EpochMs } from '../../core/time.ts';
import type { Settings } from '../config.ts';
import { type Finding, failed, ok, warning } from './finding.ts';

const soonMs = 30 * dayMs;
const renew = 'renew it; the hub takes the new files without a restart';

export function checkCertificate(settings: Settings, now: EpochMs): Finding[] {
  const { mqtts_port: port, tls_cert: certFile, tls_key: keyFile } = settings;
  if (port === null) return [];
  const check = 'certificate';
  if (certFile === undefined || keyFile === undefined) {
    const mend = 'set SLUICE_TLS_CERT and SLUICE_TLS_KEY to its PEM files, or SLUICE_MQTTS_PORT to off';
    return [failed(check, 'MQTT over TLS is switched on and there is none', mend)];
  }
  const certificate = new X509Certificate(readFileSync(certFile));
  if (!certificate.checkPrivateKey(createPrivateKey(readFileSync(keyFile)))) {
    return [failed(check, `${keyFile} is not the key of ${certFile}`, 'name the key that belongs to it')];
  }
  const { validFromDate, validToDate } = certificate;
  const words = `valid from ${validFromDate.toISOString()} to ${validToDate.toISOString()}`;
  if (validFromDate.getTime() > now)
    return [failed(check, words, 'set the machine’s clock, or wait until it is valid')];
  if (validToDate.getTime() <= now) return [failed(check, words, renew)];
  return [validToDate.getTime() < now + soonMs ? warning(check, words, renew) : ok(check, words)];
}
