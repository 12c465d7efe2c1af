// Words about tokens of programs.
import type { Label } from '../../../../core/label.ts';

export const tokenWords = {
  tokens: { zh: '接口令牌', en: 'API tokens' },
  hint: {
    zh: '供程序调用接口，放在请求头 Authorization: Bearer 中。权限同所选角色，到期或吊销后失效。',
    en: 'For programs that call the API, as Authorization: Bearer. It may do what its role may, until it ends or is revoked.',
  },
  none: {
    zh: '还没有令牌。需要程序调用接口时在此添加。',
    en: 'There are no tokens. Add one for a program that calls the API.',
  },
  add: { zh: '添加令牌', en: 'Add a token' },
  name: { zh: '名称', en: 'Name' },
  made: { zh: '创建', en: 'Made' },
  expires: { zh: '到期', en: 'Ends' },
  never: { zh: '永久', en: 'Never' },
  validFor: { zh: '有效期', en: 'Good for' },
  live: { zh: '有效', en: 'In use' },
  expired: { zh: '已到期', en: 'Expired' },
  revoked: { zh: '已吊销', en: 'Revoked' },
  revoke: { zh: '吊销', en: 'Revoke' },
  revokeAsk: {
    zh: '使用它的程序立即不能再调用接口。确定？',
    en: 'The program that uses it can call nothing from now on. Go on?',
  },
} as const satisfies Record<string, Label>;

export function daysLongWords(days: number): Label {
  return { zh: `${days} 天`, en: `${days} days` };
}
