"""The days of publications, as lists and addresses give them, in Vietnam's time."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
# /2024/05/12/ and /2024-05-12, and the time that many sites of Vietnam number their articles by: -20240512093211234.htm.
_IN_PATH = re.compile(r"/((?:19|20)\d\d)([/-])(\d{1,2})\2(\d{1,2})(?![\d])")
_IN_NUMBER = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])[0-5]\d\d{0,7})?(?!\d)"
)


def day_of(text: str | None) -> date | None:
    """The day that a date of a feed or a sitemap means.

    >>> day_of("Fri, 24 Nov 2023 20:00:00 GMT"), day_of("2023-11-24")
    (datetime.date(2023, 11, 25), datetime.date(2023, 11, 24))
    """
    text = (text or "").strip()
    try:
        moment = datetime.fromisoformat(text) if text[:4].isdecimal() else parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        found = _ISO_DAY.match(text)
        return _day(*found.groups()) if found else None
    return (moment.astimezone(_VIETNAM) if moment.tzinfo else moment).date()


def day_in_address(address: str) -> date | None:
    """The day that stands in an address; None where none does.

    >>> day_in_address("https://tin.example/cum-3-20240512093211234.htm")
    datetime.date(2024, 5, 12)
    """
    if found := _IN_PATH.search(address):
        return _day(found[1], found[3], found[4])
    numbers = {_day(*each.groups()) for each in _IN_NUMBER.finditer(address)}
    return numbers.pop() if len(numbers) == 1 else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
