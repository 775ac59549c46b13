#!/usr/bin/env bash
# The last page of search results by django-haystack's Whoosh backend repeats results of the page before and never shows others.
#
# A paginator asks for a slice. The backend turns it into a page of Whoosh with the slice's length as the page's length, and
# the last slice is shorter: rows 12 to 20 are asked for as page 12 // 8 + 1 = 2 of 8 rows, which are rows 8 to 16. Of 20 results
# on pages of 12, the second page shows numbers 8 to 15 and 16 to 19 stand on no page; the count says 20. A crawl that
# follows the pages sees items twice and misses others, and nothing is wrong with the crawl.
#
# Needs python3 and a package registry. Exits with 1 when the behaviour has changed.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check django==5.2.19 django-haystack==3.4.0 whoosh==2.7.4 setuptools

mkdir shop
touch shop/__init__.py
cat > shop/models.py <<'PY'
from django.db import models


class Tea(models.Model):
    name = models.CharField(max_length=20)
PY
cat > shop/search_indexes.py <<'PY'
from haystack import indexes
from shop.models import Tea


class TeaIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True, model_attr="name")

    def get_model(self):
        return Tea
PY
cat > pages.py <<'PY'
import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["haystack", "shop"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    HAYSTACK_CONNECTIONS={
        "default": {"ENGINE": "haystack.backends.whoosh_backend.WhooshEngine", "PATH": "index"}
    },
)
django.setup()
from django.core.management import call_command
from django.core.paginator import Paginator
from haystack.query import SearchQuerySet
from shop.models import Tea

call_command("migrate", run_syncdb=True, verbosity=0)
Tea.objects.bulk_create([Tea(name=f"tea {n}") for n in range(20)])
call_command("rebuild_index", interactive=False, verbosity=0)
for page in (1, 2):
    shown = Paginator(SearchQuerySet().all(), 12).page(page)
    print("page", page, "of", shown.paginator.count, "results:", *(int(one.pk) - 1 for one in shown))
PY
venv/bin/python -W ignore pages.py | tee out
grep -qx 'page 1 of 20 results: 0 1 2 3 4 5 6 7 8 9 10 11' out
grep -qx 'page 2 of 20 results: 8 9 10 11 12 13 14 15' out
echo 'Seen again: 8 to 11 stand on both pages, 16 to 19 on none.'
