// Words of the pages about people and accounts.
import type { Label } from '../../../../core/label.ts';
import type { Role } from '../../../../core/person.ts';
import { roleLabels } from '../../../../core/role-labels.ts';

export const peopleWords = {
  addPerson: { zh: '添加人员', en: 'Add a person' },
  noPeople: { zh: '还没有人员。', en: 'There is nobody yet.' },
  username: { zh: '用户名', en: 'User name' },
  usernameHint: {
    zh: '字母、数字、点、下划线、连字符；登录时使用，之后不能更改。',
    en: 'Letters, digits, dots, underscores, hyphens; for the login, and it stays.',
  },
  role: { zh: '角色', en: 'Role' },
  unit: { zh: '单位', en: 'Unit' },
  unitHint: { zh: '现场班组只看到本单位的案件。', en: 'A crew sees the cases of its own unit.' },
  anyUnit: { zh: '不限', en: 'All' },
  active: { zh: '可登录', en: 'May log in' },
  disabled: { zh: '已停用', en: 'Locked out' },
  change: { zh: '修改', en: 'Change' },
  changePerson: { zh: '修改人员', en: 'Change a person' },
  lock: { zh: '停用', en: 'Lock out' },
  unlock: { zh: '启用', en: 'Let in again' },
  lockAsk: {
    zh: '停用后其会话立即结束，不能再登录。确定？',
    en: 'Their sessions end at once and they cannot log in. Go on?',
  },
  newPassword: { zh: '重设密码', en: 'New password' },
  newPasswordAsk: {
    zh: '将生成新密码，原密码失效，会话结束。确定？',
    en: 'A new password is made, the old one and all sessions end. Go on?',
  },
  passwordOf: { zh: '密码', en: 'Password of' },
  search: { zh: '查找用户名或单位', en: 'User name or unit' },
  rolesTitle: { zh: '角色权限', en: 'What each role may do' },

  mqttAccounts: { zh: 'MQTT 账号', en: 'MQTT accounts' },
  accountsHint: {
    zh: '供 LoRaWAN 网络服务器等集成系统发布数据，供大屏等系统读取 hub/#。设备用自己的编号和密钥登录，不需要账号。',
    en: 'For integrations such as a LoRaWAN network server that publish, and for readers of hub/#. Devices log in with their own id and secret and need none.',
  },
  addAccount: { zh: '添加账号', en: 'Add an account' },
  noAccounts: {
    zh: '还没有接入账号。需要让其他系统连接时在此添加。',
    en: 'There are no accounts. Add one to let another system connect.',
  },
  accountName: { zh: '账号名', en: 'Name' },
  publish: { zh: '可发布主题', en: 'May publish to' },
  subscribe: { zh: '可订阅主题', en: 'May read' },
  filtersHint: {
    zh: 'MQTT 主题过滤器，可多个；+ 代表一级，# 代表其后全部。',
    en: 'MQTT topic filters; + stands for one level, # for all that follow.',
  },
  nothing: { zh: '无', en: 'Nothing' },
  newSecret: { zh: '新密钥', en: 'New secret' },
  newSecretAsk: {
    zh: '旧密钥立即失效，使用它的连接会断开。确定？',
    en: 'The old secret ends at once, and so does the connection that uses it. Go on?',
  },
  deleteAccount: { zh: '删除', en: 'Delete' },
  deleteAccountAsk: {
    zh: '使用此账号的连接立即断开，不能再登录。确定？',
    en: 'Connections that use this account end at once and cannot log in again. Go on?',
  },
  secretOf: { zh: '密钥', en: 'Secret of' },
} as const satisfies Record<string, Label>;

export const roleWords = roleLabels;

export const roleHints = {
  viewer: { zh: '查看全部页面，不能改动。', en: 'Sees everything, changes nothing.' },
  crew: { zh: '处理本单位的案件。', en: 'Works on the cases of its own unit.' },
  operator: {
    zh: '确认告警、派遣和核查案件、下发指令。',
    en: 'Acknowledges alarms, dispatches and verifies cases, sends commands.',
  },
  admin: {
    zh: '另可修改规则、人员、账号和台账。',
    en: 'Also changes rules, people, accounts and the registry.',
  },
} as const satisfies Record<Role, Label>;
