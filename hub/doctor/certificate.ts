// The certificate of MQTT over TLS: readable, with its key, and valid for a while yet.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dayMs, type EpochMs } from '../../core/time.ts';
import type { Settings } from '../config.ts';
import { checks, type Finding, failed, ok, warning } from './finding.ts';

const soonMs = 30 * dayMs;
const renew = {
  zh: '请更换证书；平台无需重启即可使用新文件',
  en: 'renew it; the hub takes the new files without a restart',
};

export function checkCertificate(settings: Settings, now: EpochMs): Finding[] {
  const { mqtts_port: port, tls_cert: certFile, tls_key: keyFile } = settings;
  if (port === null) return [];
  const check = checks.certificate;
  if (certFile === undefined || keyFile === undefined) {
    const words = {
      zh: '已启用 MQTT over TLS，但没有证书',
      en: 'MQTT over TLS is switched on and there is none',
    };
    const mend = {
      zh: '请将 SLUICE_TLS_CERT 和 SLUICE_TLS_KEY 设为 PEM 文件，或将 SLUICE_MQTTS_PORT 设为 off',
      en: 'set SLUICE_TLS_CERT and SLUICE_TLS_KEY to its PEM files, or SLUICE_MQTTS_PORT to off',
    };
    return [failed(check, words, mend)];
  }
  const certificate = new X509Certificate(readFileSync(certFile));
  if (!certificate.checkPrivateKey(createPrivateKey(readFileSync(keyFile)))) {
    const words = {
      zh: `${keyFile} 不是 ${certFile} 的私钥`,
      en: `${keyFile} is not the key of ${certFile}`,
    };
    return [failed(check, words, { zh: '请指定对应的私钥', en: 'name the key that belongs to it' })];
  }
  const { validFromDate, validToDate } = certificate;
  const [from, to] = [validFromDate.toISOString(), validToDate.toISOString()];
  const words = { zh: `有效期 ${from} 至 ${to}`, en: `valid from ${from} to ${to}` };
  if (validFromDate.getTime() > now) {
    const mend = {
      zh: '请校准机器时钟，或等待证书生效',
      en: 'set the machine’s clock, or wait until it is valid',
    };
    return [failed(check, words, mend)];
  }
  if (validToDate.getTime() <= now) return [failed(check, words, renew)];
  return [validToDate.getTime() < now + soonMs ? warning(check, words, renew) : ok(check, words)];
}
