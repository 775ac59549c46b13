/**
 * The languages whose dates are read, and what their pages say beyond the names that `Intl` knows: it has the months,
 * weekdays, units of time, "yesterday" and "3 days ago" of each. A new language is one line here.
 */

/** Lists of words, "_" for the space inside an entry; lists by meaning as `meaning:word,word`. */
export interface DateWords {
  /** Further tags to ask `Intl` for, where regions or scripts differ. */
  readonly locales?: string;
  /** What makes a length of time a past one, before or after it. */
  readonly ago?: string;
  /** What may stand between the parts of a date or a length of time. */
  readonly between?: string;
  /** Numbers in words. */
  readonly counts?: string;
  /** Days by how long ago they are. */
  readonly days?: string;
  readonly units?: string;
  readonly months?: string;
  /** Months of the language's own calendar. */
  readonly otherMonths?: string;
}

/** Where languages share a word for different months, the earlier line has it. */
// prettier-ignore
const WORDS = {
  en: { between: 'of the day year at on about around almost over and approximately less_than last', counts: '1:a,an,one 2:two 3:three 4:four 5:five 6:six 7:seven 8:eight 9:nine 10:ten 11:eleven 12:twelve 13:thirteen 14:fourteen 15:fifteen 16:sixteen 17:seventeen 18:eighteen 19:nineteen 20:twenty 30:thirty 40:forty 50:fifty 60:sixty 70:seventy 80:eighty 90:ninety', ago: 'ago before', days: 'now:just_now,now,moments_ago 0:today,till_date,earlier_today 1:yesterday 2:day_before_yesterday', units: 'second:s,sec,secs minute:m,min,mins hour:h,hr,hrs day:d,dy week:w,wk,wks fortnight:fortnight,fortnights month:mo,mos,mth,mths,mnth year:y,yr,yrs decade:decade,decades century:century,centuries', months: '9:sept' },
  de: { locales: 'de-AT', between: 'den am um ca etwa ungefähr rund und uhr', counts: '1:ein,eine,einem,einer,einen 2:zwei 3:drei', days: 'now:soeben,gerade_eben,eben 0:heute 2:vorgestern', units: 'minute:m,min hour:h,std day:t,tg week:wo,wch month:mon,mt year:j', months: '1:jän 3:maerz,mrz 7:julei 9:sept' },
  fr: { between: 'le de du à et environ moins_de plus_de près_de', counts: '1:un,une 2:deux 3:trois', ago: 'il_y_a il_ya', days: 'now:à_l_instant 0:aujourd_hui 2:avant_hier', units: 'minute:min,mn,m hour:h day:j week:sem month:mois year:année,années', months: '2:fevrier,fev 8:aout 12:decembre,dec' },
  es: { locales: 'es-MX', between: 'de del el a las y cerca_de aproximadamente', counts: '1:un,una,uno 2:dos 3:tres', days: 'now:ahora 0:hoy 2:anteayer,antier', units: 'hour:h,hs day:d,día,dia,dias', months: '9:setiembre,set' },
  it: { between: 'il del alle ore e circa', counts: '1:un,una,uno 2:due 3:tre', days: 'now:adesso,ora,poco_fa 0:oggi 2:l_altro_ieri,altroieri,ieri_l_altro', units: 'hour:h day:g,gg' },
  pt: { locales: 'pt-PT', between: 'de do em às e cerca_de aproximadamente', counts: '1:um,uma 2:dois,duas 3:três', ago: 'atrás há faz', days: 'now:agora 0:hoje 2:anteontem', months: '3:marco' },
  nl: { between: 'om op en ongeveer circa', counts: '1:een,één 2:twee 3:drie', days: 'now:zojuist,zonet 2:eergisteren', units: 'hour:u' },
  ru: { between: 'г года год в во и около примерно', counts: '1:один,одну,одна 2:два,две 3:три', days: 'now:только_что,сейчас', units: 'second:сек minute:мин hour:ч,час day:день,дн,сут week:неделя,недель,нед month:мес', months: '9:сент' },
  pl: { between: 'r roku o godz około ok i dnia', counts: '1:jeden,jedna,jedną 2:dwa,dwie 3:trzy', days: 'now:przed_chwilą,teraz 0:dziś,dzisiaj', units: 'hour:g,godz week:tyg month:mies,m_c day:dn' },
  tr: { between: 've yaklaşık tarihinde saat', counts: '1:bir 2:iki 3:üç', days: 'now:az_önce,şimdi,demin', units: 'hour:sa,sat minute:dk,dak second:sn' },
  sv: { between: 'den kl klockan och cirka ca omkring på', counts: '1:en,ett 2:två 3:tre', days: 'now:nyss,just_nu 0:idag 1:igår 2:i_förrgår,förrgår', units: 'hour:h,tim minute:min day:d,dygn week:v' },
  da: { between: 'd den kl og ca omkring', counts: '1:en,et 2:to 3:tre', days: 'now:lige_nu 0:i_dag 1:i_går 2:i_forgårs', units: 'hour:t' },
  nb: { locales: 'nn', between: 'den kl og ca omtrent', counts: '1:en,ett,én 2:to 3:tre', ago: 'siden', days: 'now:akkurat_nå 0:i_dag 1:i_går 2:i_forgårs', units: 'day:dag,dager hour:t' },
  fi: { between: 'klo ja noin', counts: '1:yksi 2:kaksi 3:kolme', days: 'now:juuri_nyt 0:tänään 2:toissapäivänä', units: 'hour:t day:pv,vrk week:vko month:kk year:v' },
  cs: { between: 'v ve a cca asi přibližně roku dne', counts: '1:jeden,jedním,jednou,jednu 2:dva,dvě 3:tři', days: 'now:právě_teď,teď', units: 'minute:min,minutu hour:h,hod,hodinu,hodin second:vteřin,vteřiny,vteřinu day:dny,dnů week:týdnů,týdny month:měsíců,měsíce year:rok,roky', months: '6:čer 7:července,červenec' },
  ro: { between: 'la ora de și circa aproximativ', counts: '1:un,o,una 2:două,doi 3:trei', ago: 'acum în_urmă', days: 'now:chiar_acum 0:azi 2:alaltăieri' },
  hu: { between: 'év és kb körülbelül napján', counts: '1:egy 2:két,kettő 3:három', ago: 'ezelőtt', days: 'now:most,az_imént 2:tegnapelőtt', months: '9:szept' },
  el: { between: 'στις και περίπου του', counts: '1:ένα,μία,έναν,μια 2:δύο 3:τρεις,τρία', ago: 'πριν πριν_από πριν_απο', days: 'now:μόλις_τώρα 2:προχθές,προχτές 1:χθες,χτες', units: 'hour:ώρα,ώρες day:ημέρα,μέρα,μέρες', months: '3:μαρ 5:μαι 6:ιουνιου 11:νοεμβριου' },
  sk: { between: 'o a približne asi roku dňa', counts: '1:jeden,jedným,jednou 2:dva,dve 3:tri', days: 'now:práve_teraz 2:predvčerom' },
  bg: { between: 'г година в и около', counts: '1:един,една,едно 2:два,две 3:три', days: '2:онзи_ден now:току_що', units: 'week:седм,сед hour:час day:дни', months: '1:ян 2:фев' },
  hr: { between: 'u i oko godine', counts: '1:jedan,jednu,jedna 2:dva,dvije 3:tri', ago: 'prije', days: 'now:upravo,upravo_sada 0:danas 1:jučer 2:prekjučer', units: 'hour:h,sat,sati,sata week:sed,tj month:mj year:god', months: '11:studenog,studenom 1:siječnju 2:veljači 3:ožujku 4:travnju 5:svibnju 6:lipnju 7:srpnju 8:kolovozu 9:rujnu 10:listopadu 12:prosincu' },
  sr: { locales: 'sr-Latn', between: 'у u i и године godine око oko г g', counts: '1:један,једну,једна,jedan,jednu 2:два,две,dva,dve 3:три,tri', days: 'now:управо,upravo', units: 'hour:сат,sat week:сед,sed,недеља,nedelja month:мес,mes year:год,god' },
  sl: { between: 'ob in približno leta', counts: '1:en,enim,eno 2:dva,dve,dvema 3:tri', days: 'now:pravkar 2:predvčerajšnjim', units: 'week:teden,tednom day:dan' },
  uk: { between: 'р року о об в у і та близько приблизно', counts: '1:один,одну,одна 2:два,дві 3:три', days: '0:сьогодні now:щойно,зараз 1:вчора,учора 2:позавчора', units: 'hour:год minute:хв second:сек week:тижд month:міс day:дн year:року,років,рік,роки', months: '1:січ 2:лют 3:берез,бер 4:кві 5:тра 6:чер 7:лип 8:сер 9:верес,вер 10:жов 11:листоп,лис 12:гру' },
  be: { between: 'г года у ў ў_а і каля прыкладна', counts: '1:адзін,адну 2:два,дзве 3:тры', ago: 'таму назад', days: 'now:зараз 0:сёння,сення 1:учора,ўчора 2:пазаўчора', units: 'hour:гадзіну,гадз minute:хвіл,хв second:сек week:тыдзень,тыдняў day:дзень month:мес year:гадоў,год,гады', months: '5:траўня,мая' },
  lt: { between: 'm d mėn metų ir apie val', counts: '1:vieną 2:dvi,du 3:tris', days: 'now:ką_tik' },
  lv: { between: 'gada g un ap plkst', counts: '1:vienu,viena 2:divām,diviem 3:trim', days: 'now:tikko' },
  et: { between: 'kell ja umbes', counts: '1:üks,ühe 2:kaks,kahe', ago: 'eest tagasi', days: 'now:äsja,praegu' },
  is: { between: 'kl og um', counts: '1:einum,einni 2:tveimur', days: 'now:rétt_í_þessu' },
  ca: { between: 'de del d el a les i aproximadament', counts: '1:un,una 2:dos,dues', days: 'now:ara_mateix 2:abans_d_ahir' },
  gl: { between: 'de do ás e', counts: '1:un,unha 2:dous,dúas', ago: 'hai', days: 'now:agora_mesmo' },
  eu: { between: 'ko e eta', counts: '1:bat 2:bi', days: 'now:orain' },
  sq: { between: 'më në dhe', counts: '1:një 2:dy', days: 'now:tani' },
  mk: { between: 'г година во и околу', counts: '1:еден,една 2:два,две', days: 'now:штотуку' },
  bs: { locales: 'bs-Cyrl', between: 'u i godine oko', counts: '1:jedan,jednu 2:dva,dvije', ago: 'prije пре', units: 'hour:sat,sati,сати week:sed month:mj,месец,месеци year:god,година', days: 'now:upravo' },
  ga: { between: 'ag agus', ago: 'ó_shin', units: 'hour:uair,uair_an_chloig' },
  cy: { between: 'am ac a', ago: 'yn_ôl' },
  ka: { between: 'წლის წ და', counts: '1:ერთი', ago: 'წინ', units: 'year:წლის' },
  hy: { between: 'թ թվականի և', counts: '1:մեկ' },
  az: { between: 'və saat il', counts: '1:bir', ago: 'öncə əvvəl', days: 'now:indicə', units: 'year:il' },
  kk: { between: 'ж жыл жылғы', counts: '1:бір' },
  ar: { locales: 'ar-SY ar-DZ ar-MA', between: 'في عام سنة و يوم الموافق م هـ', counts: '1:واحد,واحدة', ago: 'منذ قبل', days: 'now:الآن 0:اليوم 1:أمس,يوم_أمس,البارحة 2:أول_أمس', units: 'minute:دقائق,دقيقة hour:ساعات,ساعة day:أيام,يوم,يوما week:أسابيع,أسبوع,أسبوعا month:أشهر,شهر,شهرا,شهور year:سنوات,سنة,عام,عاما,أعوام two-years:عامين second:ثوان,ثواني,ثانية', otherMonths: '1:المحرم 4:ربيع_الآخرة,ربيع_الثاني 5:جمادى_الأولى 6:جمادى_ثانية,جمادى_الثانية,جمادى_الآخرة 11:ذي_القعدة,ذو_القعدة 12:ذي_الحجة,ذو_الحجة,ذوالحجه', months: '1:كانون_الثاني 10:تشرين_الأول 11:تشرين_الثاني 12:كانون_الأول' },
  fa: { locales: 'fa-AF', between: 'در ساعت سال ماه روز و ام مورخ حدود تقریبا', counts: '1:یک 2:دو 3:سه', ago: 'پیش قبل', days: 'now:هم_اکنون,لحظاتی_پیش 0:امروز', units: 'week:هفته' },
  he: { between: 'ב בשעה של ו', counts: '1:אחד,אחת', days: 'now:עכשיו,הרגע' },
  ur: { between: 'کو میں اور', counts: '1:ایک' },
  hi: { between: 'को में बजे और लगभग करीब सन्', counts: '1:एक 2:दो 3:तीन', ago: 'पहले पूर्व', days: 'now:अभी 0:आज', units: 'hour:घंटे,घंटा,घण्टे,घण्टा month:महीने,महीना,महीनों,माह year:साल,वर्ष,वर्षों decade:दशक day:दिन,दिनों week:हफ़्ते,हफ्ते,हफ्ता,सप्ताह second:सेकंड,सेकेंड minute:मिनट', months: '1:जनवरी 2:फ़रवरी,फरवरी 10:अक्टूबर,अक्तूबर 9:सितंबर,सितम्बर 11:नवंबर,नवम्बर 12:दिसंबर,दिसम्बर' },
  bn: { between: 'সাল সালের এ এর তারিখে এবং প্রায় শে ই লা রা ঠা', counts: '1:এক,একটি 2:দুই', ago: 'আগে পূর্বে', days: 'now:এখনই 0:আজ 1:গতকাল', units: 'hour:ঘন্টা,ঘণ্টা,ঘন্টার,ঘণ্টার second:সেকেন্ড minute:মিনিট', months: '1:জানুয়ারী,জানুয়ারি 2:ফেব্রুয়ারী,ফেব্রুয়ারি' },
  mr: { between: 'रोजी आणि', ago: 'पूर्वी' },
  gu: { between: 'અને ના', ago: 'પહેલાં પહેલા' },
  ta: { between: 'மற்றும் அன்று', ago: 'முன்' },
  te: { between: 'మరియు న', ago: 'క్రితం' },
  th: { between: 'ที่ วันที่ วัน เดือน ปี พ_ศ ค_ศ เวลา น และ ประมาณ พุทธศักราช', counts: '1:หนึ่ง', ago: 'ที่แล้ว ที่ผ่านมา ก่อน', days: 'now:เมื่อสักครู่ 0:วันนี้ 1:เมื่อวาน,เมื่อวานนี้ 2:เมื่อวานซืน', units: 'hour:ชม,ชั่วโมง minute:นาที second:วินาที day:วัน week:สัปดาห์ month:เดือน year:ปี', months: '1:มกรา 2:กุมภา 3:มีนา 4:เมษา 5:พฤษภา 6:มิถุนา 7:กรกฎา 8:สิงหา 9:กันยา 10:ตุลา 11:พฤศจิกา 12:ธันวา' },
  vi: { between: 'ngày năm lúc vào và khoảng', counts: '1:một 2:hai 3:ba', ago: 'trước', days: 'now:vừa_xong 0:hôm_nay 1:hôm_qua 2:hôm_kia', units: 'hour:giờ,tiếng', months: '1:tháng_một,tháng_giêng,tháng_01 2:tháng_hai,tháng_02 3:tháng_ba,tháng_03 4:tháng_tư,tháng_04 5:tháng_năm,tháng_05 6:tháng_sáu,tháng_06 7:tháng_bảy,tháng_07 8:tháng_tám,tháng_08 9:tháng_chín,tháng_09 10:tháng_mười 11:tháng_mười_một 12:tháng_mười_hai,tháng_chạp' },
  id: { between: 'pada pukul dan tanggal sekitar', counts: '1:satu 2:dua', ago: 'yang_lalu lalu', days: 'now:baru_saja 0:hari_ini 2:kemarin_dulu', units: 'year:thn month:bln hour:jam minute:mnt,menit second:dtk day:hr' },
  ms: { between: 'pada pukul dan', counts: '1:satu 2:dua', ago: 'yang_lalu lalu' },
  fil: { between: 'ng ang sa ika noong', counts: '1:isa 2:dalawa', ago: 'nakalipas ang_nakalipas nakaraan', days: 'now:ngayon 1:kahapon', units: 'hour:oras minute:minuto', months: '6:hun 2:peb' },
  ja: { between: '約 と', days: 'now:たった今 0:本日,今日 1:昨日,きのう 2:一昨日,おととい', units: 'hour:時間 day:日,日間 month:か月,ヶ月,ケ月,カ月,ヵ月,箇月 week:週,週間' },
  zh: { locales: 'zh-Hant', between: '约 約 大约 大約 又', ago: '前 以前 之前', days: 'now:刚刚,剛剛 0:今天,今日 1:昨天,昨日 2:前天 3:大前天', units: 'hour:小时,小時,个小时,個小時,钟头 day:天,日 month:个月,個月 week:周,週,星期,个星期,個星期,礼拜 year:年 minute:分钟,分鐘,分 second:秒,秒钟,秒鐘' },
  ko: { between: '약 및', ago: '전', days: 'now:방금,방금_전 0:오늘 1:어제 2:그저께,그제', units: 'hour:시간 day:일 month:개월,달 week:주,주일 year:년 minute:분 second:초' },
  km: { between: 'ថ្ងៃទី ខែ ឆ្នាំ', ago: 'មុន' },
  pa: {},
  kn: {},
  ml: {},
  ne: { ago: 'पहिले', units: 'week:हप्ता' },
  ky: { between: 'ж' },
  uz: { locales: 'uz-Cyrl', ago: 'oldin олдин' },
  af: { between: 'om en', counts: '1:een' },
  mn: { between: 'оны сарын' },
  am: {},
  as: {},
  my: {},
  fy: {},
  lb: { between: 'n', ago: 'virun viru', units: 'hour:stonn' },
  fo: {},
  br: {},
  ast: { between: 'de del' },
  hsb: {},
} as const satisfies Record<string, DateWords>;

export type Language = keyof typeof WORDS;

export const DATE_WORDS: Readonly<Record<Language, DateWords>> = WORDS;
export const LANGUAGES = Object.keys(WORDS) as readonly Language[];

/** The language of a tag such as `pt-BR`; null for one that is not read. */
export function languageOf(tag: string | null): Language | null {
  const name = (tag ?? '').toLowerCase().split(/[-_]/)[0] ?? '';
  const language = SAME_LANGUAGE[name] ?? name;
  return language in WORDS ? (language as Language) : null;
}

const SAME_LANGUAGE: Readonly<Record<string, Language>> = {
  no: 'nb',
  nn: 'nb',
  iw: 'he',
  in: 'id',
  tl: 'fil',
  yue: 'zh',
  sh: 'sr',
};
