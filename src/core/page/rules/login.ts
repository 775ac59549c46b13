/** Pages that ask for a login in place of the page that was asked for. */

import { parseUrl } from '../../url.js';
import { phrases } from '../phrases.js';
import { all, atMost, says, type Rule, type Test } from './rule.js';

/** Names that login pages have in addresses. */
const LOGIN = phrases(
  /^(?:(?:user|member|customer|account|admin|staff|wp)?[-_.]?(?:log|sign)[-_]?(?:in|on)(?:[-_.](?:form|page|required|php|aspx?|html?|jsp|do|action|cgi))?)$/,
  /^(?:sso|saml2?|oauth2?|openid(?:-connect)?|authori[sz]e|authenticate|auth|authn|cas|(?:special:)?userlogin)$/,
  /^(?:anmelden|anmeldung|einloggen|connexion|identification|s-identifier|iniciar-sesi[oó]n|acceder|accedi|entrar)$/,
  /^(?:inloggen|logga-in|zaloguj)$/,
);
const MAX_PARTS = 50;
const LOGIN_HOST = /^(?:login|signin|sign-in|logon|auth|sso|accounts|idp|identity)$/i;

/** Whether an address is one of a login page, by a part of its path or a value of its query. */
export function isLoginUrl(url: URL): boolean {
  const parts = url.pathname.split('/').slice(0, MAX_PARTS);
  for (const value of [...url.searchParams.values()].slice(0, MAX_PARTS)) {
    // Addresses to return to name pages, not this one.
    if (value.length < 100 && !/^(?:https?:)?\/|:\/\//i.test(value)) parts.push(...value.split('/'));
  }
  return parts.some((part) => LOGIN.test(part.slice(0, 100)));
}

/** Whether an address that is no login led to one that is. */
export function ledToLogin(requested: string, final: string): boolean {
  if (requested === final) return false;
  const [from, to] = [parseUrl(requested), parseUrl(final)];
  if (from === null || to === null || isLoginUrl(from)) return false;
  const loginHost = from.hostname !== to.hostname && LOGIN_HOST.test(to.hostname.split('.', 1)[0] ?? '');
  return loginHost || isLoginUrl(to);
}

const hasPassword: Test = ({ passwords }) => passwords > 0;

/** Asked of pages of any length: the way there says enough. */
export const LOGIN_REDIRECT_RULE: Rule = {
  kind: 'login',
  name: 'login_redirect',
  when: all((page) => ledToLogin(page.requestedUrl, page.url), hasPassword),
};

const onlyLogin: Test = ({ passwords, questions, links, described }) =>
  passwords === 1 && questions <= 2 && links <= 15 && !described;
const noLoginAsked: Test = ({ requestedUrl }) => {
  const url = parseUrl(requestedUrl);
  return url !== null && !isLoginUrl(url);
};

const LOGIN_FIRST = phrases(
  /\b(?:log|sign)[- ]?in to (?:continue|view|access|see|read|proceed|your account to)/,
  /\b(?:must|need to|have to|please) (?:be (?:logged|signed) in|(?:log|sign)[- ]?in)/,
  /\blogin (?:is )?required\b/,
  /\b(?:members|subscribers) only\b/,
  /\b(?:bitte|m[uü]ssen sie sich) (?:zuerst )?(?:anmelden|einloggen)/,
  /\bmelden sie sich (?:bitte )?an, um/,
  /\b(?:veuillez|vous devez) (?:d['’]abord )?(?:vous |être )?(?:connect(?:er|é)|identifier)/,
  /\bconnectez-vous pour/,
  /\binici(?:a|e|ar) sesi[oó]n para/,
  /\baccedi per/,
  /\b(?:inicie sess[aã]o|fa[cç]a login|entre) para/,
  /\blog in om\b/,
  /войдите,? чтобы|请(?:先)?登录|ログインして(?:ください)?/,
);

/** The address asked for answers with nothing but a form to log in. */
export const LOGIN_FORM_RULE: Rule = {
  kind: 'login',
  name: 'login_form',
  when: all(atMost(600), onlyLogin, noLoginAsked, says(LOGIN_FIRST)),
};
