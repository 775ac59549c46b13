"""Other projects' tables of written numbers and dates as lines {kind, text, lang, base, expected} for `npm run bench:coercion`.

    python3 cases.py dates tests/           # the tests of dateparser's source distribution
    python3 cases.py prices prices.jsonl    # lines of {price_raw, currency_raw, amount}, as price-parser's tests have them

Needs Python 3.9 and nothing else: the tables are read as source, so dateparser itself need not be installed.
"""

import ast
import calendar
import datetime
import json
import re
import sys
from pathlib import Path

LANGUAGES = dict(
    English="en", French="fr", Spanish="es", Dutch="nl", Italian="it", Portuguese="pt", Russian="ru", Turkish="tr",
    Romanian="ro", German="de", Czech="cs", Thai="th", Vietnamese="vi", Belarusian="be", Ukrainian="uk", Tagalog="fil",
    Filipino="fil", Japanese="ja", Chinese="zh", Korean="ko", Bulgarian="bg", Bangla="bn", Hindi="hi", Georgian="ka",
    Finnish="fi", Croatian="hr", Arabic="ar", Polish="pl", Swedish="sv", Hebrew="he", Indonesian="id", Danish="da",
)  # fmt: skip
DATES_BASE = "2012-11-13T00:00:00"
RELATIVE_BASE = "2014-09-01T10:30:00"


def tables(path):
    """Each parameterized test with its rows and the language that the comment above a row names."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef):
            continue
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and decorator.args and isinstance(decorator.args[0], ast.List):
                rows = [row for row in decorator.args[0].elts if isinstance(row, ast.Call)]
                yield node.name, [(row, language_above(lines, row.lineno - 1, decorator.lineno)) for row in rows]


def language_above(lines, at, top):
    while at >= top:
        comment = re.match(r"\s*# (?:([A-Z][a-z]+)(?: dates)?|([a-z]{2,3})(?:-\w+)*)$", lines[at])
        if comment:
            return LANGUAGES.get(comment[1]) or comment[2]
        if re.match(r"\s*# (?:Numeric|Miscellaneous|Day ranges)", lines[at]):
            return None
        at -= 1
    return None


def value(node):
    return eval(compile(ast.Expression(node), "row", "eval"), {"datetime": datetime.datetime})


def dates(folder):
    for name, rows in tables(folder / "test_date_parser.py"):
        if name not in ("test_dates_parsing", "test_dates_parsing_with_normalization"):
            continue
        for row, lang in rows:
            text, expected = value(row.args[0]), value(row.args[1])
            told = re.search(rf"{expected.year}|(?<!\d){expected.year % 100:02d}(?![\d:])", latin(text)) is not None
            yield "date" if told else "date-no-year", text, lang, DATES_BASE, expected.date().isoformat()
    for name, rows in tables(folder / "test_freshness_date_parser.py"):
        if name not in ("test_relative_past_dates", "test_normalized_relative_dates"):
            continue
        for row, lang in rows:
            ago = next((value(one.value) for one in row.keywords if one.arg == "ago"), None)
            if ago is not None and (expected := before(datetime.datetime.fromisoformat(RELATIVE_BASE), ago)):
                yield "relative", value(row.args[0]), lang, RELATIVE_BASE, expected.date().isoformat()
    for calendar_name, lang in (("jalali", "fa"), ("hijri", "ar")):
        for _, rows in tables(folder / f"test_{calendar_name}.py"):
            for row, _ in rows:
                told = {one.arg: one.value for one in row.keywords}
                if "dt_string" in told and "dt_obj" in told:
                    yield calendar_name, value(told["dt_string"]), lang, DATES_BASE, value(told["dt_obj"]).date().isoformat()


def latin(text):
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)


def before(base, ago):
    """None where there is no such day."""
    months = base.year * 12 + base.month - 1 - ago.get("years", 0) * 12 - ago.get("months", 0)
    if months < 12 * 1000:
        return None
    year, month = divmod(months, 12)
    day = min(base.day, calendar.monthrange(year, month + 1)[1])
    rest = {unit: count for unit, count in ago.items() if unit not in ("years", "months")}
    return base.replace(year=year, month=month + 1, day=day) - datetime.timedelta(**rest)


def prices(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["price_raw"] is not None:
            yield "price", row["price_raw"], None, None, row["amount"]


seen = set()
for kind, text, lang, base, expected in (dates if sys.argv[1] == "dates" else prices)(Path(sys.argv[2])):
    line = json.dumps(dict(kind=kind, text=text, lang=lang, base=base, expected=expected), ensure_ascii=False)
    if line not in seen:
        seen.add(line)
        print(line)
