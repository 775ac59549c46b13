/** Pages that ask for a login in place of the page that was asked for. */

import { parseUrl } from '../../url.js';
import { phrases } from '../phrases.js';
import { all, atMost, says, type Rule, type Test } from './rule.js';

/** Names that nothing but logins have in addresses. */
const LOGIN = phrases(
  /^(?:user|member|customer|account|admin|staff|wp)?[-_.]?(?:log|sign)[-_]?(?:in|on)(?:[-_.](?:form|page|required|php|aspx?|html?|jsp|do|action|cgi))?$/,
  /^(?:sso|saml2?|oauth2?|openid(?:-connect)?|(?:special:)?userlogin)$/,
  /^(?:anmelden|einloggen|iniciar-sesi[oó]n|inloggen|logga-in|zaloguj)$/,
);
/** Names that other pages may have as well. */
const PERHAPS_LOGIN =
  /^(?:authori[sz]e|authenticate|auth|authn|cas|anmeldung|connexion|identification|s-identifier|acceder|accedi|entrar)$/i;
const LOGIN_HOST = /^(?:login|signin|sign-in|logon|auth|sso|accounts|idp|identity)$/i;
/** Names under which a login is told where to go afterwards. */
const RETURN = /return|redirect|next|continue|back|dest|target|goto|origin|service|from/i;

const MAX_PARTS = 50;

/** Whether an address names a login in a part of its path or a value of its query. */
export function isLoginUrl(url: URL): boolean {
  return loginParts(url).some((part) => LOGIN.test(part) || PERHAPS_LOGIN.test(part));
}

function loginParts(url: URL): string[] {
  const parts = url.pathname.split('/').slice(0, MAX_PARTS);
  for (const value of [...url.searchParams.values()].slice(0, MAX_PARTS)) {
    // Addresses to return to name other pages than this one.
    if (value.length < 100 && !/^\/|:\/\//.test(value)) parts.push(...value.split('/'));
  }
  return parts.map((part) => part.slice(0, 100));
}

/**
 * Whether an address that is no login led to one that is. `surely` leaves out names that are not only those of logins, and
 * logins that are not told where to return to.
 */
export function ledToLogin(requested: string, final: string, surely = false): boolean {
  if (requested === final) return false;
  const [from, to] = [parseUrl(requested), parseUrl(final)];
  if (from === null || to === null || isLoginUrl(from)) return false;
  const onLoginHost = from.hostname !== to.hostname && LOGIN_HOST.test(to.hostname.split('.', 1)[0] ?? '');
  if (!surely) return onLoginHost || isLoginUrl(to);
  const returns = [...to.searchParams.keys()].slice(0, MAX_PARTS).some((key) => RETURN.test(key));
  return returns && (onLoginHost || loginParts(to).some((part) => LOGIN.test(part)));
}

const hasPassword: Test = ({ passwords }) => passwords > 0;

function redirectRule(surely: boolean): Rule {
  return {
    kind: 'login',
    name: 'login_redirect',
    when: all((page) => ledToLogin(page.requestedUrl, page.url, surely), hasPassword),
  };
}

export const LOGIN_REDIRECT_RULE = redirectRule(false);
/** For pages with much text, which may be a shop's whole menu around the form. */
export const SURE_LOGIN_REDIRECT_RULE = redirectRule(true);

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
