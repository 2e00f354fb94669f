"""A client of a Sojae hub in one file: Python 3.8 or newer, nothing to install; pandas only for ``.frame()``.

    from sojae import Hub
    hub = Hub("https://hub.example.org", token="…")          # or SOJAE_ADDRESS and SOJAE_TOKEN, or a hub on this machine
    for record in hub.search("yield_strength > 800 MPa and elements has all Al, Ti"):
        print(record["name"])
    table = hub.table("steel_strength").frame()               # a pandas DataFrame
    hub.add({"kind": "material", "template": "alloy@1", …}, reason="melted today")

Everything the hub refuses is raised as ``Refused``: ``code`` is stable, ``str()`` is one line that says what to do.
Values keep what the hub knows of them: bounds (``<``), ends of ranges and uncertainties have columns of their own and are
never folded into a number; what is missing is ``None``.
"""
import base64
import gzip
import http.client
import io
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request

__all__ = ["Hub", "Refused", "Rows"]

# Operation of the hub's OpenAPI document: method and path. A test holds this table to that document.
OPERATIONS = {
    "getSession": ("GET", "/session"),
    "getOverview": ("GET", "/hubs/{hub}"),
    "listTemplates": ("GET", "/hubs/{hub}/templates"),
    "searchRecords": ("GET", "/hubs/{hub}/records"),
    "getFacets": ("GET", "/hubs/{hub}/facets"),
    "getRecord": ("GET", "/records/{id}"),
    "getRevisions": ("GET", "/records/{id}/revisions"),
    "getLineage": ("GET", "/records/{id}/lineage"),
    "createRecord": ("POST", "/hubs/{hub}/records"),
    "writeRecords": ("POST", "/hubs/{hub}/record-batches"),
    "reviseRecord": ("POST", "/records/{id}/revisions"),
    "withdrawRecord": ("POST", "/records/{id}/withdrawal"),
    "uploadFile": ("POST", "/hubs/{hub}/files"),
    "createUpload": ("POST", "/hubs/{hub}/uploads"),
    "addPart": ("PATCH", "/hubs/{hub}/uploads/{id}"),
    "getUpload": ("GET", "/hubs/{hub}/uploads/{id}"),
    "getFile": ("GET", "/files/{sha256}"),
    "createImport": ("POST", "/hubs/{hub}/imports"),
    "getImport": ("GET", "/imports/{id}"),
    "listTables": ("GET", "/hubs/{hub}/tables"),
    "createTable": ("POST", "/hubs/{hub}/tables"),
    "getTableRows": ("GET", "/tables/{id}/rows"),
    "listFrozenTables": ("GET", "/tables/{id}/frozen"),
    "getFrozenRows": ("GET", "/tables/frozen/{id}/rows"),
    "listModels": ("GET", "/hubs/{hub}/models"),
    "predict": ("POST", "/models/{id}/predictions"),
    "exportRecords": ("GET", "/hubs/{hub}/records/export"),
}


_WHOLE_UP_TO = 8000000  # bytes; larger files go in parts
_PART = 8000000


class Refused(Exception):
    """What the hub refuses, or that it does not answer."""

    def __init__(self, code, text, details=None, status=None):
        super().__init__(text)
        self.code, self.details, self.status = code, details or {}, status


class Rows(list):
    """Rows of a table as dictionaries; ``columns`` says unit, kind and label of each column, ``records`` the record of each row."""

    def __init__(self, rows, columns, records, cells):
        super().__init__(rows)
        self.columns, self.records, self.cells = columns, records, cells

    def frame(self):
        """As a pandas DataFrame, the records' ids as its index; ``frame.attrs["units"]`` has the units."""
        import pandas  # only here: everything else works without

        frame = pandas.DataFrame(list(self), index=pandas.Index(self.records, name="record"))
        frame.attrs["units"] = {column["name"]: column["unit"] for column in self.columns if column["unit"]}
        return frame


class Hub:
    """A hub: ``address`` and ``token`` from SOJAE_ADDRESS and SOJAE_TOKEN, or from the data folder of a hub on this machine."""

    def __init__(self, address=None, token=None, hub="main", language="en", timeout=120):
        given = address or os.environ.get("SOJAE_ADDRESS")
        if given is None:
            given, token = _running_here(token)
        self.address = given.rstrip("/")
        self.token = token or os.environ.get("SOJAE_TOKEN")
        self.hub, self.language, self.timeout = hub, language, timeout
        if not self.token:
            raise Refused("hub.token_missing", "Give a token: Hub(address, token=…) or SOJAE_TOKEN; the account page makes one.")

    # Reading

    def search(self, q=None, limit=None, **filters):
        """Yields records that pass a query of the search language, newest first; all of them, or ``limit``."""
        query = dict(filters, q=q)
        for count, record in enumerate(self._pages("searchRecords", "records", query=query), 1):
            yield record
            if limit is not None and count >= limit:
                return

    def count(self, q=None, **filters):
        """How many records pass a query."""
        return self.call("searchRecords", query=dict(filters, q=q, limit=1))["total"]

    def record(self, id):
        """A record: its newest revision with content, names of what it refers to, hash and author."""
        return self.call("getRecord", id=id)

    def revisions(self, id):
        """Every revision of a record, newest first."""
        return list(self._pages("getRevisions", "revisions", id=id))

    def lineage(self, id, depth=6):
        """What a record was made from and what became of it: ``nodes`` and ``edges``."""
        return self.call("getLineage", id=id, query={"depth": depth})

    def templates(self):
        """The templates that records of this hub follow."""
        return list(self._pages("listTemplates", "templates"))

    def tables(self):
        """The tables of this hub, the newest version of each name first."""
        return list(self._pages("listTables", "tables"))

    def table(self, table, frozen=None):
        """Rows of a table, by its name (newest version) or id; ``frozen=3``: as frozen for the third time."""
        id = table if _is_id(table) else self._named(self.tables(), table, "table")
        if frozen is None:
            return self._rows("getTableRows", id)
        for each in self._pages("listFrozenTables", "frozen", id=id):
            if each["n"] == frozen:
                return self._rows("getFrozenRows", each["id"])
        raise Refused("table.not_found", "This table was not frozen %s times; see hub.call('listFrozenTables', id=…)." % frozen)

    def export(self, path, q=None, format="jsonl", **filters):
        """Writes what a query finds to a file: ``jsonl`` comes back by ``import_records``, ``csv`` is one template with units.

        The file appears under its name once it is whole; ``Refused`` with ``file.broke_off`` says that the connection broke before.
        """
        unfinished = "%s.%d.part" % (os.fspath(path), os.getpid())
        try:
            with self._open("exportRecords", query=dict(filters, q=q, format=format)) as answer, open(unfinished, "wb") as file:
                try:
                    for piece in iter(lambda: answer.read(1 << 16), b""):
                        file.write(piece)
                except (http.client.HTTPException, ConnectionError, TimeoutError):
                    raise Refused("file.broke_off", "The connection to the hub broke before the file was whole; %s was not written. Ask again." % path) from None
            os.replace(unfinished, path)
        finally:
            if os.path.exists(unfinished):
                os.remove(unfinished)
        return path

    def file(self, sha256):
        """The bytes of a kept file. One whose value has an ``address`` is kept elsewhere; its record's ``files`` says whether the hub holds it as well."""
        with self._open("getFile", sha256=sha256) as answer:
            return answer.read()

    def predict(self, model, cases):
        """Predictions of a model (its name, or id) for cases as dictionaries of its inputs; each with intervals and its range of validity."""
        id = model if _is_id(model) else self._named(list(self._pages("listModels", "models")), model, "model")
        return self.call("predict", id=id, body={"cases": list(cases)})["predictions"]

    # Writing

    def add(self, content, reason=""):
        """Adds a record; answers it with its id."""
        return self.call("createRecord", body={"content": content, "reason": reason}, once=True)

    def add_all(self, drafts, reason=""):
        """Adds up to 500 records that may refer to one another by ``key``: ``{"key": …, "content": …}``; all of them or none."""
        return self.call("writeRecords", body={"records": list(drafts), "reason": reason}, once=True)["records"]

    def revise(self, record, content, reason):
        """Adds a revision upon ``record`` as you read it; refused if somebody revised it meanwhile."""
        body = {"upon": record["revision"], "content": content, "reason": reason}
        return self.call("reviseRecord", id=record["id"], body=body, once=True)

    def withdraw(self, record, reason):
        """Takes a record out of the hub; its page stays, with a way back."""
        return self.call("withdrawRecord", id=record["id"], body={"upon": record["revision"], "reason": reason}, once=True)

    def upload(self, path_or_bytes, media_type="application/octet-stream"):
        """Keeps a file in the hub; answers its SHA-256, by which records refer to it. A large one goes in parts, on after a break."""
        if isinstance(path_or_bytes, (bytes, bytearray)):
            file = io.BytesIO(path_or_bytes)
        else:
            file = open(path_or_bytes, "rb")
        with file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            if size > _WHOLE_UP_TO:
                return self._upload_in_parts(file, size, media_type)
            headers = {"content-type": media_type, "content-encoding": "gzip"}
            return self._json("uploadFile", data=gzip.compress(file.read()), headers=headers)["sha256"]

    def import_records(self, records, name, wait=True):
        """Brings in any number of records, ``{"key": …, "content": …}`` each, or a JSON-lines file; the same keys under ``name`` again revise."""
        if isinstance(records, (str, os.PathLike)):
            sha256, file = self.upload(records, "application/jsonl"), os.path.basename(os.fspath(records))
        else:
            lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
            sha256, file = self.upload(lines.encode("utf-8"), "application/jsonl"), "%s.jsonl" % name
        return self._import({"records": name}, sha256, file, wait)

    def import_sheet(self, path, recipe, wait=True):
        """Brings in a sheet by a recipe: its name, or the path of a ``recipe.yaml``."""
        if recipe.endswith((".yaml", ".yml")):
            with open(recipe, encoding="utf-8") as file:
                recipe = {"yaml": file.read()}
        else:
            recipe = {"name": recipe}
        return self._import(recipe, self.upload(path, "text/csv"), os.path.basename(path), wait)

    # Underneath

    def call(self, operation, query=None, body=None, once=False, **params):
        """Any operation of the OpenAPI document by its id; path parameters by name. ``once``: a lost answer is asked for again safely."""
        headers = {}
        if once:
            headers["idempotency-key"] = os.urandom(16).hex()
        data = None
        if body is not None:
            data = json.dumps(body, ensure_ascii=False).encode("utf-8")
            headers["content-type"] = "application/json"
        return self._json(operation, query, data, headers, once, **params)

    def _json(self, operation, query=None, data=None, headers=None, once=False, **params):
        with self._open(operation, query, data, headers, once, **params) as answer:
            return json.load(answer)

    def _open(self, operation, query=None, data=None, headers=None, once=False, **params):
        method, path = OPERATIONS[operation]
        values = dict({"hub": self.hub}, **params)
        for name, value in values.items():
            path = path.replace("{%s}" % name, urllib.parse.quote(str(value), safe=""))
        said = [(name, value) for name, value in (query or {}).items() if value is not None]
        url = self.address + "/api/v1" + path + ("?" + urllib.parse.urlencode(said) if said else "")
        # A read, and a write with a key, may be sent again: the hub does it once.
        tries = 4 if method == "GET" or once else 1
        for left in range(tries - 1, -1, -1):
            request = urllib.request.Request(url, data=data, method=method, headers=dict(
                headers or {}, authorization="Bearer " + self.token, **{"accept-language": self.language}))
            try:
                return urllib.request.urlopen(request, timeout=self.timeout)
            except urllib.error.HTTPError as error:
                if error.code != 503 or left == 0:
                    raise _refusal(error) from None
            except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
                if left == 0:
                    raise Refused("hub.no_answer", "No hub answers at %s (%s)." % (self.address, error)) from None
            time.sleep(1)

    def _upload_in_parts(self, file, size, media_type):
        """By tus 1.0 (https://tus.io): what the hub answered is on its disk; after a break it is asked how much that is."""
        version = {"tus-resumable": "1.0.0"}
        kind = "filetype " + base64.b64encode(media_type.encode("utf-8")).decode("ascii")
        with self._open("createUpload", headers=dict(version, **{"upload-length": str(size), "upload-metadata": kind})) as answer:
            id, state = answer.headers["location"].rsplit("/", 1)[1], answer.headers
        failed = 0
        while state["sojae-sha256"] is None:
            at = int(state["upload-offset"])
            file.seek(at)
            headers = dict(version, **{"upload-offset": str(at), "content-type": "application/offset+octet-stream"})
            try:
                with self._open("addPart", data=file.read(_PART), headers=headers, id=id) as answer:
                    state = answer.headers
                failed = 0
                continue
            except Refused as refused:
                lasting = refused.code not in ("hub.no_answer", "upload.wrong_offset", "upload.taken_over") and refused.status != 503
                failed += 1
                if lasting or failed > 8:
                    raise
            time.sleep(min(30, 2 ** (failed - 1)))
            try:
                with self._open("getUpload", id=id) as answer:
                    state = answer.headers
            except Refused as refused:
                if refused.code != "hub.no_answer":
                    raise
        return state["sojae-sha256"]

    def _pages(self, operation, things, query=None, **params):
        cursor = None
        while True:
            page = self.call(operation, query=dict(query or {}, limit=500, cursor=cursor), **params)
            for each in page[things]:
                yield each
            cursor = page["next"]
            if cursor is None:
                return

    def _rows(self, operation, id):
        rows, records, cells, columns, cursor = [], [], [], None, None
        while True:
            page = self.call(operation, query={"limit": 10000, "cursor": cursor}, id=id)
            columns = page["columns"]
            for row in page["rows"]:
                records.append(row["record"])
                cells.append(row["cells"])
            cursor = page["next"]
            if cursor is None:
                break
        # A column of its own for what only some cells have, so that no number says less than the hub knows.
        extra = [{key for row in cells for key in ("bound", "high", "uncertainty") if row[at] and key in row[at]} for at in range(len(columns))]
        for row in cells:
            shown = {}
            for at, column in enumerate(columns):
                name, cell = column["name"], row[at] or {}
                shown[name] = cell.get("fractions", cell.get("value"))
                for key in sorted(extra[at]):
                    shown["%s (%s)" % (name, key)] = cell.get(key)
            rows.append(shown)
        return Rows(rows, columns, records, cells)

    def _import(self, recipe, sha256, name, wait):
        started = self.call("createImport", body={"recipe": recipe, "file": {"sha256": sha256, "name": name}}, once=True)
        while wait and started["state"] in ("queued", "running"):
            time.sleep(0.3)
            started = self.call("getImport", id=started["id"])
        if started["state"] == "failed":
            raise Refused("import.failed", started["problem"][self.language], {"import": started["id"]})
        return started

    def _named(self, things, name, noun):
        for each in things:
            if each.get("name", each.get("definition", {}).get("name")) == name:
                return each["id"]
        raise Refused("%s.not_found" % noun, "There is no %s “%s” in this hub." % (noun, name))


def _running_here(token):
    """The hub that runs on this machine's data folder (SOJAE_HOME, or .sojae here)."""
    home = os.environ.get("SOJAE_HOME", ".sojae")
    try:
        with open(os.path.join(home, "server.json"), encoding="utf-8") as file:
            address = json.load(file)["address"]
        if token is None and not os.environ.get("SOJAE_TOKEN"):
            with open(os.path.join(home, "token"), encoding="utf-8") as file:
                token = file.read().strip()
    except OSError:
        raise Refused("hub.not_running", "No hub runs on %s; give its address: Hub(\"https://…\", token=…)." % home) from None
    return address, token


def _refusal(error):
    try:
        problem = json.load(error)
        return Refused(problem["code"], problem["detail"], problem["details"], error.code)
    except (ValueError, KeyError):
        return Refused("hub.no_answer", "%s answered %s." % (error.url, error.code), status=error.code)


def _is_id(text):
    return len(text) == 36 and text.count("-") == 4
