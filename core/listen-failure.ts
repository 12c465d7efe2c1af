// Why a port or address cannot be had, in one line that names the setting and the mend.

import { messageOf, SluiceError } from './error.ts';
import type { Label } from './label.ts';

export interface ListenAttempt {
  readonly host: string;
  readonly port: number;
  /** The setting that names the port, and what else it may be than another port. */
  readonly setting: string;
  readonly alternatives: Label;
}

/** The `SluiceError` for what a server's `listen` threw; what it does not know comes back as it is. */
export function listenFailure(
  thrown: unknown,
  { host, port, setting, alternatives }: ListenAttempt,
): unknown {
  const { code } = (thrown ?? {}) as { readonly code?: unknown };
  const refused = { cause: thrown, retryable: false };
  if (code === 'EADDRINUSE') {
    return new SluiceError(
      { zh: `端口 ${port} 已被占用`, en: `port ${port} is in use` },
      {
        ...refused,
        code: 'port_in_use',
        hint: {
          zh: `请停止占用它的程序，或将 ${setting} 设为其他端口（${alternatives.zh}）`,
          en: `stop the program that listens there, or set ${setting} to another port (${alternatives.en})`,
        },
      },
    );
  }
  if (code === 'EACCES') {
    const message = { zh: `此用户不能使用端口 ${port}`, en: `port ${port} may not be used by this user` };
    return new SluiceError(message, {
      ...refused,
      code: 'port_forbidden',
      hint: { zh: `请将 ${setting} 设为 1023 以上的端口`, en: `set ${setting} to a port above 1023` },
    });
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    const said = messageOf(thrown);
    const message = {
      zh: `${host} 不是本机地址：${said}`,
      en: `${host} is no address of this machine: ${said}`,
    };
    return new SluiceError(message, {
      ...refused,
      code: 'address_not_available',
      hint: {
        zh: '请将 SLUICE_HOST 设为本机地址，或设为 0.0.0.0 使用全部地址',
        en: 'set SLUICE_HOST to an address of this machine, or to 0.0.0.0 for all',
      },
    });
  }
  return thrown;
}
