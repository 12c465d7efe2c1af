// How many requests the hub answers to one person, program or address: beyond that it says when to come again. The
// console's own files are free, for a page brings many of them at once.
import rateLimit, { type errorResponseBuilderContext, normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { minuteMs, secondMs } from '../core/time.ts';
import type { ApiApp } from './api-app.ts';
import { type Problem, tooMany } from './problem.ts';

export interface HttpSettings {
  /** Of one login, or of one address without a login; `null` for no limit. */
  readonly requestsPerMinute: number | null;
  /** Proxies whose X-Forwarded-For is believed: addresses and networks. */
  readonly trustedProxies: readonly string[];
}

export const defaultHttpSettings: HttpSettings = { requestsPerMinute: 12_000, trustedProxies: [] };

const counted = /^\/(api|feeds|open311|public)\//;

/** Neighbours in one network of IPv6 count as one. */
export function addressOf(request: FastifyRequest): string {
  return normalizeIP(request.ip);
}

export function callerOf(request: FastifyRequest): string {
  const login = (request as Partial<FastifyRequest>).login ?? null;
  return login === null ? `address ${addressOf(request)}` : `user ${login.user.username}`;
}

function refusal(
  _request: FastifyRequest,
  { max, ttl }: Pick<errorResponseBuilderContext, 'max' | 'ttl'>,
): Problem {
  const retryAfterS = Math.ceil(ttl / secondMs);
  const detail = {
    zh: `请求过多，超过限额 ${max} 次。请在 ${retryAfterS} 秒后重试。`,
    en: `More than ${max} requests in the time for them. Try again in ${retryAfterS} s.`,
  };
  return tooMany('too_many_requests', detail, retryAfterS);
}

/** Counts requests of its own, and throws a 429 for one too many. After `installRequestLimits`. */
export function limiter(
  app: ApiApp,
  max: number,
  timeWindow: number,
  keyGenerator: (request: FastifyRequest) => string,
): (request: FastifyRequest) => Promise<void> {
  const count = app.createRateLimit({ max, timeWindow, keyGenerator, allowList: [] });
  return async (request) => {
    const counted = await count(request);
    if (!counted.isAllowed && counted.isExceeded) throw refusal(request, counted);
  };
}

/** For all routes that are added after it. */
export async function installRequestLimits(
  app: ApiApp,
  { requestsPerMinute }: Pick<HttpSettings, 'requestsPerMinute'>,
): Promise<void> {
  await app.register(rateLimit, {
    global: requestsPerMinute !== null,
    max: requestsPerMinute ?? defaultHttpSettings.requestsPerMinute ?? 0,
    timeWindow: minuteMs,
    keyGenerator: callerOf,
    allowList: (request: FastifyRequest) => !counted.test(request.url),
    errorResponseBuilder: refusal,
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
  });
}
