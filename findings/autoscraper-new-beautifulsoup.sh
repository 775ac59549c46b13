#!/usr/bin/env bash
# AutoScraper 1.1.14 (the newest) finds nothing with Beautiful Soup 4.13 and later, and raises nothing.
#
# It looks for the way to a value by `findAll(name, {"class": "", "style": ""})`: an element without these attributes was found
# by the empty string up to Beautiful Soup 4.12. From 4.13 on it is not, so every way that passes an element without a class
# or a style, which is nearly every one, leads nowhere. `build` and `get_result_similar` answer []. AutoScraper's
# requirements name no version, so `pip install autoscraper` gets the new one. `beautifulsoup4<4.13` helps.
#
# Needs python3 and a package registry. Exits with 1 when the behaviour has changed.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > list.py <<'PY'
import bs4
from autoscraper import AutoScraper

page = "<html><body><ul>" + "".join(f"<li><b>Tea {n}</b> <i>{n} g</i></li>" for n in range(4)) + "</ul></body></html>"
scraper = AutoScraper()
scraper.build(html=page, wanted_list=["Tea 0"])
without = bs4.BeautifulSoup(page, "lxml").find_all("li", {"class": ""}, recursive=True)
print(bs4.__version__, "similar:", scraper.get_result_similar(html=page), "li with class '':", len(without))
PY

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check autoscraper==1.1.14 beautifulsoup4==4.12.3 lxml==6.1.3
for version in 4.12.3 4.13.3 4.15.0; do
  venv/bin/pip install --quiet --disable-pip-version-check "beautifulsoup4==$version"
  venv/bin/python -W ignore list.py | tee "$version"
done

grep -qx "4.12.3 similar: \['Tea 0', 'Tea 1', 'Tea 2', 'Tea 3'\] li with class '': 4" 4.12.3
for version in 4.13.3 4.15.0; do grep -qx "$version similar: \[\] li with class '': 0" "$version"; done
echo 'Seen again: with Beautiful Soup 4.13 and 4.15 AutoScraper answers an empty list.'
