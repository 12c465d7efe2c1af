// Takes a report in: whether it is welcome, its fields and pictures, and the command that makes a case of it.
import type { FastifyRequest } from 'fastify';
import { type Actor, publicUsername } from '../../core/person.ts';
import type { Json } from '../../core/ports.ts';
import { bearerToken, keyOf } from '../access.ts';
import type { ApiOptions } from '../api-options.ts';
import { photosPath } from '../photos-path.ts';
import { answeredJson, runCommand } from '../run-command.ts';
import type { Sessions } from '../sessions.ts';
import { keyRefused, notThere } from './answer.ts';
import { checkJurisdiction } from './jurisdiction.ts';
import { caseReport, readReport, reporterOf } from './report.ts';
import { type ReportFieldTexts, readReportBody } from './report-body.ts';
import { readServices } from './services.ts';

/** Who reports, as the journal keeps it. Throws 403 where the hub takes no report from whoever sends these. */
function admittedAs(
  request: FastifyRequest,
  fields: ReportFieldTexts,
  { publicFace }: Pick<ApiOptions, 'publicFace'>,
  sessions: Sessions,
): Actor {
  if (publicFace.reports === 'off') {
    throw keyRefused({ zh: '本平台不接受公众上报。', en: 'This hub takes no reports from the public.' });
  }
  const anyone: Actor = { name: publicUsername, role: 'crew', unitId: null, from: request.ip };
  if (publicFace.reports === 'open') return anyone;
  const token = fields.api_key ?? bearerToken(request);
  const user = token === undefined ? null : sessions.user(token);
  if (user === null) {
    throw keyRefused({
      zh: '缺少 api_key 或 api_key 无效，请向指挥中心申请。',
      en: 'The api_key is missing or not valid. Ask the centre for one.',
    });
  }
  return { ...anyone, name: user.username };
}

/** The case that the report made or joined. */
export async function takeReport(
  request: FastifyRequest,
  options: Pick<ApiOptions, 'engine' | 'views' | 'photos' | 'publicFace'>,
  sessions: Sessions,
): Promise<Json> {
  const { engine, views, photos } = options;
  const admit = (texts: ReportFieldTexts) => admittedAs(request, texts, options, sessions);
  const body = await readReportBody(request, photos, admit);
  checkJurisdiction(body.fields.jurisdiction_id, options.publicFace);
  const fields = readReport(body.fields);
  const service = (await readServices(views)).get(fields.service_code);
  if (service === undefined) {
    const code = fields.service_code;
    throw notThere({ zh: `没有服务 ${code}。`, en: `There is no service ${code}.` });
  }
  const links = body.photos.map((name) => `${photosPath}${name}`);
  const reporter = reporterOf(fields);
  const report = {
    ...caseReport(fields, service, links),
    source: 'public' as const,
    ...(reporter === null ? {} : { reporter }),
  };
  const actor = { ...admit(body.fields), key: keyOf(request) };
  return answeredJson(await runCommand(engine, 'case.report', actor, report));
}
