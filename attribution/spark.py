"""Claims on a Spark cluster: a DataFrame of articles becomes one of claims, a row each, as `attribution extract` has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from attribution.archive.documents import LONGEST, Fields, Trouble, item_of
from attribution.archive.listed import listed
from attribution.archive.run import extracted_of
from attribution.errors import UsageError, told
from attribution.model import FIELDS
from attribution.output.fields import LIST_FIELDS, NUMBERS, SPAN_FIELDS, record
from attribution.output.jsontext import encodable
from attribution.people import People
from attribution.rulebook.rules import Rules

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

BESIDE = ("date", "outlet", "error")  # columns beside the claim record: of its document, and what is wrong with it
_WHOLE = ("line", "column")
_TOGETHER = 200  # documents whose claims are handed to Spark at once
Row = Mapping[str, Any]
Shared = Callable[[], tuple[Rules | None, People | None]]


def claims(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    date: str | None = None,
    outlet: str | None = None,
    *,
    rules: Rules | None = None,
    people: People | None = None,
    longest: int = LONGEST,
) -> DataFrame:
    """The claims of articles: a row a claim, its columns those of `claim_struct()`; lazy, as any DataFrame.

    df      articles, a row each; `text`, `id`, `date` and `outlet` name its columns
    rules   those of `attribution.load_rules`, people those of `attribution.people.read_people`; both are broadcast
    longest the most characters of an article that is read

    An article that cannot be read fails no task: it is a row with `doc` and `error`, all else null. Ids that occur twice stay as they are.
    Raises UsageError for a column that is not there or holds no text, and where PySpark is not installed.
    """
    fields = Fields(text, id, date, outlet)
    _check(df, fields)
    wanted = list(dict.fromkeys(name for name in fields if name is not None))
    work = partial(_mapped, fields=fields, longest=longest, shared=_broadcast(df, (rules, people)))
    return df.select(*(df[f"`{name}`"] for name in wanted)).mapInArrow(work, claim_struct())


def claim_struct() -> StructType:
    """The columns: the claim record, then `date` and `outlet` of its document as far as known, and `error`."""
    try:
        from pyspark.sql.types import ArrayType, BooleanType, DoubleType, LongType, StringType, StructType
    except ImportError:
        raise UsageError("spark: needs pyspark; install it with: pip install 'claim-attribution[spark]'") from None
    kinds = {
        **dict.fromkeys(SPAN_FIELDS, ArrayType(ArrayType(LongType()))), **dict.fromkeys(LIST_FIELDS, ArrayType(StringType())),
        **dict.fromkeys(_WHOLE, LongType()), **dict.fromkeys(NUMBERS, DoubleType()), "anonymous": BooleanType(),
    }  # fmt: skip
    struct = StructType()
    for name in (*FIELDS, *BESIDE):
        struct = struct.add(name, kinds.get(name, StringType()))
    return struct


def _check(df: DataFrame, fields: Fields) -> None:
    types = dict(df.dtypes)
    for name in fields:
        if name is not None and name not in types:
            raise UsageError(f"spark: the DataFrame has no column {name!r}; columns are {', '.join(types)}")
    if types[fields.text] != "string":
        raise UsageError(f"spark: column {fields.text!r} holds {types[fields.text]}, no text; name another with text=")


def _broadcast(df: DataFrame, value: tuple[Rules | None, People | None]) -> Shared:
    """What gives the value on an executor: broadcast, or by way of the function where a session (Spark Connect) has no context."""
    try:
        held = df.sparkSession.sparkContext.broadcast(value)
    except AttributeError:
        return partial(_itself, value)
    return partial(_value_of, held)


def _itself(value: Any) -> Any:
    return value


def _value_of(held: Any) -> Any:
    return held.value


def _mapped(batches: Iterable[Any], fields: Fields, longest: int, shared: Shared) -> Iterator[Any]:
    """Record batches of articles → record batches of claims, on an executor."""
    import pyarrow
    from pyspark.sql.pandas.types import to_arrow_schema

    schema = to_arrow_schema(claim_struct())
    rules, people = shared()
    for batch in batches:
        for start in range(0, batch.num_rows, _TOGETHER):
            rows = [row for given in batch.slice(start, _TOGETHER).to_pylist() for row in rows_of(given, fields, longest, rules, people)]
            yield pyarrow.RecordBatch.from_pylist(rows, schema=schema)


def rows_of(given: Row, fields: Fields, longest: int = LONGEST, rules: Rules | None = None, people: People | None = None) -> list[Row]:
    """The claims of one article, a row of a table; or one row with what is wrong with it."""
    name = given[fields.id]
    doc = None if name is None else str(name)
    item = item_of(given, doc or "an article without an id", fields, longest)
    if isinstance(item, Trouble):
        return [{"doc": doc, "error": item.why}]
    try:
        result = extracted_of(item, rules)
        if people is not None:
            result = replace(result, claims=people.applied(result.claims))
    except Exception as error:  # the tool's own fault, too: the other articles are read all the same
        return [{"doc": doc, "error": told(error, item.id)}]
    about = listed(item, result)
    beside = {"date": about.date or None, "outlet": about.outlet or None, "error": None}
    return [{name: encodable(value) for name, value in record(claim).items()} | beside for claim in result.claims]
