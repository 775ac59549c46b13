/** The hours at which something is open, as schema.org describes them, in the short form that it has for text: "Mo-Fr 09:00-18:00". */

import { isList, isObject, property, shortName, type Json } from './entity.js';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A text as it is; a specification as days and times; nothing where either is missing. */
export function hoursText(value: Json): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (!isObject(value)) return [];
  const said = property(value, 'dayOfWeek') ?? null;
  const days = (isList(said) ? said : [said]).slice(0, 10).flatMap(dayNumber);
  const [opens, closes] = [timeOf(property(value, 'opens')), timeOf(property(value, 'closes'))];
  if (days.length === 0 || opens === null || closes === null) return [];
  const times = opens === closes ? 'closed' : `${opens}-${closes}`;
  return [`${runsOf(days).join(',')} ${times}`];
}

function dayNumber(value: Json): number[] {
  const name = isObject(value) ? (property(value, '@id') ?? property(value, 'name')) : value;
  const short = typeof name === 'string' ? shortName(name).toLowerCase().slice(0, 2) : '';
  const at = DAYS.findIndex((day) => day.toLowerCase().startsWith(short));
  return short.length < 2 || at < 0 ? [] : [at];
}

function timeOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? (/^\s*T?(\d{2}:\d{2})/.exec(value)?.[1] ?? null) : null;
}

/** Days in a row as "Mo-Fr". */
function runsOf(days: readonly number[]): string[] {
  const runs: number[][] = [];
  for (const day of [...new Set(days)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  const short = (day: number | undefined): string => DAYS[day ?? 0]?.slice(0, 2) ?? '';
  return runs.map((run) => (run.length === 1 ? short(run[0]) : `${short(run[0])}-${short(run.at(-1))}`));
}
