/** What sites call the pages that all of their pages lead to, by language. Comma-separated; a new language is one line. */

// prettier-ignore
export const SITE_PAGES = {
  en: 'home, about, about us, our company, contact, contact us, terms, terms of use, terms of service, terms and conditions, privacy, privacy policy, cookies, cookie policy, cookie settings, legal, legal notice, accessibility, sitemap, careers, jobs, press, advertise, help, faq, support, login, log in, sign in, sign up, register, my account, account, cart, basket, checkout, wishlist, newsletter, subscribe, shipping, returns, imprint, feedback, store locator, gift cards',
  de: 'startseite, über uns, kontakt, impressum, datenschutz, datenschutzerklärung, agb, nutzungsbedingungen, barrierefreiheit, karriere, presse, hilfe, anmelden, registrieren, mein konto, warenkorb, merkliste, versand, widerruf',
  fr: 'accueil, à propos, qui sommes nous, contact, mentions légales, confidentialité, politique de confidentialité, cgu, cgv, plan du site, carrières, presse, aide, connexion, se connecter, inscription, mon compte, panier, livraison, accessibilité',
  es: 'inicio, sobre nosotros, quiénes somos, contacto, aviso legal, privacidad, política de privacidad, términos y condiciones, empleo, prensa, ayuda, iniciar sesión, registrarse, mi cuenta, carrito, envíos, devoluciones, mapa del sitio',
  it: 'home, chi siamo, contatti, note legali, privacy, termini e condizioni, lavora con noi, stampa, aiuto, accedi, registrati, carrello, spedizioni, resi, mappa del sito',
  pt: 'início, sobre, sobre nós, contato, contacto, privacidade, política de privacidade, termos de uso, carreiras, imprensa, ajuda, entrar, cadastre se, minha conta, carrinho, mapa do site',
  nl: 'over ons, contact, privacy, privacybeleid, voorwaarden, algemene voorwaarden, vacatures, pers, inloggen, registreren, winkelwagen, verzending, retourneren',
  sv: 'hem, om oss, kontakt, kontakta oss, integritetspolicy, villkor, press, hjälp, logga in, varukorg',
  da: 'forside, om os, kontakt, privatlivspolitik, handelsbetingelser, presse, hjælp, log ind, kurv',
  pl: 'strona główna, o nas, kontakt, regulamin, polityka prywatności, kariera, pomoc, zaloguj się, koszyk, dostawa',
  cs: 'domů, o nás, kontakt, kontakty, obchodní podmínky, ochrana osobních údajů, kariéra, přihlásit se, košík, doprava',
  tr: 'ana sayfa, hakkımızda, iletişim, gizlilik, kullanım koşulları, kariyer, yardım, giriş yap, sepet',
  ru: 'главная, о нас, о компании, контакты, политика конфиденциальности, условия использования, вакансии, помощь, войти, корзина, доставка',
  uk: 'головна, про нас, контакти, політика конфіденційності, умови використання, вакансії, допомога, увійти, кошик, доставка',
  ja: 'ホーム, 会社概要, お問い合わせ, 利用規約, プライバシーポリシー, 特定商取引法に基づく表記, 採用情報, ヘルプ, ログイン, カート',
  zh: '首页, 首頁, 关于我们, 關於我們, 联系我们, 聯絡我們, 隐私政策, 隱私政策, 服务条款, 帮助, 登录, 购物车',
  ko: '홈, 회사소개, 문의하기, 이용약관, 개인정보처리방침, 채용, 고객센터, 로그인, 장바구니',
} as const satisfies Readonly<Record<string, string>>;
