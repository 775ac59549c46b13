/** Words that stand on a page while its content is still coming. */

/** By language, in lower case and without the dots behind them. A text of nothing else is a placeholder. */
const WORDS: Readonly<Record<string, string>> = {
  ar: 'جارٍ? التحميل|جاري التحميل|يرجى الانتظار',
  bg: 'зареждане|зарежда се|моля,? изчакайте',
  cs: 'načítání|načítá se|nahrávání|(?:prosím,? )?čekejte(?: prosím)?',
  da: 'indlæser|henter|vent venligst',
  de: '(?:(?:inhalte?|seite|daten) )?(?:wird|werden) geladen|lade daten|lädt|ladevorgang|bitte warten|einen (?:moment|augenblick)(?: bitte)?',
  el: 'φόρτωση|παρακαλώ περιμένετε',
  en: '(?:now |still )?loading(?: (?:the |this )?(?:page|content|data|results|products|items|app|application|more))?|please wait(?: a moment| while (?:the |this )?(?:page|content|app) (?:loads|is loading))?|(?:just a|one) moment(?: please)?|initiali[sz]ing|please stand by',
  es: 'cargando(?: (?:contenido|datos|página|resultados))?|(?:por favor,? )?espere(?: (?:por favor|un momento))?|un momento(?:,? por favor)?',
  fa: 'در حال (?:بارگذاری|بارگیری)|لطفا (?:صبر کنید|منتظر بمانید)',
  fi: 'ladataan|odota(?: hetki)?',
  fr: "(?:en cours de )?chargement(?: (?:en cours|de la page|des données|du contenu))?|(?:veuillez|merci de) patienter|patientez(?: s'il vous plaît)?|un instant(?:,? s'il vous plaît)?",
  he: 'טוען|נטען|אנא המתן|נא להמתין',
  hi: 'लोड (?:हो|किया जा) रहा है|कृपया प्रतीक्षा करें',
  hu: 'betöltés(?: folyamatban)?|töltés|kérjük,? várjon',
  id: '(?:sedang )?memuat|mohon tunggu|harap tunggu',
  it: 'caricamento(?: in corso)?|attendere(?: prego)?|attendi',
  ja: '(?:ただいま)?(?:読み?込み?中|ロード中|ローディング中)(?:です)?|(?:しばらく|少々)?お待ち(?:ください|下さい)',
  ko: '로딩 ?중(?:입니다)?|로드 ?중|불러오는 ?중(?:입니다)?|(?:잠시만|잠시) 기다려 ?(?:주세요|주십시오)',
  nb: 'laster(?: inn)?|vennligst vent|vent litt',
  nl: '(?:bezig met )?laden(?=…|\\.\\.)|bezig met laden|(?:wordt|worden) geladen|even geduld(?: a\\.?u\\.?b\\.?)?',
  pl: '(?:trwa )?(?:ładowanie|wczytywanie)|(?:proszę )?(?:czekać|czekaj|poczekaj)',
  pt: 'carregando|a carregar|(?:por favor,? )?aguarde(?: (?:por favor|um momento))?',
  ro: 'se încarcă|încărcare|vă rugăm (?:să )?așteptați',
  ru: '(?:идёт |идет )?загрузка(?: (?:данных|страницы))?|загружается|(?:пожалуйста,? )?подождите(?:,? пожалуйста)?',
  sk: 'načítava sa|načítavanie|(?:prosím,? )?čakajte(?: prosím)?',
  sv: 'laddar|läser in|hämtar|(?:var god )?vänta|var god dröj',
  th: 'กำลังโหลด|(?:โปรด|กรุณา)รอ(?:สักครู่)?',
  tr: 'yükleniyor|lütfen bekleyin(?:iz)?',
  uk: 'завантаження|завантажується|(?:будь ласка,? )?зачекайте(?:,? будь ласка)?',
  vi: 'đang tải|vui lòng (?:chờ|đợi)',
  zh: '(?:正在)?(?:加载|载入|读取|載入|讀取|加載)(?:中|数据|資料)?|(?:请|請)(?:稍候|稍等|等待)',
};

const ANY = new RegExp(Object.values(WORDS).join('|'), 'giu');
/** How far it has come. */
const PERCENTAGE = /\d{1,3}\s?%/g;
const MAX_CHARS = 200;

/** Whether the text consists only of words that say that content is coming, such as "Loading… please wait" or "Загрузка 10 %". */
export function isPlaceholder(text: string): boolean {
  if (text.length > MAX_CHARS) return false;
  const whole = text.normalize('NFC');
  const rest = whole.replace(ANY, ' ');
  return rest !== whole && !/[\p{L}\p{N}\p{Sc}]/u.test(rest.replace(PERCENTAGE, ''));
}
