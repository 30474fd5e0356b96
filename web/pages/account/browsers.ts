// What a signed-in place calls itself (RFC 9110, User-Agent) in words a person recognises. Every browser also claims to
// be its forebears, so the order counts: the most particular name first. Nothing depends on it; what is not known is
// shown raw.
import { t } from 'web/i18n/texts';

const browsers: Array<[RegExp, string]> = [
  [/\bMicroMessenger\/(\d+)/, 'wechat'],
  [/\bTaurusApp\b/, 'zhezhengding'],
  [/\bDingTalk\/(\d+)/, 'dingtalk'],
  [/\b(?:360SE|360EE|QIHU)\b/, 'qihu'],
  [/\bQQBrowser\/(\d+)/, 'qq'],
  [/\bEdg(?:A|iOS)?\/(\d+)/, 'edge'],
  [/\bFirefox\/(\d+)/, 'firefox'],
  [/\b(?:Headless)?Chrome\/(\d+)/, 'chrome'],
  [/\bVersion\/(\d+)\S* (?:Mobile\/\S+ )?Safari\b/, 'safari'],
];
const systems: Array<[RegExp, string]> = [
  [/\b(?:iPhone|iPad)\b/, 'ios'],
  [/\bAndroid\b/, 'android'],
  [/\bWindows\b/, 'windows'],
  [/\bMac OS X\b/, 'macos'],
  [/\bLinux\b/, 'linux'],
];

function name_of(agent: string): string {
  for (const [pattern, key] of browsers) {
    const found = pattern.exec(agent);
    if (found) return [t(`web.browser.${key}`), found[1]].filter(Boolean).join(' ');
  }
  return '';
}
function system_of(agent: string): string {
  const key = systems.find(([pattern]) => pattern.test(agent))?.[1];
  return key ? t(`web.system.${key}`) : '';
}

/** The browser and its system, as “Edge 96 · Windows”; the agent itself when the browser is not known. */
export function browser_in_words(agent: string): string {
  const name = name_of(agent);
  if (!name) return agent || t('web.account.unknown_browser');
  return [name, system_of(agent)].filter(Boolean).join(' · ');
}
