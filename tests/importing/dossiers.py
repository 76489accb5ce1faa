"""A small dossier with a record of every section, and ways to change and import it."""

from collections import Counter

from timeline.exporting.records import SECTIONS
from timeline.importing.dossier import import_dossier

SMALL = """\
courts:
- id: cand
  name: Northern District
  short_name: N.D. Cal.
  country: US
  level: trial
sources:
- id: order
  title: Order
  published: 2026-04
  kind: court_document
  reliability: primary
  seen: full
- id: report
  title: Report
  published: '2026-05-02'
  kind: news_report
  reliability: secondary
  retells: order
  seen: excerpt
  texts:
  - locator: column 2
    text: 'Asked again, she said: “Partly!”'
parties:
- id: ada
  name: Ada
  kind: person
  sources:
  - order
- id: acme
  name: Acme
  kind: company
  aka:
  - ACME Inc.
  began: 2019
  sources:
  - report
cases:
- id: ada-v-acme
  name: Ada v. Acme
  caption: Ada v. Acme et al.
  kind: lawsuit
  court: cand
  docket_number: 4:24-cv-04722
  filed: 2026-03-01
  status: pending
  status_as_of: 2026-05
  data_use:
  - scraping
  claims:
  - fraud
  parties:
  - party: ada
    role: plaintiff
  summary: About copies.
  sources:
  - order
filings:
- id: complaint
  case: ada-v-acme
  date: 2026-03-01
  kind: complaint
  title: Complaint
  docket_entry: 1
  filed_by:
  - ada
  claims:
  - claim: fraud
    status: pleaded
  sources:
  - source: order
    locator: 2417:3
events:
- id: filed
  date: 2026-03
  title: Ada sues Acme
  summary: Ada sued.
  kind: filing
  cases:
  - ada-v-acme
  parties:
  - acme
  - ada
  filing: complaint
  sources:
  - order
  - source: report
    supports: that it was filed
quotes:
- id: partly
  speaker: ada
  text: Partly.
  date: 2026-04-30
  forum: trial_testimony
  event: filed
  cases:
  - ada-v-acme
  sources:
  - source: order
    verbatim: true
  variants:
  - text: Partly!
    source: report
questions:
- id: how-much
  question: How much was it?
  value_type: money
  unit: USD
  status: open
  cases:
  - ada-v-acme
  events:
  - filed
  quotes:
  - partly
- id: who
  question: Who was it?
  value_type: party
  status: resolved
  argument: The complaint names Acme.
  resolved_by: complaint
  dismissed:
  - rule: loaded-words
    about: named
    reason: The word is the law's.
  sources:
  - order
assertions:
- id: it-was-five
  question: how-much
  statement: It was five million.
  made_by: ada
  status: disputed
  value: '5000000'
  evidence:
  - source: report
    stance: contradicts
    hedge: about
    value: '6000000'
- id: it-was-acme
  question: who
  statement: It was Acme.
  made_by: report
  status: supported
  value: acme
  evidence:
  - source: report
    stance: supports
    value: acme
loaded_words:
- id: slammed
  word: slammed
  instead: criticised
"""
COUNTS = Counter(
    courts=1, sources=2, parties=2, cases=1, filings=1, events=1, quotes=1, questions=2, assertions=2, loaded_words=1
)


def changed(*pairs, text=SMALL):
    """The dossier with texts replaced; each of them has to stand in it once."""
    for old, new in pairs:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def write(folder, text=SMALL, name="small.yaml"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def imported(folder, text=SMALL, name="small.yaml", **options):
    """The outcome of an import that has to find no problem."""
    outcome = import_dossier(write(folder, text, name), **options)
    assert outcome.problems == []
    return outcome


def problems(folder, text, name="small.yaml"):
    return list(map(str, import_dossier(write(folder, text, name)).problems))


def line_of(words, text=SMALL):
    """The number of the first line that holds these words."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def nothing_is_written():
    return not any(model.objects.exists() for model in SECTIONS.values())
