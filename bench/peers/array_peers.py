"""Reads the arrays of saved pages with a library that is given one value of each column: array_peers.py NAME FOLDER CASES OUT.

CASES has a line for each page: {"id", "url", "html", "columns": {field: {"type", "value"}}}. OUT gets
{"id", "data", "ms"} for each, with the processor time that it took.
"""

import gzip
import io
import json
import os
import re
import sys
import time

NUMBER = re.compile(r"-?\d[\d.,\u00a0\u202f']*\d|-?\d")


def numbers_in(text):
    """As a caller would read them: of two kinds of marks the last is the decimal one, groups of three are thousands."""
    found = []
    for mark in NUMBER.findall(str(text)):
        plain = re.sub(r"[\u00a0\u202f']", "", mark)
        last = max(plain.rfind("."), plain.rfind(","))
        whole, part = (plain, "") if last < 0 else (plain[:last], plain[last + 1 :])
        other = "," if plain[last] == "." else "."
        if len(part) == 3 and other not in whole:
            whole, part = whole + part, ""
        whole = re.sub(r"[.,]", "", whole)
        found.append(float(f"{whole}.{part or 0}"))
    return found


def typed(kind, texts):
    if kind == "array<string>":
        return [str(text) for text in texts]
    numbers = [numbers_in(text)[:1] for text in texts]
    return [int(n) if kind == "array<integer>" else n for one in numbers for n in one]


def autoscraper(page, url, columns):
    from autoscraper import AutoScraper
    from bs4 import BeautifulSoup

    texts = list(BeautifulSoup(page, "lxml").stripped_strings)
    data = {}
    for field, column in columns.items():
        wanted = str(column["value"])
        if column["type"] != "array<string>":
            # It looks for whole texts: the one on the page that has this number and no other, "£38.50" for 38.5.
            wanted = next((text for text in texts if numbers_in(text) == [column["value"]]), wanted)
        scraper = AutoScraper()
        scraper.build(url=url, html=page, wanted_list=[wanted])
        found = []
        # Siblings of the value itself are found only with the option, which takes too many in with it elsewhere.
        for siblings in (False, True):
            groups = scraper.get_result_similar(
                url=url, html=page, grouped=True, unique=False, contain_sibling_leaves=siblings
            )
            # Each rule it learned has its own results, the value stands in several places: the longest list is the column.
            found = max(groups.values(), key=len, default=[])
            if len(found) > 1:
                break
        data[field] = typed(column["type"], found)
    return data


def pandas_tables(page, url, columns):
    from urllib.parse import urljoin

    import pandas

    try:
        tables = pandas.read_html(io.StringIO(page), extract_links="body", flavor="lxml")
    except ValueError:  # No table.
        tables = []
    data = {field: [] for field in columns}
    for field, column in columns.items():
        for cells in (table.iloc[:, at] for table in tables for at in range(table.shape[1])):
            pairs = [cell for cell in cells if isinstance(cell, tuple)]
            texts = [text for text, _ in pairs if text]
            links = [urljoin(url, link) for _, link in pairs if link]
            is_number = column["type"] != "array<string>"
            found = [n[:1] == [column["value"]] for n in map(numbers_in, texts)] if is_number else []
            if column["value"] in texts or any(found):
                data[field] = typed(column["type"], texts)
                break
            if column["value"] in links:
                data[field] = links
                break
    return data


READERS = {"autoscraper": autoscraper, "pandas.read_html": pandas_tables}

name, folder, cases, out = sys.argv[1:5]
read = READERS[name]
with open(cases, encoding="utf-8") as lines, open(out, "w", encoding="utf-8") as answers:
    for line in lines:
        case = json.loads(line)
        path = os.path.join(folder, case["html"])
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
            page = file.read()
        before = time.process_time()
        data = read(page, case["url"], case["columns"])
        ms = (time.process_time() - before) * 1_000
        answers.write(json.dumps({"id": case["id"], "data": data, "ms": ms}) + "\n")
