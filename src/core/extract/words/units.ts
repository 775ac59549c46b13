/** Units as fields and pages write them. A new unit is one line here. Those of one kind convert by the quotient of their sizes. */

export interface UnitWords {
  /** As the last word or words of a field's name. */
  readonly names: string;
  /** Behind a number. A single letter is meant as it stands, longer ones in any case. */
  readonly texts: string;
  readonly kind: string;
  /** In the smallest of its kind. */
  readonly size: number;
}

// prettier-ignore
export const UNITS = {
  mg: { kind: 'mass', size: 1, names: 'mg, milligrams', texts: 'mg, milligram, milligrams, milligramm' },
  g: { kind: 'mass', size: 1e3, names: 'g, gr, gram, grams, grammes', texts: 'g, gr, gram, grams, gramm, gramme, grammes, gramos, grammi, gramas, г' },
  kg: { kind: 'mass', size: 1e6, names: 'kg, kgs, kilo, kilos, kilogram, kilograms', texts: 'kg, kgs, kilo, kilos, kilogram, kilograms, kilogramm, kilogramme, kilogrammes, кг' },
  t: { kind: 'mass', size: 1e9, names: 't, tonnes, tons', texts: 't, tonne, tonnes, tonnen, т' },
  oz: { kind: 'imperial mass', size: 1, names: 'oz, ounces', texts: 'oz, ounce, ounces' },
  lb: { kind: 'imperial mass', size: 16, names: 'lb, lbs, pounds', texts: 'lb, lbs, pound, pounds' },
  stone: { kind: 'imperial mass', size: 224, names: 'stone', texts: 'stone, stones' },
  mm: { kind: 'length', size: 1, names: 'mm, millimeters, millimetres', texts: 'mm, millimeter, millimeters, millimetre, millimetres, мм' },
  cm: { kind: 'length', size: 10, names: 'cm, cms, centimeters, centimetres', texts: 'cm, cms, centimeter, centimeters, centimetre, centimetres, zentimeter, см' },
  m: { kind: 'length', size: 1e3, names: 'm, meters, metres', texts: 'm, meter, meters, metre, metres, mètres, metros, metri, м' },
  km: { kind: 'length', size: 1e6, names: 'km, kms, kilometers, kilometres', texts: 'km, kms, kilometer, kilometers, kilometre, kilometres, км' },
  in: { kind: 'imperial length', size: 1, names: 'in, inch, inches', texts: 'in, inch, inches, zoll, pouces, pulgadas, pollici, ", ″, ”' },
  ft: { kind: 'imperial length', size: 12, names: 'ft, feet, foot', texts: "ft, feet, foot, ', ′, ’" },
  yd: { kind: 'imperial length', size: 36, names: 'yd, yards', texts: 'yd, yds, yard, yards' },
  mi: { kind: 'imperial length', size: 63_360, names: 'mi, mile, miles', texts: 'mi, mile, miles' },
  ml: { kind: 'volume', size: 1, names: 'ml, milliliters, millilitres', texts: 'ml, milliliter, milliliters, millilitre, millilitres, мл' },
  cl: { kind: 'volume', size: 10, names: 'cl, centiliters, centilitres', texts: 'cl, centiliter, centiliters, centilitre, centilitres' },
  l: { kind: 'volume', size: 1e3, names: 'l, ltr, liters, litres', texts: 'l, L, ltr, liter, liters, litre, litres, litros, litri, л' },
  floz: { kind: 'imperial volume', size: 1, names: 'fl oz, fluid ounces', texts: 'fl oz, fl. oz, fl.oz, fluid ounces' },
  gal: { kind: 'gallons', size: 1, names: 'gal, gallons', texts: 'gal, gallon, gallons' },
  m2: { kind: 'area', size: 1, names: 'm 2, sqm, sq m, m sq, square meters, square metres', texts: 'm2, m²', },
  ha: { kind: 'area', size: 1e4, names: 'ha, hectares', texts: 'ha, hectare, hectares, hektar' },
  sqft: { kind: 'imperial area', size: 1, names: 'sqft, sq ft, ft 2, square feet', texts: 'sqft, sq ft, sq. ft, sq.ft, ft2, ft², square feet, square foot, sf' },
  acre: { kind: 'imperial area', size: 43_560, names: 'acres', texts: 'ac, acre, acres' },
  ms: { kind: 'time', size: 1, names: 'ms, milliseconds', texts: 'ms, millisecond, milliseconds' },
  s: { kind: 'time', size: 1e3, names: 's, sec, secs, seconds', texts: 's, sec, secs, second, seconds, sek, sekunden, secondes, segundos' },
  min: { kind: 'time', size: 60e3, names: 'min, mins, minutes', texts: 'min, mins, minute, minutes, minuten, minutos, minuti, мин' },
  h: { kind: 'time', size: 3_600e3, names: 'h, hr, hrs, hours', texts: 'h, hr, hrs, hour, hours, std, stunde, stunden, heure, heures, hora, horas, ore, uur, ч' },
  d: { kind: 'time', size: 86_400e3, names: 'days', texts: 'd, day, days, tag, tage, tagen, jour, jours, días, dias, giorni, dagen, дней' },
  week: { kind: 'time', size: 604_800e3, names: 'weeks', texts: 'wk, wks, week, weeks, woche, wochen, semaines, semanas, settimane, weken' },
  month: { kind: 'months', size: 1, names: 'months', texts: 'mo, mos, month, months, monat, monate, mois, meses, mesi, maanden' },
  year: { kind: 'months', size: 12, names: 'years, yrs', texts: 'yr, yrs, year, years, jahr, jahre, ans, años, anos, anni, jaar' },
  w: { kind: 'power', size: 1, names: 'w, watts', texts: 'w, W, watt, watts' },
  kw: { kind: 'power', size: 1e3, names: 'kw, k w, kilowatts', texts: 'kw, kilowatt, kilowatts' },
  hp: { kind: 'horsepower', size: 1, names: 'hp, bhp, horsepower', texts: 'hp, bhp, ps, cv, horsepower' },
  wh: { kind: 'energy', size: 1, names: 'wh', texts: 'wh' },
  kwh: { kind: 'energy', size: 1e3, names: 'kwh, k wh, kilowatt hours', texts: 'kwh' },
  kcal: { kind: 'food energy', size: 1, names: 'kcal', texts: 'kcal, cal, calorie, calories, kalorien, ккал' },
  kj: { kind: 'joules', size: 1, names: 'kj, k j', texts: 'kj' },
  mah: { kind: 'charge', size: 1, names: 'mah, m ah', texts: 'mah' },
  v: { kind: 'voltage', size: 1, names: 'v, volts', texts: 'v, V, volt, volts' },
  hz: { kind: 'frequency', size: 1, names: 'hz', texts: 'hz, hertz' },
  khz: { kind: 'frequency', size: 1e3, names: 'khz, k hz', texts: 'khz' },
  mhz: { kind: 'frequency', size: 1e6, names: 'mhz, m hz', texts: 'mhz' },
  ghz: { kind: 'frequency', size: 1e9, names: 'ghz, g hz', texts: 'ghz' },
  // A thousand or 1,024 of the next: pages mean either, so none converts.
  kb: { kind: 'kilobytes', size: 1, names: 'kb, kilobytes', texts: 'kb, kib, kilobytes' },
  mb: { kind: 'megabytes', size: 1, names: 'mb, megabytes', texts: 'mb, mib, megabytes' },
  gb: { kind: 'gigabytes', size: 1, names: 'gb, gigabytes', texts: 'gb, gib, gigabytes' },
  tb: { kind: 'terabytes', size: 1, names: 'tb, terabytes', texts: 'tb, tib, terabytes' },
  px: { kind: 'pixels', size: 1, names: 'px, pixels', texts: 'px, pixel, pixels' },
  mp: { kind: 'megapixels', size: 1, names: 'megapixels', texts: 'mp, megapixel, megapixels' },
  kmh: { kind: 'speed', size: 1, names: 'kmh, kph, km h', texts: 'km/h, kmh, kph' },
  mph: { kind: 'miles an hour', size: 1, names: 'mph', texts: 'mph' },
  mps: { kind: 'metres a second', size: 1, names: 'm s', texts: 'm/s' },
  celsius: { kind: 'degrees Celsius', size: 1, names: 'celsius', texts: '°c, ℃' },
  fahrenheit: { kind: 'degrees Fahrenheit', size: 1, names: 'fahrenheit', texts: '°f, ℉' },
  percent: { kind: 'percent', size: 1, names: 'percent, pct, percentage', texts: '%, ％, percent, per cent, pct, prozent, procent, por ciento, pour cent' },
} as const satisfies Readonly<Record<string, UnitWords>>;

/** Words of a name of which a letter at the end is no unit: the height of `dimension_h`, the size L. */
export const LETTERED =
  'size sizes dimension dimensions dim dims measure package box team class group type plan';

/** Words of a name of which "min" is minutes; of others it is the least that there is: `price_min`. */
export const TIMED =
  'time times duration length runtime running run prep preparation cook cooking bake baking rest resting wait waiting delay walk walking travel video playing play reading read total drive';

/** Words of a name of which "in" is inches; of others it says where: `check_in`. */
export const MEASURED =
  'height width length depth diameter radius size thickness screen display diagonal circumference waist chest inseam perimeter';

/** Words of a name behind which days and hours are when something is open. */
export const OPEN = 'opening open business office working work store shop visiting trading school service';
