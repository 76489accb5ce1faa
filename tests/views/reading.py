"""Reads a page as a browser would: headings, links, ids, the words a reader or a search engine sees."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

VOID = set("area base br col embed hr img input link meta source track wbr".split())
# What SVG closes itself, as `<rect …/>`, comes as a start and an end.


class Page(HTMLParser):
    """`titles` and `h1` are texts, `links` the addresses of `<a href>`, `faults` what is wrong with the HTML."""

    def __init__(self, response):
        super().__init__(convert_charrefs=True)
        self.response = response
        self.html = response.content.decode()
        self.titles, self.h1, self.links, self.ids, self.words = [], [], [], [], []
        self.labelled, self.faults, self.inputs = [], [], []
        self.meta, self.canonical, self.lang = {}, [], ""
        self._open, self._collect = [], None
        self.feed(self.html)
        self.close()
        self.faults += [f"<{name}> stays open" for name in self._open]
        self.faults += [f"id {name!r} twice" for name in {x for x in self.ids if self.ids.count(x) > 1}]
        self.faults += [f"nothing has the id {name!r}" for name in self.labelled if name not in self.ids]

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, name, attributes):
        values = dict(attributes)
        if len(values) < len(attributes):
            self.faults.append(f"<{name}> has an attribute twice")
        if name not in VOID:
            self._open.append(name)
        self._keep(name, values)
        if name in ("title", "h1") and "svg" not in self._open:
            self._collect = []

    def handle_startendtag(self, name, attributes):
        self._keep(name, dict(attributes))

    def handle_endtag(self, name):
        if name in ("title", "h1") and self._collect is not None:
            (self.titles if name == "title" else self.h1).append(" ".join("".join(self._collect).split()))
            self._collect = None
        if self._open and self._open[-1] == name:
            self._open.pop()
        elif name not in VOID:
            self.faults.append(f"</{name}> closes {self._open[-1:] or 'nothing'}")

    def handle_data(self, data):
        self.words.append(data)
        if self._collect is not None:
            self._collect.append(data)

    def _keep(self, name, values):
        self.ids += [values["id"]] if "id" in values else []
        self.labelled += [values["for"]] if "for" in values else []
        for attribute in ("aria-labelledby", "aria-describedby"):
            self.labelled += values.get(attribute, "").split()
        if name == "html":
            self.lang = values.get("lang", "")
        if name == "a" and "href" in values:
            self.links.append(values["href"])
        if name == "meta":
            self.meta[values.get("name") or values.get("property") or values.get("http-equiv")] = values.get("content")
        if name == "link" and values.get("rel") == "canonical":
            self.canonical.append(values["href"])
        if name in ("input", "button", "select"):
            self.inputs.append(values)


def read(response, status=200):
    """The page of an answer that must have this status; its HTML must be right."""
    assert response.status_code == status, f"{response.status_code} for {response.request['PATH_INFO']}"
    page = Page(response)
    assert page.faults == []
    return page


def inner_links(page, address):
    """The addresses on this site that a page links to, without fragments, forms of the admin left out."""
    whole = [urljoin(f"http://testserver{address}", link) for link in page.links]
    parts = [urlsplit(link) for link in whole if urlsplit(link).netloc == "testserver"]
    found = [f"{part.path}?{part.query}" if part.query else part.path for part in parts]
    return [link for link in dict.fromkeys(found) if not link.startswith("/admin/")]


def day_of(address):
    """The day that an address asks for, "" for today."""
    return parse_qs(urlsplit(address).query).get("as_of", [""])[0]


def links_that_lose_the_day(page, address):
    """Links of a past day to other pages that do not keep it; a page may link to itself on another day, or today."""
    path, day = urlsplit(address).path, day_of(address)
    return [link for link in inner_links(page, address) if day_of(link) != day and urlsplit(link).path != path]


def links_to_other_days(page, address):
    """Links to the same page as known on another day: how the answer to a question looked."""
    return [link for link in inner_links(page, address) if day_of(link) not in ("", day_of(address))]
